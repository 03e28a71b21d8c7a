#!/usr/bin/env python3
"""Counts instructions a byte, which no busy machine changes: instructions.py SYSLOG-BENCH.

Callgrind counts each mode on a generated log of 10 MB, less the same on an empty file. Above the «must» of a goal it fails.
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


def main():
    found = measure(sys.argv[1], os.path.join(".build", "bench"))
    if isinstance(found, str):
        print(found)
        return
    figures = bench_goals.Figures(values=found)
    print(bench_goals.table(figures))
    missed = [row["figure"] for row in figures.judgements() if row["verdict"] == "missed"]
    if missed:
        sys.exit(f"error: more instructions than allowed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
