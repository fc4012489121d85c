"""What tests may say of time: how it grows with the input. A busy machine slows one try; a square shows at every try."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 5


def grows_linearly(work: Callable[[int], object], size: int, factor: int = 8) -> bool:
    """Whether input ``factor`` times as large costs far less than its square would, at the best of a few tries.

    Args:
        work: does the work for an input of about the given size, making the input included.
        size: small enough to be quick, large enough to take some milliseconds of CPU.
        factor: how much larger the larger input is; linear work costs ``factor`` times as much, square work its square.
    """
    work(size // 10)  # what the first call loads and remembers
    small, large = float("inf"), float("inf")
    for _ in range(TRIES):
        small = min(small, _seconds(work, size))
        large = min(large, _seconds(work, size * factor))
        if large < max(small, 0.002) * factor * factor / 2:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
