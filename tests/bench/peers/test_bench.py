"""Tests of what scripts/bench judges and computes by. Arguments: the folder of the programs."""

import json
import pathlib
import subprocess
import sys
import tempfile
import types
import unittest

import cases
import process
import table

PROGRAMS = pathlib.Path(sys.argv.pop(1))


class Judge(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.lines = self.folder / "lines.fgb"
        self.call("bench_data", "lines", 50, self.lines)

    def call(self, program, *arguments):
        return subprocess.run([PROGRAMS / program, *map(str, arguments)], check=True, text=True,
                              capture_output=True).stdout

    def zones(self, *options):
        path = self.folder / "zones.fgb"
        self.call("cordon", "zone", self.lines, "-o", path, "--overwrite", "--quiet", *options)
        return path

    def measure(self, zones, *options):
        return json.loads(self.call("measure_error", self.lines, zones, 20_000, *options))

    def assert_good(self, error, zones):
        self.assertLess(error["outward_m"], 1)
        self.assertLess(error["inward_m"], 1)
        self.assertEqual((error["zones"], error["measured"], error["outside"], error["missing"]),
                         (zones[0], zones[1], 0, 0))

    def test_good_zones(self):
        self.assert_good(self.measure(self.zones("--dissolve", "none"), "--each", 1), (50, 50))
        self.assert_good(self.measure(self.zones("--dissolve", "none"), "--each", 5), (50, 10))
        self.assert_good(self.measure(self.zones("--rings", "10km,20km"), "--bands"), (2, 2))
        self.assert_good(self.measure(self.zones()), (1, 1))

    def test_narrow_zones(self):
        zones = self.zones("--distance", "19km", "--dissolve", "none")
        error = self.measure(zones, "--each", 1)
        self.assertAlmostEqual(error["inward_m"], 1000, delta=1)

    def test_wide_zones(self):
        zones = self.zones("--distance", "21km", "--dissolve", "none")
        error = self.measure(zones, "--each", 1)
        self.assertAlmostEqual(error["outward_m"], 1000, delta=1)

    def test_missing_zone(self):
        some = self.folder / "some.fgb"
        subprocess.run(["ogr2ogr", "-f", "FlatGeobuf", some, self.zones("--dissolve", "none"),
                        "-where", "id <> 7"], check=True)
        self.assertEqual(self.measure(some, "--each", 1)["missing"], 1)
        self.assertGreater(self.measure(some)["outside"], 0)


class Process(unittest.TestCase):
    def run_python(self, code, **options):
        with tempfile.TemporaryDirectory() as folder:
            return process.run([sys.executable, "-c", code], pathlib.Path(folder) / "log",
                               **options)

    def test_measures(self):
        usage = self.run_python("import time; text = 'x' * 300_000_000; time.sleep(0.5)\n"
                                "print('phase build 1.5 2.5')")
        self.assertGreater(usage.whole.wall, 0.5)
        self.assertGreater(usage.memory, 300_000_000)
        self.assertEqual(usage.phases, {"build": process.Times(1.5, 2.5)})

    def test_failures(self):
        with self.assertRaisesRegex(process.Failed, "exit code 3: ERROR: no"):
            self.run_python("print('ERROR: no\\nmore'); raise SystemExit(3)")
        with self.assertRaisesRegex(process.Failed, "stopped after"):
            self.run_python("import time; time.sleep(60)", timeout=0.2)


class Figures(unittest.TestCase):
    def row(self, size, *walls):
        data = types.SimpleNamespace(vertices=size)
        usages = [process.Usage(process.Times(wall, 2 * wall), 100 * size, {}) for wall in walls]
        return table.Row(types.SimpleNamespace(data=data), None, usages)

    def test_ratio_of_medians(self):
        results = {("case", "a"): self.row(1, 1, 8, 2), ("case", "b"): self.row(1, 1, 1, 9)}
        self.assertEqual(cases.ratio("case", "a", "b")(results), (2, 2))

    def test_slope(self):
        results = {(str(size), cases.CORDON): self.row(size, size**1.5) for size in (10, 100, 1000)}
        wall, cpu = cases.slope(["10", "100", "1000"], cases.times)(results)
        self.assertAlmostEqual(wall, 1.5)
        self.assertAlmostEqual(cpu, 1.5)

    def test_numbers(self):
        for value, text in [(0, "0"), (0.05678, "0.0568"), (1.234, "1.23"), (12.34, "12.3"),
                            (1234.5, "1,234")]:
            self.assertEqual(table.number(value), text)


if __name__ == "__main__":
    unittest.main()
