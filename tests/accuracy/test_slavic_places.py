"""Ukrainian and Russian names in the cases in which texts have them, alone and together: sentences of our own."""

from __future__ import annotations

import functools
import math

import pytest

from eventmap.gazetteer import Gazetteer
from eventmap.pipeline import find_places
from eventmap.records import Document
from eventmap.settings import Settings

KM = 111.2
# Sentence | place as it stands | latitude, longitude | km off at most
SENTENCES = """Вибухи лунали в Миколаєві. | Миколаєві | 46.97, 32.00 | 15
Вибухи лунали в Миколаєві, Херсоні та Одесі. | Миколаєві | 46.97, 32.00 | 15
Вибухи лунали в Миколаєві, Херсоні та Одесі. | Херсоні | 46.64, 32.61 | 15
Вибухи лунали в Миколаєві, Херсоні та Одесі. | Одесі | 46.48, 30.73 | 15
Матч пройшов у Львові. | Львові | 49.84, 24.03 | 15
Бої точилися під Києвом. | Києвом | 50.45, 30.52 | 20
Ракета влучила в будинок у Краматорську. | Краматорську | 48.74, 37.58 | 15
Обстріли на Одещині тривали всю ніч. | Одещині | 46.8, 30.0 | 120
На Харківщині загинули двоє людей. | Харківщині | 49.6, 36.4 | 120
На Сумщині оголосили евакуацію. | Сумщині | 51.0, 34.3 | 120
Бої тривають на Донеччині. | Донеччині | 48.0, 37.7 | 120
Конференція відбулася в Гамбурзі. | Гамбурзі | 53.55, 9.99 | 20
Взрыв произошёл в Тайбэе. | Тайбэе | 25.05, 121.53 | 25
Бои идут в Киеве. | Киеве | 50.45, 30.52 | 20
Обстрел Белгорода продолжался всю ночь. | Белгорода | 50.60, 36.59 | 20
Войска вошли в Авдеевку. | Авдеевку | 48.14, 37.75 | 15""".splitlines()


@functools.cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open(dumps=())


@pytest.mark.parametrize("line", SENTENCES)
def test_the_place_in_whatever_case(line: str) -> None:
    text, surface, point, km = (part.strip() for part in line.split("|"))
    lat, lon = map(float, point.split(","))
    found = find_places(Document(doc_id="s", text=text), gazetteer(), Settings())
    location = next(t.location for t in found if t.surface == surface)
    assert location is not None
    off = math.hypot(location.lat - lat, (location.lon - lon) * math.cos(math.radians(lat))) * KM
    assert off <= float(km), f"{location.place and location.place.name}, {off:.0f} km off"
