"""Constructions of everyday war reports from many countries: who does what with which weapon, what is one place, one day, one toll."""

from __future__ import annotations

import pytest

from eventmap.records import Draft
from tests.test_constructions import kinds_at
from tests.test_drafts import drafts

# (text, its place, sub-type)
KINDS = [
    ("Three civilians were killed by Russian bombs in Orikhiv on Sunday.", "Orikhiv", "Air/drone strike"),
    ("Six long-range Tu-22M3 bombers carried out strikes near Mykolaiv on Sunday.", "Mykolaiv", "Air/drone strike"),
    ("A strike on a car in Qana killed three men on Tuesday.", "Qana", "Air/drone strike"),
    ("Two bombs launched by the rebels exploded in Kibumba on Friday, killing four.", "Kibumba", "Shelling/artillery/missile attack"),
    ("Special forces killed two men during a raid on Balata on Tuesday.", "Balata", "Attack"),
    ("After days of non-stop battle the rebels captured Kutkai on Monday.", "Kutkai", "Non-state actor overtakes territory"),
    ("Police arrested two suspects in Mombasa on Sunday and recovered a suicide vest.", "Mombasa", "Arrests"),
    ("Gunmen abducted the head of the district council in Tubmanburg on Sunday.", "Tubmanburg", "Abduction/forced disappearance"),
    ("Armed men took two engineers from their office in Ubari on Monday.", "Ubari", "Abduction/forced disappearance"),
    ("Gunmen seized six teachers of a school in Batibo on Friday.", "Batibo", "Abduction/forced disappearance"),
    ("A paediatrician was seized by gunmen with his driver in Delmas on Monday.", "Delmas", "Abduction/forced disappearance"),
    ("A weapons cache was found near Rutba on Friday.", "Rutba", "Disrupted weapons use"),
    ("Sappers found and blew up a cache of rockets in Kurmuk on Friday.", "Kurmuk", "Disrupted weapons use"),
    ("Detectives were able to arrest three wanted persons in Zakho on Friday.", "Zakho", "Arrests"),
    ("Dozens of women gathered in Mazar on Wednesday to protest against the ban.", "Mazar", "Peaceful protest"),
    ("Some 200 students gathered in Narathiwat on Sunday to call on the authorities to lift the decree.", "Narathiwat", "Peaceful protest"),
    ("Demonstrators blocked the main road in Gafsa on Monday.", "Gafsa", "Peaceful protest"),
    ("Gunmen blocked the highway near Gusau on Monday and robbed travellers.", "Gusau", "Looting/property destruction"),
    ("Two rebel leaders signed a commitment to end hostilities in Rethy on Saturday.", "Rethy", "Agreement"),
    ("Herders and farmers exchanged heavy fire in Moissala on Sunday.", "Moissala", "Armed clash"),
    ("Bilozerka, a few miles down the river, also came under fire on Monday.", "Bilozerka", "Shelling/artillery/missile attack"),
    ("Two barges came under fire on the river near Malakal on Sunday.", "Malakal", "Attack"),
    ("An army patrol came under fire near Jenin on Monday.", "Jenin", "Armed clash"),
    ("Soldiers demolished nine houses in Silwan on Wednesday.", "Silwan", "Looting/property destruction"),
]  # fmt: skip


def places_at(found: tuple[Draft, ...]) -> list[str]:
    return sorted(d.place.surface for d in found if d.place)


@pytest.mark.parametrize(("text", "place", "kind"), KINDS, ids=[text[:45] for text, _, _ in KINDS])
def test_kinds(text: str, place: str, kind: str) -> None:
    assert kinds_at(drafts(text, **{place: "settlement"}), place) == [kind]


def test_others_of_what_fell_fell_elsewhere() -> None:
    text = "Several shells fell in Kherson on Sunday while three others fell in Bilozerka, a police source told reporters."
    found = drafts(text, Kherson="settlement", Bilozerka="settlement")
    assert {d.sub_event_type for d in found} == {"Shelling/artillery/missile attack"}
    assert places_at(found) == ["Bilozerka", "Kherson"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("At least 15 civilians were killed in raids in a district of Manbij while six others were killed in a village near Arima.", "Air/drone strike"),
        ("Eight people died in strikes on a market in Manbij on Monday and three more were killed in Arima.", "Air/drone strike"),
    ],
)
def test_others_killed_elsewhere_are_another_deed(text: str, kind: str) -> None:
    found = drafts(text, Manbij="settlement", Arima="settlement")
    assert {d.place.surface: d.sub_event_type for d in found if d.place} == {"Manbij": kind, "Arima": kind}
    assert len({d.fatalities.best for d in found if d.fatalities}) == 2


def test_two_days_and_two_kinds_are_two_deeds() -> None:
    found = drafts("Jets struck Saada on Thursday. Saada was shelled again on Friday by rebels.", Saada="settlement")
    assert [(d.sub_event_type, d.date.day.day) for d in found if d.date] == [("Air/drone strike", 9), ("Shelling/artillery/missile attack", 10)]


def test_what_follows_a_day_later_is_another_deed() -> None:
    text = "The attack on Titao came a day after a roadside bomb tore through a truck south of Djibo, killing three soldiers."
    found = drafts(text, Titao="settlement", Djibo="settlement")
    assert [d.place.surface for d in found if d.place and d.sub_event_type == "Remote explosive/landmine/IED"] == ["Djibo"]


@pytest.mark.parametrize("text", [
    "Nikopol, which looks across the drained reservoir at Enerhodar, was shelled four times on Monday.",
    "A roadside bomb killed four women in Nikopol, the second largest town of Enerhodar, on Sunday.",
    "A drone hit a bus in Nikopol, Enerhodar district, on Sunday.",
    "In Enerhodar's Nikopol district a shell hit a school on Sunday.",
])  # fmt: skip
def test_what_only_says_where_a_place_lies(text: str) -> None:
    assert places_at(drafts(text, Nikopol="settlement", Enerhodar="settlement")) == ["Nikopol"]


def test_each_member_of_a_list_has_its_number() -> None:
    text = "Warplanes launched 13 raids on Sirwah on Monday, six on Jubah and one on the Majzar area."
    assert places_at(drafts(text, Sirwah="settlement", Jubah="settlement", Majzar="settlement")) == ["Jubah", "Majzar", "Sirwah"]


def test_what_was_done_to_it_was_done_there() -> None:
    text = "Troops besieged the village of Khubzah on Wednesday, shelled it and burned nine houses."
    assert "Shelling/artillery/missile attack" in kinds_at(drafts(text, Khubzah="settlement"), "Khubzah")


def test_a_clan_is_no_place() -> None:
    text = "A dispute between the Jaafar and Zeaiter clans led to a gun battle in Hermel on Sunday."
    assert places_at(drafts(text, Jaafar="settlement", Hermel="settlement")) == ["Hermel"]


def test_since_monday_is_news() -> None:
    (draft,) = drafts("Soldiers have burned down 150 houses in Letpanhla since Monday morning, residents said.", Letpanhla="settlement")
    assert draft.sub_event_type == "Looting/property destruction"


def test_a_hospital_named_after_a_day_is_no_date() -> None:
    (draft,) = drafts("Government troops took the May 22 Hospital in Hodeidah from the rebels on Thursday.", Hodeidah="settlement")
    assert draft.date is not None
    assert draft.date.day.day == 9


@pytest.mark.parametrize(("text", "dead"), [
    ("Six soldiers died while four terrorists were killed in an exchange of fire in Miran on Monday.", 10),
    ("A drone hit a car in Miran on Monday, killing a married couple.", 2),
    ("An influential elder, Malik Sher Zaman, was gunned down by gunmen in Miran on Monday.", 1),
    ("A roadside bomb killed Colonel Ahmed Yusuf and two of his bodyguards in Miran on Monday.", 3),
    ("A bomb exploded in Miran on Monday. Three people — two constables and a vendor — lost their lives.", 3),
])  # fmt: skip
def test_tolls(text: str, dead: int) -> None:
    (draft,) = drafts(text, Miran="settlement")
    assert draft.fatalities is not None
    assert draft.fatalities.best == dead


def test_each_clause_of_a_sentence_has_its_own_sides() -> None:
    text = "Turkish warplanes struck Bzagah on Monday, killing 22 militants, while Russian jets hit ISIL positions in Tadif."
    found = {d.place.surface: [a.name for a in d.actors] for d in drafts(text, Bzagah="settlement", Tadif="settlement") if d.place}
    assert found == {"Bzagah": ["Military Forces of Turkey"], "Tadif": ["Military Forces of Russia"]}


def test_a_place_that_opens_a_clause_is_that_of_its_deed() -> None:
    text = "Rebels attacked a convoy in Nampala on Friday, and in Diabaly two villagers were shot dead."
    found = {d.place.surface: d.sub_event_type for d in drafts(text, Nampala="settlement", Diabaly="settlement") if d.place}
    assert found["Diabaly"] == "Attack"


@pytest.mark.parametrize(
    ("text", "places", "held"),
    [
        ("The army shelled positions in Tokan area and in Kuma town in the west on Monday.", {"Tokan": "settlement", "Kuma": "settlement"}, ["Kuma", "Tokan"]),
        ("The villages of Masqan and Ehras in the north of Azaz were bombed on Monday.", {"Masqan": "settlement", "Azaz": "settlement"}, ["Ehras", "Masqan"]),
    ],
)
def test_lists_of_villages(text: str, places: dict[str, str], held: list[str]) -> None:
    assert places_at(drafts(text, **places)) == held


def test_what_a_list_lies_south_of_is_not_in_it_but_a_place_near_is_one() -> None:
    text = "Rebels captured three villages south of Aleppo from the army, Zeitan and Barna, on Saturday."
    assert places_at(drafts(text, Aleppo="settlement", Zeitan="settlement", Barna="settlement")) == ["Barna", "Zeitan"]
    text = "Gunmen clashed near Kwakta, on the boundary of Bishnupur and Churach, on Friday."
    assert "Kwakta" in places_at(drafts(text, Kwakta="settlement", Bishnupur="settlement", Churach="settlement"))


@pytest.mark.parametrize(
    ("text", "place", "actors", "targets"),
    [
        ("Turkish artillery on Sunday shelled areas close to Jarablus liberated from ISIS this week.", "Jarablus", set(), {"Islamic State"}),
        ("Warplanes bombed hamlets around Hawija captured from Islamic State last week.", "Hawija", set(), {"Islamic State"}),
    ],
)
def test_a_reduced_clause_tells_a_deed_of_its_own(text: str, place: str, actors: set[str], targets: set[str]) -> None:
    found = drafts(text, **{place: "settlement"})
    taken = [d for d in found if "territory" in d.sub_event_type]
    assert len(found) == 2 and len(taken) == 1
    assert taken[0].place and taken[0].place.surface == place and taken[0].place.relation is None
    assert {a.name for a in taken[0].actors} == actors and {a.name for a in taken[0].targets} >= targets


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("A car bomb was detonated by Isis fighters in Hawija on Friday, killing four.", "Islamic State"),
        ("IS-linked militants attacked the village of Hawija on Friday, beheading four villagers.", "Islamic State"),
        ("A Nato air strike hit a convoy near Garmser in Afghanistan on Friday.", "NATO"),
    ],
)
def test_acronyms_read_as_words(text: str, group: str) -> None:
    found = drafts(text, Hawija="settlement", Garmser="settlement", Iraq="country", Afghanistan="country")
    assert [{a.name for a in d.actors} for d in found] == [{group}]


def test_gunmen_who_killed_four_killed_people() -> None:
    found = drafts("Gunmen killed four in Gao on Friday.", Gao="settlement")
    assert [(d.sub_event_type, [a.name for a in d.targets]) for d in found] == [("Attack", ["Civilians"])]


def test_who_laid_what_is_left_of_a_war_is_not_known() -> None:
    text = "Al-Shabaab fighters attacked Afgoye on Monday. An unexploded mortar shell killed two children near Merca on Tuesday."
    found = drafts(text, Afgoye="settlement", Merca="settlement")
    assert [d.actors for d in found if d.place and d.place.surface == "Merca"] == [()]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A shell hit a market in Kutum on Monday, the Nyala health directorate said.", "Kutum"),
        ("A drone killed two in Kutum on Monday, Nyala regional prosecutors said.", "Kutum"),
        ("Gunmen killed five people in Kutum on Monday, the Nyala residents' association said.", "Kutum"),
        ("Nine people were killed in clashes between the Nyala and Hawazma near Kutum on Friday.", "Kutum"),
        ("Ten people were killed on Monday in a raid on Nyala, the governor of Kutum said.", "Nyala"),
    ],
)
def test_who_tells_and_who_fights_is_no_place_of_the_deed(text: str, place: str) -> None:
    assert places_at(drafts(text, Kutum="settlement", Nyala="settlement")) == [place]


def test_the_first_town_to_fall_is_told_of_and_no_second_deed() -> None:
    found = drafts("Fighters captured Kutum, the first provincial capital to fall, on Friday.", Kutum="settlement")
    assert len(found) == 1 and found[0].date_text == "Friday"


def test_villagers_shot_by_militiamen_were_attacked() -> None:
    found = drafts("Six villagers were shot dead by CODECO militiamen in Kutum on Wednesday.", Kutum="settlement")
    assert [(d.sub_event_type, [a.name for a in d.targets]) for d in found] == [("Attack", ["Civilians"])]


def test_where_people_flee_to_is_no_place_of_the_battle() -> None:
    text = "The rebels and the army clashed in Kutum on Monday, forcing thousands to flee towards Nyala."
    assert places_at(drafts(text, Kutum="settlement", Nyala="settlement")) == ["Kutum"]


def test_a_list_before_officials_said_has_its_day() -> None:
    text = "Jets launched raids on Kutum and Nyala on Wednesday, officials said, with no word on casualties."
    assert {d.date_text for d in drafts(text, Kutum="settlement", Nyala="settlement")} == {"Wednesday"}


def test_a_word_of_a_groups_name_is_no_deed() -> None:
    text = "Heavy fighting erupted on Sunday between the Myanmar military and the Ta'ang National Liberation Army in Kutkai."
    found = drafts(text, Kutkai="settlement", Myanmar="country")
    assert [d.sub_event_type for d in found] == ["Armed clash"]


def test_who_planted_the_bomb_acted() -> None:
    text = "A bomb planted by Islamic State West Africa Province killed five members of a civilian militia in Damboa on Friday."
    found = drafts(text, Damboa="settlement", Nigeria="country")
    assert [{a.name for a in d.actors} for d in found] == [{"Islamic State West Africa Province"}]


def test_killed_by_a_bomb_under_a_car() -> None:
    found = drafts("A general was assassinated by a bomb under his car in Gao on Monday.", Gao="settlement")
    assert [d.sub_event_type for d in found] == ["Remote explosive/landmine/IED"]


def test_killing_and_leading_away_are_two_deeds() -> None:
    found = drafts("Boko Haram killed two people and kidnapped five others in Bama on Monday.", Bama="settlement")
    assert {(d.sub_event_type, d.fatalities.best if d.fatalities else None) for d in found} == {
        ("Attack", 2),
        ("Abduction/forced disappearance", None),
    }
    assert all([a.name for a in d.actors] == ["Boko Haram"] for d in found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Syrian army and Hezbollah took Arima on Monday.", "Government regains territory"),
        ("Hezbollah and the Syrian army took Arima on Monday.", "Government regains territory"),
        ("Kurdish fighters captured Arima on Friday.", "Non-state actor overtakes territory"),
        ("Turkish troops and FSA rebels captured Arima on Friday.", "Non-state actor overtakes territory"),
    ],
)
def test_ground_is_the_states_when_its_army_took_part(text: str, kind: str) -> None:
    assert [d.sub_event_type for d in drafts(text, Arima="settlement")] == [kind]


def test_the_dead_of_a_clash_stand_on_two_sides() -> None:
    found = drafts("Two Nigerian soldiers and five Boko Haram fighters died in a gun battle near Gwoza on Friday.", Gwoza="settlement")
    assert [{a.name for a in d.actors} for d in found] == [{"Military Forces of Nigeria"}]
    assert [{a.name for a in d.targets} for d in found] == [{"Boko Haram"}]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Israeli troops shot and killed a 17-year-old Palestinian in Qabatiya on Monday.", 1),
        ("Soldiers shot dead a 34-year-old farmer in Qabatiya on Monday.", 1),
        ("Hundreds of people protested in Qabatiya on Monday against the killing of a student by soldiers.", None),
    ],
)
def test_one_person_by_age_is_one_and_whom_a_march_mourns_is_not_its_toll(text: str, dead: int | None) -> None:
    assert [d.fatalities.best if d.fatalities else None for d in drafts(text, Qabatiya="settlement")] == [dead]
