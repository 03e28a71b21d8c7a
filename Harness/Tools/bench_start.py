"""P13: how fast sandprobe starts, and its size."""
import os
import shutil
import subprocess
import sys

import bench_measure
from bench_measure import tool


def start(sandprobe, rounds, folder, figures, report):
    series = bench_measure.interleaved({
        "python3 -c pass": [os.path.realpath(sys.executable), "-c", "pass"],
        "--version": [sandprobe, "--version"], "--help": [sandprobe, "--help"]}, max(rounds * 4, 20))
    report("starting", series, None)
    yardstick = series["python3 -c pass"].median
    for word in ("--version", "--help"):
        figures.take(f"P13 {word} ÷ python3 -c pass", series[word].median / yardstick)
    size(sandprobe, folder, figures)


def size(sandprobe, folder, figures):
    if not tool("strip"):
        figures.absent.append("strip is not installed")
        return
    copy = os.path.join(folder, "stripped")
    shutil.copyfile(sandprobe, copy)
    subprocess.run([tool("strip"), copy], check=True)
    figures.take("P13 stripped MB", os.path.getsize(copy) / 1e6)
    os.remove(copy)
