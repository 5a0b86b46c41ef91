"""The provider in PyQGIS: layers of every kind, every option, feedback, styles, widgets."""

import configparser
import json
import os
import pathlib
import re
import stat
import time
import unittest
import zipfile
from unittest import mock

from harness import (CONTROL, CORDON, IDLIB, NATURAL_EARTH, ROOT, TOWNS, FolderTest, package,
                     start_qgis)

KEPT = start_qgis()

import processing  # noqa: E402
from cordon_qgis import length_widget, options, program, running  # noqa: E402
from cordon_qgis.commands import COMMANDS  # noqa: E402
from qgis.core import (QgsApplication, QgsCategorizedSymbolRenderer,  # noqa: E402
                       QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry,
                       QgsProcessingContext, QgsProcessingException,
                       QgsProcessingFeatureSourceDefinition, QgsProcessingFeedback,
                       QgsProcessingOutputLayerDefinition, QgsProcessingUtils, QgsProject,
                       QgsSettings, QgsVectorLayer,
                       QgsVectorLayerJoinInfo)
from qgis.PyQt.QtGui import QImage  # noqa: E402

LINES = {"north": "LINESTRING(36.5 36, 36.7 36.1, 36.8 36.3)",
         "south": "LINESTRING(36.5 35.6, 36.7 35.7, 36.8 35.9)"}


class Feedback(QgsProcessingFeedback):
    """Remembers what was said; cancels when it is told to."""

    def __init__(self, cancel_at=None):
        super().__init__(False)
        self.said, self.warned, self.commands, self.steps, self.done = [], [], [], [], []
        self.cancel_at = cancel_at
        self.progressChanged.connect(self.on_progress)

    def on_progress(self, done):
        self.done.append(done)
        if self.cancel_at is not None and done >= self.cancel_at:
            self.cancel()

    def pushInfo(self, text):
        self.said.append(text)

    def pushWarning(self, text):
        self.warned.append(text)

    def pushCommandInfo(self, text):
        self.commands.append(text)

    def setProgressText(self, text):
        self.steps.append(text)


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"cordon:{name}")


def memory_layer(**lines):
    layer = QgsVectorLayer("LineString?crs=EPSG:4326&field=party:string&field=fid:integer", "front",
                           "memory")
    for party, wkt in lines.items():
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([party, 7])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


class ProviderTest(FolderTest):
    def setUp(self):
        super().setUp()
        self.addCleanup(QgsProject.instance().clear)
        self.feedback = Feedback()

    def run_algorithm(self, name, parameters, feedback=None, context=None):
        return processing.run(f"cordon:{name}", parameters, feedback=feedback or self.feedback,
                              context=context)

    def words(self, name, **parameters):
        """The command line that would be run."""
        heard = []

        def listen(_program, words, _feedback):
            heard.extend(words)
            return running.Outcome(1, {}, ["not run"])

        with mock.patch("cordon_qgis.algorithm.run_program", listen):
            with self.assertRaises(QgsProcessingException):
                self.run_algorithm(name, parameters)
        return heard[1:-2]

    def geojson(self, *parties):
        path = self.folder / f"{'_'.join(parties)}.geojson"
        features = [json.loads(QgsGeometry.fromWkt(LINES[p]).asJson()) for p in parties]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"party": p}, "geometry": g}
            for p, g in zip(parties, features)]}))
        return path

    def area(self, *parties):
        return self.cordon("zone", self.geojson(*parties), "-o",
                           self.folder / "ours.geojson", "--overwrite")["zone"]["area_km2"]


class Options(ProviderTest):
    def test_every_option_of_every_command_can_be_set(self):
        for command in COMMANDS:
            made = algorithm(command.name)
            self.assertTrue(made.canExecute()[0])
            names = {d.name() for d in made.parameterDefinitions()}
            answered = options.ANSWERED - {"areas-output"} | {"layer", "places-layer", "line-layer"}
            for group in made.manual["groups"]:
                for option in group["options"]:
                    if option["name"] not in answered:
                        self.assertIn(option["name"].upper().replace("-", "_"), names)

    def test_names_are_unique_and_parents_exist(self):
        for command in COMMANDS:
            made = algorithm(command.name)  # it owns its definitions
            # QGIS leaves out the second of one name without a word.
            offered = [d.name() for slot in made.slots for d in slot.definitions()]
            self.assertEqual(len(offered), len(set(offered)))
            names = [d.name() for d in made.parameterDefinitions()]
            for definition in made.parameterDefinitions():
                if hasattr(definition, "parentLayerParameterName"):
                    self.assertIn(definition.parentLayerParameterName(), names)
                self.assertTrue(definition.help(), definition.name())

    def test_nothing_is_passed_that_nobody_set(self):
        out = self.folder / "zone.gpkg"
        self.assertEqual([str(IDLIB), "--output", str(out)],
                         self.words("zone", LINE=str(IDLIB), OUTPUT=str(out)))

    def test_values_become_words(self):
        for parameters, words in [
            ({"DISTANCE": "12nmi"}, ["--distance", "12nmi"]),
            ({"DISTANCE": "20km"}, ["--distance", "20km"]),
            ({"SIDE": "left"}, ["--side", "left"]),
            ({"SIDE": "both"}, []),
            ({"SPLIT": True, "LEFT_NAME": "north"}, ["--split", "--left-name", "north"]),
            ({"RINGS": "5km,10km"}, ["--rings", "5km,10km"]),
            ({"DISSOLVE": "none"}, ["--dissolve", "none"]),
            ({"DISSOLVE_FIELD": "date"}, ["--dissolve", "date"]),
            ({"DISTANCE_FIELD": "reach", "DISTANCE_FIELD_UNIT": "km"},
             ["--distance-field", "reach:km"]),
            ({"METHOD": "projected", "CRS": "EPSG:32637", "SEGMENTS": 5, "MITRE_LIMIT": 2.5},
             ["--method", "projected", "--crs", "EPSG:32637", "--segments", "5", "--mitre-limit",
              "2.5"]),
            ({"CRS_UTM": True, "METHOD": "projected"}, ["--method", "projected", "--crs", "utm"]),
            ({"OUTPUT_CRS": "EPSG:3857"}, ["--output-crs", "EPSG:3857"]),
            ({"CLIP": f"{NATURAL_EARTH}|layername=countries|subset=name = 'Syria'"}, None),
            ({"ERASE": f"{NATURAL_EARTH}|layername=countries"},
             ["--erase", f"{NATURAL_EARTH}:countries"]),
            ({"BY": f"{NATURAL_EARTH}|layername=provinces", "BY_FIELD": "name"},
             ["--by", f"{NATURAL_EARTH}:provinces:name"]),
            ({"THREADS": 2}, ["--threads", "2"]),
            ({"MORE_OUTPUTS": "/x/a.shp; /x/b.kml"},
             ["--output", "/x/a.shp", "--output", "/x/b.kml"]),
        ]:
            with self.subTest(parameters):
                heard = self.words("zone", LINE=str(IDLIB), OUTPUT="/x/zone.gpkg", **parameters)
                self.assertEqual([str(IDLIB)], heard[:1])
                self.assertEqual(["--output", "/x/zone.gpkg"], heard[-2:])
                if words is not None:
                    self.assertEqual(words, heard[1:-2])
                else:  # filtered areas go by way of a copy
                    self.assertNotIn(str(NATURAL_EARTH), " ".join(heard))

    def test_a_statement_names_its_layer_itself(self):
        heard = self.words("zone", LINE=f"{NATURAL_EARTH}|layername=places", OUTPUT="/x/zone.gpkg",
                           SQL="SELECT * FROM places WHERE name = 'Suva'")
        self.assertEqual([str(NATURAL_EARTH), "--sql", "SELECT * FROM places WHERE name = 'Suva'"],
                         heard[:3])
        self.assertNotIn("--layer", heard)

    def test_passwords_are_not_shown(self):
        # Nothing listens there.
        with self.assertRaises(QgsProcessingException) as raised:
            self.run_algorithm("zone", {
                "LINE": str(IDLIB), "OUTPUT": str(self.folder / "zone.gpkg"),
                "MORE_OUTPUTS": "PG:host=127.0.0.1 port=9 dbname=a password=secret"})
        self.assertIn("password=***", self.feedback.commands[0])
        self.assertNotIn("secret", self.feedback.commands[0] + str(raised.exception))

    def test_words_of_the_other_commands(self):
        self.assertEqual([str(IDLIB), str(TOWNS), "--keep", "name,side_2018_09", "--nearest", "3"],
                         self.words("near", LINE=str(IDLIB), PLACES=str(TOWNS), NEAREST=3,
                                    KEEP=["name", "side_2018_09"]))
        self.assertEqual([str(IDLIB), "--places", "none", "--areas", "none"],
                         sorted_options(self.words("report", LINE=str(IDLIB), NO_AREAS=True,
                                                   NO_PLACES=True)))
        self.assertEqual([*map(str, CONTROL), "--gap", "3km", "--output", "/x/line.gpkg",
                          "--areas-output", "/x/land.gpkg"],
                         self.words("contact", AREAS=[str(p) for p in CONTROL], GAP="3km",
                                    OUTPUT="/x/line.gpkg", AREAS_OUTPUT="/x/land.gpkg"))
        self.assertEqual([str(CONTROL[0]), str(CONTROL[1]), str(CONTROL[0]), "--by", "side"],
                         self.words("compare", OLD=str(CONTROL[0]), NEW=str(CONTROL[1]),
                                    NEWER=[str(CONTROL[0])], BY="side"))
        self.assertEqual([str(CONTROL[0]), str(IDLIB), "--line-where", "1 = 1", "--cap", "flat"],
                         self.words("verify", ZONE=str(CONTROL[0]), LINE=str(IDLIB),
                                    LINE_WHERE="1 = 1", CAP="flat"))


def sorted_options(words):
    """Pairs of option and value, in an order of their own."""
    pairs = sorted(zip(words[1::2], words[2::2]), reverse=True)
    return [words[0], *(word for pair in pairs for word in pair)]


class Layers(ProviderTest):
    def zone_area(self, line, **more):
        results = self.run_algorithm("zone", {"LINE": line, "OUTPUT": "TEMPORARY_OUTPUT", **more})
        self.assertTrue(QgsVectorLayer(results["OUTPUT"], "zone", "ogr").featureCount() > 0)
        return results["AREA_KM2"]

    def test_a_memory_layer_with_a_field_fid(self):
        layer = memory_layer(**LINES)
        self.assertAlmostEqual(self.area("north", "south"), self.zone_area(layer), 6)
        self.assertTrue(any("temporary GeoPackage" in said for said in self.feedback.said))

    def test_the_same_layer_gives_the_same_bytes(self):
        layer = memory_layer(**LINES)
        made = []
        for name in ("a.geojson", "b.geojson"):
            self.zone_area(layer, OUTPUT=str(self.folder / name))
            made.append((self.folder / name).read_bytes())
        self.assertEqual(*made)

    def test_selected_features_only(self):
        layer = QgsVectorLayer(str(self.geojson("north", "south")), "both", "ogr")
        QgsProject.instance().addMapLayer(layer)
        layer.selectByExpression("party = 'south'")
        chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
        self.assertAlmostEqual(self.area("south"), self.zone_area(chosen), 6)
        self.assertAlmostEqual(self.area("north", "south"), self.zone_area(layer), 6)

    def test_a_subset_is_passed_on_and_joined_with_a_condition(self):
        layer = QgsVectorLayer(str(self.geojson("north", "south")), "both", "ogr")
        layer.setSubsetString("party = 'south'")
        self.assertAlmostEqual(self.area("south"), self.zone_area(layer), 6)
        self.assertIn("--where", self.feedback.commands[-1])
        with self.assertRaises(QgsProcessingException):
            self.zone_area(layer, WHERE="party = 'north'")
        self.assertIn("(party = '", self.feedback.commands[-1])

    def test_unsaved_edits_and_joins_are_seen(self):
        path = self.geojson("north", "south")
        edited = QgsVectorLayer(str(path), "edited", "ogr")
        edited.startEditing()
        [north] = list(edited.getFeatures("party = 'north'"))
        edited.deleteFeature(north.id())
        self.assertAlmostEqual(self.area("south"), self.zone_area(edited), 6)
        edited.rollBack()
        reach = QgsVectorLayer("None?field=party:string&field=reach:double", "reach", "memory")
        row = QgsFeature(reach.fields())
        row.setAttributes(["south", 5.0])
        reach.dataProvider().addFeature(row)
        QgsProject.instance().addMapLayers([reach, edited])
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(reach)
        join.setJoinFieldName("party")
        join.setTargetFieldName("party")
        edited.addJoin(join)
        edited.setSubsetString("party = 'south'")
        ours = self.cordon("zone", self.geojson("south"), "--distance", "5km", "-o",
                           self.folder / "five.geojson")
        self.assertAlmostEqual(ours["zone"]["area_km2"], self.zone_area(
            edited, DISTANCE_FIELD="reach_reach", DISTANCE_FIELD_UNIT="km"), 6)

    def test_a_virtual_layer_and_another_crs(self):
        QgsProject.instance().addMapLayer(
            QgsVectorLayer(str(self.geojson("north", "south")), "both", "ogr"))
        virtual = QgsVectorLayer("?query=select * from both where party = 'south'", "v", "virtual")
        self.assertTrue(virtual.isValid())
        self.assertAlmostEqual(self.area("south"), self.zone_area(virtual), 6)
        moved = processing.run("native:reprojectlayer", {
            "INPUT": memory_layer(south=LINES["south"]), "TARGET_CRS": "EPSG:32637",
            "OUTPUT": "memory:"})["OUTPUT"]
        self.assertAlmostEqual(self.area("south"), self.zone_area(moved), 3)

    def test_a_crs_that_only_qgis_knows(self):
        table = self.folder / "places.csv"
        table.write_text("WKT,name\n\"POINT(36.6 35.9)\",a\n")
        layer = QgsVectorLayer(str(table), "places", "ogr")
        self.assertFalse(layer.dataProvider().crs().isValid())
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.assertIn("--input-crs", self.words("zone", LINE=layer, OUTPUT="/x/zone.gpkg"))
        self.assertGreater(self.zone_area(layer), 1250)

    def test_sides_of_memory_layers_are_named_after_them(self):
        layers = []
        for path, name in zip(CONTROL, ("Rebels, north", "Army")):
            layer = QgsVectorLayer(str(path), name, "ogr")
            copy = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", name, "memory")
            copy.dataProvider().addFeatures(list(layer.getFeatures()))
            layers.append(copy)
        results = self.run_algorithm("contact", {
            "AREAS": layers, "OUTPUT": str(self.folder / "line.geojson")})
        ours = self.cordon("contact", *CONTROL, "-o", self.folder / "ours.geojson")
        self.assertAlmostEqual(ours["length_m"], results["LENGTH_M"], 3)
        line = json.loads((self.folder / "line.geojson").read_text())["features"][0]
        self.assertEqual("Army", line["properties"]["right"])


class Work(ProviderTest):
    def slow(self):
        """A line that keeps GEOS busy for some seconds."""
        count = 4000
        points = ", ".join(f"{36 + 5 * i / count} {35.5 + 0.05 * (i * 7919 % 101) / 101}"
                           for i in range(count))
        return {"LINE": memory_layer(slow=f"LINESTRING({points})"), "METHOD": "projected",
                "TOLERANCE": "1cm", "THREADS": 1, "OUTPUT": str(self.folder / "zone.gpkg")}

    def test_progress_goes_forward_and_names_its_steps(self):
        self.run_algorithm("zone", self.slow())
        done = [d for d in self.feedback.done if d > 0]
        self.assertGreater(len(done), 5)
        self.assertEqual(sorted(done), done)
        self.assertIn("Buffering", self.feedback.steps)

    def test_cancelling_ends_the_program_and_leaves_no_file(self):
        feedback = Feedback(cancel_at=10)
        made = []
        start = running.subprocess.Popen

        def watched(*words, **more):
            made.append(start(*words, **more))
            return made[-1]

        with mock.patch.object(running.subprocess, "Popen", watched):
            results, ok = algorithm("zone").run(self.slow(), QgsProcessingContext(), feedback)
        self.assertEqual({}, results)
        self.assertEqual([143], [process.returncode for process in made])
        self.assertLess(max(feedback.done), 90)
        self.assertEqual([], list(self.folder.iterdir()))

    def test_the_certificate_in_words(self):
        self.run_algorithm("zone", {"LINE": str(IDLIB), "OUTPUT": "TEMPORARY_OUTPUT"})
        said = "\n".join(self.feedback.said)
        self.assertIn("20 km on each side of the line, 40 km across, with round ends", said)
        self.assertIn("Certificate: the boundary is at most 0.776 m too far out and 0.73 m too far "
                      "in (tolerance 1 m)", said)

    def test_warnings_are_pushed_with_their_advice(self):
        self.run_algorithm("zone", {"LINE": str(IDLIB), "METHOD": "projected", "CRS_UTM": True,
                                    "SEGMENTS": 5, "OUTPUT": "TEMPORARY_OUTPUT"})
        [warning] = self.feedback.warned
        self.assertRegex(warning, r"^This buffer is wrong by up to 402 m")
        self.assertIn("\nleave out --method", warning)

    def test_errors_are_raised_with_their_advice(self):
        for parameters, problem, advice in [
            ({"DISTANCE": "20"}, "--distance: '20' has no unit", "write 20km or 20m"),
            ({"DISTANCE": "9000km"}, "out of range", "give a distance"),
            ({"WHERE": "no_such_field = 1"}, "no_such_field", ""),
            ({"LEFT": "5km", "WIDTH": "5km"}, "--width", ""),
        ]:
            with self.subTest(parameters), self.assertRaises(QgsProcessingException) as raised:
                self.run_algorithm("zone", {"LINE": str(IDLIB),
                                            "OUTPUT": str(self.folder / "zone.gpkg"), **parameters})
            self.assertIn(problem, str(raised.exception))
            self.assertIn(advice, str(raised.exception))
            self.assertEqual([], list(self.folder.iterdir()))

    def test_a_layer_that_is_not_there(self):
        with self.assertRaises(QgsProcessingException) as raised:
            self.run_algorithm("zone", {"LINE": "/no/such.gpkg", "OUTPUT": "TEMPORARY_OUTPUT"})
        self.assertIn("/no/such.gpkg", str(raised.exception))


class Results(ProviderTest):
    def loaded(self, name, parameters):
        """The layer of OUTPUT as QGIS loads it after the run, with its style."""
        context = self.context = QgsProcessingContext()  # it owns the layer
        context.setProject(QgsProject.instance())
        made = algorithm(name)
        destination = QgsProcessingUtils.generateTempFilename("out.gpkg")
        parameters["OUTPUT"] = QgsProcessingOutputLayerDefinition(destination,
                                                                  QgsProject.instance())
        results, ok = made.run(parameters, context, self.feedback)
        self.assertTrue(ok, self.feedback.textLog())
        [(source, details)] = context.layersToLoadOnCompletion().items()
        self.assertEqual(results["OUTPUT"], source)
        layer = QgsProcessingUtils.mapLayerFromString(source, context)
        self.assertTrue(layer.isValid())
        details.postProcessor().postProcessLayer(layer, context, self.feedback)
        return layer

    def test_a_zone(self):
        layer = self.loaded("zone", {"LINE": str(IDLIB)})
        self.assertEqual((1, "EPSG:4326"), (layer.featureCount(), layer.crs().authid()))
        self.assertIn("20 km on each side", layer.metadata().abstract())
        self.assertLess(layer.renderer().symbol().color().alpha(), 200)

    def test_sides_and_bands_are_told_apart(self):
        for more, field, count in [({"SPLIT": True}, "side", 2),
                                   ({"RINGS": "5km,10km,20km"}, "band", 3),
                                   ({"UNCERTAINTY": "2km"}, "sureness", 2)]:
            with self.subTest(more):
                layer = self.loaded("zone", {"LINE": str(IDLIB), **more})
                self.assertIsInstance(layer.renderer(), QgsCategorizedSymbolRenderer)
                self.assertEqual(field, layer.renderer().classAttribute())
                self.assertEqual(count, len(layer.renderer().categories()))

    def test_places_as_points(self):
        layer = self.loaded("near", {"LINE": str(IDLIB), "PLACES": str(TOWNS), "WITHIN": "25km"})
        figures = self.cordon("near", IDLIB, TOWNS, "--within", "25km")
        self.assertEqual(len(figures["near"]), layer.featureCount())
        first, told = next(layer.getFeatures()), figures["near"][0]
        self.assertEqual(told["name"], first["name"])
        self.assertEqual(told["distance_m"], first["distance_m"])
        self.assertAlmostEqual(told["lon"], first.geometry().asPoint().x())
        self.assertEqual("zone", layer.renderer().classAttribute())

    def test_a_line_of_contact(self):
        layer = self.loaded("contact", {"AREAS": [str(path) for path in CONTROL]})
        self.assertEqual(1, layer.featureCount())
        self.assertEqual("#b22c26", layer.renderer().symbol().color().name())

    def test_land_that_changed(self):
        layer = self.loaded("compare", {
            "OLD": f"{NATURAL_EARTH}|layername=provinces|subset=name = 'Idlib'",
            "NEW": f"{NATURAL_EARTH}|layername=provinces|subset=name IN ('Idlib', 'Hamah')",
            "NO_PLACES": True})
        self.assertEqual("change", layer.renderer().classAttribute())


class HelpPages(unittest.TestCase):
    def test_all_have_a_picture_and_every_option(self):
        for command in COMMANDS:
            made = algorithm(command.name)
            page = made.shortHelpString()
            picture = re.search(r'src="file://([^"]+)"', page)[1]
            self.assertFalse(QImage(picture).isNull(), picture)
            self.assertFalse(QImage(made.svgIconPath()).isNull())
            self.assertNotIn("--", page, "options are named as in the dialog")
            for group in made.manual["groups"]:
                for option in group["options"]:
                    if option["name"] not in options.ANSWERED | {"layer"}:
                        self.assertIn(f"<b>{options.label_of(command, option)}</b>",
                                      page.replace("&#x27;", "'"))


class Package(FolderTest):
    def test_the_same_source_makes_the_same_bytes(self):
        one, two = package(self.folder / "a"), package(self.folder / "b")
        self.assertEqual(one.name, f"cordon_qgis-{program.plugin_version()}.zip")
        self.assertEqual(one.read_bytes(), two.read_bytes())

    def test_it_holds_what_the_plugin_repository_asks_for(self):
        with zipfile.ZipFile(package(self.folder)) as archive:
            names = archive.namelist()
            metadata = configparser.ConfigParser(interpolation=None)
            metadata.read_string(archive.read("cordon_qgis/metadata.txt").decode())
        self.assertTrue(all(name.startswith("cordon_qgis/") for name in names))
        self.assertFalse([n for n in names if "__pycache__" in n or n.endswith(".pyc")])
        for name in ("__init__.py", "LICENSE", "metadata.txt", metadata["general"]["icon"]):
            self.assertIn(f"cordon_qgis/{name}", names)
        for key in ("name", "qgisMinimumVersion", "description", "about", "version", "author"):
            self.assertTrue(metadata["general"][key], key)

    def test_the_version_is_that_of_the_program(self):
        self.assertEqual(program.find_program().version, program.plugin_version())


class Widgets(unittest.TestCase):
    def test_lengths_are_numbers_with_a_unit(self):
        widget = length_widget.LengthWidget("20km")
        self.assertIsNone(widget.length())
        self.assertEqual("20 km, the default", widget.number.placeholderText())
        for text, shown in [("12nmi", ("12", "nmi")), ("500m", ("500", "m")),
                            ("-5km", ("-5", "km")), ("1.5 mi", ("1.5", "mi"))]:
            widget.set_length(text)
            self.assertEqual(shown, (widget.number.text(), widget.unit.currentData()))
            self.assertEqual(text.replace(" ", ""), widget.length())
        widget.number.setText("7 ft")
        widget.take_over_unit()
        self.assertEqual(("7", "ft", "7ft"), (widget.number.text(), widget.unit.currentData(),
                                              widget.length()))
        widget.set_length(None)
        self.assertIsNone(widget.length())
        for arguments, unit in [((), "km"), (("100m",), "m"), (("", "m"), "m")]:
            widget = length_widget.LengthWidget(*arguments)
            self.assertEqual(unit, widget.unit.currentData())

    def test_dialogs_of_all_kinds_open_and_return_what_was_typed(self):
        from processing.gui.AlgorithmDialog import AlgorithmDialog
        from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog
        for command in COMMANDS:
            with self.subTest(command.name):
                dialog = AlgorithmDialog(algorithm(command.name))
                panel = dialog.mainWidget()
                wrappers = {n: w for n, w in panel.wrappers.items()
                            if isinstance(w, length_widget.LengthWrapper)}
                for wrapper in wrappers.values():
                    wrapper.setValue("3nmi")
                    self.assertEqual("3nmi", wrapper.parameterValue())
                BatchAlgorithmDialog(algorithm(command.name))

    def test_a_run_from_the_dialog_loads_its_result(self):
        from processing.gui.AlgorithmDialog import AlgorithmDialog
        QgsProject.instance().addMapLayer(QgsVectorLayer(str(IDLIB), "line", "ogr"))
        self.addCleanup(QgsProject.instance().clear)
        dialog = AlgorithmDialog(algorithm("zone"))
        finished = []
        dialog.algorithmFinished.connect(lambda ok, results: finished.append((ok, results)))
        dialog.runButton().click()
        end = time.monotonic() + 60
        while not finished and time.monotonic() < end:
            QgsApplication.processEvents()
        [(ok, results)] = finished
        self.assertTrue(ok)
        [zone] = QgsProject.instance().mapLayersByName("Zone")
        self.assertEqual(results["OUTPUT"], zone.source())
        self.assertIn("20 km on each side", zone.metadata().abstract())

    def test_a_model_passes_lengths_in_and_figures_on(self):
        from qgis.core import (QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm,
                               QgsProcessingModelChildDependency,
                               QgsProcessingModelChildParameterSource as Given,
                               QgsProcessingModelParameter, QgsProcessingParameterString)
        model = QgsProcessingModelAlgorithm("model", "group")
        model.addModelParameter(QgsProcessingParameterString("REACH", "Reach"),
                                QgsProcessingModelParameter("REACH"))
        zone = QgsProcessingModelChildAlgorithm("cordon:zone")
        zone.setChildId("zone")
        zone.addParameterSources("LINE", [Given.fromStaticValue(str(IDLIB))])
        zone.addParameterSources("DISTANCE", [Given.fromModelParameter("REACH")])
        model.addChildAlgorithm(zone)
        # As many places as the first step's line is long, in hundreds of kilometres.
        near = QgsProcessingModelChildAlgorithm("cordon:near")
        near.setChildId("near")
        near.addParameterSources("LINE", [Given.fromStaticValue(str(IDLIB))])
        near.addParameterSources("PLACES", [Given.fromStaticValue(str(TOWNS))])
        near.addParameterSources("NEAREST", [Given.fromExpression("round(@zone_LINE_KM / 100)")])
        # QGIS does not look into expressions for what has to come first.
        near.setDependencies([QgsProcessingModelChildDependency("zone")])
        model.addChildAlgorithm(near)
        results, ok = model.run({"REACH": "15km"}, QgsProcessingContext(), Feedback())
        self.assertTrue(ok)
        children = results["CHILD_RESULTS"]
        self.assertAlmostEqual(8602.640587, children["zone"]["AREA_KM2"], 5)
        self.assertEqual(3, children["near"]["LISTED"])

    def test_lengths_in_a_model(self):
        from processing.modeler.ModelerParametersDialog import ModelerParametersDialog
        from qgis.core import (QgsProcessingModelAlgorithm,
                               QgsProcessingModelChildParameterSource)
        from qgis.gui import QgsProcessingModelerParameterWidget
        dialog = ModelerParametersDialog(algorithm("zone"), QgsProcessingModelAlgorithm())
        wrapper = dialog.widget.widget.wrappers["DISTANCE"]
        self.assertIsInstance(wrapper, QgsProcessingModelerParameterWidget)
        wrapper.setWidgetValue(QgsProcessingModelChildParameterSource.fromStaticValue("12nmi"))
        self.assertEqual("12nmi", wrapper.value().staticValue())


class Program(FolderTest):
    def setUp(self):
        super().setUp()
        self.addCleanup(QgsSettings().remove, program.SETTING_KEY)

    def script(self, name, text):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def refusal(self):
        with self.assertRaises(program.ProgramError) as raised:
            program.find_program()
        made = algorithm("zone")
        self.assertEqual((False, str(raised.exception)), tuple(made.canExecute()))
        self.assertEqual([], made.parameterDefinitions())
        with self.assertRaises(QgsProcessingException):
            processing.run(made, {}, feedback=Feedback())
        return str(raised.exception)

    def test_the_setting_comes_first_then_path_then_the_build_folder(self):
        self.assertEqual("cordon", pathlib.Path(program.find_program().path).name)
        QgsSettings().setValue(program.SETTING_KEY, CORDON)
        self.assertEqual(CORDON, program.find_program().path)
        QgsSettings().remove(program.SETTING_KEY)
        built = self.folder / "checkout" / "build" / "cordon"
        plugin = self.folder / "checkout" / "src" / "qgis" / "cordon_qgis"
        plugin.mkdir(parents=True)
        built.parent.mkdir()
        built.symlink_to(CORDON)
        with mock.patch.object(program, "HERE", plugin):
            self.assertEqual(str(built), program.built_program())

    def test_a_program_that_is_not_there(self):
        QgsSettings().setValue(program.SETTING_KEY, str(self.folder / "nothing"))
        said = self.refusal()
        self.assertIn("nothing' is not there", said)
        self.assertIn("Settings > Options > Processing", said)
        QgsSettings().remove(program.SETTING_KEY)
        with mock.patch.dict(os.environ, PATH=str(self.folder)):
            self.assertIn("scripts/quickstart", self.refusal())

    def test_a_program_of_another_version_or_of_another_kind(self):
        told = json.dumps({"cordon_version": "9.3.0", "commands": []})
        for text, words in [(f"echo '{told}'", ["version 9.3.0", "the plugin 0.1.0"]),
                            ("echo 'unknown option' >&2; exit 2",
                             ["is not Cordon, or older than this plugin", "unknown option"]),
                            ("echo '[]'", ["is not Cordon, or older"])]:
            with self.subTest(text):
                path = self.script(f"cordon{len(text)}", text)
                QgsSettings().setValue(program.SETTING_KEY, str(path))
                said = self.refusal()
                for word in words:
                    self.assertIn(word, said)

    def test_a_program_without_the_command(self):
        told = json.dumps({"cordon_version": program.plugin_version(), "commands": []})
        QgsSettings().setValue(program.SETTING_KEY,
                               str(self.script("cordon", f"echo '{told}'")))
        self.assertIn("has no command 'zone'", algorithm("zone").canExecute()[1])

    def test_a_program_that_breaks_down(self):
        manuals = self.folder / "manuals.json"
        manuals.write_text(running.subprocess.run([CORDON, "help", "--json"], check=True,
                                                  capture_output=True, text=True).stdout)
        path = self.script("cordon", f'[ "$1" = help ] && exec cat {manuals}; kill -SEGV $$')
        QgsSettings().setValue(program.SETTING_KEY, str(path))
        with self.assertRaises(QgsProcessingException) as raised:
            processing.run("cordon:zone", {"LINE": str(IDLIB), "OUTPUT": "TEMPORARY_OUTPUT"},
                           feedback=Feedback())
        self.assertIn("ended with -11 and said nothing", str(raised.exception))


if __name__ == "__main__":
    unittest.main()
