"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import contextlib
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
        raise ExportError(e.errno, f"cannot write {path}: {e.strerror or e}") from e
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
        raise ExportError(e.errno, f"cannot make the folder {path}: {e.strerror or e}") from e
    return path


def _umask() -> int:
    """The process's file mask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
