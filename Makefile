# The front door: `make` lists what there is. Every target installs what it needs (tools/setup,
# lists in tools/packages/) and keeps to its own build directory; Meson does the building.

PREFIX ?= /usr/local
RECIPE ?= data/recipes/boron-base.json
PYTHON := /usr/bin/python3
# On a machine without apt: make SETUP=true ..., with the packages installed by hand.
SETUP ?= tools/setup

C_FILES = $(shell find include src tests bench fuzz tools -name '*.[ch]')

# Runs a command and shows what it printed only if it fails.
quietly = @out=$$($(1) 2>&1) || { printf '%s\n' "$$out"; exit 1; }

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help
help:
	@awk '/^##@/ { printf "\n%s\n", substr($$0, 5) } \
	    /^[a-z-]+:.*## / { split($$0, a, ":.*## "); printf "  %-14s %s\n", a[1], a[2] }' Makefile

##@ Build
.PHONY: setup build install clean docs docs-check
setup: ## install what all targets need
	@$(SETUP)

build: setup-build build/build.ninja ## build/kiln and libkiln, optimised
	@ninja -C build --quiet

install: build ## install under PREFIX (default /usr/local)
	@meson configure build --prefix $(PREFIX)
	meson install -C build

clean: ## remove every build directory
	rm -rf build build-*

docs: reference-writer ## docs/reference: commands, data shapes and sources, from Kiln's own tables
	@tools/write-docs build docs/reference
	@mkdir -p docs/images
	@build/kiln simulate data/recipes/boron-base.json --plot docs/images/demo.svg >build/demo.txt

docs-check: reference-writer ## fail if docs/reference is not what `make docs` writes
	@tools/write-docs build build/reference
	@diff -ru docs/reference build/reference

.PHONY: reference-writer
reference-writer: build
	@ninja -C build --quiet write-reference

##@ Try it
.PHONY: demo run
demo: build ## simulate a recipe: KPI table, and a page with the profile
	@build/kiln simulate $(RECIPE) --report build/demo.html --plot build/demo.svg
	@echo "The page with the profile: $(CURDIR)/build/demo.html"

run: build ## build/kiln with ARGS, e.g. make run ARGS='oxide --help'
	@build/kiln $(ARGS)

##@ Test
.PHONY: test test-fast sanitize fuzz coverage coverage-xml reference golden-recipes
test: setup-test build-test/build.ninja build-fuzz/build.ninja ## all tests, then fuzzing for 10 s
	@ninja -C build-test --quiet && ninja -C build-fuzz --quiet fuzz-targets
	@$(PYTHON) tools/run-tests --tests build-test --fuzz build-fuzz --seconds 10

test-fast: setup-test build-test/build.ninja ## without the slow tests, without fuzzing
	@ninja -C build-test --quiet
	@$(PYTHON) tools/run-tests --tests build-test --fast

sanitize: setup-test build-sanitize/build.ninja ## the tests under ASan and UBSan
	@ninja -C build-sanitize --quiet
	@$(PYTHON) tools/run-tests --tests build-sanitize

FUZZ_SECONDS ?= 60
fuzz: setup-test build-fuzz/build.ninja ## each fuzz target for FUZZ_SECONDS (default 60)
	@ninja -C build-fuzz --quiet fuzz-targets
	@$(PYTHON) tools/run-tests --fuzz build-fuzz --seconds $(FUZZ_SECONDS)

coverage: run-coverage ## coverage of the tests: a table, and build-coverage/coverage.html
	@gcovr $(GCOVR) --txt - --html-details build-coverage/coverage.html --print-summary

coverage-xml: run-coverage ## the same as Cobertura XML: build-coverage/coverage.xml
	@gcovr $(GCOVR) --xml build-coverage/coverage.xml --print-summary

GCOVR := --root . --filter src/ --filter include/ build-coverage
.PHONY: run-coverage
run-coverage: setup-coverage build-coverage/build.ninja
	@ninja -C build-coverage --quiet
	@$(PYTHON) tools/run-tests --tests build-coverage

# 77: the reference is not on this machine, as the script has said.
reference: setup-test build ## SUPREM-IV.GS and TSUPREM-4, row by row, beside Kiln (KILN_REFERENCE: where)
	@$(PYTHON) tests/reference/oxidation.py build/kiln || [ $$? -eq 77 ]
	@$(PYTHON) tests/reference/suprem4gs.py build/kiln data/models/supremiv.json || [ $$? -eq 77 ]
	@$(PYTHON) tests/reference/tsuprem4.py build/kiln || [ $$? -eq 77 ]

golden-recipes: setup-test build ## recipes with known results: each KPI, its error, what is covered
	@$(PYTHON) tests/golden/golden_recipes.py build/kiln

##@ Check
.PHONY: format format-check lint type tidy warnings qa ci all
format: setup-lint ## lay out the C files
	@clang-format -i $(C_FILES)

format-check: setup-lint ## fail if a C file is not laid out
	@clang-format --dry-run --Werror $(C_FILES)

lint: setup-lint build-test/build.ninja ## clang-tidy over src, shellcheck over scripts
	@shellcheck tools/setup tools/write-docs .ci/run $(wildcard fuzz/*.sh)
	@ninja -C build-test --quiet
	$(call quietly,run-clang-tidy -quiet -j 2 -p build-test '$(CURDIR)/src/.*\.c$$')

type: setup-build build-analyze/build.ninja ## static analysis: gcc -fanalyzer
	@ninja -C build-analyze --quiet

tidy: setup-lint build ## the house rules: floors, sizes, forbidden calls, symbols
	@$(PYTHON) tools/tidy --library build/libkiln.a

warnings: setup-test build-gcc/build.ninja build-clang/build.ninja ## gcc and clang with -Werror
	@ninja -C build-gcc --quiet && ninja -C build-clang --quiet

qa: format-check docs-check lint type tidy warnings test ## every check, then every test

ci: ## what a change must pass: .ci/run
	@.ci/run

all: build qa ## build and qa

##@ Measure
.PHONY: benchmark profile
benchmark: setup-benchmark build-bench/build.ninja ## Kiln against SciPy and Numba, as a table and JSON
	@ninja -C build-bench --quiet
	@$(PYTHON) bench/run.py build-bench

profile: setup-profile build-profile/build.ninja ## instructions by function of the demo
	@ninja -C build-profile --quiet
	@valgrind --quiet --tool=callgrind --callgrind-out-file=build-profile/callgrind.out \
	    build-profile/kiln simulate $(RECIPE) >build-profile/demo.txt
	@callgrind_annotate --auto=no --threshold=90 build-profile/callgrind.out

# One directory a way of building.
build-test/build.ninja: OPTIONS = --buildtype debugoptimized -Dtests=true
build-gcc/build.ninja: OPTIONS = -Dwerror=true -Dtests=true -Dbench=true
build-clang/build.ninja: export CC = clang
build-clang/build.ninja: OPTIONS = -Dwerror=true -Dtests=true
build-fuzz/build.ninja: export CC = clang
build-fuzz/build.ninja: OPTIONS = -Doptimization=1 -Ddebug=true -Dfuzz=true -Dexecutable=false
build-sanitize/build.ninja: OPTIONS = --buildtype debugoptimized -Dtests=true \
    -Db_sanitize=address,undefined -Darena_chunk=0 \
    -Dc_args='-fsanitize=float-cast-overflow -fno-sanitize-recover=all' \
    -Dc_link_args=-fsanitize=undefined
build-coverage/build.ninja: OPTIONS = --buildtype debug -Dtests=true -Db_coverage=true
# Outputs that a callee in another file fills are what the analyser takes for uninitialised.
build-analyze/build.ninja: OPTIONS = --buildtype debugoptimized -Dwerror=true \
    -Dc_args='-fanalyzer -Wno-analyzer-use-of-uninitialized-value'
build-bench/build.ninja: OPTIONS = -Dbench=true -Dexecutable=false
build-profile/build.ninja: OPTIONS = --buildtype debugoptimized
%/build.ninja:
	$(call quietly,meson setup $(OPTIONS) $*)

setup-%:
	@$(SETUP) $*
