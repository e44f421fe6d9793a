# Everything runs in .venv, made here; nothing else is needed than Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help explore test check bench format browser servers clean

help:  ## list these commands
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

explore: .venv/installed  ## open the explorer on http://127.0.0.1:8501 (PORT= to change)
	$(BIN)/learnmap explore --port $(PORT)

test: .venv/developing browser servers  ## run all tests, in a real browser and on real servers too
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: .venv/developing  ## format, lint, types, import contracts, map checks, doctests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/learnmap check
	$(BIN)/python -m pytest -q --doctest-modules graph explorer ontology

bench: .venv/developing browser  ## print benchmark ratios
	$(BIN)/python -m pytest -q -s -p no:cacheprovider tests/benchmarks

format: .venv/developing  ## format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: .venv/developing
	@$(BIN)/python tests/browser/install.py

servers: .venv/developing
	@$(BIN)/python tests/servers_install.py

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/developing: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/installed

clean:  ## remove what make made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
