"""The packages of `cordon publish` in QGIS: every project and every layer with its style opens."""

import os
import pathlib
import unittest
import zipfile

from harness import FolderTest, start_qgis

KEPT = start_qgis()

from qgis.core import (QgsLayoutExporter, QgsProject, QgsRenderContext,  # noqa: E402
                       QgsVectorLayer)

# Of the light theme: fills of .zone, .zone-left and .zone-right.
ZONE_COLOURS = {"#d4351c", "#5e3c99", "#e07b00"}
PACKAGES = pathlib.Path(os.environ["CORDON_PACKAGES"]) / "packages"


class Packages(FolderTest):
    def setUp(self):
        super().setUp()
        self.addCleanup(QgsProject.instance().clear)

    def each(self, name):
        found = sorted(PACKAGES.rglob(name))
        self.assertEqual(6 + 1 + 3, len(found))
        for path in found:
            yield path.relative_to(PACKAGES).as_posix(), path

    def test_projects(self):
        for name, path in self.each("zone.qgz"):
            project = QgsProject.instance()
            project.clear()
            self.assertTrue(project.read(str(path)), (name, project.error()))
            layers = project.mapLayers().values()
            self.assertGreater(len(layers), 3, name)
            for layer in layers:
                self.assertTrue(layer.isValid(), (name, layer.source()))
            [sheet] = project.layoutManager().printLayouts()
            document = self.folder / "sheet.pdf"
            done = QgsLayoutExporter(sheet).exportToPdf(
                str(document), QgsLayoutExporter.PdfExportSettings())
            self.assertEqual(QgsLayoutExporter.Success, done, name)
            self.assertGreater(document.stat().st_size, 20_000, name)

    def sources(self):
        """As they are dropped on the map; Shapefiles are unpacked first."""
        for name, path in self.each("zone.geojson"):
            yield name, str(path)
        for name, path in self.each("zone.gpkg"):
            yield name, f"{path}|layername=zone"
        for name, path in self.each("zone-shapefile.zip"):
            folder = (self.folder / name).with_suffix("")
            with zipfile.ZipFile(path) as packed:
                packed.extractall(folder)
            yield name, str(folder / "zone.shp")

    def test_files_come_with_their_looks(self):
        """The style beside them or inside is taken."""
        for name, source in self.sources():
            layer = QgsVectorLayer(source, "zone", "ogr")
            self.assertTrue(layer.isValid(), name)
            self.assertEqual("EPSG:4326", layer.crs().authid(), name)
            self.assertGreater(layer.featureCount(), 0, name)
            symbols = layer.renderer().symbols(QgsRenderContext())
            self.assertTrue(symbols, name)
            for symbol in symbols:
                self.assertIn(symbol.color().name(), ZONE_COLOURS, name)


if __name__ == "__main__":
    unittest.main()
