"""The goals: what each figure must be on a busy machine, and what it is aimed at on a quiet one."""
import dataclasses

# Figure: (must, aim). `lines/s` figures are better above, all others below. None: nothing is asked.
GOALS = {
    "P1 headers ÷ grep": (0.90, 0.70),
    "P1 peak MB": (32, 32),
    "P1 peak MB, growth from a tenth to four times the log": (4, 4),
    "P2 classify ÷ grep": (0.55, 0.40),
    "P2 peak MB": (32, 32),
    "P3 summary ÷ grep": (0.60, 0.40),
    "P3 sandprobe analyze ÷ grep": (0.60, 0.40),
    "P3 summary ÷ lnav": (0.125, None),
    "P3 summary ÷ Python re": (0.05, None),
    "P3 peak MB": (34, 34),
    "P3 sandprobe analyze, peak MB": (34, 34),
    "P4 dense summary ÷ grep": (1.3, 0.80),
    "P4 peak MB": (64, 64),
    "P5 four times the log ÷ the log": (4.4, 4.05),
    "P5 the log ÷ a tenth of it": (11, None),
    "P6 two workers ÷ one": (0.70, 0.55),
    "P7 lines/s ÷ wc -l": (0.8, 1.0),
    "P7 peak MB": (32, 32),
    "P8 µs a line ÷ grep --line-buffered": (1.0, 0.5),
    "P8 peak MB": (36, 36),
    "P9 p99 delay, ms": (20, 10),
    "P9 streams that lost a line": (0, 0),
    "P10 share of one core": (0.25, 0.10),
    "P10 lines lost": (0, 0),
    "P10 peak MB": (48, 48),
    "P10 MB grown after the start": (1, 0),
    "P11 event ÷ orjson": (1.0, 0.6),
    "P13 --version ÷ python3 -c pass": (0.25, 0.15),
    "P13 --help ÷ python3 -c pass": (0.25, 0.15),
    "P13 stripped MB": (62, 62),
    "P15 headers, instructions a byte": (5, 3.2),
    "P15 classify, instructions a byte": (2, 1.2),
    "P15 summary, instructions a byte": (2.5, 1.3),
}
MORE_IS_BETTER = {"P7 lines/s ÷ wc -l"}


@dataclasses.dataclass
class Figures:
    """What was measured, what was wrong, and what could not be measured."""
    values: dict = dataclasses.field(default_factory=dict)
    wrong: list = dataclasses.field(default_factory=list)
    absent: list = dataclasses.field(default_factory=list)

    def take(self, name, value):
        if name not in GOALS:
            raise KeyError(f"no goal is called {name}")
        self.values[name] = value

    def check(self, what, found, truth):
        """A fast wrong answer is no result."""
        if found != truth:
            self.wrong.append(f"{what}: found {found}, the log holds {truth}")

    def judgements(self):
        for name, value in self.values.items():
            must, aim = GOALS[name]
            yield {"figure": name, "value": round(value, 4), "must": must, "aim": aim,
                   "verdict": "aim" if met(name, value, aim) else "must" if met(name, value, must) else "missed"}


def met(name, value, limit):
    if limit is None:
        return False
    return value >= limit if name in MORE_IS_BETTER else value <= limit


def table(figures):
    lines = [f"{'':56}{'value':>10}{'must':>8}{'aim':>8}"]
    for row in figures.judgements():
        aim = "" if row["aim"] is None else f"{row['aim']:g}"
        lines.append(f"{row['figure']:56}{row['value']:>10.3f}{row['must']:>8g}{aim:>8}  {row['verdict']}")
    return "\n".join(lines)
