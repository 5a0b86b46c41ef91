"""Signals, full disks, unwritable places and terminals."""

import os
import pty
import resource
import select
import signal
import subprocess
import time
import unittest

from harness import CORDON, DONE, FAILED, USAGE, CliTest, feature_collection, line


def zigzag(count):
    """A line of sharp turns, 450 km long as the crow flies: slow work for GEOS's buffer."""
    return line(*([36 + 5 * i / count, 35.5 + 0.05 * (i * 7919 % 101) / 101]
                  for i in range(count)))


class Places(CliTest):
    def test_outputs_that_cannot_be_written(self):
        (self.folder / "taken.geojson").mkdir()
        for path, word in [("missing/zone.geojson", "missing"), ("/proc/zone.geojson", "/proc"),
                           ("line.geojson/zone.geojson", "line.geojson"),
                           ("taken.geojson", "taken.geojson")]:
            with self.subTest(path=path):
                before = self.files()
                done = self.run_cordon("zone", "line.geojson", "-o", path, "--overwrite")
                self.assertIn(done.returncode, (FAILED, USAGE))
                self.assertIn(word, done.stderr)
                self.assertEqual(2, len(done.stderr.splitlines()), done.stderr)
                self.assertEqual(before, self.files())

    def test_disk_that_fills_up(self):
        # A limit on the size of files stops writing in the middle, as a full disk does.
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        for name in ["zone.geojson", "zone.gpkg", "zone.shp"]:
            with self.subTest(name=name):
                before = self.files()
                done = subprocess.run(
                    [CORDON, "zone", "line.geojson", "-o", name], cwd=self.folder, text=True,
                    capture_output=True, preexec_fn=limit, restore_signals=False, timeout=120)
                self.assertEqual(FAILED, done.returncode, done.stderr)
                self.assertIn(name, done.stderr)
                self.assertEqual(before, self.files())

    def test_result_that_cannot_be_printed(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([CORDON, "inspect", "line.geojson"], cwd=self.folder, stdout=full,
                                  stderr=subprocess.PIPE, text=True)
        self.assertEqual(FAILED, done.returncode)
        self.assertIn("standard output", done.stderr)


class Interrupts(CliTest):
    def test_interrupted_run_leaves_nothing(self):
        self.write("slow.geojson", feature_collection(zigzag(10_000)))
        before = self.files()
        for number in [signal.SIGINT, signal.SIGTERM]:
            with self.subTest(signal=number):
                work = subprocess.Popen(
                    [CORDON, "zone", "slow.geojson", "--method", "projected", "--tolerance", "1cm",
                     "-o", "zone.gpkg", "--threads", "1"], cwd=self.folder, text=True,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                self.addCleanup(work.kill)
                time.sleep(0.7)
                self.assertIsNone(work.poll(), "the work was over before it could be interrupted")
                work.send_signal(number)
                out, err = work.communicate(timeout=60)
                self.assertEqual(128 + number, work.returncode)
                self.assertEqual("cordon zone: interrupted\n  nothing was written\n", err)
                self.assertEqual("", out)
                self.assertEqual(before, self.files())


class Terminal(CliTest):
    def run_on_terminal(self, *arguments):
        """Exit code and what arrived at a terminal on stderr."""
        master, slave = pty.openpty()
        work = subprocess.Popen([CORDON, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=slave)
        os.close(slave)
        seen = b""
        while True:
            ready, _, _ = select.select([master], [], [], 60)
            try:
                data = os.read(master, 4096) if ready else b""
            except OSError:  # how Linux says that the other end is closed
                data = b""
            if not data:
                break
            seen += data
        os.close(master)
        return work.wait(timeout=60), seen.decode()

    def test_short_work_shows_no_bar(self):
        self.assertEqual((DONE, ""), self.run_on_terminal("zone", "line.geojson", "-o",
                                                          "zone.geojson"))

    def test_long_work_shows_a_bar_and_clears_it(self):
        self.write("slow.geojson", feature_collection(zigzag(3000)))
        slow = ["zone", "slow.geojson", "--method", "projected", "--tolerance", "1cm",
                "--threads", "1", "--overwrite", "-o", "zone.geojson"]
        code, seen = self.run_on_terminal(*slow)
        self.assertEqual(DONE, code, seen)
        self.assertRegex(seen, r"\[=* *\] +\d+ %  00:0\d")
        self.assertTrue(seen.endswith("\r\x1b[K"), seen[-80:])
        self.assertEqual((DONE, ""), self.run_on_terminal(*slow, "--quiet"))


if __name__ == "__main__":
    unittest.main()
