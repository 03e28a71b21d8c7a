"""P7 to P10: pipes."""
import json
import subprocess
import time

from bench_measure import tool


def result(command):
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def piped(bench, log, reader):
    """Seconds in which a reader takes a log that is written line by line, its output and its peak in KB."""
    start = time.monotonic()
    writer = subprocess.Popen([bench, "feed", log], stdout=subprocess.PIPE)
    taker = subprocess.Popen(reader, stdin=writer.stdout, stdout=subprocess.PIPE)
    writer.stdout.close()
    output = taker.stdout.read()
    taker.wait()
    seconds = time.monotonic() - start
    writer.wait()
    return seconds, output


def one_pipe(bench, log, truth, rounds, figures, median):
    """P7: pace beside wc -l on the same pipe."""
    times = {"wc": [], "pipe": []}
    for number in range(rounds + 1):
        for name, reader in (("wc", [tool("wc"), "-l"]), ("pipe", [bench, "pipe"])):
            seconds, output = piped(bench, log, reader)
            if number:
                times[name].append(seconds)
            if name == "wc":
                figures.check("wc -l on a pipe", int(output), truth["lines"])
            else:
                counts = json.loads(output)
                figures.check("lines on a pipe", counts["lines"], truth["lines"])
                figures.check("records on a pipe", counts["records"], truth["records"] + truth["notices"])
                figures.take("P7 peak MB", counts["resident_kb"] / 1024)
    figures.take("P7 lines/s ÷ wc -l", median(times["wc"]) / median(times["pipe"]))


def many_pipes(bench, log, seconds, rounds, figures, median):
    """P8 and P9: 16 devices at 2,000 lines a second, beside a grep for each."""
    grep = [tool("grep"), "--line-buffered", "Sandbox: "]
    mine, theirs, delays = [], [], []
    for _ in range(rounds):
        live = result([bench, "live", log, "16", "2000", str(seconds)])
        figures.check("lines lost on 16 pipes", live["lines_lost"], 0)
        mine.append(live["processor_us_per_line"])
        delays.append(live["delay_ms_p99"])
        theirs.append(result([bench, "live-tool", log, "16", "2000", str(seconds), *grep])["processor_us_per_line"])
        figures.take("P8 peak MB", live["resident_kb"] / 1024)
    figures.take("P8 µs a line ÷ grep --line-buffered", median(mine) / median(theirs))
    figures.take("P9 p99 delay, ms", median(delays))
    ends = result([bench, "ends", log, "200"])
    figures.take("P9 streams that lost a line", ends["runs"] - ends["whole"])
    return {"µs a line": mine, "grep --line-buffered, µs a line": theirs, "p99 ms": delays}


def crowd(bench, log, seconds, figures):
    """P10: 64 devices."""
    live = result([bench, "live", log, "64", "2000", str(seconds)])
    figures.take("P10 share of one core", live["core_share"])
    figures.take("P10 lines lost", live["lines_lost"])
    figures.take("P10 peak MB", live["resident_kb"] / 1024)
    figures.take("P10 MB grown after the start", (live["resident_kb"] - live["resident_kb_early"]) / 1024)
    return live
