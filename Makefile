# Every target sets up what it needs on its first run: the system's libraries, then a virtual environment in .venv.
# A later run sets up again only if pyproject.toml has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup briefs validate validate-every test test-long test-browser approve mutants mutants-sample mutants-code benchmarks check lint wheel wheel-test clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

briefs: $(READY) ## build the PDFs that are out of date into build/
	@$(BIN)/briefkit build

validate: $(READY) ## hold the PDFs in build/ to PDF/A-3a and PDF/UA-1 with veraPDF; needs Java, and Maven once
	@$(BIN)/python .ci/validate.py

validate-every: $(READY) ## the same for each brief in every style, edition and language
	@$(BIN)/python .ci/every_pdf.py build/every
	@$(BIN)/python .ci/validate.py build/every/*.pdf

test: $(READY) ## run the tests
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

approve: $(READY) ## take the pages of the shipped briefs as they look now for approved: look at them before
	@PYTHONPATH=tests $(BIN)/python -m page_pictures.pictures

test-long: $(READY) ## the tests that take minutes: builds of the whole program, killed at 50 random moments
	@$(BIN)/pytest -m long

test-browser: $(READY) ## drive the page of briefkit preview in a real browser (Chromium, which is installed if it may be)
	@sh .ci/browser
	@$(BIN)/python -m pip install --quiet --only-binary :all: --group browser
	@$(BIN)/pytest tests/browser

mutants: $(READY) ## attack the projects: change one thing at a time, and list what nothing finds and no page shows
	@PYTHONPATH=tests $(BIN)/python -m mutants.run

mutants-sample: $(READY) ## attack with a sample of 300 changes, and test the machine that attacks
	@$(BIN)/pytest tests/mutants

mutants-code: $(READY) ## hold the tests to mutants of the code in figures/, evidence/ and checks/: takes hours
	@$(BIN)/python -m pip install --quiet --only-binary :all: --group mutation
	@$(BIN)/python .ci/mutants_code.py

benchmarks: $(READY) ## measure how the check grows with the number of claims
	@$(BIN)/python benchmarks/check.py

check: lint ## lint, then check the seeds and briefs of this repository, and their locks
	@$(BIN)/briefkit check --locked

lint: $(READY) ## ruff, the form of the code, and the types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

wheel: $(READY) ## build the source archive, and from it the wheel, into dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist

wheel-test: wheel briefs ## hold an installed wheel to the PDFs that this checkout builds
	@sh .ci/wheel-test $(BIN)/python

setup: $(READY) ## only set up

clean: ## remove everything that the other targets made, set-up included
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml .ci/system-packages
	@sh .ci/system-packages $(PYTHON)
	@echo "Setting up $(VENV): this happens once, and takes a minute or two."
	@[ "$$(cat $@ 2>/dev/null)" = "$(CURDIR)" ] || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --only-binary :all: --editable '.[east-asian,cluster]' --group dev
	@echo "$(CURDIR)" > $@

# An environment is bound to the folder it was made in, so a checkout that was moved or copied makes a new one.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
