"""Tolls: who was killed and how many, in several wars and languages; sentences are our own."""

import re

import pytest
from costs import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from eventmap.extract.text.sentences import split
from eventmap.extract.tolls.counts import find_counts
from eventmap.records import Count

KILLED, INJURED, ABDUCTED, ARRESTED, DISPLACED = "killed", "injured", "abducted", "arrested", "displaced"


def counts(text: str) -> tuple[Count, ...]:
    found = find_counts(text, split(text))
    assert all(c.span.of(text) == c.text for c in found)
    return found


def totals(text: str) -> list[tuple[str, int | None]]:
    return [(c.what, c.best) for c in counts(text) if not c.part_of_total]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 15 civilians were killed in raids while six others were killed in a village.", [(KILLED, 15), (KILLED, 6)]),
        ("A drone killed 12 Somali soldiers near Afgoye.", [(KILLED, 12)]),
        ("The blast tore through a gate, killing at least 15 recruits, an army officer said.", [(KILLED, 15)]),
        ("A bomb killed two, a doctor told reporters.", [(KILLED, 2)]),
        ("The raid left five Palestinians and one soldier dead.", [(KILLED, 6)]),
        ("It killed five Ukrainians and wounded 12 Russians.", [(KILLED, 5), (INJURED, 12)]),
        ("Two people have been killed and 10 other people have been injured.", [(KILLED, 2), (INJURED, 10)]),
        ("2 Killed 10 Injured in Shelling of Sloviansk", [(KILLED, 2), (INJURED, 10)]),
        ("5 killed, 12 wounded in Omdurman", [(KILLED, 5), (INJURED, 12)]),
        ("The army killed 28 and wounded 30 Boko Haram militants.", [(KILLED, 28), (INJURED, 30)]),
        ("A woman was killed and three other civilians got injured.", [(KILLED, 1), (INJURED, 3)]),
        ("The raid left at least three dead and 30 wounded.", [(KILLED, 3), (INJURED, 30)]),
        ("It left seven people injured.", [(INJURED, 7)]),
        ("The attack claimed the lives of five farmers and injured 90 others.", [(KILLED, 5), (INJURED, 90)]),
        ("Nine villagers lost their lives.", [(KILLED, 9)]),
        ("The death toll from the strike on the market has risen to 20.", [(KILLED, 20)]),
        ("The ministry put the death toll at at least 70.", [(KILLED, 70)]),
        ("The number of people killed in the landslide near the camp has reached 45.", [(KILLED, 45)]),
        ("Twenty-five policemen were killed.", [(KILLED, 25)]),
        ("One hundred and five prisoners were executed.", [(KILLED, 105)]),
        ("Gunmen shot dead six miners in Zamfara.", [(KILLED, 6)]),
        ("Nine herders were shot and killed.", [(KILLED, 9)]),
        ("Eleven hostages were beaten to death.", [(KILLED, 11)]),
        ("The deaths of 12 aid workers shocked Goma.", [(KILLED, 12)]),
        ("The clashes caused seven civilian deaths.", [(KILLED, 7)]),
        ("The bodies of 30 men were found in Bucha.", [(KILLED, 30)]),
        ("Gunmen abducted 12 schoolgirls and took 20 people hostage.", [(ABDUCTED, 12), (ABDUCTED, 20)]),
        ("Police arrested 40 protesters in Yangon.", [(ARRESTED, 40)]),
        ("Some 3,000 people were displaced.", [(DISPLACED, 3000)]),
        ("About 35 people suffered burns.", [(INJURED, 35)]),
        ("A 12-year-old boy was wounded.", [(INJURED, 1)]),
        ("Another was killed later.", [(KILLED, 1)]),
        ("Twenty martyrs were buried.", [(KILLED, 20)]),
        ("Two men taken for scouts were beaten to death by a crowd.", [(KILLED, 2)]),
        ("A blaze set by raiders burned 12 people to death.", [(KILLED, 12)]),
        ("Masked men stabbed a shopkeeper to death in Hebron.", [(KILLED, 1)]),
        ("Gunmen shot two brothers dead in Buni Yadi.", [(KILLED, 2)]),
        ("An administrator appointed by the junta was gunned down in Budalin.", [(KILLED, 1)]),
        ("The activist Rahim Sultan was gunned down near his home.", [(KILLED, 1)]),
        ("First Cpl. Ali Darwish was shot dead by a sniper.", [(KILLED, 1)]),
        ("Colonel Ahmed Yusuf was killed in Baidoa.", [(KILLED, 1)]),
        ("Syrian Kurds were killed in Afrin.", []),
        ("Islamic State was eliminated in Mosul.", []),
        ("Colonel Ahmed and Captain Omar were killed in Baidoa.", []),
        ("Some 300 refugees had fallen ill in Goma.", []),
        ("Troops killed four gangsters in Aba.", [(KILLED, 4)]),
        ("Raiders slit the throats of nine farmers in Zabarmari.", [(KILLED, 9)]),
        ("The rebels said that two soldiers had fallen.", [(KILLED, 2)]),
        ("The company lost three soldiers at Bakhmut.", [(KILLED, 3)]),
        ("The company lost three positions at Bakhmut.", []),
        ("Its apprentice succumbed to his injuries.", [(KILLED, 1)]),
        ("No one was killed.", [(KILLED, 0)]),
        ("The strike caused no deaths.", [(KILLED, 0)]),
        ("No casualties were reported.", [(INJURED, 0), (KILLED, 0)]),
        ("The militia killed a commander as well as five of his men.", [(KILLED, 6)]),
        ("A man and his two children were killed.", [(KILLED, 3)]),
    ],
)
def test_english(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert totals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("погибли 12 человек, 5 ранены", [(KILLED, 12), (INJURED, 5)]),
        ("Щонайменше троє людей загинули", [(KILLED, 3)]),
        ("5 kişi öldü, 12 kişi yaralandı", [(KILLED, 5), (INJURED, 12)]),
        ("مقتل 5 أشخاص وإصابة عشرة", [(KILLED, 5), (INJURED, 10)]),
        ("استشهد مدنيان", [(KILLED, 2)]),
        ("Au moins 5 personnes ont été tuées et 12 blessées", [(KILLED, 5), (INJURED, 12)]),
        ("Al menos 12 personas murieron", [(KILLED, 12)]),
    ],
)
def test_other_languages(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert totals(text) == expected


@pytest.mark.parametrize(
    ("quantity", "low", "best", "high"),
    [
        ("20", 20, 20, 20), ("at least 20", 20, 20, None), ("more than 20", 20, 20, None), ("over 20", 20, 20, None),
        ("up to 20", None, 20, 20),
        ("as many as 20", 20, 20, None), ("about 20", None, 20, None), ("no fewer than 20", 20, 20, None), ("fewer than 20", None, None, 20),
        ("10 to 20", 10, None, 20), ("dozens of", None, None, None), ("several", None, None, None), ("a number of", None, None, None),
    ],
)  # fmt: skip
def test_bounds(quantity: str, low: int | None, best: int | None, high: int | None) -> None:
    (count,) = counts(f"The shelling killed {quantity} people.")
    assert (count.low, count.best, count.high) == (low, best, high)


@pytest.mark.parametrize(
    "text",
    [
        "The army destroyed eight ISIL targets and two vehicles.",
        "Some 10,000 fighters took part in the drill.",
        "Dozens of rocket shells hit the town.",
        "He was killed on 15 May near kilometre 12.",
        "They plan to kill 20 people.",
        "The aid cost 30 million dollars.",
        "A 40-year-old road.",
        "There was no immediate word on casualties.",
    ],
)
def test_is_no_toll(text: str) -> None:
    assert counts(text) == ()


def test_parts_are_not_added() -> None:
    found = counts("The raid killed 80 civilians including three children in the city.")
    assert [(c.best, c.part_of_total) for c in found] == [(80, False), (3, True)]
    found = counts("Thirty people, among them 24 soldiers, were killed.")
    assert [(c.best, c.part_of_total) for c in found] == [(30, False), (24, True)]
    found = counts("Six people were killed, four of them in the market, two more in a school.")
    assert [(c.best, c.part_of_total) for c in found] == [(6, False), (4, True), (2, True)]
    found = counts("Six soldiers and two civilians were killed.")
    assert sorted((c.best or 0, c.part_of_total, c.who) for c in found) == [(2, True, "civilians"), (6, True, "combatants"), (8, False, "")]


def test_killed_and_wounded_together_split_nothing() -> None:
    found = counts("The blast killed and wounded 22 people.")
    assert {(c.what, c.best, c.high) for c in found} == {(KILLED, None, 22), (INJURED, None, 22)}


def test_who() -> None:
    found = counts("Four soldiers were killed and two nurses were hurt, and 8 people died.")
    assert [c.who for c in found] == ["combatants", "civilians", ""]


def test_sums_over_a_war_are_marked() -> None:
    assert all(c.cumulative for c in counts("The war has killed more than 320,000 people since 2011."))
    assert all(c.cumulative for c in counts("In the past two weeks 200 civilians have been killed."))
    assert not any(c.cumulative for c in counts("It was the deadliest strike since May: 40 people were killed."))
    assert not any(c.cumulative for c in counts("Nine people were killed since dawn."))


WORDS = tuple(re.split(r"\|", "at least|20|two|dozen|people|soldiers|were|killed|and|wounded|including|a|man|of|the|.|,|no|toll|rose|to"))


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_never_raises(words: list[str]) -> None:
    for c in counts(" ".join(words)):
        assert c.low is None or c.high is None or c.low <= c.high or c.best is None


@pytest.mark.parametrize(
    "unit", ["killed in ", "at least ", "20 people including ", "the toll of ", "a man and ", "two hundred ", "dozens of ", "9 men of the , including the who and the "]
)
def test_linear_time(unit: str) -> None:
    def count(size: int) -> None:
        text = "killed " + unit * (size // len(unit)) + "were killed"
        find_counts(text, split(text))

    assert grows_linearly(count, 25_000)
