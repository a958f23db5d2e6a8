# Everything here is also a script of its own in scripts/.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench bench-large memory gigabytes soak fuzz matrix

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

demo: ## Serve the hub with an invented population on http://127.0.0.1:8000 (PORT, AIDHUB_DEMO_PERSONS)
	@scripts/setup
	@.venv/bin/aidhub demo

test: check ## Check, then run all tests against a real PostgreSQL
	@.venv/bin/python -m pytest --numprocesses 3

check: ## Lint, format, types and the direction of imports
	@scripts/setup dev
	@scripts/check

bench: ## Measure the hub beside its limit and its peers (AIDHUB_BENCH_PERSONS, 300000)
	@scripts/setup dev
	@.venv/bin/python -m benchmarks run

bench-large: ## The same at three million persons: hours and 90 GB the first time; run it again where it was broken off
	@scripts/setup dev
	@AIDHUB_BENCH_PERSONS=3000000 .venv/bin/python -m benchmarks run

memory: ## Watch the memory of a worker for an hour of all operations and hostile bodies (MINUTES, AIDHUB_BENCH_PERSONS)
	@scripts/setup dev
	@AIDHUB_BENCH_PERSONS=$${AIDHUB_BENCH_PERSONS:-30000} .venv/bin/python -m benchmarks memory --minutes $${MINUTES:-60}

gigabytes: ## Watch the memory of a worker while a file of 2 GiB comes in and is read to its end (MIB)
	@scripts/setup dev
	@.venv/bin/python -m benchmarks large-file --mib $${MIB:-2048}

soak: ## Kill workers, backends, postmaster and parent and fill the disk under load; then while files come in (KILLS, MINUTES)
	@scripts/setup dev
	@.venv/bin/python -m tests.soak --kills $${KILLS:-1000} --minutes $${MINUTES:-600}
	@.venv/bin/python -m tests.soak.imports --kills $${IMPORT_KILLS:-100} --minutes $${MINUTES:-600}

fuzz: ## Send a million malformed and changed inputs to token endpoint, sign-in and graph (INPUTS, MINUTES, SEED)
	@scripts/setup dev
	@.venv/bin/python -m tests.fuzz --inputs $${INPUTS:-1000000} --minutes $${MINUTES:-600} --seed $${SEED:-1}

matrix: ## Ask every field with every scope of every department, and compare with what is declared (minutes)
	@scripts/setup dev
	@AIDHUB_MATRIX=1 .venv/bin/python -m pytest -q tests/schema/test_access_matrix.py
