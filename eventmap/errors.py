"""Everything eventmap raises on purpose.

    EventmapError
    ├── InputError (ValueError)              a text, table or argument that cannot be used
    ├── GazetteerError
    │   ├── GazetteerMissing (FileNotFoundError)   no gazetteer file, or a country's dump was not added
    │   ├── GazetteerCorrupt                 the file is damaged; the message says how to build it anew
    │   └── GazetteerOutdated                built by another version; the message says how to build it anew
    ├── SettingsError (ValueError)           a setting that does not exist or has a wrong value
    ├── MissingExtra (ImportError)           an optional dependency; the message names its ``pip install``
    └── ExportError (OSError)                an output that cannot be written

One bad document is never an exception but a ``records.Failure``; what is raised here concerns the whole call, and each
message says a way out.
"""


class EventmapError(Exception):
    """Base of all errors that eventmap raises on purpose."""


class InputError(EventmapError, ValueError):
    """A text, table or argument that cannot be used."""


class GazetteerError(EventmapError):
    """The gazetteer cannot be used."""


class GazetteerMissing(GazetteerError, FileNotFoundError):
    """No gazetteer file, or a country's dump was not added."""


class GazetteerCorrupt(GazetteerError):
    """The gazetteer file is damaged."""


class GazetteerOutdated(GazetteerError):
    """The gazetteer file was built by another version."""


class SettingsError(EventmapError, ValueError):
    """A setting that does not exist or has a wrong value."""


class MissingExtra(EventmapError, ImportError):
    """An optional dependency is not installed.

    Args:
        package: what could not be imported.
        extra: the extra of eventmap that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; install it with: pip install 'eventmap[{extra}]'")
        self.package = package
        self.extra = extra


class ExportError(EventmapError, OSError):
    """An output that cannot be written."""

    def __str__(self) -> str:
        """The message alone: OSError would put "[Errno 28]" before it."""
        return self.strerror or super().__str__()
