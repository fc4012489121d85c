"""Triggers, sentences and clauses: the words the event rules start from."""

import pytest
from costs import grows_linearly

from eventmap.extract.events.acts import find_acts
from eventmap.extract.events.clauses import clauses, mode
from eventmap.extract.events.triggers import Trigger, find_triggers, plural, table, verb_forms
from eventmap.extract.text.sentences import MAX_SENTENCE_CHARS, split
from eventmap.extract.text.wordlist import words_of
from eventmap.records import Span


def triggers(text: str) -> list[Trigger]:
    words = words_of(text)
    return find_triggers(words, 0, len(words.lows))


def senses(text: str) -> set[tuple[str, str]]:
    return {(t.sense, text[t.start : t.end]) for t in triggers(text)}


def acts(text: str) -> list[list[str]]:
    """The words of each act of a one-sentence text."""
    words, span = words_of(text), Span(0, len(text))
    found = triggers(text)
    bounds = clauses(words, 0, len(words.lows), found)
    return [[text[t.start : t.end] for t in act.triggers] for act in find_acts(words, 0, span, found, bounds, [])]


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("raze", {"raze", "razes", "razed", "razing"}),
        ("rally", {"rally", "rallies", "rallied", "rallying"}),
        ("rob", {"rob", "robs", "robbed", "robbing"}),
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("harass", {"harass", "harasses", "harassed", "harassing"}),
    ],
)
def test_regular_verbs(base: str, forms: set[str]) -> None:
    assert {word for word, _ in verb_forms(base, {})} == forms


def test_irregular_verbs_come_from_the_table() -> None:
    assert ("capture", "took control of") in senses("Rebels took control of the hill")
    assert ("foil", "repelled") in senses("Troops repelled the assault")
    assert ("abduct", "kidnapped") in senses("Gunmen kidnapped a teacher")


@pytest.mark.parametrize(("noun", "many"), [("attack", "attacks"), ("clash", "clashes"), ("casualty", "casualties"), ("convoy", "convoys")])
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_longest_phrase_wins_and_hyphens_are_spaces() -> None:
    found = triggers("An air-strike and a suicide car bombing")
    assert {t.sense for t in found} == {"air", "suicide"}


@pytest.mark.parametrize(
    "text", ["He had a heart attack", "the general assembly", "a box office record", "opposes nuclear weapons", "the ceasefire line"]
)
def test_look_alikes_are_blocked(text: str) -> None:
    assert triggers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels took control of A", ["took control of"]),  # the longest phrase
        ("Rebels took control", ["took control"]),
        ("Rebels took A", ["took"]),  # the word alone, where no phrase goes on
        ("Rebels took to the hills", ["took"]),
        ("Talks took place", []),  # a phrase that tells nothing
        ("What they took", ["took"]),
    ],
)
def test_phrases_are_found_longest_first(text: str, found: list[str]) -> None:
    assert list(dict.fromkeys(text[t.start : t.end] for t in triggers(text))) == found


def test_every_verb_of_the_table_has_a_past_form() -> None:
    forms = {}
    for entries in table().values():
        for words, kinds in entries:
            for sense, form in kinds:
                forms.setdefault((sense, form), set()).add(" ".join(words))
    assert "struck" in forms["strike", "past"]
    assert not any("strikeed" in w or "hited" in w for words in forms.values() for w in words)


def test_sentences_keep_abbreviations_and_end_at_lines() -> None:
    text = "On Jan. 2 Gen. Smith spoke. Troops left!\nA headline\n"
    assert [s.of(text) for s in split(text)] == ["On Jan. 2 Gen. Smith spoke.", "Troops left!", "A headline"]


def test_long_sentences_are_cut_at_white_space() -> None:
    text = "killed in " * 2000
    parts = split(text)
    assert max(s.end - s.start for s in parts) <= MAX_SENTENCE_CHARS
    assert all(s.of(text).split()[0] in ("killed", "in") for s in parts)
    assert sum(len(s.of(text).split()) for s in parts) == 4000


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army plans to storm the town", "storm", "purpose"),
        ("Rebels managed to capture the hill", "capture", ""),
        ("The drone could strike the depot", "strike", "modal"),
        ("The mayor condemned the attack on the market", "attack", "talked of"),
        ("He denied the shelling of the camp", "shelling", "negated"),
        ("The town fears an imminent offensive", "offensive", "planned"),
        ("Jets are carrying out airstrikes near the border", "airstrikes", "going on, not done"),
        ("Jets bombed the depot", "bombed", ""),
    ],
)
def test_what_is_told_as_a_fact(text: str, word: str, expected: str) -> None:
    words = words_of(text)
    trigger = next(t for t in triggers(text) if text[t.start : t.end] == word and t.form != "weapon")
    assert mode(words, trigger, 0) == expected


def test_results_belong_to_their_cause_and_clauses_part_acts() -> None:
    assert acts("Jets bombed the town killing five people") == [["bombed", "killing"]]
    assert acts("Soldiers shelled the hill while protesters marched through the capital") == [["shelled"], ["marched"]]


@pytest.mark.parametrize(
    "text", ["the besieged city", "Israeli-occupied land", "fighters backed by air strikes", "a new school opened on Monday"]
)
def test_states_are_no_acts(text: str) -> None:
    assert acts(text) == []


def test_participles_before_their_nouns_are_no_acts() -> None:
    assert acts("Rebels shelled a camp killing 12 displaced families") == [["shelled", "killing"]]
    assert acts("Jets bombed besieged towns") == [["bombed"]]
    assert acts("A doctor spoke of captured soldiers") == []
    assert acts("Brigade 101 captured villages") == [["captured"]]


def test_burns_of_the_hurt_are_no_fire() -> None:
    assert acts("Forty people were treated for burns") == []


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("In Ansongo, which the rebels occupy, a bomb exploded", "which the rebels occupy"),
        ("In Ansongo, which has been held by rebels since May, a bomb exploded", "which has been held by rebels since May"),
        ("A bomb exploded in a town that rebels hold", "that rebels hold"),
        ("The army said that rebels hold Ansongo", ""),
        ("A bomb exploded in Ansongo, which rebels shelled", ""),
    ],
)
def test_who_holds_a_place_is_said_aside(text: str, aside: str) -> None:
    words = words_of(text)
    found = clauses(words, 0, len(words.lows), triggers(text)).asides
    assert [text[words.starts[r.start] : words.ends[r.stop - 1]] for r in found] == ([aside] if aside else [])


def test_scanning_is_linear() -> None:
    def scan(n: int) -> None:
        text = "killed in " * n
        triggers(text)
        split(text)

    assert grows_linearly(scan, 4_000)
