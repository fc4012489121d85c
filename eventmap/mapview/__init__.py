"""Events to one self-contained interactive page."""

from eventmap.mapview.layer import EventLayer, EventMap
from eventmap.mapview.page import save_offline, to_offline

__all__ = ["EventLayer", "EventMap", "save_offline", "to_offline"]
