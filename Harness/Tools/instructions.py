#!/usr/bin/env python3
"""Counts instructions a byte, which no busy machine changes: instructions.py SYSLOG-BENCH.

Callgrind counts each mode on a generated log of 10 MB, less the same on an empty file. A missed goal is printed; it fails where a
mode takes more than it did, so that nothing grows unseen while the goals are not reached.
"""
import os
import re
import shutil
import subprocess
import sys

import bench_goals
import bench_log
from bench_measure import tool

MODES = {"P15 headers, instructions a byte": "parse", "P15 classify, instructions a byte": "classify",
         "P15 summary, instructions a byte": "survey"}
MEGABYTES = 10
# What the modes took when they were last changed, and a tenth for other compilers. Lower them with what is won.
CEILINGS = {"P15 headers, instructions a byte": 2.5, "P15 classify, instructions a byte": 3.4,
            "P15 summary, instructions a byte": 4.8}


def without_debug_info(bench, folder):
    """A copy that valgrind can read: it gives up on newer debug information than it knows."""
    copy = os.path.join(folder, "syslog-bench-plain")
    shutil.copy(bench, copy)
    if tool("strip"):
        subprocess.run([tool("strip"), "--strip-debug", copy], check=True)
    return copy


def count(bench, mode, path):
    """Instructions of one run."""
    done = subprocess.run(
        [tool("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null", bench, mode, path],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        sys.exit(f"error: callgrind did not count {mode}: {done.stderr[-500:]}")
    return int(found[1])


def measure(bench, folder):
    """Instructions a byte by goal; a sentence where they cannot be counted."""
    if not tool("valgrind"):
        return "valgrind is not installed, so instructions were not counted"
    log, truth = bench_log.provide(folder, MEGABYTES)
    bench = without_debug_info(bench, folder)
    return {goal: (count(bench, mode, log) - count(bench, mode, os.devnull)) / truth["bytes"] for goal, mode in MODES.items()}


def is_comparable():
    """Whether callgrind sees the vectors that the ceilings were measured with; a narrower machine takes more instructions."""
    try:
        with open("/proc/cpuinfo") as facts:
            return " avx2 " in facts.read()
    except OSError:
        return False


def main():
    found = measure(sys.argv[1], os.path.join(".build", "bench"))
    if isinstance(found, str):
        print(found)
        return
    figures = bench_goals.Figures(values=found)
    print(bench_goals.table(figures))
    grown = [f"{goal}: {value:.2f}, at most {CEILINGS[goal]}" for goal, value in found.items() if value > CEILINGS[goal]]
    if grown and is_comparable():
        sys.exit(f"error: more instructions than before: {'; '.join(grown)}")


if __name__ == "__main__":
    main()
