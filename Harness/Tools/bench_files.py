"""P1 to P6: whole files, each mode of syslog-bench beside grep and what else is installed, in the same rounds."""
import json
import os
import re
import subprocess
import sys
import time

import bench_live
import bench_log
import bench_measure
from bench_measure import tool

MARKERS = ["Sandbox: ", "SPE1 ", "deny(", "[connected"]
AWK = r"""{ if (match($0, /\[[0-9]+\] <[A-Za-z]+>: /)) { name = substr($0, 17, RSTART - 17); sub(/\(.*/, "", name); n[name]++ } }
END { for (name in n) print n[name], name }"""
PYTHON = r"""
import collections, re, sys
header = re.compile(rb'[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{6})? (.+?)(?:\(([^()]*)\))?\[(\d+)\] <(\w+)>: ')
names = collections.Counter()
with open(sys.argv[1], 'rb') as log:
    for line in log:
        found = header.match(line)
        if found:
            names[found[1]] += 1
print(sum(names.values()))
"""


def grep(log):
    return [tool("grep"), "-c", "Sandbox: ", log]


def others(log, figures):
    """Tools that a user would pick instead, those that are here."""
    found = {"wc -l": [tool("wc"), "-l", log], "cat": [tool("cat"), log]}
    optional = {
        "rg -c, 4 markers": ["rg", "-c", "--no-mmap", "-F", *sum((["-e", one] for one in MARKERS), []), log],
        "ugrep -c, 4 markers": ["ugrep", "-c", "-F", *sum((["-e", one] for one in MARKERS), []), log],
        "gawk by process": ["gawk", AWK, log],
    }
    for name, command in optional.items():
        if tool(command[0]):
            found[name] = [tool(command[0]), *command[1:]]
        else:
            figures.absent.append(f"{command[0]} is not installed")
    return found


def whole(bench, sandprobe, log, truth, rounds, figures, report):
    """P1, P2, P3 and P6 on the usual log. Of `sandprobe analyze` syslog-bench shows what the engine takes."""
    modes = {"headers": "parse", "classify": "classify", "summary": "survey"}
    commands = {"grep -c": grep(log)} | others(log, figures)
    commands |= {name: [bench, mode, log] for name, mode in modes.items()}
    if can_analyze(sandprobe):
        commands["sandprobe analyze"] = [sandprobe, "analyze", "--json", log]
    if os.cpu_count() > 1:
        commands["summary, 2 workers"] = [bench, "survey", log, "--workers", "2"]
    series = bench_measure.interleaved(commands, rounds)
    report(f"usual log, {truth['bytes'] / 1e6:.0f} MB", series, truth["bytes"])
    yardstick = series["grep -c"].median
    figures.check("grep -c", int(series["grep -c"].output), truth["sandbox_text_lines"])
    check(figures, series, truth)
    for goal, name in (("P1", "headers"), ("P2", "classify"), ("P3", "summary")):
        figures.take(f"{goal} {name} ÷ grep", series[name].median / yardstick)
        figures.take(f"{goal} peak MB", series[name].peak / 1024)
    if "sandprobe analyze" in series:
        one = series["sandprobe analyze"]
        check_analyze(figures, json.loads(one.output), truth)
        figures.take("P3 sandprobe analyze ÷ grep", one.median / yardstick)
        figures.take("P3 sandprobe analyze, peak MB", one.peak / 1024)
    else:
        figures.absent.append("sandprobe does not analyze")
    if "summary, 2 workers" in series:
        both = series["summary, 2 workers"]
        digests = [bench_live.result([bench, "survey", log, "--digest", "--workers", count]) for count in ("1", "2")]
        figures.check("summary by two workers", digests[1], digests[0])
        figures.take("P6 two workers ÷ one", both.median / series["summary"].median)
    else:
        figures.absent.append("P6 needs two cores")
    return series


def check(figures, series, truth):
    for name in ("headers", "classify", "summary"):
        found = json.loads(series[name].output)
        for key, value in expected(truth).items():
            if key in found:
                figures.check(f"{name}: {key}", found[key], value)


def can_analyze(sandprobe):
    words = subprocess.run([sandprobe, "analyze", "--help"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return b"--json" in words.stdout


def check_analyze(figures, summary, truth):
    found = {"bytes": summary["extent"]["bytes"], "lines": summary["extent"]["lines"], "records": summary["extent"]["records"],
             "denies and duplicates": summary["sandbox"]["records"], "folded": summary["sandbox"]["folded"]}
    wanted = {"bytes": truth["bytes"], "lines": truth["lines"], "records": truth["records"] + truth["notices"],
              "denies and duplicates": truth["denies"] + truth["duplicates"], "folded": truth["folded"] - truth["duplicates"]}
    for key, value in wanted.items():
        figures.check(f"sandprobe analyze: {key}", found[key], value)


def expected(truth):
    return truth | {"denies_and_duplicates": truth["denies"] + truth["duplicates"],
                    "records_and_notices": truth["records"] + truth["notices"],
                    "folded_beyond": truth["folded"] - truth["duplicates"]}


def dense(bench, log, truth, rounds, figures, report):
    """P4."""
    series = bench_measure.interleaved(
        {"grep -c": grep(log), "headers": [bench, "parse", log], "classify": [bench, "classify", log],
         "summary": [bench, "survey", log]}, rounds)
    report(f"dense log, {truth['bytes'] / 1e6:.0f} MB", series, truth["bytes"])
    check(figures, series, truth)
    figures.take("P4 dense summary ÷ grep", series["summary"].median / series["grep -c"].median)
    figures.take("P4 peak MB", series["summary"].peak / 1024)


def sizes(bench, logs, rounds, figures, report):
    """P5, and P1's memory: a tenth of the log, the log, four times the log."""
    commands = {f"{mode} {name}": [bench, mode, log] for name, (log, _) in logs.items() for mode in ("parse", "survey")}
    commands["survey nothing"] = [bench, "survey", os.devnull]
    series = bench_measure.interleaved(commands, min(rounds, 3))
    report("sizes", series, None)
    start = series["survey nothing"].median
    small, middle, large = (series[f"survey {name}"].median for name in logs)
    figures.take("P5 four times the log ÷ the log", large / middle)
    figures.take("P5 the log ÷ a tenth of it", (middle - start) / max(small - start, 1e-9))
    peaks = [series[f"parse {name}"].peak for name in logs]
    figures.take("P1 peak MB, growth from a tenth to four times the log", (max(peaks) - min(peaks)) / 1024)
    for name, (_, truth) in logs.items():
        figures.check(f"summary of {name}", json.loads(series[f"survey {name}"].output)["records_and_notices"], truth["records"] + truth["notices"])


def slow(bench, log, truth, figures, folder, report):
    """P3 against what takes long: lnav and Python, once each."""
    commands = {"grep -c": grep(log), "summary": [bench, "survey", log], "Python re": [sys.executable, "-c", PYTHON, log]}
    if tool("lnav"):
        commands["lnav"] = lnav(log, folder)
    else:
        figures.absent.append("lnav is not installed")
    series = bench_measure.interleaved(commands, 1)
    report("slow tools", series, truth["bytes"])
    figures.check("Python re", int(series["Python re"].output), truth["records"])
    figures.take("P3 summary ÷ Python re", series["summary"].median / series["Python re"].median)
    if "lnav" in series:
        counts = re.findall(rb"^\d+$", series["lnav"].output, re.M)
        figures.check("lnav", int(counts[-1]) if counts else None, truth["records"])
        figures.take("P3 summary ÷ lnav", series["summary"].median / series["lnav"].median)


def lnav(log, folder):
    """A headless load with a format of our own: without one lnav counts wrongly."""
    pattern = r"^(?<timestamp>\w{3} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{6})?) (?<procname>.+?)(?:\((?<image>[^()]*)\))?\[(?<log_pid>\d+)\] <(?<level>\w+)>: (?<body>.*)$"
    form = {"$schema": "https://lnav.org/schemas/format-v1.schema.json", "sandprobe_bench": {
        "title": "relay", "regex": {"std": {"pattern": pattern}}, "level-field": "level", "timestamp-format": ["%b %e %H:%M:%S"],
        "value": {"procname": {"kind": "string", "identifier": True}},
        "sample": [{"line": "Nov 23 09:00:00 kernel(Sandbox)[0] <Error>: Sandbox: a(1) deny(1) file-read-data /x"}]}}
    home = os.path.join(folder, "lnav", "formats", "bench")
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "format.json"), "w") as file:
        json.dump(form, file)
    return [tool("lnav"), "-n", "-N", "-I", os.path.join(folder, "lnav"), "-c",
            ";SELECT count(*) AS records FROM sandprobe_bench", "-c", ":write-csv-to -", log]


def provide(folder, megabytes):
    start = time.monotonic()
    logs = {"a tenth": bench_log.provide(folder, max(1, megabytes // 10)), "the log": bench_log.provide(folder, megabytes),
            "four times the log": bench_log.provide(folder, megabytes * 4)}
    thick = bench_log.provide(folder, megabytes, style="ostrace", density="dense")
    return logs, thick, time.monotonic() - start
