.PHONY: run test test-whoosh3 lint setup crash-test fuzz bench-commands bench-generate bench-round bench-intake bench-search score templates lock

bin := .venv/bin
shell_scripts := run test .ci/run .ci/setup .ci/whoosh3 .ci/fuzz

run:
	./run

test:
	./test

setup:
	.ci/setup test

# The search engine's tests once more, on the fork of Whoosh that goes on.
test-whoosh3:
	.ci/whoosh3 -q

lint:
	.ci/setup test
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	if command -v shellcheck >/dev/null; then shellcheck $(shell_scripts); fi

# Kills and faults at every step of filing; needs a quarter of an hour, goes on where it was broken off.
# Counts stand in bench/results/crash-test.json; delete it to begin anew. See docs/reliability.md.
crash-test:
	.ci/setup test
	$(bin)/python -m pytest -s -q tests/reliability/every_crash.py

# Spoiled files led by coverage, three minutes for each format: make fuzz [FORMAT="docx pdf"] [SECONDS=180].
# See docs/reliability.md.
fuzz:
	FORMAT="$(FORMAT)" SECONDS="$(SECONDS)" .ci/fuzz

# Needs two minutes; docs/benchmarks.md says what it measures.
bench-commands:
	.ci/setup test
	$(bin)/python -m bench.commands

# Needs some two minutes and LibreOffice; docs/benchmarks.md says what it measures.
bench-generate:
	.ci/setup test
	$(bin)/python -m bench.generate

# Needs some five minutes; docs/benchmarks.md says what it measures.
bench-round:
	.ci/setup test
	$(bin)/python -m bench.round

# Needs three minutes. LARGE=folder adds an office of 100,000 records (seven gigabytes, made there once, in ten
# minutes); FILES=20000 adds so many letters in one drop (some ten minutes), to show that memory stays as it is.
bench-intake:
	.ci/setup test
	$(bin)/python -m bench.intake $(if $(LARGE),--large $(LARGE)) $(if $(FILES),--files $(FILES))

# Needs half an hour, most of it for stock Whoosh, and the corpus beside the checkout; see docs/index.md.
bench-search:
	.ci/setup test
	$(bin)/python -m bench.search

# How well real documents are recognised; needs the corpus beside the checkout. See docs/recognition.md.
score:
	.ci/setup test
	$(bin)/python -m bench.score

# The Word templates that are shipped, made again from templates/profiles/.
templates:
	$(bin)/python -m generator.template_builder

# Both locks, made again from pyproject.toml; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--group dev pyproject.toml -o requirements-dev.lock
