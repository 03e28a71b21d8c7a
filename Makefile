# Every goal installs what it needs first and says so. `make help` lists the goals.

SWIFT ?= swift
CONFIGURATION ?= release
SANDPROBE = $(shell $(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/sandprobe
SOURCES = Package.swift Harness ProbeApps
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help tools build run test lint format bench clean

help: ## Lists the goals
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

tools: ## Installs the libimobiledevice tools that are missing
	@sh Harness/Tools/install-tools.sh

build: tools ## Builds sandprobe
	$(SWIFT) build -c $(CONFIGURATION) --product sandprobe

run: build ## Runs every scenario on the attached iPhone, or rehearses on the virtual phone (ARGS="app-group --repeat 3")
	$(SANDPROBE) run $(ARGS)

test: tools ## Builds and passes all tests
	$(SWIFT) test

lint: ## Checks formatting and what the compiler cannot
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## Formats the sources
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

bench: build ## Measures reading a device log beside grep and wc on the same file
	@python3 Harness/Tools/bench.py $(SANDPROBE)

clean: ## Removes what was built; runs in Reports/ stay
	$(SWIFT) package clean
