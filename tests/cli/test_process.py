"""Full disks and unwritable places."""

import resource
import signal
import subprocess
import unittest

from harness import CORDON, FAILED, USAGE, CliTest


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


if __name__ == "__main__":
    unittest.main()
