"""Inputs that are wrong or suspect, through the real program: `zone` refuses (exit code 1, message,
no file) or warns; `inspect` gives the same finding by its code."""

import json
import math
import shutil
import struct
import subprocess
import unittest
import zipfile

from harness import DATA, DMZ, DONE, FAILED, MDL, PLAIN, USAGE, CliTest, feature_collection, line

ZONE = ["-o", "zone.geojson", "--distance", "2km", "--overwrite"]
UTM_37N = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
EMPTY_LINE = {"type": "LineString", "coordinates": []}


def csv(*wkt):
    return "id,WKT\n" + "".join(f'{i},"{w}"\n' for i, w in enumerate(wkt))


def ogr2ogr(folder, *arguments):
    subprocess.run(["ogr2ogr", *map(str, arguments)], cwd=folder, check=True, capture_output=True)


def copy_dmz(folder, *extensions):
    for extension in extensions:
        shutil.copy(DMZ.with_suffix(extension), folder / f"dmz{extension}")


# Name, content, code of the finding, words of the message.
BROKEN = [
    ("metres.geojson", feature_collection(line([275000, 3940000], [280000, 3950000])),
     "metres-as-degrees", ["metres.geojson", "metres", "degrees", "--input-crs"]),
    ("degrees.geojson", feature_collection(line([36.5, 35.6], [36.7, 35.7]), crs=UTM_37N),
     "degrees-as-metres", ["degrees.geojson", "degrees"]),
    ("swapped.geojson", feature_collection(line([35.6, 126.5], [35.7, 127.7])),
     "swapped-axes", ["swapped.geojson", "swapped", "longitude first"]),
    ("crs.geojson", feature_collection(
        PLAIN, crs={"type": "name", "properties": {"name": "EPSG:99999999"}}),
     "unknown-crs-member", ["crs.geojson", "crs member"]),
    ("nothing.geojson", feature_collection(), "no-features", ["nothing.geojson"]),
    ("empty.geojson", feature_collection(EMPTY_LINE), "no-geometry", ["empty.geojson"]),
    ("null.geojson", feature_collection(None), "no-geometry", ["null.geojson"]),
    ("nan.geojson", feature_collection(line([36.5, 35.6], [math.nan, 35.7])), "not-finite",
     ["nan.geojson", "feature", "not a number"]),
    ("infinite.geojson", feature_collection(line([36.5, 35.6], [math.inf, 35.7])), "not-finite",
     ["infinite.geojson", "feature", "is infinite"]),
    ("huge.csv", csv("LINESTRING (36.5 35.6, 36.5 1e400)"), "not-finite", ["huge.csv", "infinite"]),
    ("nan.csv", csv("LINESTRING (36.5 35.6, nan 35.7)"), "not-finite", ["nan.csv", "not a number"]),
    ("table.csv", "name,population\nIdlib,165000\n", "no-geometry", ["table.csv", "WKT"]),
    ("plain.csv", csv("LINESTRING (36.5 35.6, 36.6 35.7)"), "no-crs", ["plain.csv", "--input-crs"]),
]

# Name, content, words of the message: files that cannot be opened as a source at all.
UNREADABLE = [
    ("truncated.geojson", feature_collection(PLAIN)[:-40], ["truncated.geojson"]),
    ("text.geojson", "Meet me at the bridge.", ["text.geojson"]),
    ("zero.geojson", "", ["zero.geojson", "empty"]),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), ["picture.png"]),
    ("cut.zip", b"PK\x03\x04" + bytes(40), ["cut.zip"]),
    ("damaged.gpkg", b"SQLite format 3\x00" + bytes(200), ["damaged.gpkg"]),
]


class Broken(CliTest):
    def refused(self, code, words, name, *arguments):
        self.fails(FAILED, words, "zone", name, *ZONE, *arguments)
        done = self.run_cordon("inspect", name, "--json", *arguments)
        self.assertEqual(FAILED, done.returncode, done.stderr)
        self.assertIn((code, "error"), found(json.loads(done.stdout)))

    def test_findings_that_stop_a_zone(self):
        for name, content, code, words in BROKEN:
            with self.subTest(name=name):
                self.write(name, content)
                # A CSV without a CRS would stop at that.
                with_crs = code == "not-finite" and name.endswith(".csv")
                self.refused(code, words, name, *(["--input-crs", "EPSG:4326"] * with_crs))

    def test_files_that_cannot_be_read(self):
        for name, content, words in UNREADABLE:
            with self.subTest(name=name):
                self.write(name, content)
                self.fails(FAILED, words, "zone", name, *ZONE)
                self.fails(FAILED, words, "inspect", name)

    def test_shapefile_without_prj(self):
        copy_dmz(self.folder, ".shp", ".shx", ".dbf")
        self.refused("no-crs", ["dmz.shp", ".prj", "--input-crs"], "dmz.shp")
        self.succeeds("zone", "dmz.shp", *ZONE, "--input-crs", "EPSG:4326", *MDL)

    def test_shapefile_without_index(self):
        copy_dmz(self.folder, ".shp", ".dbf", ".prj")
        self.fails(FAILED, ["dmz.shp", ".shx"], "zone", "dmz.shp", *ZONE)

    def test_shapefile_cut_short(self):
        copy_dmz(self.folder, ".shp", ".shx", ".dbf", ".prj")
        whole = (self.folder / "dmz.shp").read_bytes()
        (self.folder / "dmz.shp").write_bytes(whole[:len(whole) * 2 // 3])
        self.fails(FAILED, ["dmz.shp", "cut short"], "zone", "dmz.shp", *ZONE)

    def test_infinite_coordinates_in_a_binary_format(self):
        copy_dmz(self.folder, ".shp", ".shx", ".dbf", ".prj")
        whole = bytearray((self.folder / "dmz.shp").read_bytes())
        # File header 100, record header 8, type 4, box 32, counts 8, one part 4: the first x.
        struct.pack_into("<d", whole, 100 + 8 + 4 + 32 + 8 + 4, math.inf)
        (self.folder / "dmz.shp").write_bytes(whole)
        self.refused("not-finite", ["dmz.shp", "feature"], "dmz.shp")

    def test_missing_file_names_the_one_that_was_meant(self):
        self.fails(FAILED, ["'lines.geojson'", "did you mean", "line.geojson"], "zone",
                   "lines.geojson", *ZONE)

    def test_folder_instead_of_a_file(self):
        (self.folder / "maps").mkdir()
        self.fails(FAILED, ["maps", "folder"], "zone", "maps", *ZONE)

    def test_missing_layer_says_which_there_are(self):
        ogr2ogr(self.folder, "lines.gpkg", "line.geojson", "-nln", "front")
        ogr2ogr(self.folder, "-update", "lines.gpkg", "line.geojson", "-nln", "border")
        self.fails(USAGE, ["'frnt'", "did you mean", "front"], "zone", "lines.gpkg", *ZONE,
                   "--layer", "frnt")
        done = self.run_cordon("zone", "lines.gpkg", *ZONE)
        self.assertEqual(USAGE, done.returncode)
        for word in ["front", "border", "--layer"]:
            self.assertIn(word, done.stderr)
        self.succeeds("zone", "lines.gpkg", *ZONE, "--layer", "border")

    def test_condition_that_nothing_meets(self):
        self.fails(FAILED, ["--where", "FID = 77"], "zone", "line.geojson", *ZONE, "--where",
                   "FID = 77")

    def test_input_crs_for_a_source_that_has_one(self):
        copy_dmz(self.folder, ".shp", ".shx", ".dbf", ".prj")
        self.fails(USAGE, ["--input-crs", "dmz"], "zone", "dmz.shp", *ZONE, "--input-crs",
                   "EPSG:4326")


class Suspect(CliTest):
    def warned(self, code, words, name, *arguments):
        """The zone is built, and the warning stands on stderr, in the JSON and in inspect."""
        done = self.succeeds("zone", name, *ZONE, "--json", *arguments)
        self.assertIn("cordon zone: warning: ", done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertIn(code, [w["code"] for w in json.loads(done.stdout)["warnings"]])
        self.assertEqual("", self.succeeds("zone", name, *ZONE, "--quiet", *arguments).stderr)
        done = self.run_cordon("inspect", name, "--json", *arguments)
        self.assertEqual(DONE, done.returncode, done.stdout)
        self.assertIn((code, "warning"), found(json.loads(done.stdout)))

    def test_legacy_crs_member(self):
        self.write("old.geojson", feature_collection(
            line([275000, 3940000], [280000, 3950000]), crs=UTM_37N))
        self.warned("crs-member", ["crs member", "32637"], "old.geojson")

    def test_line_at_sea_that_swapped_would_be_on_land(self):
        # Paris with its latitude first: in the Indian Ocean off Somalia.
        self.write("sea.geojson", feature_collection(line([48.8, 2.3], [48.9, 2.4])))
        self.warned("swapped-axes-likely", ["sea", "land"], "sea.geojson")

    def test_line_on_land_is_not_suspect(self):
        done = self.succeeds("zone", "line.geojson", *ZONE)
        self.assertEqual("", done.stderr)

    def test_small_gap(self):
        self.write("gap.geojson", feature_collection(
            line([36.5, 35.6], [36.6, 35.6]), line([36.6002, 35.6], [36.9, 35.7])))
        self.warned("gap", ["gap", " 18.1 m"], "gap.geojson")

    def test_line_without_length(self):
        self.write("zero.geojson", feature_collection(PLAIN, line([36.5, 35.5], [36.5, 35.5])))
        self.warned("zero-length", ["no length"], "zero.geojson")

    def test_missing_geometry_among_others(self):
        self.write("some.geojson", feature_collection(PLAIN, None))
        self.warned("missing-geometry", ["no geometry"], "some.geojson")

    def test_shapefile_without_attributes(self):
        copy_dmz(self.folder, ".shp", ".shx", ".prj")
        self.warned("missing-dbf", [".dbf"], "dmz.shp")

    def test_text_that_is_not_utf8(self):
        text = feature_collection(PLAIN).replace('"properties": {}',
                                                 '"properties": {"name": "Al\u00e9p"}')
        self.write("latin.geojson", text.encode("latin-1"))
        self.warned("wrong-encoding", ["UTF-8"], "latin.geojson")


class Sources(CliTest):
    """The same line out of every format and CRS has the same zone."""

    def area(self, name, *arguments):
        return self.figures("zone", name, *ZONE, *arguments)["zone"]["area_km2"]

    def test_formats(self):
        wanted = self.area("line.geojson")
        for name, arguments in [("line.shp", []), ("line.gpkg", []), ("line.fgb", []),
                                ("line.kml", []), ("line.gmt", ["-f", "OGR_GMT"]),
                                ("line.gpx", ["-nlt", "MULTILINESTRING", "-nln", "tracks"])]:
            with self.subTest(name=name):
                ogr2ogr(self.folder, name, "line.geojson", *arguments)
                self.assertAlmostEqual(wanted, self.area(name), delta=1e-3)
        wkt = ", ".join(f"{x} {y}" for x, y in PLAIN["coordinates"])
        self.write("wkt.csv", csv(f"LINESTRING ({wkt})"))
        self.assertAlmostEqual(wanted, self.area("wkt.csv", "--input-crs", "EPSG:4326"), delta=1e-6)
        with zipfile.ZipFile(self.folder / "line.zip", "w") as archive:
            for extension in ["shp", "shx", "dbf", "prj"]:
                archive.write(self.folder / f"line.{extension}", f"line.{extension}")
        self.assertAlmostEqual(wanted, self.area("line.zip"), delta=1e-6)
        self.assertAlmostEqual(wanted, self.area("/vsizip/line.zip/line.shp"), delta=1e-6)

    def test_reference_systems(self):
        wanted = self.area("line.geojson")
        # UTM, latitude first, the web's Mercator, and US survey feet.
        feet = "+proj=tmerc +lon_0=36 +x_0=1000000 +datum=WGS84 +units=us-ft +type=crs"
        for crs in ["EPSG:32637", "EPSG:4326", "EPSG:3857", feet]:
            with self.subTest(crs=crs):
                ogr2ogr(self.folder, "-t_srs", crs, "-overwrite", "other.gpkg", "line.geojson")
                self.assertAlmostEqual(wanted, self.area("other.gpkg"), delta=1e-3)


class Inspect(CliTest):
    def test_korean_line(self):
        done = self.succeeds("inspect", DMZ, *MDL)
        for words in ["ESRI Shapefile", "Layer dmz", "1 line of 237.6 km", "WGS 84",
                      "312 vertices"]:
            self.assertIn(words, done.stdout)

    def test_figures(self):
        inspection = json.loads(self.succeeds("inspect", DMZ, *MDL,
                                              "--json").stdout)
        (layer,) = inspection["layers"]
        self.assertEqual(("dmz", 1, 312, 1), (layer["name"], layer["features"], layer["vertices"],
                                              layer["lines"]))
        self.assertAlmostEqual(237.60, layer["length_km"], delta=0.01)
        self.assertEqual(64, len(inspection["sha256"]))
        west, south, east, north = layer["extent"]
        self.assertTrue(126 < west < east < 129 and 37 < south < north < 39, layer["extent"])

    def test_all_layers_are_listed(self):
        done = self.succeeds("inspect", DATA / "natural-earth" / "natural-earth.gpkg", "--json")
        names = [layer["name"] for layer in json.loads(done.stdout)["layers"]]
        self.assertIn("land", names)
        self.assertGreater(len(names), 3)


def found(inspection):
    """(code, severity) of every finding, of the file and of its layers."""
    groups = [inspection["findings"], *(layer["findings"] for layer in inspection["layers"])]
    return [(f["code"], f["severity"]) for group in groups for f in group]


if __name__ == "__main__":
    unittest.main()
