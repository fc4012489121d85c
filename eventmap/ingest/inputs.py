"""What the user names becomes a list of files: folders are walked, globs expanded, `-` is standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from eventmap.errors import InputError
from eventmap.ingest.decoding import clean

STDIN = "-"
# What browsers save beside a page and what cameras and archives leave in folders. Only a walk passes over them: a file that is
# named by the user is always read, and fails aloud where it holds no text.
_NOT_TEXT = frozenset({
    ".avif", ".bmp", ".css", ".exe", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".m4a", ".map", ".mjs", ".mov", ".mp3", ".mp4", ".ogg", ".otf",
    ".png", ".svg", ".tif", ".tiff", ".ttf", ".wav", ".webm", ".webp", ".woff", ".woff2",
})  # fmt: skip

_ABOUT_THE_FOLDER = frozenset({"README", "LICENSE", "LICENCE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file to read. ``doc_id`` is its name among the inputs; the documents in it are called by it or by what they say themselves."""

    path: str
    doc_id: str

    @property
    def is_stdin(self) -> bool:
        return self.path == STDIN


def find_inputs(paths: str | Path | Iterable[str | Path]) -> tuple[Input, ...]:
    """The files that ``paths`` name, in a stable order: as given, folders and globs sorted. A file named twice is read once.

    A folder is walked to its end but for hidden files, README and LICENSE, files that are no text by their suffix (images, styles,
    scripts) and what is no regular file. Links are followed, each folder once, so a loop of links ends. A folder inside it that cannot be
    listed is an input, too, so that reading it fails aloud.

    Raises:
        InputError: a path does not exist, a glob or a folder holds nothing, or an address was given.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    if not given:
        raise InputError("nothing to read; name a file, a folder, a glob, or - for standard input")
    found: dict[str, Input] = {}
    for path in given:
        for item in _expand(str(path)):
            found.setdefault(item.path if item.is_stdin else os.path.realpath(item.path), item)
    return tuple(_unique(found.values()))


def _expand(path: str) -> list[Input]:
    if path == STDIN:
        return [Input(path=STDIN, doc_id="stdin")]
    if Path(path).is_dir():
        return _in_folder(Path(path))
    if os.path.lexists(path):
        return [Input(path=path, doc_id=_called(Path(path).name))]
    if path.startswith(("http://", "https://", "ftp://")):
        raise InputError(f"{path} is an address; save the page and name the file")
    if glob.has_magic(path):
        return _in_glob(path)
    raise InputError(f"{path} does not exist")


def _in_glob(pattern: str) -> list[Input]:
    base, rest = _parted(pattern)
    try:  # pathlib's "**" follows no links, so that loops of them end; glob's does
        matches = sorted((m for m in base.glob(rest) if not _is_hidden(m.relative_to(base))), key=lambda p: p.parts)
    except ValueError as e:
        raise InputError(f"{pattern}: {e}") from e
    files = [Input(path=str(m), doc_id=_called(_relative(m, base))) for m in matches if not m.is_dir()]
    files = files or [item for m in matches for item in _in_folder(m)]
    if not files:
        raise InputError(f"{pattern} matches no file")
    return files


def _parted(pattern: str) -> tuple[Path, str]:
    """The folders of ``pattern`` before its first wildcard, and the rest."""
    parts = PurePath(pattern).parts
    n = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[:n]), str(PurePath(*parts[n:]))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _in_folder(folder: Path) -> list[Input]:
    files = [Input(path=str(path), doc_id=_called(_relative(path, folder))) for path in sorted(_walk(folder), key=lambda p: p.parts)]
    if not files:
        raise InputError(f"{folder} holds no file to read")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    seen = set()
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, followlinks=True, onerror=lambda e: closed.append(Path(e.filename))):
        status = Path(here).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (path for name in names if _is_candidate(path := Path(here, name)))
    yield from closed


def _is_candidate(path: Path) -> bool:
    if path.stem.upper() in _ABOUT_THE_FOLDER:
        return False
    return not path.name.startswith(".") and path.suffix.lower() not in _NOT_TEXT and (path.is_file() or path.is_symlink())


def _relative(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()


def _called(name: str) -> str:
    """A file's name without its suffix; one line of valid text without control characters, whatever bytes the file system gave."""
    path = PurePath(name)
    text = (path.with_suffix("") if path.suffix else path).as_posix().encode("utf-8", "replace").decode("utf-8")
    return " ".join(clean(text).split())


def _unique(inputs: Iterable[Input]) -> Iterator[Input]:
    """Gives a name that is taken already the file's suffix, then a number."""
    taken: set[str] = set()
    for item in inputs:
        doc_id = item.doc_id
        if doc_id in taken:
            doc_id += PurePath(item.path).suffix
        n = 2
        while doc_id in taken:
            doc_id, n = f"{item.doc_id}#{n}", n + 1
        taken.add(doc_id)
        yield replace(item, doc_id=doc_id)
