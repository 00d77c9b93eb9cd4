# Every target sets up what it needs in .venv; a new machine needs only Python 3.11 or later and make.
PYTHON ?= python3
BIN := .venv/bin
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"
SECONDS ?= 60
TESTERS ?= 2
export OMP_NUM_THREADS := 1

.PHONY: setup run test lint docs bench fuzz golden lock clean
.DEFAULT_GOAL := run

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipeline  # an editable install compiles nothing, and every worker process would
	touch .venv/ready

run: setup            ## raw/ into outputs/
	$(BIN)/nids-pipeline run raw -o outputs

test: setup           ## what CI runs; TESTERS=4 shares the files among so many processes
	$(BIN)/python -m pytest --numprocesses $(TESTERS) --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: setup           ## the documentation into site/; open site/index.html
	$(BIN)/python -m mkdocs build --strict --quiet

bench: setup .venv/bench/ready  ## timings, beside other tools and GiNZA; ARGS="--text FILE" times another report, ARGS="--only runs --quick" whole runs alone
	$(BIN)/python -m scripts.bench $(ARGS)

.venv/bench/ready: scripts/bench/requirements.lock  # the other tools; what does not install is told as "not installed"
	$(PYTHON) -m venv .venv/bench
	-.venv/bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/bench/requirements.lock \
	  && touch .venv/bench/ready

fuzz: setup .venv/fuzz/ready  ## hostile files at full size, random and coverage-guided input; SECONDS=60 for each target, ARGS="--only pdf"
	$(BIN)/python -m scripts.fuzz --seconds $(SECONDS) $(ARGS)

.venv/fuzz/ready: scripts/fuzz/requirements.lock  # beside the project's environment: nothing but this target needs it
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade --target .venv/fuzz -r scripts/fuzz/requirements.lock
	touch .venv/fuzz/ready

golden: setup         ## writes the golden tables anew; read the diff before you commit it
	$(BIN)/python scripts/golden.py

lock:                 ## resolves pyproject.toml into requirements.lock (needs uv)
	$(LOCK) --extra dev --extra build -o requirements.lock pyproject.toml
	$(LOCK) --group bench -o scripts/bench/requirements.lock
	$(LOCK) --group fuzz -o scripts/fuzz/requirements.lock

clean:
	rm -rf .venv .fuzz site outputs/*.csv outputs/*.json outputs/text outputs/.cache
