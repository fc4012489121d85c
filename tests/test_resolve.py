"""Resolution on a small gazetteer of its own: which place a name means here, and where a relation points."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import pytest
from costs import grows_linearly

from eventmap.extract.places.relations import relate
from eventmap.names import fold, skeleton
from eventmap.records import Candidate, Count, Document, Draft, Location, Mark, Place, Relation, Span, Toponym
from eventmap.resolve import locate, report
from eventmap.resolve.context import survey
from eventmap.resolve.geo import angle_between, bearing_deg, destination, distance_km, midpoint
from eventmap.resolve.locate import ranked
from eventmap.resolve.options import index_of
from eventmap.resolve.report import excerpt
from eventmap.settings import Settings

# name, lat, lon, kind, country, admin1, population, other names
PLACES = [
    ("Syria", 35.0, 38.0, "country", "SY", "", 17_000_000, ""),
    ("Lebanon", 33.8, 35.8, "country", "LB", "", 6_800_000, ""),
    ("Turkey", 39.0, 35.0, "country", "TR", "", 82_000_000, ""),
    ("Libya", 27.0, 17.0, "country", "LY", "", 6_600_000, ""),
    ("France", 46.0, 2.0, "country", "FR", "", 67_000_000, ""),
    ("Georgia", 42.0, 43.5, "country", "GE", "", 3_700_000, ""),
    ("Texas", 31.2, -99.2, "admin1", "US", "Texas", 0, ""),
    ("Georgia", 32.75, -83.5, "admin1", "US", "Georgia", 0, ""),
    ("Aleppo", 36.2, 37.6, "admin1", "SY", "Aleppo", 4_000_000, ""),
    ("Idlib", 35.8, 36.7, "admin1", "SY", "Idlib", 1_400_000, ""),
    ("Idlib", 35.93, 36.63, "settlement", "SY", "Idlib", 165_000, ""),
    ("Paris", 48.85, 2.35, "settlement", "FR", "Ile-de-France", 2_138_551, ""),
    ("Paris", 33.66, -95.55, "settlement", "US", "Texas", 24_782, ""),
    ("Pokrovsk", 48.28, 37.18, "settlement", "UA", "Donetsk", 60_000, ""),
    ("Engels", 51.48, 46.11, "settlement", "RU", "Saratov", 225_000, "Pokrovsk"),
    ("Aleppo", 36.2, 37.13, "settlement", "SY", "Aleppo", 2_000_000, "Alep"),
    ("Alep", 46.3, 2.3, "settlement", "FR", "Centre", 900, ""),
    ("Dallas", 32.78, -96.8, "settlement", "US", "Texas", 1_300_000, ""),
    ("Atlanta", 33.75, -84.39, "settlement", "US", "Georgia", 463_878, ""),
    ("Tbilisi", 41.69, 44.83, "settlement", "GE", "Tbilisi", 1_049_498, ""),
    ("Tripoli", 32.89, 13.19, "settlement", "LY", "Tripoli", 1_150_989, ""),
    ("Tripoli", 34.43, 35.84, "settlement", "LB", "North Lebanon", 229_398, ""),
    ("Aleppo", 36.2, 37.16, "settlement", "SY", "Aleppo", 1_602_264, ""),
    ("al-Bab", 36.37, 37.5157, "settlement", "SY", "Aleppo", 130_745, "Al Bab"),
    ("Tadif", 36.348, 37.531, "settlement", "SY", "Aleppo", 15_000, ""),
    ("Dayr Qaq", 36.3065, 37.444, "settlement", "SY", "Aleppo", 0, "Dayr Kak"),
    ("Dayr Kak", 35.6, 36.4, "settlement", "SY", "Idlib", 3_000, ""),
    ("Mushayrifah", 35.9, 36.6, "settlement", "SY", "Idlib", 0, ""),
    ("Mushayrifah", 34.9, 37.3, "settlement", "SY", "Homs", 9_000, ""),
    ("Homs", 34.73, 36.71, "settlement", "SY", "Homs", 775_404, ""),
    ("Saraqib", 35.86, 36.8, "settlement", "SY", "Idlib", 32_495, ""),
    ("Karm Tuta", 34.72, 36.69, "neighbourhood", "SY", "Homs", 0, ""),
    ("Marjan", 36.21, 37.15, "settlement", "SY", "Aleppo", 60_000, ""),
    ("Abdin", 32.78, 35.82, "settlement", "SY", "Daraa", 0, ""),
    ("Homs air base", 34.6, 36.6, "facility", "SY", "Homs", 0, ""),
    ("Mexico", 23.0, -102.0, "country", "MX", "", 120_000_000, ""),
    ("Mexico City", 19.43, -99.13, "settlement", "MX", "Mexico City", 12_000_000, "Mexico"),
    ("Mexico", 39.17, -91.88, "settlement", "US", "Missouri", 11_500, ""),
    ("Benin", 9.5, 2.25, "country", "BJ", "", 11_500_000, "Beenii"),
    ("Beni", 0.49, 29.47, "settlement", "CD", "North Kivu", 140_731, ""),
    ("Russia", 60.0, 100.0, "country", "RU", "", 144_000_000, ""),
    ("Ar Rusiyah", 36.9, 41.6, "settlement", "SY", "Hasakah", 0, "Russia"),
    ("United States", 39.8, -98.6, "country", "US", "", 330_000_000, ""),
]


class SmallGazetteer:
    """Answers from ``PLACES``, exact keys only."""

    dumps = ("SY",)

    def __init__(self) -> None:
        self.by_key: dict[str, list[Candidate]] = {}
        for n, (name, lat, lon, kind, country, admin1, population, also) in enumerate(PLACES):
            place = Place(
                place_id=f"test:{n}", name=name, lat=lat, lon=lon, kind=kind, country=country, admin1=admin1, population=population
            )
            for key, spelling in {fold(also): also, fold(name): name}.items():
                if key:
                    self.by_key.setdefault(key, []).append(Candidate(place=place, score=0.5, matched=spelling))

    def named(self, key: str) -> list[tuple[Place, str]]:
        return [(c.place, c.matched) for c in self.by_key.get(key, ())]

    def spellings_of(self, key: str) -> dict[str, tuple[str, ...]]:
        return {}

    def demonym(self, key: str) -> str | None:
        return {fold("Syrian"): "SY"}.get(key)

    def place(self, place_id: str) -> Place | None:
        return next((place for place, _ in self.named(fold("Syria")) if place_id == "iso:SY"), None)

    def skeleton_keys(self, bones: str, country: str) -> list[str]:
        return [k for k, found in self.by_key.items() if skeleton(k) == bones and any(c.place.country == country for c in found)]

    def alike(self, name: str, country: str, area: str, least: float) -> tuple[tuple[Place, str, float], ...]:
        return ()


GAZETTEER = SmallGazetteer()


def read(marked: str, **about: str) -> tuple[Document, list[Toponym]]:
    """ "[Paris] in [Texas|admin1]" as a document and its mentions; after the bar: the kind the text says, "metonym" or "demonym"."""
    text, mentions = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            surface, _, kind = part[1:-1].partition("|")
            span = Span(len(text), len(text) + len(surface))
            kind, metonym = ("", True) if kind == "metonym" else (kind, False)
            mentions.append(Toponym(span=span, surface=surface, key=fold(surface), kind=kind, metonym=metonym))
            part = surface
        text += part
    return Document(doc_id="t", text=text, **about), mentions


def located(marked: str, settings: Settings | None = None, **about: str) -> dict[str, Toponym]:
    document, mentions = read(marked, **about)
    found = locate(document, relate(document, mentions), GAZETTEER, settings or Settings())
    return {t.surface: t for t in found}


def place_of(toponym: Toponym) -> tuple[str, str]:
    assert toponym.location is not None
    assert toponym.location.place is not None
    return toponym.location.place.country, toponym.location.place.admin1


CHOICES = [
    ("The festival in [Paris] opened.", "Paris", ("FR", "Ile-de-France")),
    ("A fire in [Paris], [Texas], killed two.", "Paris", ("US", "Texas")),
    ("A fire in [Paris] killed two, police in [Dallas] said. [Texas] has seen many.", "Paris", ("US", "Texas")),
    ("Clashes in [Tripoli] went on.", "Tripoli", ("LY", "Tripoli")),
    ("Clashes in [Tripoli] in northern [Lebanon] went on.", "Tripoli", ("LB", "North Lebanon")),
    ("Storms hit [Georgia] and its capital [Atlanta].", "Georgia", ("US", "Georgia")),
    ("Protests in [Georgia] spread from [Tbilisi].", "Georgia", ("GE", "")),
    ("Strikes on [Saraqib] and [Mushayrifah] in [Idlib|admin1] province.", "Mushayrifah", ("SY", "Idlib")),
    ("Shells hit [Pokrovsk].", "Pokrovsk", ("UA", "Donetsk")),
    ("Shells hit [Alep].", "Alep", ("SY", "Aleppo")),
    ("A convoy from [Homs] to [Mushayrifah] was hit.", "Mushayrifah", ("SY", "Homs")),
]


@pytest.mark.parametrize(("marked", "name", "expected"), CHOICES, ids=[c[0] for c in CHOICES])
def test_the_document_decides(marked: str, name: str, expected: tuple[str, str]) -> None:
    assert place_of(located(marked)[name]) == expected


def test_two_senses_of_a_name_told_apart() -> None:
    document, mentions = read("From [Paris], [Texas], to [Paris], [France].")
    found = locate(document, mentions, GAZETTEER, Settings())
    assert [place_of(t)[0] for t in found if t.surface == "Paris"] == ["US", "FR"]


def test_a_preferred_country_is_a_prior() -> None:
    assert place_of(located("Clashes in [Tripoli] went on.", Settings(country=("LB",)))["Tripoli"])[0] == "LB"


def test_the_country_whose_dump_was_asked_for_is_a_prior() -> None:
    asked = Settings(gazetteer=("LB",))
    assert place_of(located("Clashes in [Tripoli] went on.", asked)["Tripoli"])[0] == "LB"
    assert place_of(located("Talks in [Paris] went on.", asked)["Paris"])[0] == "FR"


def test_a_countrys_name_is_no_village_of_the_dump_asked_for() -> None:
    assert place_of(located("Jets of [Russia] came.", Settings(gazetteer=("SY",)))["Russia"])[0] == "RU"


def test_a_town_spelled_so_is_not_a_country_spelled_nearly_so() -> None:
    assert place_of(located("Fighters stormed [Beni] on Monday.")["Beni"])[0] == "CD"
    assert place_of(located("Talks in [Beenii] went on.")["Beenii"])[0] == "BJ"


def test_kind_said_by_the_text() -> None:
    found = located("In [Aleppo|admin1] province, [al-Bab] was hit; [Aleppo] was quiet.")
    kinds = [t.location.place.kind for t in found.values() if t.location and t.location.place]
    assert "settlement" in kinds
    document, mentions = read("All of [Aleppo|admin1] province was quiet.")
    (only,) = locate(document, mentions, GAZETTEER, Settings())
    assert only.location is not None
    assert only.location.place is not None
    assert only.location.place.kind == "admin1"
    assert only.location.precision == 3


def test_a_province_is_put_at_the_seat_it_is_named_after() -> None:
    location = located("All of [Idlib|admin1] province in [Syria] was quiet.")["Idlib"].location
    assert location is not None
    assert location.place is not None
    assert (location.place.kind, location.precision) == ("admin1", 3)
    assert (location.lat, location.lon) == (35.93, 36.63)
    assert any("seat" in reason for reason in location.reasons)


def test_an_area_of_which_only_the_town_is_known_is_no_exact_place() -> None:
    location = located("All of [Homs|admin] province in [Syria] was quiet.")["Homs"].location
    assert location is not None
    assert location.place is not None
    assert (location.place.kind, location.precision) == ("settlement", 3)
    assert location.radius_km >= 40


def test_distance_and_bearing_choose_the_village() -> None:
    found = located("In [Syria], jets hit [Dayr Kak], eight kilometers southwest of [al-Bab], on Sunday.")
    location = found["Dayr Kak"].location
    assert location is not None
    assert location.place is not None
    assert location.place.name == "Dayr Qaq"
    assert location.precision == 1
    assert any("8 km SW" in reason for reason in location.reasons)
    assert [c.place.name for c in location.alternatives] == ["Dayr Kak"]


def test_an_unknown_village_is_put_where_the_text_says() -> None:
    found = located("In [Syria], jets hit [Xyzabad], eight kilometers southwest of [al-Bab], on Sunday.")
    site = found["Xyzabad"].site
    assert site is not None
    assert site.place is None
    assert (site.method, site.precision, site.relation) == ("offset", 2, "8 km SW of al-Bab")
    assert distance_km((site.lat, site.lon), (36.37, 37.5157)) == pytest.approx(8, rel=0.01)
    assert bearing_deg((36.37, 37.5157), (site.lat, site.lon)) == pytest.approx(225, abs=0.5)
    assert 0.3 * 8 <= site.radius_km <= 0.5 * 8
    assert site.anchors == (("al-Bab", 36.37, 37.5157),)


def test_a_namesake_far_from_where_the_text_says_is_not_meant() -> None:
    far = located("In [Syria], jets hit [Marjan], eight kilometers southwest of [Homs], on Sunday.")["Marjan"].site
    assert far is not None
    assert (far.place, far.method, far.relation) == (None, "offset", "8 km SW of Homs")
    again = located("In [Syria], jets hit [Marjan], eight kilometers southwest of [Homs]. [Marjan] was hit twice.")
    assert again["Marjan"].site is not None  # the last mention
    assert (again["Marjan"].site.lat, again["Marjan"].site.method) == (far.lat, "offset")
    near = located("In [Syria], jets hit [Karm Tuta], eight kilometers southwest of [Homs], on Sunday.")["Karm Tuta"].site
    assert near is not None
    assert near.place is not None


def test_an_offset_without_a_village_is_a_site_of_the_town() -> None:
    found = located("In [Syria], a post 15 km to the east of [al-Bab] was hit.")
    location, site = found["al-Bab"].location, found["al-Bab"].site
    assert location is not None
    assert site is not None
    assert location.place is not None
    assert location.place.name == "al-Bab"
    assert site.lon > location.lon + 0.1


def test_another_spelling_is_found_where_the_text_is_at_home() -> None:
    assert located("In [Syria], near [Homs], shells fell on [Mushrefeh].")["Mushrefeh"].location is not None
    assert located("Shells fell on [Mushrefeh].")["Mushrefeh"].location is None


def test_no_such_place_is_an_answer() -> None:
    found = located("Shells fell on [Xyzabad].")
    assert found["Xyzabad"].location is None
    assert found["Xyzabad"].site is None


def test_near_keeps_the_point_and_widens_it() -> None:
    toponym = located("In [Syria], strikes near [al-Bab] went on.")["al-Bab"]
    assert toponym.location is not None
    assert toponym.site is not None
    assert (toponym.site.lat, toponym.site.lon) == (toponym.location.lat, toponym.location.lon)
    assert toponym.site.radius_km > toponym.location.radius_km
    assert (toponym.site.precision, toponym.site.relation) == (2, "near")
    assert (toponym.location.precision, toponym.location.relation) == (1, "")


def test_between_is_halfway() -> None:
    found = located("In [Syria], a mine went off between [al-Bab] and [Tadif].")
    site = found["Tadif"].site
    assert site is not None
    assert site == found["al-Bab"].site
    assert site.method == "between"
    assert site.lat == pytest.approx((36.37 + 36.348) / 2, abs=0.001)


@pytest.mark.parametrize("phrase", ["along the border with [Turkey]", "50 km south of [Turkey]", "near [Turkey]"])
def test_a_whole_country_is_no_yardstick(phrase: str) -> None:
    toponym = located(f"Shells fell {phrase}.")["Turkey"]
    assert toponym.location is not None
    assert toponym.site is None


def test_the_city_is_not_the_country_named_last() -> None:
    document, mentions = read("Shells fell on [al-Bab], which [Turkey] wants. The town was empty.")
    found = locate(document, relate(document, mentions), GAZETTEER, Settings())
    assert found[-1].anaphor
    assert found[-1].location == found[0].location


@pytest.mark.parametrize(
    ("marked", "city"),
    [
        ("Shells fell on [Homs] and then on [Saraqib]. A mortar hit [Karm Tuta|neighbourhood] in the city.", "Homs"),
        ("Shells fell on [Homs], in [Syria]. Buses left [Quorlan] for the city.", "Homs"),
        ("Shells fell on [Saraqib] and [Homs]. The villages nearby and the city were empty.", "Homs"),
    ],
)
def test_the_city_holds_the_quarter_named_last(marked: str, city: str) -> None:
    anaphor = next(t for surface, t in located(marked).items() if surface == "the city")
    assert anaphor.location is not None and anaphor.location.place is not None
    assert anaphor.location.place.name == city


@pytest.mark.parametrize("quarters", ["[Marjan|neighbourhood] neighborhood", "[Marjan] and [Karm Tuta|neighbourhood] neighborhoods"])
def test_an_unknown_quarter_is_put_at_the_city_it_is_said_to_be_in(quarters: str) -> None:
    found = located(f"A bomb went off in the {quarters} in [Homs|settlement] city, [Syria].")
    quarter, city = found["Marjan"].location, found["Homs"].location
    assert quarter is not None and city is not None
    assert (quarter.lat, quarter.lon, quarter.radius_km, quarter.method) == (city.lat, city.lon, city.radius_km, "admin")
    assert quarter.precision == 3
    assert "no Marjan is known in Homs" in quarter.reasons[0]
    if "Karm Tuta" in found:
        assert place_of(found["Karm Tuta"]) == ("SY", "Homs")
        assert found["Karm Tuta"].location != city


@pytest.mark.parametrize(
    "where", ["the [Marjan|admin] district in [Homs|settlement] city", "[Homs|settlement] city's [Marjan|neighbourhood] neighborhood"]
)
def test_a_district_in_a_city_is_a_quarter(where: str) -> None:
    found = located(f"A bomb went off in {where}, [Syria].")
    assert place_of(found["Marjan"]) == ("SY", "Homs")


def test_a_town_named_beside_a_quarter_stays_where_it_is() -> None:
    found = located("Shells hit [Marjan] and [Karm Tuta|neighbourhood] neighborhood in [Homs|settlement] city, [Syria].")
    assert place_of(found["Marjan"]) == ("SY", "Aleppo")


@pytest.mark.parametrize(
    "marked",
    [
        "Jets bombed [Abdin] in [Idlib|admin] province.",
        "Jets bombed [Abdin] and [Kfarlin] in [Idlib|admin] province.",
        "Jets bombed [Abdin], [Idlib|admin] province.",
        "Jets bombed [Abdin] in the countryside of [Idlib|admin] province. Clashes in [Homs].",
    ],
)
def test_a_village_of_another_province_is_not_the_one_named(marked: str) -> None:
    found = located(marked)
    for name in ("Abdin", *(["Kfarlin"] if "Kfarlin" in found else [])):
        location, area = found[name].location, found["Idlib"].location
        assert location is not None and area is not None
        assert (location.precision, location.method, location.radius_km) == (3, "admin", area.radius_km)
        assert location.reasons[0].startswith(f"no {name} is known in Idlib")


@pytest.mark.parametrize(
    ("marked", "name", "area"),
    [
        ("Jets bombed [Abdin] in [Daraa].", "Abdin", "Daraa"),  # no such province is known
        ("Jets bombed [Abdin]. [Idlib|admin] province was calm.", "Abdin", "Daraa"),
        ("Fighters from [Homs] in [Idlib|admin] province.", "Homs", "Homs"),  # a town so large is meant
        ("Jets bombed [Saraqib] in [Idlib|admin] province.", "Saraqib", "Idlib"),
        ("Jets bombed [Homs], [Abdin], [Idlib] and [Saraqib].", "Abdin", "Daraa"),  # a list
    ],
)
def test_a_province_that_is_not_said_of_a_village_leaves_it(marked: str, name: str, area: str) -> None:
    assert place_of(located(marked)[name]) == ("SY", area)


def test_a_site_that_nobody_knows_is_near_its_namesake() -> None:
    found = located("A drone hit [Saraqib barracks|facility] and [Homs air base|facility] in [Syria]. [Saraqib] was calm.")
    site, base, town = (found[name].location for name in ("Saraqib barracks", "Homs air base", "Saraqib"))
    assert site is not None and base is not None and town is not None
    assert (site.lat, site.lon, site.precision) == (town.lat, town.lon, 2)
    assert site.radius_km > town.radius_km
    assert base.place is not None and base.place.kind == "facility" and base.precision == 1


def test_a_site_is_found_by_its_type_words_outside_the_mention() -> None:
    document, mentions = read("Rockets hit [Homs] air base and then [Homs] again.")
    first, second = (t.location for t in locate(document, mentions, GAZETTEER, Settings()))
    assert first is not None and first.place is not None and first.place.kind == "facility"
    assert second is not None and second.place is not None and second.place.kind == "settlement"


def test_a_street_is_not_near_a_town_of_its_name() -> None:
    assert located("A fire in [Saraqib Street|facility] in [Syria].")["Saraqib Street"].location is None


@pytest.mark.parametrize("marked", ["A treaty of [Mexico], the [United States] and others.", "The [United States] border with [Mexico]."])
def test_a_list_of_countries_is_no_containment(marked: str) -> None:
    assert place_of(located(marked)["Mexico"]) == ("MX", "")


def test_the_province_is_the_one_named_else_that_around_the_town() -> None:
    named = located("Fighters entered [al-Bab] in [Aleppo|admin1]. Clashes went on in the province.")["the province"]
    assert named.location is not None and named.location.place is not None
    assert (named.location.place.name, named.location.place.kind) == ("Aleppo", "admin1")
    around = located("Fighters entered [al-Bab]. The province was quiet.")["The province"]
    assert around.location is not None and around.location.place is not None
    assert around.location.place.name == "al-Bab"
    assert around.location.precision == 3
    assert around.location.radius_km >= 40


def test_the_town_is_no_country() -> None:
    anaphor = next(t for surface, t in located("Targets in [Syria]. Fighters left the town.").items() if surface == "the town")
    assert (anaphor.location, anaphor.site, anaphor.refers_to) == (None, None, None)


def test_every_location_says_how_far_off_it_may_be_and_why() -> None:
    for toponym in located("From [Homs] in [Syria] to [Paris], [Texas], north of [Dallas], and near [Tadif].").values():
        assert toponym.location is not None
        assert toponym.location.radius_km > 0
        assert toponym.location.reasons
        assert 0 <= toponym.location.confidence <= 1


def test_same_answer_whatever_order_the_mentions_come_in() -> None:
    document, mentions = read("Strikes on [Saraqib], [Mushayrifah], [Tripoli], [Paris] and [Georgia].")
    forwards = locate(document, mentions, GAZETTEER, Settings())
    assert locate(document, mentions[::-1], GAZETTEER, Settings()) == forwards


def test_counting_only_what_changed_counts_all() -> None:
    document, mentions = read("[Paris] and [Mushayrifah], in [Homs], [Syria]; [Saraqib], [Paris] and [Aleppo] of the [Syrian|demonym] north.")
    scene = ranked(document, mentions, index_of(GAZETTEER), Settings())
    counted = (scene.voices, scene.countries, scene.admins, scene.named, scene.named_admins, scene.by_votes, scene.total)
    assert any(0.0 < chance < 0.98 for name in scene.names for chance in name.chances)
    survey(scene)
    assert counted == (scene.voices, scene.countries, scene.admins, scene.named, scene.named_admins, scene.by_votes, scene.total)


def test_near_linear_on_many_names() -> None:
    def work(n: int) -> None:
        document, mentions = read("".join(f"[{name}] [Place{m}] " for m in range(n) for name in ("Mushayrifah", "Tripoli", "Homs")))
        locate(document, mentions, GAZETTEER, Settings())

    assert grows_linearly(work, 500)


# Geometry


def test_geometry_against_known_distances() -> None:
    aleppo, damascus = (36.2, 37.16), (33.51, 36.29)
    assert distance_km(aleppo, damascus) == pytest.approx(310, abs=5)
    assert bearing_deg(aleppo, damascus) == pytest.approx(195, abs=2)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert angle_between(350, 20) == 30
    point = destination(aleppo, 100, 90)
    assert distance_km(aleppo, point) == pytest.approx(100, rel=0.005)
    assert midpoint((10, 20), (10, 20)) == (10, 20)


# Reports


def test_reports_keep_the_words_and_move_the_marks() -> None:
    text = "Noise. Jets hit al-Bab. More noise. Two died. End."
    first, second = Span(7, 23), Span(36, 45)
    mark = Mark(role="place", span=Span(text.index("al-Bab"), text.index("al-Bab") + 6))
    toll = Mark(role="toll", span=Span(36, 39))
    site = Location(lat=36.37, lon=37.5, radius_km=1.5, precision=1)
    draft = Draft(
        event_type="Explosions/Remote violence",
        sub_event_type="Air/drone strike",
        trigger=Span(7, 11),
        evidence=(second, first),
        place=Toponym(span=mark.span, surface="al-Bab", key="bab", location=site, site=site),
        fatalities=Count(what="killed", span=toll.span, best=2),
        marks=(mark, toll, Mark(role="act", span=Span(0, 5))),
    )
    document = Document(doc_id="d", text=text, title="T", published=dt.date(2017, 1, 2), source="s", url="u", language="en")
    (told,) = report(document, [draft])
    assert told.location is site
    assert told.place_text == "al-Bab"
    assert told.source.evidence == "Jets hit al-Bab. … Two died."
    assert [(m.role, m.span.of(told.source.evidence)) for m in told.source.marks] == [("place", "al-Bab"), ("toll", "Two")]
    assert (told.source.doc_id, told.source.title, told.source.fatalities) == ("d", "T", 2)


def test_a_draft_without_a_place_is_reported_without_a_location() -> None:
    draft = Draft(event_type="Battles", sub_event_type="Armed clash", trigger=Span(0, 1), evidence=(Span(0, 5),))
    (told,) = report(Document(doc_id="d", text="Clash."), [draft])
    assert told.location is None
    assert told.place_text == ""


@pytest.mark.parametrize("spans", [(Span(0, 8), Span(4, 12)), (Span(0, 12), Span(2, 5))])
def test_overlapping_evidence_is_told_once(spans: Sequence[Span]) -> None:
    evidence, marks = excerpt("abcdefghijklmnop", spans, [Mark(role="act", span=Span(5, 8))])
    assert evidence.replace(" ", "") == "abcdefghijkl"
    assert all(m.span.of(evidence) == "fgh" for m in marks)


def test_relation_record_is_kept() -> None:
    toponym = located("In [Syria], strikes near [al-Bab] went on.")["al-Bab"]
    assert isinstance(toponym.relation, Relation)


def test_an_unknown_village_said_to_be_near_a_town_is_put_near_it() -> None:
    site = located("In [Syria], shells fell on [Xyzabad], near [Homs], on Sunday.")["Xyzabad"].site
    assert site is not None
    assert site.place is None
    assert (site.method, site.precision, site.relation) == ("offset", 2, "near Homs")
    assert site.radius_km >= 15
    assert site.reasons[0] == "no Xyzabad is known there, so it is put near Homs"
    assert located("In [Syria], shells fell on [Xyzabad], in [Homs province].")["Xyzabad"].site != site


def test_many_unknown_villages_near_towns_take_linear_time() -> None:
    assert grows_linearly(lambda n: located("In [Syria], " + " ".join(f"[Xyz{k}bad], near [Homs]." for k in range(n))), 60)
