"""Names that no place, or only one in another part of the world, bears exactly: look for a like name where the document is at home.

"Qabasin" for Qabbasin, "Hejaz" in a text about Aleppo. Only with a country to look in, and the like name has to win by its context: in
the whole country names of the same consonants, in the areas that the text tells of also misspelt ones and parts of longer ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from eventmap.resolve.context import Scene
from eventmap.resolve.facilities import alike_without_type
from eventmap.resolve.mentions import Name
from eventmap.resolve.options import MIN_LIKE, STATIC, Option, OptionIndex, chord_km2

MIN_SHARE = 0.3  # of the document's evidence that a country needs to be looked in
# Their own spelling is everybody's: a name that is not found there is another name, not another romanisation.
ONE_SPELLING = frozenset("US GB IE CA AU NZ FR DE AT CH BE NL LU ES PT IT SE NO DK FI IS BR AR CL UY MX CO PE EC".split())  # noqa: SIM905
MAX_AREAS = 3
MIN_AREA_SHARE = 0.25  # of the area told most
MAX_LOOKUPS = 12  # for one document, so that a list of strange names costs no more than ten texts
MAX_REMOTE = 3  # of these, names that are known elsewhere in the country: a look takes as long as reading a paragraph
_UNLIKE, _SUPPLEMENT = ([name for name, _ in STATIC].index(name) for name in ("unlike", "supplement"))
MUCH_UNLIKE = 0.3  # of the letters: no town of another country, of whatever size, is spelled so differently
FEW_PEOPLE = 10_000  # a smaller place may well have a namesake of a slightly other spelling
# Whose forces fight in other countries, so that "Russian jets" do not say that the text tells of Russia.
ABROAD = frozenset("US RU TR IL FR GB IR SA AE RW ET KE UG".split())  # noqa: SIM905
FEW_ELSEWHERE = 3_000  # likewise of just this spelling, in another country than the text's
FEW_OF_OTHERS = 100_000  # likewise where only its soldiers and people say which country's the text is, or it is spelled otherwise
BESIDE_KM = 200.0
MAX_BESIDE = 60  # names of a text that are looked at
MAX_ASKED = 3  # countries that the reader may name and still say something by it
MIN_PEOPLE = 0.6  # of the demonyms of a text that names no other place
# Of the letters, where only towns are known: a village that is not among them is likelier than a town so misspelt. Of places of our own
# articles on other wars, 4 of 26 such answers below it were right; where all villages are known, 8 of 11.
MIN_AMONG_TOWNS = 0.9
MIN_BESIDE_EXACT = 0.8  # of the letters, where a village elsewhere in the country bears just this name
GUESS = 0.3  # of the letters: of our articles' answers so unlike, fewer than two in three were right
WILD_GUESS = 0.45  # so unlike, the right area is not enough
GUESS_KM = 60.0
MIN_CHARS = 4  # "Ras", "Hit": too short for likeness to mean anything


_NOBODY: Mapping[str, float] = MappingProxyType({})


def widen(scene: Scene, index: OptionIndex) -> bool:
    """Adds like names to the options of names that need them; whether any was added. Wants a ranked scene."""
    countries = _at_home_in(scene)
    if not countries:
        return False
    areas = _told_areas(scene, countries)
    long = [name for name in scene.names if len(name.surface) >= MIN_CHARS]
    are_strange = [_is_stranger(scene, name, countries) for name in long]
    strange = [name for name, is_strange in zip(long, are_strange, strict=True) if is_strange]
    remote = [name for name, is_strange in zip(long, are_strange, strict=True) if not is_strange and _is_remote(name, areas)]
    added = [_widened(name, index, countries, areas, 0.0) for name in strange[:MAX_LOOKUPS]]  # each of them, so no short cut
    added += [_widened(name, index, countries, areas, MIN_BESIDE_EXACT) for name in remote[:MAX_REMOTE]]
    return any(added)


def is_anothers(scene: Scene, n: int, best: int) -> bool:
    """Whether the option is but a village, in a country that the text neither tells of nor names.

    "Tobin" in a text about Cameroon is not Taobin in China, nor "Dan Ali" in one about Nigeria Danali in Turkey: a name that is not
    known is an answer. A town is not but a village, where it is spelled so.
    """
    option, few = scene.names[n].options[best], FEW_ELSEWHERE
    if option.wide:
        return False
    unlike = option.static[_UNLIKE]
    countries = _told_countries(scene, scene.voices[n].countries)
    if not countries:
        countries, few = tuple(c for c, share in scene.peoples.items() if share >= MIN_PEOPLE and c not in ABROAD), FEW_OF_OTHERS
    if option.place.country in scene.preferred or option.place.country in scene.read_for:
        return False
    if unlike < GUESS and max(scene.peoples.get(option.place.country, 0.0), scene.groups.get(option.place.country, 0.0)) >= MIN_SHARE:
        return False  # "Turkey said a bomb in Tel Abyad killed three Syrians"
    if unlike == 0.0 and option.static[_SUPPLEMENT]:
        return False  # of the towns of wars that are listed by hand none is but a village
    spelled = unlike == 0.0 and (option.place.kind != "settlement" or option.place.population >= few)
    likely = spelled or (option.place.population >= FEW_OF_OTHERS and unlike < MUCH_UNLIKE)
    return bool(countries) and not (likely or _belongs(scene, option, countries) or _is_beside(scene, n, option))


def is_far_guess(scene: Scene, n: int, best: int) -> bool:
    """Whether the option is but a village of another spelling, neither near a place of the text nor in an area that it tells of.

    "Mamove", in a text about Beni, is not Muvua, 290 km away: somewhere in the right country many a village is spelled a little like it.
    """
    option = scene.names[n].options[best]
    if option.static[_UNLIKE] < GUESS or option.wide or option.place.population >= FEW_PEOPLE:
        return False
    told = _told_areas(scene, tuple(scene.countries)) if option.static[_UNLIKE] < WILD_GUESS else ()
    return option.area not in told and not _is_beside(scene, n, option, GUESS_KM)


def _is_beside(scene: Scene, n: int, option: Option, km: float = BESIDE_KM) -> bool:
    """Whether another place of the text lies near by, across whatever border: Kiryat Shmona in a text about southern Lebanon."""
    others = (mark for i, voice in enumerate(scene.voices[:MAX_BESIDE]) if i != n for mark, _ in voice.landmarks)
    return any(chord_km2(option.vector, mark.vector) < km * km for mark in others)


def _told_areas(scene: Scene, countries: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(country, first-order area) of the areas that most of the text is about, the most told first."""
    told = sorted(((votes, area) for area, votes in scene.admins.items() if area[1] and area[0] in countries), reverse=True)
    return tuple(area for votes, area in told[:MAX_AREAS] if votes >= MIN_AREA_SHARE * told[0][0])


def _told_countries(scene: Scene, without: Mapping[str, float] = _NOBODY) -> tuple[str, ...]:
    """The countries that the places of the document lie in; ``without``: a name's own voice, which is no evidence for it."""
    told = {c: votes - without.get(c, 0.0) for c, votes in scene.countries.items()}
    total = sum(told.values())
    main = (c for c, votes in told.items() if votes >= MIN_SHARE * total and votes > 0.5)
    return tuple(sorted(c for c in main if c and c not in ONE_SPELLING))


def _at_home_in(scene: Scene) -> tuple[str, ...]:
    """The countries that the document is about: those of its places; where it names none that is known, those that the reader asked for,
    else those of the people it tells of."""
    told = _told_countries(scene)
    if told:
        return told
    asked = scene.preferred or scene.read_for
    presumed = asked if asked else (c for c, share in scene.peoples.items() if share >= MIN_PEOPLE and c not in ABROAD)
    return tuple(sorted(c for c in presumed if c not in ONE_SPELLING)) if len(asked) <= MAX_ASKED else ()


def _is_stranger(scene: Scene, name: Name, countries: tuple[str, ...]) -> bool:
    """Whether no option of ``name`` lies in a country that the document is about or names."""
    return not any(_belongs(scene, name.options[m], countries) for m in name.live)


def _is_remote(name: Name, areas: tuple[tuple[str, str], ...]) -> bool:
    """Whether ``name`` is but a village's, and none of its options lies in an area that the text tells of."""
    return all(not option.wide and option.place.population < FEW_PEOPLE and option.area not in areas for option in name.options)


def _belongs(scene: Scene, option: Option, countries: tuple[str, ...]) -> bool:
    """Whether a place fits the document, or is one that any document may name under this spelling."""
    country = option.place.country
    known = option.wide and option.static[_UNLIKE] == 0.0
    return country in countries or known or (scene.named.get(country, 0.0) > 0.5 and option.place.kind != "country")


def _widened(name: Name, index: OptionIndex, countries: tuple[str, ...], areas: tuple[tuple[str, str], ...], least: float) -> bool:
    known = {o.place.place_id for o in name.options}
    whole = index.gazetteer.dumps
    floor = {country: least if country in whole else MIN_AMONG_TOWNS for country in countries}
    like = [c for country in countries for c in index.like(name.key, country, floor[country])]
    like += [c for country, area in areas for c in index.alike(name.surface, country, area, floor[country])]
    like = list({c.place.place_id: c for c in sorted(like, key=lambda c: c.score)}.values())
    like = [c for c in like if c.place.place_id not in known and c.score >= (least if c.place.country in whole else MIN_AMONG_TOWNS)]
    new = [c for c in like if alike_without_type(name.surface, c.matched, MIN_LIKE)]
    if new:
        senses = index.senses([*(name.options[m].candidate for m in name.live), *new], name.key, name.kind, name.surface)
        name.senses, name.options, name.chances, name.live = senses, senses.options, senses.chances, range(len(senses.options))
    return bool(new)
