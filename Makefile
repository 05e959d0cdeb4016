# Targets for people: `make` lists them.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test long lint format types bench accuracy faults fortnight attack bench-publish bench-calls pictures guides wheel docs lock fuzz names clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is needed"; exit 1; }
	env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m venv $(VENV)
	@# no-deps: the lock is whole; pip would otherwise look at newer versions of what has extras, and refuse them for want of a hash
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q danhba flows schemas
	@# Prefect's database is migrated once, here; new folders get a copy
	$(BIN)/python -m flows.template >/dev/null
	@touch $(STAMP)

install: $(STAMP) ## install what everything needs into .venv
.PHONY: install

demo: $(STAMP) ## build the sample inbox and run the nightly job on it (REGISTRY: of another registry)
	$(BIN)/danhba demo $(if $(REGISTRY),--registry $(REGISTRY))

test: $(STAMP) ## lint, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/pytest

long: $(STAMP) ## the long tests, and four times the examples of every property (about half an hour)
	$(BIN)/pytest -m long
	EXAMPLES_SHARE=2 $(BIN)/pytest -m "not long"

lint: $(STAMP) ## lint only
	$(BIN)/ruff check .

format: $(STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: $(STAMP) ## type check only
	$(BIN)/pyright

bench: $(STAMP) ## measure danhba, the plain pipeline and frictionless on the same inboxes
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m benchmarks.run

accuracy: $(STAMP) ## measure reading on the labelled corpus (REGISTRY: of another registry)
	REGISTRY=$(REGISTRY) $(BIN)/python -m tests.corpus.accuracy

names: $(STAMP) ## every one-edit neighbour of every name (the tests take a seventh of them)
	NAMES_EVERY=1 $(BIN)/pytest -n 0 tests/test_names.py

fuzz: $(STAMP) ## read 20,000 mutated workbooks (FUZZ_CASES, FUZZ_SEED)
	$(BIN)/python -m tests.fuzz

faults: $(STAMP) ## kill a real run at every step and at random times (about 20 minutes)
	$(BIN)/python -m tests.faults.harness
	$(BIN)/python -m tests.faults.flips
	$(BIN)/python -m tests.faults.scenarios

fortnight: $(STAMP) ## play 14 nights of 196 units over Samba, IMAP, SMTP and Prefect under 60 random kills (about 15 minutes; needs Samba)
	$(BIN)/python -m tests.faults.fortnight

attack: $(STAMP) ## nights of hostile inputs, 5,000 in all (ATTACK_INPUTS, ATTACK_SEED, ATTACK_MINUTES)
	$(BIN)/python -m tests.attack

bench-publish: $(STAMP) ## publish a directory of 11,000 units: time, memory, sizes
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m benchmarks.publishing

bench-calls: $(STAMP) ## play twelve weeks of calls from 50 seeds: faults named, share verified, calls a month
	$(BIN)/python -m benchmarks.calls

pictures: $(STAMP) ## make docs/pictures/ anew (needs Chromium, LibreOffice, pdftoppm)
	$(BIN)/python -m tests.pictures

guides: $(STAMP) ## dist/huong-dan/: the guides of docs/huong-dan as .docx, to print; made at release
	PYTHONPATH=. $(BIN)/python tools/guides.py dist/huong-dan

wheel: $(STAMP) ## build dist/danhba-….whl, to be installed anywhere
	@# what an earlier build left would go into this one
	rm -rf build danhba.egg-info
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .
	rm -rf build danhba.egg-info

docs: $(STAMP) ## write docs/findings.md from the catalogue, docs/columns.md from the tables
	$(BIN)/python tools/findings_page.py > docs/findings.md
	$(BIN)/python -m schemas.tables > docs/columns.md

lock: ## compile requirements.lock (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --extra scale \
	    --custom-compile-command "make lock" --group dev pyproject.toml -o requirements.lock

clean: ## remove what the demo and the tools left
	rm -rf demo dist build .pytest_cache .ruff_cache .hypothesis
