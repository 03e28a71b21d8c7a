#!/usr/bin/env python3
"""Writes a device log as idevicesyslog prints it, the same bytes for the same arguments, and counts what it holds.

A second of the log is a template: ready records with room for the stamp and for a few changing digits. A log is
templates in a chance order, each filled anew, and denies and probe events are made one by one. So a gigabyte takes seconds,
and the counts are exact without reading the log again.
"""
import base64
import collections
import hashlib
import hmac
import itertools
import json
import math
import os
import random
import shutil
import time

import bench_words as words

STAMP, COUNTER, HEX = b"\x01" * 15, b"\x02" * 6, b"\x03" * 8
TEMPLATES = 48
DENSITIES = {"usual": {"deny": 0.002, "event": 0.0005}, "dense": {"deny": 0.05, "event": 0.01}}
DECOYS, DUPLICATES = 0.0001, 0.15
KEY = bytes([7]) * 32
COUNTED = ("bytes", "lines", "records", "continued", "notices", "denies", "duplicates", "folded", "event_lines", "events",
           "decoys", "sandbox_text_lines")


class Text:
    """Fills shapes with chance words."""

    def __init__(self, rnd):
        self.rnd = rnd

    def uuid(self):
        digits = "%032X" % self.rnd.getrandbits(128)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def path(self):
        rnd = self.rnd
        steps = [self.fill(rnd.choice(words.PLACES))] + [rnd.choice(words.NOUNS) for _ in range(rnd.randint(0, 3))]
        return "/".join(steps) + rnd.choice(words.ENDS)

    def __getitem__(self, key):
        rnd = self.rnd
        if key == "c":
            return COUNTER.decode()
        if key == "h":
            return HEX.decode()
        if key == "n":
            return str(int(10 ** rnd.uniform(0, 5)))
        if key == "x":
            return "%08x" % rnd.getrandbits(32)
        if key == "f":
            return "%.3f" % (rnd.random() * 300)
        if key == "u":
            return self.uuid()
        if key == "p":
            return self.path()
        return rnd.choice({"a": words.APPS, "v": words.VERBS, "o": self.odd, "w": words.NOUNS}[key])

    def fill(self, shape):
        return shape.format_map(self)

    def message(self):
        """One of a usual length: half are shorter than 110 bytes, few are near 1,000."""
        rnd = self.rnd
        wanted = min(1_000, int(math.exp(rnd.gauss(4.75, 0.75))))
        text = self.fill(rnd.choice(words.SHAPES))
        while len(text) < wanted - 12:
            text += self.fill(rnd.choice([", {w}={n}", "; {w} {v}", " {w}:{x}", ", {w}=<private>", ", {w}={f}"]))
        return text

    def lines(self):
        rnd = self.rnd
        first, middle, last = rnd.choice(words.CONTINUED)
        return "\n".join(self.fill(row) for row in [first, *rnd.choices(middle, k=rnd.randint(2, 12)), last])


class Style:
    """relay is idevicesyslog 1.3 and its --syslog-relay later on, ostrace what 1.4 prints by default."""

    def __init__(self, name):
        self.has_fraction = name == "ostrace"
        self.banner = b"[connected:00008110-000A5F2E3C4B5D6E]\n" if self.has_fraction else b""
        self.odd = words.UTF8 if self.has_fraction else words.VIS

    def stamp(self, microseconds):
        return STAMP + (b".%06d " % microseconds if self.has_fraction else b" ")


class Template:
    """One second of log in pieces, with the kinds of what comes between them."""

    def __init__(self, pool, rnd, style, shares):
        self.pieces, self.hits = [], []
        self.process, self.level = collections.Counter(), collections.Counter()
        self.records, self.continued = 0, 0
        count = max(200, int(1_500 * math.exp(rnd.gauss(-0.2, 0.6))))
        piece = []
        edges = list(itertools.accumulate(shares.values()))
        for index in range(count):
            stamp, chance = style.stamp(index * 1_000_000 // count), rnd.random()
            kind = next((kind for kind, edge in zip(shares, edges) if chance < edge), None)
            if kind:
                self.pieces.append(b"".join(piece))
                self.hits.append((kind, stamp))
                piece = []
                continue
            name, level, body = rnd.choice(pool)
            piece.append(stamp + body)
            self.process[name] += 1
            self.level[level] += 1
            self.records += 1
            self.continued += body.count(b"\n") > 1
        self.pieces.append(b"".join(piece))


class Log:
    """Writes the log and keeps the truth about it."""

    def __init__(self, style, density, seed):
        self.rnd = random.Random(f"{style} {density} {seed}")
        self.style, self.text = Style(style), Text(self.rnd)
        self.text.odd = self.style.odd
        shares = DENSITIES[density]
        shares = {"deny": shares["deny"] * (1 - DUPLICATES), "duplicate": shares["deny"] * DUPLICATES,
                  "event": shares["event"], "decoy": DECOYS}
        pool = self.pool(20_000)
        self.templates = [Template(pool, self.rnd, self.style, shares) for _ in range(TEMPLATES)]
        self.truth = dict.fromkeys(COUNTED, 0)
        self.process, self.level = collections.Counter(), collections.Counter()
        self.sequence = 0

    def pool(self, count):
        rnd, text = self.rnd, self.text
        weights = [1 / (place + 4) ** 0.9 for place in range(len(words.PROCESSES))]
        pids = {name: rnd.randint(30, 9_000) for name in words.PROCESSES} | {"kernel": 0, "launchd": 1}
        names, level_weights = zip(*words.LEVELS)
        pool = []
        for process in rnd.choices(words.PROCESSES, weights, k=count):
            level = rnd.choices(names, level_weights)[0]
            image = f"({rnd.choice(words.DRIVERS if process == 'kernel' else words.IMAGES)})" if rnd.random() < 0.8 else ""
            message = text.lines() if rnd.random() < 0.03 else text.message()
            pool.append((process, level, f"{process}{image}[{pids[process]}] <{level}>: {message}\n".encode()))
        return pool

    def record(self, process, image, pid, level, message):
        self.process[process] += 1
        self.level[level] += 1
        self.truth["records"] += 1
        return f"{process}({image})[{pid}] <{level}>: {message}\n".encode()

    def violation(self):
        rnd = self.rnd
        operation = rnd.choice(words.OPERATIONS)
        if operation.startswith("file") or operation.startswith("network"):
            target = " " + self.text.path()
        elif operation == "iokit-get-properties":
            target = f" iokit-class:{rnd.choice(words.DRIVERS)} property:{rnd.choice(words.NOUNS)}"
        else:
            target = f" com.example.{rnd.choice(words.NOUNS)}.{rnd.choice(words.NOUNS)}"
        subject = rnd.choice(words.PROBES) if rnd.random() < 0.3 else rnd.choice(words.MADE_UP)
        return f"Sandbox: {subject}({rnd.randint(30, 9_000)}) deny({rnd.choice((1, 1, 1, 2))}) {operation}{target}"

    def deny(self, stamp):
        self.truth["denies"] += 1
        return stamp + self.record("kernel", "Sandbox", 0, "Error", self.violation())

    def duplicate(self, stamp):
        count = int(10 ** self.rnd.uniform(0, 2))
        self.truth["duplicates"] += 1
        self.truth["folded"] += count
        words_ = f"{count} duplicate report{'' if count == 1 else 's'} for {self.violation()}"
        return stamp + self.record("kernel", "Sandbox", 0, "Error", words_)

    def decoy(self, stamp):
        self.truth["decoys"] += 1
        return stamp + self.record("ReportCrash", "Foundation", 411, "Notice", f"last message was {self.violation()}")

    def event(self, stamp):
        rnd, self.sequence = self.rnd, self.sequence + 1
        actor, probe, pid = rnd.choice(words.ACTORS), rnd.choice(words.PROBES), rnd.randint(300, 340)
        event = {
            "action": "dir.open", "actor": actor, "kind": "end", "outcome": rnd.choice(["ok", {"errno": "EPERM"}]), "pid": pid,
            "probe": probe, "repetition": 1, "run": "r-bench", "scenario": "app-group/outsider", "seq": self.sequence,
            "step": "open", "time": 1_700_000_000_000 + self.sequence, "uptime": 10**12 + self.sequence * 1_000,
            "data": {"path": self.text.path(), "count": rnd.randint(0, 99)}}
        if rnd.random() < 0.05:
            event["data"]["files"] = [self.text.path() for _ in range(8)]
        json_text = json.dumps(event, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
        payload = encoded(json_text.encode())
        parts = [payload[start:start + 600] for start in range(0, len(payload), 600)]
        self.truth["events"] += 1
        self.truth["event_lines"] += len(parts)
        lines = []
        for number, part in enumerate(parts, 1):
            line = f"SPE1 {pid}.{self.sequence}.{actor} {number}/{len(parts)} {part}"
            signature = encoded(hmac.digest(KEY, line.encode(), "sha256")[:16])
            lines.append(stamp + self.record(probe, "ProbeKit", pid, "Notice", f"{line} {signature}"))
        return b"".join(lines)

    def second(self, template, stamp):
        makers = {"deny": self.deny, "duplicate": self.duplicate, "event": self.event, "decoy": self.decoy}
        parts = [template.pieces[0]]
        for (kind, place), piece in zip(template.hits, template.pieces[1:]):
            parts += (makers[kind](place), piece)
        block = b"".join(parts).replace(STAMP, stamp)
        block = block.replace(COUNTER, b"%06d" % self.rnd.randrange(10**6)).replace(HEX, b"%08x" % self.rnd.getrandbits(32))
        self.process.update(template.process)
        self.level.update(template.level)
        self.truth["records"] += template.records
        self.truth["continued"] += template.continued
        return block

    def write(self, out, size):
        clock = 1_795_424_400  # 23 November 2026, 9 o'clock
        truth, block = self.truth, self.style.banner
        truth["notices"] = int(len(block) > 0)
        while True:
            out.write(block)
            truth["bytes"] += len(block)
            truth["lines"] += block.count(b"\n")
            truth["sandbox_text_lines"] += block.count(b"Sandbox: ")
            if truth["bytes"] >= size:
                break
            moment = time.gmtime(clock)
            day = time.strftime("%b %%2d %H:%M:%S", moment) % moment.tm_mday
            block = self.second(self.rnd.choice(self.templates), day.encode())
            clock += 1
        return truth | {"by_process": dict(self.process), "by_level": dict(self.level)}


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def source_digest():
    """Of the generator: a log that an older one wrote is not taken."""
    digest = hashlib.sha256()
    for module in (__file__, words.__file__):
        with open(module, "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()[:12]


def provide(folder, megabytes, style="relay", density="usual", seed=1):
    """Path and truth of a log of that many megabytes, made now or found in the folder."""
    generation = os.path.join(folder, "logs-" + source_digest())
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if name.startswith("logs-") and name != os.path.basename(generation):
            shutil.rmtree(os.path.join(folder, name))
    os.makedirs(generation, exist_ok=True)
    path = os.path.join(generation, f"{style}-{density}-{megabytes}mb-{seed}.log")
    if not os.path.exists(path + ".json"):
        with open(path, "wb") as out:
            truth = Log(style, density, seed).write(out, megabytes * 1_000_000)
        with open(path + ".json", "w") as out:
            json.dump(truth, out, indent=1, sort_keys=True)
    with open(path + ".json") as file:
        return path, json.load(file)
