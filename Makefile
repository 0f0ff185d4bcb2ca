# Two commands do everything: `make archive` and `make test`. Each sets up what it needs in VENV; nothing else is touched.

VENV    ?= .venv
SRC     ?= samples
ARCHIVE ?= build/archive
FORMAT  ?= jsonl
OUT     ?= build/export.$(FORMAT)
CORPORA ?= ../shared/corpora
BENCH   ?= ../shared/bench
LIMIT   ?=
FUZZ    ?=
FUZZ_SECONDS ?= 60

# The first Python on the path that is new enough.
PYTHON  ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
             $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

BIN      := $(VENV)/bin
CLEANARC := $(BIN)/cleanarc
PIP      := $(BIN)/python -m pip -qq --disable-pip-version-check install

# A file's date is its modification time, which in a clone is the time of cloning. For samples/ it is this day,
# 2026-01-01, so that the archive is the same bytes everywhere.
ifeq ($(SRC:%/=%),samples)
archive: export SOURCE_DATE_EPOCH := 1767225600
endif

.DEFAULT_GOAL := help
.PHONY: help archive archive-verify archive-repair archive-rebuild archive-reclean archive-export test lint train bench bench-archive \
        fuzz docs peers clean distclean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

archive: $(VENV)/installed  ## clean and archive SRC (samples/) into ARCHIVE (build/archive)
	@$(CLEANARC) ingest "$(SRC)" --archive "$(ARCHIVE)"

archive-verify: $(VENV)/installed  ## check everything in ARCHIVE
	@$(CLEANARC) verify --archive "$(ARCHIVE)"

archive-repair: $(VENV)/installed  ## save what can be saved of ARCHIVE, and say what is lost
	@$(CLEANARC) repair --archive "$(ARCHIVE)"

archive-rebuild: $(VENV)/installed  ## make catalog, indexes and clean files of ARCHIVE anew from its WARCs
	@$(CLEANARC) rebuild --archive "$(ARCHIVE)"

archive-reclean: $(VENV)/installed  ## clean ARCHIVE again with today's rules, and show what that changes
	@$(CLEANARC) reclean --archive "$(ARCHIVE)"

archive-export: $(VENV)/installed  ## write ARCHIVE in FORMAT (jsonl) to OUT (build/export.jsonl)
	@mkdir -p "$(dir $(OUT))"
	@$(CLEANARC) export --archive "$(ARCHIVE)" --as "$(FORMAT)" -o "$(OUT)"

test: lint  ## run the checks and the whole test suite
	@$(BIN)/python -m pytest -q -n auto

lint: $(VENV)/dev  ## run the checks: style, types, and who may import whom
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

train: $(VENV)/dev  ## learn the model anew from the pages in CORPORA, and test it (see docs/training.md)
	@$(BIN)/python -m training --corpora "$(CORPORA)"

bench: .venv-bench/ready  ## measure cleanarc and peers with the ruler in BENCH, into docs/bench.md (LIMIT=n: a quick look)
	@.venv-bench/bin/python -m bench --ruler "$(BENCH)" --corpora "$(CORPORA)" $(LIMIT:%=--limit %)

bench-archive: .venv-bench/ready  ## measure only how fast archives are written and read, into the same page
	@.venv-bench/bin/python -m bench --corpora "$(CORPORA)" $(LIMIT:%=--limit %)

fuzz: $(VENV)/peers  ## fuzz each reader of bytes for FUZZ_SECONDS (60); what one fails on is left in build/fuzz
	@$(BIN)/python -m fuzz --seconds "$(FUZZ_SECONDS)" $(FUZZ)

docs: $(VENV)/dev  ## write docs/cli.md and docs/explain.svg anew
	@$(BIN)/python docs/generate.py

peers: $(VENV)/peers .venv-pywb/ready .replayweb/ready  ## install what some tests compare with; without it they skip

clean:  ## remove what was built; the environments stay
	@rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find cleanarc tests docs training bench fuzz -name __pycache__ -prune -exec rm -rf {} +

distclean: clean  ## remove the environments too
	@rm -rf $(VENV) .venv-peers .venv-pywb .venv-bench .replayweb

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "cleanarc needs Python 3.11 or newer: none was found. Set PYTHON=." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# Wheels only: nothing is compiled here. Only the package itself is built, from this folder.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) ..."
	@$(PIP) --only-binary :all: --editable .
	@touch $@

$(VENV)/dev: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) for development ..."
	@$(PIP) --only-binary :all: --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/peers: .ci/peers.txt $(VENV)/dev
	@echo "Adding peers to $(VENV) ..."
	@$(PIP) --requirement .ci/peers.txt
	@touch $@

# Older pips trip over the extras of what pywb wants.
.venv-pywb/ready: .ci/pywb.txt
	@echo "Setting up .venv-pywb ..."
	@$(PYTHON) -m venv .venv-pywb
	@.venv-pywb/bin/python -m pip -qq --disable-pip-version-check install --upgrade pip
	@.venv-pywb/bin/python -m pip -qq --disable-pip-version-check install --requirement .ci/pywb.txt
	@touch $@

# The package alone, which has all of the page in two files: what it names as dependencies is for building it.
.replayweb/ready: .ci/npm.txt
	@command -v npm >/dev/null || { echo "npm is not installed: no test will open a browser."; exit 0; }; \
	 mkdir -p .replayweb && cd .replayweb && \
	 tar -xzf "$$(npm pack --silent "$$(cat ../.ci/npm.txt)")" && touch ready

# What cleanarc is measured with stays out of the environments of users and of tests. Peers ask for the same extra of
# lxml by two spellings, which older pips trip over.
.venv-bench/ready: bench/peers.txt pyproject.toml
	@$(MAKE) --no-print-directory VENV=.venv-bench .venv-bench/installed
	@echo "Adding peers to .venv-bench ..."
	@.venv-bench/bin/python -m pip -qq --disable-pip-version-check install --upgrade pip
	@.venv-bench/bin/python -m pip -qq --disable-pip-version-check install --requirement bench/peers.txt
	@touch $@
