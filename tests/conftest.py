"""Folders that tests import from, and the gazetteers they ask: their own, as shipped, and one with Syria's villages for the floors on real articles."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from chromium import browser  # noqa: F401  (the fixture of all tests that open a page: one browser a process)

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# What a test finds must not hang on the dumps that the user of this machine has added to a gazetteer of their own.
os.environ["EVENTMAP_CACHE"] = str(ROOT / ".pytest_cache" / "eventmap")


@pytest.fixture(scope="session")
def syria(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]  # the import waits, so that tests of ingest need no gazetteer
    """A copy of the tests' gazetteer with the Syrian dump added."""
    from eventmap.gazetteer import Gazetteer, upkeep

    if not (SHARED / "geonames" / "SY.zip").is_file():
        pytest.skip("needs ../shared/geonames/SY.zip")
    own = Gazetteer.open()
    path = tmp_path_factory.mktemp("syria") / own.path.name
    shutil.copyfile(own.path, path)
    upkeep.add(path, ["SY"], str(SHARED / "geonames"))
    return Gazetteer.open(path, dumps=["SY"])
