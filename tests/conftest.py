"""Folders that tests import from, and the gazetteer with Syria's villages that the floors on real articles need."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from chromium import browser  # noqa: F401  (the fixture of all tests that open a page: one browser a process)

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def syria(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]  # the import waits, so that tests of ingest need no gazetteer
    """A gazetteer with the Syrian dump: the user's where it has it, else a copy that gets it."""
    from eventmap.gazetteer import Gazetteer, upkeep

    if not (SHARED / "geonames" / "SY.zip").is_file():
        pytest.skip("needs ../shared/geonames/SY.zip")
    own = Gazetteer.open()
    if "SY" in own.dumps:
        return Gazetteer.open(own.path, dumps=["SY"])
    path = tmp_path_factory.mktemp("syria") / own.path.name
    shutil.copyfile(own.path, path)
    upkeep.add(path, ["SY"], str(SHARED / "geonames"))
    return Gazetteer.open(path, dumps=["SY"])
