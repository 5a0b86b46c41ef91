"""cordon compare: what it measures, what it writes, and what it says to wrong input."""

import csv
import io
import json
import math
import unittest

from harness import DATA, FAILED, IDLIB, USAGE, CliTest, box, feature_collection, features, line

# A line along a meridian, and the same 0.05 degrees (4.5 km) further east.
OLD = line([36.0, 35.0], [36.0, 35.5])
NEW = line([36.05, 35.0], [36.05, 35.5])


class Compare(CliTest):
    def setUp(self):
        super().setUp()
        self.write("front_2018-09.geojson", feature_collection(OLD))
        self.write("front_2019-08.geojson", feature_collection(NEW))
        self.pair = ["front_2018-09.geojson", "front_2019-08.geojson"]

    def report(self, *arguments):
        done = self.succeeds("compare", *arguments, "--json", "--quiet")
        return json.loads(done.stdout)

    def refused(self, code, words, *arguments):
        self.fails(code, words, "compare", *arguments)

    def test_a_line_that_moved(self):
        step = self.report(*self.pair, "--places", "none")["steps"][0]
        self.assertEqual(["2018-09", "2019-08"], [step["old"]["date"], step["new"]["date"]])
        moved = step["line_moved"]
        # 0.05 degrees of longitude at 35 to 35.5 N are 4,564.4 to 4,536.4 m.
        self.assertAlmostEqual(4550.4, moved["mean_m"], delta=moved["mean_error_m"] + 2)
        self.assertAlmostEqual(4564.4, moved["largest_m"], delta=moved["largest_error_m"] + 1)
        self.assertEqual(0, moved["to_left_m"])
        whole, left, right = step["areas"]
        self.assertEqual(["zone", "left", "right"], [a["area"] for a in step["areas"]])
        for area in step["areas"]:
            self.assertAlmostEqual(area["before_km2"], area["lost_km2"] + area["kept_km2"], 6)
            self.assertAlmostEqual(area["after_km2"], area["gained_km2"] + area["kept_km2"], 6)
        # Both gain and lose the strip that the line went, 55.5 km long, with its half circles.
        self.assertAlmostEqual(whole["gained_km2"], whole["lost_km2"], delta=2)
        strip = 4.5504 * 55.478
        transfers = {(t["from"], t["to"]): t["area_km2"] for t in step["transfers"]}
        self.assertEqual({("right", "left")}, set(transfers))
        # The strip between the lines, and what lies between them prolonged, in both zones.
        self.assertGreater(transfers["right", "left"], strip)
        self.assertLess(transfers["right", "left"], strip + 4.6 * 40)
        self.assertGreater(left["gained_km2"], transfers["right", "left"])

    def test_the_same_line_has_not_moved(self):
        self.write("again.geojson", feature_collection(OLD))
        step = self.report(self.pair[0], "again.geojson", "--places", "none")["steps"][0]
        for area in step["areas"]:
            self.assertEqual(0, area["gained_km2"])
            self.assertEqual(0, area["lost_km2"])
        self.assertEqual([], step["transfers"])
        self.assertLess(step["line_moved"]["largest_m"], 0.001)
        self.assertIsNone(step["new"]["date"])

    def test_control_areas(self):
        self.write("a.geojson", features((box(36, 35, 37, 36), {"party": "red"}),
                                         (box(37, 35, 38, 36), {"party": "blue"})))
        self.write("b.geojson", features((box(36, 35, 37.5, 36), {"party": "red"}),
                                         (box(37.5, 35, 38, 36), {"party": "blue"})))
        self.write("places.csv", "name,lat,lon,population\nWest,35.5,36.5,10\n"
                   "Middle,35.5,37.2,\nEast,35.5,37.9,30\n")
        step = self.report("a.geojson", "b.geojson", "--by", "party", "--places",
                           "places.csv")["steps"][0]
        areas = {a["area"]: a for a in step["areas"]}
        self.assertEqual({"all sides", "red", "blue"}, set(areas))
        self.assertEqual(0, areas["all sides"]["gained_km2"])
        half = areas["red"]["before_km2"] / 2
        self.assertAlmostEqual(half, areas["red"]["gained_km2"], delta=1e-6 * half)
        self.assertAlmostEqual(half, areas["blue"]["lost_km2"], delta=1e-6 * half)
        [transfer] = step["transfers"]
        self.assertEqual(("blue", "red"), (transfer["from"], transfer["to"]))
        # Half a degree at 35 N; the line of contact is found from the areas.
        self.assertAlmostEqual(45676, step["line_moved"]["largest_m"], delta=60)
        [place] = step["places"]
        self.assertEqual(("Middle", None, "blue", "red"),
                         (place["place"], place["population"], place["before"], place["after"]))

    def test_an_uncertain_line_gives_ranges(self):
        step = self.report(*self.pair, "--uncertainty", "1km", "--places", "none")["steps"][0]
        for area in step["areas"]:
            for key in ("before", "after", "gained", "lost", "kept"):
                least, drawn, most = (area[f"{key}{suffix}_km2"] for suffix in ("_min", "", "_max"))
                self.assertLessEqual(least, drawn + 1e-9)
                self.assertLessEqual(drawn, most + 1e-9)
        self.assertEqual(2000, step["line_moved"]["uncertainty_m"])
        plain = self.report(*self.pair, "--places", "none")["steps"][0]
        self.assertAlmostEqual(plain["areas"][0]["gained_km2"], step["areas"][0]["gained_km2"])

    def test_a_series_as_csv(self):
        self.write("front_2020-03.geojson", feature_collection(OLD))
        self.succeeds("compare", *self.pair, "front_2020-03.geojson", "-o", "series.csv",
                      "--places", "none")
        rows = list(csv.DictReader(io.StringIO((self.folder / "series.csv").read_text())))
        self.assertEqual([("2018-09", "2019-08")] * 3 + [("2019-08", "2020-03")] * 3,
                         [(r["old"], r["new"]) for r in rows])
        self.assertEqual(["zone", "left", "right"] * 2, [r["area"] for r in rows])
        self.assertAlmostEqual(float(rows[0]["gained_km2"]), float(rows[3]["lost_km2"]), 6)
        self.assertEqual("", rows[1]["moved_max_m"])
        self.assertTrue(math.isfinite(float(rows[3]["moved_max_m"])))

    def test_the_changes_as_a_layer(self):
        self.succeeds("compare", *self.pair, "-o", "changes.gpkg", "-o", "page.md", "--places",
                      "none", "--left-name", "Redland")
        layer = self.ogr("changes.gpkg", "changes")
        told = {(f["properties"]["area"], f["properties"]["change"]) for f in layer["features"]}
        self.assertEqual({(a, c) for a in ("Redland", "right") for c in ("gained", "lost", "kept")},
                         told)
        page = (self.folder / "page.md").read_text()
        self.assertIn("## From 2018-09 to 2019-08", page)
        self.assertIn("| Redland |", page)

    def test_idlib_against_itself_moved(self):
        moved = json.loads(IDLIB.read_text())
        for feature in moved["features"]:
            feature["geometry"]["coordinates"] = [
                [x + 0.02, y] for x, y in feature["geometry"]["coordinates"]]
        self.write("moved.geojson", json.dumps(moved))
        step = self.report(IDLIB, "moved.geojson")["steps"][0]
        self.assertLess(step["line_moved"]["largest_m"], 1830)  # 0.02 degrees at 35 N
        self.assertGreater(len(step["places"]), 0)

    def test_kinds_must_agree(self):
        self.write("area.geojson", feature_collection(box(36, 35, 37, 36)))
        self.refused(USAGE, ["holds a line", "a zone", "two of a kind"], self.pair[0],
                     "area.geojson")

    def test_the_older_one_comes_first(self):
        self.refused(USAGE, ["is older than", "first"], *reversed(self.pair))

    def test_lines_that_run_against_each_other(self):
        back = line(*reversed(NEW["coordinates"]))
        self.write("back.geojson", feature_collection(back))
        self.refused(FAILED, ["other direction", "ST_Reverse"], self.pair[0], "back.geojson")

    def test_points_and_mixtures(self):
        self.write("point.geojson", feature_collection({"type": "Point", "coordinates": [36, 35]}))
        self.refused(FAILED, ["point.geojson", "points", "give lines"], self.pair[0],
                     "point.geojson")
        self.write("mixed.geojson", feature_collection(OLD, box(36, 35, 37, 36)))
        self.refused(FAILED, ["mixed.geojson", "lines and areas"], self.pair[0], "mixed.geojson")

    def test_wrong_command_lines(self):
        """Nor is anything left behind: fails() looks."""
        self.refused(USAGE, ["no NEW is given"], self.pair[0])
        self.refused(USAGE, ["one of the files to compare"], *self.pair, "-o", self.pair[0],
                     "--overwrite")
        self.refused(USAGE, ["one step"], *self.pair, self.pair[1], "-o", "changes.gpkg")
        self.refused(USAGE, ["--by", "holds lines"], *self.pair, "--by", "party")
        self.refused(USAGE, ["--gap", "out of range"], *self.pair, "--gap", "-1km")
        self.refused(FAILED, ["missing.geojson"], self.pair[0], "missing.geojson")
        self.write("there.csv", "old")
        self.refused(USAGE, ["there already", "--overwrite"], *self.pair, "-o", "there.csv")
        self.assertEqual("old", (self.folder / "there.csv").read_text())


if __name__ == "__main__":
    unittest.main()
