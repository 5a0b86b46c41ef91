"""Runs the program: what it says goes to the feedback while it works, and cancelling ends it."""

import json
import os
import queue
import re
import shlex
import subprocess
import tempfile
import threading
from dataclasses import dataclass

from .databases import hide_passwords
from .program import no_window

MESSAGE = re.compile(r"cordon(?: \w+)?: (?P<warning>warning: )?(?P<problem>.*)", re.DOTALL)
LISTENING = 0.1  # s between two looks at whether to go on
GRACE = 10  # s that a program which was asked to end may take to clean up


@dataclass
class Outcome:
    code: int
    result: dict  # what it printed as JSON; empty if it printed none
    errors: list  # texts of a problem and its advice


def run_program(program, words, feedback):
    """Never raises for what the program does; a cancelled run ends with the code of its signal."""
    feedback.pushCommandInfo(shlex.join(map(hide_passwords, [program.path, *words])))
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [program.path, *words], stdin=subprocess.DEVNULL, stdout=printed,
            stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
            env={**os.environ, "CORDON_PROGRESS": "json"}, **no_window())
        with process:
            listener = Listener(feedback)
            listen_until_end(process, listener, feedback)
        printed.seek(0)
        text = printed.read().decode("utf-8", "replace").strip()
    return Outcome(process.returncode, parse(text), listener.errors)


def parse(text):
    try:
        result = json.loads(text)
    except ValueError:
        return {}
    return result if isinstance(result, dict) else {}


def listen_until_end(process, listener, feedback):
    lines = queue.Queue()

    def pump():
        for line in process.stderr:
            lines.put(line.rstrip("\n"))
        lines.put(None)

    threading.Thread(target=pump, daemon=True).start()
    asked = False
    while True:
        if feedback.isCanceled() and not asked:
            asked = True
            process.terminate()
            watchdog = threading.Timer(GRACE, process.kill)
            watchdog.daemon = True
            watchdog.start()
        try:
            line = lines.get(timeout=LISTENING)
        except queue.Empty:
            continue
        if line is None:
            break
        listener.hear(line)
    listener.end_message()
    process.wait()
    if asked:
        watchdog.cancel()


class Listener:
    """Tells progress reports from messages, and puts the lines of a message together."""

    def __init__(self, feedback):
        self.feedback = feedback
        self.errors = []
        self.message = []
        self.step = None

    def hear(self, line):
        if line.startswith("{"):
            self.report_progress(json.loads(line))
        elif line.startswith("  ") and self.message:
            self.message.append(line.strip())
        elif line:
            self.end_message()
            self.message = [line]

    def report_progress(self, state):
        if state["step"] != self.step:
            self.step = state["step"]
            self.feedback.setProgressText(self.step[:1].upper() + self.step[1:])
        if "done" in state:
            self.feedback.setProgress(100 * state["done"])

    def end_message(self):
        if not self.message:
            return
        text, self.message = "\n".join(self.message), []
        match = MESSAGE.fullmatch(text)
        if match and match["warning"]:
            self.feedback.pushWarning(sentence(match["problem"]))
        else:
            self.errors.append(sentence(match["problem"] if match else text))


def sentence(text):
    return text[:1].upper() + text[1:]
