"""Mentions to places, drafts to reports: which place a name means here, and where "8 km southwest of it" is."""

from eventmap.resolve.locate import locate
from eventmap.resolve.report import report

__all__ = ["locate", "report"]
