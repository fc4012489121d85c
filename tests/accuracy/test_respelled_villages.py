"""Villages of the Syrian dump, spelled otherwise than the dump has them, in plain sentences that name their province: how many are put right.

The spellings are made by rule (q and k, ay and ei, -ah and -a, sh and ch, u and ou ...), one or two changes a name, so that some are odder than
what reporters write. A place of the same name in the same province counts as right.
"""

from __future__ import annotations

import random
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventmap.gazetteer import Gazetteer
from eventmap.names import fold
from eventmap.pipeline import find_places
from eventmap.records import Document
from eventmap.resolve.geo import distance_km
from eventmap.settings import Settings

GEONAMES = Path(__file__).parents[3] / "shared" / "geonames"
pytestmark = pytest.mark.skipif(not (GEONAMES / "SY.zip").is_file(), reason="needs ../shared/geonames")

VILLAGES, SEED, NEAR_KM = 150, 7, 10.0
FLOORS = {"found": 0.92, "right": 0.72}  # measured .95 and .77; before names behind articles were looked for .81 and .61
CHANGES = (
    ("q", "k"), ("q", "g"), ("ay", "ei"), ("ay", "ai"), (r"ah\b", "a"), (r"ah\b", "eh"), (r"iyah\b", "iya"), ("^Al ", "al-"), ("^Al ", "el-"),
    ("^As ", "as-"), ("aw", "ou"), ("u", "ou"), ("u", "o"), ("i", "e"), ("th", "t"), ("Dayr", "Deir"), ("Tall", "Tal"), ("Tall", "Tel"),
    ("Kafr", "Kafar"), ("Khirbat", "Khirbet"), ("j", "g"), (r"([bdlmnrst])\1", r"\1"), ("a([^aeiou])a", r"e\1a"), ("sh", "ch"), ("w", "ou"),
)  # fmt: skip
SENTENCES = (
    "Warplanes bombed the village of {} in {} province on Monday, killing three people.",
    "Clashes broke out in {} in {} province on Monday.",
    "Gunmen killed two farmers near {}, a village in {}, on Monday.",
    "The army shelled {} and nearby villages in {} on Sunday, residents said.",
    "Three people were killed in {} in {} when a bomb went off.",
)


def respelled(name: str, dice: random.Random) -> str:
    """``name`` with one or two changes that fit it."""
    changes = [change for change in CHANGES if re.search(change[0], name)]
    dice.shuffle(changes)
    for pattern, to in changes[: dice.choice((1, 2))]:
        name = re.sub(pattern, to, name, count=1)
    return name if name.startswith(("al-", "el-", "as-")) else name[:1].upper() + name[1:]


def plain(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub("[`‘’']", "", "".join(letters))


def villages() -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """(another spelling, province, points of the places of the name there)."""
    provinces = dict(line.split("\t")[:2] for line in (GEONAMES / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines())
    with zipfile.ZipFile(GEONAMES / "SY.zip") as archive:
        rows = [line.split("\t") for line in archive.read("SY.txt").decode("utf-8").splitlines()]
    rows = [row for row in rows if row[6] == "P" and 4 <= len(row[1]) <= 22 and not set(row[1]) & set("0123456789()/,")]
    dice = random.Random(SEED)
    dice.shuffle(rows)
    for row in rows:
        other, province = respelled(plain(row[1]), dice), provinces.get(f"SY.{row[10]}", "")
        if province and other.isascii() and fold(other) != fold(row[1]):
            same = (r for r in rows if r[10] == row[10] and fold(r[1]) == fold(row[1]))
            yield other, province, [(float(r[4]), float(r[5])) for r in same]


def test_respelled_villages(syria: Gazetteer) -> None:
    reached: Counter[str] = Counter()
    dice = random.Random(SEED)
    for (name, province, points), _ in zip(villages(), range(VILLAGES), strict=False):
        text = dice.choice(SENTENCES).format(name, province)
        start = text.index(name)
        found = find_places(Document(doc_id="s", text=text), syria, Settings(gazetteer=("SY",)))
        mention = next((t for t in found if (t.span.start, t.span.end) == (start, start + len(name))), None)
        reached["found"] += mention is not None
        if mention is not None and (location := mention.location) is not None and location.precision < 3:
            reached["right"] += any(distance_km((location.lat, location.lon), point) <= NEAR_KM for point in points)
    shares = {what: reached[what] / VILLAGES for what in FLOORS}
    print(shares)
    assert all(shares[what] >= floor for what, floor in FLOORS.items()), shares
