"""Actor mentions: named groups, states' forces, generic words read from context, and how each is used."""

import datetime as dt
import itertools

import pytest
from costs import grows_linearly

from eventmap.extract.actors.find import ActorMention, find_actors, focus, group, inter_at, lineage, state_forces
from eventmap.extract.actors.table import table
from eventmap.extract.text.sentences import split
from eventmap.records import Actor, Document


def find(text: str, source: str = "", year: int = 2016, country: str = "") -> tuple[ActorMention, ...]:
    document = Document(doc_id="t", text=text, source=source, published=dt.date(year, 6, 1))
    return find_actors(document, split(text), country)


def names(text: str, source: str = "", year: int = 2016) -> list[str]:
    """Names of the mentions that may be parties, in text order, each once."""
    return list(dict.fromkeys(m.actor.name for m in find(text, source, year) if not (m.source or m.holder or m.backer) and m.actor.name))


def only(text: str, **kwargs: str) -> ActorMention:
    (mention,) = find(text, **kwargs)
    return mention


# -- owners and forces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Regime and Russian warplanes pounded a hill in Idlib, Syria.", ["Military Forces of Syria", "Military Forces of Russia"]),
        ("Ethiopian, Kenyan and Ugandan troops crossed into Somalia.", [f"Military Forces of {c}" for c in ("Ethiopia", "Kenya", "Uganda")]),
        ("Israeli strikes hit a Hezbollah convoy in Syria.", ["Military Forces of Israel", "Hezbollah"]),
        ("The Syrian regime's attack helicopters fired on Homs.", ["Military Forces of Syria"]),
        ("Assad's forces left Homs, Syria.", ["Military Forces of Syria"]),
        ("Nigerian police fired at a car.", ["Police Forces of Nigeria"]),
        ("Fijian soldiers were hit.", ["Military Forces of Fiji"]),
        ("Des avions russes ont bombardé Alep.", ["Military Forces of Russia"]),
        ("Российская авиация нанесла удар по Алеппо.", ["Military Forces of Russia"]),
        ("قصفت الطائرات الروسية حلب", ["Military Forces of Russia"]),
        ("Rus savaş uçakları Halep'i vurdu.", ["Military Forces of Russia"]),
        ("Soldados colombianos entraron en Tumaco.", ["Military Forces of Colombia"]),
        ("Російські війська обстріляли Херсон.", ["Military Forces of Russia"]),
    ],
)
def test_owner_and_force(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 36th Brigade shelled a hill in Manila, Philippines.", ["Military Forces of the Philippines"]),
        ("Troops of 82 Division entered Maiduguri, Nigeria.", ["Military Forces of Nigeria"]),
        ("The 6th Mountain Infantry Division came under fire near Agok, Sudan.", ["Military Forces of Sudan"]),
        ("Ukraine's 79th Air Assault Brigade burned a truck near Izium, Ukraine.", ["Military Forces of Ukraine"]),
        ("Hezbollah's 3rd Brigade fired at a hill near Tyre, Lebanon.", ["Hezbollah"]),
        ("A 5th Brigade fighter fell near Idlib, Syria.", []),  # rebels there number their units too
        ("The armed forces of Mali and the army of Chad met near Kidal, Mali.", ["Military Forces of Mali", "Military Forces of Chad"]),
        ("In Gaza the army entered Rafah and soldiers fired.", ["Military Forces of Israel"]),
        ("Gaza rockets hit Ashkelon, fired from Rafah in the Gaza Strip.", []),
    ],
)
def test_units_and_armies_without_a_demonym(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The enemy shelled Kherson, Ukraine.", ["Military Forces of Russia"]),
        ("Russian troops took a hill near Kherson, Ukraine, and the enemy fled.", ["Military Forces of Russia", "Military Forces of Ukraine"]),
        ("Ворог обстріляв Херсон, Україна.", ["Military Forces of Russia"]),
        ("An enemy drone hit a car in Tyre, Lebanon.", ["Military Forces of Israel"]),
        ("The Turkish enemy shelled a village near Mosul, Iraq.", ["Military Forces of Turkey"]),
        ("The enemy shelled a village near Bamako, Mali.", []),
    ],
)
def test_the_enemy(text: str, expected: list[str]) -> None:
    assert names(text, year=2024) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armed Anuak youths raided a camp near Gambella, Ethiopia.", ["Anuak militia"]),
        ("Berom vigilantes burned a hut near Jos, Nigeria.", ["Berom militia"]),
        ("Tuareg fighters of JNIM burned a bus near Kidal, Mali.", ["JNIM"]),
        ("Murle Ethnic Militia burned a hut near Bor, South Sudan.", ["Murle militia"]),
        ("Kano youths danced in Kano, Nigeria.", ["Civilians"]),
    ],
)
def test_armed_men_of_a_people(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_act_that_only_one_side_is_able_to() -> None:
    assert names("An air strike hit Rafah in the Gaza Strip.") == ["Military Forces of Israel"]
    assert names("An air strike hit Lashio in Myanmar.", year=2023) == ["Military Forces of Myanmar"]
    assert names("An air strike hit Lashio in Myanmar.", year=2010) == []
    assert names("An air strike hit Mosul in Iraq.") == []


@pytest.mark.parametrize("company", ["and local officials", "in the Kharkiv region", "in Kharkiv and"])
def test_who_speaks_with_others_is_a_source(company: str) -> None:
    (police,) = (m for m in find(f"A mine went off near Izium, Ukraine, police {company} said.") if m.kind == "force")
    assert police.source == (company != "in Kharkiv and")


def test_two_owners_of_one_force_are_a_group() -> None:
    regime, russian = find("Regime and Russian warplanes pounded a hill in Idlib, Syria.")
    assert (regime.surface, russian.surface) == ("Regime", "Russian warplanes")
    assert regime.group == russian.group == (regime.span, russian.span)


def test_act_after_an_owner_shows_its_author() -> None:
    mention = only("Israeli air strikes shook Homs.")
    assert mention.of_act and mention.surface == "Israeli" and mention.actor.name == "Military Forces of Israel"


@pytest.mark.parametrize("text", ["Russia has bombed Homs.", "Homs was bombed by Russia.", "Moscow bombs Homs, Syria.", "Russia said it had shelled Homs."])
def test_a_country_that_fights_is_a_state(text: str) -> None:
    mention = only(text)
    assert mention.state and mention.actor.name == "Military Forces of Russia"


@pytest.mark.parametrize("text", ["Clashes raged in Syria.", "Russia was hit by floods.", "A visa-free regime.", "Talks in Moscow went on.", "Let us go."])
def test_a_country_as_a_place_is_none(text: str) -> None:
    assert find(text) == ()


def test_sides_of_a_truce_fight_those_of_a_border_do_not() -> None:
    assert names("A ceasefire between Israel and Hezbollah took effect in Lebanon.") == ["Military Forces of Israel", "Hezbollah"]
    assert names("The border between Israel and Lebanon is long.") == []


# -- groups


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IS is strong where it is in Syria.", ["Islamic State"]),
        ("He is in Raqqa, Syria. Is it far?", []),
        ("Daesh terror group militants left Raqqa.", ["Islamic State"]),
        ("Terrorists from the so-called Ahrar ash-Sham left Homs, Syria.", ["Ahrar al-Sham"]),
        ("The SAF shelled Omdurman, Sudan.", ["Military Forces of Sudan"]),
        ("The SAF flew over Singapore.", []),
        ("M23 took Goma in Congo.", ["March 23 Movement"]),
        ("A FACT sheet was printed in Ohio.", []),
        ("Kurdish forces left Manbij, Syria.", ["YPG"]),
        ("Kurdish forces left Kirkuk, Iraq.", ["Peshmerga"]),
        ("Fighters of the Northern Thunder Brigade and Liwa al-Sabah left Homs, Syria.", ["Northern Thunder Brigade", "Liwa al-Sabah"]),
        ("Fighting between Hema militia and Lendu tribesmen went on in Ituri.", ["Hema militia", "Lendu militia"]),
        ("The Hill Country Liberation Front burned a post.", ["Hill Country Liberation Front"]),
    ],
)
def test_groups(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_inter_code_follows_the_year() -> None:
    assert (group("Taliban", 2015).inter, group("Taliban", 2023).inter) == (2, 1)
    assert only("Taliban fighters entered Herat, Afghanistan.").actor.inter == 2


def test_lineage() -> None:
    assert lineage("Hayat Tahrir al-Sham") == ("Hayat Tahrir al-Sham", "Al-Nusra Front", "Al Qaeda")
    assert lineage("Nobody knows them") == ("Nobody knows them",)


def test_an_army_abroad_is_an_external_force() -> None:
    turkey = state_forces("TR")
    assert (inter_at(turkey, "TR"), inter_at(turkey, "SY"), inter_at(turkey, "")) == (1, 8, 1)
    assert inter_at(Actor(name="Civilians", inter=7), "SY") == 7


# -- generic words


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Boko Haram raided Bama in Nigeria. The group burned fields. Militants then left.", "", ["Boko Haram"]),
        ("Terrorists fired shells at Aleppo.", "sana", ["Opposition Rebels"]),
        ("Terrorists fired shells at Aleppo.", "reuters", []),
        ("Jabhat al-Nusra terrorists and other terrorist groups fired at Aleppo.", "sana", ["Al-Nusra Front", "Opposition Rebels"]),
        ("The rebels shelled Taiz in Yemen.", "", ["Houthis"]),
        ("The Turkish military said four of its soldiers were hit in Syria.", "", ["Military Forces of Turkey"]),
        ("The army and soldiers left Homs, Syria.", "", ["Military Forces of Syria"]),
        ("Unknown gunmen shot at Boko Haram in Nigeria.", "", ["Boko Haram"]),
        ("Barrel bombs fell on Homs, Syria.", "", ["Military Forces of Syria"]),
        ("Jaysh al-Nasr, a rebel group, left Hama in Syria.", "", ["Jaysh al-Nasr"]),
        ("At least 13 fighters loyal to President Bashar al-Assad left Homs.", "", ["Military Forces of Syria"]),
        ("Jabhat al-Nusra terrorists shot at Aleppo. Terrorists also fired at Idlib.", "sana", ["Al-Nusra Front"]),
        ("The Syrian Coalition met in Paris. The Coalition asked for help in Syria.", "", []),
        ("A helicopter belonging to the regime left Homs, Syria.", "", ["Military Forces of Syria"]),
        ("Government militiamen left Homs, Syria.", "", ["Pro-government militias"]),
        ("Villagers and student protesters met rioters.", "", ["Civilians", "Protesters", "Rioters"]),
    ],
)
def test_generic_words(text: str, source: str, expected: list[str]) -> None:
    assert names(text, source) == expected


def test_a_weapon_of_one_side_is_told_apart() -> None:
    mention = only("Barrel bombs fell on Homs, Syria.")
    assert mention.kind == "weapon" and mention.generic
    assert names("Barrel bombs fell on Homs, Syria.", year=2025) == []


def test_people_of_a_country_are_weak_civilians() -> None:
    assert only("Two Palestinians died in Jenin.").weak


# -- how a mention is used


@pytest.mark.parametrize(
    ("text", "source", "holder", "backer"),
    [
        ("The Syrian army said so.", True, False, False),
        ("A Syrian army spokesman left.", True, False, False),
        ("According to Syrian rebels it rained.", True, False, False),
        ("The Syrian army said it had fired shells.", False, False, False),
        ("Islamic State claimed responsibility.", False, False, False),
        ("The rebel-held town in Syria was calm.", False, True, False),
        ("A town held by the extremist Islamic State group was calm.", False, True, False),
        ("Hezbollah-backed lists won.", False, False, True),
        ("They were backed by Hezbollah.", False, False, False),
        ("Al-Qaeda's Mali affiliate grew.", False, False, True),
    ],
)
def test_use(text: str, source: bool, holder: bool, backer: bool) -> None:
    mention = only(text)
    assert (mention.source, mention.holder, mention.backer) == (source, holder, backer)


# -- the country a report tells of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ethiopian troops were hit in central Somalia, Ethiopian officials said.", "SO"),
        ("US warplanes killed ten in Manbij, the US said.", "SY"),
        ("Fighting went on in South Sudan.", "SS"),
        ("They told us the car was in the garage.", ""),
        ("قصف على ريف إدلب", "SY"),
    ],
)
def test_focus(text: str, expected: str) -> None:
    assert focus(Document(doc_id="t", text=text)) == expected


def test_a_given_country_wins() -> None:
    assert names("The army left.") == []
    assert only("The army left.", country="ML").actor.name == "Military Forces of Mali"


# -- offsets, order, hostile input


def test_spans_hold_their_surface_and_do_not_overlap() -> None:
    text = "Syrian army units killed terrorists from Jabhat al-Nusra near al-Bab; “al-Shabaab” and U.S. troops, l’armée turque, الجيش السوري."
    mentions = find(text)
    assert all(m.span.of(text) == m.surface for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))
    assert "al-Nusra" in mentions[2].surface


@pytest.mark.parametrize("text", ["", " ", "…", "-", "al-", "'", "’s", "Syrian", "the", "\u0301", "A.B.C.", "IS", "1" * 500, "-held rebel-"])
def test_odd_text(text: str) -> None:
    find(text)


@pytest.mark.parametrize("unit", ["Syrian and ", "army ", "the group ", "Syrian military ", "Liwa Al ", "a" * 50 + " ", "rebel-", "ال", "N.", "(", "said "])
def test_time_is_linear(unit: str) -> None:
    assert grows_linearly(lambda size: find(unit * (size // len(unit))), 30_000)


# -- the tables


def test_table_is_large_and_sound() -> None:
    rules = table()
    rows = [row for same in rules.groups.values() for row in same]
    assert len(rules.groups) >= 300
    assert len({place for row in rows for place in row.theatre}) >= 40
    for row in rows:
        assert row.inter in (1, 2, 3, 4, 8), row
        assert row.since <= row.until, row
        assert row.theatre - {"EH", "XK"} <= set(rules.countries), row
        assert not row.parent or row.parent in rules.groups or row.parent.startswith("Military Forces of "), row


def test_every_state_force_is_named_as_its_country() -> None:
    rules = table()
    states = {f"Military Forces of {country.name}" for country in rules.countries.values()}
    named = {name for name in rules.groups if name.startswith("Military Forces of ")}
    assert named - states <= {"Military Forces of Somaliland", "Military Forces of Artsakh"}


def test_aliases_find_their_group() -> None:
    """Every phrase of the table, alone in a text of some country of its group, is read as the group."""
    lost = []
    for entries in table().heads.values():
        for _low, written, kind, value, theatre in entries:
            alias, _, places = written.partition("@")
            countries = places.split(",") if places else ["", *sorted(theatre)]
            if kind == "named" and "*" not in alias and not any(value in {m.actor.name for m in find(alias, country=c)} for c in countries):
                lost.append((alias, value))
    assert lost == []
