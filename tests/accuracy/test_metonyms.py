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
Somalia: Turkey trains soldiers in Mogadishu and Somalia pays for them.""".splitlines()
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
Ethiopia: Fighting spread from Tigray to the rest of Ethiopia, officials said.""".splitlines()


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
