# Every target says what it does: `make` or `make help` prints this list.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
.PHONY: help setup run test check bench prove-sync screens slips soak taps docs format lock deb package-test sbom release release-data bundle

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## everything that is needed, on a bare Debian 12: libraries, virtual environment, fonts, pictograms
	@packaging/setup.sh

run: setup ## the kiosk with a demo site; without a screen the headless demo, which says where its results are
	@$(PYTHON) -m kiosk.boot.commands run

test: setup ## all tests (a few minutes)
	@$(PYTHON) -m pytest -q -n 2 --dist worksteal tests

check: setup ## lint, types, import rules, QML against the Python types, catalogues, formats document
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PYTHON) packaging/qml/lint.py
	@$(PYTHON) packaging/catalogues.py
	@$(PYTHON) packaging/audit.py

bench: setup ## ratios against limits and peers taken in the same run, with the raw values beside them
	@$(PYTHON) -m tests.bench

prove-sync: setup ## 5,000 histories of kiosks, server and readers, into build/proof/sync.json
	@$(PYTHON) packaging/prove_sync.py

screens: setup ## every page × language × size as a picture into build/screens, with what a machine finds wrong
	@$(PYTHON) packaging/screens.py

slips: setup ## every language on every paper as PDF, picture and printer job into build/slips, with a contact sheet each
	@$(PYTHON) packaging/slips.py

soak: setup ## two thousand visits through the real window: what lives at the beginning and at the end, as JSON
	@$(PYTHON) packaging/soak.py

taps: setup ## how many touches a visit takes in the real window, as JSON
	@$(PYTHON) packaging/taps.py

docs: setup ## the documentation as a site and the volunteer's card as PDF, into build/docs; broken links fail
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements/docs.lock
	@$(PYTHON) packaging/docs/pictures.py build/docs/pictures
	@$(PYTHON) packaging/docs/card.py build/docs
	@$(PYTHON) -m sphinx -q -W --keep-going -c docs . build/docs/site
	@echo "site: build/docs/site/docs/index.html"

bundle: setup ## Ceiba of the last commit as one folder with its own Python, for this system, tried out, into build/bundle
	@packaging/debian.sh packaging/bundle/tools.txt
	@$(PYTHON) packaging/bundle/build.py build/bundle
	@$(PYTHON) packaging/bundle/prove.py build/bundle

sbom: setup ## what the last built package holds (CycloneDX) and under which licences, into build/sbom
	@$(PYTHON) packaging/sbom/make.py build/sbom $(wildcard build/deb/ceiba_*.deb)

deb: setup ## the Debian package of the last commit, the same bytes each time, into build/deb
	@packaging/debian.sh packaging/deb/tools.txt
	@$(PYTHON) packaging/deb/package.py

package-test: deb ## as root: that package built twice, checked by lintian, used in a clean Debian 12, and purged
	@$(PYTHON) packaging/package_test/run.py

release-data: setup ## once a release, before it is built: a real day of it, kept for ever in tests/releases
	@$(PYTHON) -m tests.releases.make

release: deb ## package, bill of materials, licences, apt repository, checksums, and what is left to do, into build/release
	@$(PYTHON) packaging/release/release.py "$$(ls -t build/deb/ceiba_*.deb | head -n 1)"

format: setup ## ruff's formatter over the tree
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

lock: ## pin every dependency with hashes again (needs uv)
	@for which in run dev; do \
	  extra=$$([ $$which = dev ] && echo "--extra dev"); \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$extra \
	    -q pyproject.toml -o packaging/requirements/$$which.lock; done
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra docs \
	  -c packaging/requirements/dev.lock -q pyproject.toml -o packaging/requirements/docs.lock
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra bundle \
	  -c packaging/requirements/run.lock -q pyproject.toml -o packaging/requirements/bundle.lock
