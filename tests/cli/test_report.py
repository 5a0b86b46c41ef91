"""cordon report: what a zone holds, as a page, a table and JSON."""

import csv
import io
import json
import math
import pathlib
import subprocess
import unittest

from harness import DATA, DMZ, FAILED, IDLIB, MDL, USAGE, CliTest, box, feature_collection, \
    features, line, point

POPULATION = pathlib.Path(__file__).resolve().parents[1] / "data" / "population"
RASTER = POPULATION / "gpw_v411_2020_count_2020.tif"
MERIDIAN = line([36.5, 35], [36.5, 36])
SAO_MIGUEL = line([-25.6, 37.75], [-25.4, 37.8])
# Events west and east of the meridian; a degree of longitude is about 91 km there.
EVENTS = """name,date,lat,lon,where_prec
a,2018-09-17,35.5,36.45,1
b,18/09/2018,35.5,36.40,2
c,"October 3, 2018",35.6,36.60,1
d,2018-10-04,35.6,36.90,1
e,,35.7,36.55,3
"""
BARE = ["--areas", "none", "--places", "none"]


class Report(CliTest):
    def setUp(self):
        super().setUp()
        self.write("meridian.geojson", feature_collection(MERIDIAN))
        self.write("events.csv", EVENTS)
        self.write("halves.geojson", features((box(35, 34, 36.5, 37), {"who": "W"}),
                                              (box(36.5, 34, 38, 35.5), {"who": "E"})))

    def facts(self, *arguments):
        """(subject, measure) -> fact."""
        report = self.figures("report", *arguments)
        return {(f["subject"], f["measure"]): f
                for statement in report["statements"] for f in statement["facts"]}

    def values(self, *arguments):
        return {key: fact["value"] for key, fact in self.facts(*arguments).items()}

    def refused(self, code, words, *arguments):
        before = self.files()
        done = self.run_cordon("report", *arguments)
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        self.assertEqual(2, len(done.stderr.splitlines()), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertEqual(before, self.files())

    def test_the_same_facts_in_every_form(self):
        self.succeeds("report", "meridian.geojson", "--areas", "halves.geojson:who", "--places",
                      "none", "-o", "r.md", "-o", "r.csv", "-o", "r.json")
        report = json.loads((self.folder / "r.json").read_text())
        rows = list(csv.DictReader(io.StringIO((self.folder / "r.csv").read_text())))
        page = (self.folder / "r.md").read_text()
        facts = [(s["section"], s["sentence"], f["subject"], f["measure"], f["value"])
                 for s in report["statements"] for f in s["facts"]]
        self.assertEqual(len(facts), len(rows))
        for (section, sentence, subject, measure, value), row in zip(facts, rows):
            self.assertEqual((section, sentence, subject, measure), (
                row["section"], row["sentence"], row["subject"], row["measure"]))
            if isinstance(value, (int, float)):
                self.assertEqual(value, float(row["value"]))
        self.assertTrue(page.startswith("# The zone around meridian.geojson\n"))
        for section in ["Line", "Zone", "Areas", "Method", "Sources"]:
            self.assertIn(f"\n## {section}\n\n- ", page)
        self.assertEqual(len(report["statements"]), page.count("\n- "))
        self.assertIn("W: ", page)
        self.assertIn("50.0 % of the zone", page)

    def test_shares_of_areas(self):
        values = self.values("meridian.geojson", "--areas", "halves.geojson:who", "--places",
                             "none")
        # The border is the line; the boundary is known to a metre in 40 km.
        self.assertAlmostEqual(50, values["W", "share of zone"], delta=2.5e-3)
        shares = [values[name, "share of zone"] for name in ["W", "E", "none of the areas of halves"]]
        self.assertAlmostEqual(100, sum(shares), delta=1e-6)
        self.assertAlmostEqual(values["zone", "area"], values["left", "area"] +
                               values["right", "area"], delta=1e-3)
        self.assertAlmostEqual(0, values["W", "area in right"], delta=1e-3)

    def test_reaches_and_bands(self):
        values = self.values("meridian.geojson", "--left", "5km", "--right", "15km", *BARE)
        # A strip and two quarter discs on each side of 110.96 km, as on a plane.
        left, right = (110.96 * r + math.pi * r * r / 2 for r in (5, 15))
        self.assertAlmostEqual(1, values["left", "area"] / left, delta=2e-3)
        self.assertAlmostEqual(1, values["right", "area"] / right, delta=2e-3)
        values = self.values("meridian.geojson", "--rings", "5km,20km", *BARE)
        self.assertAlmostEqual(values["zone", "area"], values["0-5 km", "area"] +
                               values["5-20 km", "area"], delta=1e-3)
        values = self.values("meridian.geojson", "--left", "5km", *BARE)
        self.assertNotIn(("left", "area"), values)

    def test_uncertainty_gives_ranges_everywhere(self):
        facts = self.facts("meridian.geojson", "--uncertainty", "2km", "--incidents", "events.csv",
                           "--places", "none", "--areas", "halves.geojson:who")
        for key in [("zone", "area"), ("left", "share of zone"), ("W", "area in zone"),
                    ("zone", "incidents"), ("left", "incidents in 2018-09")]:
            fact = facts[key]
            self.assertLessEqual(fact["least"], fact["value"], key)
            self.assertGreaterEqual(fact["most"], fact["value"], key)
        self.assertLess(facts["zone", "area"]["least"], facts["zone", "area"]["most"])

    def test_incidents(self):
        values = self.values("meridian.geojson", "--incidents", "events.csv", *BARE)
        self.assertEqual(5, values["file", "incidents"])
        self.assertEqual(4, values["zone", "incidents"])
        self.assertEqual(2, values["left", "incidents"])
        self.assertEqual(2, values["zone", "incidents in 2018-09"])
        self.assertEqual(1, values["right", "incidents in 2018-10"])
        self.assertEqual(1, values["zone", "incidents without a date"])
        self.assertEqual(1, values["zone", "incidents with where_prec 3"])
        values = self.values("meridian.geojson", "--incidents", "events.csv", "--incidents-where",
                             "where_prec <= 2", *BARE)
        self.assertEqual(3, values["zone", "incidents"])

    def test_dates_that_may_be_two_days(self):
        self.write("events.csv", EVENTS.replace("18/09/2018", "03/04/2018"))
        given = ["meridian.geojson", "--incidents", "events.csv", *BARE]
        self.refused(FAILED, ["'events.csv', row 3", "03/04/2018", "--date-format dmy"], *given)
        self.assertEqual(1, self.values(*given, "--date-format", "mdy")[
            "zone", "incidents in 2018-03"])
        self.write("events.csv", EVENTS.replace("18/09/2018", "last week"))
        self.refused(FAILED, ["row 3", "'last week' is no date"], *given)

    def test_population_unknown_is_not_zero(self):
        self.write("towns.csv", "name,lat,lon,population\nA,35.5,36.4,100\nB,35.5,36.45,0\n"
                   "C,35.6,36.6,\nD,35.6,36.8,500\nE,35.6,40,7\n")
        report = ["meridian.geojson", "--areas", "none", "--places", "towns.csv"]
        values = self.values(*report)
        self.assertEqual(3, values["zone", "places"])
        self.assertEqual(100, values["zone", "known population of places"])
        self.assertEqual(2, values["zone", "places of unknown population"])
        self.assertIsNone(values["B", "population"])
        self.assertEqual("outside", values["D", "status"])
        self.assertNotIn(("E", "status"), values)
        text = self.succeeds("report", *report, "--left-name", "west").stdout
        self.assertIn("A (100 inhabitants) lies in the zone, 9.1 km from the line, on the west side.",
                      text)
        self.assertIn("B (population not known)", text)
        self.assertNotIn(("D", "status"), self.values(*report, "--places-within", "20km"))

    def test_population_of_a_raster(self):
        self.write("island.geojson", feature_collection(SAO_MIGUEL))
        given = ["island.geojson", "--distance", "5km", "--population", RASTER, *BARE]
        values = self.values(*given)
        self.assertTrue(30_000 < values["zone", "population"] < 120_000)
        self.assertAlmostEqual(values["zone", "population"], values["left", "population"] +
                               values["right", "population"], delta=1)
        self.assertGreater(values["zone", "share without data"], 1)
        self.assertNotIn(("zone", "share off the raster"), values)
        wide = self.values(*given[:1], "--distance", "40km", *given[3:])
        self.assertGreater(wide["zone", "share off the raster"], 20)
        density = self.values(*given, "--population-density")
        self.assertNotAlmostEqual(values["zone", "population"], density["zone", "population"],
                                  delta=1000)
        # The same in another CRS, its values spread anew by GDAL.
        subprocess.run(["gdalwarp", "-q", "-t_srs", "EPSG:32626", "-r", "sum", RASTER, "utm.tif"],
                       cwd=self.folder, check=True)
        utm = self.values(*given[:4], "utm.tif", *BARE)
        self.assertAlmostEqual(1, utm["zone", "population"] / values["zone", "population"],
                               delta=0.03)

    def test_a_raster_elsewhere(self):
        self.refused(FAILED, ["is elsewhere", "-25.900 to -25.100", "36.278 to 36.722"],
                     "meridian.geojson", "--population", RASTER, *BARE)

    def statements(self, *arguments):
        """All sentences but those on the files."""
        report = self.figures("report", *arguments)
        return [report["title"]] + [s["sentence"] for s in report["statements"]
                                    if s["section"] != "Sources"]

    def test_a_zone_with_its_line_says_what_the_line_says(self):
        towns = self.write("towns.csv", "name,lat,lon,population\nA,35.5,36.4,100\n"
                           "B,35.5,36.6,70\nC,35.6,36.7,\nD,35.2,36.66,500\nE,36.15,36.5,7\n")
        given = ["--areas", "halves.geojson:who", "--places", towns, "--incidents", "events.csv",
                 "--places-within", "40km"]
        self.write("front.geojson", features((MERIDIAN, {
            "name": "The front", "date": "2018-09-17", "note": "drawn by hand",
            "source": "A survey"})))
        for options, split in [
                ([], True), (["--distance", "15km"], True), (["--width", "30km"], False),
                (["--left", "15km", "--right", "20km"], True), (["--left", "20km"], False),
                (["--rings", "5km,10km,20km"], True), (["--uncertainty", "2km"], True),
                (["--rings", "5km,20km", "--uncertainty", "1km"], True),
                (["--left", "5km", "--right", "20km", "--uncertainty", "1km"], True),
                (["--edges", "planar", "--tolerance", "10m"], True)]:
            expected = self.statements("front.geojson", *options, *given)
            self.assertEqual("The zone around The front", expected[0])
            for more in [[], ["--split"]] if split else [[]]:
                with self.subTest(options=options + more):
                    self.succeeds("zone", "front.geojson", *options, *more, "--places", "none",
                                  "-o", "zone.gpkg", "-o", "zone.geojson", "--overwrite")
                    self.assertEqual(expected, self.statements("zone.gpkg", *given))
                    self.assertEqual(expected, self.statements(
                        "zone.geojson", "--line", "front.geojson", *given))

    def test_a_zone_with_its_line_quotes_where_that_came_from(self):
        self.write("front.geojson", features((MERIDIAN, {"source": "A survey"})))
        self.succeeds("zone", "front.geojson", "-o", "zone.gpkg")
        line, = (i for i in self.figures("report", "front.geojson", *BARE)["inputs"]
                 if i["role"] == "line")
        self.assertEqual("A survey", line["credit"])
        inputs = self.figures("report", "zone.gpkg", *BARE)["inputs"]
        self.assertEqual(["zone", "line"], [i["role"] for i in inputs])
        self.assertEqual("zone.gpkg", inputs[0]["file"])
        self.assertEqual(line, inputs[1])

    def test_side_names_come_from_the_zone(self):
        self.succeeds("zone", "meridian.geojson", "--split", "--left-name", "west", "--right-name",
                      "east", "-o", "zone.gpkg")
        self.assertIn("The west side covers", self.succeeds("report", "zone.gpkg", *BARE).stdout)
        text = self.succeeds("report", "zone.gpkg", "--left-name", "red", *BARE).stdout
        self.assertIn("The red side covers", text)
        self.assertIn("The east side covers", text)

    def test_places_in_a_zone_that_was_cut(self):
        """Polygons tell, and the line still says how far and on which side."""
        self.write("towns.csv", "name,lat,lon,population\nA,35.5,36.4,100\nB,35.5,36.6,70\n")
        given = ["--areas", "none", "--places", "towns.csv"]
        self.write("west.geojson", features((box(35, 34, 36.55, 37), {})))
        for more in [[], ["--uncertainty", "1km"]]:
            self.succeeds("zone", "meridian.geojson", "--clip", "west.geojson", *more, "-o",
                          "zone.gpkg", "--overwrite")
            facts = self.facts("zone.gpkg", *given)
            whole = self.facts("meridian.geojson", *more, *given)
            with self.subTest(more=more):
                self.assertEqual("inside", facts["A", "status"]["value"])
                self.assertEqual("outside", facts["B", "status"]["value"])
                self.assertEqual("inside", whole["B", "status"]["value"])
                for town in "AB":
                    self.assertEqual(whole[town, "side"], facts[town, "side"])
                for fact in [("A", "distance from line"), ("left", "area"), ("line", "length")]:
                    self.assertAlmostEqual(whole[fact]["value"], facts[fact]["value"], delta=1e-2)
                self.assertLess(facts["right", "area"]["value"],
                                0.4 * whole["right", "area"]["value"])
        # A flat end leaves out what is beyond it.
        self.write("towns.csv", "name,lat,lon,population\nA,35.99,36.5,9\nB,36.05,36.5,8\n")
        self.succeeds("zone", "meridian.geojson", "--cap", "flat", "-o", "flat.gpkg")
        values = self.values("flat.gpkg", *given)
        self.assertEqual("inside", values["A", "status"])
        self.assertEqual("outside", values["B", "status"])
        self.assertEqual("inside", self.values("meridian.geojson", *given)["B", "status"])

    def test_a_zone_of_another_line(self):
        self.succeeds("zone", "meridian.geojson", "-o", "zone.geojson")
        self.write("other.geojson", feature_collection(line([36.52, 35], [36.52, 36])))
        self.refused(FAILED, ["beyond the distance", "that the zone was built around"],
                     "zone.geojson", "--line", "other.geojson", *BARE)
        self.refused(USAGE, ["--line", "is no zone"], "meridian.geojson", "--line",
                     "meridian.geojson", *BARE)
        self.refused(FAILED, ["gone.geojson"], "zone.geojson", "--line", "gone.geojson", *BARE)
        # Distances of features' own: only the digest can tell.
        self.write("spots.geojson", features((point(36.5, 35), {"r": "3 km"}),
                                             (point(36.8, 35), {"r": "5 km"})))
        self.succeeds("zone", "spots.geojson", "--distance-field", "r", "-o",
                      "spots_zone.geojson")
        self.refused(FAILED, ["SHA-256"], "spots_zone.geojson", "--line", "meridian.geojson", *BARE)

    def test_places_are_named_as_on_the_map(self):
        names = {key[0] for key in self.values(IDLIB, "--areas", "none") if key[1] == "status"}
        self.assertLessEqual({"Khan Sheikhoun", "Jisr al-Shughur", "Kafr Nabl"}, names)

    def test_a_zone_from_a_file_says_the_same(self):
        self.succeeds("zone", "meridian.geojson", "--split", "-o", "zone.geojson")
        from_line = self.values("meridian.geojson", "--incidents", "events.csv", *BARE)
        from_zone = self.values("zone.geojson", "--incidents", "events.csv", *BARE)
        for region in ["zone", "left", "right"]:
            self.assertAlmostEqual(from_line[region, "area"], from_zone[region, "area"], delta=1e-3)
            self.assertEqual(from_line[region, "incidents"], from_zone[region, "incidents"])
        self.assertNotIn(("line", "length"), from_zone)
        self.refused(USAGE, ["--uncertainty", "holds a zone"], "zone.geojson", "--uncertainty",
                     "1km", *BARE)
        around = self.values("zone.geojson", "--distance", "1km", *BARE)
        self.assertGreater(around["zone", "area"], from_zone["zone", "area"])
        self.succeeds("zone", "meridian.geojson", "--uncertainty", "1km", "-o", "unsure.geojson")
        self.refused(FAILED, ["uncertainty", "where the line itself was drawn"], "unsure.geojson",
                     *BARE)

    def test_what_the_data_say_of_the_line(self):
        text = self.succeeds("report", IDLIB, *BARE, "--rings", "10km,20km").stdout
        self.assertIn("On 17 September 2018 the line was 345.0 km long", text)
        self.assertIn("reconstruction, not a", text)
        text = self.succeeds("report", IDLIB, *BARE, "--date", "2018-09-18", "--note", "A sketch.",
                             "--title", "Idlib").stdout
        self.assertTrue(text.startswith("Idlib\n"))
        self.assertIn("On 18 September 2018", text)
        self.assertIn("Note: A sketch.\n", text)

    def test_bands_of_the_events_around_idlib(self):
        events = DATA / "incidents" / "ucdp_nw_syria_2018-01_2019-04.csv"
        values = self.values(
            IDLIB, *BARE, "--rings", "10km,20km", "--incidents", events, "--incidents-where",
            "dyad_name = 'Government of Syria - Syrian insurgents' AND where_prec <= 2 AND "
            "date_start >= '2018-09-17' AND date_start <= '2019-04-29'")
        self.assertEqual(304, values["file", "incidents"])
        self.assertEqual(286, values["zone", "incidents"])
        self.assertEqual(240, values["0-10 km", "incidents"])

    def test_wrong_options(self):
        for words, arguments in [
                (["--areas", "names no field"], ["--areas", "halves.geojson"]),
                (["--date-field", "--incidents"], ["--date-field", "when"]),
                (["--population-density", "--population"], ["--population-density"]),
                (["--places none"], ["--places", "none", "--places-within", "5km"]),
                (["out.txt", ".csv, .md or .json"], ["-o", "out.txt"]),
                (["no field 'whom'"], ["--areas", "halves.geojson:whom"])]:
            with self.subTest(arguments=arguments):
                self.refused(USAGE, words, "meridian.geojson", *arguments)
        self.write("spots.geojson", feature_collection(point(36, 35)))
        self.refused(USAGE, ["only lines have sides"], "spots.geojson", "--left", "5km", *BARE)

    def test_outputs_are_not_overwritten(self):
        self.write("r.md", "mine")
        self.refused(USAGE, ["r.md", "--overwrite"], "meridian.geojson", "-o", "r.md", *BARE)
        self.succeeds("report", "meridian.geojson", "-o", "r.md", "--overwrite", *BARE)
        self.assertNotEqual("mine", (self.folder / "r.md").read_text())


class Limits(CliTest):
    def report(self, *options):
        return self.succeeds("report", DMZ, *MDL, "--distance", "2km", "--limits", DMZ,
                             "--limits-where", "DISCLAIME1 = 'DMZ'", "--places", "none", "--areas",
                             "none", *options).stdout

    def test_official_limits_of_korea(self):
        self.report("-o", "limits.json", "-o", "limits.md", "-o", "limits.csv", "-q")
        report = json.loads((self.folder / "limits.json").read_text())
        facts = {(fact["subject"], fact["measure"]): fact["value"]
                 for statement in report["statements"] for fact in statement["facts"]}
        # As the file's own vertices have it: 896.3 km2 between the limits.
        self.assertAlmostEqual(896.3, facts["limits", "area between them"], delta=0.05)
        for side in ("left", "right"):
            self.assertAlmostEqual(2000, facts[f"limits on the {side}", "median distance"],
                                   delta=20)
            self.assertLess(facts[f"limits on the {side}", "mean distance from the zone's edge"],
                            40)
        lengths = [facts[f"limits{side}", "length"]
                   for side in ("", " on the left", " on the right")]
        self.assertAlmostEqual(lengths[0], sum(lengths[1:]), delta=100)
        self.assertIn("Between the two limits", (self.folder / "limits.md").read_text())
        self.assertIn("median distance", (self.folder / "limits.csv").read_text())

    def facts(self, *options):
        self.succeeds("report", DMZ, *MDL, "--distance", "2km", "--places", "none", "--areas",
                      "none", "-o", "facts.json", "--overwrite", "-q", *options)
        report = json.loads((self.folder / "facts.json").read_text())
        return {(fact["subject"], fact["measure"]): fact["value"]
                for statement in report["statements"] if statement["section"] == "Limits"
                for fact in statement["facts"]}

    def test_the_same_limits_in_other_coordinates_and_one_by_one(self):
        truth = self.facts("--limits", DMZ, "--limits-where", "DISCLAIME1 = 'DMZ'")
        for crs in ("EPSG:3857", "EPSG:32652"):
            path = self.folder / f"{crs[5:]}.gpkg"
            subprocess.run(["ogr2ogr", "-where", "DISCLAIME1 = 'DMZ'", "-t_srs", crs, path, DMZ],
                           check=True, capture_output=True)
            facts = self.facts("--limits", path)
            self.assertEqual(truth.keys(), facts.keys())
            for key, value in truth.items():
                # Vertices are the same to less than a millimetre; samples may fall elsewhere.
                self.assertAlmostEqual(value, facts[key], delta=max(1, 1e-5 * abs(value)), msg=key)
        sides = []
        for number in (0, 1):
            facts = self.facts("--limits", DMZ, "--limits-where", f"FID = {number}")
            self.assertNotIn(("limits", "area between them"), facts)
            sides.append(max(("left", "right"),
                             key=lambda side: facts.get((f"limits on the {side}", "length"), 0)))
            self.assertAlmostEqual(facts["limits", "length"],
                                   truth[f"limits on the {sides[-1]}", "length"], delta=100)
        self.assertEqual(["left", "right"], sorted(sides))

    def test_limits_on_the_other_side_of_the_earth(self):
        self.write("far.geojson", feature_collection(
            {"type": "LineString", "coordinates": [[-70, -40], [-69, -40]]}))
        facts = self.facts("--limits", "far.geojson")
        self.assertEqual(0, facts["limits", "share in the zone"])
        self.assertGreater(facts["limits", "least distance"], 15e6)
        self.assertAlmostEqual(facts["limits", "least distance"],
                               facts["limits", "mean distance from the zone's edge"], delta=200e3)
        self.assertNotIn(("limits", "area between them"), facts)

    def test_wrong(self):
        self.write("places.geojson", feature_collection({"type": "Point", "coordinates": [37, 36]}))
        self.write("empty.geojson", feature_collection())
        for code, words, arguments in [
                (1, ["no file", "nowhere.shp"], ["--limits", "nowhere.shp"]),
                (2, ["--limits-where", "--limits"], ["--limits-where", "a = 1"]),
                (1, ["--limits", "neither lines nor areas"], ["--limits", "places.geojson"]),
                (1, ["'empty.geojson'", "no features"], ["--limits", "empty.geojson"]),
                (2, ["--limits", "nofield"], ["--limits", DMZ, "--limits-where", "nofield = 1"]),
                (2, ["--limits FILE:LAYER", "'land'"],
                 ["--limits", DATA / "natural-earth" / "natural-earth.gpkg"])]:
            with self.subTest(arguments):
                self.fails(code, words, "report", "line.geojson", *arguments)


if __name__ == "__main__":
    unittest.main()
