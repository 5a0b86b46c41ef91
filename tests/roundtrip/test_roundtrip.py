"""Files of other programs are read without a word, and they read ours without a warning.

DuckDB is not in Debian 12, and its GDAL has no driver for Parquet: both go through FlatGeobuf or
GeoPackage. Where GDAL has the driver, Parquet is tested too.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402
from harness import IDLIB  # noqa: E402

try:
    import geopandas
except ImportError as error:
    raise SystemExit(f"GeoPandas is not installed: apt-get install python3-geopandas ({error})")

# File, and what ogr2ogr needs to write it.
WRITTEN_BY_OGR2OGR = {
    "line.fgb": [],
    "line.gpkg": [],
    "line.geojson": ["-lco", "RFC7946=YES"],
    "line.geojsonl": [],
    "line.shp": ["-lco", "ENCODING=UTF-8"],
    "line.kml": [],
    "line.csv": ["-lco", "GEOMETRY=AS_WKT"],
    "line.gml": [],
    "line.gpx": ["-nlt", "MULTILINESTRING", "-dsco", "GPX_USE_EXTENSIONS=YES"],
    "plain.sqlite": [],
    "line.sqlite": ["-dsco", "SPATIALITE=YES"],
    "line.tab": [],
}
DECIMALS = {"line.tab": 5}  # kept in an integer grid

OURS = ["zone.fgb", "zone.gpkg", "zone.geojson", "zone.geojsonl", "zone.shp", "zone.kml", "zone.csv",
        "zone.sqlite", "zone.gml"]


def has_driver(name):
    formats = subprocess.run(["ogrinfo", "--formats"], check=True, capture_output=True, text=True)
    return f" {name} -" in formats.stdout


if has_driver("Parquet"):
    WRITTEN_BY_OGR2OGR["line.parquet"] = []
    OURS.append("zone.parquet")


class RoundTrip(harness.CliTest):
    def setUp(self):
        super().setUp()
        shutil.copy(IDLIB, self.folder / "original.geojson")
        self.expected = self.read("original.geojson")

    def read(self, name):
        done = self.succeeds("zone", name, "-o", "back.geojson", "--overwrite")
        self.assertEqual("", done.stderr)
        zone = json.loads((self.folder / "back.geojson").read_text())["features"]
        self.assertEqual(1, len(zone))
        return zone[0]["geometry"], zone[0]["properties"]["area_km2"]

    def assert_same_zone(self, name):
        shape, area = self.read(name)
        self.assertAlmostEqual(self.expected[1], area, delta=1 if name in DECIMALS else 1e-3)
        if name not in DECIMALS:
            self.assertEqual(self.expected[0], shape)

    def test_what_ogr2ogr_writes(self):
        for name, options in WRITTEN_BY_OGR2OGR.items():
            with self.subTest(name=name):
                layer = "tracks" if name.endswith(".gpx") else "line"
                done = subprocess.run(["ogr2ogr", name, "original.geojson", "-nln", layer, *options],
                                      cwd=self.folder, capture_output=True, text=True)
                self.assertEqual(0, done.returncode, done.stderr)
                self.assert_same_zone(name)

    def test_what_geopandas_writes(self):
        lines = geopandas.read_file(self.folder / "original.geojson")
        for name, driver in (("line.geojson", "GeoJSON"), ("line.gpkg", "GPKG"),
                             ("line.shp", "ESRI Shapefile"), ("line.fgb", "FlatGeobuf")):
            with self.subTest(name=name):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of columns whose names a Shapefile cuts
                    lines.to_file(self.folder / name, driver=driver)
                self.assert_same_zone(name)
        with self.subTest(name="line.csv"):
            lines.to_wkt().to_csv(self.folder / "line.csv", index=False)
            self.assert_same_zone("line.csv")

    def test_other_crs_by_geopandas(self):
        lines = geopandas.read_file(self.folder / "original.geojson").to_crs(32637)
        lines.to_file(self.folder / "utm.gpkg", driver="GPKG")
        _, area = self.read("utm.gpkg")
        self.assertAlmostEqual(self.expected[1], area, delta=0.01)

    def test_ogrinfo_reads_ours(self):
        for name in OURS:
            with self.subTest(name=name):
                self.succeeds("zone", "original.geojson", "--split", "-o", name)
                done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", name], cwd=self.folder,
                                      capture_output=True, text=True)
                self.assertEqual((0, ""), (done.returncode, done.stderr))
                self.assertIn("Feature Count: 2", done.stdout)

    def test_geopandas_reads_ours(self):
        for name in ("zone.geojson", "zone.gpkg", "zone.shp", "zone.fgb"):
            with self.subTest(name=name):
                self.succeeds("zone", "original.geojson", "--split", "-o", name)
                layer = {"layer": "zone"} if name.endswith(".gpkg") else {}
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    zone = geopandas.read_file(self.folder / name, **layer)
                self.assertEqual(2, len(zone))
                self.assertEqual(4326, zone.crs.to_epsg())
                self.assertTrue(zone.geometry.is_valid.all())
                drawn = zone.to_crs("+proj=laea +lat_0=35.8 +lon_0=36.6 +type=crs").area.sum() / 1e6
                self.assertAlmostEqual(self.expected[1], drawn, delta=1)


if __name__ == "__main__":
    unittest.main()
