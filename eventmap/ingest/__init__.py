"""Files to documents: text, HTML, JSON lines; with extras PDF, feeds, web archives. By content, not by suffix. Knows no places."""

from eventmap.ingest.datelines import dateline_date
from eventmap.ingest.inputs import Input, find_inputs
from eventmap.ingest.reading import read, read_input

__all__ = ["Input", "dateline_date", "find_inputs", "read", "read_input"]
