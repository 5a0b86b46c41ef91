"""QGIS opens every output of every command: valid, in its place, with as many features as were
told, and in the looks that the themes of the maps give: data/themes/light.css is the oracle.
"""

import re
import unittest
from urllib.parse import quote

from harness import CONTROL, DATA, IDLIB, NATURAL_EARTH, TOWNS, FolderTest, start_qgis

KEPT = start_qgis()

import processing  # noqa: E402
from qgis.core import (QgsCoordinateTransformContext, QgsDistanceArea,  # noqa: E402
                       QgsExpressionContext, QgsExpressionContextUtils,
                       QgsProcessingContext, QgsProcessingFeedback, QgsProject,
                       QgsProviderRegistry, QgsRenderContext, QgsVectorLayer, QgsWkbTypes)

WITH_STYLE, WITHOUT_STYLE = ("geojson", "shp", "gpkg", "fgb"), ("kml", "gml", "sqlite")
ZONES = {
    "whole": [],
    "one side": ["--side", "left"],
    "sides": ["--left", "15km", "--right", "20km", "--split", "--left-name", "opposition",
              "--right-name", "government"],
    "bands": ["--rings", "5km,10km,20km"],
    "nested": ["--rings", "5km,20km", "--nested"],
    "bands of sides": ["--rings", "5km,20km", "--split"],
    "uncertain": ["--uncertainty", "2km"],
    "uncertain sides": ["--uncertainty", "2km", "--split"],
    "territories": ["--by", f"{NATURAL_EARTH}:provinces:name"],
    "a zone for each": ["--dissolve", "none"],
}
GEONAMES = DATA / "places" / "geonames_cities500.csv"
KIND = QgsWkbTypes.GeometryType
AREA_OFF = 1e-5  # of the area: QGIS's edges are straight in longitude and latitude
MM_PER_PX = 25.4 / 96


def layer_of(path, name=""):
    return QgsVectorLayer(f"{path}|layername={name}" if name else str(path), name, "ogr")


def layers_in(path):
    details = QgsProviderRegistry.instance().providerMetadata("ogr").querySublayers(str(path))
    return [d.name() for d in details]


class Theme:
    """The few things that are asked of a sheet: later rules win, all have one class."""

    def __init__(self, name):
        text = re.sub(r"/\*.*?\*/", "", (DATA / "themes" / f"{name}.css").read_text(), flags=re.S)
        self.rules = re.findall(r"\.([\w-]+)\s*\{([^}]*)\}", text)

    def looks(self, classes):
        found = {}
        for name, block in self.rules:
            if name in classes.split():
                found.update(re.findall(r"([\w-]+)\s*:\s*([^;]+)", block))
        return found


LIGHT = Theme("light")


def pixels(text):
    return float(text.removesuffix("px"))


def classes_of(feature, options):
    """Those of the same part on a map."""
    fields = feature.fields().names()

    def value(name):
        return feature[name] if name in fields else None
    side = "left" if options[:2] == ["--side", "left"] else value("side")
    return " ".join(filter(None, [
        "zone", f"zone-{side}", f"band-{value('band')}" if value("band") else "",
        str(value("sureness")) if value("sureness") else ""]))


class Outputs(FolderTest):
    def assert_opens(self, layer, kind, count, crs=("EPSG:4326", "OGC:CRS84")):
        self.assertTrue(layer.isValid(), layer.source())
        self.assertEqual("", layer.error().message())
        self.assertEqual(kind, layer.geometryType())
        self.assertIn(layer.crs().authid(), crs)
        self.assertEqual(count, layer.featureCount())
        for feature in layer.getFeatures():
            self.assertTrue(feature.geometry().isGeosValid())

    def symbols(self, layer):
        """Each feature with the symbol that QGIS draws it with."""
        context = QgsRenderContext()
        scopes = QgsExpressionContextUtils.globalProjectLayerScopes(layer)
        context.setExpressionContext(QgsExpressionContext(scopes))
        renderer = layer.renderer().clone()
        renderer.startRender(context, layer.fields())
        for feature in layer.getFeatures():
            context.expressionContext().setFeature(feature)
            [symbol] = renderer.symbolsForFeature(feature, context)
            yield feature, symbol.clone()
        renderer.stopRender(context)

    def assert_fill(self, symbol, looks):
        below = symbol.symbolLayer(0)
        self.assertEqual("SimpleFill", below.layerType())
        self.assertEqual(looks["fill"], below.fillColor().name())
        self.assertAlmostEqual(float(looks["fill-opacity"]), below.fillColor().alphaF(),
                               delta=0.5 / 255)
        edge = [s for s in symbol.symbolLayers() if "Pattern" not in s.layerType()][-1]
        is_line = edge.layerType() == "SimpleLine"  # of dashes
        colour, width = ((edge.color(), edge.width()) if is_line
                         else (edge.strokeColor(), edge.strokeWidth()))
        self.assertEqual(looks["stroke"], colour.name())
        self.assertAlmostEqual(pixels(looks["stroke-width"]) * MM_PER_PX, width, delta=1e-3)
        self.assertEqual("stroke-dasharray" in looks, is_line and edge.useCustomDashPattern())


class Zones(Outputs):
    def measured(self, layer):
        """The areas of all features, km², by QGIS on the ellipsoid, the smallest first: FlatGeobuf
        puts features in an order of its own."""
        measure = QgsDistanceArea()
        measure.setEllipsoid("EPSG:7030")
        measure.setSourceCrs(layer.crs(), QgsCoordinateTransformContext())
        return sorted(measure.measureArea(f.geometry()) / 1e6 for f in layer.getFeatures())

    def written(self, options, ends):
        outputs = [self.folder / f"zone.{end}" for end in ends]
        told = self.cordon("zone", IDLIB, *options, "--overwrite",
                           *(word for path in outputs for word in ("-o", path)))
        return told, [(path, layer_of(path, "zone" if "zone" in layers_in(path) else ""))
                      for path in outputs]

    def test_every_kind_in_every_format(self):
        for kind, options in ZONES.items():
            told, layers = self.written(options, WITH_STYLE + WITHOUT_STYLE)
            areas = sorted(feature["area_km2"] for feature in told["features"])
            for path, layer in layers:
                with self.subTest(kind, format=path.suffix):
                    self.assert_opens(layer, KIND.PolygonGeometry, len(areas))
                    for ours, theirs in zip(areas, self.measured(layer)):
                        self.assertAlmostEqual(1, theirs / ours, delta=AREA_OFF)

    def test_looks(self):
        for kind, options in ZONES.items():
            _, layers = self.written(options, WITH_STYLE)
            for path, layer in layers:
                with self.subTest(kind, format=path.suffix):
                    seen = set()
                    for feature, symbol in self.symbols(layer):
                        classes = classes_of(feature, options)
                        self.assert_fill(symbol, LIGHT.looks(classes))
                        is_hatched = re.search(r"left|right|possible", classes) is not None
                        self.assertEqual(is_hatched, any("Pattern" in s.layerType()
                                                         for s in symbol.symbolLayers()))
                        seen.add(classes)
                    if kind not in ("territories", "a zone for each"):
                        self.assertEqual(layer.featureCount(), len(seen))

    def test_every_theme(self):
        for theme in "light", "dark", "print":
            _, layers = self.written(["--split", "--theme", theme], WITH_STYLE)
            for path, layer in layers:
                with self.subTest(theme, format=path.suffix):
                    for feature, symbol in self.symbols(layer):
                        self.assert_fill(symbol, Theme(theme).looks(classes_of(feature, [])))

    def test_fields_are_explained(self):
        _, layers = self.written(ZONES["sides"], WITH_STYLE)
        for path, layer in layers:
            with self.subTest(format=path.suffix):
                aliases = [layer.attributeAlias(i) for i, field in enumerate(layer.fields())
                           if field.name() != "fid"]
                self.assertTrue(all(aliases), aliases)
                self.assertEqual(len(aliases), len(set(aliases)))
                area = layer.attributeAlias(layer.fields().indexOf("area_km2"))
                self.assertIn("km²", area)

    def test_a_geopackage_as_a_whole(self):
        told = self.cordon("zone", IDLIB, *ZONES["sides"], "-o", self.folder / "zone.gpkg")
        path = self.folder / "zone.gpkg"
        self.assertEqual(["line", "places", "problems", "zone"],
                         sorted(set(layers_in(path)) - {"layer_styles"}))
        zone, line, places, problems = (layer_of(path, name) for name in
                                        ("zone", "line", "places", "problems"))
        self.assert_opens(zone, KIND.PolygonGeometry, 2)
        self.assert_opens(line, KIND.LineGeometry, 1)
        self.assert_opens(problems, KIND.PointGeometry, 2)
        self.assertTrue(places.isValid())
        self.assertGreater(places.featureCount(), 100)
        for layer in zone, line, places, problems:
            with self.subTest(layer.name()):
                self.assertTrue(layer.metadata().title())
                self.assertTrue(layer.metadata().abstract())
                of_this_layer, *_ = layer.listStylesInDatabase()
                self.assertEqual(1, of_this_layer)
        self.assertIn(told["statement"], zone.metadata().abstract())
        # A casing, and the line on it.
        [(_, symbol)] = self.symbols(line)
        self.assertEqual([LIGHT.looks("line-casing")["stroke"], LIGHT.looks("line")["stroke"]],
                         [s.color().name() for s in symbol.symbolLayers()])
        for place, symbol in self.symbols(places):
            looks = LIGHT.looks("place place-capital" if place["capital"] else "place")
            self.assertEqual(looks["fill"], symbol.symbolLayer(0).fillColor().name())
        self.assertTrue(places.labelsEnabled())

    def test_a_project(self):
        self.cordon("zone", IDLIB, *ZONES["sides"], "-o", self.folder / "zone.qgz")
        project = QgsProject.instance()
        self.addCleanup(project.clear)
        self.assertTrue(project.read(str(self.folder / "zone.qgz")), project.error())
        layers = {layer.source().partition("layername=")[2]: layer
                  for layer in project.mapLayers().values()}
        self.assertLessEqual({"zone", "line", "places", "problems"}, set(layers))
        for name, layer in layers.items():
            self.assertTrue(layer.isValid(), name)
        self.assert_opens(layers["zone"], KIND.PolygonGeometry, 2)
        for feature, symbol in self.symbols(layers["zone"]):
            self.assert_fill(symbol, LIGHT.looks(classes_of(feature, [])))

    def test_places_are_where_they_say(self):
        path = self.folder / "zone.gpkg"
        self.cordon("zone", IDLIB, "-o", path)
        [zone] = layer_of(path, "zone").getFeatures()
        inside = 0
        for place in layer_of(path, "places").getFeatures():
            self.assertEqual(bool(place["in_zone"]), zone.geometry().contains(place.geometry()),
                             place["name"])
            inside += place["in_zone"]
        told = self.cordon("near", IDLIB, GEONAMES, "--within", "20km")
        self.assertEqual(told["inside"], inside)


class OtherCommands(Outputs):
    def test_lines_of_contact(self):
        for end in WITH_STYLE + WITHOUT_STYLE:
            with self.subTest(end):
                path = self.folder / f"contact.{end}"
                told = self.cordon("contact", *CONTROL, "-o", path)
                self.assert_opens(layer_of(path), KIND.LineGeometry, told["lines"])

    def test_places_near_a_line(self):
        path = self.folder / "near.csv"
        told = self.cordon("near", IDLIB, TOWNS, "--within", "25km", "-o", path)
        layer = QgsVectorLayer(f"file://{quote(str(path))}?xField=lon&yField=lat&crs=EPSG:4326",
                               "near", "delimitedtext")
        self.assert_opens(layer, KIND.PointGeometry, told["places"]["listed"])

    def test_land_that_changed(self):
        for end in WITH_STYLE + WITHOUT_STYLE:
            with self.subTest(end):
                path = self.folder / f"changes.{end}"
                self.cordon("compare", *CONTROL, "-o", path)
                layer = layer_of(path)
                self.assert_opens(layer, KIND.PolygonGeometry, 2)
                self.assertEqual({"gained", "lost"}, {f["change"] for f in layer.getFeatures()})

    def test_where_a_zone_is_wrong(self):
        buffer = self.folder / "buffer.gpkg"
        self.cordon("zone", IDLIB, "--method", "projected", "--crs", "utm", "--segments", "8", "-q",
                    "-o", buffer)
        for end in WITH_STYLE + WITHOUT_STYLE:
            with self.subTest(end):
                path = self.folder / f"problems.{end}"
                told = self.cordon("verify", buffer, "--tolerance", "1m", "-o", path)
                self.assert_opens(layer_of(path), KIND.PolygonGeometry, len(told["problems"]))


class ThroughThePlugin(Outputs):
    def test_a_zone_comes_with_its_looks(self):
        for kind in "whole", "sides", "bands", "uncertain":
            with self.subTest(kind):
                parameters = {word.strip("-").replace("-", "_").upper(): True
                              if word == "--split" else ZONES[kind][i + 1]
                              for i, word in enumerate(ZONES[kind]) if word.startswith("--")}
                context = QgsProcessingContext()
                context.setProject(QgsProject.instance())
                self.addCleanup(QgsProject.instance().clear)
                results = processing.runAndLoadResults(
                    "cordon:zone", {"LINE": str(IDLIB), **parameters,
                                    "OUTPUT": str(self.folder / f"{kind}.gpkg")},
                    QgsProcessingFeedback(False), context)
                [layer] = [found for found in QgsProject.instance().mapLayers().values()
                           if found.source() == results["OUTPUT"]]
                for feature, symbol in self.symbols(layer):
                    self.assert_fill(symbol, LIGHT.looks(classes_of(feature, [])))
                self.assertIn("20 km", layer.metadata().abstract())


if __name__ == "__main__":
    unittest.main()
