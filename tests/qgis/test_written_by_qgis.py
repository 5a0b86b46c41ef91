"""What QGIS saves (Export > Save Features As) is read without a word."""

import json
import subprocess
import unittest

from harness import CONTROL, CORDON, ENVIRONMENT, IDLIB, FolderTest, start_qgis

KEPT = start_qgis()

from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform,  # noqa: E402
                       QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer)

# Driver, and what the dialog of QGIS sets for it by itself.
FORMATS = {"line.gpkg": ("GPKG", []), "line.shp": ("ESRI Shapefile", []),
           "line.geojson": ("GeoJSON", ["RFC7946=YES", "COORDINATE_PRECISION=15"]),
           "line.fgb": ("FlatGeobuf", []), "line.kml": ("KML", []),
           "line.gml": ("GML", []), "line.sqlite": ("SQLite", [])}
AREA_OFF = 0.01  # km², of a line whose vertices went to UTM and back


class Written(FolderTest):
    def save(self, path, name, driver, options=(), crs="EPSG:4326"):
        layer = QgsVectorLayer(str(path), "line", "ogr")
        self.assertTrue(layer.isValid())
        save = QgsVectorFileWriter.SaveVectorOptions()
        save.driverName, save.layerOptions, save.layerName = driver, list(options), "line"
        save.fileEncoding = "UTF-8"
        save.ct = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(crs),
                                         QgsCoordinateTransformContext())
        error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(self.folder / name), QgsCoordinateTransformContext(), save)
        self.assertEqual(QgsVectorFileWriter.WriterError.NoError, error, message)
        return self.folder / name

    def silently(self, *arguments):
        done = subprocess.run([CORDON, *map(str, arguments), "--json", "--overwrite"],
                              cwd=self.folder, text=True, capture_output=True, env=ENVIRONMENT,
                              timeout=120)
        self.assertEqual((0, ""), (done.returncode, done.stderr), arguments)
        return json.loads(done.stdout)

    def zone_of(self, path):
        self.silently("zone", path, "-o", "zone.geojson")
        [zone] = json.loads((self.folder / "zone.geojson").read_text())["features"]
        return zone["geometry"], zone["properties"]["area_km2"]

    def test_lines(self):
        expected = self.zone_of(IDLIB)
        for name, (driver, options) in FORMATS.items():
            with self.subTest(name):
                self.assertEqual(expected, self.zone_of(self.save(IDLIB, name, driver, options)))

    def test_lines_in_another_crs(self):
        _, area = self.zone_of(IDLIB)
        for name in "line.gpkg", "line.shp":
            with self.subTest(name):
                path = self.save(IDLIB, name, FORMATS[name][0], crs="EPSG:32637")
                self.assertAlmostEqual(area, self.zone_of(path)[1], delta=AREA_OFF)

    def test_areas_of_control(self):
        length = self.silently("contact", *CONTROL, "-o", "ours.geojson")["length_m"]
        for end, driver in (".gpkg", "GPKG"), (".shp", "ESRI Shapefile"):
            with self.subTest(end):
                saved = [self.save(path, f"{path.stem}{end}", driver) for path in CONTROL]
                found = self.silently("contact", *saved, "-o", "theirs.geojson")
                self.assertAlmostEqual(length, found["length_m"], 6)


if __name__ == "__main__":
    unittest.main()
