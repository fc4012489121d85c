"""A bar on the terminal for what takes seconds; silent where standard error is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 30
_QUIET_S = 0.5  # work that is over sooner shows nothing


class Progress:
    """``bar.at(share, what)`` while working, ``bar.done()`` at the end."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = time.monotonic()
        self._shown = 0.0

    def at(self, share: float, what: str = "") -> None:
        """Shows ``share`` (0..1) done, at most ten times a second."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._started < _QUIET_S or now - self._shown < 0.1:
            return
        self._shown = now
        filled = int(min(1.0, share) * _WIDTH)
        bar = "█" * filled + "·" * (_WIDTH - filled)
        sys.stderr.write(f"\r{self._title} {bar} {share:4.0%} {what:<24.24}")
        sys.stderr.flush()

    def over(self, items: Iterable[T], total: int, start: float, end: float, what: str) -> Iterator[T]:
        """The items, moving the bar from ``start`` to ``end`` as they are taken."""
        for n, item in enumerate(items):
            if n % 2000 == 0:
                self.at(start + (end - start) * n / max(1, total), what)
            yield item

    def done(self) -> None:
        """Clears the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * (len(self._title) + _WIDTH + 32) + "\r")
            sys.stderr.flush()
