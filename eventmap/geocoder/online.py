"""An online geocoder as a fallback that has to be asked for: one request a second, answers kept on disk, errors never fatal.

Names leave the machine with it, so it says so on the terminal before the first one does.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geopy.adapters import URLLibAdapter  # the other one repeats requests on its own, behind the pauses kept here
from geopy.exc import GeocoderInsufficientPrivileges, GeocoderQueryError, GeocoderRateLimited, GeocoderServiceError
from geopy.geocoders import get_geocoder_for_service

from eventmap import __version__
from eventmap.errors import InputError
from eventmap.settings import cache_dir

USER_AGENT = f"eventmap/{__version__}"
PAUSE_S = 1.0  # what Nominatim's usage policy asks for
TIMEOUT_S = 10.0
TRIES = 3
MAX_WAIT_S = 30.0
MAX_FAILURES = 5  # in a row; after that the service counts as down
MAX_NAME_CHARS = 200


class Answer(NamedTuple):
    """A place that the service knows."""

    lat: float
    lon: float
    address: str


class OnlineGeocoder:
    """Asks a geocoder of geopy, politely.

    Args:
        service: its name in geopy: nominatim, photon, ...
        options: for its constructor: domain, scheme, api_key, ...
        cache: SQLite file of answers; default is one for each service in the user's cache folder.
        pause_s: seconds between requests.
        say: called once with a line before the first request, and with one line when the service fails.

    Raises:
        InputError: geopy has no such service, or it does not take these options.
    """

    def __init__(self, service: str, options: Mapping[str, Any] | None = None, *, cache: Path | None = None, pause_s: float = PAUSE_S,
                 say: Callable[[str], None] | None = None) -> None:  # fmt: skip
        self.service = service.strip().lower()
        try:
            settings = {"user_agent": USER_AGENT, "timeout": TIMEOUT_S, "adapter_factory": URLLibAdapter} | dict(options or {})
            self._geocoder = get_geocoder_for_service(self.service)(**settings)
        except Exception as e:  # geopy raises its own errors and TypeError for options it does not know
            raise InputError(f"cannot use the online geocoder {service!r}: {e}") from e
        self._options = json.dumps(options or {}, sort_keys=True, default=str)
        self._cache = _Cache(cache or cache_dir() / f"online-{self.service}.sqlite")
        self._pause_s = pause_s
        self._say = say or (lambda line: print(line, file=sys.stderr))
        self._last = 0.0
        self._told = False
        self._failures = 0

    def ask(self, name: str, country: Sequence[str] = ()) -> Answer | None:
        """The place the service gives for a name; None when it knows none, fails or has been given up."""
        name = " ".join(name.split())[:MAX_NAME_CHARS]
        key = json.dumps([name.casefold(), sorted(country), self._options])
        known, answer = self._cache.get(key)
        if known or not name or self._failures >= MAX_FAILURES:
            return answer
        if not self._told:
            self._told = True
            self._say(f"asking {self.service} online: names that the gazetteer does not know leave this machine")
        with contextlib.suppress(_Unanswered):
            answer = self._request(name, country)
            self._cache.put(key, answer)
        return answer

    def _request(self, name: str, country: Sequence[str]) -> Answer | None:
        for attempt in range(1, TRIES + 1):
            try:
                self._wait()
                found = self._geocoder.geocode(name, **self._limits(country))
                self._failures = 0
                return Answer(found.latitude, found.longitude, found.address) if found else None
            except GeocoderInsufficientPrivileges as e:
                self._give_up(str(e))
            except GeocoderRateLimited as e:
                if attempt == TRIES:
                    self._give_up(str(e))
                time.sleep(min(MAX_WAIT_S, e.retry_after or self._pause_s * 2**attempt))
            except GeocoderQueryError as e:
                raise _Unanswered from e
            except (GeocoderServiceError, LookupError, ValueError, TypeError, AttributeError) as e:  # time-outs; no JSON, or another JSON
                if attempt == TRIES:
                    self._count_failure(str(e))
        raise _Unanswered

    def _limits(self, country: Sequence[str]) -> dict[str, Any]:
        return {"country_codes": [c.lower() for c in country]} if country and self.service == "nominatim" else {}

    def _wait(self) -> None:
        time.sleep(max(0.0, self._last + self._pause_s - time.monotonic()))
        self._last = time.monotonic()

    def _give_up(self, why: str) -> None:
        self._failures = MAX_FAILURES
        self._say(f"{self.service} refuses ({why}); going on without it")
        raise _Unanswered

    def _count_failure(self, why: str) -> None:
        self._failures += 1
        if self._failures == MAX_FAILURES:
            self._give_up(why)
        raise _Unanswered


class _Unanswered(Exception):
    """No answer now: not to be remembered."""


class _Cache:
    """Answers on disk, those of "no such place" too; without a writable folder nothing is kept."""

    def __init__(self, path: Path) -> None:
        self._db: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=5, isolation_level=None)
            self._db.execute("CREATE TABLE IF NOT EXISTS answers (asked TEXT PRIMARY KEY, lat REAL, lon REAL, address TEXT)")

    def get(self, key: str) -> tuple[bool, Answer | None]:
        """Whether it was asked before, and the answer."""
        row = None
        with contextlib.suppress(sqlite3.Error):
            row = self._db.execute("SELECT lat, lon, address FROM answers WHERE asked = ?", (key,)).fetchone() if self._db else None
        return row is not None, Answer(*row) if row and row[0] is not None else None

    def put(self, key: str, answer: Answer | None) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._db:
                self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, *(answer or (None, None, None))))
