"""The set of keys that says no quickly: never a wrong no, few wrong maybes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eventmap.gazetteer.keyset import KeySet


@given(st.sets(st.text(max_size=12), max_size=50))
def test_never_a_wrong_no(keys: set[str]) -> None:
    keyset = KeySet.of(keys, len(keys))
    again = KeySet(keyset.to_bytes())
    assert all(key in keyset and key in again for key in keys)


def test_few_wrong_maybes_when_full() -> None:
    count = 1 << 20
    keyset = KeySet.of((f"k{n}" for n in range(count)), count)
    assert keyset.room_for(count)
    assert not keyset.room_for(4 * count)
    wrong = sum(f"other{n}" in keyset for n in range(20_000))
    assert wrong < 400


def test_it_grows_with_the_number_of_keys() -> None:
    assert len(KeySet.of((), 3_000_000).to_bytes()) == 4 * len(KeySet.of((), 10).to_bytes())
