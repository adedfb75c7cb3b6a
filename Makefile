# The portal's commands; `make help` lists them. Set-up happens by itself and only once (.ci/setup.py).

PYTHON ?= python3
BIN := .venv/bin

# make run: where it listens, whether a first start fills in the demo council, and in which language
PORT ?= 8000
DEMO ?= 1
DEMO_LANG ?= en
export PORT DEMO DEMO_LANG

# make test: which tests (T=tests/metrics for one room), on how many cores, and what else pytest is told
T ?= tests
WORKERS ?= 2
PYTEST_ARGS ?=
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --ignore=tests/bench -q -ra $(PYTEST_ARGS)

# What runs a second time on PostgreSQL: all that reads or writes data, but no browser
PG_TESTS ?= $(T)
PG_SELECT ?= not browser and not sqlite

# pytest ends with 5 when nothing was selected; that is fine for one room, never for the whole suite
NONE_IS_FINE = || { code=$$?; [ $$code -eq 5 ] && [ "$(T)" != tests ]; }

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test test-sqlite test-postgres lint types demo bench i18n docs pictures backup lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## prepare everything without starting
	@$(PYTHON) .ci/setup.py setup

setup-test:
	@$(PYTHON) .ci/setup.py test

run: ## prepare and start on 127.0.0.1 (PORT=8000, DEMO=0 for an empty council, DEMO_LANG=zh)
	@$(PYTHON) .ci/setup.py run

test: test-sqlite test-postgres ## prepare and run all tests, on SQLite and on PostgreSQL (T=tests/metrics for some)

test-sqlite: setup-test ## the tests on SQLite only
	@echo "· tests on SQLite"
	@$(PYTEST) $(T) $(NONE_IS_FINE)

test-postgres: setup-test ## the data-bound tests on a throw-away PostgreSQL only
	@echo "· data-bound tests on PostgreSQL"
	@$(BIN)/python .ci/postgres.py $(PYTEST) -m "$(PG_SELECT)" $(PG_TESTS) $(NONE_IS_FINE)

lint: setup-test ## style, formatting and the floors between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: setup-test ## static types
	@$(BIN)/mypy

demo: setup ## fill the demo council into an empty database (DEMO_LANG=zh for Chinese)
	@$(BIN)/flask --app app demo load --lang $${DEMO_LANG:-en}

bench: setup-test ## measure what must stay fast
	@$(BIN)/python -m pytest tests/bench -q -s

i18n: setup ## collect new texts into the catalogues and compile them
	@$(BIN)/python -m council.i18n update
	@$(BIN)/python -m council.i18n compile

docs: setup ## renew the generated pages of docs/
	@$(BIN)/flask --app app docs

pictures: setup-test ## take the README's pictures from the demo council
	@$(BIN)/python -m tests.pictures

backup: setup ## back up database and files, with a manifest of hashes
	@$(BIN)/flask --app app backup

# Pins stay where they are unless UPGRADE=--upgrade (all) or UPGRADE='--upgrade-package flask' (one) is given.
# One lock serves Python 3.11 to 3.14 on Linux and macOS; the second adds what only the tests need.
UPGRADE ?=
UV = .venv/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" $(UPGRADE)

lock: ## renew the locks from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip install -qq uv
	@$(UV) --output-file requirements.lock
	@$(UV:pyproject.toml=) --group test --constraints requirements.lock --output-file requirements-test.lock
	@rm -rf .venv/lock
	@$(PYTHON) .ci/setup.py test

clean: ## remove the virtual environment and all caches; the council's data stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
