"""Events to one self-contained interactive page."""
