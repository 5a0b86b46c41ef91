"""The progress bar, and Ctrl-C in every phase of the work."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unittest

from harness import CORDON, DATA, DONE, IDLIB, CliTest, feature_collection, line

COUNTRIES = DATA / "natural-earth" / "natural-earth.gpkg"
CLEAR = "\r\x1b[K"
INTERRUPTED = "cordon zone: interrupted\n  nothing was written\n"
# A second is what is promised; the rest is for machines that do much else.
PROMISE, MOST = 1, 2


def zigzag(count):
    """A line of sharp turns, 450 km long as the crow flies: slow work for GEOS's buffer."""
    return line(*([36 + 5 * i / count, 35.5 + 0.05 * (i * 7919 % 101) / 101]
                  for i in range(count)))


def slow_build(name):
    return ["zone", name, "--method", "projected", "--tolerance", "1cm", "--threads", "1",
            "--overwrite", "-o", "zone.geojson"]


class Terminal(CliTest):
    """What arrives at a terminal on stderr, as (seconds since the start, bytes)."""

    def run_on_terminal(self, *arguments, columns=100, interrupt_after=None, **environment):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
        start = time.monotonic()
        work = subprocess.Popen([CORDON, *map(str, arguments)], cwd=self.folder, stderr=slave,
                                stdout=subprocess.DEVNULL,
                                env={**os.environ, "TERM": "xterm", **environment})
        self.addCleanup(work.kill)
        os.close(slave)
        seen = []
        while True:
            ready, _, _ = select.select([master], [], [], 60)
            try:
                data = os.read(master, 4096) if ready else b""
            except OSError:  # how Linux says that the other end is closed
                data = b""
            if not data:
                break
            seen.append((time.monotonic() - start, data.decode()))
            if interrupt_after is not None and time.monotonic() - start > interrupt_after:
                work.send_signal(signal.SIGINT)
                interrupt_after = None
        os.close(master)
        return work.wait(timeout=60), seen

    def lines(self, seen):
        """What stood on the line, one time after the other."""
        text = "".join(data for _, data in seen)
        return [drawn for drawn in text.split(CLEAR) if drawn and not drawn.startswith("cordon")]

    def slow_work(self):
        self.write("slow.geojson", feature_collection(zigzag(3000)))
        return slow_build("slow.geojson")

    def test_short_work_shows_no_bar(self):
        self.assertEqual((DONE, []), self.run_on_terminal("zone", "line.geojson", "-o",
                                                          "zone.geojson"))

    def test_bar_of_long_work(self):
        code, seen = self.run_on_terminal(*self.slow_work())
        self.assertEqual(DONE, code, seen)
        self.assertGreaterEqual(seen[0][0], 1, "a bar within the first second")
        full = r"\[=*>? *\]  +\d+ %  [\d.]+ %/s  about \d+ (s|min) left  [a-z ]+"
        drawn = self.lines(seen)
        self.assertTrue(any(re.fullmatch(full, bar) for bar in drawn), drawn)
        self.assertTrue(seen[-1][1].endswith(CLEAR), seen[-1])

    def test_bar_moves_while_the_work_is_silent(self):
        _, seen = self.run_on_terminal(*self.slow_work(), interrupt_after=2.5)
        pauses = [b[0] - a[0] for a, b in zip(seen, seen[1:])]
        self.assertLess(max(pauses), 1)

    def test_quiet_and_dumb_terminals_show_none(self):
        slow = self.slow_work()
        self.assertEqual((DONE, []), self.run_on_terminal(*slow, "--quiet"))
        code, seen = self.run_on_terminal(*slow, TERM="dumb")
        self.assertEqual((DONE, []), (code, seen))

    def test_bar_fits_the_terminal(self):
        slow = self.slow_work()
        for columns, wanted in [(12, r" +\d+ %"), (40, r"\[.*\].*left"), (120, r"\[.*\].*left  .")]:
            with self.subTest(columns=columns):
                _, seen = self.run_on_terminal(*slow, columns=columns, interrupt_after=2)
                drawn = self.lines(seen)
                self.assertTrue(drawn)
                self.assertLess(max(map(len, drawn)), columns, drawn)
                self.assertTrue(any(re.match(wanted, bar) for bar in drawn), drawn)

    def test_zones_are_counted(self):
        self.write("many.geojson", feature_collection(
            *(line([36 + i % 60 / 10, 35 + i // 60 / 10], [36.1 + i % 60 / 10, 35 + i // 60 / 10])
              for i in range(3000))))
        code, seen = self.run_on_terminal("zone", "many.geojson", "--dissolve", "none",
                                          "--tolerance", "1cm", "--threads", "2", "-o",
                                          "zones.fgb",
                                          interrupt_after=4)
        self.assertEqual(128 + signal.SIGINT, code, seen)
        drawn = self.lines(seen)
        self.assertTrue(any(re.search(r"[\d,.]+ zones/s  about .* left", bar) for bar in drawn),
                        drawn)

    def test_messages_are_not_garbled(self):
        code, seen = self.run_on_terminal(*self.slow_work(), interrupt_after=1.5)
        self.assertEqual(128 + signal.SIGINT, code)
        text = "".join(data for _, data in seen).replace("\r\n", "\n")
        self.assertTrue(text.endswith(CLEAR + INTERRUPTED), text[-200:])


class Machine(CliTest):
    """CORDON_PROGRESS=json: progress for a program that runs this one."""

    def work(self, *arguments, form="json"):
        self.write("slow.geojson", feature_collection(zigzag(1500)))
        return self.succeeds(*slow_build("slow.geojson"), *arguments,
                             env={**os.environ, "CORDON_PROGRESS": form})

    def test_each_line_is_an_object_and_goes_forward(self):
        told = [json.loads(x) for x in self.work("--json").stderr.splitlines()]
        steps = [state["step"] for state in told]
        self.assertIn("buffering", steps)
        done = [state["done"] for state in told if state["step"] == "buffering"]
        self.assertGreater(len(set(done)), 2, told)
        self.assertEqual(sorted(done), done)
        self.assertTrue(all(0 <= d <= 1 for d in done))
        for state in told:
            self.assertLessEqual(set(state), {"step", "done", "seconds_left"})
            self.assertIsInstance(state.get("seconds_left", 0), int)
        self.assertEqual(len(told), len({json.dumps(state) for state in told}), "nothing twice")

    def test_also_of_a_quiet_run_and_only_if_asked_for(self):
        self.assertTrue(self.work("--quiet").stderr.startswith('{"step":'))
        self.assertEqual("", self.work("--quiet", form="").stderr)


class Interrupts(CliTest):
    def interrupt(self, arguments, ready, number=signal.SIGINT, after=0.0):
        """Sends the signal once ready(work) holds, and looks at what is left."""
        before = self.files()
        work = subprocess.Popen([CORDON, *map(str, arguments)], cwd=self.folder, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(work.kill)
        end = time.monotonic() + 60
        while not ready(work):
            self.assertIsNone(work.poll(), "the work was over before it could be interrupted")
            self.assertLess(time.monotonic(), end)
            time.sleep(0.002)
        time.sleep(after)
        self.assertIsNone(work.poll(), "the work was over before it could be interrupted")
        sent = time.monotonic()
        work.send_signal(number)
        out, err = work.communicate(timeout=60)
        took = time.monotonic() - sent
        print(f"{self.id()}: stopped after {took:.2f} s")
        if took > PROMISE:
            print(f"  more than {PROMISE} s: is the machine busy?")
        self.assertLess(took, MOST)
        self.assertEqual(128 + number, work.returncode, err)
        self.assertEqual(INTERRUPTED, err)
        self.assertEqual("", out)
        self.assertEqual(before, self.files())

    @staticmethod
    def has_opened(name):
        """Whether the work has this file open; its name within a folder, or a part of it."""
        def ready(work):
            folder = f"/proc/{work.pid}/fd"
            try:
                return any(name in os.readlink(f"{folder}/{fd}") for fd in os.listdir(folder))
            except OSError:  # closed in between
                return False
        return ready

    def test_while_building(self):
        self.write("slow.geojson", feature_collection(zigzag(20_000)))
        for number in [signal.SIGINT, signal.SIGTERM]:
            with self.subTest(signal=number):
                self.interrupt(slow_build("slow.geojson"), lambda _: True, number, after=0.8)

    def test_while_certifying(self):
        # A narrow zone has a boundary of many edges, drawn in no time.
        arguments = ["zone", IDLIB, "--distance", "100m", "--tolerance", "1mm", "--threads", "1",
                     "-o", "zone.gpkg"]
        whole = time.monotonic()
        self.succeeds(*arguments, "--overwrite")
        whole = time.monotonic() - whole
        (self.folder / "zone.gpkg").unlink()
        for share in [0.3, 0.5, 0.7]:
            with self.subTest(share=share):
                self.interrupt(arguments, lambda _: True, after=share * whole)

    def test_while_reading(self):
        self.write("big.geojson", feature_collection(*[zigzag(200_000)] * 12))
        for after in [0, 0.3, 1]:
            with self.subTest(after=after):
                self.interrupt(["zone", "big.geojson", "-o", "zone.gpkg"],
                               self.has_opened("big.geojson"), after=after)

    def test_while_writing(self):
        self.write("lines.geojson", feature_collection(
            *(line([36 + i % 100 / 10, 35 + i // 100 / 10], [36.05 + i % 100 / 10, 35.05])
              for i in range(1000))))
        for name in ["zones.geojson", "zones.gpkg", "zones.shp"]:
            with self.subTest(name=name):
                self.interrupt(["zone", "lines.geojson", "--dissolve", "none", "--tolerance", "10cm",
                                "-o", name], self.has_opened(f"{self.folder}/.zones"))


if __name__ == "__main__":
    unittest.main()
