"""``python -m eventmap`` is the command ``eventmap``."""

from eventmap.cli import main

main(prog_name="eventmap")
