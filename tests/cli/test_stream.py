"""Many zones in one run: written while others are built, in little memory."""

import json
import resource
import signal
import subprocess
import time
import unittest

from harness import CORDON, CliTest, feature_collection, line


def short_lines(count):
    return [line([-170 + i % 1700 / 5, -60 + i // 1700 / 5],
                 [-169.9 + i % 1700 / 5, -59.95 + i // 1700 / 5]) for i in range(count)]


QUICK = ["--dissolve", "none", "--distance", "1km", "--tolerance", "100m"]


class Stream(CliTest):
    def peak_memory(self, count):
        """KiB, of a run that makes `count` zones."""
        self.write("many.geojson", feature_collection(*short_lines(count)))
        subprocess.run(["ogr2ogr", "many.fgb", "many.geojson"], cwd=self.folder, check=True)
        script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = subprocess.run(
            ["python3", "-c", script, CORDON, "zone", "many.fgb", "-o", "zones.fgb", "--overwrite",
             "--quiet", *QUICK], cwd=self.folder, check=True, capture_output=True, text=True)
        info = subprocess.run(["ogrinfo", "-so", "-al", "zones.fgb"], cwd=self.folder, check=True,
                              capture_output=True, text=True).stdout
        self.assertIn(f"Feature Count: {count}", info)
        (self.folder / "zones.fgb").unlink()
        return int(done.stdout)

    def test_memory_grows_by_no_more_than_an_index(self):
        few, many = 40_000, 120_000
        least, most = self.peak_memory(few), self.peak_memory(many)
        bytes_each = (most - least) * 1024 / (many - few)
        # A zone with its fields takes more than 4 kB; its entry in the index of the output 200
        # bytes, and there are two batches of features in memory instead of one.
        self.assertLess(bytes_each, 1500, f"{least} and {most} KiB")
        self.assertLess(most, 250_000)

    def test_batches_and_threads_do_not_show(self):
        # More zones than are built at once.
        self.write("many.geojson", feature_collection(*short_lines(1200)))
        for name in ["zones.geojson", "zones.fgb", "zones.gpkg"]:
            contents = set()
            for threads in [1, 2, 8]:
                self.succeeds("zone", "many.geojson", "-o", name, "--overwrite", "--threads",
                              threads, *QUICK)
                contents.add((self.folder / name).read_bytes())
            self.assertEqual(1, len(contents), name)
        zones = json.loads((self.folder / "zones.geojson").read_text())["features"]
        self.assertEqual(list(range(1200)), [z["properties"]["line_feature"] for z in zones])

    def test_summary_and_json_know_of_all_zones(self):
        self.write("many.geojson", feature_collection(*short_lines(1200)))
        out = self.succeeds("zone", "many.geojson", "-o", "zones.fgb", *QUICK).stdout
        self.assertIn("in 1,200 zones, each for itself", out)
        self.assertIn("and 1,176 more", out)
        figures = self.figures("zone", "many.geojson", "-o", "zones.fgb", "--overwrite", *QUICK)
        self.assertEqual(1200, len(figures["features"]))
        self.assertAlmostEqual(sum(f["area_km2"] for f in figures["features"]),
                               figures["zone"]["area_km2"], delta=0.01)

    def test_error_in_the_last_feature_leaves_the_old_file(self):
        self.write("zones.fgb", "mine")
        features = [*short_lines(1200), line([36, 35], [36, 95])]
        self.write("bad.geojson", feature_collection(*features))
        self.fails(1, ["not on the earth"], "zone", "bad.geojson", "-o", "zones.fgb",
                   "--overwrite", *QUICK)
        self.assertEqual("mine", (self.folder / "zones.fgb").read_text())

    def test_error_while_zones_are_written_leaves_the_old_file(self):
        # The last distance is found out when other zones are on the disk already.
        features = [{"type": "Feature", "properties": {"d": "1 km" if i < 40_000 else "far"},
                     "geometry": g} for i, g in enumerate(short_lines(40_001))]
        self.write("bad.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
        self.write("zones.fgb", "mine")
        self.fails(1, ["feature 40000", "'d'"], "zone", "bad.geojson", "-o", "zones.fgb",
                   "--overwrite", "--dissolve", "none", "--distance-field", "d", "--tolerance",
                   "100m")
        self.assertEqual("mine", (self.folder / "zones.fgb").read_text())

    def test_disk_that_fills_up_in_the_middle(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

        self.write("many.geojson", feature_collection(*short_lines(5000)))
        before = self.files()
        for name in ["zones.fgb", "zones.geojson", "zones.gpkg"]:
            done = subprocess.run([CORDON, "zone", "many.geojson", "-o", name, *QUICK],
                                  cwd=self.folder, text=True, capture_output=True,
                                  preexec_fn=limit, restore_signals=False, timeout=120)
            self.assertEqual(1, done.returncode, name)
            self.assertIn("File too large", done.stderr)
            self.assertIn("ulimit -f", done.stderr)
            self.assertEqual(before, self.files())

    def test_interrupt_while_zones_are_written_leaves_nothing(self):
        self.write("many.geojson", feature_collection(*short_lines(20_000)))
        before = self.files()
        for name in ["zones.fgb", "zones.geojson", "zones.gpkg"]:
            work = subprocess.Popen([CORDON, "zone", "many.geojson", "-o", name, "--dissolve",
                                     "none", "--tolerance", "10cm"], cwd=self.folder,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.addCleanup(work.kill)
            while self.files() == before and work.poll() is None:
                time.sleep(0.02)
            self.assertIsNone(work.poll(), "the work was over before it could be interrupted")
            work.send_signal(signal.SIGINT)
            _, err = work.communicate(timeout=60)
            self.assertEqual(128 + signal.SIGINT, work.returncode, err)
            self.assertEqual(before, self.files())
            self.assertEqual([], [p for p in self.folder.iterdir() if p.is_dir()])


if __name__ == "__main__":
    unittest.main()
