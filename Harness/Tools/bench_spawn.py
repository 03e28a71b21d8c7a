"""Runs one command and prints `seconds peak-KB processor-seconds status`: python3 -I -S bench_spawn.py OUT ERR COMMAND…

A process of its own and small, since a child's peak counts what its parent held when it was forked. Standard output goes to
a file: grep -c stops at the first match where it is /dev/null.
"""
import os
import sys
import time

output, errors, command = sys.argv[1], sys.argv[2], sys.argv[3:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o644), (os.POSIX_SPAWN_OPEN, 2, errors, flags, 0o644)]
start = time.monotonic()
process = os.posix_spawn(command[0], command, {**os.environ, "LC_ALL": "C"}, file_actions=actions)
_, status, usage = os.wait4(process, 0)
seconds = time.monotonic() - start
peak = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(seconds, peak, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status))
