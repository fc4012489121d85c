import datetime as dt
from pathlib import Path

import pytest

from eventmap.errors import SettingsError
from eventmap.settings import Settings


def test_flags_win_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    config = tmp_path / "eventmap.toml"
    config.write_text('country = ["sy", "IQ"]\npublished = 2017-01-02\nmin_confidence = 0.5\n')
    settings = Settings.load(config, min_confidence=0.25, gazetteer="sy", demonyms=None)
    assert settings == Settings(country=("SY", "IQ"), published=dt.date(2017, 1, 2), min_confidence=0.25, gazetteer=("SY",))


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ({"publshed": "2017-01-02"}, "publshed"),
        ({"published": "2 Jan"}, "2 Jan"),
        ({"min_confidence": "high"}, "min_confidence"),
        ({"demonyms": "yes"}, "demonyms"),
        ({"max_file_bytes": True}, "max_file_bytes"),
    ],
)
def test_a_wrong_setting_is_named(flags: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.load(**flags)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("country = [")
    with pytest.raises(SettingsError, match=r"x\.toml"):
        Settings.load(tmp_path / "x.toml")
