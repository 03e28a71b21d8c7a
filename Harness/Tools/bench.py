#!/usr/bin/env python3
"""Measures sandprobe beside grep and wc on the same log, in turns, and prints ratios.

A rehearsal is recorded, its log is drowned in records of other processes, and the report is made again from it. The verdicts
must not change: a fast wrong answer is no result. Wall-clock figures differ between machines; the ratios to grep in the same
round are what to compare.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SIZE = int(os.environ.get("BENCH_MEGABYTES", "100")) * 1_000_000
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
NOISE = [
    "locationd[72] <Notice>: {\"msg\":\"state transition\", \"event\":\"activity\", \"self\":\"0x1\"}",
    "runningboardd(RunningBoard)[31] <Notice>: Acquiring assertion targeting application from originator",
    "wifid(WiFiPolicy)[44] <Notice>: scan cache updated, channel 11",
    "SpringBoard(FrontBoard)[58] <Notice>: Received state update, running-active-NotVisible",
    "backboardd(QuartzCore)[51] <Debug>: frame committed after 16 ms",
]


def timed(command):
    """Seconds that a command takes; its output goes to a file, since grep -c stops early on /dev/null."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        done = subprocess.run(command, stdout=output, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"})
        seconds = time.monotonic() - start
    return seconds, done.returncode


def record_run(sandprobe, folder):
    subprocess.run([sandprobe, "run", "--device", "virtual", "--out", folder], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    runs = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
    if len(runs) != 1:
        sys.exit("error: the rehearsal left no run folder")
    return runs[0]


def verdicts(run):
    with open(os.path.join(run, "findings.json")) as file:
        return {finding["claim"]: finding["verdict"] for finding in json.load(file)["findings"]}


def drown(run):
    """Appends records of other processes until the log has the wanted size."""
    path = os.path.join(run, "syslog.log")
    with open(path, "ab") as log:
        if log.tell() and open(path, "rb").read()[-1:] != b"\n":
            log.write(b"\n")
        block = "".join(f"Nov 23 18:00:{second:02d} {line}\n" for second in range(60) for line in NOISE).encode()
        while log.tell() < SIZE:
            log.write(block)
    return path


def main():
    sandprobe = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        run = record_run(sandprobe, folder)
        before = verdicts(run)
        log = drown(run)
        tools = {
            "grep -c": ["grep", "-c", "Sandbox: ", log],
            "wc -l": ["wc", "-l", log],
            "sandprobe report": [sandprobe, "report", run, "--format", "json"],
        }
        times = {name: [] for name in tools}
        for _ in range(ROUNDS):
            for name, command in tools.items():
                times[name].append(timed(command)[0])
        if verdicts(run) != before:
            sys.exit("error: records of other processes changed a verdict")
        grep = statistics.median(times["grep -c"])
        size = os.path.getsize(log) / 1e6
        print(f"{size:.0f} MB, {ROUNDS} rounds in turns; verdicts unchanged")
        print(f"{'':18}{'median s':>10}{'min s':>10}{'max s':>10}{'MB/s':>10}{'÷ grep':>10}")
        for name, seconds in times.items():
            middle = statistics.median(seconds)
            print(f"{name:18}{middle:10.3f}{min(seconds):10.3f}{max(seconds):10.3f}{size / middle:10.0f}"
                  f"{middle / grep:10.2f}")
        shutil.rmtree(run)


main()
