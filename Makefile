# Everything that is done with this checkout. `make help` lists it.

PYTHON ?= python3
VENV := .venv/bin
MANAGE := $(VENV)/python manage.py
SCALE ?= 0.1

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

# --- Run -----------------------------------------------------------------------------------------------------

.PHONY: run
run: setup ## Open the newsroom: PORT=8000, HOST=127.0.0.1, DATABASE_URL and REDIS_URL if you have servers
	@exec $(MANAGE) runnewsroom --ends-with-make

.PHONY: demo
demo: setup ## Show the main job on the founding story, on throw-away servers
	@exec $(MANAGE) withservers $(MANAGE) demo

.PHONY: servers
servers: setup ## Only the embedded database and broker of this checkout, for work with manage.py
	@exec $(MANAGE) runnewsroom --servers-only --ends-with-make

.PHONY: reset
reset: setup ## Throw away this checkout's newsroom: all its data under var/
	@exec $(VENV)/python tools/reset.py

# --- Environment ---------------------------------------------------------------------------------------------

.PHONY: setup
setup: ## Make .venv from the lock; ends at once when it is current
	@exec $(PYTHON) -m tools.bootstrap local

.PHONY: setup-dev
setup-dev: ## The same with the tools for checks and tests
	@exec $(PYTHON) -m tools.bootstrap dev

.PHONY: lock
lock: ## Lock requirements/*.in anew, with hashes (needs uv)
	@$(PYTHON) -m tools.lock $(LOCK)

# --- Check ---------------------------------------------------------------------------------------------------

.PHONY: test
test: setup-dev browser check ## Everything CI runs: checks, then all tests on throw-away servers
	@exec $(VENV)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

.PHONY: check
check: setup-dev ## Lint, format, templates, types, import rules, migrations, deployment settings, diagrams
	@exec $(VENV)/python tools/check.py

.PHONY: fix
fix: setup-dev ## Put right what can be put right without thought
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

.PHONY: docs
docs: setup-dev ## Write the parts of the guides that are made from the code
	@DJANGO_SETTINGS_MODULE=config.settings.test $(VENV)/python -m tools.diagrams

.PHONY: screenshots
screenshots: setup-dev browser ## Take the guides' pictures from a running newsroom: URL=http://127.0.0.1:8000
	@exec $(VENV)/python -m tools.screenshots $(or $(URL),http://127.0.0.1:8000)

.PHONY: browser
browser: setup-dev
	@exec $(VENV)/python tools/browser.py

.PHONY: bench
bench: setup-dev ## All benchmarks at a small scale; one with NAME=extraction, larger with SCALE=1
	@exec $(VENV)/python tools/bench.py --scale $(SCALE) $(NAME)

.PHONY: check-bare
check-bare: ## Prove `make run` in a bare Debian root (needs debootstrap and root)
	@exec sh tools/check_bare.sh
