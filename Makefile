# make map    set up, read the example articles, write output/events.csv and output/map.html
# make test   set up, run the whole test suite, browser tests included
# make lint types bench clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: map test lint types bench clean

map: $(VENV)/.run
	$(BIN)/eventmap run eventmap/data/examples -o output --title "Example articles"

test: $(VENV)/.dev
	@bash .ci/browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check eventmap tests benchmarks gazetteer

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev
	for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

clean:
	rm -rf $(VENV) build dist output/*.csv output/*.html output/*.jsonl output/*.geojson

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("eventmap needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/.run
