"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from eventmap.errors import ExportError


@contextlib.contextmanager
def replacing(path: Path | str, mode: str = "w", **options: Any) -> Iterator[IO[Any]]:
    """A file that takes the place of ``path`` only when the block ends without an error.

    Args:
        path: the file to write; its folder must exist.
        mode: "w" (UTF-8, line feeds kept as written) or "wb".

    Raises:
        ExportError: the folder cannot be written or the disk is full; ``path`` is then as it was before.
    """
    path = Path(path)
    if "b" not in mode:
        options = {"encoding": "utf-8", "newline": ""} | options
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
        with os.fdopen(handle, mode, **options) as file:
            yield file
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as e:
        raise _unwritten(e, f"cannot write {path}") from e
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def folder(path: Path | str) -> Path:
    """``path`` as a folder that exists.

    Raises:
        ExportError: it cannot be made.
    """
    path = Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise _unwritten(e, f"cannot make the folder {path}") from e
    return path


@contextlib.contextmanager
def together(output: Path) -> Iterator[Path]:
    """A folder whose files move into ``output`` when the block ends without an error: all of them, or none when the disk is full.

    Raises:
        ExportError: ``output`` cannot be written; what was there is as it was.
    """
    output, part = folder(output), ""
    try:
        with tempfile.TemporaryDirectory(prefix=".eventmap.", dir=output) as part:
            yield Path(part)
            for file in sorted(Path(part).iterdir()):
                file.replace(output / file.name)
    except ExportError as e:
        raise ExportError(e.errno, str(e).replace(part, str(output))) from e
    except OSError as e:
        raise _unwritten(e, f"cannot write in {output}") from e


def check_writable(output: Path) -> None:
    """Fails now rather than after an hour's work.

    Raises:
        ExportError: ``output`` cannot be made or nothing can be written there.
    """
    with together(output):
        pass


_WAYS_OUT = {
    errno.ENOSPC: "free some space or write to another disk",
    errno.EDQUOT: "free some space or write to another disk",
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "a file is in the way; choose another name",
    errno.EEXIST: "a file is in the way; choose another name",
    errno.EISDIR: "a folder is in the way; choose another name",
    errno.EFBIG: "write to a disk that takes larger files",
}


def _unwritten(e: OSError, what: str) -> ExportError:
    way = _WAYS_OUT.get(e.errno or 0, "choose a folder that you may write to")
    return ExportError(e.errno, f"{what}: {e.strerror or e}; {way}")


def _umask() -> int:
    """The process's file mask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
