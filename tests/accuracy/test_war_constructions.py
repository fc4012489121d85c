"""How often a village is found where the words alone say that it is one, and nobody's name taken for one in the same words.

Constructions of our own that the scorer's templates do not have; the names are GeoNames', none of those that the templates draw. Some look
like ordinary words ("Turki", "Erring"). A floor is what was reached less what small changes elsewhere may cost.
"""

from __future__ import annotations

import functools

import pytest

from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document
from eventmap.settings import Settings

KNOWN = (
    "Korow | Khitai | Katele | Kiaba | Erring | Jijiga | Al Karabilah | Muhi | El Mansouri | Mqaible | Massah | As Sultan | Teli | Doua | "
    "Tawwe | Hman Pin | Odo Ore | Anga | Abasan al-Saghira | Ras al Wad | Murnei | Al Kutayr | Shadiiley | Ballow | Ivot | Turki | Dhayk"
)
UNKNOWN = (
    "Kaka Chinah | Ingarak | Ekuku Noma | Bosengwene | Unkaye | Wama Bonaya | Qaryat al Hakaniyah | Hamid Khalifah | En Nabi Youchaa | "
    "Mazraat Beit Mechaik | Ash Shiyab | Qaryat Bin Hasan | Ndourfou | Darakono | Simzawl | Foutorugbene | Magarigari | Dayr al Qilt | "
    "Khirbat al Majnunah | Umm Quwayz | Gariirow | Buulo Risqi | Kalyus | Porokhno | Hammat Zubayd | Nahjalah"
)
OTHERS = (
    "Ahmed Danjuma | Boko Haram | General Sidibé | Al-Shabaab | Captain Oumar Diallo | the Arakan Army | Oleksandr Bondar | Hezbollah | "
    "Amina Yusuf | Wagner | President Déby | Human Rights Watch | Daesh | Joseph Kasongo | the Taliban | Abdi Warsame"
)
FLOORS = {"known": 0.91, "unknown": 0.82}
MOST_OTHERS = 0.04  # share of names of persons and groups that are taken for places

SENTENCES = """Gunmen attacked {} on Sunday night.
Gunmen attacked {} community in the north on Sunday.
The army entered {} on Monday.
Fighters seized {} after two days of clashes.
Militiamen raided {} and burned houses.
Troops recaptured {} from the rebels.
Rebels withdrew from {} at dawn.
Three people were killed in {} on Friday.
Shells fell on {}, wounding four children.
An air strike on {} killed six.
Bandits stormed {} and abducted 20 people.
Soldiers were ambushed near {}.
A mine exploded outside {}.
Clashes erupted in {} between soldiers and militiamen.
{} was shelled overnight.
{} fell to the rebels on Tuesday.
Residents of {} said that drones had hit the market.
Drones hit {}.
The militia took control of {}.
Hundreds fled {} after the attack.
A drone strike hit a market in {}, medics said.
In {}, two soldiers died.
At {}, gunmen opened fire on a bus.
Artillery pounded {} for hours.
A convoy left {} for the front.
The village head of {} was shot dead.
Fighting between the army and rebels continued around {}.
Police shot dead a protester in {}.
The rebels claimed to have captured {} and two nearby villages.
Jets bombed {}, killing a family.
The attack on {} lasted four hours.
The battle for {} began in May.
Villagers buried the dead in {}.
The attackers came from {}.
The road to {} was cut.
The massacre at {} shocked the country.
Herders and farmers clashed at {}.
Security forces repelled an assault on {}.""".splitlines()
OF_OTHERS = """Gunmen attacked {} on Sunday night.
Troops captured {} in a raid.
Police said {} had fired first.
The attack on {} lasted four hours.
{} told reporters that the road was cut.
{} attacked a convoy at dawn.
The army said {} was behind the raid.
Residents accused {} of looting.
{} has denied the killings.
Fighting between the army and {} continued.
Soldiers killed {} on Friday.
Talks with {} broke down.""".splitlines()


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def share(names: str, sentences: list[str]) -> float:
    """Of the sentences filled with each name, in how many exactly that name, or for persons and groups any part of it, is found."""
    hits = total = 0
    for name in names.split(" | "):
        for sentence in sentences:
            text = sentence.format(name)
            start = text.index(name)
            found = find_toponyms(Document(doc_id="s", text=text), gazetteer(), Settings())
            whole = any((t.span.start, t.span.end) == (start, start + len(name)) for t in found)
            hits += whole if sentences is SENTENCES else any(t.span.start < start + len(name) and start < t.span.end for t in found)
            total += 1
    return hits / total


@pytest.mark.parametrize(("kind", "names"), [("known", KNOWN), ("unknown", UNKNOWN)])
def test_villages_are_found_by_the_words_around(kind: str, names: str) -> None:
    reached = share(names, SENTENCES)
    print(kind, reached)
    assert reached >= FLOORS[kind]


def test_persons_and_groups_are_no_places() -> None:
    reached = share(OTHERS, OF_OTHERS)
    print("persons and groups", reached)
    assert reached <= MOST_OTHERS
