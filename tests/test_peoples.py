"""Peoples and groups that a text names, and what they say of where it is."""

from __future__ import annotations

import functools

from costs import grows_linearly

from eventmap import pipeline
from eventmap.extract.places.wording import own, word_class
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document, Location, Toponym
from eventmap.resolve.peoples import peoples_of
from eventmap.settings import Settings


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def places(text: str) -> dict[str, Toponym]:
    return {t.surface: t for t in pipeline.find_places(Document(doc_id="t", text=text), gazetteer(), Settings())}


def country(text: str, name: str) -> str:
    location = places(text)[name].location
    assert location is not None
    assert location.place is not None
    return location.place.country


def test_shares_of_peoples_and_of_groups() -> None:
    people, groups, wars = peoples_of("Kenyan police and Somali soldiers fought Al Shabaab; the M23, the M23 and Boko Haram did not.")
    assert people == {"KE": 0.5, "SO": 0.5}
    assert groups == {"SO": 0.25, "CD": 0.5, "NG": 0.25}
    assert 0.0 < wars["SO"] == wars["CD"] < 1.0
    assert "JP" not in wars
    assert peoples_of("Nobody was there.") == ({}, {}, {})


def test_a_text_about_war_is_about_a_country_at_war() -> None:
    assert country("Militants shelled Jalalabad on Monday and clashed with troops.", "Jalalabad") == "AF"
    assert country("The Jalalabad music festival opens on Monday.", "Jalalabad") == "KG"


def test_peoples_take_linear_time() -> None:
    assert grows_linearly(lambda n: peoples_of("Boko Haram killed a Kenyan. " * n), 2000)


def test_names_of_groups_and_weapons_are_marked() -> None:
    assert word_class("taliban") == "group"
    for name in (("boko", "haram"), ("boko", "haram", "camp"), ("shahed",)):
        assert "group" in own(name, (2,) * len(name), False, "", "u", "")
    assert "group" not in own(("bama",), (2,), False, "", "g", "")


def test_both_ends_of_a_road_are_places_and_the_deed_lies_between() -> None:
    found = places("Bandits attacked a bus on the Kaduna-Abuja highway on Friday.")
    sites = [found[name].site for name in ("Kaduna", "Abuja")]
    assert all(isinstance(site, Location) and site.method == "between" for site in sites)
    assert {site.relation for site in sites if site} == {"Kaduna-Abuja road"}


def test_an_exact_spelling_counts_over_a_larger_town_that_sounds_alike() -> None:
    assert country("Protesters set fire to an office in Kisii on Tuesday.", "Kisii") == "KE"


def test_a_country_in_a_small_language_is_the_town_spelled_so() -> None:
    assert country("An Israeli raid on Qana in Lebanon killed four paramedics.", "Qana") == "LB"  # Azeri for Ghana


def test_a_town_in_a_country_is_in_no_other() -> None:
    assert country("Soldiers torched Taze, a town in Myanmar, on Wednesday.", "Taze") == "MM"  # there is a larger Taza in Morocco


def test_a_village_of_another_country_is_the_place_only_near_by() -> None:
    assert country("Rockets hit Kiryat Shmona after a strike on Mays al-Jabal.", "Kiryat Shmona") == "IL"
    far = "Six soldiers died when their vehicle struck a mine near Tingara in the Tillaberi region, close to the border with Burkina Faso."
    assert places(far)["Tingara"].location is None
    assert places("Clashes in Dan Ali village of Danmusa left 15 dead, police in Katsina said.")["Dan Ali"].location is None
