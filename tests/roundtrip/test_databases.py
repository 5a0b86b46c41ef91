"""Databases that go through files, with the commands of the README: SpatiaLite itself looks at what
comes out. DuckDB is not packaged for Debian 12; of it, the files are tested (test_roundtrip.py).
"""

import pathlib
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402
from harness import IDLIB  # noqa: E402


class SpatiaLite(harness.CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(IDLIB, self.folder / "front.geojson")
        self.ogr2ogr("-f", "SQLite", "-dsco", "SPATIALITE=YES", "front.sqlite", "front.geojson",
                     "-nln", "lines")

    def ogr2ogr(self, *arguments):
        done = subprocess.run(["ogr2ogr", *arguments], cwd=self.folder, capture_output=True,
                              text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def rows(self, query):
        connection = sqlite3.connect(self.folder / "front.sqlite")
        self.addCleanup(connection.close)
        connection.enable_load_extension(True)
        connection.load_extension("mod_spatialite")
        return connection.execute(query).fetchall()

    def test_from_a_table_to_a_table(self):
        done = self.succeeds("zone", "front.sqlite", "--layer", "lines", "--split", "-o",
                             "zone.fgb")
        self.assertEqual("", done.stderr)
        self.ogr2ogr("-update", "front.sqlite", "zone.fgb", "-nln", "zone")
        self.assertEqual([(6, 2, 4326, 1)], self.rows(
            "SELECT geometry_type, coord_dimension, srid, spatial_index_enabled "
            "FROM geometry_columns WHERE f_table_name = 'zone'"))
        told = self.rows("SELECT side_name, area_km2, ST_Area(geometry, 1) / 1e6, "
                         "ST_IsValid(geometry) FROM zone ORDER BY side_name")
        self.assertEqual(["left", "right"], [side for side, *_ in told])
        for _side, ours, theirs, valid in told:
            self.assertAlmostEqual(ours, theirs, delta=0.01)
            self.assertEqual(1, valid)

    def test_the_line_of_the_table_lies_in_the_zone_of_the_table(self):
        self.succeeds("zone", "front.sqlite", "--layer", "lines", "-o", "zone.fgb")
        self.ogr2ogr("-update", "front.sqlite", "zone.fgb", "-nln", "zone")
        self.assertEqual([(1,)], self.rows("SELECT ST_Contains(zone.geometry, lines.geometry) "
                                           "FROM zone, lines"))


if __name__ == "__main__":
    unittest.main()
