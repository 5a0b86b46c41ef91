"""Runs one process and measures it: wall and CPU time, peak memory, phases that it tells of."""

import dataclasses
import os
import re
import select
import signal
import subprocess
import time

PHASE = re.compile(r"^phase (\S+) ([\d.]+) ([\d.]+)$", re.MULTILINE)
SERVER = re.compile(r"^server memory (\d+) cpu ([\d.]+)$", re.MULTILINE)


class Failed(Exception):
    """A process that did not end well; the message is one line."""


@dataclasses.dataclass(frozen=True)
class Times:
    wall: float  # s
    cpu: float  # s; of all threads, and of the server's process that did the work


@dataclasses.dataclass(frozen=True)
class Usage:
    whole: Times
    memory: int  # bytes; largest resident set of one process
    phases: dict  # name -> Times


def run(argv, log, timeout=None, env=None, cwd=None):
    """Runs a program to its end, its output in the file `log`. Raises Failed.

    The largest resident set is the kernel's; it counts what this interpreter held when it started
    the process, so that nothing below some 20 MB can be seen.
    """
    with open(log, "wb") as output:
        start = _now()
        process = subprocess.Popen([str(word) for word in argv], stdin=subprocess.DEVNULL,
                                   stdout=output, stderr=subprocess.STDOUT, env=env, cwd=cwd,
                                   start_new_session=True)
        try:
            status, resources = _wait(process, timeout)
        except BaseException:
            _stop(process)
            raise
        wall = _now() - start
    text = log.read_text(errors="replace")
    if status != 0:
        raise Failed(f"exit code {status}: {_message(text)}")
    cpu = resources.ru_utime + resources.ru_stime
    memory = resources.ru_maxrss * 1024
    for server_memory, server_cpu in SERVER.findall(text):
        cpu += float(server_cpu)
        memory = max(memory, int(server_memory))
    phases = {name: Times(float(wall_), float(cpu_)) for name, wall_, cpu_ in PHASE.findall(text)}
    return Usage(Times(wall, cpu), memory, phases)


def _message(text):
    """The first line that names an error, or the last."""
    lines = text.strip().splitlines() or ["no message"]
    return next((line for line in lines if "error" in line.lower()), lines[-1]).strip()[:200]


def _wait(process, timeout):
    ended = os.pidfd_open(process.pid)
    try:
        if not select.select([ended], [], [], timeout)[0]:
            raise Failed(f"stopped after {timeout:.0f} s")
    finally:
        os.close(ended)
    _, status, resources = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, resources


def _stop(process):
    """Ends the process and what it started: they are a session of their own."""
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _now():
    # Not time.monotonic(): its clock is slewed to the network's time.
    return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
