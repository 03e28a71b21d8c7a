#!/usr/bin/env python3
"""Measures the engine and sandprobe beside other tools, in turns, and prints ratios: bench.py SANDPROBE SYSLOG-BENCH.

The log is made up, and what it holds is counted while it is written: a fast wrong answer fails. Wall-clock figures differ
between machines; the ratios to a tool in the same round are what to compare. Missed goals are printed and fail nothing.

BENCH_MEGABYTES (1000), BENCH_ROUNDS (5), BENCH_SECONDS (60, for the many pipes), BENCH_ONLY (some of: files live decode
start instructions report). Results go to .build/bench/bench.json too.
"""
import json
import os
import statistics
import sys

import bench_decode
import bench_files
import bench_goals
import bench_live
import bench_measure
import bench_report
import bench_start
import instructions

FOLDER = os.path.abspath(os.path.join(".build", "bench"))
SUBJECTS = ["files", "live", "decode", "start", "instructions", "report"]


class Bench:
    def __init__(self, sandprobe, bench):
        self.sandprobe, self.bench = os.path.abspath(sandprobe), os.path.abspath(bench)
        self.megabytes = int(os.environ.get("BENCH_MEGABYTES", "1000"))
        self.rounds = int(os.environ.get("BENCH_ROUNDS", "5"))
        self.seconds = int(os.environ.get("BENCH_SECONDS", "60"))
        self.only = os.environ.get("BENCH_ONLY", "").split() or SUBJECTS
        self.figures = bench_goals.Figures()
        self.measured = {}

    def show(self, title, series, size):
        """Prints what each command took, and keeps it for the file."""
        yardstick = series.get("grep -c")
        print(f"\n{title}\n{'':36}{'median s':>10}{'min s':>10}{'max s':>10}{'MB/s':>8}{'peak MB':>9}{'÷ grep':>8}")
        for name, one in series.items():
            pace = f"{size / 1e6 / one.median:8.0f}" if size else " " * 8
            ratio = f"{one.median / yardstick.median:8.2f}" if yardstick else ""
            print(f"{name:36}{one.median:10.4f}{min(one.seconds):10.4f}{max(one.seconds):10.4f}{pace}{one.peak / 1024:9.1f}{ratio}",
                  flush=True)
        self.measured[title] = {name: {"seconds": one.seconds, "processor": one.processor, "peak_kb": one.peak}
                                for name, one in series.items()}
        if yardstick:
            print(f"grep's rounds lie {yardstick.spread:.0%} apart; load {os.getloadavg()[0]:.1f}")

    def files(self, logs, dense):
        log, truth = logs["the log"]
        bench_files.whole(self.bench, self.sandprobe, log, truth, self.rounds, self.figures, self.show)
        bench_files.dense(self.bench, *dense, self.rounds, self.figures, self.show)
        bench_files.sizes(self.bench, logs, self.rounds, self.figures, self.show)
        bench_files.slow(self.bench, log, truth, self.figures, FOLDER, self.show)

    def live(self, logs, _):
        log, truth = logs["a tenth"]
        median = statistics.median
        bench_live.one_pipe(self.bench, log, truth, self.rounds, self.figures, median)
        found = bench_live.many_pipes(self.bench, log, min(self.seconds, 5), self.rounds, self.figures, median)
        self.measured["16 pipes"] = found
        self.measured["64 pipes"] = bench_live.crowd(self.bench, log, self.seconds, self.figures)

    def decode(self, _, dense):
        self.measured["events"] = bench_decode.decode(
            self.bench, dense[0], self.rounds, FOLDER, self.figures, statistics.median)

    def start(self, *_):
        bench_start.start(self.sandprobe, self.rounds, FOLDER, self.figures, self.show)

    def instructions(self, *_):
        found = instructions.measure(self.bench, FOLDER)
        if isinstance(found, str):
            self.figures.absent.append(found)
        for name, value in (found if isinstance(found, dict) else {}).items():
            self.figures.take(name, value)

    def report(self, *_):
        bench_report.report(self.sandprobe, self.megabytes, self.rounds, self.figures, self.show)

    def run(self):
        os.makedirs(FOLDER, exist_ok=True)
        load = os.getloadavg()
        logs, dense, seconds = bench_files.provide(FOLDER, self.megabytes)
        print(f"logs of {self.megabytes // 10}, {self.megabytes} and {self.megabytes * 4} MB in {seconds:.0f} s; load {load[0]:.1f}")
        for subject in self.only:
            try:
                getattr(self, subject)(logs, dense)
            except bench_measure.Failed as failure:
                self.figures.wrong.append(f"{subject}: {failure}")
        self.close(load)

    def close(self, load):
        rows = list(self.figures.judgements())
        with open(os.path.join(FOLDER, "bench.json"), "w") as file:
            json.dump({"megabytes": self.megabytes, "rounds": self.rounds, "cores": os.cpu_count(), "load_before": load,
                       "load_after": os.getloadavg(), "goals": rows, "wrong": self.figures.wrong,
                       "absent": self.figures.absent, "measured": self.measured}, file, indent=1, ensure_ascii=False)
        print("\n" + bench_goals.table(self.figures))
        for reason in self.figures.absent:
            print(f"not measured: {reason}")
        for wrong in self.figures.wrong:
            print(f"error: {wrong}")
        missed = [row["figure"] for row in rows if row["verdict"] == "missed"]
        print(f"{len(rows)} figures, {len(missed)} missed, {len(self.figures.wrong)} wrong; all in {FOLDER}/bench.json")
        sys.exit(1 if self.figures.wrong else 0)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Bench(*sys.argv[1:]).run()
