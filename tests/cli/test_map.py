"""Maps: formats, words, sizes, what is read, and bad input of cordon map."""

import json
import os
import re
import struct
import subprocess
import unittest
import xml.etree.ElementTree as ET

from harness import (DATA, DMZ, FAILED, IDLIB, MDL, PLAIN, USAGE, CliTest, box, features,
                     feature_collection, line, point)

SVG = "{http://www.w3.org/2000/svg}"
TOWNS = "geonameid,name,lat,lon,population\n1,Lower Town,35.65,36.6,20000\n2,Upper Town,35.8,36.75,900\n"


class MapTest(CliTest):
    def draw(self, *arguments, source="line.geojson"):
        return self.figures("map", source, *arguments)

    def svg(self, name="map.svg"):
        return ET.parse(self.folder / name).getroot()

    def words(self, root, group=None):
        """All texts of the SVG, or of one of its groups."""
        if group is not None:
            root = root.find(f".//{SVG}g[@id='{group}']")
            self.assertIsNotNone(root, group)
        return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]

    def ids(self, root):
        return [g.get("id") for g in root.iter(f"{SVG}g") if g.get("id")]


class Formats(MapTest):
    def test_all_formats_at_once_show_the_same_map(self):
        found = self.draw("-o", "map.png", "-o", "map.svg", "-o", "map.pdf", "-o", "map.html",
                          source=IDLIB)
        self.assertEqual(["map.html", "map.pdf", "map.png", "map.svg", "map.txt"],
                         [name for name in self.files() if name.startswith("map.")])
        self.assertEqual((960, 640), self.png_size("map.png"))
        self.assertTrue((self.folder / "map.pdf").read_bytes().startswith(b"%PDF-"))
        self.assertTrue((self.folder / "map.html").read_text().startswith("<!DOCTYPE html>"))
        self.assertEqual(found["description"], (self.folder / "map.txt").read_text().strip())
        self.assertEqual(found["description"], self.svg().find(f"{SVG}desc").text)
        self.assertEqual(found["title"], self.svg().find(f"{SVG}title").text)
        self.assertEqual(5, len(found["files"]))
        self.assertLess((self.folder / "map.png").stat().st_size, 200e3)
        self.assertLess((self.folder / "map.html").stat().st_size, 1.5e6)

    def png_size(self, name):
        header = (self.folder / name).read_bytes()[:24]
        return struct.unpack(">II", header[16:24])

    def test_sizes_and_densities(self):
        for size, pixels in [("mobile", (780, 1040)), ("square", (1080, 1080)),
                             ("story", (1080, 1920)), ("print", (2246, 1588)),
                             ("500x700", (500, 700))]:
            self.draw("--size", size, "-o", "map.png", "--overwrite")
            self.assertEqual(pixels, self.png_size("map.png"), size)
        self.draw("--size", "400x400", "--scale", "2.5", "-o", "map.png", "--overwrite")
        self.assertEqual((1000, 1000), self.png_size("map.png"))

    def test_the_same_input_gives_the_same_bytes(self):
        outputs = ["-o", "map.png", "-o", "map.svg", "-o", "map.pdf", "-o", "map.html"]
        self.draw(*outputs)
        first = {name: (self.folder / name).read_bytes() for name in self.files()}
        self.draw(*outputs, "--overwrite", "--threads", 2)
        for name, bytes_ in first.items():
            self.assertEqual(bytes_, (self.folder / name).read_bytes(), name)

    def test_fonts_are_embedded_in_the_pdf(self):
        self.draw("-o", "map.pdf", "--lang", "ar", source=IDLIB)
        table = subprocess.run(["pdffonts", "map.pdf"], cwd=self.folder, check=True, text=True,
                               capture_output=True).stdout.splitlines()[2:]
        self.assertTrue(table)
        for row in table:  # name, type ..., emb, sub, uni, object ID
            self.assertRegex(row, r" yes +yes +(yes|no) +\d+ +\d+$")
        self.assertTrue(any("Arabic" in row for row in table), table)

    def test_a_description_for_each_name(self):
        self.draw("-o", "a.png", "-o", "b.svg", "-o", "c.html")
        self.assertEqual(["a.png", "a.txt", "b.svg", "b.txt", "c.html"],
                         [n for n in self.files() if n[0] in "abc"])


class Drawing(MapTest):
    def test_layers_are_named_groups_and_texts_are_texts(self):
        self.draw("-o", "map.svg", source=IDLIB)
        root = self.svg()
        ids = self.ids(root)
        for name in ["title", "legend", "land", "borders", "zone", "line", "places", "labels",
                     "scale-bar", "locator", "credits"]:
            self.assertIn(name, ids)
        self.assertEqual(len(ids), len(set(ids)))
        towns = self.words(root, "labels-places")
        for town in ["Idlib", "Aleppo", "Hama"]:
            self.assertTrue(any(town in name for name in towns), towns)
        credits = " ".join(self.words(root, "credits"))
        for source in ["Natural Earth", "GeoNames"]:
            self.assertIn(source, credits)
        self.assertEqual([], list(root.iter(f"{SVG}image")))

    def test_sides_bands_and_uncertainty_have_legends(self):
        for options, entries in [
                (["--split"], 2), (["--left-name", "north", "--right-name", "south"], 2),
                (["--rings", "5km,10km,20km"], 3), (["--uncertainty", "3km"], 2),
                (["--left", "5km", "--right", "10km"], 2), (["--left", "5km", "--right", "0km"], 1),
                (["--rings", "5km,10km", "--split"], 4)]:
            self.draw(*options, "-o", "map.svg", "--overwrite")
            root = self.svg()
            zone = root.find(f".//{SVG}g[@id='zone']")
            self.assertEqual(entries, len(list(zone)), options)
            words = self.words(root, "legend")
            self.assertGreaterEqual(len(words), entries + 1, options)
            self.assertEqual(len(words), len(set(words)), words)

    def test_names_of_sides_are_in_the_legend(self):
        self.draw("--left-name", "opposition", "--right-name", "government", "-o", "map.svg")
        legend = " ".join(self.words(self.svg(), "legend"))
        self.assertIn("opposition", legend)
        self.assertIn("government", legend)

    def test_captions(self):
        self.draw("--title", "A <b>title</b> & more", "--subtitle", "Below it", "--credit",
                  "The desk", "--source", "A survey, CC BY 4.0", "--note", "Drawn by hand", "--date",
                  "2018-09-17", "-o", "map.svg")
        root = self.svg()
        self.assertEqual("A <b>title</b> & more", " ".join(self.words(root, "title")[:1]))
        self.assertIn("Below it", self.words(root, "title"))
        below = " ".join(self.words(root, "credits"))
        for text in ["The desk", "A survey, CC BY 4.0", "Drawn by hand"]:
            self.assertIn(text, below)

    def test_own_places_and_roads(self):
        self.write("towns.csv", TOWNS)
        road = features((line([36.4, 35.6], [36.9, 35.8]), {"name": "M99"}))
        self.write("roads.geojson", road)
        self.draw("--places", "towns.csv", "--roads", "roads.geojson", "-o", "map.svg")
        root = self.svg()
        self.assertEqual(["Lower Town", "Upper Town"], sorted(self.words(root, "labels-places")))
        self.assertIn("M99", self.words(root, "labels-routes"))
        self.draw("--places", "none", "-o", "map.svg", "--overwrite")
        self.assertNotIn("GeoNames", " ".join(self.words(self.svg(), "credits")))

    def test_languages(self):
        titles = set()
        for language in ["en", "ar", "fr", "ru", "tr", "uk"]:
            found = self.draw("--lang", language, "-o", "map.svg", "--overwrite", source=IDLIB)
            root = self.svg()
            self.assertEqual(language, root.get("{http://www.w3.org/XML/1998/namespace}lang") or
                             root.get("lang"))
            titles.add(found["title"])
        self.assertEqual(6, len(titles))

    def test_arabic_names_from_right_to_left(self):
        self.draw("--lang", "ar", "-o", "map.svg", source=IDLIB)
        root = self.svg()
        self.assertIn("إدلب", " ".join(self.words(root, "labels-places")))
        self.assertIn("سوريا", " ".join(self.words(root, "labels-countries")))

    def test_a_style_sheet_changes_the_theme(self):
        self.write("own.css", ".sea { fill: #123456; }")
        self.draw("--style", "own.css", "-o", "map.svg")
        self.assertIn("#123456", self.svg().find(f".//{SVG}style").text)

    def test_a_projection_of_choice(self):
        self.assertEqual("EPSG:32637", self.draw("--crs", "EPSG:32637", "-o", "map.svg")["crs"])

    def test_zone_files_with_and_without_their_line(self):
        self.succeeds("zone", "line.geojson", "--split", "-o", "zone.gpkg", "-o", "zone.geojson",
                      "-o", "zone.shp")
        drawn = self.draw("-o", "a.svg", "--split")
        found = self.draw("-o", "b.svg", source="zone.gpkg")
        self.assertEqual(drawn["distance_m"], found["distance_m"])
        self.assertAlmostEqual(drawn["area_m2"], found["area_m2"], delta=100)
        self.assertIn("line", self.ids(self.svg("b.svg")))
        for name in ["zone.geojson", "zone.shp"]:
            self.draw("-o", "c.svg", "--overwrite", "--line", "line.geojson", source=name)
            self.assertIn("line", self.ids(self.svg("c.svg")))
        self.draw("-o", "d.svg", source="zone.geojson")

    def test_a_line_at_sea_a_point_and_areas(self):
        self.write("sea.geojson", feature_collection(line([-30, 0], [-29, 1])))
        self.write("point.geojson", feature_collection(point(36.6, 35.9)))
        self.write("area.geojson", feature_collection(box(36, 35, 36.5, 35.4)))
        for name in ["sea.geojson", "point.geojson"]:
            self.draw("-o", "map.svg", "--overwrite", source=name)
        self.draw("--distance", "5km", "-o", "map.svg", "--overwrite", source="area.geojson")

    def test_over_the_antimeridian_and_around_the_poles(self):
        for name, ends in [("fiji", ([179.5, -17], [-179.6, -16])), ("north", ([0, 89.7], [150, 89.8])),
                           ("south", ([10, -89], [170, -88]))]:
            self.write(f"{name}.geojson", feature_collection(line(*ends)))
            self.draw("--distance", "100km", "-o", f"{name}.svg", source=f"{name}.geojson")
            zone = self.svg(f"{name}.svg").find(f".//{SVG}g[@id='zone-1']")
            paths = [p.get("d") for p in zone.iter(f"{SVG}path")]
            self.assertEqual(1, sum(d.count("M") for d in paths), name)


class BadInput(MapTest):
    def test_usage(self):
        for words, arguments in [
                (["no output"], []),
                ([".png", ".svg", ".pdf", ".html"], ["-o", "map.gif"]),
                (["poster", "web", "mobile", "story", "1200x800"], ["--size", "poster", "-o", "m.png"]),
                (["out of range", "320"], ["--size", "100x100", "-o", "m.png"]),
                (["neon", "dark", "light", "print"], ["--theme", "neon", "-o", "m.png"]),
                (["'de'", "ar", "en", "fr", "ru", "tr", "uk"], ["--lang", "de", "-o", "m.png"]),
                (["--scale"], ["--scale", "100", "-o", "m.png"]),
                (["pixels"], ["--scale", "8", "--size", "4000x4000", "-o", "m.png"]),
                (["twice"], ["-o", "m.png", "-o", "./m.png"]),
                (["--crs"], ["--crs", "EPSG:0", "-o", "m.png"]),
                (["--crs"], ["--crs", "EPSG:4326", "-o", "m.png"]),
                (["made from"], ["-o", "line.geojson.svg", "-o", "style.svg", "--style", "style.svg"]),
                (["--rings", "too many"], ["--rings", "1km,2km,3km,4km,5km,6km,7km", "-o", "m.png"]),
                (["--titel", "--title"], ["--titel", "x", "-o", "m.png"])]:
            if "style.svg" in arguments:
                self.write("style.svg", "")
            self.fails(USAGE, words, "map", "line.geojson", *arguments)

    def test_existing_files_stay(self):
        self.write("map.txt", "a letter")
        self.fails(USAGE, ["map.txt", "--overwrite"], "map", "line.geojson", "-o", "map.png")
        self.assertEqual("a letter", (self.folder / "map.txt").read_text())

    def test_unwritable_paths(self):
        self.fails(FAILED, ["nowhere"], "map", "line.geojson", "-o", "nowhere/map.png")
        (self.folder / "folder.png").mkdir()
        self.fails(USAGE, ["folder.png"], "map", "line.geojson", "-o", "folder.png")

    def test_missing_and_empty_inputs(self):
        self.fails(FAILED, ["there is no file"], "map", "nothing.geojson", "-o", "map.png")
        self.write("empty.geojson", feature_collection())
        self.fails(FAILED, ["empty.geojson"], "map", "empty.geojson", "-o", "map.png")
        self.fails(FAILED, ["--style", "nothing.css"], "map", "line.geojson", "--style",
                   "nothing.css", "-o", "map.png")
        self.write("open.css", ".sea { fill: red;")
        self.fails(FAILED, ["--style", "open.css"], "map", "line.geojson", "--style", "open.css",
                   "-o", "map.png")
        self.fails(FAILED, ["nothing.shp"], "map", "line.geojson", "--roads", "nothing.shp", "-o", "m.png")

    def test_an_empty_zone(self):
        self.write("zone.geojson", features(({"type": "Polygon", "coordinates": [
            [[36, 35], [36.5, 35], [36, 35], [36, 35]]]}, {"side": "both"})))
        done = self.run_cordon("map", "zone.geojson", "-o", "map.png")
        self.assertEqual(FAILED, done.returncode, done.stderr)
        self.assertIn("zone.geojson", done.stderr)
        self.assertNotIn("map.png", self.files())

    def test_a_basemap_without_its_layers(self):
        self.write("base.geojson", feature_collection(box(30, 30, 40, 40)))
        self.fails(FAILED, ["basemap", "'land'", "'base'"], "map", "line.geojson", "--basemap",
                   "base.geojson", "-o", "map.png")

    def test_sides_of_a_zone_get_other_names(self):
        self.succeeds("zone", "line.geojson", "--split", "--left-name", "uplands", "-o",
                      "sides.geojson")
        self.draw("--left-name", "hauteurs", "-o", "sides.svg", source="sides.geojson")
        svg = (self.folder / "sides.svg").read_text()
        self.assertEqual((1, 0), (svg.count("hauteurs"), svg.count("uplands")))
        self.succeeds("zone", "line.geojson", "-o", "whole.geojson")
        self.fails(USAGE, ["--left-name", "'whole.geojson' holds a zone without sides", "--split"],
                   "map", "whole.geojson", "--left-name", "hauteurs", "-o", "m.svg")

    def test_options_that_need_a_line(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.geojson")
        self.fails(USAGE, ["--split", "zone.geojson"], "map", "zone.geojson", "--split", "-o", "m.png")
        self.fails(USAGE, ["--line"], "map", "line.geojson", "--line", "zone.geojson", "-o", "m.png")
        self.write("point.geojson", feature_collection(point(36.6, 35.9)))
        self.fails(USAGE, ["sides"], "map", "point.geojson", "--split", "-o", "m.png")

    def test_a_character_that_no_font_has(self):
        self.fails(FAILED, ["U+", "fonts-noto"], "map", "line.geojson", "--title", "A \U000F0000 b",
                   "-o", "map.png")

    def test_without_arabic_fonts(self):
        """With no font for the script there is an error, not a map of boxes."""
        fonts = self.folder / "fonts"
        fonts.mkdir()
        subprocess.run(["bash", "-c", "cp $(fc-list : file | tr -d : | grep /NotoSans-Regular.ttf) "
                        f"{fonts}"], check=True)
        self.write("fonts.conf", f"<fontconfig><dir>{fonts}</dir>"
                                 f"<cachedir>{self.folder}/cache</cachedir></fontconfig>")
        environment = {**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf")}
        done = self.run_cordon("map", "line.geojson", "--lang", "ar", "-o", "map.png",
                               env=environment)
        self.assertEqual(FAILED, done.returncode, done.stderr)
        self.assertRegex(done.stderr, r"U\+06.. \(ARABIC ")
        self.assertIn("fonts-noto-core", done.stderr)
        self.assertNotIn("map.png", self.files())


if __name__ == "__main__":
    unittest.main()
