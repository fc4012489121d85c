"""Places by name and by position, from one read-only SQLite file that is built once on the user's machine."""

from eventmap.gazetteer.store import Gazetteer, default_path

__all__ = ["Gazetteer", "default_path"]
