"""Page furniture that a feed ran into the text: nothing in it is an event, and the text goes on behind it."""

from __future__ import annotations

import pytest

from eventmap.extract.events import runin
from eventmap.extract.text.sentences import split
from eventmap.extract.text.wordlist import words_of
from tests import costs
from tests.test_drafts import drafts


def found(text: str) -> runin.RunIn:
    return runin.find(words_of(text), split(text))


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Tags Sudan El Fasher drone strikes RSF Two people were killed in a market.", "Two people"),
        ("Tags Kharkiv cruise missiles Russia air defence Fifty drones hit the city.", "Fifty drones"),
        ("Tags Mali Kidal Wagner Group ambush Malian troops were ambushed near Kidal.", "Malian troops"),
        ("Tags Gaza Khan Younis tents Israel An Israeli strike hit a tent.", "An Israeli"),
        ("He denied it. AP Photo Jane Doe Troops Retake Three Villages in Shan State The army shelled Lashio.", "The army"),
        ("It burned. Reuters Photo John Roe Rebels Enter Goma After Days of Clashes According to the UN, two died.", "According to"),
    ],
)
def test_a_list_ends_where_the_sentence_begins(text: str, opening: str) -> None:
    (tags,) = found(text).tags
    assert text[tags.end :].startswith(opening)
    assert tags.end in found(text).cuts()


@pytest.mark.parametrize(
    "text",
    [
        "In this photo taken on June 8 men carry a body after an air strike on Taiz.",
        "In this Oct. 11 2023 file photo provided by medics residents flee shelling in Nyala.",
        "A picture taken on July 29 shows smoke over Baidoa after the blast.",
        "Still image shows smoke rising after the attack on Mubi.",
        "People inspect a market in Taiz after shells struck it (AFP Photo)",
    ],
)
def test_a_caption_is_told_from_text(text: str) -> None:
    assert [span.of(text) for span in found(text).captions] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "A photo shop in Nyala was shelled on Monday.",
        "In this town five people were killed, and their picture hung in every house.",
        "The photographer was killed when a shell hit Bakhmut.",
        "Dog tags were found near Kherson on Monday.",
        "His image was burned in Basra.",
    ],
)
def test_text_about_pictures_is_text(text: str) -> None:
    assert found(text) == runin.RunIn((), (), len(text))


def test_only_what_follows_the_caption_is_an_event() -> None:
    text = "Smoke over Kafr Hamra after shells struck it on May 3 (AFP Photo) At least 18 civilians were killed on Tuesday in Aleppo in an air strike."
    found = drafts(text, **{"Aleppo": "settlement", "Kafr Hamra": "settlement"})
    assert [d.place.surface for d in found if d.place] == ["Aleppo"]


def test_headlines_of_other_articles_are_no_events() -> None:
    text = "An air strike hit Nyala on Sunday. AP Photo Jane Doe Gunmen Kill Ten in Kutum The wounded were taken to a hospital."
    found = drafts(text, Nyala="settlement", Kutum="settlement")
    assert [d.place.surface for d in found if d.place] == ["Nyala"]


def test_furniture_takes_linear_time() -> None:
    assert costs.grows_linearly(lambda n: found("Tags Photo AP Photo In this photo (AFP Photo) " * n), 400)


def test_texts_of_nothing_but_captions_take_linear_time() -> None:
    text = "Smoke rose after shells struck Kutum (AFP Photo) Shells hit Nyala. "
    assert costs.grows_linearly(lambda n: drafts(text * n, Kutum="settlement", Nyala="settlement"), 150)
