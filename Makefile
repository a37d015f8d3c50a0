# Everything one does with Loanerdesk from a terminal. `make run` and `make test` need nothing but Python 3.11.
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run reset demo-access reprice test check proof lock fix

PYTHON := .venv/bin/python

help:            ## show this list
	@sed -n 's/^\([a-z-]*\): .*## \(.*\)/  make \1\t\2/p; s/^\([a-z-]*\):  *## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

setup:           ## make .venv and install what is locked
	@sh config/setup/setup.sh run

setup-test:
	@sh config/setup/setup.sh test

run: setup       ## start everything with demo data (PORT, DATA_DIR)
	@exec $(PYTHON) -m config.supervisor run

reset: setup     ## forget the demo's data
	@exec $(PYTHON) -m config.supervisor reset

demo-access:     ## print as JSON what a script needs to drive the demo
	@exec $(PYTHON) -m config.supervisor demo-access

reprice: setup   ## price every past bill of the running demo again, and name what differs
	@exec $(PYTHON) -m config.supervisor reprice

test: check      ## every check there is, on a bare clone

check: setup-test ## the one list of checks
	@exec $(PYTHON) -m config.checks

proof: setup-test ## the long proofs, resumable; results in docs/proof.md
	@exec $(PYTHON) -m config.proof

fix: setup-test  ## let ruff and djade put things right
	@exec $(PYTHON) -m config.checks.mending

lock:            ## resolve the requirements anew
	@for each in setup "" dev; do \
	  name=requirements$${each:+-$$each}; \
	  .venv/bin/uv pip compile -q -p $(PYTHON) --universal --python-version 3.11 --no-header --generate-hashes $$name.in -o $$name.lock; \
	done
