# Every goal installs what it needs first and says so. `make help` lists the goals.

SWIFT ?= swift
CONFIGURATION ?= release
SYSLOG_BENCH = $(shell $(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/syslog-bench
SANDPROBE = $(shell $(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/sandprobe
# Off Apple's platforms the runtime is linked in: it starts in half the time, and runs where no Swift is installed.
STATIC = $(if $(filter Linux-release,$(shell uname -s)-$(CONFIGURATION)),--static-swift-stdlib)
SOURCES = Package.swift Harness ProbeApps Extensions
ARGS ?=
# Tests that mostly wait for tools and the virtual phone go by themselves, many at once: beside tests that only compute
# they would wait for their turn as well.
WAITING_TESTS = ^(DeviceTests|LogInputTests|RunnerTests|VirtualPhoneTests|sandprobeTests)\.
CORES := $(shell getconf _NPROCESSORS_ONLN)
COMPUTING_WIDTH ?= $(shell expr 2 '*' $(CORES))
WAITING_WIDTH ?= $(shell expr 8 '*' $(CORES))
FUZZ_SECONDS ?= 60
FUZZ_FROM ?= 1
SOAK_SEEDS ?= 500
SOAK_WORKERS ?=
KILLS ?= 200

.DEFAULT_GOAL := help
.PHONY: help tools build run test lint format bench bench-quick fuzz soak mutants libfuzzer instructions syslog-bench kill-test clean

help: ## Lists the goals
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

tools: ## Installs the tools that are missing: libimobiledevice's, gzip and zstd
	@sh Harness/Tools/install-tools.sh

build: tools ## Builds sandprobe
	$(SWIFT) build -c $(CONFIGURATION) --product sandprobe $(STATIC)

run: build ## Runs every scenario on the attached iPhone, or rehearses on the virtual phone (ARGS="app-group --repeat 3")
	$(SANDPROBE) run $(ARGS)

test: tools ## Builds and passes all tests
	$(SWIFT) build --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(COMPUTING_WIDTH) $(SWIFT) test --skip-build --skip '$(WAITING_TESTS)'
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(WAITING_WIDTH) $(SWIFT) test --skip-build --filter '$(WAITING_TESTS)'

lint: ## Checks formatting and what the compiler cannot
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## Formats the sources
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

.PHONY: check-ios project apps simulator-apps install

check-ios: ## Checks what runs on the phone; against an SDK where there is one (IOS_SDK= IOS_RESOURCE_DIR= IOS_XCTEST=)
	@$(SWIFT) build --product check-ios
	@IOS_SDK="$(IOS_SDK)" IOS_RESOURCE_DIR="$(IOS_RESOURCE_DIR)" IOS_XCTEST="$(IOS_XCTEST)" \
	  $(shell $(SWIFT) build --show-bin-path)/check-ios .

project: ## Makes the Xcode project of the probe apps (xcodegen)
	@sh Harness/Tools/phone-project.sh

apps: ## Builds the probe apps and the Conductor on a Mac (TEAM=ABCDE12345); untested
	@TEAM="$(TEAM)" PREFIX="$(PREFIX)" sh Harness/Tools/phone-apps.sh

simulator-apps: ## Builds them for Simulators on a Mac, without a team; untested
	@sh Harness/Tools/simulator-apps.sh

install: build ## Installs them on the attached phone (UDID= ONLY="IsolatedA IsolatedB"); untested
	@$(SANDPROBE) install $(ONLY) $(if $(UDID),--device $(UDID))

bench: build syslog-bench ## Measures sandprobe beside grep, wc and what else is there, and prints ratios (BENCH_ONLY="files live")
	@python3 Harness/Tools/bench.py $(SANDPROBE) $(SYSLOG_BENCH)

bench-quick: ## The same with 100 MB and 3 rounds
	@BENCH_MEGABYTES=100 BENCH_ROUNDS=3 BENCH_SECONDS=10 $(MAKE) bench

fuzz: syslog-bench ## Reads damaged logs and checks what must hold of them (FUZZ_SECONDS=600; 60 unless told)
	$(SYSLOG_BENCH) fuzz Harness/Tests/SyslogTests/Corpus --seconds $(FUZZ_SECONDS) --from $(FUZZ_FROM)

mutants: ## Turns every rule of the virtual phone over and prints which claims notice
	$(SWIFT) build -c $(CONFIGURATION) --product mutants $(STATIC)
	@$$($(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/mutants

soak: ## Every scenario through every fault and pair of faults, beside the truth (SOAK_SEEDS=500, SOAK_WORKERS=2)
	$(SWIFT) build -c $(CONFIGURATION) --product soak $(STATIC)
	@$$($(SWIFT) build -c $(CONFIGURATION) --show-bin-path)/soak --seeds $(SOAK_SEEDS) $(if $(SOAK_WORKERS),--workers $(SOAK_WORKERS)) $(ARGS)

libfuzzer: ## The same with inputs that libFuzzer finds by the branches that they reach
	SANDPROBE_LIBFUZZER=1 $(SWIFT) build -c release --sanitize fuzzer --product syslog-libfuzzer --scratch-path .build/fuzz
	@mkdir -p .build/fuzz/corpus .build/fuzz/found
	.build/fuzz/release/syslog-libfuzzer -max_total_time=$(FUZZ_SECONDS) -max_len=8192 -timeout=20 -rss_limit_mb=1024 \
	  -artifact_prefix=.build/fuzz/found/ .build/fuzz/corpus Harness/Tests/SyslogTests/Corpus

instructions: syslog-bench ## Counts the engine's instructions a byte where valgrind is installed
	@python3 Harness/Tools/instructions.py $(SYSLOG_BENCH)

kill-test: build ## Kills runs at random moments and looks at what they leave (KILLS=20; 200 unless told)
	@python3 Harness/Tools/kill-test.py $(SANDPROBE) $(KILLS)

syslog-bench:
	$(SWIFT) build -c $(CONFIGURATION) --product syslog-bench $(STATIC)

clean: ## Removes what was built; runs in Reports/ stay
	$(SWIFT) package clean
