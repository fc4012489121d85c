"""Names that stand for a government, and the same names where they are spots: sentences of our own on many wars."""

from __future__ import annotations

import functools

import pytest

from eventmap.extract.places.toponyms import find_toponyms
from eventmap.gazetteer import Gazetteer
from eventmap.records import Document
from eventmap.settings import Settings

GOVERNMENTS = """Abuja: Abuja has imposed a curfew on three districts of Plateau state.
Addis Ababa: Addis Ababa and Asmara agreed to reopen the border at Zalambessa.
Niger: The envoys of Niger left Bamako on Sunday.
Kinshasa: Analysts expect Kinshasa to reject the plan.
Iran: The court convicted him of spying for Iran.
Rwanda: The EU imposed sanctions on Rwanda over its support for M23.
Burkina Faso: Burkina Faso border guards fired on the lorry near Dori.
Ethiopia: Ethiopia, Kenya and Uganda denied the report.
Kenya: Ethiopia, Kenya and Uganda denied the report.
Chad: Chad closed its border with Sudan after the raid on Tine.
Washington: The United Nations and Washington called for a truce in Port Sudan.
India: The ambassador of India was summoned in Dhaka.
Manila: Manila did not immediately respond to the claim.
Bangkok: While Bangkok presses the rebels, fighting went on in Pattani.
Somalia: Turkey trains soldiers in Mogadishu and Somalia pays for them.
Baghdad: Baghdad ordered an inquiry into the raid on Hawija.
Islamabad: Islamabad and Kabul traded accusations after the clash at Torkham.
Kabul: Islamabad and Kabul traded accusations after the clash at Torkham.
Khartoum: Khartoum has suspended the flights to Port Sudan.
Moscow: Moscow's troops edged closer to Pokrovsk.
Beijing: Beijing's envoy was in Warsaw on Monday.
Hargeisa: Hargeisa blamed Puntland for the fighting in Las Anod.
Tel Aviv: Tel Aviv denied the strike on Hodeidah.
Ankara: Ankara, saldırıyı kınadığını açıkladı.
Пекин: Пекин выразил протест после удара.
Будапешт: Будапешт знову заблокував транш, а Берлін пообіцяв допомогу.
Берлін: Будапешт знову заблокував транш, а Берлін пообіцяв допомогу.
Києвом: Переговори між Києвом і Варшавою тривають.
Ouagadougou: Ouagadougou n'a pas commenté l'attaque de Djibo.
Bogotá: Bogotá ofreció una recompensa por el jefe del frente.
واشنطن: وقالت واشنطن إنها لن ترد.
بيروت: ودانت بيروت القصف.
باماكو: واستدعت باماكو سفير الجزائر.""".splitlines()
SPOTS = """Yemen: In Yemen, Saudi Arabia carried out twelve raids.
Mali: Violence in Mali and Niger displaced thousands.
Kharkiv: The strike on Kharkiv killed four.
Sudan: Sudan's western region of Darfur saw heavy fighting.
Mogadishu: Police in Mogadishu fired on protesters.
Gaza: Trucks from Egypt to Gaza carried flour.
Egypt: Trucks from Egypt to Gaza carried flour.
Ukraine: Eastern Ukraine controlled by separatists was shelled.
Myanmar: The army in Myanmar bombed Pekon.
Goma: Residents of Goma closed their shops.
Lebanon: He fled to Lebanon and Jordan.
Iraq: The villages of Iraq closed their schools.
Nigeria: The school in northern Nigeria closed in May.
Kandahar: A bomb killed two policemen in Kandahar.
Ethiopia: Fighting spread from Tigray to the rest of Ethiopia, officials said.
Kyiv: Kyiv suffered its worst blackout of the war.
Damascus: Damascus burned for two days after the blasts.
Borno: A woman blew herself up in Maiduguri, the Borno state capital.
Baghdad: Troops entered Baghdad on Monday.
Kabul: Six people were wounded in Kabul, the ministry ordered an inquiry.
Киеве: В Киеве прогремели взрывы.
Moscow: The road to Moscow was closed.
بغداد: شهدت بغداد انفجارين يوم الاثنين.""".splitlines()


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


def is_metonym(name: str, text: str) -> bool:
    found = find_toponyms(Document(doc_id="s", text=text), gazetteer(), Settings())
    return next(t for t in found if t.surface == name).metonym


@pytest.mark.parametrize("line", GOVERNMENTS)
def test_a_government_is_meant(line: str) -> None:
    assert is_metonym(*line.split(": ", 1))


@pytest.mark.parametrize("line", SPOTS)
def test_the_spot_is_meant(line: str) -> None:
    assert not is_metonym(*line.split(": ", 1))
