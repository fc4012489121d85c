"""Made-up events at real places: tables of any size for the browser tests and the benchmark. Sentences and tolls are invented."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

Row = dict[str, Any]

# name, lat, lon, first-order area, population; coordinates are facts from public maps
TOWNS = {
    "Syria": [
        ("al-Bab", 36.3705, 37.5157, "Aleppo", 63000), ("Tadif", 36.3481, 37.5309, "Aleppo", 12000), ("Bza'a", 36.3808, 37.5650, "Aleppo", 13000),
        ("Manbij", 36.5281, 37.9549, "Aleppo", 99000), ("Azaz", 36.5860, 37.0440, "Aleppo", 31000), ("Aleppo", 36.2012, 37.1612, "Aleppo", 2100000),
        ("Jarabulus", 36.8175, 38.0110, "Aleppo", 11000), ("Idlib", 35.9306, 36.6339, "Idlib", 98000), ("Saraqib", 35.8644, 36.8056, "Idlib", 32000),
        ("Maarat al-Numan", 35.6486, 36.6703, "Idlib", 58000), ("Jisr al-Shughur", 35.8147, 36.3181, "Idlib", 39000),
        ("Hama", 35.1318, 36.7578, "Hama", 460000), ("Raqqa", 35.9528, 39.0100, "Raqqa", 220000), ("Deir ez-Zor", 35.3354, 40.1408, "Deir ez-Zor", 240000),
        ("Palmyra", 34.5624, 38.2840, "Homs", 51000), ("Homs", 34.7268, 36.7234, "Homs", 775000), ("Daraa", 32.6189, 36.1021, "Daraa", 97000),
    ],
    "Ukraine": [
        ("Kharkiv", 49.9935, 36.2304, "Kharkiv", 1430000), ("Kupiansk", 49.7106, 37.6152, "Kharkiv", 27000), ("Izium", 49.2121, 37.2560, "Kharkiv", 45000),
        ("Bakhmut", 48.5956, 37.9999, "Donetsk", 71000), ("Avdiivka", 48.1394, 37.7497, "Donetsk", 31000), ("Vuhledar", 47.7797, 37.2490, "Donetsk", 14000),
        ("Kherson", 46.6354, 32.6169, "Kherson", 280000), ("Nikopol", 47.5712, 34.3964, "Dnipropetrovsk", 107000), ("Sumy", 50.9077, 34.7981, "Sumy", 260000),
        ("Zaporizhzhia", 47.8388, 35.1396, "Zaporizhzhia", 720000), ("Odesa", 46.4825, 30.7233, "Odesa", 1010000), ("Kyiv", 50.4501, 30.5234, "Kyiv City", 2950000),
    ],
    "Mali": [
        ("Gao", 16.2717, -0.0447, "Gao", 86000), ("Ménaka", 15.9182, 2.4022, "Ménaka", 22000), ("Kidal", 18.4411, 1.4078, "Kidal", 25000),
        ("Mopti", 14.4843, -4.1830, "Mopti", 114000), ("Bandiagara", 14.3501, -3.6104, "Mopti", 18000), ("Djenné", 13.9061, -4.5533, "Mopti", 33000),
        ("Tombouctou", 16.7735, -3.0074, "Timbuktu", 54000), ("Ségou", 13.4317, -6.2157, "Ségou", 130000), ("Djibo", 14.1022, -1.6306, "Soum", 60000),
        ("Dori", 14.0354, -0.0345, "Séno", 46000), ("Tillabéri", 14.2117, 1.4531, "Tillabéri", 22000), ("Niamey", 13.5137, 2.1098, "Niamey", 1030000),
    ],
}  # fmt: skip
SIDES = {
    "Syria": [("Military Forces of Turkey", 8), ("Military Forces of Syria", 1), ("Islamic State", 2), ("Syrian Democratic Forces", 2), ("Military Forces of Russia", 8), ("Syrian National Army", 2)],
    "Ukraine": [("Military Forces of Russia", 8), ("Military Forces of Ukraine", 1)],
    "Mali": [("JNIM", 2), ("Military Forces of Mali", 1), ("Islamic State Sahel Province", 2), ("Dozo militia", 4), ("Wagner Group", 8)],
}  # fmt: skip
KINDS = [
    ("Battles", "Armed clash", "clashed with", 30), ("Explosions/Remote violence", "Air/drone strike", "bombed positions of", 24),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelled positions of", 30), ("Violence against civilians", "Attack", "attacked villagers near positions of", 16),
    ("Protests", "Peaceful protest", "watched as residents marched against", 7), ("Strategic developments", "Arrests", "arrested members of", 8),
    ("Riots", "Mob violence", "dispersed a crowd angry at", 3),
]  # fmt: skip
SOURCES = ["Northern Wire", "Radio Frontline", "Daily Ledger", "Observer Network", "وكالة الشمال"]
ARABIC = "قصفت الطائرات {place} يوم {day} وقُتل {n} أشخاص، بحسب سكان محليين."
TAILS = [
    "Residents said the fighting lasted until the evening.", "The account could not be checked.", "A hospital worker gave the number by telephone.",
    "Both sides claimed success.", "Roads to the east stayed closed.", "Photographs showed damaged houses and a burnt lorry.",
]  # fmt: skip
START = dt.date(2016, 9, 1)


def town_labels(country: str) -> list[tuple[str, float, float, int]]:
    return [(name, lat, lon, population) for name, lat, lon, _, population in TOWNS[country]]


def events(n: int, country: str = "Syria", *, seed: int = 1, days: int = 400, card: bool = True) -> list[Row]:
    """``n`` events round the towns of one country; about one in twelve has no place, one in thirty no date."""
    rng = random.Random(f"{seed}{country}")
    return [_event(rng, i, country, days, card) for i in range(n)]


def _event(rng: random.Random, i: int, country: str, days: int, card: bool) -> Row:
    town, lat, lon, admin1, _ = rng.choice(TOWNS[country])
    kind, sub, verb, _ = rng.choices(KINDS, weights=[k[3] for k in KINDS])[0]
    one, two = rng.sample(SIDES[country], 2)
    day = START + dt.timedelta(days=min(days - 1, int(rng.triangular(0, days, days * 0.4))))
    toll = rng.choice([None, None, 0, 1, 2, 3, 5, 8, 22])
    precision = rng.choices([1, 2, 3], [8, 3, 1])[0]
    row: Row = {
        "event_id_cnty": f"{country[:3].upper()}{i + 1:07d}", "event_date": day.isoformat(), "year": day.year, "time_precision": rng.choices([1, 2, 3], [12, 2, 1])[0],
        "event_type": kind, "sub_event_type": sub, "actor1": one[0], "assoc_actor_1": "", "inter1": one[1], "actor2": two[0], "inter2": two[1],
        "country": country, "admin1": admin1, "location": town, "latitude": round(lat + rng.gauss(0, 0.08), 4), "longitude": round(lon + rng.gauss(0, 0.1), 4),
        "geo_precision": precision, "source": rng.choice(SOURCES), "notes": "", "fatalities": toll if toll is not None else "",
        "doc_id": f"doc{i // 3}", "url": f"https://example.org/{country.lower()}/{i // 3}", "title": f"Report {i // 3}", "published": (day + dt.timedelta(days=1)).isoformat(),
        "place_text": town, "relation": "", "uncertainty_km": {1: 2.0, 2: 6.0, 3: 45.0}[precision], "geo_confidence": round(rng.uniform(0.4, 1), 2),
        "status": rng.choices(["reported", "alleged", "denied", "foiled"], [20, 3, 1, 1])[0], "fatalities_low": toll if toll is not None else "",
        "fatalities_high": toll + 2 if toll and i % 7 == 0 else toll if toll is not None else "", "fatalities_shared": "true" if toll and i % 11 == 0 else "",
        "injured": "", "event_confidence": round(rng.uniform(0.5, 1), 2), "n_sources": 1,
    }  # fmt: skip
    _oddities(row, rng, i, lat, lon, town)
    _texts(row, rng, i, verb, card)
    return row


def _oddities(row: Row, rng: random.Random, i: int, lat: float, lon: float, town: str) -> None:
    if i % 5 == 0:
        row |= {"latitude": lat, "longitude": lon}  # many on one spot
    if i % 12 == 7:
        row |= {"latitude": "", "longitude": "", "uncertainty_km": "", "geo_precision": ""}
    if i % 30 == 11:
        row |= {"event_date": "", "year": "", "time_precision": ""}
    if i % 9 == 4 and row["latitude"] != "":
        row |= {"relation": "8 km SW", "latitude": round(lat - 0.05, 4), "longitude": round(lon - 0.06, 4), "geo_precision": 2, "uncertainty_km": 3.5,
                "anchor_lat": lat, "anchor_lon": lon, "anchor_name": town}  # fmt: skip


def _texts(row: Row, rng: random.Random, i: int, verb: str, card: bool) -> None:
    said = f"On {row['event_date'] or 'that day'} {row['actor1']} {verb} {row['actor2']} in {row['location']}"
    toll = f", killing {row['fatalities']} people" if row["fatalities"] not in ("", 0) else ""
    tail = " ".join(rng.sample(TAILS, 2))
    row["notes"] = f"{said}{toll}. {tail}"
    if i % 17 == 3:
        row |= {"notes": ARABIC.format(place=row["location"], day=row["event_date"], n=row["fatalities"] or 3), "language": "ar"}
    if not card:
        return
    at = row["notes"].find(row["location"])
    marks = [[at, at + len(row["location"]), "place"]]
    if toll and toll in row["notes"]:
        start = row["notes"].find(toll) + 2
        marks += [[3, 13, "date"], [start, start + len(toll) - 2, "toll"]]
    row |= {"evidence": json.dumps([row["notes"]], ensure_ascii=False), "marks": json.dumps([marks]), "how": "exact name; province named in the text",
            "alternatives": json.dumps([{"name": row["location"], "admin1": "elsewhere", "country": "SY", "score": 0.1}])}  # fmt: skip
