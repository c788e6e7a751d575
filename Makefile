# Everything runs in a virtual environment of the project's own; nothing is installed outside it but, by root's
# `make test`, Debian's Chromium for the browser tests.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
# Relative, so that a space in the project's path does no harm.
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint bench eval clean browser

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## set up on the first start, then serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/python manage.py prepare_archive
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: $(VENV)/.development browser lint ## everything: linters, types, layers, checks, tests, browser tests
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	CI=$${CI:-true} $(BIN)/python -m pytest -q

lint: $(VENV)/.development ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.development ## measure accuracy and speed (needs the development data; long)
	$(BIN)/python -m benchmarks

eval: $(VENV)/.development ## accuracy against the floors in benchmarks/floors.json
	$(BIN)/python -m benchmarks --floors

clean: ## remove the virtual environment (the archive in var/ stays)
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Parallax needs Python 3.11 or newer (PYTHON=python3.x names another)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: as root, apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.development: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@ $(VENV)/.runtime

browser:
	@command -v chromium >/dev/null || [ -n "$$CHROMIUM" ] || if [ "$$(id -u)" = 0 ]; then \
		apt-get update -q && apt-get install -y -q --no-install-recommends chromium chromium-driver; \
	else \
		echo "The browser tests need Chromium. Run: sudo apt-get install chromium chromium-driver"; exit 1; \
	fi
