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
.PHONY: help run test lint bench eval audit torture clean browser screenshots audit-ui messages

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## set up on the first start, then serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/python manage.py prepare_archive
	@exec $(BIN)/python manage.py serve --port $(PORT)

test: $(VENV)/.development browser lint ## everything: linters, types, layers, checks, tests, browser tests
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	CI=$${CI:-true} $(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: $(VENV)/.development ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.development ## measure accuracy and speed (needs the development data; long)
	$(BIN)/python -m benchmarks

eval: $(VENV)/.development ## accuracy against the floors in benchmarks/floors.json
	$(BIN)/python -m benchmarks --floors

# What only looks like a secret: an address's pattern, names of a letter and of a page, the password of throw-away archives.
NO_SECRETS := user:password@host|PASSWORD_LETTER|password_forgotten|correct horse battery

audit: $(VENV)/.audited ## known vulnerabilities, unsafe code, secrets
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml archive
	git ls-files -z -- . ':!tests' ':!*.tsv' ':!*.csv' | xargs -0 $(BIN)/detect-secrets-hook --exclude-lines '$(NO_SECRETS)'
	@if $(BIN)/python -c "import django, json, urllib.request as r; json.load(r.urlopen('https://pypi.org/pypi/Django/%s/json' % django.__version__, timeout=10))['vulnerabilities']" 2>/dev/null; then \
		$(BIN)/pip-audit --strict --requirement requirements-postgresql.txt --no-deps --disable-pip; \
	else \
		echo "No way to the list of known vulnerabilities (pypi.org): not compared. Newer versions on offer here:"; \
		$(BIN)/python -m pip list --outdated --format columns; \
	fi

torture: $(VENV)/.development browser ## kill, fill, lock and attack it at length (an hour or so)
	PARALLAX_TORTURE=1 $(BIN)/python -m pytest -q -s tests/hostile tests/safekeeping tests/upgrade

screenshots: $(VENV)/.development browser ## take the pictures of the help and the README from the samples (ALL=1: every page, to look at)
	$(BIN)/python -m tools.screenshots $(if $(ALL),--all)

messages: $(VENV)/.development ## bring the catalogues in locale/ in step with the pages, and compile them
	$(BIN)/python -m tools.messages

audit-ui: $(VENV)/.development browser ## html-validate, paints, weight and Lighthouse over the sample pages (needs npm and a network)
	CHROME_PATH=$${CHROMIUM:-$$(command -v chromium)} $(BIN)/python -m tools.audit_ui

clean: ## remove the virtual environment (the archive in var/ stays)
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Parallax needs Python 3.11 or newer (PYTHON=python3.x names another)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv module: as root, apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.development: requirements.txt requirements-postgresql.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@ $(VENV)/.runtime

$(VENV)/.audited: requirements-audit.txt $(VENV)/.development
	$(BIN)/python -m pip install --quiet --requirement requirements-audit.txt
	@touch $@

browser:
	@command -v chromium >/dev/null || [ -n "$$CHROMIUM" ] || if [ "$$(id -u)" = 0 ]; then \
		apt-get update -q && apt-get install -y -q --no-install-recommends chromium chromium-driver; \
	else \
		echo "The browser tests need Chromium. Run: sudo apt-get install chromium chromium-driver"; exit 1; \
	fi
