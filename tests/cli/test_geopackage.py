"""What a GeoPackage holds beside the zone: its company, its looks and where it comes from."""

import contextlib
import csv
import json
import shutil
import sqlite3
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

from harness import IDLIB, PLAIN, CliTest, feature_collection, features, line, point

# A second line whose end misses the first by some 45 m.
BROKEN = line([36.8005, 35.9], [36.9, 36.0])
NEAR_THE_LINE = features((point(36.6, 35.65), {"name": "On it", "population": 1200}),
                         (point(36.4, 35.9), {"name": "Left", "population": 30}),
                         (point(37.2, 35.4), {"name": "Outside", "population": 5}))


class GeoPackage(CliTest):
    def make(self, *arguments, source="line.geojson", name="zone.gpkg"):
        self.succeeds("zone", source, "-o", name, "--overwrite", *arguments)
        return self.folder / name

    def rows(self, path, sql):
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return database.execute(sql).fetchall()

    def column(self, path, sql):
        return [row[0] for row in self.rows(path, sql)]


class Standard(GeoPackage):
    """The requirements of OGC 12-128r18 that a program can ask for in SQL."""

    def setUp(self):
        super().setUp()
        self.path = self.make("--split", "--places", IDLIB.parent.parent / "places" /
                              "geonames_cities500.csv")

    def test_database(self):
        self.assertEqual([0x47504B47], self.column(self.path, "PRAGMA application_id"))
        self.assertEqual(["ok"], self.column(self.path, "PRAGMA integrity_check"))
        self.assertEqual([], self.rows(self.path, "PRAGMA foreign_key_check"))

    def test_contents(self):
        kinds = {r["table_name"]: r["data_type"]
                 for r in self.rows(self.path, "SELECT * FROM gpkg_contents")}
        self.assertEqual({"zone": "features", "line": "features", "places": "features",
                          "problems": "features", "layer_styles": "attributes"}, kinds)
        tables = set(self.column(self.path, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        user_tables = {t for t in tables if not t.startswith(("gpkg_", "rtree_", "sqlite_"))}
        self.assertEqual(set(kinds), user_tables)
        geometry = dict(map(tuple, self.rows(
            self.path, "SELECT table_name, geometry_type_name FROM gpkg_geometry_columns")))
        self.assertEqual({"zone": "MULTIPOLYGON", "line": "MULTILINESTRING", "places": "POINT",
                          "problems": "POINT"}, geometry)

    def test_extensions(self):
        registered = {(r["table_name"], r["extension_name"])
                      for r in self.rows(self.path, "SELECT * FROM gpkg_extensions")}
        for row in (("gpkg_metadata", "gpkg_metadata"),
                    ("gpkg_metadata_reference", "gpkg_metadata"),
                    ("gpkg_data_columns", "gpkg_schema"),
                    ("gpkg_data_column_constraints", "gpkg_schema")):
            self.assertIn(row, registered)

    def test_columns_are_explained(self):
        told = {(r["table_name"], r["column_name"]): r["name"]
                for r in self.rows(self.path, "SELECT * FROM gpkg_data_columns")}
        for table in "zone", "line", "places", "problems":
            for column in self.column(self.path, f"SELECT name FROM pragma_table_info('{table}')"):
                if column not in ("fid", "geom"):
                    self.assertTrue(told[table, column], (table, column))
        for column, unit in (("distance_m", ", m"), ("area_km2", "km²"), ("max_error_m", ", m")):
            self.assertTrue(told["zone", column].endswith(unit), told["zone", column])

    def test_ogr_has_nothing_to_say(self):
        done = subprocess.run(["ogrinfo", "-al", "-q", self.path], capture_output=True, text=True)
        self.assertEqual((0, ""), (done.returncode, done.stderr))


class Looks(GeoPackage):
    def test_one_default_style_for_each_layer(self):
        path = self.make()
        styles = self.rows(path, "SELECT * FROM layer_styles ORDER BY f_table_name")
        self.assertEqual(["line", "places", "problems", "zone"],
                         [style["f_table_name"] for style in styles])
        for style in styles:
            self.assertEqual(("geom", 1), (style["f_geometry_column"], style["useAsDefault"]))
            self.assertLessEqual(len(style["styleName"]), 30)
            self.assertEqual("qgis", ElementTree.fromstring(style["styleQML"]).tag)
            self.assertEqual("{http://www.opengis.net/sld}StyledLayerDescriptor",
                             ElementTree.fromstring(style["styleSLD"]).tag)

    def test_the_table_is_that_of_qgis(self):
        sql, = self.column(self.make(),
                           "SELECT sql FROM sqlite_master WHERE name = 'layer_styles'")
        # As QGIS 3.22 made it of a layer without a style table.
        self.assertEqual(
            'CREATE TABLE "layer_styles" ( "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
            '"f_table_catalog" TEXT(256), "f_table_schema" TEXT(256), "f_table_name" TEXT(256), '
            '"f_geometry_column" TEXT(256), "styleName" TEXT(30), "styleQML" TEXT, '
            '"styleSLD" TEXT, "useAsDefault" BOOLEAN, "description" TEXT, "owner" TEXT(30), '
            '"ui" TEXT(30), "update_time" DATETIME DEFAULT '
            "(strftime('%Y-%m-%dT%H:%M:%fZ','now')))", sql)

    def test_themes_differ(self):
        styles = {theme: self.column(self.make("--theme", theme),
                                     "SELECT styleQML FROM layer_styles ORDER BY id")
                  for theme in ("light", "dark", "print")}
        self.assertEqual(styles["light"],
                         self.column(self.make(), "SELECT styleQML FROM layer_styles ORDER BY id"))
        for one, other in (("light", "dark"), ("dark", "print"), ("light", "print")):
            for a, b in zip(styles[one], styles[other]):
                self.assertNotEqual(a, b)
        self.fails(2, ["--theme", "'sepia'", "'dark', 'light', 'print'"],
                   "zone", "line.geojson", "-o", "other.gpkg", "--theme", "sepia")

    def test_beside_files_that_hold_no_style(self):
        for names in (["zone.geojson"], ["zone.shp"], ["zone.fgb"],
                      ["zone.geojson", "zone.shp", "zone.gpkg"]):
            with self.subTest(names=names):
                (self.folder / "zone.qml").unlink(missing_ok=True)
                outputs = [word for name in names for word in ("-o", name)]
                self.succeeds("zone", "line.geojson", *outputs, "--overwrite")
                style = ElementTree.parse(self.folder / "zone.qml").getroot()
                self.assertEqual("qgis", style.tag)
        self.assertEqual(1, sum(name.endswith(".qml") for name in self.files()))

    def test_no_style_where_none_belongs(self):
        for name in "zone.gpkg", "zone.kml", "zone.csv":
            self.succeeds("zone", "line.geojson", "-o", name)
        self.succeeds("zone", "line.geojson", "-o", "-", "-f", "GeoJSON")
        self.assertEqual([], [name for name in self.files() if name.endswith(".qml")])

    def test_any_name_makes_sound_documents(self):
        path = self.make("--split", "--left-name", "up\x01<&>\"'\x1b\uffff", "--right-name",
                         "]]>\u202e", "-o", "zone.qgz", "-o", "zone.geojson")
        documents = [document for row in self.rows(path, "SELECT styleQML, styleSLD FROM "
                                                         "layer_styles") for document in row]
        documents += self.column(path, "SELECT metadata FROM gpkg_metadata")
        documents.append((self.folder / "zone.qml").read_bytes())
        with zipfile.ZipFile(self.folder / "zone.qgz") as packed:
            documents += [packed.read(name) for name in packed.namelist()]
        self.assertGreater(len(documents), 5)
        for document in documents:
            ElementTree.fromstring(document)

    def test_a_style_of_others_stays(self):
        mine = self.write("zone.qml", "drawn by hand")
        self.fails(2, ["zone.qml", "--overwrite"], "zone", "line.geojson", "-o", "zone.geojson")
        self.assertEqual("drawn by hand", mine.read_text())
        self.succeeds("zone", "line.geojson", "-o", "zone.geojson", "--overwrite")
        self.assertNotEqual("drawn by hand", mine.read_text())


class Origin(GeoPackage):
    def test_metadata(self):
        self.write("told.geojson", features((PLAIN, {"source": "A survey, CC BY 4.0"})))
        path = self.make(source="told.geojson")
        documents = {
            row["table_name"]: ElementTree.fromstring(row["metadata"])
            for row in self.rows(path, "SELECT * FROM gpkg_metadata JOIN gpkg_metadata_reference "
                                       "ON id = md_file_id WHERE reference_scope = 'table'")}
        self.assertEqual({"zone", "line", "places", "problems"}, set(documents))
        zone, places = documents["zone"], documents["places"]
        self.assertIn("20 km on each side of the line", zone.findtext("title"))
        for word in ("Certificate", "exact geodesics", "SHA-256"):
            self.assertIn(word, zone.findtext("abstract"))
        self.assertIn("A survey, CC BY 4.0", zone.findtext("history"))
        self.assertEqual("EPSG:4326", zone.findtext("crs/spatialrefsys/authid"))
        self.assertIn("GeoNames", places.findtext("history"))
        self.assertEqual("CC BY 4.0", places.findtext("license"))
        extent = zone.find("extent/spatial").attrib
        west, south, east, north = self.rows(
            path, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents "
                  "WHERE table_name = 'zone'")[0]
        for told, is_so in zip(("minx", "miny", "maxx", "maxy"), (west, south, east, north)):
            self.assertAlmostEqual(is_so, float(extent[told]), places=7)

    def test_same_bytes_in_another_folder(self):
        for folder in "one", "another":
            (self.folder / folder).mkdir()
            shutil.copy(self.folder / "line.geojson", self.folder / folder)
            self.succeeds("zone", self.folder / folder / "line.geojson", "-o",
                          self.folder / folder / "zone.gpkg")
        one, another = ((self.folder / folder / "zone.gpkg").read_bytes()
                        for folder in ("one", "another"))
        self.assertEqual(one, another)
        self.assertNotIn(str(self.folder).encode(), one)


class Company(GeoPackage):
    def distances(self, name, field):
        """As `cordon near` measures them, m, by name."""
        self.succeeds("near", "line.geojson", name, "--name-field", field, "--within", "100km",
                      "-o", "near.csv", "--overwrite")
        with open(self.folder / "near.csv", encoding="utf-8", newline="") as table:
            return {row["name"]: float(row["distance_m"]) for row in csv.DictReader(table)}

    def places(self, path):
        return {row["name"]: row for row in self.rows(path, "SELECT * FROM places")}

    def test_places(self):
        self.write("places.geojson", NEAR_THE_LINE)
        path = self.make("--split", "--left-name", "west", "--right-name", "east", "--places",
                         "places.geojson")
        places = self.places(path)
        self.assertEqual({"On it": 1, "Left": 0, "Outside": 0},
                         {name: row["in_zone"] for name, row in places.items()})
        self.assertEqual({"On it": 1200, "Left": 30, "Outside": 5},
                         {name: row["population"] for name, row in places.items()})
        self.assertEqual(("left", "west"), (places["Left"]["side"], places["Left"]["side_name"]))
        self.assertEqual(("right", "east"),
                         (places["Outside"]["side"], places["Outside"]["side_name"]))
        distances = self.distances("places.geojson", "name")
        self.assertEqual(set(places), set(distances))
        for name, row in places.items():
            self.assertAlmostEqual(distances[name] / 1000, row["distance_km"], delta=0.001)

    def test_places_do_without(self):
        path = self.make("--places", "none")
        tables = self.column(path, "SELECT table_name FROM gpkg_contents")
        self.assertNotIn("places", tables)
        self.assertIn("problems", tables)

    def test_only_in_geopackages_around_one_zone(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.sqlite", "-o", "zone.kml")
        for name in "zone.sqlite", "zone.kml":
            listed = subprocess.run(["ogrinfo", "-q", "-ro", self.folder / name], check=True,
                                    capture_output=True, text=True).stdout
            self.assertNotIn("places", listed)
            self.assertNotIn("problems", listed)
        path = self.make("--dissolve", "none")
        self.assertEqual({"zone", "line", "layer_styles"},
                         set(self.column(path, "SELECT table_name FROM gpkg_contents")))

    def test_where_places_have_no_room(self):
        self.write("places.geojson", NEAR_THE_LINE)
        self.fails(2, ["--places", "no output", "zone.gpkg"], "zone", "line.geojson", "-o",
                   "zone.geojson", "--places", "places.geojson")
        self.fails(2, ["--places", "--dissolve"], "zone", "line.geojson", "-o", "zone.gpkg",
                   "--places", "places.geojson", "--dissolve", "none")
        self.fails(1, ["nowhere.csv"], "zone", "line.geojson", "-o", "zone.gpkg",
                   "--places", "nowhere.csv")

    def test_the_largest_errors_are_no_faults(self):
        path = self.make()
        figures = self.figures("zone", "line.geojson", "-o", "again.gpkg")
        problems = self.rows(path, "SELECT * FROM problems")
        self.assertEqual(["largest error outwards, within the tolerance",
                          "largest error inwards, within the tolerance"],
                         [row["kind"] for row in problems])
        outward, inward = problems
        self.assertEqual(figures["certificate"]["outward_error_m"], outward["error_m"])
        self.assertEqual(figures["certificate"]["inward_error_m"], inward["error_m"])
        # Such places lie on the boundary: as far from the line as the zone reaches.
        points = self.ogr("zone.gpkg", "problems")["features"]
        self.write("points.geojson", json.dumps({"type": "FeatureCollection", "features": points}))
        distances = self.distances("points.geojson", "kind")
        # The bounds exceed the errors by a twentieth of the tolerance at most; places are rounded
        # to 1e-7 degrees.
        for row, way in (outward, 1), (inward, -1):
            self.assertAlmostEqual(20000 + way * row["error_m"], distances[row["kind"]],
                                   delta=0.05 + 0.011)

    def test_warnings_have_their_places(self):
        self.write("broken.geojson", feature_collection(PLAIN, BROKEN))
        path = self.make("-q", source="broken.geojson")
        gap, *_ = self.rows(path, "SELECT * FROM problems")
        self.assertEqual(("gap", None), (gap["kind"], gap["error_m"]))
        self.assertIn("features 0 and 1 leave a gap of 45", gap["text"])
        where = self.ogr("zone.gpkg", "problems")["features"][0]["geometry"]["coordinates"]
        self.assertEqual([36.8, 35.9], where)

    def test_a_classic_buffer_is_shown_where_it_is_wrong(self):
        path = self.make("-q", "--method", "projected", "--crs", "utm", "--segments", "4")
        for row in self.rows(path, "SELECT * FROM problems"):
            self.assertIn(row["kind"], ("too far out", "too far in"))
            self.assertGreater(row["error_m"], 1)


if __name__ == "__main__":
    unittest.main()
