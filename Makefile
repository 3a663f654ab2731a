# Each command makes .venv itself, from a lock with hashes. Without make, the same
# by hand:  python scripts/setup.py demo   (or run, test, check, bench …)

PYTHON ?= python3
# more words for the command: make demo WITH="--case my-account.yaml"
WITH ?=

TASKS = run demo test check bench attack catalogues lock
.PHONY: help $(TASKS)

help:
	@echo "make demo      play a published case, seal it, and take it in at a scratch UKHTC"
	@echo "make run       open the app"
	@echo "make test      run the tests"
	@echo "make check     format, lint, types, import contracts, unused and undeclared code"
	@echo "make bench     compare speeds, as ratios"
	@echo "make attack    change the questionnaire, vaults and bundles in one place at a time; kill; fail the disk"
	@echo "make catalogues  bring the texts to be translated up to date, and look through them"
	@echo "make lock      make the locks anew"

$(TASKS):
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { echo "Debrief needs Python 3.11 or newer: there is no command '$(PYTHON)'; install it (Debian and Ubuntu: python3, python3-venv)." >&2; exit 1; }
	@env -u PYTHONDONTWRITEBYTECODE "$(PYTHON)" scripts/setup.py $@ $(WITH)
