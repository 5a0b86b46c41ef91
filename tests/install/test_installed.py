"""The installed tree is complete, and its program works where it was put.

Usage: test_installed.py PREFIX
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest


class Installed(unittest.TestCase):
    prefix = None

    def test_files(self):
        for name in ["bin/cordon", "include/cordon/zone/zone.hpp", "include/cordon/io/output.hpp",
                     "share/cordon/SOURCES.md", "share/cordon/natural-earth/natural-earth.gpkg",
                     "share/man/man1/cordon.1", "share/man/man1/cordon-zone.1",
                     "share/man/man1/cordon-inspect.1", "share/man/man1/cordon-report.1",
                     "share/man/man1/cordon-publish.1", "include/cordon/io/qgis/project.hpp",
                     "share/cordon/recipes/idlib-sochi-2018.ini",
                     "include/cordon/report/near.hpp", "share/doc/cordon/LICENSE"]:
            with self.subTest(name=name):
                self.assertTrue((self.prefix / name).is_file())

    def test_headers_need_no_private_ones(self):
        include = self.prefix / "include"
        for header in include.rglob("*.hpp"):
            with self.subTest(header=header.name):
                source = f'#include "{header.relative_to(include)}"\nint main() {{}}\n'
                done = subprocess.run(["c++", "-std=c++20", "-fsyntax-only", "-x", "c++", "-",
                                       f"-I{include}"], input=source, text=True,
                                      capture_output=True)
                self.assertEqual(0, done.returncode, done.stderr)

    def test_recipes_work_where_they_are_installed(self):
        recipe = self.prefix / "share/cordon/recipes/korea-dmz-1953.ini"
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([self.prefix / "bin/cordon", "publish", recipe, "-o",
                                   f"{folder}/korea", "--json"], capture_output=True, text=True)
            self.assertEqual(0, done.returncode, done.stderr)
            self.assertEqual([], json.loads(done.stdout)["warnings"])

    def test_program_builds_a_zone_of_installed_data(self):
        line = self.prefix / "share/cordon/idlib-2018-09/contact_line_2018-09.geojson"
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([self.prefix / "bin/cordon", "zone", line, "-o",
                                   f"{folder}/zone.geojson", "--json"],
                                  capture_output=True, text=True)
            self.assertEqual(0, done.returncode, done.stderr)
            figures = json.loads(done.stdout)
            # 345.0 km is the length that the source of the line states.
            self.assertAlmostEqual(345.0, figures["line"]["length_km"], delta=0.1)
            zone = json.loads(pathlib.Path(folder, "zone.geojson").read_text())
            self.assertEqual("FeatureCollection", zone["type"])


if __name__ == "__main__":
    Installed.prefix = pathlib.Path(sys.argv.pop()).resolve()
    unittest.main()
