"""Country dumps over HTTP and from folders: what works, and every way it can fail without harm to the gazetteer that is there."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from eventmap.errors import GazetteerError, GazetteerMissing, InputError
from eventmap.gazetteer import Gazetteer, download, supplement, upkeep
from eventmap.gazetteer.build import build_locked
from eventmap.gazetteer.dumps import people_of
from eventmap.gazetteer.store import default_path
from eventmap.names import fold
from eventmap.records import NamePrior

SHARED = Path(__file__).parent.parent.parent / "shared" / "geonames"
COUNTRIES = ("AF", "CD", "ET", "IL", "IQ", "JO", "LB", "LY", "ML", "MM", "NG", "PS", "SD", "SO", "SY", "TR", "UA", "YE")
needs_dumps = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/geonames is not there")

ADMIN1 = "SY.09\tAleppo\tAleppo\t170062\n"
ADMIN2 = "SY.09.039\tAl Bab\tAl Bab\t1\n"


def row(geonameid: int = 1, name: str = "Tell Test", alternates: str = "Tall Tast,تل تست", lat: str = "36.31", lon: str = "37.44") -> str:
    return "\t".join([str(geonameid), name, name, alternates, lat, lon, "P", "PPL", "SY", "", "09", "039", "", "", "120", "", "", "", "2024-01-01"])


def zipped(text: str, code: str = "SY") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{code}.txt", text)
    return buffer.getvalue()


class Mirror:
    """A local HTTP server whose answers a test decides, request by request."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {"admin1CodesASCII.txt": ADMIN1.encode(), "admin2Codes.txt": ADMIN2.encode()}
        self.special: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rsplit("/", 1)[-1]
                mirror.asked.append((name, self.headers.get("Range", "")))
                if name in mirror.special:
                    mirror.special[name](self)
                elif name in mirror.files:
                    mirror.send(self, mirror.files[name])
                else:
                    self.send_error(404)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/dump"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @staticmethod
    def send(handler: BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
        start = int(handler.headers.get("Range", "bytes=0-")[6:].rstrip("-"))
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(body) - start if length is None else length))
        handler.end_headers()
        handler.wfile.write(body[start:])

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    monkeypatch.setattr(download, "WAIT_S", 0.01)
    monkeypatch.setattr(download, "TIMEOUT_S", 1.0)
    made = Mirror()
    yield made
    made.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer of countries, areas and own places only: built in a second."""
    path = tmp_path_factory.mktemp("small") / "gazetteer.sqlite"
    read = supplement._read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eventmap.gazetteer.build.read_cities", list)
        patch.setattr("eventmap.gazetteer.supplement._read", lambda table: read(table) if table == "places.csv" else [])
        build_locked(path)
    return path


@pytest.fixture
def path(small: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "cache" / "gazetteer.sqlite"
    copy.parent.mkdir()
    copy.write_bytes(small.read_bytes())
    return copy


def unharmed(path: Path) -> bool:
    """Whether the file is as it was: usable, no dump in it, nothing half-written beside it."""
    with_bones = Gazetteer.open(path).candidates(fold("Syria"))[0].place.place_id == "iso:SY"
    return with_bones and Gazetteer.open(path).dumps == () and not list(path.parent.glob("*.part*"))


def test_add_from_a_server(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    assert upkeep.add(path, ["sy"], mirror.url) == [("SY", 1)]
    gazetteer = Gazetteer.open(path)
    (candidate,) = gazetteer.candidates(fold("Tal Tast"))
    place = candidate.place
    assert (place.place_id, place.name, place.admin1, place.admin2, place.population) == ("geonames:1", "Tell Test", "Aleppo", "Al Bab", 120)
    assert gazetteer.candidates(fold("تل تست"))[0].place == place
    assert gazetteer.admin(36.31, 37.44).admin2 == "Al Bab"
    assert gazetteer.dumps == ("SY",)


def test_add_twice_replaces(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped(row(1) + "\n" + row(2, "Old") + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    mirror.files["SY.zip"] = zipped(row(1) + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    assert Gazetteer.open(path).place("geonames:1") is not None
    assert Gazetteer.open(path).place("geonames:2") is None


def test_remove(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    assert upkeep.remove(path, ["sy", "IQ"]) == ["SY"]
    assert Gazetteer.open(path).place("geonames:1") is None
    assert not (path.parent / "added" / "SY.zip").exists()
    with pytest.raises(GazetteerMissing, match="eventmap gazetteer add SY"):
        Gazetteer.open(path, dumps=["SY"])


def test_dumps_that_are_not_asked_for_are_not_used(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    mirror.files["IQ.zip"] = zipped(row(7, "Elsewhere", "").replace("\tSY\t", "\tIQ\t") + "\n", "IQ")
    upkeep.add(path, ["SY", "IQ"], mirror.url)
    only_iraq = Gazetteer.open(path, dumps=["IQ"])
    assert only_iraq.has(fold("Elsewhere"))
    assert not only_iraq.has(fold("Tall Tast"))
    assert only_iraq.place("geonames:1") is None
    pools = [set(g.names_near(("SY",), ("Aleppo",), ()).keys.values()) for g in (Gazetteer.open(path), only_iraq)]
    assert [fold("Tall Tast") in pool for pool in pools] == [True, False]  # its names crowd out none where likeness is looked for


def test_the_order_in_which_dumps_came_does_not_matter(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped(row(1, "Tell Test", "") + "\n")
    mirror.files["IQ.zip"] = zipped(row(7, "Tell Test", "").replace("\tSY\t", "\tIQ\t").replace("\tPPL\t", "\tPPLX\t") + "\n", "IQ")
    for codes in (["SY", "IQ"], ["IQ", "SY"]):
        upkeep.remove(path, codes)
        for code in codes:
            upkeep.add(path, [code], mirror.url)
        found = Gazetteer.open(path)
        assert [p.place_id for p, _ in found.named(fold("Tell Test"))] == ["geonames:7", "geonames:1"], codes
        assert found.prior(fold("Tell Test")) == NamePrior(places=2, population=120, kinds=("neighbourhood", "settlement"), countries=("IQ", "SY"))


def test_a_build_anew_keeps_what_was_added(path: Path, mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    own = tmp_path / "front.csv"
    own.write_text("name,lat,lon\nHill 47,36.5,37.5\n")
    upkeep.add_file(path, own)
    path.write_bytes(b"damaged")
    monkeypatch.setattr("eventmap.gazetteer.build.read_cities", list)
    asked = len(mirror.asked)
    upkeep.rebuild(path)
    gazetteer = Gazetteer.open(path)
    assert gazetteer.place("geonames:1") is not None
    assert gazetteer.find("Hill 47")[0].place.country == "SY"
    assert len(mirror.asked) == asked  # without the network


def _spoil(path: Path, name: str) -> None:
    """Makes a fact of the file that of another version."""
    db = sqlite3.connect(path)
    db.execute("UPDATE meta SET value = '\"other\"' WHERE name = ?", (name,))
    db.commit()
    db.close()


def test_another_versions_file_is_built_anew_with_what_was_added(path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    _spoil(path, "fingerprint")
    assert not upkeep.is_current(path)
    monkeypatch.setattr("eventmap.gazetteer.build.read_cities", list)
    upkeep.ensure(path)
    assert upkeep.is_current(path)
    assert Gazetteer.open(path).dumps == ("SY",)


def test_changed_own_tables_are_written_again_and_nothing_else(path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.files["SY.zip"] = zipped(row() + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    _spoil(path, "supplement")
    monkeypatch.setattr("eventmap.gazetteer.build.read_cities", lambda: pytest.fail("built anew"))
    upkeep.ensure(path)
    assert upkeep.is_current(path)
    assert Gazetteer.open(path).place("geonames:171064") is not None
    assert Gazetteer.open(path).dumps == ("SY",)


def _html(handler: BaseHTTPRequestHandler) -> None:
    Mirror.send(handler, b"<!DOCTYPE html><html><body>Please log in</body></html>")


def _dropped(handler: BaseHTTPRequestHandler) -> None:
    Mirror.send(handler, b"PK", length=10_000)


def _loop(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", handler.path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _bomb() -> bytes:
    return zipped("0" * 30_000_000)


@pytest.mark.parametrize(
    "answer, message",
    [
        (zipped(row())[:-40], "no zip file or cut short"),
        (_html, "no zip file or cut short.*DOCTYPE"),
        (b"", "it is empty"),
        (zipped("1\tonly\tthree\n"), "line 1: 3 columns instead of 19"),
        (zipped(row() + "\n" + row(2, lat="99.5") + "\n"), "line 2: no place at latitude '99.5'"),
        (zipped(row(lat="north") + "\n"), "no place at latitude 'north'"),
        (zipped(row(lat="nan") + "\n"), "no place at latitude 'nan'"),
        (zipped(row(), "IQ"), "holds no SY.txt"),
        (_bomb(), "would unpack to 30,000,000 bytes"),
        (_dropped, "dropped after 2 of 1000. bytes, 4 times"),
        (_loop, "redirect|302"),
        (None, "404"),
    ],
    ids=["truncated", "html", "empty", "columns", "latitude", "words", "nan", "other country", "bomb", "dropped", "redirect loop", "missing"],
)
def test_bad_answers_leave_the_gazetteer_as_it_was(path: Path, mirror: Mirror, answer: object, message: str) -> None:
    if callable(answer):
        mirror.special["SY.zip"] = answer
    elif isinstance(answer, bytes):
        mirror.files["SY.zip"] = answer
    before = path.read_bytes()
    with pytest.raises(GazetteerError, match=message):
        upkeep.add(path, ["SY"], mirror.url)
    assert path.read_bytes() == before
    assert unharmed(path)


def test_a_flipped_byte_in_the_zip_is_noticed(path: Path, mirror: Mirror) -> None:
    text = "".join(row(n, f"Place {n * 7919 % 1000}") + "\n" for n in range(1, 500))
    body = bytearray(zipped(text))
    body[len(body) // 2] ^= 0xFF
    mirror.files["SY.zip"] = bytes(body)
    with pytest.raises(GazetteerError, match=r"damaged|columns|UTF-8|latitude"):
        upkeep.add(path, ["SY"], mirror.url)
    assert unharmed(path)


def test_one_bad_country_of_two_adds_none(path: Path, mirror: Mirror) -> None:
    mirror.files |= {"SY.zip": zipped(row() + "\n"), "IQ.zip": b"nothing"}
    with pytest.raises(GazetteerError, match=r"IQ\.zip"):
        upkeep.add(path, ["SY", "IQ"], mirror.url)
    assert unharmed(path)


def test_a_dropped_connection_is_resumed(path: Path, mirror: Mirror) -> None:
    body = zipped("".join(row(n) + "\n" for n in range(1, 2000)))

    def half(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("Range"):
            Mirror.send(handler, body)
        else:
            Mirror.send(handler, body[: len(body) // 2], length=len(body))

    mirror.special["SY.zip"] = half
    assert upkeep.add(path, ["SY"], mirror.url) == [("SY", 1999)]
    assert [r for name, r in mirror.asked if name == "SY.zip"] == ["", f"bytes={len(body) // 2}-"]


def test_a_busy_server_is_asked_again(path: Path, mirror: Mirror) -> None:
    body = zipped(row() + "\n")
    mirror.special["SY.zip"] = lambda h: h.send_error(503) if len(mirror.asked) < 4 else Mirror.send(h, body)
    assert upkeep.add(path, ["SY"], mirror.url) == [("SY", 1)]


def test_a_hanging_server_is_given_up(path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "TIMEOUT_S", 0.1)
    mirror.special["SY.zip"] = lambda h: time.sleep(0.5)
    with pytest.raises(GazetteerError, match="4 times"):
        upkeep.add(path, ["SY"], mirror.url)
    assert unharmed(path)


@pytest.mark.parametrize("code", ["SYR", "S", "../x", "1a", "СЫ", ""])
def test_what_is_no_country_code(path: Path, mirror: Mirror, code: str) -> None:
    with pytest.raises(InputError, match="no country code"):
        upkeep.add(path, [code], mirror.url)
    assert mirror.asked == []


@pytest.mark.parametrize("source", ["ftp://example.org/dump", "file:///etc", "/no/such/folder"])
def test_other_sources(path: Path, source: str) -> None:
    with pytest.raises(GazetteerError, match=r"http or https|there is no"):
        upkeep.add(path, ["SY"], source)
    assert unharmed(path)


def test_a_full_disk_leaves_the_gazetteer_as_it_was(path: Path, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror.files["SY.zip"] = zipped("".join(row(n, f"Place {n}") + "\n" for n in range(1, 30_000)))
    real = sqlite3.connect

    def small_disk(*args: object, **kwargs: object) -> sqlite3.Connection:
        db = real(*args, **kwargs)  # type: ignore[call-overload]
        if str(args[0]).endswith(".part"):
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            db.execute(f"PRAGMA max_page_count = {pages + 10}")
        return db  # type: ignore[no-any-return]

    monkeypatch.setattr("eventmap.gazetteer.schema.sqlite3.connect", small_disk)
    with pytest.raises(GazetteerError, match=r"full.*as it was before"):
        upkeep.add(path, ["SY"], mirror.url)
    monkeypatch.undo()
    assert unharmed(path)


ADD = "import sys; from pathlib import Path; from eventmap.gazetteer import upkeep; upkeep.add(Path(sys.argv[1]), [sys.argv[2]], sys.argv[3])"


def adding(path: Path, code: str, source: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ADD, str(path), code, source], stderr=subprocess.PIPE)


def test_two_adds_at_once_both_count(path: Path, mirror: Mirror) -> None:
    mirror.files |= {
        "SY.zip": zipped("".join(row(n, f"Place {n}") + "\n" for n in range(1, 3000))),
        "IQ.zip": zipped("".join(row(n, f"Spot {n}").replace("\tSY\t", "\tIQ\t") + "\n" for n in range(5000, 8000)), "IQ"),
    }
    both = [adding(path, code, mirror.url) for code in ("SY", "IQ")]
    errors = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert Gazetteer.open(path).dumps == ("IQ", "SY")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="wants SIGKILL")
def test_a_killed_add_leaves_the_gazetteer_as_it_was(path: Path, mirror: Mirror) -> None:
    mirror.files["SY.zip"] = zipped("".join(row(n, f"Place {n}") + "\n" for n in range(1, 60_000)))
    before = path.read_bytes()
    process = adding(path, "SY", mirror.url)
    part = path.with_name(path.name + ".part")
    deadline = time.monotonic() + 60
    while not part.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    mirror.files["SY.zip"] = zipped(row() + "\n")
    upkeep.add(path, ["SY"], mirror.url)  # the dead process holds no lock, and its leavings are swept
    assert Gazetteer.open(path).dumps == ("SY",)
    assert not list(path.parent.glob("*.part*"))


@needs_dumps
@pytest.mark.parametrize("code", COUNTRIES)
def test_all_countries(code: str, path: Path, mirror: Mirror, pytestconfig: pytest.Config) -> None:
    """Each real dump, cut to its first 500 lines so that the test stays short; the benchmark adds them whole."""
    with zipfile.ZipFile(SHARED / f"{code}.zip") as archive:
        lines = archive.read(f"{code}.txt").decode().splitlines(keepends=True)[:500]
    mirror.files |= {name: (SHARED / name).read_bytes() for name in ("admin1CodesASCII.txt", "admin2Codes.txt")}
    mirror.files[f"{code}.zip"] = zipped("".join(lines), code)
    ((added, places),) = upkeep.add(path, [code], mirror.url)
    assert added == code
    assert places > 0.95 * len(lines)
    gazetteer = Gazetteer.open(path)
    (with_area,) = gazetteer._rows("SELECT avg(admin1 != '') FROM places WHERE layer = (SELECT id FROM layers WHERE code = ?)", code)
    assert with_area[0] > 0.9


@needs_dumps
def test_a_whole_dump_from_a_folder(path: Path) -> None:
    assert upkeep.add(path, ["PS"], str(SHARED)) == [("PS", 1592)]
    found = Gazetteer.open(path).find("Khan Yunis", country=["PS"])[0].place
    assert (round(found.lat, 1), round(found.lon, 1)) == (31.3, 34.3)


# -- own places ---------------------------------------------------------------------------------------------------------------------------


def test_own_places_win(path: Path, mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["SY.zip"] = zipped(row(1, "Checkpoint") + "\n")
    upkeep.add(path, ["SY"], mirror.url)
    own = tmp_path / "mine.csv"
    own.write_text("Name;Latitude;Longitude;kind;names\nCheckpoint;36,20;37,10;facility;Hajiz|حاجز\n", encoding="utf-8-sig")
    assert upkeep.add_file(path, own) == ("own:mine", 1)
    found = Gazetteer.open(path).find("Checkpoint")
    assert (found[0].place.lat, found[0].place.country, found[0].place.source) == (36.2, "SY", "mine")
    assert Gazetteer.open(path).has(fold("حاجز"))
    assert upkeep.remove(path, ["own:mine"]) == ["own:mine"]
    assert Gazetteer.open(path).find("Checkpoint")[0].place.place_id == "geonames:1"


def test_own_places_as_geojson(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "posts.geojson"
    own.write_text(
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"name": "Post 9"}, "geometry": {"type": "Point", "coordinates": [37.5, 36.5]}},'
        '{"type": "Feature", "properties": {"name": "Zone B"}, "geometry":'
        ' {"type": "Polygon", "coordinates": [[[37, 36], [38, 36], [38, 37], [37, 36]]]}}]}'
    )
    assert upkeep.add_file(path, own) == ("own:posts", 2)
    assert Gazetteer.open(path).find("Zone B")[0].place.country == "SY"


@pytest.mark.parametrize(
    "name, text, message",
    [
        ("a.csv", "place_name,x1\nA,1\n", "wants columns name, lat and lon"),
        ("a.csv", "", "wants columns"),
        ("a.csv", "name,lat,lon\nA,36,37\nB,91,37\n", "row 2"),
        ("a.csv", "name,lat,lon\n,36,37\n", "row 1"),
        ("a.csv", "name,lat,lon\nA,,\n", "row 1"),
        ("a.geojson", "{", "cannot read"),
        ("a.geojson", "[1]", "no GeoJSON"),
    ],
)
def test_own_files_that_cannot_be_used(path: Path, tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=message):
        upkeep.add_file(path, tmp_path / name)
    assert unharmed(path)


def test_a_missing_own_file(path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        upkeep.add_file(path, tmp_path / "none.csv")


def test_the_users_file_is_named_after_its_version() -> None:
    assert default_path().name.startswith("gazetteer-")


@pytest.mark.parametrize(("number", "people", "believed"), [
    ("9101855843", "2845023", 0),  # a village that somebody made the largest city of its country
    ("703448", "2952301", 2952301),  # Kyiv
    ("9101855843", "1200", 1200),
    ("703448", "", 0),
])  # fmt: skip
def test_a_city_that_no_table_of_towns_has_is_not_believed(number: str, people: str, believed: int) -> None:
    row = [number, "Name", "Name", "", "44.9", "33.8", "P", "PPL", "UA", "", "11", "", "", "", people, "", "", "", ""]
    assert people_of(row) == believed
