"""What a text tells becomes drafts: kinds, sides, places, days and tolls, and what is no event."""

from __future__ import annotations

import datetime as dt

import pytest
from costs import grows_linearly

from eventmap import pipeline
from eventmap.extract.events.drafts import draft_events, explain, may_tell
from eventmap.extract.events.kinds import TYPES
from eventmap.extract.places.relations import relate
from eventmap.records import Document, Draft, Location, Place, Span, Toponym
from eventmap.settings import Settings

PUBLISHED = dt.date(2024, 5, 15)  # a Wednesday


def located(name: str, kind: str) -> Location:
    place = Place(place_id=f"test:{name}", name=name, lat=10.0, lon=10.0, kind=kind, country="SY", admin1="Gao")
    return Location(lat=10.0, lon=10.0, radius_km=2.0, precision=1, place=place)


def places_of(text: str, names: dict[str, str]) -> tuple[Toponym, ...]:
    """Every mention of ``names`` (name -> kind, "" for a name that no gazetteer knows)."""
    found = []
    for name, kind in names.items():
        start = text.find(name)
        while start >= 0:
            location = located(name, kind) if kind else None
            found.append(Toponym(span=Span(start, start + len(name)), surface=name, key=name.lower(), location=location, site=location))
            start = text.find(name, start + 1)
    return tuple(sorted(found, key=lambda t: t.span))


def drafts(text: str, title: str = "", published: dt.date | None = PUBLISHED, **names: str) -> tuple[Draft, ...]:
    document = Document(doc_id="t", text=text, title=title, published=published, published_from="metadata")
    mentions = relate(document, places_of(text, {k.replace("_", " "): v for k, v in names.items()}))
    return draft_events(document, mentions)


def only(found: tuple[Draft, ...]) -> Draft:
    assert len(found) == 1, [(d.sub_event_type, d.place.surface if d.place else "") for d in found]
    return found[0]


def names(draft: Draft) -> tuple[set[str], set[str]]:
    return {a.name for a in draft.actors}, {a.name for a in draft.targets}


# One sentence for each of the 25 sub-types. The place is Ansongo throughout.
SUB_TYPES = [
    ("Rebels clashed with the army in Ansongo on Monday.", "Armed clash"),
    ("The army recaptured Ansongo from the rebels on Monday.", "Government regains territory"),
    ("Rebels captured Ansongo from the army on Monday.", "Non-state actor overtakes territory"),
    ("Jets dropped chlorine on Ansongo on Monday.", "Chemical weapon"),
    ("Fighter jets bombed Ansongo on Monday.", "Air/drone strike"),
    ("A suicide bomber blew himself up at the market of Ansongo on Monday.", "Suicide bomb"),
    ("Rebels fired rockets at Ansongo on Monday.", "Shelling/artillery/missile attack"),
    ("A roadside bomb exploded in Ansongo on Monday.", "Remote explosive/landmine/IED"),
    ("A hand grenade was thrown at a shop in Ansongo on Monday.", "Grenade"),
    ("Soldiers raped eleven women in Ansongo on Monday.", "Sexual violence"),
    ("Gunmen shot dead five villagers in Ansongo on Monday.", "Attack"),
    ("Gunmen kidnapped a teacher in Ansongo on Monday.", "Abduction/forced disappearance"),
    ("Hundreds of people protested in Ansongo on Monday.", "Peaceful protest"),
    ("Police fired tear gas at protesters in Ansongo on Monday.", "Protest with intervention"),
    ("Soldiers shot dead three protesters in Ansongo on Monday.", "Excessive force against protesters"),
    ("Protesters clashed with police in Ansongo on Monday.", "Violent demonstration"),
    ("A mob lynched two men in Ansongo on Monday.", "Mob violence"),
    ("The government and rebels signed a ceasefire in Ansongo on Monday.", "Agreement"),
    ("Police arrested four suspects in Ansongo on Monday.", "Arrests"),
    ("Rebel fighters defected in Ansongo on Monday.", "Change to group/activity"),
    ("The army dismantled a car bomb in Ansongo on Monday.", "Disrupted weapons use"),
    ("Rebels set up a base in Ansongo on Monday.", "Headquarters or base established"),
    ("Rebels looted shops in Ansongo on Monday.", "Looting/property destruction"),
    ("Rebels entered Ansongo without a fight on Monday.", "Non-violent transfer of territory"),
    ("A mass grave was unearthed in Ansongo on Monday.", "Other"),
]  # fmt: skip


def test_the_sentences_below_cover_the_taxonomy() -> None:
    assert {kind for _, kind in SUB_TYPES} == set(TYPES)


@pytest.mark.parametrize(("text", "kind"), SUB_TYPES, ids=[kind for _, kind in SUB_TYPES])
def test_every_sub_type(text: str, kind: str) -> None:
    draft = only(drafts(text, Ansongo="settlement"))
    assert draft.sub_event_type == kind
    assert draft.event_type == TYPES[kind]
    assert draft.date is not None
    assert draft.date.day == dt.date(2024, 5, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The army plans to storm Ansongo.",
        "Rebels threatened to shell Ansongo.",
        "The prime minister condemned the attack on Ansongo.",
        "Rebel-held Ansongo lies on the river.",
        "Ansongo has been repeatedly shelled.",
        "An offensive on Ansongo would displace thousands.",
        "Talks on Ansongo were held in a hotel.",
        "Residents of Ansongo fear an attack.",
        "He died of a heart attack in Ansongo.",
        "More than 900 people have been killed in Ansongo since 2012.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert drafts(text, Ansongo="settlement") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((text, True) for text, _ in SUB_TYPES),
        ("Shells fell on the market. Nobody said more.", True),
        ("The mayor of Ansongo opened talks with the opposition.", True),  # "opened" may: whether it does is not asked here
        ("La pluie est tombée sur Ansongo lundi.", False),
        ("The rifle and the drones were in Ansongo.", False),  # weapons alone do nothing
        ("", False),
    ],
)
def test_whether_a_text_may_tell_an_act(text: str, told: bool) -> None:
    assert may_tell(Document(doc_id="t", text=text)) is told


class NoGazetteer:
    """Cannot be asked anything."""


def test_a_text_that_tells_nothing_is_not_located() -> None:
    nothing = Document(doc_id="t", text="La pluie est tombée sur Ansongo lundi.")
    assert pipeline.find_reports(nothing, NoGazetteer(), Settings()) == ()  # type: ignore[arg-type]
    with pytest.raises(AttributeError):  # the places of any other are looked up
        pipeline.find_reports(Document(doc_id="t", text=SUB_TYPES[0][0]), NoGazetteer(), Settings())  # type: ignore[arg-type]


def test_one_draft_for_each_place_of_a_list_and_a_shared_toll() -> None:
    found = drafts(
        "Jets bombed Ansongo, Menaka and Kidal on Monday, killing nine people.",
        Ansongo="settlement",
        Menaka="settlement",
        Kidal="settlement",
    )
    assert [d.place.surface for d in found if d.place] == ["Ansongo", "Menaka", "Kidal"]
    assert all(d.fatalities and d.fatalities.best == 9 and d.fatalities_shared for d in found)


def test_a_participle_before_its_noun_is_no_act() -> None:
    text = "Rebels shelled a camp in Ansongo, killing at least 12 displaced families, a relief group in the village of Menaka said."
    assert {d.sub_event_type for d in drafts(text, Ansongo="settlement", Menaka="settlement")} == {"Shelling/artillery/missile attack"}


@pytest.mark.parametrize("subject", ["Gunmen", "Fighters of Brigade 101", "Rebels in pickups"])
def test_a_participle_after_its_subject_is_an_act(subject: str) -> None:
    assert only(drafts(f"{subject} abducted villagers in Ansongo.", Ansongo="settlement")).sub_event_type.startswith("Abduction")


@pytest.mark.parametrize(
    "aside", [", which the rebels occupy,", ", which Islamic State has held since May,", " which is controlled by rebels", ", where the army holds a base,"]
)
def test_who_holds_a_place_is_no_act_and_no_party(aside: str) -> None:
    draft = only(drafts(f"In Ansongo{aside} a car bomb wounded a nurse on Monday.", Ansongo="settlement"))
    assert draft.sub_event_type == "Remote explosive/landmine/IED"
    assert draft.place is not None
    assert draft.place.surface == "Ansongo"
    assert not draft.actors


def test_a_village_and_its_province_are_one_place() -> None:
    draft = only(drafts("Gunmen killed six villagers in the village of Tessit in Gao region.", Tessit="settlement", Gao="admin1"))
    assert draft.place is not None
    assert draft.place.surface == "Tessit"


def test_where_it_was_launched_from_is_not_where_it_fell() -> None:
    draft = only(drafts("Rockets fired from Menaka hit a school in Ansongo.", Menaka="settlement", Ansongo="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Ansongo"


def test_where_the_source_sits_is_no_place_of_the_act() -> None:
    draft = only(drafts("Rebels shelled a school in Ansongo, a nurse in Menaka said.", Ansongo="settlement", Menaka="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Ansongo"


def test_where_a_source_sits_is_the_place_if_no_other_is_told() -> None:
    draft = only(drafts("A nurse in Menaka said jets bombed a school.", Menaka="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Menaka"


def test_what_a_party_holds_is_no_place_of_its_acts() -> None:
    draft = only(drafts("Rebels, who hold Menaka, shelled Ansongo on Monday.", Ansongo="settlement", Menaka="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Ansongo"


def test_two_acts_of_one_sentence() -> None:
    text = "Fifteen civilians were killed in air raids on Ansongo while six others were killed by a landmine in Menaka."
    found = drafts(text, Ansongo="settlement", Menaka="settlement")
    assert {(d.place.surface if d.place else "", d.fatalities.best if d.fatalities else None) for d in found} == {
        ("Ansongo", 15),
        ("Menaka", 6),
    }
    assert [d.sub_event_type for d in found] == ["Air/drone strike", "Remote explosive/landmine/IED"]


def test_headline_and_detail_are_one() -> None:
    text = "Air strike kills 12 in Gao\nAt least 12 people died on Tuesday when an air strike hit the village of Tessit in Gao region, doctors said."
    draft = only(drafts(text, title="Air strike kills 12 in Gao", Gao="admin1", Tessit="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Tessit"
    assert draft.date is not None
    assert draft.date.day == dt.date(2024, 5, 14)
    assert draft.fatalities is not None
    assert draft.fatalities.best == 12


def test_an_act_without_a_place_is_no_part_of_another_kind_told_later() -> None:
    text = (
        "Turkish jets bombed Ansongo on Monday. The market was crowded at the time. "
        "A car bomb wounded three policemen on Tuesday. Soldiers repelled an attack on Menaka on Tuesday."
    )
    found = drafts(text, Ansongo="settlement", Menaka="settlement")
    first, last = found[0], found[-1]
    assert (first.sub_event_type, last.sub_event_type) == ("Air/drone strike", "Armed clash")
    assert not first.injured
    assert not last.injured
    assert not any(a.name.startswith("Police") for a in [*last.actors, *last.targets])


def test_the_town_is_the_place_told_before() -> None:
    found = drafts("Rebels attacked an army post in Ansongo on Monday. On Tuesday jets bombed the town.", Ansongo="settlement")
    assert [d.date.day.day for d in found if d.date] == [13, 14]


def test_a_section_header_is_no_place_of_the_act() -> None:
    text = "Aleppo Another woman was killed by a mortar shell in Hadar town."
    draft = only(drafts(text, Aleppo="settlement", Hadar="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Hadar"


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Turkish warplanes bombed Islamic State positions in Ansongo.", {"Military Forces of Turkey"}, {"Islamic State"}),
        ("Three soldiers were killed by Islamic State gunmen in Ansongo.", {"Islamic State"}, {"Military Forces of Syria"}),
        ("Clashes broke out between Islamic State and Al Shabaab in Ansongo.", {"Islamic State", "Al Shabaab"}, set()),
        ("A mortar attack in Ansongo killed five civilians.", set(), {"Civilians"}),
        ("Islamic State said its fighters had captured Ansongo.", {"Islamic State"}, set()),
    ],
)
def test_sides(text: str, actors: set[str], targets: set[str]) -> None:
    draft = only(drafts(text.replace("Ansongo", "Raqqa"), Raqqa="settlement"))
    found_actors, found_targets = names(draft)
    if draft.sub_event_type == "Armed clash":
        assert found_actors | found_targets >= actors | targets
    else:
        assert (found_actors, found_targets) == (actors, targets)


@pytest.mark.parametrize(("weapon", "known"), [("Jets", True), ("A drone", False), ("A quadcopter", False)])
def test_only_what_one_side_alone_has_tells_whose_it_was(weapon: str, known: bool) -> None:
    text = f"Turkish warplanes bombed Ansongo on Monday. {weapon} struck a clinic in Menaka on Tuesday."
    _, second = drafts(text, Ansongo="settlement", Menaka="settlement")
    assert names(second)[0] == ({"Military Forces of Turkey"} if known else set())


def test_who_sits_in_some_places_fires_at_the_others() -> None:
    names = {"Menaka": "settlement", "Tessit": "settlement", "Ansongo": "settlement", "Gossi": "settlement"}
    found = drafts("Rockets were launched on Monday by rebels positioned in Menaka and Tessit on Ansongo and Gossi.", **names)
    assert [d.place.surface for d in found if d.place] == ["Ansongo", "Gossi"]


def test_the_toll_of_a_text_with_one_act_stands_at_its_start() -> None:
    text = "Nineteen people died on Monday in an air strike, medics said. The jets hit a market in Ansongo."
    draft = only(drafts(text, Ansongo="settlement"))
    assert draft.fatalities is not None
    assert draft.fatalities.best == 19


def test_fighting_that_follows_an_attack_is_at_its_place() -> None:
    text = (
        "A suicide bomber blew himself up at an army post in Ansongo on Monday, killing four soldiers. Heavy clashes then erupted "
        "between Islamic State fighters and soldiers, an officer said."
    )
    kinds = {d.sub_event_type: d.place.surface for d in drafts(text, Ansongo="settlement") if d.place}
    assert kinds.get("Suicide bomb") == "Ansongo"
    assert set(kinds.values()) == {"Ansongo"}


def test_no_year_is_invented() -> None:
    draft = only(drafts("Rebels captured Ansongo on Jan. 3.", published=None, Ansongo="settlement"))
    assert draft.date is None
    assert draft.date_text == "Jan. 3"


def test_current_news_without_a_day_is_of_the_week() -> None:
    draft = only(drafts("Jets bombed Ansongo.", Ansongo="settlement"))
    assert draft.date is not None
    assert (draft.date.day, draft.date.precision) == (PUBLISHED, 2)


def test_an_old_act_is_background() -> None:
    draft = only(drafts("Rebels captured Ansongo in August 2012.", Ansongo="settlement"))
    assert draft.background
    assert draft.date is not None
    assert (draft.date.day.year, draft.date.day.month, draft.date.precision) == (2012, 8, 3)


def test_status() -> None:
    assert only(drafts("Rebels allegedly shelled Ansongo on Monday.", Ansongo="settlement")).status == "alleged"
    assert only(drafts("The army repelled an attack on Ansongo.", Ansongo="settlement")).status == "foiled"
    assert only(drafts("Jets bombed Ansongo. The army denied the report.", Ansongo="settlement")).status == "denied"


def test_an_unknown_quarter_stands_in_its_town() -> None:
    text = "Shells hit the neighborhood of Quartier Neuf in Ansongo."
    draft = only(drafts(text, Quartier_Neuf="", Ansongo="settlement"))
    assert draft.place is not None
    assert draft.place.surface == "Quartier Neuf"
    assert draft.place.site is not None
    assert draft.place.site.precision == 3


def test_an_unknown_place_has_no_point() -> None:
    draft = only(drafts("Jets bombed Quartier Neuf.", Quartier_Neuf=""))
    assert draft.place is not None
    assert draft.place.site is None


def test_marks_lie_in_the_text() -> None:
    text = "Turkish jets bombed Ansongo on Monday, killing nine people."
    draft = only(drafts(text, Ansongo="settlement"))
    said = {mark.role: mark.span.of(text) for mark in draft.marks if mark.role in ("place", "date")}
    assert said == {"place": "Ansongo", "date": "Monday"}
    assert {mark.role for mark in draft.marks} >= {"act", "place", "date", "actor", "toll"}
    assert draft.trigger.of(text) == "bombed"


def test_explain_says_why_something_was_dropped() -> None:
    text = "The army plans to storm Ansongo. Jets bombed Menaka."
    document = Document(doc_id="t", text=text, published=PUBLISHED)
    said = explain(document, places_of(text, {"Ansongo": "settlement", "Menaka": "settlement"}))
    assert "not told as a fact: purpose" in said
    assert "+   act     Air/drone strike: bombed" in said


def test_nothing_is_found_in_nothing() -> None:
    assert drafts("") == ()
    assert drafts("The match ended in a draw; the striker shot wide.") == ()


@pytest.mark.parametrize(
    "unit", ["killed in ", ", which rebels hold ", "Rebels shelled Ansongo. ", "Ansongo ", "(", "rebels shelled Ansongo on Monday killing 5 people "]
)
def test_time_is_linear(unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        draft_events(Document(doc_id="t", text=text, published=PUBLISHED), places_of(text, {"Ansongo": "settlement"}))

    assert grows_linearly(read, 24_000)


def test_a_part_is_the_toll_where_no_whole_is_said() -> None:
    alone = only(drafts("Gunmen attacked a convoy of herders near Ansongo on Monday and killed six of them.", Ansongo="settlement"))
    assert alone.fatalities is not None
    assert alone.fatalities.best == 6
    whole = only(drafts("A rocket killed nine people in Ansongo on Monday, four of them in a school.", Ansongo="settlement"))
    assert whole.fatalities is not None
    assert whole.fatalities.best == 9
