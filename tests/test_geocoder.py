"""geopy's interface, tables of names, and the online fallback against a local server that speaks Nominatim's API."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder

from eventmap import geocoder
from eventmap.errors import InputError
from eventmap.gazetteer import Gazetteer
from eventmap.geocoder import OfflineGeocoder, OnlineGeocoder, online


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="session")
def offline(gazetteer: Gazetteer) -> OfflineGeocoder:
    return OfflineGeocoder(gazetteer)


def test_it_is_a_geopy_geocoder(offline: OfflineGeocoder) -> None:
    assert isinstance(offline, Geocoder)
    found = offline.geocode("Aleppo")
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (36.2, 37.2)
    assert found.address.startswith("Aleppo")
    assert found.raw["place_id"] == "geonames:170063"
    assert found.raw["reasons"] and 0 < found.raw["score"] <= 1


@pytest.mark.parametrize("name", ["", "   ", "?!", "Qwxzjk", "ab" * 50_000, "'; DROP TABLE places; --"])
def test_no_answer_is_none(offline: OfflineGeocoder, name: str) -> None:
    assert offline.geocode(name) is None


def test_many_answers(offline: OfflineGeocoder) -> None:
    found = OfflineGeocoder(offline.gazetteer, min_score=0).geocode("Paris", exactly_one=False, limit=3)
    assert found[0].raw["country"] == "FR"
    assert len(found) == 3


def test_context_decides(offline: OfflineGeocoder) -> None:
    assert offline.geocode("Tripoli", country_codes="LB").raw["country"] == "LB"
    assert offline.geocode("Tripoli", country_codes=["LY"]).raw["country"] == "LY"
    assert offline.geocode("Tripoli", near="34.4, 35.9").raw["country"] == "LB"
    assert offline.geocode({"name": "Paris", "country": "US", "admin1": "Texas"}).raw["admin1"] == "Texas"


def test_reverse(offline: OfflineGeocoder) -> None:
    assert offline.reverse((36.3705, 37.5157)).raw["place_id"] == "geonames:174018"
    assert offline.reverse("0, -30") is None
    assert len(offline.reverse((36.37, 37.51), exactly_one=False, limit=2)) == 2


def test_with_geopys_rate_limiter_and_pandas(offline: OfflineGeocoder) -> None:
    limited = RateLimiter(offline.geocode, min_delay_seconds=0.001)
    found = pd.Series(["Aleppo", "Qwxzjk", "دمشق"]).apply(limited)
    assert [f and f.raw["country"] for f in found] == ["SY", None, "SY"]


# -- tables -------------------------------------------------------------------------------------------------------------------------------


def test_a_list_of_names(gazetteer: Gazetteer) -> None:
    found = geocoder.geocode(["Aleppo", "", "Qwxzjk"], gazetteer=gazetteer)
    assert list(found["name"]) == ["Aleppo", "", "Qwxzjk"]
    assert list(found["latitude"].notna()) == [True, False, False]
    assert found["method"][0] == "gazetteer"


def test_a_frame_keeps_its_rows_columns_and_index(gazetteer: Gazetteer) -> None:
    frame = pd.DataFrame({"Location": ["Tripoli", "Tripoli"], "Country": ["LB", "LY"], "latitude": [1.0, 2.0], "n": [7, 8]}, index=[5, 3])
    found = geocoder.geocode(frame, gazetteer=gazetteer)
    assert list(found.index) == [5, 3]
    assert list(found["given_latitude"]) == [1.0, 2.0]
    assert list(found["place_country"]) == ["LB", "LY"]
    assert list(found["n"]) == [7, 8]


def test_a_csv_file(gazetteer: Gazetteer, tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("name,admin1,country\nAl Bab,Aleppo Governorate,SY\n", encoding="utf-8-sig")
    found = geocoder.geocode(table, gazetteer=gazetteer)
    assert found["place_id"][0] == "geonames:174018"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", ""])
def test_tables_without_names(gazetteer: Gazetteer, tmp_path: Path, text: str) -> None:
    table = tmp_path / "names.csv"
    table.write_text(text)
    with pytest.raises(InputError, match=r"no column holds place names|cannot read"):
        geocoder.geocode(table, gazetteer=gazetteer)


def test_a_missing_table(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        geocoder.geocode(tmp_path / "none.csv", gazetteer=gazetteer)


# -- online -------------------------------------------------------------------------------------------------------------------------------

Answering = Callable[[BaseHTTPRequestHandler, dict[str, list[str]]], None]


class Nominatim:
    """A local server; ``answer`` decides what it says."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.agents: list[str] = []
        self.at: list[float] = []
        self.answer: Answering = self.found
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                outer.asked.append(query)
                outer.agents.append(self.headers["User-Agent"])
                outer.at.append(time.monotonic())
                outer.answer(self, query)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @staticmethod
    def send(handler: BaseHTTPRequestHandler, body: str, status: int = 200, **headers: str) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    def found(self, handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        self.send(handler, json.dumps([{"lat": "36.5", "lon": "37.5", "display_name": f"{query['q'][0]}, Somewhere"}]))

    def nothing(self, handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        self.send(handler, "[]")


@pytest.fixture
def nominatim() -> Iterator[Nominatim]:
    made = Nominatim()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def asking(nominatim: Nominatim, tmp_path: Path, said: list[str]) -> OnlineGeocoder:
    options = {"domain": f"127.0.0.1:{nominatim.server.server_port}", "scheme": "http", "timeout": 0.3}
    return OnlineGeocoder("nominatim", options, cache=tmp_path / "online.sqlite", pause_s=0.01, say=said.append)


def test_only_unknown_names_are_asked_for(gazetteer: Gazetteer, asking: OnlineGeocoder, nominatim: Nominatim, said: list[str]) -> None:
    frame = pd.DataFrame({"name": ["Aleppo", "Qwxzjk"], "country": ["SY", "SY"]})
    found = geocoder.geocode(frame, gazetteer=gazetteer, online=asking)
    assert [q["q"] for q in nominatim.asked] == [["Qwxzjk"]]
    assert nominatim.asked[0]["countrycodes"] == ["sy"]
    assert nominatim.agents[0].startswith("eventmap/")
    assert list(found["method"]) == ["gazetteer", "online: nominatim"]
    assert found["latitude"][1] == 36.5
    assert said == ["asking nominatim online: names that the gazetteer does not know leave this machine"]


def test_answers_are_kept_on_disk(asking: OnlineGeocoder, nominatim: Nominatim, tmp_path: Path) -> None:
    first = asking.ask("Qwxzjk")
    nominatim.answer = nominatim.nothing
    assert asking.ask("Wxqzjk") is None
    again = OnlineGeocoder("nominatim", json.loads(asking._options), cache=tmp_path / "online.sqlite", pause_s=0.01, say=lambda line: None)
    assert again.ask("qwxzjk ") == first
    assert again.ask("Wxqzjk") is None
    assert len(nominatim.asked) == 2


def test_requests_keep_their_distance(nominatim: Nominatim, asking: OnlineGeocoder) -> None:
    asking._pause_s = 0.2
    for name in ("Aq", "Bq", "Cq"):
        asking.ask(name)
    gaps = [b - a for a, b in zip(nominatim.at, nominatim.at[1:], strict=False)]
    assert min(gaps) > 0.15


def test_a_refusal_ends_the_asking(nominatim: Nominatim, asking: OnlineGeocoder, said: list[str]) -> None:
    nominatim.answer = lambda handler, query: Nominatim.send(handler, "no", 403)
    assert [asking.ask(f"Name {n}") for n in range(3)] == [None] * 3
    assert len(nominatim.asked) == 1
    assert "refuses" in said[-1]


def test_too_many_requests_are_waited_for(nominatim: Nominatim, asking: OnlineGeocoder) -> None:
    def once(handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        if len(nominatim.asked) == 1:
            Nominatim.send(handler, "slow down", 429, Retry_After="1")
        else:
            nominatim.found(handler, query)

    nominatim.answer = once
    assert asking.ask("Qwxzjk") is not None
    assert nominatim.at[1] - nominatim.at[0] >= 0.9


@pytest.mark.parametrize("body", ["<html>", "[", '{"error": "x"}', "[1]", '[{"lat": "north", "lon": "1", "display_name": "x"}]'])
def test_broken_json_is_no_answer_and_not_kept(nominatim: Nominatim, asking: OnlineGeocoder, body: str) -> None:
    nominatim.answer = lambda handler, query: Nominatim.send(handler, body)
    assert asking.ask("Qwxzjk") is None
    nominatim.answer = nominatim.found
    assert asking.ask("Qwxzjk") is not None


def test_a_hanging_server_is_given_up(nominatim: Nominatim, asking: OnlineGeocoder, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "TRIES", 1)
    monkeypatch.setattr(online, "MAX_FAILURES", 2)
    asking._geocoder.timeout = 0.05
    nominatim.answer = lambda handler, query: time.sleep(0.3)
    assert [asking.ask(f"Name {n}") for n in range(4)] == [None] * 4
    assert len(nominatim.asked) == 2
    assert "going on without it" in said[-1]


@pytest.mark.parametrize("service, options", [("nosuch", {}), ("nominatim", {"nosuch": 1})])
def test_services_that_geopy_does_not_know(service: str, options: dict[str, int], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot use the online geocoder"):
        OnlineGeocoder(service, options, cache=tmp_path / "x.sqlite")


def test_a_cache_that_cannot_be_written_is_done_without(nominatim: Nominatim, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    options = {"domain": f"127.0.0.1:{nominatim.server.server_port}", "scheme": "http"}
    asking = OnlineGeocoder("nominatim", options, cache=tmp_path / "file" / "x.sqlite", pause_s=0.01, say=lambda line: None)
    assert asking.ask("Qwxzjk") is not None
