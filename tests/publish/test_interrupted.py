"""A run that is cut short leaves the old package as it was, byte for byte."""

import os
import random
import resource
import shutil
import signal
import subprocess
import threading
import time
import unittest

from harness import CORDON
from packages import PackageTest, contents, listed_files

SEED = int(os.environ.get("CORDON_SEED", random.SystemRandom().randrange(10**6)))


class Killed(PackageTest):
    def setUp(self):
        super().setUp()
        self.made()
        self.old = contents(self.package)
        self.recipe("6km")
        start = time.monotonic()
        subprocess.run([CORDON, "publish", "zone.ini", "-o", "other"], cwd=self.folder, check=True,
                       capture_output=True)
        self.seconds = time.monotonic() - start
        self.new = contents(self.folder / "other")
        self.assertNotEqual(self.old, self.new)

    def assert_old_or_new(self):
        self.assertIn(contents(self.package), (self.old, self.new))

    def test_kill_at_any_moment(self):
        print(f"CORDON_SEED={SEED}")
        moments = random.Random(SEED)
        replaced = 0
        for _ in range(12):
            process = self.start()
            time.sleep(moments.uniform(0, 1.3 * self.seconds))
            process.kill()
            process.communicate()
            self.assert_old_or_new()
            if contents(self.package) == self.new:
                replaced += 1
                self.recipe("5km")
                self.made()
                self.recipe("6km")
                self.assertEqual(self.old, contents(self.package))
        self.assertLess(replaced, 12, "no run was killed before its end")
        self.made()
        self.assertEqual(self.new, contents(self.package))
        self.assert_nothing_beside()

    def test_signals_end_it_cleanly(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                process = self.start()
                time.sleep(self.seconds / 3)
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=20)
                self.assertEqual(128 + number, process.returncode, stderr)
                self.assertEqual("cordon publish: interrupted\n  nothing was written\n", stderr)
                self.assertEqual("", stdout)
                self.assertEqual(self.old, contents(self.package))
                self.assert_nothing_beside()

    def test_no_step_outlives_a_killed_run(self):
        process = self.start()
        time.sleep(self.seconds / 3)
        process.kill()
        process.communicate()
        time.sleep(0.2)
        alive = subprocess.run(["pgrep", "-f", str(self.folder)], capture_output=True, text=True)
        self.assertEqual("", alive.stdout)

    def test_a_reader_never_sees_half_a_package(self):
        seen = []
        stop = threading.Event()

        def read():
            while not stop.is_set():
                folder = os.open(self.package, os.O_RDONLY | os.O_DIRECTORY)
                try:
                    # Of a folder that was replaced and removed meanwhile, nothing is told.
                    names = set(os.listdir(folder))
                    if os.stat(self.package).st_ino == os.fstat(folder).st_ino:
                        seen.append(names)
                finally:
                    os.close(folder)

        reader = threading.Thread(target=read)
        reader.start()
        try:
            for distance in ("5km", "6km", "5km"):
                self.recipe(distance)
                self.made()
        finally:
            stop.set()
            reader.join()
        whole = set(self.old)
        self.assertGreater(len(seen), 100)
        self.assertEqual([], [names for names in seen if names != whole])

    def test_two_runs_do_not_mix(self):
        first = self.start()
        time.sleep(self.seconds / 4)
        second = self.publish()
        _, stderr = first.communicate()
        self.assertEqual(0, first.returncode, stderr)
        self.assertIn(second.returncode, (0, 1))
        if second.returncode == 1:
            self.assertIn("being made by another run", second.stderr)
        self.assertEqual(self.new, contents(self.package))
        self.assert_nothing_beside()


class FullDisk(PackageTest):
    def test_any_step_can_meet_it(self):
        self.made()
        old = contents(self.package)
        largest = max(len(c) for c in old.values() if c != "folder")
        self.recipe("6km")
        for limit in (0, 2048, 40_000, 200_000, largest - 1):
            with self.subTest(limit=limit):
                def full(limit=limit):
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

                done = self.publish(preexec_fn=full, restore_signals=False)
                self.assertEqual(1, done.returncode, done.stderr)
                self.assertRegex(done.stderr, r"^cordon publish: \S")
                self.assertEqual(old, contents(self.package))
                self.assert_nothing_beside()
        self.made()
        self.assert_whole()


class BadInputs(PackageTest):
    def test_one_reading_of_several(self):
        self.recipe("5km", "[reading near]\ndistance = 4km\n[reading far]\ndistance = 9km\n")
        self.made()
        old = contents(self.package)
        # Empty areas to clip with: a mistake that only the zone of that reading can find.
        self.write("clip.geojson", '{"type": "FeatureCollection", "features": []}')
        self.recipe("5km", "[reading near]\ndistance = 4km\n"
                    "[reading far]\ndistance = 9km\nclip = clip.geojson\n")
        done = self.publish()
        self.assertIn(done.returncode, (1, 2))
        self.assertIn("far", done.stderr)
        self.assertIn("clip.geojson", done.stderr)
        self.assertNotIn(str(self.folder), done.stderr)
        self.assertEqual(old, contents(self.package))
        self.assert_nothing_beside()

    def test_a_line_that_breaks(self):
        self.made()
        old = contents(self.package)
        self.write("line.geojson", '{"type": "FeatureColl')
        done = self.publish()
        self.assertIn(done.returncode, (1, 2))
        self.assertIn("line.geojson", done.stderr)
        self.assertEqual(old, contents(self.package))
        self.assert_nothing_beside()

    def test_leftovers_of_killed_runs(self):
        self.made()
        good = contents(self.package)
        # Killed while the new package was made.
        shutil.copytree(self.package, self.folder / ".package.cordon-new")
        self.recipe("6km")
        self.made()
        self.assert_nothing_beside()
        # Killed between the two steps of an exchange, where the file system has none.
        self.recipe("5km")
        self.made()
        self.package.rename(self.folder / ".package.cordon-old")
        self.assertEqual([], self.made()["made"])
        self.assertEqual(good, contents(self.package))
        self.assert_nothing_beside()

    def test_leftovers_of_others_stay(self):
        (self.folder / ".package.backup").mkdir()
        self.made()
        self.assertTrue((self.folder / ".package.backup").is_dir())
        shutil.rmtree(self.package)
        self.made()
        self.assertTrue(listed_files(self.package))


if __name__ == "__main__":
    unittest.main()
