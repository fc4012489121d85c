"""A set of strings that answers "certainly not" in well under a microsecond from two megabytes: a Bloom filter.

Nearly every capitalised word of a text is no place; this says so without a question to the database. A "maybe" is then asked there. Wrong
"maybes" are one in a hundred with 16 bits a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

BITS_PER_KEY = 16
MIN_BITS = 1 << 24
# Odd constants of Knuth's multiplicative hashing (golden ratio, and a prime near its square) spread one checksum over three probes.
_SPREAD_1, _SPREAD_2 = 0x9E3779B1, 0x85EBCA6B


class KeySet:
    """May hold a string (``key in keys``): never a wrong no."""

    __slots__ = ("_bits", "_mask")

    def __init__(self, bits: bytes | bytearray) -> None:
        self._bits = bits
        self._mask = len(bits) * 8 - 1  # the size is a power of two

    @classmethod
    def of(cls, keys: Iterable[str], count: int) -> KeySet:
        """Holds ``keys``, of which there are about ``count``."""
        size = MIN_BITS
        while size < count * BITS_PER_KEY:
            size *= 2
        made = cls(bytearray(size // 8))
        made.update(keys)
        return made

    def __contains__(self, key: str) -> bool:
        bits, mask = self._bits, self._mask
        h = crc32(key.encode())
        if not bits[(i := h & mask) >> 3] >> (i & 7) & 1:  # unrolled: this is the innermost question of a scan
            return False
        if not bits[(i := (h * _SPREAD_1 >> 7) & mask) >> 3] >> (i & 7) & 1:
            return False
        return bool(bits[(i := (h * _SPREAD_2 >> 11) & mask) >> 3] >> (i & 7) & 1)

    def update(self, keys: Iterable[str]) -> None:
        """Adds ``keys``; only for a set that was made here, not one read from a file."""
        bits, mask = bytearray(self._bits), self._mask
        for key in keys:
            h = crc32(key.encode())
            for i in (h & mask, (h * _SPREAD_1 >> 7) & mask, (h * _SPREAD_2 >> 11) & mask):
                bits[i >> 3] |= 1 << (i & 7)
        self._bits = bits

    def room_for(self, count: int) -> bool:
        """Whether ``count`` keys keep wrong maybes rare."""
        return count * BITS_PER_KEY <= 2 * len(self._bits) * 8

    def to_bytes(self) -> bytes:
        return bytes(self._bits)
