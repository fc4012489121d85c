"""From conflict reporting to a table of located events and one self-contained interactive map, offline."""

__all__ = ["__version__"]

__version__ = "0.1.0"
