"""Actor mentions: named groups, states' forces, generic words read from context, and how each is used."""

import datetime as dt

import pytest

from eventmap.extract.actors import ActorMention, find_actors, focus, inter_at
from eventmap.extract.sentences import split
from eventmap.records import Actor, Document


def find(text: str, source: str = "", year: int = 2016) -> tuple[ActorMention, ...]:
    document = Document(doc_id="t", text=text, source=source, published=dt.date(year, 6, 1))
    return find_actors(document, split(text))


def names(text: str, source: str = "", year: int = 2016) -> list[str]:
    """Names of the mentions that may be parties, in text order, each once."""
    return list(dict.fromkeys(m.actor.name for m in find(text, source, year) if not (m.source or m.holder or m.backer) and m.actor.name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Regime and Russian warplanes pounded a hill in Idlib, Syria.", ["Military Forces of Syria", "Military Forces of Russia"]),
        ("Turkish-backed rebels fought Islamic State group jihadists in northern Syria.", ["Opposition Rebels", "Islamic State"]),
        ("Israeli strikes hit a Hezbollah convoy in Syria.", ["Military Forces of Israel", "Hezbollah"]),
        ("Des avions russes ont bombardé Alep.", ["Military Forces of Russia"]),
        ("Российская авиация нанесла удар по Алеппо.", ["Military Forces of Russia"]),
    ],
)
def test_parties(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_spans_hold_their_surface() -> None:
    text = "Syrian army units killed terrorists from Jabhat al-Nusra near al-Bab."
    for m in find(text):
        assert m.span.of(text) == m.surface


def test_sources_and_holders_are_marked() -> None:
    quoted, holder = find("The Turkish military said a rebel-held village in Syria was hit.")
    assert quoted.source and holder.holder and not holder.source


def test_focus_prefers_where_things_are() -> None:
    assert focus(Document(doc_id="t", text="Ethiopian troops were hit in central Somalia, Ethiopian officials said in Somalia.")) == "SO"


def test_army_abroad_is_an_external_force() -> None:
    turkey = Actor(name="Military Forces of Turkey", inter=1, country="TR")
    assert (inter_at(turkey, "TR"), inter_at(turkey, "SY"), inter_at(turkey, "")) == (1, 8, 1)
