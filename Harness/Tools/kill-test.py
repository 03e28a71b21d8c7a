#!/usr/bin/env python3
"""Kills sandprobe at random moments of a rehearsal and looks at what it leaves.

    kill-test.py SANDPROBE [KILLS] [SEED]

Each kill is a SIGKILL. Of every folder that is left, `report` has to give the true verdict of each scenario that was
carried out to its end, and inconclusive or skipped for the others; no process may be left. Every fourth folder is then
resumed, and killed again, until the run is whole: its verdicts have to be those of a run that nobody disturbed.
"""

import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

MARK = "SANDPROBE_KILL_TEST"
RESUMED = 4
WORDS = ["FS-15", "FS-08", "FS-04", "--grace", "20", "--device", "virtual", "--mutate", "group-container-for-outsiders"]


class Stand:
    """Runs the program in a folder of its own, all of its processes marked."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.value = folder.name

    def start(self, *words, errors=subprocess.DEVNULL):
        variables = dict(os.environ, TMPDIR=str(self.folder / "tmp"), NO_COLOR="1")
        variables[MARK] = self.value
        variables.pop("USBMUXD_SOCKET_ADDRESS", None)
        return subprocess.Popen(
            [self.program, *words], env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        )

    def call(self, *words):
        process = self.start(*words)
        output = process.communicate()[0]
        return process.returncode, output

    def kill(self, delay, *words):
        """Whether the program was still running when its time came."""
        process = self.start(*words)
        try:
            process.communicate(timeout=delay)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return True

    def left(self):
        """Processes that outlive the program by more than two seconds; they are ended."""
        for _ in range(40):
            found = list(self.processes())
            if not found:
                return 0
            time.sleep(0.05)
        for number in found:
            os.kill(number, 9)
        return len(found)

    def processes(self):
        mark = f"{MARK}={self.value}".encode()
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    yield int(entry.name)
            except OSError:
                continue


def lines(file):
    for line in file.read_bytes().split(b"\n"):
        try:
            yield json.loads(line)
        except ValueError:
            continue


def phase(run):
    """How far the run had come, by what its folder holds."""
    if run is None:
        return "no folder yet"
    manifest = run / "run.json"
    if not manifest.exists():
        return "folder without run.json"
    if json.loads(manifest.read_text())["state"] == "finished":
        return "closed, reports"
    records = list(lines(run / "host.jsonl"))
    return "after " + records[-1]["kind"] if records else "run.json, no record"


def ended(run):
    """The performances that were carried out to their end."""
    kinds = ("scenario-ended", "scenario-skipped")
    return {(r["scenario"], r["repetition"]) for r in lines(run / "host.jsonl") if r["kind"] in kinds}


def trials(findings):
    return {
        (trial["scenario"], trial["repetition"], finding["claim"]): trial["verdict"]
        for finding in findings["findings"]
        for trial in finding["trials"]
    }


class Tally:
    def __init__(self):
        self.kills = self.finished = self.right = self.open = self.weaker = self.left = 0
        self.wrong = []

    def row(self, name):
        numbers = (self.kills, self.finished, self.right, self.open, self.weaker, len(self.wrong), self.left)
        return f"{name:28}" + "".join(f"{n:>11}" for n in numbers)


HEAD = f"{'killed':28}" + "".join(
    f"{word:>11}" for word in ("times", "finished", "right", "open", "weaker", "wrong", "processes")
)


def judge(stand, run, truth, tally):
    """Compares what `report` says of a folder with the truth."""
    status, output = stand.call("report", str(run), "--json")
    if not (run / "run.json").exists():
        if status != 65:
            tally.wrong.append(f"{run}: report ended with {status} without run.json")
        return
    if status not in (0, 1, 3):
        tally.wrong.append(f"{run}: report ended with {status}")
        return
    done = ended(run)
    tally.finished += len(done)
    told = trials(json.loads(output))
    for key, verdict in truth.items():
        given = told.get(key)
        if key[:2] not in done:
            if given in ("inconclusive", "skipped"):
                tally.open += 1
            else:
                tally.wrong.append(f"{run}: {key} was not carried out to its end and is {given}")
        elif given == verdict:
            tally.right += 1
        elif given == "inconclusive":
            tally.weaker += 1
        else:
            tally.wrong.append(f"{run}: {key} is {given}, not {verdict}")


def finish(stand, run, truth, length, chance, tally, again):
    """Resumes a run, killed once more, until it is whole."""
    if stand.kill(chance.uniform(0, length), "run", "--resume", str(run)):
        again.kills += 1
        again.left += stand.left()
        judge(stand, run, truth, again)
    status, _ = stand.call("run", "--resume", str(run), "--json")
    tally.kills += 1
    if status not in (0, 1):
        tally.wrong.append(f"{run}: --resume ended with {status}")
    judge(stand, run, truth, tally)
    if len(ended(run)) != len({key[:2] for key in truth}):
        tally.wrong.append(f"{run}: resumed, and something was left undone")


def main():
    program = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    chance = random.Random(seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sandprobe-kill-"))
    (folder / "tmp").mkdir()
    stand = Stand(program, folder)
    began = time.monotonic()
    status, output = stand.call("run", *WORDS, "--out", str(folder / "whole"), "--json")
    length = time.monotonic() - began
    truth = trials(json.loads(output))
    print(f"undisturbed: {len(truth)} trials, status {status}, {length:.1f} s; seed {seed}", flush=True)
    phases = collections.defaultdict(Tally)
    resumed, again = Tally(), Tally()
    done = 0
    while done < kills:
        out = folder / f"{done}"
        if not stand.kill(chance.uniform(0, length), "run", *WORDS, "--out", str(out)):
            shutil.rmtree(out, ignore_errors=True)
            continue
        done += 1
        runs = sorted(out.iterdir()) if out.exists() else []
        run = runs[0] if runs else None
        tally = phases[phase(run)]
        tally.kills += 1
        tally.left += stand.left()
        if run is not None:
            judge(stand, run, truth, tally)
            if done % RESUMED == 0 and (run / "run.json").exists():
                finish(stand, run, truth, length, chance, resumed, again)
        if not (tally.wrong or resumed.wrong or again.wrong):
            shutil.rmtree(out, ignore_errors=True)
        if done % 20 == 0:
            print(f"{done} kills, {time.monotonic() - began:.0f} s", flush=True)
    total = Tally()
    print(HEAD)
    for name in sorted(phases, key=lambda name: -phases[name].kills):
        print(phases[name].row(name))
        for key in ("kills", "finished", "right", "open", "weaker", "wrong", "left"):
            setattr(total, key, getattr(total, key) + getattr(phases[name], key))
    print(total.row("all"))
    print(again.row("killed again while resumed"))
    print(resumed.row("resumed to the end"))
    wrong = total.wrong + again.wrong + resumed.wrong
    for sentence in wrong:
        print("wrong:", sentence)
    left = os.listdir(folder / "tmp")
    print(f"scratch folders left, which a later run removes once they are a minute old: {len(left)}")
    weaker = total.weaker + again.weaker + resumed.weaker
    left = total.left + again.left + resumed.left
    if not wrong:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if wrong or weaker or left else 0)


main()
