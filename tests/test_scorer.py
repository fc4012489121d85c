"""The choice among overlapping candidates, and the weights' file."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from eventmap.extract.places.candidate import Candidate
from eventmap.extract.places.scorer import choose, probability, scorers

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.floats(-5, 5)), max_size=9)


def candidate(start: int, length: int) -> Candidate:
    return Candidate(start, start + length, start, start + length, "", None, "gaz")


def best(found: list[Candidate], scores: list[float], threshold: float) -> float:
    """The best sum of any set without overlaps, by trying all."""
    total = 0.0
    for n in range(1, len(found) + 1):
        for chosen in itertools.combinations(range(len(found)), n):
            spans = sorted((found[k].start, found[k].end) for k in chosen)
            if all(a[1] <= b[0] for a, b in itertools.pairwise(spans)):
                total = max(total, sum(scores[k] - threshold for k in chosen))
    return total


@given(SPANS)
def test_choice_is_the_best_set_without_overlaps(spans: list[tuple[int, int, float]]) -> None:
    found, scores = [candidate(s, n) for s, n, _ in spans], [x for _, _, x in spans]
    chosen = choose(found, scores, threshold=-0.5)
    kept = [found[k] for k in chosen]
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert abs(sum(scores[k] + 0.5 for k in chosen) - best(found, scores, -0.5)) < 1e-9


def test_probability_is_bounded_and_rises() -> None:
    assert probability(0) == 0.5
    assert 0 <= probability(-1e9) < probability(-1) < probability(1) < probability(1e9) <= 1


def test_weights_are_there_and_name_no_phrase() -> None:
    first, second = scorers()
    assert len(first._weights) > 1000
    assert len(second._weights) > 100
    assert not any(" " in name for name in first._weights)
