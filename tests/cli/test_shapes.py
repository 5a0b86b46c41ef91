"""Sides, bands, ends, areas and groups of features: what each option draws and how it is told."""

import json
import math
import subprocess
import unittest

from harness import FAILED, IDLIB, PLAIN, CliTest, box, feature_collection, features, line

# Due east along the equator, which is a geodesic: left is north.
EQUATOR = line([10, 0], [12, 0])
LENGTH_KM = 2 * math.pi / 180 * 6378.137
# A meridian walked north, and one walked south.
NORTH = line([20, 10], [20, 11])
SOUTH = line([20, 11], [20, 10])


def properties(found):
    return [feature["properties"] for feature in found]


def areas(found):
    return [feature["properties"]["area_km2"] for feature in found]


def latitudes(feature):
    return [lat for _, lat in positions(feature)]


def longitudes(feature):
    return [lon for lon, _ in positions(feature)]


def positions(feature):
    def flat(value):
        if isinstance(value[0], (int, float)):
            return [value]
        return [place for part in value for place in flat(part)]
    return flat(feature["geometry"]["coordinates"])


class Reach(CliTest):
    def setUp(self):
        super().setUp()
        self.write("equator.geojson", feature_collection(EQUATOR))

    def test_width_is_twice_the_distance(self):
        (by_width,) = self.zone("equator.geojson", "--width", "20km")
        (by_distance,) = self.zone("equator.geojson", "--distance", "10km")
        self.assertEqual(by_distance, by_width)
        self.assertEqual((10000, 20000), (by_width["properties"]["distance_m"],
                                          by_width["properties"]["width_m"]))

    def test_left_and_right(self):
        (zone,) = self.zone("equator.geojson", "--left", "15km", "--right", "20km", "--cap", "flat")
        fields = zone["properties"]
        self.assertEqual("15 km on the left and 20 km on the right of the line, 35 km across, with "
                         "ends cut flat", fields["statement"])
        self.assertEqual((15000, 20000, 35000, "both"),
                         (fields["left_m"], fields["right_m"], fields["width_m"], fields["side"]))
        self.assertNotIn("distance_m", fields)
        # A degree of the meridian at the equator is 110.574 km long.
        self.assertAlmostEqual(15 / 110.574, max(latitudes(zone)), delta=2e-5)
        self.assertAlmostEqual(-20 / 110.574, min(latitudes(zone)), delta=2e-5)
        self.assertAlmostEqual(35 * LENGTH_KM, fields["area_km2"], delta=1)

    def test_one_of_them_alone_is_that_side_only(self):
        for arguments in [["--left", "15km"], ["--left", "15km", "--right", "0"],
                          ["--left", "15km", "--right", "0km"]]:
            with self.subTest(arguments=arguments):
                (zone,) = self.zone("equator.geojson", *arguments)
                fields = zone["properties"]
                self.assertEqual("15 km on the left of the line, with round ends",
                                 fields["statement"])
                self.assertEqual((15000, 0, 15000, "left"), (fields["left_m"], fields["right_m"],
                                                             fields["width_m"], fields["side"]))
                self.assertGreaterEqual(min(latitudes(zone)), -1e-5)

    def test_left_and_right_of_the_same_reach_are_a_distance(self):
        (zone,) = self.zone("equator.geojson", "--left", "15km", "--right", "15km")
        (plain,) = self.zone("equator.geojson", "--distance", "15km")
        self.assertEqual(plain["geometry"], zone["geometry"])

    def test_left_is_left_of_somebody_who_walks_the_line(self):
        for geometry, sign in [(NORTH, -1), (SOUTH, 1)]:
            self.write("walk.geojson", feature_collection(geometry))
            for side, way in [("left", sign), ("right", -sign)]:
                with self.subTest(geometry=geometry, side=side):
                    (zone,) = self.zone("walk.geojson", "--side", side)
                    self.assertEqual(side, zone["properties"]["side"])
                    self.assertGreaterEqual(min(way * (lon - 20) for lon in longitudes(zone)),
                                            -1e-5)
                    self.assertEqual(20000, zone["properties"]["distance_m"])
                    self.assertEqual(20000, zone["properties"]["width_m"])
                    self.assertEqual(f"20 km on the {side} of the line, with round ends",
                                     zone["properties"]["statement"])


class Split(CliTest):
    def test_sides_of_the_idlib_line_add_up_to_the_whole(self):
        (whole,) = self.zone(IDLIB)
        sides = self.zone(IDLIB, "--split")
        self.assertEqual(["left", "right"], [f["side"] for f in properties(sides)])
        self.assertEqual(["left", "right"], [f["side_name"] for f in properties(sides)])
        self.assertAlmostEqual(1, sum(areas(sides)) / areas([whole])[0], delta=1e-6)
        self.assertAlmostEqual(100, sum(f["share_pct"] for f in properties(sides)), delta=2e-3)
        for fields in properties(sides):
            self.assertLessEqual(fields["max_error_m"], 1)

    def test_sides_meet_on_the_line(self):
        left, right = self.zone("line.geojson", "--split")
        shared = set(map(tuple, positions(left))) & set(map(tuple, positions(right)))
        for vertex in PLAIN["coordinates"]:
            self.assertIn(tuple(vertex), shared)

    def test_one_side_has_a_name(self):
        for options in [["--side", "left"], ["--left", "15km"]]:
            side = self.zone("line.geojson", *options, "--left-name", "Opposition",
                             "--right-name", "Régime")
            self.assertEqual(["Opposition"], [f["side_name"] for f in properties(side)])
            self.assertIn("on the left of the line (Opposition)", properties(side)[0]["statement"])
        self.assertNotIn("side_name", properties(self.zone("line.geojson", "--side", "left"))[0])

    def test_names(self):
        sides = self.zone("line.geojson", "--split", "--left-name", "Opposition",
                          "--right-name", "Régime", "--left", "15km", "--right", "20km")
        self.assertEqual(["Opposition", "Régime"], [f["side_name"] for f in properties(sides)])
        self.assertEqual(["15 km on the left of the line (Opposition), with round ends",
                          "20 km on the right of the line (Régime), with round ends"],
                         [f["statement"] for f in properties(sides)])
        self.assertEqual([15000, 20000], [f["width_m"] for f in properties(sides)])
        text = self.succeeds("zone", "line.geojson", "-o", "s.shp", "--split", "--left-name",
                             "Régime").stdout
        self.assertRegex(text, r"(?m)^  Features     Régime +[\d,.]+ km²  +\d+\.\d %$")
        self.assertRegex(text, r"(?m)^ +right +[\d,.]+ km²  +\d+\.\d %$")
        self.assertEqual(["Régime", "right"], [f["side_name"]
                                               for f in properties(self.ogr("s.shp", "s")["features"])])


class Bands(CliTest):
    RINGS = ["--rings", "5km,10km,20km"]

    def test_bands_add_up_to_the_whole(self):
        (whole,) = self.zone("line.geojson", "--distance", "20km")
        bands = self.zone("line.geojson", *self.RINGS)
        self.assertEqual([(1, 0, 5000), (2, 5000, 10000), (3, 10000, 20000)],
                         [(f["band"], f["from_m"], f["distance_m"]) for f in properties(bands)])
        self.assertAlmostEqual(1, sum(areas(bands)) / areas([whole])[0], delta=1e-6)
        self.assertEqual(["5 km on each side of the line, 10 km across, with round ends",
                          "from 5 km to 10 km on each side of the line, with round ends",
                          "from 10 km to 20 km on each side of the line, with round ends"],
                         [f["statement"] for f in properties(bands)])

    def test_nested_ones_are_whole_zones(self):
        nested = self.zone("line.geojson", *self.RINGS, "--nested")
        for feature, distance in zip(nested, ["5km", "10km", "20km"]):
            (whole,) = self.zone("line.geojson", "--distance", distance)
            self.assertAlmostEqual(1, areas([feature])[0] / areas([whole])[0], delta=1e-7)
        self.assertEqual([0, 0, 0], [f["from_m"] for f in properties(nested)])
        self.assertEqual(100, nested[2]["properties"]["share_pct"])

    def test_bands_of_one_side_and_of_both(self):
        bands = self.zone("line.geojson", *self.RINGS)
        halves = self.zone("line.geojson", *self.RINGS, "--split")
        self.assertEqual([(1, "left"), (1, "right"), (2, "left"), (2, "right"), (3, "left"),
                          (3, "right")], [(f["band"], f["side"]) for f in properties(halves)])
        for i, whole in enumerate(areas(bands)):
            self.assertAlmostEqual(1, sum(areas(halves)[2 * i:2 * i + 2]) / whole, delta=1e-6)
        left = self.zone("line.geojson", *self.RINGS, "--side", "left")
        self.assertEqual(3, len(left))
        self.assertEqual("from 5 km to 10 km on the left of the line, with round ends",
                         left[1]["properties"]["statement"])

    def test_figures(self):
        figures = self.figures("zone", "line.geojson", *self.RINGS, "-o", "zone.geojson")
        self.assertEqual([5000, 10000, 20000], figures["rings_m"])
        self.assertFalse(figures["nested"])
        self.assertEqual("20 km on each side of the line, 40 km across, with round ends, in bands "
                         "out to 5 km, 10 km and 20 km", figures["statement"])
        self.assertAlmostEqual(figures["zone"]["area_km2"],
                               sum(f["area_km2"] for f in figures["features"]), delta=1e-4)


class Ends(CliTest):
    def test_caps(self):
        self.write("equator.geojson", feature_collection(EQUATOR))
        area = {cap: areas(self.zone("equator.geojson", "--cap", cap))[0]
                for cap in ["flat", "round", "square"]}
        strip = 40 * LENGTH_KM
        self.assertAlmostEqual(strip, area["flat"], delta=2)
        self.assertAlmostEqual(strip + math.pi * 400, area["round"], delta=2)
        self.assertAlmostEqual(strip + 2 * 40 * 20, area["square"], delta=2)
        (zone,) = self.zone("equator.geojson", "--cap", "square")
        self.assertEqual("20 km on each side of the line, 40 km across, with square ends",
                         zone["properties"]["statement"])


class Areas(CliTest):
    def setUp(self):
        super().setUp()
        self.write("island.geojson", feature_collection(box(36, 35, 37, 36)))

    def test_outside_leaves_the_area_out(self):
        (whole,) = self.zone("island.geojson")
        (ring,) = self.zone("island.geojson", "--outside")
        inside = json.loads(self.succeeds("inspect", "island.geojson", "--json").stdout)
        self.assertAlmostEqual(areas([whole])[0] - inside["layers"][0]["area_km2"],
                               areas([ring])[0], delta=1e-2)
        self.assertEqual(1, ring["properties"]["outside"])
        self.assertEqual("20 km around the area, without what lies inside",
                         ring["properties"]["statement"])

    def test_areas_shrink(self):
        for words in [["--distance", "-5km"], ["--distance=-5km"]]:
            (core,) = self.zone("island.geojson", *words)
            self.assertEqual("the area without the 5 km along its edge",
                             core["properties"]["statement"])
            self.assertEqual(-5000, core["properties"]["distance_m"])
            self.assertNotIn("width_m", core["properties"])
            # 5 km are 0.0549 degrees at the longest parallel, and 0.0451 of the meridian.
            self.assertAlmostEqual(36.0549, min(longitudes(core)), delta=1e-3)
            self.assertAlmostEqual(35.0451, min(latitudes(core)), delta=1e-3)

    def test_bands_of_an_area(self):
        bands = self.zone("island.geojson", "--rings", "5km,10km", "--outside")
        (whole,) = self.zone("island.geojson", "--distance", "10km", "--outside")
        self.assertAlmostEqual(1, sum(areas(bands)) / areas([whole])[0], delta=1e-6)
        self.assertEqual("from 5 km to 10 km around the area, without what lies inside",
                         bands[1]["properties"]["statement"])


class Groups(CliTest):
    """Lines far from each other, so that zones do not meet."""

    def setUp(self):
        super().setUp()
        self.write("fronts.geojson", features(
            (line([36, 35], [36.5, 35]), {"name": "west", "party": "A", "reach": 5, "km": "5 km",
                                          "area_km2": 7, "note": None}),
            (line([38, 35], [38.5, 35]), {"name": "east", "party": "B", "reach": 10, "km": "10 km",
                                          "area_km2": 8, "note": "x"}),
            (line([40, 35], [40.5, 35]), {"name": "far", "party": "A", "reach": 10, "km": "10000m",
                                          "area_km2": 9, "note": "y"})))

    def test_all_share_one_zone_without_attributes(self):
        (zone,) = self.zone("fronts.geojson")
        self.assertNotIn("name", zone["properties"])
        self.assertEqual("MultiPolygon", zone["geometry"]["type"])

    def test_each_has_its_own_zone_and_attributes(self):
        found = self.zone("fronts.geojson", "--dissolve", "none")
        self.assertEqual(["west", "east", "far"], [f["name"] for f in properties(found)])
        self.assertEqual([0, 1, 2], [f["line_feature"] for f in properties(found)])
        self.assertEqual([None, "x", "y"], [f["note"] for f in properties(found)])
        # A field of the source that has the name of one of ours gets another.
        self.assertEqual([7, 8, 9], [f["source_area_km2"] for f in properties(found)])
        for fields in properties(found):
            self.assertAlmostEqual(45.6, fields["line_km"], delta=0.1)
            self.assertAlmostEqual(40 * fields["line_km"] + math.pi * 400, fields["area_km2"],
                                   delta=5)

    def test_a_field_groups_them(self):
        found = self.zone("fronts.geojson", "--dissolve", "party")
        self.assertEqual(["A", "B"], [f["party"] for f in properties(found)])
        self.assertEqual(["the 2 lines", "the line"],
                         [f["statement"].split(" of ")[1].split(",")[0] for f in properties(found)])
        for fields in properties(found):
            self.assertNotIn("name", fields)
            self.assertNotIn("line_feature", fields)

    def test_each_reaches_as_its_field_says(self):
        for column in ["reach:km", "km", "km:m"]:
            with self.subTest(column=column):
                found = self.zone("fronts.geojson", "--distance-field", column, "--dissolve",
                                  "none")
                self.assertEqual([5000, 10000, 10000], [f["distance_m"] for f in properties(found)])
                (united,) = self.zone("fronts.geojson", "--distance-field", column)
                fields = united["properties"]
                self.assertEqual((5000, 10000), (fields["distance_min_m"],
                                                 fields["distance_max_m"]))
                self.assertEqual("5 km to 10 km on each side of the 3 lines, with round ends",
                                 fields["statement"])
                self.assertAlmostEqual(sum(areas(found)), fields["area_km2"], delta=1e-3)

    def test_texts_without_a_unit_take_the_option_s(self):
        self.write("table.csv", 'id,reach,WKT\n0,5,"LINESTRING (36 35, 36.5 35)"\n'
                                '1,10 km,"LINESTRING (38 35, 38.5 35)"\n')
        found = self.zone("table.csv", "--input-crs", "EPSG:4326", "--distance-field", "reach:nmi",
                          "--dissolve", "none")
        self.assertEqual([9260, 10000], [f["distance_m"] for f in properties(found)])

    def test_areas_may_shrink_and_grow_by_field(self):
        self.write("lands.geojson", features((box(36, 35, 36.5, 35.5), {"by": -2}),
                                             (box(38, 35, 38.5, 35.5), {"by": 2})))
        found = self.zone("lands.geojson", "--distance-field", "by:km", "--dissolve", "none")
        self.assertEqual([-2000, 2000], [f["distance_m"] for f in properties(found)])
        self.assertEqual([None, 4000], [f["width_m"] for f in properties(found)])
        self.assertLess(areas(found)[0], areas(found)[1])

    def test_zones_that_vanish_are_left_out_with_a_warning(self):
        self.write("lands.geojson", features((box(36, 35, 36.1, 35.1), {"name": "small"}),
                                             (box(38, 35, 39, 36), {"name": "large"}),
                                             (box(40, 35, 40.1, 35.1), {"name": "tiny"})))
        arguments = ["zone", "lands.geojson", "--dissolve", "none", "-o", "zone.geojson"]
        done = self.succeeds(*arguments, "--distance", "-10km")
        self.assertIn("nothing is left of 2 of 3 zones, such as that of feature 0", done.stderr)
        found = json.loads((self.folder / "zone.geojson").read_text())["features"]
        self.assertEqual(["large"], [f["name"] for f in properties(found)])
        self.fails(FAILED, ["any of the 3 zones"], *arguments, "--overwrite", "--distance",
                   "-100km")

    def test_formats_hold_nulls_and_attributes(self):
        self.succeeds("zone", "fronts.geojson", "--dissolve", "none", "-o", "zone.geojson", "-o",
                      "zone.shp", "-o", "zone.gpkg", "-o", "zone.fgb", "-o", "zone.csv")
        wanted = properties(self.ogr("zone.geojson")["features"])
        for name in ["zone.gpkg", "zone.fgb"]:
            with self.subTest(name=name):
                # A FlatGeobuf leaves nulls out and orders features by place.
                found = {f["name"]: f for f in properties(self.ogr(name)["features"])}
                for fields in wanted:
                    self.assertEqual(fields, {key: found[fields["name"]].get(key)
                                              for key in fields})
        in_shapefile = properties(self.ogr("zone.shp")["features"])
        self.assertEqual([list(f.values()) for f in wanted],
                         [list(f.values()) for f in in_shapefile])
        for name in in_shapefile[0]:
            self.assertLessEqual(len(name), 10)
        info = subprocess.run(["ogrinfo", "-al", "-so", "zone.csv"], cwd=self.folder, text=True,
                              capture_output=True, check=True)
        self.assertIn("Feature Count: 3", info.stdout)

    def test_summary_and_json_list_the_zones(self):
        done = self.succeeds("zone", "fronts.geojson", "--dissolve", "party", "-o", "zone.geojson")
        self.assertIn("in 2 zones, each for itself", done.stdout)
        self.assertRegex(done.stdout, r"(?m)^  Features     A +[\d,.]+ km²$")
        figures = self.figures("zone", "fronts.geojson", "--dissolve", "party", "-o", "zone.geojson",
                               "--overwrite")
        self.assertEqual("party", figures["dissolve"])
        self.assertEqual(["A", "B"], [f["party"] for f in figures["features"]])
        self.assertAlmostEqual(figures["zone"]["area_km2"],
                               sum(f["area_km2"] for f in figures["features"]), delta=1e-5)

    def test_threads_do_not_change_the_bytes(self):
        texts = set()
        for threads in ["1", "2", "5"]:
            self.zone("fronts.geojson", "--dissolve", "none", "--split", "--threads", threads)
            texts.add((self.folder / "zone.geojson").read_text())
        self.assertEqual(1, len(texts))


if __name__ == "__main__":
    unittest.main()
