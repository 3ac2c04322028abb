# Two commands matter: `make run` opens the app, `make test` runs every test. Each does its own set-up.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
SOLVER := .venv-solver
TOOLS := .venv-tools
FUZZER := .venv-fuzzer

.PHONY: run test test-fast test-postgres lint bench mutants faults fuzz soak canaries story docs lock image image-check manifests sbom audit secrets clean

run: $(VENV)/.run-ready
	$(BIN)/prodworthy serve

test: $(VENV)/.test-ready $(PEERS)/.ready test-packages lint
	@.ci/tests-at-once
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --fail-under=90

test-fast: $(VENV)/.test-ready $(PEERS)/.ready
	$(BIN)/pytest --ignore=tests/journeys --ignore=tests/packaging -q

# Every test that keeps a store, on a real PostgreSQL; about as long as on SQLite.
test-postgres: $(VENV)/.test-ready $(PEERS)/.ready test-packages
	$(BIN)/pytest --database=postgresql tests/engagement tests/cli tests/ui

lint: $(VENV)/.test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache

# Proves the order of a plan: OR-Tools, apart from the app, whose libraries it does not agree with.
solver: $(SOLVER)/.ready

bench: $(VENV)/.test-ready $(PEERS)/.ready
	$(BIN)/python -m benchmarks

# Which changes to the scoring no test would notice; hours on two cores. The last result is in docs/mutants.md.
mutants: $(VENV)/.test-ready
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# A year of the fictional client through the product's own actions; the last result is in docs/four-quarters.md.
story: $(VENV)/.test-ready test-packages
	$(BIN)/pytest -q tests/engagement/quarters/four_quarters.py

# Kills, full disks, restarts, moved clocks and dying sources; half an hour. The last result is in docs/endurance.md.
faults: $(VENV)/.test-ready test-packages
	$(BIN)/python -m tests.endurance.faults

# Two hours of a team's use in little time: whether anything grows. The last result is in docs/endurance.md.
soak: $(VENV)/.test-ready
	$(BIN)/python -m tests.endurance.soak

# Plants secrets, makes a whole run and looks into everything that came of it. The last result is in docs/endurance.md.
canaries: $(VENV)/.test-ready test-packages
	$(BIN)/pytest -q tests/endurance/canaries.py

# Every parser of foreign bytes, guided by coverage; an hour and a half. The last result is in docs/fuzzing.md.
fuzz: $(VENV)/.test-ready $(FUZZER)/.ready
	PYTHONPATH=$(FUZZER):$(CURDIR) nice -n 19 $(BIN)/python -m tests.fuzz.fuzz

docs: $(VENV)/.test-ready
	$(BIN)/python -m docs.generate

lock: $(VENV)/.test-ready
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 tests/peers/requirements.in -o tests/peers/requirements.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 solver/requirements.in -o solver/requirements.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 deploy/tools/requirements.in -o deploy/tools/requirements.lock
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --universal --python-version 3.11 tests/fuzz/requirements.in -o tests/fuzz/requirements.lock

image:
	buildah bud --format docker -t prodworthy .

# What runs a server is checked by these, outside of CI; the last results are in docs/operations.md.
# Builds the image and runs it read-only as uid 10001; needs root and buildah.
image-check:
	deploy/check-image

# Every Kubernetes object against the schemas of the oldest and the newest version that is meant.
manifests: $(TOOLS)/.ready
	@kubectl kustomize deploy/kubernetes >build.manifests.yaml
	@for version in 1.30 1.37; do $(TOOLS)/bin/kubernetes-validate -k $$version --strict build.manifests.yaml || exit 1; done
	@rm build.manifests.yaml

# The parts of the image with their hashes, as CycloneDX.
sbom: $(TOOLS)/.ready
	$(TOOLS)/bin/cyclonedx-py requirements --pyproject pyproject.toml --sv 1.6 --output-reproducible --validate -o sbom.cdx.json requirements.lock

# Asks the advisory service about every locked part; what could not be asked is a failure, and so is a pin that was taken back.
audit: $(TOOLS)/.ready
	deploy/audit $(TOOLS) requirements.lock requirements-dev.lock

# Looks for credentials in every version of every file that was ever committed.
secrets: $(VENV)/.run-ready
	$(BIN)/python -m deploy.secrets_in_history

clean:
	rm -rf $(VENV) $(PEERS) $(SOLVER) $(TOOLS) $(FUZZER) build dist *.egg-info

.PHONY: run-packages test-packages
run-packages:
	@.ci/debian-packages git=git
	@$(PYTHON) -c 'import sys; sys.exit("Prodworthy needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || .ci/debian-packages no-such-command=python3-venv

test-packages:
	@.ci/debian-packages git=git chromium=chromium lib:libatomic.so.1=libatomic1 prometheus=prometheus prometheus-alertmanager=prometheus-alertmanager victoria-metrics=victoria-metrics pdftoppm=poppler-utils soffice=libreoffice-calc-nogui file:/usr/lib/libreoffice/program/libswlo.so=libreoffice-writer-nogui file:/usr/lib/libreoffice/program/libsdlo.so=libreoffice-impress-nogui java=default-jre-headless kubectl=kubernetes-client 'file:/usr/lib/postgresql/*/bin/postgres=postgresql'

$(VENV)/.run-ready: requirements.lock pyproject.toml | run-packages
	@echo "Setting up (once; about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock $(VENV)/.run-ready
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Real servers and other tools that tests and benchmarks compare with, apart from what the product is built with.
$(PEERS)/.ready: tests/peers/requirements.lock
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(SOLVER)/.ready: solver/requirements.lock | run-packages
	@$(PYTHON) -m venv $(SOLVER)
	@$(SOLVER)/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

# libFuzzer for Python, which is laid beside the libraries of the tests and into none of them.
$(FUZZER)/.ready: tests/fuzz/requirements.lock $(VENV)/.test-ready
	@rm -rf $(FUZZER)
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes --target $(FUZZER) -r $<
	@touch $@

# What checks what is deployed: schemas of Kubernetes, lists of parts, advisories.
$(TOOLS)/.ready: deploy/tools/requirements.lock | run-packages
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@
