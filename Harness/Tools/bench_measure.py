"""Runs commands in turns and keeps what each took."""
import dataclasses
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

SPAWN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench_spawn.py")


@dataclasses.dataclass
class Series:
    """What one command took over the rounds."""
    seconds: list = dataclasses.field(default_factory=list)
    processor: list = dataclasses.field(default_factory=list)
    peak: int = 0
    output: bytes = b""

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def spread(self):
        """How far the rounds lie apart, as a share of the median."""
        return (max(self.seconds) - min(self.seconds)) / self.median


class Failed(Exception):
    """A command that a measurement needs did not do its work."""


def run(command, folder):
    """Seconds, peak KB, processor seconds and output of one run. A status above 1 is a failure: grep's 1 is no match."""
    errors = os.path.join(folder, "errors")
    output = os.devnull if os.path.basename(command[0]) == "cat" else os.path.join(folder, "output")
    done = subprocess.run([sys.executable, "-I", "-S", SPAWN, output, errors, *command], stdout=subprocess.PIPE, check=True)
    seconds, peak, processor, status = done.stdout.split()
    if int(status) not in (0, 1):
        with open(errors, errors="replace") as text:
            raise Failed(f"{' '.join(command)} ended with {int(status)}: {text.read()[-500:].strip()}")
    with open(output, "rb") as text:
        return float(seconds), int(peak), float(processor), text.read()


def interleaved(commands, rounds):
    """Every command once a round, so that a busy moment hits them alike. `commands` maps names to lists of words."""
    series = {name: Series() for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for name, command in commands.items():
                seconds, peak, processor, output = run(command, folder)
                one = series[name]
                one.output, one.peak = output, max(one.peak, peak)
                if number > 0:  # the first round warms the page cache
                    one.seconds.append(seconds)
                    one.processor.append(processor)
    return series


def tool(name):
    """Where a program is; None where it is not installed."""
    return shutil.which(name)
