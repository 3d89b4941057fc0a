# make alone lists what can be asked for. A fresh machine needs Go, and Node for
# the charts and fonts.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Without cgo the binary is static and nothing compiles SQLite in C: ours is in Go.
export CGO_ENABLED := 0

npm    := $(shell command -v npm)
assets := dashboards/assets
lint   := go tool -modfile=tools.mod golangci-lint

# The packages where several things run at once; the longest first, beside the others.
at_once := $(addprefix ./internal/,web/... store/... flow/... files/... drawing/...)

# go test names what it skips only when it names everything: this leaves the
# skips and their reasons, the failures, and one line a package.
aloud := grep -vE '^ *(=== (RUN|PAUSE|CONT|NAME) |--- PASS: |PASS$$|.*\[rapid\] OK)'

.PHONY: help run demo test check lint format race fuzz faults bench gallery screenshot assets release clean

help: ## list these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 16

run: assets ## build, migrate a SQLite file, seed it if empty, serve on localhost:8080
	go build -o bin/ ./cmd/reformboard
	./bin/reformboard serve --demo

test: ## run the tests; what a missing program leaves out is named
	go test -v -timeout 20m $(again) ./internal/web/... ./... | $(aloud)

check: export REQUIRE_ASSETS   := 1
check: export REQUIRE_BROWSER  := 1
check: export REQUIRE_OFFICE   := 1
check: export REQUIRE_POSTGRES := 1
check: export REQUIRE_SHARED   := 1
check: again := -count=1
check: assets lint race fuzz test faults ## exactly what CI does: nothing may be missing

lint: ## format, vet and every rule of .golangci.yml
	$(lint) run

format: ## write the files as lint wants them
	$(lint) fmt

race: ## run what runs at once under the race detector, which needs a C compiler
	CGO_ENABLED=1 go test -race -short -timeout 20m $(again) $(at_once)

# What reads files that others send, a fuzz target of each, and how many files it tries:
# some twelve seconds' worth. Not so many seconds: with a clock, go test may fail at its
# end though nothing was found (golang/go#75804).
fuzzed := markup/FuzzScanner:1000000 container/FuzzOpen:150000 spreadsheet/FuzzSheet:50000 workbook/FuzzRead:70000 workbook/FuzzReadSheet:800
longer ?= 1

fuzz: ## look for files that break their readers, for a minute; longer=10 for ten
	@$(foreach target,$(fuzzed),go test ./internal/$(dir $(target)) -run '^$$' -fuzz '^$(word 1,$(subst :, ,$(notdir $(target))))$$' -fuzztime $$(($(lastword $(subst :, ,$(target))) * $(longer)))x -fuzzminimizetime 100x | tail -n 2;)

faults: ## kill, cut and mislead the program, for a minute; longer=10 for ten times as many faults
	go test -v -count=1 -timeout 12h ./internal/faults -args -longer $(longer) | $(aloud)

bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

gallery: assets ## write every page with sample data to bin/gallery
	go test ./dashboards -gallery $(CURDIR)/bin/gallery

# The licences are the last that npm's build writes.
ifdef npm
assets: $(assets)/dist/NOTICE ## ECharts and fonts from npm by lock file
else
assets:
	@echo 'assets: no npm here; pages go without charts and show their tables'
endif

$(assets)/dist/NOTICE: $(assets)/package-lock.json $(wildcard $(assets)/*.mjs)
	cd $(assets) && npm ci --ignore-scripts && npm run build

screenshot: assets ## take README's picture anew
	REQUIRE_BROWSER=1 go test ./internal/web -run TestEveryPageInABrowser -screenshot $(CURDIR)/dashboards/screenshot.png

release: ## build the small binary that is handed out
	go build -trimpath -tags nomsgpack -ldflags '-s -w' -o bin/ ./cmd/reformboard

clean: ## remove what was built; data/ stays
	rm -rf bin screenshots $(assets)/node_modules
	find $(assets)/dist -mindepth 1 ! -name .gitignore -delete
