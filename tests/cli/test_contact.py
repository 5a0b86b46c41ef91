"""cordon contact: areas in, lines with their sides out, and what is said without contact."""

import json
import math
import pathlib
import unittest

from harness import (DATA, DONE, FAILED, USAGE, CliTest, box, feature_collection, features, line,
                     point)

IDLIB = DATA / "idlib-2018-09"
GOVERNMENT = IDLIB / "control_government.geojson"
OPPOSITION = IDLIB / "control_opposition.geojson"
TOWNS = IDLIB / "towns.csv"
CONTROL = pathlib.Path(__file__).parent.parent / "data" / "control"

# Two boxes with an edge in common, and one 0.01 degrees (about 900 m) east of it.
WEST = box(36, 35, 36.5, 36)
EAST = box(36.5, 35, 37, 36)
FAR_EAST = box(36.51, 35, 37, 36)


class Contact(CliTest):
    def setUp(self):
        super().setUp()
        self.write("west.geojson", feature_collection(WEST))
        self.write("east.geojson", feature_collection(EAST))
        self.write("far.geojson", feature_collection(FAR_EAST))
        self.write("control.geojson", features((WEST, {"party": "W"}), (EAST, {"party": "E"})))

    def contact(self, *arguments):
        self.succeeds("contact", *arguments, "-o", "contact.geojson", "--overwrite")
        return json.loads((self.folder / "contact.geojson").read_text())["features"]

    def coordinates(self, feature):
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        return parts if geometry["type"] == "LineString" else [p for part in parts for p in part]

    def test_two_files(self):
        (found,) = self.contact("west.geojson", "east.geojson")
        self.assertEqual([[36.5, 35], [36.5, 36]], self.coordinates(found))
        fields = found["properties"]
        self.assertEqual(("west", "east"), (fields["left"], fields["right"]))
        # A degree of latitude about 35.5 N on WGS84, by the usual series.
        degree = 111132.954 - 559.822 * math.cos(math.radians(71)) + \
            1.175 * math.cos(math.radians(142))
        self.assertAlmostEqual(degree, fields["length_m"], delta=0.1)
        self.assertEqual(0, fields["gap_max_m"])
        self.assertEqual("west.geojson", fields["left_source"])
        self.assertEqual(64, len(fields["right_sha256"]))

    def test_the_first_side_is_on_the_left(self):
        (found,) = self.contact("east.geojson", "west.geojson")
        self.assertEqual([[36.5, 36], [36.5, 35]], self.coordinates(found))
        (found,) = self.contact("control.geojson", "--by", "party", "--between", "E,W")
        self.assertEqual([[36.5, 36], [36.5, 35]], self.coordinates(found))
        self.assertEqual("E", found["properties"]["left"])

    def test_files_are_named_in_their_order(self):
        (found,) = self.contact("west.geojson", "east.geojson", "--between", "us, them")
        self.assertEqual("us", found["properties"]["left"])
        self.assertEqual("them", found["properties"]["right"])

    def test_gaps_wider_than_the_limit_are_told_with_the_fix(self):
        done = self.fails(FAILED, ["'west' and 'far' come no closer than", "to each other",
                                   "gaps up to 100 m are bridged", "--gap 910m joins them"],
                          "contact", "west.geojson", "far.geojson", "-o", "contact.geojson")
        (found,) = self.contact("west.geojson", "far.geojson", "--gap", "920m")
        self.assertGreater(found["properties"]["gap_max_m"], 895)
        self.assertLess(found["properties"]["gap_max_m"], 920.1)
        for lon, _ in self.coordinates(found):
            self.assertAlmostEqual(36.505, lon, delta=1e-6)
        self.assertEqual(FAILED, done.returncode)

    def test_figures_and_summary(self):
        figures = self.figures("contact", "control.geojson", "--by", "party", "-o", "line.gpkg")
        (pair,) = figures["pairs"]
        self.assertEqual(("W", "E", 1), (pair["left"], pair["right"], pair["lines"]))
        self.assertEqual(figures["length_m"], pair["length_m"])
        self.assertEqual(100, figures["gap_limit_m"])
        self.assertEqual(1000, figures["min_length_m"])
        (feature,) = figures["features"]
        back = self.ogr("line.gpkg", "contact")["features"][0]["properties"]
        for name in ["left", "right", "length_m", "gap_max_m", "overlap_max_m", "cordon_version"]:
            self.assertEqual(feature[name], back[name])
        text = self.succeeds("contact", "control.geojson", "--by", "party", "-o", "line.gpkg",
                             "--overwrite").stdout
        self.assertIn("Line of contact: 110.9 km in 1 line\n", text)
        self.assertRegex(text, r"(?m)^  Contact      W \(left\) and E: 110.9 km in 1 line$")
        self.assertRegex(text, r"(?m)^  Files        line.gpkg \(")

    def test_the_longer_of_gap_and_a_kilometre_is_the_shortest_line(self):
        figures = self.figures("contact", "west.geojson", "east.geojson", "--gap", "3km", "-o",
                               "contact.geojson")
        self.assertEqual(3000, figures["min_length_m"])

    def test_several_outputs_with_the_same_bytes_each_time(self):
        arguments = ["contact", "control.geojson", "--by", "party", "-o", "a.geojson", "-o",
                     "a.shp", "-o", "a.gpkg", "--overwrite"]
        self.succeeds(*arguments)
        before = {name: (self.folder / name).read_bytes() for name in self.files()}
        self.succeeds(*arguments)
        for name, content in before.items():
            self.assertEqual(content, (self.folder / name).read_bytes(), name)
        fields = self.ogr("a.shp", "a")["features"][0]["properties"]
        self.assertLessEqual({"left", "right", "length_m", "gap_max_m", "ovrlap_max"}, set(fields))

    def test_contact_feeds_zone(self):
        self.contact("west.geojson", "east.geojson")
        (zone,) = self.zone("contact.geojson", "--distance", "20km")
        self.assertAlmostEqual(110.95, zone["properties"]["line_km"], delta=0.1)

    def test_nothing_is_overwritten_unasked(self):
        self.contact("west.geojson", "east.geojson")
        self.fails(USAGE, ["contact.geojson", "--overwrite"], "contact", "west.geojson",
                   "east.geojson", "-o", "contact.geojson")
        self.fails(USAGE, ["is an input"], "contact", "west.geojson", "east.geojson", "-o",
                   "west.geojson", "--overwrite")

    def test_three_sides_share_a_vertex(self):
        self.write("three.geojson", features(
            (WEST, {"who": "A"}), (box(36.5, 35, 37, 35.5), {"who": "B"}),
            (box(36.5, 35.5, 37, 36), {"who": "C"})))
        found = self.contact("three.geojson", "--by", "who")
        self.assertEqual([("A", "B"), ("A", "C"), ("B", "C")],
                         [(f["properties"]["left"], f["properties"]["right"]) for f in found])
        for feature in found:
            ends = self.coordinates(feature)
            self.assertIn([36.5, 35.5], [ends[0], ends[-1]])
        (found,) = self.contact("three.geojson", "--by", "who", "--between", "C,B")
        self.assertEqual("C", found["properties"]["left"])

    def test_enclaves(self):
        around = {"type": "Polygon", "coordinates": [
            box(36, 35, 37, 36)["coordinates"][0],
            box(36.4, 35.4, 36.6, 35.6)["coordinates"][0][::-1]]}
        self.write("enclave.geojson", features((around, {"who": "A"}),
                                               (box(36.4, 35.4, 36.6, 35.6), {"who": "B"})))
        (found,) = self.contact("enclave.geojson", "--by", "who")
        ring = self.coordinates(found)
        self.assertEqual(ring[0], ring[-1])
        self.assertEqual(5, len(ring))
        self.write("covered.geojson", features((box(36, 35, 37, 36), {"who": "A"}),
                                               (box(36.4, 35.4, 36.6, 35.6), {"who": "B"})))
        self.fails(FAILED, ["claimed by several sides but lies within that of 'A'", "cut it out"],
                   "contact", "covered.geojson", "--by", "who", "-o", "none.geojson")

    def test_idlib(self):
        figures = self.figures("contact", OPPOSITION, GOVERNMENT, "--between",
                               "opposition,government", "-o", "contact.geojson")
        # The reconstruction's 345.0 km and the 9.2 km by which the areas go on to the north of it.
        self.assertAlmostEqual(354.2, figures["length_m"] / 1000, delta=0.1)
        self.assertEqual(0, figures["gap_max_m"])

    def test_natural_earth(self):
        for name, field, km in [("western_sahara_two_sides", "type", 1319.2),
                                ("kashmir_two_sides", "name", 429.6),
                                ("cyprus_two_sides", "name", 146.3)]:
            figures = self.figures("contact", CONTROL / f"{name}.geojson", "--by", field, "-o",
                                   f"{name}.geojson")
            self.assertAlmostEqual(km, figures["length_m"] / 1000, delta=0.1)

    def test_places(self):
        figures = self.figures("contact", TOWNS, "--places", "--by", "side_2018_09", "--between",
                               "opp,gov", "-o", "contact.geojson", "--areas-output", "land.geojson")
        self.assertEqual([117, 117], [side["places"] for side in figures["sides"]])
        self.assertEqual("places", figures["method"])
        land = json.loads((self.folder / "land.geojson").read_text())["features"]
        self.assertEqual(["opp", "gov"], [f["properties"]["side"] for f in land])
        again = self.figures("contact", "land.geojson", "--by", "side", "-o", "again.geojson")
        self.assertAlmostEqual(figures["length_m"], again["length_m"], delta=1)

    def test_places_within_a_boundary(self):
        self.write("places.csv", "name,lat,lon,side\na,35.5,36.2,W\nb,35.5,36.8,E\n")
        self.write("land.geojson", feature_collection(box(36, 35.2, 37, 35.8)))
        (found,) = self.contact("places.csv", "--places", "--by", "side", "--clip", "land.geojson")
        ends = self.coordinates(found)
        self.assertEqual(("W", "E"), (found["properties"]["left"], found["properties"]["right"]))
        self.assertEqual("land.geojson", found["properties"]["clip_source"])
        for (lon, _), lat in zip([ends[0], ends[-1]], [35.2, 35.8]):
            self.assertAlmostEqual(36.5, lon, delta=1e-6)
        # The boundary's edges are geodesics: up to 190 m north of the parallel between its corners.
        self.assertAlmostEqual(35.2, ends[0][1], delta=2e-3)
        self.assertAlmostEqual(35.8, ends[-1][1], delta=2e-3)

    def test_places_that_leave_the_holder_open(self):
        def fails(text, words, *more, code=FAILED):
            self.write("places.csv", "name,lat,lon,side\n" + text)
            self.fails(code, words, "contact", "places.csv", "--places", "--by", "side", "-o",
                       "contact.geojson", *more)
        fails("a,35.5,36.2,W\nb,35.5,36.8,\nc,35.6,36.8,\n",
              ["2 places without a side", "row 3", "'b'", "in the field 'side'"])
        fails("a,35.5,36.2,W\na,35.5,36.2,E\n", ["is held by 'W' and by 'E'", "leave one"])
        fails("a,35.5,36.2,W\nb,35.5,36.8,W\n", ["all areas belong to one side, 'W'"])
        fails("a,35.5,36.2,W\nb,35.5,36.8,E\n", ["nothing has 'X'", "there are 'W', 'E'"],
              "--between", "W,X", code=USAGE)

    def test_sides_that_are_not_there(self):
        out = ["-o", "contact.geojson"]
        self.fails(USAGE, ["'west.geojson' alone does not say", "--by"], "contact",
                   "west.geojson", *out)
        self.fails(USAGE, ["nothing has 'Wst' in the field 'party'", "'W', 'E'"], "contact",
                   "control.geojson", "--by", "party", "--between", "Wst,E", *out)
        self.fails(USAGE, ["partei", "party"], "contact", "control.geojson", "--by", "partei", *out)
        self.fails(FAILED, ["all areas belong to one side, 'W'"], "contact", "control.geojson",
                   "--by", "party", "--where", "party = 'W'", *out)
        self.write("blank.geojson", features((WEST, {"party": "W"}), (EAST, {"party": None})))
        self.fails(FAILED, ["areas without a side", "'party'"], "contact", "blank.geojson", "--by",
                   "party", *out)
        (self.folder / "more").mkdir()
        self.write("more/west.geojson", feature_collection(EAST))
        self.fails(USAGE, ["two files are named 'west'", "--between"], "contact", "west.geojson",
                   "more/west.geojson", *out)

    def test_what_is_not_areas(self):
        self.write("points.geojson", features((point(36, 35), {"side": "A"}),
                                              (point(37, 35), {"side": "B"})))
        self.fails(FAILED, ["--places"], "contact", "points.geojson", "--by", "side", "-o",
                   "contact.geojson")
        self.write("lines.geojson", features((line([36, 35], [37, 35]), {"side": "A"})))
        self.fails(FAILED, ["lines.geojson"], "contact", "lines.geojson", "--by", "side", "-o",
                   "contact.geojson")

    def test_options_that_do_not_fit(self):
        two = ["contact", "west.geojson", "east.geojson"]
        out = ["-o", "contact.geojson"]
        self.fails(USAGE, ["no output is given"], *two)
        self.fails(USAGE, ["--gap", "unit"], *two, *out, "--gap", "3")
        self.fails(USAGE, ["--gap", "is not from 0 to 200 km"], *two, *out, "--gap", "300km")
        self.fails(USAGE, ["--min-length", "below 0"], *two, *out, "--min-length", "-1m")
        self.fails(USAGE, ["--between", "one side only"], *two, *out, "--between", "a")
        self.fails(USAGE, ["--between", "names a side twice"], *two, *out, "--between", "a,a")
        self.fails(USAGE, ["names 3 sides for 2 files"], *two, *out, "--between", "a,b,c")
        self.fails(USAGE, ["--clip means nothing for areas", "--places"], *two, *out, "--clip",
                   "west.geojson")
        self.fails(USAGE, ["--places needs the column"], "contact", TOWNS, "--places", *out)
        self.fails(USAGE, ["--json and -o -"], *two, "-o", "-", "--json")

    def test_standard_output(self):
        done = self.succeeds("contact", "west.geojson", "east.geojson", "-o", "-")
        self.assertEqual("FeatureCollection", json.loads(done.stdout)["type"])
        self.assertIn("Line of contact", done.stderr)
        self.assertEqual(DONE, done.returncode)


if __name__ == "__main__":
    unittest.main()
