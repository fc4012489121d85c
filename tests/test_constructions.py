"""Constructions in which reporters tell of raids, abductions, arson, mines, searches, crowds and attacks that failed, from many wars."""

from __future__ import annotations

import pytest

from eventmap.extract.events.drafts import read_acts
from eventmap.records import Document, Draft
from tests.test_drafts import PUBLISHED, drafts, places_of

# (sentence, its place, sub-type)
ONE_ACT = [
    # Verbs whose object stands apart
    ("Gunmen took 15 pupils away from a school in Goronyo on Saturday.", "Goronyo", "Abduction/forced disappearance"),
    ("Fighters led twelve passengers into the forest near Gamboru on Friday.", "Gamboru", "Abduction/forced disappearance"),
    ("Armed men dragged two nurses out of a clinic in Djibo on Tuesday.", "Djibo", "Abduction/forced disappearance"),
    ("Militants seized two aid workers in Baidoa late on Tuesday, elders said.", "Baidoa", "Abduction/forced disappearance"),
    ("On Sunday 21 residents of Tibu were taken away by the rebels in canoes.", "Tibu", "Abduction/forced disappearance"),
    ("Bandits beat a farmer to death in Maradun on Monday.", "Maradun", "Attack"),
    ("A bus was stopped at Gebre Guracha on Friday and gunmen marched eleven passengers away.", "Gebre Guracha",
     "Abduction/forced disappearance"),
    ("Men on motorcycles rode into Zurmi and killed eight villagers on Monday.", "Zurmi", "Attack"),
    ("Soldiers entered the camp in Jenin and killed a boy on Monday.", "Jenin", "Attack"),
    ("Bandits broke into a house in Zurmi and abducted two sisters on Monday.", "Zurmi", "Abduction/forced disappearance"),
    ("Bandits took away 30 passengers from two buses near Kaduna on Monday.", "Kaduna", "Abduction/forced disappearance"),
    ("Pirates took four sailors off a tanker near Bossaso on Monday.", "Bossaso", "Abduction/forced disappearance"),
    ("Troops stormed the town of Qabatiya on Monday and arrested three men.", "Qabatiya", "Arrests"),
    ("Police killed two suspected fighters in Mombasa on Monday.", "Mombasa", "Armed clash"),
    # Property
    ("Raiders drove 300 cattle off at Pibor on Thursday.", "Pibor", "Looting/property destruction"),
    ("Unknown gunmen set two lorries of a road builder on fire near Marihatag on Friday.", "Marihatag", "Looting/property destruction"),
    ("Soldiers burned some 120 houses in Taze on Sunday.", "Taze", "Looting/property destruction"),
    ("Armed men seized a truck with 18 tons of rice near Canaan on Wednesday.", "Canaan", "Looting/property destruction"),
    ("A fuel tanker was seized by gunmen at Bentiu on Wednesday.", "Bentiu", "Looting/property destruction"),
    ("The Israeli army blew up 20 buildings in Jenin on Sunday.", "Jenin", "Looting/property destruction"),
    # Mines and charges
    ("A minibus hit a hidden charge near Matiacoali on Tuesday.", "Matiacoali", "Remote explosive/landmine/IED"),
    ("Three soldiers died when their truck ran over a mine near Mandera on Monday.", "Mandera", "Remote explosive/landmine/IED"),
    ("A farmer stepped on a landmine in a field outside Izium on Monday.", "Izium", "Remote explosive/landmine/IED"),
    ("Sappers cleared three landmines near Balcad on Wednesday.", "Balcad", "Disrupted weapons use"),
    # Raids, searches, arrests
    ("Police raided houses in Nusaybin on Tuesday and arrested nine people.", "Nusaybin", "Arrests"),
    ("Six people were detained in raids in Cizre on Wednesday.", "Cizre", "Arrests"),
    ("Soldiers picked up seven suspects in Qibbeh on Sunday.", "Qibbeh", "Arrests"),
    ("Gunmen stormed a church in Kaya on Sunday and opened fire on worshippers.", "Kaya", "Attack"),
    ("Suspected herdsmen ambushed traders near Bokkos on Monday, killing six villagers.", "Bokkos", "Attack"),
    ("A convoy of soldiers fell into an ambush near Sevare on Sunday.", "Sevare", "Armed clash"),
    ("Two fighters were shot dead after an exchange of fire in Burqin on Thursday.", "Burqin", "Armed clash"),
    # Attacks that failed
    ("Defenders halted two assaults toward Yunakivka on Tuesday.", "Yunakivka", "Armed clash"),
    ("The army repulsed an attempt to advance on Babanusa on Wednesday.", "Babanusa", "Armed clash"),
    ("Rebels tried to storm Sake on Monday but were driven back.", "Sake", "Armed clash"),
    ("Gangs tried to take Solino on Saturday.", "Solino", "Armed clash"),
    # Crowds
    ("Police fired tear gas shells in Imphal on Tuesday.", "Imphal", "Protest with intervention"),
    ("Soldiers opened fire on a crowd in Lubero on Thursday, killing two people.", "Lubero", "Excessive force against protesters"),
    ("Students burned the offices of the ruling party in Dhaka on Thursday.", "Dhaka", "Violent demonstration"),
    ("A student was lynched by classmates in Sokoto on Thursday.", "Sokoto", "Mob violence"),
    ("Women walked in silence through Kumba on Sunday.", "Kumba", "Peaceful protest"),
    ("The strike by dockers in Mombasa began on Monday over unpaid wages.", "Mombasa", "Peaceful protest"),
    # Ground
    ("Ghormach fell to the insurgents on Sunday.", "Ghormach", "Non-state actor overtakes territory"),
    ("Soldiers hoisted the national flag in Bilanga on Sunday after driving out the jihadists.", "Bilanga", "Government regains territory"),
    # Other
    ("In Dikwa, 263 insurgents laid down their arms on Friday.", "Dikwa", "Change to group/activity"),
    ("Elders signed a non-aggression pact in Koro on Wednesday.", "Koro", "Agreement"),
    ("Warplanes pounded reinforcements near Sirwah on Friday.", "Sirwah", "Air/drone strike"),
    ("A drone came down on a car park in Saltivka on Saturday, wounding three people.", "Saltivka", "Air/drone strike"),
    ("A bomb tore through a market in Kohat on Monday.", "Kohat", "Remote explosive/landmine/IED"),
]  # fmt: skip


def kinds_at(found: tuple[Draft, ...], place: str) -> list[str]:
    return [d.sub_event_type for d in found if d.place and d.place.surface == place]


@pytest.mark.parametrize(("text", "place", "kind"), ONE_ACT, ids=[text[:45] for text, _, _ in ONE_ACT])
def test_what_is_told(text: str, place: str, kind: str) -> None:
    assert kinds_at(drafts(text, **{place.replace(" ", "_"): "settlement"}), place) == [kind]


NOT_AN_EVENT = [
    ("Bomb experts gathered in Geneva for a conference.", "Geneva"),
    ("The police picket at Gwadar is manned by twelve officers.", "Gwadar"),
    ("The minister struck a note of hope in Goma on Monday.", "Goma"),
    ("A mass rally will be held in Sanaa on Friday.", "Sanaa"),
    ("Independence Day raises the likelihood of missile salvos on Kharkiv.", "Kharkiv"),
    ("The factory in Basra fired 300 workers on Monday.", "Basra"),
    ("Striker Okafor fired a rocket and killed off the game as Enyimba overran their rivals in Aba on Sunday.", "Aba"),
    ("Rescuers pulled ten people alive from under the rubble in Aleppo.", "Aleppo"),
]


@pytest.mark.parametrize(("text", "place"), NOT_AN_EVENT)
def test_what_is_no_act(text: str, place: str) -> None:
    assert kinds_at(drafts(text, **{place: "settlement"}), place) == []


def test_two_deeds_of_one_sentence_may_share_its_place() -> None:
    text = "Eleven people were killed and 50 women abducted when bandits stormed Gulbi on Tuesday night."
    document = Document(doc_id="t", text=text, published=PUBLISHED)
    acts = read_acts(document, places_of(text, {"Gulbi": "settlement"})).acts
    assert ("Abduction/forced disappearance", ["Gulbi"]) in [(a.sub_type, [p.surface for p in a.places]) for a in acts]


def test_who_could_not_run_was_shot_all_the_same() -> None:
    text = "Eight people who could not run, were hacked to death in Daffo on Wednesday."
    assert kinds_at(drafts(text, Daffo="settlement"), "Daffo") == ["Attack"]


def test_entries_of_a_digest_begin_with_their_place() -> None:
    text = (
        "KAWKAREIK: Fighters overran an army outpost on Saturday.\n\n"
        "LASHIO: Police arrested nine teachers on Friday.\n\n"
        "MONYWA: A medic was shot dead by soldiers on Sunday."
    )
    found = drafts(text, KAWKAREIK="settlement", LASHIO="settlement", MONYWA="settlement")
    assert [d.place.surface for d in found if d.place] == ["KAWKAREIK", "LASHIO", "MONYWA"]


def test_a_town_that_lies_in_another_is_the_place() -> None:
    text = "In Lice, a district of Diyarbakir, militants set fire to two trucks on Monday."
    found = drafts(text, Lice="admin2", Diyarbakir="settlement")
    assert [d.place.surface for d in found if d.place] == ["Lice"]


@pytest.mark.parametrize("text", [
    "Air strikes on Douma, the besieged rebel-held town east of Damascus, killed six civilians on Monday.",
    "Air strikes on Douma a besieged town east of Damascus killed six civilians on Monday.",
    "Rockets hit Douma, a suburb just outside Damascus, on Monday.",
    "Shells fell on Douma, a commune in the district of Damascus, on Monday.",
])  # fmt: skip
def test_where_a_town_is_said_to_lie_is_no_second_place(text: str) -> None:
    found = drafts(text, Douma="settlement", Damascus="settlement")
    assert [d.place.surface for d in found if d.place] == ["Douma"]


def test_two_towns_are_two_places() -> None:
    found = drafts("Rockets hit Douma and the besieged town of Harasta on Monday.", Douma="settlement", Harasta="settlement")
    assert sorted(d.place.surface for d in found if d.place) == ["Douma", "Harasta"]


def test_who_storms_and_kills_the_unarmed_attacks() -> None:
    text = "Gunmen stormed Koro, a village in the district of Bankass, at dawn on Monday, killing 12 farmers."
    assert kinds_at(drafts(text, Koro="settlement", Bankass="admin2"), "Koro") == ["Attack"]
    text = "Soldiers stormed Koro on Monday, killing 12 fighters."
    assert kinds_at(drafts(text, Koro="settlement"), "Koro") == ["Armed clash"]


def test_the_hospital_is_not_the_place() -> None:
    text = "In Panjgur a barber was shot dead by gunmen on Sunday; he died at Quetta hospital."
    found = drafts(text, Panjgur="settlement", Quetta="settlement")
    assert {d.place.surface for d in found if d.place} == {"Panjgur"}
