"""How far places are from a line: options, tables, outputs and bad input of cordon near.

Distances are judged by what needs no library: along the equator of WGS84 a degree measures the
equatorial radius times its radians; who held a town says on which side of the line it is.
"""

import csv
import io
import json
import math
import unittest

from harness import DATA, FAILED, IDLIB, USAGE, CliTest, box, feature_collection, line, point

TOWNS = DATA / "idlib-2018-09" / "towns.csv"
EVENTS = DATA / "incidents" / "ucdp_nw_syria_2018-01_2019-04.csv"
GEONAMES = DATA / "places" / "geonames_cities500.csv"
DEGREE = 6378137 * math.pi / 180  # m on the equator
MERIDIAN = line([40, -1], [40, 1])
PLACES = "name,lat,lon,people\nEast,0,40.1,5\nWest,0,39.8,\nFar east,0,41,70\n"


class Near(CliTest):
    def setUp(self):
        super().setUp()
        self.write("line.geojson", feature_collection(MERIDIAN))
        self.write("places.csv", PLACES)

    def near(self, *arguments, line="line.geojson", places="places.csv"):
        return self.figures("near", line, places, *arguments)

    def refuses(self, code, words, *arguments):
        """A problem and an advice on stderr, nothing on stdout, no new file."""
        before = self.files()
        done = self.run_cordon("near", *arguments)
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        lines = done.stderr.splitlines()
        self.assertEqual(2, len(lines), done.stderr)
        self.assertRegex(lines[0], r"^cordon near: [^\s].*[^.\s]$")
        for word in words:
            self.assertIn(word.lower(), done.stderr.lower())
        self.assertEqual(before, self.files())

    def test_figures_on_the_equator(self):
        found = self.near("--distance", "20km")
        self.assertEqual(["East", "West", "Far east"], [p["name"] for p in found["near"]])
        for place, degrees in zip(found["near"], [0.1, 0.2, 1]):
            self.assertAlmostEqual(degrees * DEGREE, place["distance_m"], delta=0.001)
            self.assertAlmostEqual(0, place["nearest_lat"], delta=1e-8)
            self.assertAlmostEqual(40, place["nearest_lon"], delta=1e-8)
        self.assertEqual(["right", "left", "right"], [p["side"] for p in found["near"]])
        self.assertEqual([270, 90, 270], [p["bearing_deg"] for p in found["near"]])
        self.assertEqual(["W", "E", "W"], [p["direction"] for p in found["near"]])
        self.assertEqual(["inside", "outside", "outside"], [p["zone"] for p in found["near"]])
        self.assertEqual((1, 2, 0), (found["inside"], found["outside"], found["depends"]))
        self.assertEqual([], found["warnings"])

    def test_the_distance_decides_to_the_millimetre(self):
        metres = 0.1 * DEGREE
        for margin, verdict in [(0.002, "inside"), (-0.002, "outside")]:
            found = self.near("--distance", f"{metres + margin:.4f}m", "--nearest", 1)
            self.assertEqual(verdict, found["near"][0]["zone"])

    def test_width_is_two_distances_and_sides_have_their_own(self):
        verdicts = lambda *options: [p["zone"] for p in self.near(*options)["near"]]
        self.assertEqual(["inside", "inside", "outside"], verdicts("--width", "50km"))
        self.assertEqual(["inside", "outside", "outside"], verdicts("--right", "15km"))
        self.assertEqual(["outside", "inside", "outside"], verdicts("--left", "25km"))
        self.assertEqual(["inside", "inside", "outside"],
                         verdicts("--left", "25km", "--right", "12km"))

    def test_uncertainty_gives_ranges_and_names_what_depends(self):
        found = self.near("--distance", "20km", "--uncertainty", "12km")
        east, west, far = found["near"]
        self.assertEqual("depends", east["zone"])  # 11.13 km, up to 23.13 km
        self.assertEqual(0, east["distance_min_m"])
        self.assertAlmostEqual(0.1 * DEGREE + 12000, east["distance_max_m"], delta=0.001)
        self.assertEqual("no", east["side_sure"])  # the line may lie beyond it
        self.assertEqual(("depends", "yes"), (west["zone"], west["side_sure"]))
        self.assertEqual("outside", far["zone"])
        self.assertEqual("inside", self.near("--uncertainty", "5km")["near"][0]["zone"])
        # On the left there is no zone: a line that is off by more puts the place there.
        by_side = self.near("--right", "30km", "--uncertainty", "12km")
        self.assertEqual("depends", by_side["near"][0]["zone"])

    def test_sides_by_name_are_those_of_who_held_the_towns(self):
        found = self.near("--left-name", "opp", "--right-name", "gov", "--keep", "side_2018_09",
                          line=IDLIB, places=TOWNS)
        self.assertEqual(234, len(found["near"]))
        for place in found["near"]:
            self.assertEqual(place["side_2018_09"], place["side"], place["name"])
        distances = [p["distance_m"] for p in found["near"]]
        self.assertEqual(sorted(distances), distances)

    def test_events_of_the_idlib_front(self):
        condition = ("dyad_name = 'Government of Syria - Syrian insurgents' AND where_prec <= 2 "
                     "AND date_start >= '2018-09-17' AND date_start <= '2019-04-29'")
        for distance, inside in [("20km", 286), ("10km", 240)]:
            found = self.near("--distance", distance, "--places-where", condition, line=IDLIB,
                              places=EVENTS)
            self.assertEqual(304, len(found["near"]))
            self.assertEqual(inside, found["inside"])

    def test_within_finds_in_the_world_what_a_full_list_finds(self):
        self.write("line.geojson", feature_collection(line([179.5, -16.5], [-179.5, -17])))
        near = self.near("--within", "600km", places=GEONAMES)["near"]
        everything = self.near(places=GEONAMES)["near"]
        self.assertEqual([p for p in everything if p["distance_m"] <= 600e3], near)
        self.assertLess(3, len(near))
        self.assertTrue(any(p["lon"] < 0 for p in near) and any(p["lon"] > 0 for p in near))

    def test_planar_edges_are_another_line(self):
        self.write("line.geojson", feature_collection(line([0, 60], [20, 60])))
        self.write("places.csv", "name,lat,lon\nOn the parallel,60,10\n")
        planar = self.near("--edges", "planar")["near"][0]
        self.assertLess(planar["distance_m"], 0.001)
        self.assertEqual("on the line", planar["side"])
        self.assertGreater(self.near()["near"][0]["distance_m"], 30e3)

    def test_inside_of_areas_is_zero_and_has_no_side(self):
        self.write("line.geojson", feature_collection(box(39.5, -0.5, 40.5, 0.5)))
        found = self.near("--nearest", 2)["near"]
        self.assertEqual([0, 0], [p["distance_m"] for p in found])
        self.assertEqual([None, None], [p["side"] for p in found])
        self.assertEqual([None, None], [p["bearing_deg"] for p in found])
        self.refuses(USAGE, ["--left", "areas", "no sides"], "line.geojson", "places.csv", "--left",
                     "5km")

    def test_outputs_hold_the_same_figures(self):
        done = self.succeeds("near", "line.geojson", "places.csv", "--keep", "people", "-o",
                             "t.csv", "-o", "t.md", "-o", "t.json")
        self.assertEqual(1, len(done.stdout.splitlines()))
        figures = json.loads((self.folder / "t.json").read_text())
        rows = list(csv.DictReader(io.StringIO((self.folder / "t.csv").read_text())))
        self.assertEqual(list(figures["near"][0]), list(rows[0]))
        for place, row in zip(figures["near"], rows, strict=True):
            for key, value in place.items():
                self.assertEqual(value, type(value)(row[key]) if row[key] else None)
        self.assertEqual([5, None, 70], [p["people"] for p in figures["near"]])
        page = (self.folder / "t.md").read_text()
        for place in figures["near"]:
            self.assertIn(f"| {place['name']} | {place['distance_m'] / 1000:.3f} |", page)
        for words in [figures["statement"], figures["line"]["sha256"], "WGS84"]:
            self.assertIn(words, page)
        self.refuses(USAGE, ["t.csv", "--overwrite"], "line.geojson", "places.csv", "-o", "t.csv")

    def test_a_terminal_gets_aligned_columns(self):
        table = self.succeeds("near", "line.geojson", "places.csv").stdout.splitlines()
        self.assertEqual("3 places; the zone of 20 km: 1 inside and 2 outside.", table[0])
        self.assertRegex(table[2], r"^  Place +Distance, km  Side +Zone")
        self.assertRegex(table[3], r"^  East +11\.132  right  inside +270\.0  W ")
        ends = {len(row) for row in table[2:6]}
        self.assertEqual(1, len(ends), table)  # the last column is flush right

    def test_rows_without_names_go_by_their_row(self):
        self.write("places.csv", "lat,lon\n0,41\n0,40.5\n")
        self.assertEqual(["row 3", "row 2"], [p["name"] for p in self.near()["near"]])

    def test_bad_tables(self):
        for text, words in [
                ("name,people\na,5\n", ["places.csv", "no columns of latitude", "--lat-field"]),
                ("name,lat,lon\na,0,0\nb,\"0,5\",1\n", ["row 3", "'0,5'", "decimal comma"]),
                ("name,lat,lon\na,0,5,1,2\n", ["row 2", "more cells"]),
                ("name,lat,lon\na,36.5,127\nb,127,36.5\n", ["row 3", "latitude 127"]),
                ("name,lat,lon\na,127,36.5\n", ["row 2", "swapped"]),
                ("name,lat,lon\na,,\n", ["no row has coordinates"])]:
            with self.subTest(text=text):
                self.write("places.csv", text)
                self.refuses(FAILED, words, "line.geojson", "places.csv")
        self.write("areas.geojson", feature_collection(box(0, 0, 1, 1)))
        self.refuses(FAILED, ["areas.geojson", "feature 0", "area"], "line.geojson",
                     "areas.geojson")

    def test_suspect_tables_are_warned_of(self):
        self.write("places.csv", "name,lat,lon\na,0,41\na,0,42\nb,,\n")
        found = self.near()
        self.assertEqual({"no-coordinates", "duplicate-name"},
                         {w["code"] for w in found["warnings"]})
        rows = TOWNS.read_text().splitlines()[1:]
        swapped = "".join(f"{r[1]},{r[3]},{r[2]}\n" for r in csv.reader(rows))
        self.write("places.csv", "name,lat,lon\n" + swapped)
        self.assertIn("swapped-axes-likely",
                      {w["code"] for w in self.near(line=IDLIB)["warnings"]})
        self.assertEqual([], self.near(line=IDLIB, places=TOWNS)["warnings"])

    def test_points_of_a_layer(self):
        self.write("points.geojson", feature_collection(point(40.5, 0), point(40.25, 0)))
        found = self.near(places="points.geojson")
        self.assertEqual(["feature 1", "feature 0"], [p["name"] for p in found["near"]])

    def test_usage(self):
        both = ["line.geojson", "places.csv"]
        for words, options in [(["PLACES"], ["line.geojson"]),
                               (["--distance", "--width"],
                                [*both, "--distance", "1km", "--width", "2km"]),
                               (["--distance", "above 0"], [*both, "--distance", "0km"]),
                               (["both 0"], [*both, "--left", "0km"]),
                               (["--within", "above 0"], [*both, "--within", "-1km"]),
                               (["--uncertainty", "above 0"], [*both, "--uncertainty", "0m"]),
                               (["--keep", "'nothing'", "'people'"], [*both, "--keep", "nothing"]),
                               (["--lat-field", "--lon-field"], [*both, "--lat-field", "lat"]),
                               (["--name-field", "'nam'", "'name'"], [*both, "--name-field", "nam"]),
                               (["t.txt", ".csv"], [*both, "-o", "t.txt"]),
                               (["places.csv", "input"], [*both, "-o", "places.csv"]),
                               (["left-name"], [*both, "--left-name", "right"])]:
            with self.subTest(options=options):
                self.refuses(USAGE, words, *options)


if __name__ == "__main__":
    unittest.main()
