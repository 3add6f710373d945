# Everything a developer, a court's operator or a build server calls. `make` alone lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE := fengqiao.config.settings
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint fix bench soak docs messages clean
.DELETE_ON_ERROR:

help:  ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/runtime messages  ## Start the demo with seeded cases; LAN=1 for phones in the same network, PORT=… HOST=…
	@exec $(BIN)/fengqiao demo $(if $(filter-out 0,$(LAN)),--lan)

test: $(VENV)/dev messages  ## Run every test: SQLite, then PostgreSQL and Redis, then a real Chromium, as far as they are there
	@$(BIN)/python tools/run_tests.py $(TESTS)

lint: $(VENV)/dev messages  ## Check style, layers, types, migrations, translations and house rules
	@$(BIN)/python tools/lint.py

fix: $(VENV)/dev  ## Format the code and mend what can be mended without thinking
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

bench: $(VENV)/dev messages  ## Measure papers, signatures, ledger and the case page; print a table with ratios
	@$(BIN)/fengqiao bench

soak: $(VENV)/dev messages  ## Run the long bench: a million ledger entries, 21,017 cases, five minutes of requests
	@$(BIN)/fengqiao bench --long

docs: $(VENV)/dev messages  ## Write docs/reference from the declared steps, papers, tables and settings
	@$(BIN)/python tools/reference.py write

messages: $(VENV)/runtime  ## Compile the Chinese words of the pages
	@if [ -f tools/messages.py ]; then $(BIN)/python tools/messages.py compile >/dev/null; fi

clean:  ## Remove the environment, caches and demo data
	@rm -rf $(VENV) var build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis

# An existing pip is four seconds faster than putting a new one into the environment. Every pin is hashed and
# complete, so pip need not resolve; Python compiles what it imports.
PIP_FOR = $(if $(wildcard $(BIN)/pip),$(BIN)/pip,$(PYTHON) -m pip --python $(BIN)/python)
INSTALL = $(PIP_FOR) install -qq --no-compile --no-deps

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Fengqiao needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 …" >&2; exit 2; }
	@echo "Making $(VENV) …"
	@if $(PYTHON) -m pip --python $(PYTHON) --version >/dev/null 2>&1; then $(PYTHON) -m venv --without-pip $(VENV); \
		else $(PYTHON) -m venv $(VENV); fi

$(VENV)/runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing packages …"
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(INSTALL) -e .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/runtime
	@echo "Installing the tools of developers …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
