"""The project that `cordon zone LINE -o zone.qgz` writes, in QGIS: whole wherever the pair of files
lies, in the looks of the maps, and with a sheet that exports as it is.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import unittest
import zipfile

from harness import CORDON, ENVIRONMENT, IDLIB, FolderTest, start_qgis

KEPT = start_qgis()

from qgis.core import (QgsCoordinateTransform, QgsLayoutExporter,  # noqa: E402
                       QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap,
                       QgsLayoutItemPicture, QgsLayoutItemScaleBar, QgsProject)
from qgis.PyQt.QtGui import QImage  # noqa: E402

# Over the antimeridian, and near a pole.
TAVEUNI = [[[179.9, -16.75], [179.97, -16.9]], [[-179.99, -16.95], [-179.9, -16.98]]]
POLE = [[[0, 89.5], [120, 89.2], [-150, 88.9]]]
ZONES = {
    "whole": [],
    "sides": ["--left", "15km", "--right", "20km", "--split"],
    "bands": ["--rings", "5km,10km,20km"],
    "uncertain": ["--uncertainty", "2km"],
    "in metres": ["--output-crs", "EPSG:32637"],
}


def line_file(folder, lines):
    path = folder / "line.geojson"
    path.write_text(json.dumps({"type": "MultiLineString", "coordinates": lines}))
    return path


class Projects(FolderTest):
    def setUp(self):
        super().setUp()
        self.addCleanup(QgsProject.instance().clear)

    def written(self, line, *options, name="zone.qgz"):
        self.cordon("zone", line, *options, "-o", self.folder / name)
        return self.folder / name

    def read(self, path):
        project = QgsProject.instance()
        project.clear()
        self.assertTrue(project.read(str(path)), project.error())
        for layer in project.mapLayers().values():
            self.assertTrue(layer.isValid(), layer.source())
            self.assertTrue(layer.crs().isValid(), layer.name())
        self.assertTrue(project.crs().isValid())
        return project

    def layer(self, project, table):
        [found] = [layer for layer in project.mapLayers().values()
                   if layer.source().endswith(f"layername={table}")]
        return found

    def sheet(self, project):
        return project.layoutManager().layoutByName("Map")

    def picture(self, project, dpi=96):
        path = self.folder / "sheet.png"
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = dpi
        done = QgsLayoutExporter(self.sheet(project)).exportToImage(str(path), settings)
        self.assertEqual(QgsLayoutExporter.Success, done)
        return QImage(str(path))

    def assert_shows_all(self, project):
        """The map of the sheet holds the whole zone, which fills a good part of it."""
        zone = self.layer(project, "zone")
        [shown] = [item for item in self.sheet(project).items()
                   if isinstance(item, QgsLayoutItemMap)]
        extent = shown.extent()
        transform = QgsCoordinateTransform(zone.crs(), project.crs(), project)
        low_x, high_x, low_y, high_y = [], [], [], []
        for feature in zone.getFeatures():
            geometry = feature.geometry()
            self.assertEqual(0, geometry.transform(transform))
            box = geometry.boundingBox()
            self.assertTrue(extent.contains(box), f"{extent} {box}")
            low_x.append(box.xMinimum())
            high_x.append(box.xMaximum())
            low_y.append(box.yMinimum())
            high_y.append(box.yMaximum())
        fills = max((max(high_x) - min(low_x)) / extent.width(),
                    (max(high_y) - min(low_y)) / extent.height())
        self.assertGreater(fills, 0.6)

    def assert_zone_is_drawn(self, project):
        """Without the zone, the sheet's picture is another one over a good part of it."""
        node = project.layerTreeRoot().findLayer(self.layer(project, "zone").id())
        with_zone = self.picture(project)
        node.setItemVisibilityChecked(False)
        without = self.picture(project)
        node.setItemVisibilityChecked(True)
        self.assertEqual(with_zone.size(), without.size())
        changed = sum(with_zone.pixel(x, y) != without.pixel(x, y)
                      for x in range(0, with_zone.width(), 4)
                      for y in range(0, with_zone.height(), 4))
        samples = (with_zone.width() // 4) * (with_zone.height() // 4)
        self.assertGreater(changed / samples, 0.03)


class Layers(Projects):
    def test_groups_and_layers(self):
        project = self.read(self.written(IDLIB))
        root = project.layerTreeRoot()
        zone, basemap = root.children()
        self.assertEqual(("Zone", "Basemap"), (zone.name(), basemap.name()))
        tables = [[node.layer().source().split("layername=")[1] for node in group.findLayers()]
                  for group in (zone, basemap)]
        self.assertEqual(["problems", "places", "line", "zone"], tables[0])
        self.assertEqual("basemap_land", tables[1][-1])
        self.assertLessEqual({"basemap_borders", "basemap_rivers", "basemap_provinces"},
                             set(tables[1]))
        self.assertTrue(zone.isExpanded())
        self.assertFalse(basemap.isExpanded())
        for layer in project.mapLayers().values():
            self.assertGreater(layer.featureCount(), 0, layer.name())
        hidden = {node.name() for node in root.findLayers() if not node.isVisible()}
        self.assertEqual({"What to look at"}, hidden)

    def test_looks_are_those_of_the_geopackage(self):
        for kind, options in ZONES.items():
            with self.subTest(kind):
                project = self.read(self.written(IDLIB, *options, "--overwrite"))
                for table in "zone", "line", "problems", "basemap_land":
                    layer = self.layer(project, table)
                    alone = layer.clone()
                    message, loaded = alone.loadDefaultStyle()
                    self.assertTrue(loaded, message)
                    self.assertEqual(layer.renderer().dump(), alone.renderer().dump())
                    self.assertEqual(layer.labelsEnabled(), alone.labelsEnabled())
                    for field in layer.fields().names():
                        self.assertEqual(layer.attributeAlias(layer.fields().indexOf(field)),
                                         alone.attributeAlias(alone.fields().indexOf(field)))

    def test_the_project_speaks_for_itself(self):
        project = self.read(self.written(IDLIB))
        self.assertIn("20\u00a0km", project.title())
        self.assertIn("20 km", project.metadata().abstract())
        self.assertEqual("EPSG:4326", self.layer(project, "zone").crs().authid())
        self.assertFalse(project.crs().isGeographic())

    def test_layers_keep_their_crs(self):
        project = self.read(self.written(IDLIB, "--output-crs", "EPSG:32637"))
        for table in "zone", "line", "places", "problems":
            self.assertEqual("EPSG:32637", self.layer(project, table).crs().authid())
        self.assert_shows_all(project)


class Files(Projects):
    def test_the_pair_may_move(self):
        self.written(IDLIB)
        moved = self.folder / "elsewhere" / "ж é"
        moved.mkdir(parents=True)
        for name in "zone.qgz", "zone.gpkg":
            shutil.move(self.folder / name, moved / name)
        old = os.getcwd()
        os.chdir("/")
        self.addCleanup(os.chdir, old)
        project = self.read(moved / "zone.qgz")
        for layer in project.mapLayers().values():
            self.assertIn(str(moved / "zone.gpkg"), layer.source())
        self.assert_zone_is_drawn(project)

    def test_no_path_of_this_machine(self):
        path = self.written(IDLIB)
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            [name] = archive.namelist()
            text = archive.read(name).decode()
        self.assertEqual("zone.qgs", name)
        self.assertNotIn(str(self.folder), text)
        sources = set(re.findall(r"<datasource>([^|]*)", text))
        self.assertEqual({"./zone.gpkg"}, sources)

    def test_same_bytes(self):
        hashes = set()
        for name in "a", "b":
            (self.folder / name).mkdir()
            self.cordon("zone", IDLIB, "-o", self.folder / name / "zone.qgz")
            hashes.add(tuple(hashlib.sha256((self.folder / name / file).read_bytes()).hexdigest()
                             for file in ("zone.qgz", "zone.gpkg")))
        self.assertEqual(1, len(hashes))

    def test_not_packed(self):
        project = self.read(self.written(IDLIB, name="zone.qgs"))
        self.assertIsNotNone(self.sheet(project))

    def test_a_geopackage_of_another_name_and_folder(self):
        (self.folder / "data").mkdir()
        path = self.written(IDLIB, "-o", self.folder / "data" / "idlib.gpkg", name="map.qgz")
        self.assertFalse((self.folder / "map.gpkg").exists())
        self.read(path)


class Sheets(Projects):
    def test_items(self):
        project = self.read(self.written(IDLIB))
        sheet = self.sheet(project)
        page = sheet.pageCollection().page(0).pageSize()
        self.assertEqual((297, 210), (page.width(), page.height()))
        [shown] = [i for i in sheet.items() if isinstance(i, QgsLayoutItemMap)]
        [legend] = [i for i in sheet.items() if isinstance(i, QgsLayoutItemLegend)]
        [bar] = [i for i in sheet.items() if isinstance(i, QgsLayoutItemScaleBar)]
        [arrow] = [i for i in sheet.items() if isinstance(i, QgsLayoutItemPicture)]
        self.assertTrue(os.path.exists(arrow.picturePath()), arrow.picturePath())
        for item in legend, bar, arrow:
            self.assertIs(shown, item.linkedMap())
        self.assertEqual("km", bar.unitLabel())
        listed = [node.layer().source().split("layername=")[1]
                  for node in legend.model().rootGroup().findLayers()]
        self.assertEqual(["zone", "line", "places"], listed)
        texts = {i.id(): i.text() for i in sheet.items() if isinstance(i, QgsLayoutItemLabel)}
        self.assertEqual(project.title(), texts["title"])
        for credit in "Natural Earth", "GeoNames", IDLIB.name:
            self.assertIn(credit, texts["sources"])
        self.assert_apart(sheet)

    def assert_apart(self, sheet):
        """Nothing overlaps but what stands on the map, and that not each other."""
        [legend] = [i for i in sheet.items() if isinstance(i, QgsLayoutItemLegend)]
        foreseen = legend.sceneBoundingRect()
        self.picture(QgsProject.instance())  # the legend finds its size when it is drawn
        drawn = legend.sceneBoundingRect()
        self.assertGreater(foreseen.width() + 1, drawn.width())
        self.assertLess(drawn.width(), 110)
        boxes = {i.id(): i.sceneBoundingRect() for i in sheet.items()
                 if getattr(i, "id", None) and i.id() not in ("", "page")}
        page = sheet.pageCollection().page(0).sceneBoundingRect()
        for name, box in boxes.items():
            self.assertTrue(page.contains(box), name)
            for other, theirs in boxes.items():
                if name < other and "map" not in (name, other):
                    self.assertFalse(box.intersects(theirs), (name, other))
        for name in "legend", "scale-bar", "north-arrow":
            self.assertTrue(boxes["map"].contains(boxes[name]), name)

    def test_every_kind_exports(self):
        for kind, options in ZONES.items():
            with self.subTest(kind):
                project = self.read(self.written(IDLIB, *options, "--overwrite"))
                self.assert_shows_all(project)
                self.assert_zone_is_drawn(project)
                self.assert_apart(self.sheet(project))

    def test_pdf(self):
        project = self.read(self.written(IDLIB))
        path = self.folder / "sheet.pdf"
        done = QgsLayoutExporter(self.sheet(project)).exportToPdf(
            str(path), QgsLayoutExporter.PdfExportSettings())
        self.assertEqual(QgsLayoutExporter.Success, done)
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        self.assertRegex(told, r"Pages:\s+1\n")
        self.assertRegex(told, r"Page size:\s+84[12][.\d]* x 59[45]")

    def test_hard_places(self):
        for name, lines in {"antimeridian": TAVEUNI, "pole": POLE}.items():
            for options in [], ["--split"]:
                with self.subTest(name, options=options):
                    line = line_file(self.folder, lines)
                    project = self.read(self.written(line, *options, "--overwrite"))
                    self.assert_shows_all(project)
                    self.assert_zone_is_drawn(project)


class Refusals(FolderTest):
    def refused(self, *arguments):
        done = subprocess.run([CORDON, "zone", str(IDLIB), *map(str, arguments)], text=True,
                              cwd=self.folder, capture_output=True, env=ENVIRONMENT, timeout=120)
        self.assertEqual(2, done.returncode, done.stderr)
        self.assertEqual("", done.stdout)
        return done.stderr

    def test_what_cannot_be(self):
        for arguments, words in {
                ("-o", "a.qgz", "-o", "b.qgz"): "both projects",
                ("-o", "a.qgz", "-o", "b.gpkg", "-o", "c.gpkg"): "shows one GeoPackage",
                ("-o", "a.qgz", "-f", "GPKG"): "--format",
                ("-o", "a.qgz", "--dissolve", "none"): "--dissolve",
        }.items():
            with self.subTest(arguments):
                self.assertIn(words, self.refused(*arguments))
                self.assertEqual([], list(self.folder.iterdir()))

    def test_nothing_is_replaced_unasked(self):
        for name in "zone.qgz", "zone.gpkg":
            (self.folder / name).write_text("mine")
            self.assertIn("--overwrite", self.refused("-o", "zone.qgz"))
            self.assertEqual("mine", (self.folder / name).read_text())
            (self.folder / name).unlink()
            self.assertEqual([], list(self.folder.iterdir()))


if __name__ == "__main__":
    unittest.main()
