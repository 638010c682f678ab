# Two commands matter: `make run` and `make test`. Everything real is in tools/setup.py.
# PORT=8001 chooses the port, PYTHON=python3.12 the Python, ARGS="tests/votes -k quorum" what pytest runs.
PORT ?= 8000
SETUP = python=$$(PYTHON="$(PYTHON)" sh tools/find-python) && exec "$$python" tools/setup.py

.PHONY: run test setup check format bench clean

run:
	@$(SETUP) run --port "$(PORT)"

test:
	@$(SETUP) test $(ARGS)

setup check format bench:
	@$(SETUP) $@

clean:
	rm -rf .venv .tools node_modules vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
