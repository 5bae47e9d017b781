# `make site` and `make test` are all a fresh machine needs: Python 3.11+ with pip and venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: site test lint types layers proof mutants drawings audit render-cost lock clean

site: $(VENV)/run.stamp
	$(BIN)/playbook-gen build

# A file of tests stays in one process: its tests share what they build.
test: $(VENV)/dev.stamp lint types layers
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check src tests bench audit
	$(BIN)/ruff format --check src tests bench audit

types: $(VENV)/dev.stamp
	$(BIN)/mypy
	$(BIN)/mypy bench

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Longer proofs: 20,000 noninterference pairs instead of 200.
proof: $(VENV)/dev.stamp
	PLAYBOOK_EXAMPLES=20000 $(BIN)/pytest tests/editions -m "slow or not slow"

# Mutation tests on the rules and the roll-up, in a copy and with an environment of their own; about half an hour.
mutants: $(VENV)/dev.stamp
	rm -rf .mutants && mkdir .mutants
	cp -r src tests content themes translations orgs docs pyproject.toml README.md .mutants/
	$(PIP) install --target .mutants/tools "mutmut>=3.8,<4"
	cd .mutants && PYTHONPATH=tools ../$(BIN)/python -m mutmut run && PYTHONPATH=tools ../$(BIN)/python -m mutmut results
	$(BIN)/python -m bench.survivors > docs/mutants.md

# Our maps and those of other tools, measured alike (docs/maps-compared.md); wants an installed Graphviz, Chromium and npm.
drawings: $(VENV)/dev.stamp
	mkdir -p .drawings
	$(PIP) install --upgrade --target .drawings/tools "numpy>=2,<3"
	PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund --prefix .drawings/mermaid @mermaid-js/mermaid-cli@11.17.0
	PYTHONPATH=.drawings/tools $(BIN)/python -m bench.drawings --mermaid .drawings/mermaid/node_modules/.bin/mmdc --pictures .drawings/pictures

# Finished sites as validators, screen readers, Lighthouse and a keyboard meet them; wants Chromium, Node with npm, Java.
audit: $(VENV)/run.stamp .audit/stamp
	$(BIN)/python audit/sites.py .audit/sites
	cp audit/*.mjs .audit/
	node .audit/run.mjs "$$(command -v chromium || command -v google-chrome)" all .audit/sites/*

.audit/stamp: audit/package.json audit/package-lock.json
	mkdir -p .audit
	cp audit/package.json audit/package-lock.json .audit/
	npm ci --no-audit --no-fund --ignore-scripts --prefix .audit
	touch $@

# What a map costs beside Graphviz alone.
render-cost: $(VENV)/dev.stamp
	$(BIN)/python -m bench.render_cost

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	touch $@

# The only target that needs uv; the locks it writes are committed.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --python-version 3.11 --extra pdf pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --python-version 3.11 --group dev --extra pdf pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) site private .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .drawings .audit

.PHONY: docs words
# What the interface says, for catalogues of other languages; a test fails while they lag behind.
words: $(VENV)/dev.stamp
	$(BIN)/python -m bench.catalogues

# The tables of the documentation, made from the code that they describe.
docs: $(VENV)/run.stamp
	$(BIN)/playbook-gen schema --format markdown > docs/fields.md
	$(BIN)/playbook-gen checks --format markdown > docs/checks.md
	$(BIN)/playbook-gen analyze docs/sample/brightwater.yaml --format json 2>/dev/null > docs/sample/analysis.json
