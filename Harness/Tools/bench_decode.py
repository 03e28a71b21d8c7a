"""P11: probe events as JSON, beside orjson."""
import base64
import json
import os
import re
import subprocess
import sys

ORJSON = r"""
import json, orjson, statistics, sys, time
lines = open(sys.argv[1], 'rb').read().splitlines()
times = []
for _ in range(9):
    start = time.perf_counter()
    total = 0
    for line in lines:
        total += orjson.loads(line)['seq']
    times.append(time.perf_counter() - start)
print(json.dumps({'nanoseconds_per_event': statistics.median(times) * 1e9 / len(lines), 'sequence_sum': total}))
"""


def events(log, folder):
    """The events of a log that fit one line, as JSON, one a line; 20,000 at most."""
    path = os.path.join(folder, "events.jsonl")
    found = []
    with open(log, "rb") as text:
        for line in text:
            match = re.search(rb">: SPE1 \S+ 1/1 (\S+) \S+$", line)
            if match:
                payload = match[1]
                found.append(base64.urlsafe_b64decode(payload + b"=" * (-len(payload) % 4)))
                if len(found) == 20_000:
                    break
    with open(path, "wb") as out:
        out.write(b"\n".join(found) + b"\n")
    return path, sum(json.loads(one)["seq"] for one in found)


def python_with_orjson(folder):
    """An interpreter that has orjson, in a folder of its own; None where the package is not to be had."""
    place = os.path.join(folder, "orjson")
    python = os.path.join(place, "bin", "python3")
    if os.path.exists(python) and not subprocess.run([python, "-c", "import orjson"], stderr=subprocess.DEVNULL).returncode:
        return python
    made = subprocess.run([sys.executable, "-m", "venv", place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if made.returncode:
        return None
    got = subprocess.run([python, "-m", "pip", "install", "--quiet", "orjson"], stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
    return python if got.returncode == 0 else None


def decode(bench, log, rounds, folder, figures, median):
    path, total = events(log, folder)
    python = python_with_orjson(folder)
    mine, theirs = [], []
    for _ in range(rounds):
        for taken, command in ((mine, [bench, "decode", path]), (theirs, [python, "-c", ORJSON, path])):
            if command[0] is None:
                continue
            found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
            figures.check(f"sequence numbers by {os.path.basename(command[0])}", found["sequence_sum"], total)
            taken.append(found["nanoseconds_per_event"])
    if theirs:
        figures.take("P11 event ÷ orjson", median(mine) / median(theirs))
    else:
        figures.absent.append("orjson is not to be had")
    return {"ns an event": median(mine), "orjson, ns an event": median(theirs) if theirs else None}
