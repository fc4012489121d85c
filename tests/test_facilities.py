"""Names of sites: which place a site's name bears, and what stands after a name that belongs to it."""


import pytest
from costs import grows_linearly

from eventmap.names import fold
from eventmap.records import Span, Toponym
from eventmap.resolve.facilities import alike_without_type, bare_name, bears_its_place, city_part, whole_name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Hmeimim military airport", "Hmeimim"),
        ("Zuru barracks", "Zuru"),
        ("Zaporizhzhia nuclear power plant", "Zaporizhzhia"),
        ("Wad Madani central prison", "Wad Madani"),
        ("University of Aleppo", "Aleppo"),
        ("the port of Hodeidah", "Hodeidah"),
        ("Homs Military Academy", "Homs"),
        ("Shahba hotel", ""),
        ("Royal Street", ""),
        ("Liverpool Academy", ""),
        ("airport", ""),
        ("Aleppo", ""),
        ("", ""),
    ],
)
def test_the_place_in_the_name_of_a_site(name: str, bare: str) -> None:
    assert bare_name(name) == bare
    assert bears_its_place(name) or not bare


@pytest.mark.parametrize(
    ("text", "surface", "whole"),
    [
        ("Tanks near al-Shifa hospital, he said", "al-Shifa", "al-Shifa hospital"),
        ("at Zaporizhzhia nuclear power plant.", "Zaporizhzhia", "Zaporizhzhia nuclear power plant"),
        ("in Homs and its prison", "Homs", "Homs"),
        ("in Homs, prison guards", "Homs", "Homs"),
        ("in Homs military circles", "Homs", "Homs"),
        ("in Homs", "Homs", "Homs"),
    ],
)
def test_the_type_words_after_a_name_belong_to_it(text: str, surface: str, whole: str) -> None:
    start = text.index(surface)
    mention = Toponym(span=Span(start, start + len(surface)), surface=surface, key=fold(surface), kind="facility")
    assert whole_name(text, mention) == whole


def test_the_type_words_make_no_two_sites_alike() -> None:
    assert not alike_without_type("Hmeimim military airport", "Hama military airport", 0.7)
    assert alike_without_type("Kuweires military airport", "Kweires air base", 0.7)
    assert alike_without_type("Qabasin", "Qabbasin", 0.7)


def test_a_site_may_begin_with_its_citys_name() -> None:
    assert city_part("Damascus Sheraton Hotel") == "Damascus"
    assert city_part("Richmond Road") == ""
    assert city_part("Hotel") == ""


@pytest.mark.parametrize("part", ["military ", "a", "port of "])
def test_long_names_cost_no_time(part: str) -> None:
    def look(size: int) -> None:
        name = part * (size // len(part)) + " airport"
        bare_name(name)
        bears_its_place(name)
        city_part(name)

    assert grows_linearly(look, 60_000)
