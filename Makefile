# `make scan` and `make test` work in a fresh clone: they make .venv and install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: scan test lint docs reference oracle semantics mutations recall bench clean

$(BIN)/iacguard: setup.py setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/pytest: setup.cfg $(BIN)/iacguard
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

scan: $(BIN)/iacguard
	$(BIN)/iacguard scan --exit-zero fixtures/ml-platform/terraform/flawed fixtures/ml-platform/cloudformation/flawed

test: $(BIN)/pytest
	$(BIN)/python -m pytest -n auto

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(BIN)/iacguard
	$(BIN)/python tools/build_docs.py

# make reference DIR=path: compare the HCL parser with python-hcl2 over any tree
reference: $(BIN)/pytest
	$(BIN)/python tools/reference.py $(DIR)

# make oracle: 5,000 random Terraform programs, and every case and program anew, against what `terraform` says
oracle: $(BIN)/pytest
	IACGUARD_EXAMPLES=5000 $(BIN)/python -m pytest -n auto tests/terraform/oracle

# make semantics: 100,000 random expressions and rules, of which no answer may turn out to be wrong
semantics: $(BIN)/pytest
	IACGUARD_EXAMPLES=100000 $(BIN)/python -m pytest -n auto tests/semantics

# make mutations: every fixture of every rule said in every other way, broken in every way, and under conditions
mutations: $(BIN)/pytest
	IACGUARD_EXAMPLES=1 $(BIN)/python -m pytest -n auto tests/rules

# make recall: break the good fixtures of every rule, and count how much is found in every way to say it
recall: $(BIN)/pytest
	$(BIN)/python -m tests.rules.recall

# make bench: how long commands and expressions take on this machine
bench: $(BIN)/iacguard
	$(BIN)/python benchmarks/commands.py --iacguard $(BIN)/iacguard
	$(BIN)/python -m benchmarks.expressions

clean:
	rm -rf $(VENV) build dist *.egg-info
