# Everything a person types often. `make` alone lists it.
# Settings go through the environment or stand behind the target: make run PORT=9000 DEMO=0
.DEFAULT_GOAL := help
BIN := .venv/bin
# pytest's arguments: make test PYTEST_ARGS="tests/matching -x"
PYTEST_ARGS ?= -n auto
# The rooms every service leans on and those that only calculate are checked strictly.
TYPED := $(wildcard shared services/matching/engine)

.PHONY: help setup setup-tests run demo test check bench screenshots lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup:  ## install what is needed into .venv (the other targets do it by themselves)
	@deploy/setup.sh

run: setup  ## start everything in one process; settings: PORT RIF_DATA RIF_REGION RIF_URL DEMO
	@exec $(BIN)/rif run

demo: setup  ## add invented volunteers and needs to the demo office
	@exec $(BIN)/rif demo

setup-tests:  ## install Chromium and fonts for the tests (as root on Debian, otherwise nothing)
	@deploy/setup-tests.sh

test: setup setup-tests check  ## check, then run all tests (some: PYTEST_ARGS="tests/matching -x")
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: setup  ## ruff and mypy
	@$(BIN)/ruff check --quiet .
	@$(BIN)/python -m mypy --no-error-summary $(TYPED)

bench: setup  ## measure speed and quality
	@$(BIN)/python -m bench

screenshots: setup setup-tests  ## a dozen pictures for docs/screenshots, every page in build/screenshots (not with ALL=0)
	@$(BIN)/python -m tests.browser.pictures

lock: setup  ## pin what pyproject.toml asks for in requirements.lock (newer versions: LOCK_ARGS=--upgrade)
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv --no-config pip compile --quiet $(LOCK_ARGS) \
		--universal --python-version 3.11 --generate-hashes --group dev pyproject.toml -o requirements.lock

clean:  ## remove .venv and caches; what is stored under var/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	@find . \( -path ./var -o -path ./.git \) -prune -o -type d -name __pycache__ -exec rm -rf {} +
