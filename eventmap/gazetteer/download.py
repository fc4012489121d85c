"""Fetches the files of a country dump from geonames.org, a mirror or a folder. The only code of the gazetteer that uses the network."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import IO

from eventmap import __version__
from eventmap.errors import GazetteerError

GEONAMES_URL = "https://download.geonames.org/export/dump/"
USER_AGENT = f"eventmap/{__version__}"
TIMEOUT_S = 30.0
TRIES = 4
WAIT_S = 1.0  # before the second try, twice that before the third ...
MAX_DOWNLOAD_BYTES = 1_000_000_000  # the largest dump of a country (US) has 70 MB
_CHUNK = 1 << 16
_GIVE_UP = frozenset({400, 401, 403, 404, 410})


def fetch(source: str, name: str, folder: Path) -> Path:
    """Puts the file ``name`` of ``source`` into ``folder``, whole or not at all, and returns its path there.

    Args:
        source: http(s) address of a folder, or the path of a folder here.

    Raises:
        GazetteerError: it is not there, or the connection fails four times.
    """
    target = folder / name
    part = folder / f"{name}.part{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if source.startswith(("http://", "https://")):
            _download(f"{source.rstrip('/')}/{name}", part)
        else:
            shutil.copyfile(_local(source, name), part)
        part.replace(target)
    except OSError as e:
        raise GazetteerError(f"cannot fetch {name} from {source}: {e}") from e
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _local(source: str, name: str) -> Path:
    if "://" in source:
        raise GazetteerError(f"cannot read {source}: give an http or https address or a folder")
    path = Path(source) / name
    if not path.is_file():
        raise GazetteerError(f"there is no {name} in {source}")
    return path


def _download(url: str, part: Path) -> None:
    """Downloads with retries; a connection that drops goes on where it stopped, if the server allows it."""
    for attempt in range(1, TRIES + 1):
        try:
            _download_once(url, part)
            return
        except urllib.error.HTTPError as e:
            if e.code in _GIVE_UP or attempt == TRIES or 300 <= e.code < 400:
                raise GazetteerError(f"{url}: the server answers {e.code} {e.reason}") from e
        except (HTTPException, TimeoutError, ConnectionError, urllib.error.URLError) as e:
            if attempt == TRIES:
                raise GazetteerError(f"{url}: {getattr(e, 'reason', None) or e or type(e).__name__}, {TRIES} times") from e
        time.sleep(WAIT_S * 2 ** (attempt - 1))


def _download_once(url: str, part: Path) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": USER_AGENT} | ({"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S) as answer:
        resumed = answer.status == 206
        length = answer.headers.get("Content-Length")
        expected = int(length) + (have if resumed else 0) if length and length.isdigit() else None
        with part.open("ab" if resumed else "wb") as file:
            _copy(answer, file, url)
            size = file.tell()
    if expected is not None and size < expected:
        raise ConnectionError(f"the connection dropped after {size} of {expected} bytes")


def _copy(answer: IO[bytes], file: IO[bytes], url: str) -> None:
    while chunk := answer.read(_CHUNK):
        file.write(chunk)
        if file.tell() > MAX_DOWNLOAD_BYTES:
            raise GazetteerError(f"{url}: larger than {MAX_DOWNLOAD_BYTES // 1_000_000} MB; this is no dump of a country")
