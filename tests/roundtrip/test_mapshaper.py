"""Files of mapshaper are read without a word, and it reads ours without a warning.

MAPSHAPER names the program, which npm installs from package-lock.json.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402
from harness import DATA, DMZ, FAILED, IDLIB, MDL, feature_collection, line  # noqa: E402

MAPSHAPER = os.environ["MAPSHAPER"]
# Areas are true in it, on the ellipsoid.
EQUAL_AREA = ["-proj", "+proj=cea +datum=WGS84"]
# Straight edges in longitude and latitude enclose other areas than Cordon's geodesic ones, and
# mapshaper's projection is another program than PROJ.
AREA_OFF = 0.01  # km²

TAVEUNI = feature_collection(line([179.3, -16.4], [179.8, -16.9], [180, -17.0]),
                             line([-180, -17.0], [-179.7, -17.2], [-179.1, -17.6]))
ZONES = {
    "whole": [],
    "sides": ["--split", "--left-name", "المعارضة", "--right-name", "الحكومة"],
    "bands": ["--rings", "5km,10km,20km"],
    "bands of sides": ["--rings", "5km,20km", "--split"],
    "uncertain": ["--uncertainty", "2km"],
    "flat": ["--cap", "flat"],
}


class Mapshaper(harness.CliTest):
    def mapshaper(self, *arguments):
        done = subprocess.run([MAPSHAPER, *map(str, arguments)], cwd=self.folder,
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(0, done.returncode, done.stderr)
        for said in done.stderr.splitlines():
            self.assertRegex(said, r"^\[(o|clean|dissolve)\] (Wrote|Retained|Dissolved) ")
        return done.stdout

    def rows(self, *arguments):
        """What it computes for each feature, in order."""
        table = self.mapshaper(*arguments, "-o", "-", "format=csv")
        return list(csv.DictReader(io.StringIO(table)))

    def zone_of(self, name, *arguments):
        done = self.succeeds("zone", name, "-o", "back.geojson", "--overwrite", *arguments)
        self.assertEqual("", done.stderr)
        [zone] = json.loads((self.folder / "back.geojson").read_text())["features"]
        return zone["geometry"], zone["properties"]["area_km2"]


class TheirFiles(Mapshaper):
    def test_lines(self):
        shape, area = self.zone_of(IDLIB)
        for name in "line.geojson", "line.shp", "line.kml":
            with self.subTest(name=name):
                self.mapshaper(IDLIB, "-o", name)
                self.assertEqual((shape, area), self.zone_of(name))

    def test_lines_in_another_crs(self):
        _, area = self.zone_of(IDLIB)
        self.mapshaper(IDLIB, "-proj", "EPSG:32637", "-o", "utm.shp")
        self.assertAlmostEqual(area, self.zone_of("utm.shp")[1], delta=AREA_OFF)

    def test_topojson_states_no_crs(self):
        """Its format has no place for one; what is said on the command line is taken."""
        shape, area = self.zone_of(IDLIB)
        # It puts vertices on a grid, unless told not to: here of some 10 m.
        for name, options, off in [("exact.json", ["no-quantization"], 0),
                                   ("quantized.json", [], 2)]:
            with self.subTest(name=name):
                self.mapshaper(IDLIB, "-o", name, "format=topojson", *options)
                self.fails(FAILED, ["does not say which CRS", "--input-crs"], "zone", name, "-o",
                           "no.geojson")
                found, measured = self.zone_of(name, "--input-crs", "EPSG:4326")
                self.assertAlmostEqual(area, measured, delta=off)
                self.assertEqual(off == 0, shape == found)

    def test_a_shapefile_of_several_lines(self):
        _, area = self.zone_of(DMZ, "--distance", "2km", *MDL)
        self.mapshaper(DMZ, "-o", "dmz.geojson")
        self.assertAlmostEqual(area, self.zone_of("dmz.geojson", "--distance", "2km", *MDL)[1], 9)

    def test_areas_of_two_sides(self):
        sides = [DATA / "idlib-2018-09" / f"control_{side}.geojson"
                 for side in ("opposition", "government")]
        length = self.figures("contact", *sides, "-o", "ours.geojson")["length_m"]
        for side in sides:
            self.mapshaper(side, "-o", side.with_suffix(".shp").name)
        theirs = [side.with_suffix(".shp").name for side in sides]
        self.assertAlmostEqual(
            length, self.figures("contact", *theirs, "-o", "theirs.geojson")["length_m"], 6)


class OurFiles(Mapshaper):
    def assert_same(self, name, features):
        """Count, areas and sides of `features`, what Cordon wrote as GeoJSON."""
        rows = self.rows(name, *EQUAL_AREA, "-each", "km2 = this.area / 1e6")
        self.assertEqual(len(features), len(rows))
        for row, feature in zip(rows, features):
            told = feature["properties"]
            self.assertAlmostEqual(told["area_km2"], float(row["km2"]), delta=AREA_OFF)
            self.assertEqual(told.get("side_name", ""), row.get("side_name", ""))

    def written(self, source, *arguments):
        """The zone as GeoJSON and as a Shapefile."""
        self.succeeds("zone", source, "-o", "zone.geojson", "-o", "zone.shp", "--overwrite",
                      *arguments)
        return json.loads((self.folder / "zone.geojson").read_text())["features"]

    def test_zones(self):
        for kind, options in ZONES.items():
            features = self.written(IDLIB, *options)
            for name in "zone.geojson", "zone.shp":
                with self.subTest(kind, name=name):
                    self.assert_same(name, features)

    def test_a_zone_over_the_antimeridian(self):
        self.write("taveuni.geojson", TAVEUNI)
        features = self.written("taveuni.geojson", "--distance", "50km", "--split")
        self.assertEqual(["MultiPolygon"] * 2, [f["geometry"]["type"] for f in features])
        for name in "zone.geojson", "zone.shp":
            with self.subTest(name=name):
                self.assert_same(name, features)
                parts = self.rows(name, "-each", "parts = this.partCount")
                self.assertEqual(["2", "2"], [row["parts"] for row in parts])

    def test_features_share_their_borders(self):
        """mapshaper finds shared arcs by equal vertices, and nothing to clean."""
        for kind, borders in [("sides", 1), ("bands", 2), ("bands of sides", 4)]:
            with self.subTest(kind):
                features = self.written(IDLIB, *ZONES[kind])
                self.assertEqual(borders, len(self.rows("zone.shp", "-innerlines", "-each",
                                                        "km = this.length / 1000")))
                [whole] = self.rows("zone.shp", "-clean", "-dissolve", *EQUAL_AREA, "-each",
                                    "km2 = this.area / 1e6, parts = this.partCount")
                self.assertEqual("1", whole["parts"])
                self.assertAlmostEqual(sum(f["properties"]["area_km2"] for f in features),
                                       float(whole["km2"]), delta=AREA_OFF)

    def test_ours_there_and_back_holds_its_tolerance(self):
        self.write("taveuni.geojson", TAVEUNI)
        for source, options in [(IDLIB, ["--split"]), (IDLIB, ["--rings", "5km,20km"]),
                                ("taveuni.geojson", ["--distance", "50km"])]:
            self.written(source, *options)
            for ours, theirs in ("zone.geojson", "back.geojson"), ("zone.shp", "back.shp"):
                with self.subTest(source=source, options=options, ours=ours):
                    self.mapshaper(ours, "-o", theirs, "force")
                    done = self.succeeds("verify", theirs, source)
                    self.assertEqual("", done.stderr)
                    self.assertIn("holds 1 m", done.stdout)


if __name__ == "__main__":
    unittest.main()
