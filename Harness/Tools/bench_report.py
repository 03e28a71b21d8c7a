"""`sandprobe report` on a large log, beside grep and wc.

A rehearsal is recorded, its log is drowned in records of other processes, and the report is made again from it. The verdicts
must not change.
"""
import json
import os
import subprocess
import tempfile

import bench_measure
from bench_measure import tool

SIZE = 100_000_000
NOISE = [
    "locationd[72] <Notice>: {\"msg\":\"state transition\", \"event\":\"activity\", \"self\":\"0x1\"}",
    "runningboardd(RunningBoard)[31] <Notice>: Acquiring assertion targeting application from originator",
    "wifid(WiFiPolicy)[44] <Notice>: scan cache updated, channel 11",
    "SpringBoard(FrontBoard)[58] <Notice>: Received state update, running-active-NotVisible",
    "backboardd(QuartzCore)[51] <Debug>: frame committed after 16 ms",
]


def record_run(sandprobe, folder):
    subprocess.run([sandprobe, "run", "--device", "virtual", "--out", folder], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    runs = [entry.path for entry in os.scandir(folder) if entry.is_dir()]
    if len(runs) != 1:
        raise bench_measure.Failed("the rehearsal left no run folder")
    return runs[0]


def verdicts(run):
    with open(os.path.join(run, "findings.json")) as file:
        return {finding["claim"]: finding["verdict"] for finding in json.load(file)["findings"]}


def drown(run, size):
    """Appends records of other processes until the log has the wanted size."""
    path = os.path.join(run, "syslog.log")
    with open(path, "rb") as log:
        log.seek(-1, os.SEEK_END)
        is_whole = log.read() == b"\n"
    with open(path, "ab") as log:
        if not is_whole:
            log.write(b"\n")
        block = "".join(f"Nov 23 18:00:{second:02d} {line}\n" for second in range(60) for line in NOISE).encode()
        while log.tell() < size:
            log.write(block)
    return path


def report(sandprobe, megabytes, rounds, figures, show):
    with tempfile.TemporaryDirectory() as folder:
        run = record_run(sandprobe, folder)
        before = verdicts(run)
        log = drown(run, min(SIZE, megabytes * 1_000_000))
        series = bench_measure.interleaved({
            "grep -c": [tool("grep"), "-c", "Sandbox: ", log], "wc -l": [tool("wc"), "-l", log],
            "sandprobe report": [sandprobe, "report", run, "--format", "json"]}, rounds)
        figures.check("verdicts among records of other processes", verdicts(run), before)
        show("a run's log drowned in records of other processes", series, os.path.getsize(log))
