"""GeoNames feature classes and codes as our kinds of place, and how large a place of a kind is."""

from __future__ import annotations

import math

# Source: https://www.geonames.org/export/codes.html; the longest prefix of class and code that is listed counts.
KINDS = {
    "A": "admin", "A.ADM1": "admin1", "A.ADM2": "admin2", "A.PCL": "country", "A.TERR": "region", "A.ZN": "region",
    "P": "settlement", "P.PPLX": "neighbourhood", "H": "water", "T": "terrain", "V": "terrain", "L": "region", "L.CMP": "facility",
    "S": "facility", "R": "facility", "U": "water",
}  # fmt: skip
# Places that a dump lists but that stand no longer, or never stood.
DROPPED_CODES = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH", "ADM1H", "ADM2H", "ADM3H", "ADMDH"})

# Half the width of a usual place of the kind, km: our judgement from polygons where there are some.
RADIUS_KM = {
    "country": 300.0, "admin1": 60.0, "admin2": 25.0, "admin": 12.0, "settlement": 1.5, "neighbourhood": 1.0, "water": 10.0,
    "terrain": 8.0, "facility": 1.0, "region": 30.0,
}  # fmt: skip
_PEOPLE_PER_KM2 = 5000.0  # of a built-up area; cities of the Middle East and Africa lie between 3,000 and 10,000


def kind_of(feature_class: str, feature_code: str) -> str:
    """The kind for a feature class and code, "" for what is no place to look up."""
    if feature_code in DROPPED_CODES:
        return ""
    code = f"{feature_class}.{feature_code}"
    return next((KINDS[code[:n]] for n in range(len(code), 0, -1) if code[:n] in KINDS), "")


def radius_km(kind: str, population: int = 0) -> float:
    """How far from its point a place of this kind reaches; a settlement as its people need room, 1.5 to 20 km."""
    radius = RADIUS_KM.get(kind, 2.0)
    if kind == "settlement" and population:
        radius = min(20.0, max(radius, math.sqrt(population / _PEOPLE_PER_KM2 / math.pi)))
    return round(radius, 1)
