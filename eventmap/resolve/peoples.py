"""Whose people and armed groups a text tells of: "Kenyan police", "Houthi snipers" say in which country its places are likely to be.

So does the war itself: "gunmen", "shelling" are told of the countries in which armed groups are at home.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from eventmap.extract.text.tables import rows

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
MAX_WORDS = 4  # of a group's name
LEAST_CHARS = 4  # of a group's name without a digit: "AA" may be anybody
_STATES = ("1", "8")  # inter codes of states' forces, whose names hold the country's


WARLIKE = 3  # words of war in a text that is surely about one


def peoples_of(text: str) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """What ``text`` says of countries (ISO alpha-2) by their people, by armed groups at home in one, and by war; linear in its length.

    Each country with its share, 0..1, of the demonyms and of the groups; and each country at war with how warlike the text is, 0..1.
    """
    words = _WORD.findall(text)
    telling = _telling()
    told = [i for i, word in enumerate(words) if word in telling]
    demonyms, groups = _demonyms().get, _groups().get
    people: defaultdict[str, int] = defaultdict(int)
    armed: defaultdict[str, int] = defaultdict(int)
    done = 0  # the first word behind the last group's name: "Shabaab" of "Al Shabaab" is not named again
    for i in told:
        if country := demonyms(words[i]):
            people[country] += 1
        for name, country in groups(words[i], ()) if i >= done else ():
            if words[i : i + len(name)] == name:
                armed[country] += 1
                done = i + len(name)
                break
    warlike = min(sum([words[i] in _WAR for i in told]), WARLIKE) / WARLIKE
    return _shares(people), _shares(armed), dict.fromkeys(_at_war(), warlike) if warlike else {}


def _shares(found: Mapping[str, int]) -> dict[str, float]:
    total = sum(found.values())
    return {country: n / total for country, n in found.items()}


_WAR_WORDS = (
    "soldiers troops militants militant rebels rebel gunmen insurgents jihadists bandits militia militias militiamen fighters airstrike "
    "airstrikes shelling shelled bombed bombardment warplanes rockets mortar mortars ambush ambushed clashes clashed besieged army "
    "drone drones abducted kidnapped displaced ceasefire offensive frontline paramilitary"
)
_WAR = frozenset([form for word in _WAR_WORDS.split() for form in (word, word.capitalize())])


@functools.cache
def _telling() -> frozenset[str]:
    """The words that say something: all others need no look."""
    return _WAR.union(_demonyms(), _groups())


@functools.cache
def _at_war() -> frozenset[str]:
    """The countries in which armed groups of data/actors.tsv are at home."""
    homes = [home.split(",") for _, inter, home, *_ in rows("actors.tsv") if inter not in _STATES]
    return frozenset(country for countries in homes for country in countries if len(country) == 2)


@functools.cache
def _demonyms() -> dict[str, str]:
    """Demonym -> country, from data/demonyms.tsv."""
    table: dict[str, str] = {}
    for country, *words in rows("demonyms.tsv"):
        for word in words:
            table.setdefault(word, country)
    return table


@functools.cache
def _groups() -> dict[str, list[tuple[list[str], str]]]:
    """First word of a group's name -> (its words, its country), the longest first, from data/actors.tsv: groups with a home."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for name, inter, home, _, _, _, _, aliases, *_ in rows("actors.tsv"):
        if inter in _STATES or len(home) != 2:
            continue
        for alias in (name, *aliases.split("|")):
            words = _WORD.findall(alias)
            telling = len(alias) >= LEAST_CHARS or any(c.isdigit() for c in alias)
            if telling and "@" not in alias and "*" not in alias and 0 < len(words) <= MAX_WORDS:
                table.setdefault(words[0], []).append((words, home))
    for names in table.values():
        names.sort(key=lambda item: -len(item[0]))
    return table
