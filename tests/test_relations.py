"""Relative phrases and anaphora. Places are marked [so] in the test texts."""

import json
import re
from pathlib import Path

import pytest
from costs import grows_linearly

from eventmap.extract.places import relations
from eventmap.extract.places.relations import relate
from eventmap.records import Document, Relation, Span, Toponym


def related(marked: str, **about: Toponym) -> tuple[str, tuple[Toponym, ...]]:
    text, mentions = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            span = Span(len(text), len(text) + len(part) - 2)
            mentions.append(Toponym(span=span, surface=part[1:-1], key=part[1:-1].lower()))
            part = part[1:-1]
        text += part
    return text, relate(Document(doc_id="t", text=text), mentions)


def relation_of(marked: str, name: str) -> Relation | None:
    _, toponyms = related(marked)
    return next(t.relation for t in toponyms if t.surface == name)


OFFSETS = [
    ("Jets hit targets in [Dayr Kak], eight kilometers southwest of [al-Bab], at noon.", "al-Bab", 8, 225, "8 km SW", "Dayr Kak"),
    ("A convoy was hit 15 km to the east of the town of [Tabqa].", "Tabqa", 15, 90, "15 km E", None),
    ("They shelled [Rahjan] village 50 km east of [Hama] city.", "Hama", 50, 90, "50 km E", "Rahjan"),
    ("A post 162 kilometers (101 miles) north of the capital [Damascus] fell.", "Damascus", 162, 0, "162 km N", None),
    ("Some twenty-five miles north of [Mosul] a bomb went off.", "Mosul", 40.2336, 0, "40.2 km N", None),
    ("Fighting was heard 1,500 metres north-west of [Gao].", "Gao", 1.5, 315, "1.5 km NW", None),
    ("قصف الطيران قرية [دير قاق] على بعد 8 كيلومترات جنوب غرب [الباب] أمس", "الباب", 8, 225, "8 km SW", "دير قاق"),
    ("Обстріляли [Іванівське], за 8 км на південний захід від [Бахмута].", "Бахмута", 8, 225, "8 km SW", "Іванівське"),
    ("Удар нанесли в восьми километрах к юго-западу от [Бахмута], были раненые.", "Бахмута", 8, 225, "8 km SW", None),
    ("Uçaklar [El Bab]'ın 8 kilometre güneybatısındaki bir köyü vurdu ve bu kadar.", "El Bab", 8, 225, "8 km SW", None),
    ("Le raid a eu lieu à huit kilomètres au sud-ouest d'[al-Bab] et dans la nuit.", "al-Bab", 8, 225, "8 km SW", None),
    ("El ataque ocurrió a ocho kilómetros al suroeste de [al-Bab] y por la noche.", "al-Bab", 8, 225, "8 km SW", None),
]


@pytest.mark.parametrize(("marked", "anchor", "km", "deg", "short", "subject"), OFFSETS, ids=[o[1] + o[4] for o in OFFSETS])
def test_offsets(marked: str, anchor: str, km: float, deg: float, short: str, subject: str | None) -> None:
    text, toponyms = related(marked)
    relation = next(t.relation for t in toponyms if t.surface == anchor)
    assert relation is not None
    assert relation.kind == "offset"
    assert relation.distance_km == pytest.approx(km)
    assert relation.bearing_deg == deg
    assert relation.text == short
    assert (relation.subject.of(text) if relation.subject else None) == subject


WITHOUT_DISTANCE = [
    ("Strikes hit targets near the city of [al-Bab].", "al-Bab", "near", "near"),
    ("Strikes hit targets near [Syria]'s [al-Bab].", "al-Bab", "near", "near"),
    ("Rockets fell in the vicinity of [Hazano] town.", "Hazano", "near", "near"),
    ("They met just outside [Kharkiv].", "Kharkiv", "outside", "outside"),
    ("Fighting on the outskirts of [Sirte] went on.", "Sirte", "outside", "outskirts"),
    ("A raid in the northern countryside of [Aleppo].", "Aleppo", "countryside", "north countryside"),
    ("A raid in [Aleppo]'s northern countryside.", "Aleppo", "countryside", "north countryside"),
    ("A bomb in eastern [Aleppo] killed two.", "Aleppo", "part", "east"),
    ("The northern part of [Gaza] was hit.", "Gaza", "part", "north part"),
    ("Clashes broke out west of [Goma].", "Goma", "near", "west"),
    ("Troops massed along the border with [Turkey].", "Turkey", "border", "border"),
    ("قتل شخص قرب [تادف] اليوم", "تادف", "near", "near"),
    ("قصف في ريف [حلب] اليوم", "حلب", "countryside", "countryside"),
    ("Вибух біля [Бахмута] вночі було чути.", "Бахмута", "near", "near"),
    ("Взрыв возле [Бахмута] был слышен.", "Бахмута", "near", "near"),
    ("[Azez] yakınlarında bir bomba patladı ve bu", "Azez", "near", "near"),
    ("Un raid près de [Tadif] et dans la nuit.", "Tadif", "near", "near"),
    ("Un ataque en las afueras de [Cali] y en la noche.", "Cali", "outside", "outskirts"),
]


@pytest.mark.parametrize(("marked", "name", "kind", "short"), WITHOUT_DISTANCE, ids=[w[0] for w in WITHOUT_DISTANCE])
def test_relations_without_a_distance(marked: str, name: str, kind: str, short: str) -> None:
    relation = relation_of(marked, name)
    assert relation is not None
    assert (relation.kind, relation.text) == (kind, short)


PAIRS = [
    ("A mine went off between [Azaz] and [Marea].", "between", "between Azaz and Marea"),
    ("An ambush on the road from [Kyiv] to [Zhytomyr].", "road", "Kyiv-Zhytomyr road"),
    ("An ambush on the road between [Homs] and [Palmyra].", "road", "Homs-Palmyra road"),
    ("An ambush on the highway linking [Homs] to [Palmyra].", "road", "Homs-Palmyra road"),
    ("Militants blew up a bridge linking [Kidal] to [Aguelhok].", "road", "Kidal-Aguelhok road"),
    ("A mine exploded on the road that links [Djibo] with [Bourzanga].", "road", "Djibo-Bourzanga road"),
    ("Shelling along the [Bakhmut]-[Sloviansk] highway.", "road", "Bakhmut-Sloviansk road"),
    ("انفجار بين [اعزاز] و[مارع] اليوم", "between", "between اعزاز and مارع"),
    ("Бої між [Сумами] та [Харковом] тривають, було чути.", "between", "between Сумами and Харковом"),
    ("Бои между [Сумами] и [Харьковом] были.", "between", "between Сумами and Харьковом"),
    ("[Azez] ile [Marea] arasında bir bomba patladı ve bu", "between", "between Azez and Marea"),
    ("Un raid entre [Gao] et [Kidal] dans la nuit.", "between", "between Gao and Kidal"),
    ("Un ataque entre [Cali] y [Popayán] en la noche.", "between", "between Cali and Popayán"),
]


@pytest.mark.parametrize(("marked", "kind", "short"), PAIRS, ids=[p[0] for p in PAIRS])
def test_two_places_share_one_relation(marked: str, kind: str, short: str) -> None:
    _, toponyms = related(marked)
    first, second = (t.relation for t in toponyms if t.relation)
    assert first is second
    assert first is not None
    assert (first.kind, first.text) == (kind, short)
    assert first.anchors == tuple(t.span for t in toponyms)


NONE = [
    "Strikes in the northern province of [Aleppo].",
    "Shells hit the neighborhoods of [Midan] and [Hamadaniyeh].",
    "Clashes in [Azaz] and [Marea].", "The army of [Syria] left.", "He was north. In [Homs] it rained.", "Near them. [Homs] burned."]


@pytest.mark.parametrize("marked", NONE)
def test_no_relation(marked: str) -> None:
    _, toponyms = related(marked)
    assert [t.relation for t in toponyms] == [None] * len(toponyms)


def test_the_town_is_the_place_before() -> None:
    text, toponyms = related("Shells fell on [Tadif]. The town was empty. Tanks stood 15 kilometers to the east of the city.")
    anaphors = [t for t in toponyms if t.anaphor]
    assert [t.surface for t in anaphors] == ["The town", "the city"]
    assert all(t.refers_to is not None and t.refers_to.of(text) == "Tadif" for t in anaphors)
    assert anaphors[1].relation is not None
    assert anaphors[1].relation.anchors == (anaphors[1].span,)


@pytest.mark.parametrize("marked", ["In [Homs] the town of [Talbiseh] was hit.", "In [Homs] the besieged city [Rastan] fell."])
def test_a_town_that_is_named_is_no_anaphor(marked: str) -> None:
    _, toponyms = related(marked)
    assert not any(t.anaphor for t in toponyms)


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("Strikes near [Azaz] and [Tal Rifaat] went on.", ["near", "near"]),
        ("Strikes in the surroundings of [Azaz], [Marea] and [Tal Rifaat].", ["near", "near", "near"]),
        ("Strikes near [Homs], [Syria].", ["near", None]),
        ("Strikes near [Homs]. [Hama] and [Idlib] were quiet.", ["near", None, None]),
    ],
)
def test_near_holds_for_a_list(marked: str, kinds: list[str | None]) -> None:
    _, toponyms = related(marked)
    assert [t.relation.kind if t.relation else None for t in toponyms] == kinds


def test_north_of_a_people_is_not_north_of_the_place() -> None:
    text = "Strikes in the northern Syrian village of Tokhar."
    span, people = Span(text.index("Tokhar"), len(text) - 1), Span(text.index("Syrian"), text.index("Syrian") + 6)
    mentions = [Toponym(span=people, surface="Syrian", key="sirian", demonym=True), Toponym(span=span, surface="Tokhar", key="tukhar")]
    assert [t.relation for t in relate(Document(doc_id="t", text=text), mentions)] == [None, None]


def test_spans_are_code_points_of_the_document() -> None:
    text, toponyms = related("🔥 Удар в 8 км к юго-западу от [Бахмута], были раненые.")
    relation = toponyms[0].relation
    assert relation is not None
    assert relation.span.of(text) == "8 км к юго-западу от"


def test_time_grows_with_the_text_and_no_faster() -> None:
    assert grows_linearly(lambda n: related("8 km north of near [Homs] the city of, and between " * n), 1_000)


def test_the_cheap_look_before_a_name_loses_no_relation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every capitalised word of some articles as a mention, and each word of the phrases' sentences."""
    lines = (Path(__file__).parent / "accuracy" / "event_articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines] + [re.sub(r"[\[\]]", "", row[0]) for row in OFFSETS]
    documents = [Document(doc_id="t", text=text, language="en") for text in texts]
    mentions = [_capitalised(text) for text in texts]
    cheap = [relate(d, m) for d, m in zip(documents, mentions, strict=True)]
    monkeypatch.setattr(relations, "_may_end_phrase", lambda *_: True)
    assert cheap == [relate(d, m) for d, m in zip(documents, mentions, strict=True)]
    assert sum(t.relation is not None for found in cheap for t in found) > 30


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "tr", "uk"])
def test_nothing_follows_a_name_at_the_end_of_a_text(language: str) -> None:
    mention = Toponym(span=Span(0, 5), surface="Halep", key="halab")
    assert relate(Document(doc_id="t", text="Halep", language=language), [mention]) == (mention,)


def _capitalised(text: str) -> list[Toponym]:
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[A-Z][\w-]*", text)]
    return [Toponym(span=span, surface=span.of(text), key=span.of(text).lower()) for span in spans]
