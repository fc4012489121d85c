"""Linking of synthetic reports with known truth: seconds, and precision and recall of pairs.

    python benchmarks/link.py [--sizes 1000,10000,35000]

The reports are made by tests/reports.py: acts in 900 villages over a year, told by one to five documents that leave out sides, revise
tolls, give only the week, or put the act near the village. "hostile": all of one day, kind and place, and no two alike. Processor seconds
of one core.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reports import pair_scores, report, synthetic  # noqa: E402

from eventmap.link import merge  # noqa: E402
from eventmap.records import Event, Report  # noqa: E402


def timed(reports: list[Report]) -> tuple[float, tuple[Event, ...]]:
    began = time.process_time()
    events = merge(reports)
    return time.process_time() - began, events


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,35000")
    sizes = [int(n) for n in parser.parse_args().sizes.split(",")]
    print(f"{'reports':>16}{'events':>9}{'acts':>9}{'seconds':>9}{'P':>8}{'R':>8}")
    for size in sizes:
        reports, truth = synthetic(size)
        seconds, events = timed(reports)
        precision, recall = pair_scores([[s.doc_id for s in e.sources] for e in events], truth)
        print(f"{len(reports):16,}{len(events):9,}{len(set(truth.values())):9,}{seconds:9.2f}{precision:8.4f}{recall:8.4f}")
    for size in (min(sizes), min(sizes) * 4):
        seconds, events = timed([report(f"d{n}", toll=n * n, words=f"w{n}") for n in range(size)])
        print(f"{f'hostile {size:,}':>16}{len(events):9,}{'':9}{seconds:9.2f}")


if __name__ == "__main__":
    main()
