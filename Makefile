# The verbs of the project. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ONEDOOR_HOME ?= var
ONEDOOR_PORT ?= 8000
export ONEDOOR_HOME ONEDOOR_PORT
# Every process that a test starts imports us; each would compile us anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test lint check content format translations bench browser services long telegram pictures install install-tests clean

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

# Installed again only when what is to be installed changed.
$(VENV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-tests: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

install: $(VENV)/.installed ## install into .venv

install-tests: $(VENV)/.installed-tests ## install what the tests need besides

run: install ## serve the portal with the example country on http://127.0.0.1:8000/
	$(BIN)/onedoor translations compile
	$(BIN)/onedoor prepare
	$(BIN)/onedoor serve

test: install-tests ## run the test suite
	$(BIN)/onedoor translations compile
	$(BIN)/python -m pytest --numprocesses=auto

lint: install-tests ## check style, imports and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m alone tests/house

content: install ## say everything that is wrong in content/
	$(BIN)/onedoor check

format: install-tests ## write code and content in their canonical form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/onedoor format

translations: install ## take strings from code into translations/, and compile
	$(BIN)/onedoor translations update
	$(BIN)/onedoor translations compile

services: install-tests ## run the tests on PostgreSQL (its server must be installed)
	$(BIN)/python -m pytest -m postgresql

long: install-tests ## run the tests that kill processes again and again, or go through all there is
	$(BIN)/onedoor translations compile
	$(BIN)/python -m pytest -m "long and not postgresql" --numprocesses=auto

telegram: install-tests ## run the bot against a Bot API server of real HTTP
	$(BIN)/onedoor translations compile
	$(BIN)/python -m pytest -m telegram

browser: install-tests ## run the tests in Chromium (which must be installed)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,browser]'
	$(BIN)/onedoor translations compile
	$(BIN)/python -m pytest -m browser

pictures: install-tests ## take the pictures of the editors' guide anew
	ONEDOOR_PICTURES=docs/pictures $(BIN)/python -m pytest -m browser tests/browser/test_pictures.py

bench: install-tests ## measure speed and memory, and print the tables
	$(BIN)/onedoor translations compile
	$(BIN)/python -m pytest -m benchmark -s

check: ## what CI runs
	.ci/run

clean: ## remove what was built and installed (not the state in var/)
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis
