"""Fit, uncertainty, the classic buffer, and zones over the seams of the world."""

import json
import math
import re
import unittest

from harness import IDLIB, CliTest, feature_collection, line, point

IDLIB_UTM = ["--method", "projected", "--crs", "EPSG:32637"]


def fields(found):
    return [feature["properties"] for feature in found]


class Fit(CliTest):
    def test_error_is_on_one_side_only(self):
        area = {}
        for fit, none in [("inside", "outward_error_m"), ("outside", "inward_error_m")]:
            with self.subTest(fit=fit):
                (zone,) = fields(self.zone(IDLIB, "--fit", fit))
                self.assertEqual(fit, zone["fit"])
                self.assertEqual(0, zone[none])
                self.assertLessEqual(zone["max_error_m"], 1)
                area[fit] = zone["area_km2"]
        (nearest,) = fields(self.zone(IDLIB))
        self.assertNotIn("fit", nearest)
        self.assertTrue(area["inside"] < nearest["area_km2"] < area["outside"], area)


class Uncertainty(CliTest):
    def test_certain_and_possible_are_zones_of_less_and_more(self):
        certain, possible = fields(self.zone("line.geojson", "--uncertainty", "2km"))
        (less,) = fields(self.zone("line.geojson", "--distance", "18km"))
        (more,) = fields(self.zone("line.geojson", "--distance", "22km"))
        self.assertEqual(["certain", "possible"], [certain["sureness"], possible["sureness"]])
        self.assertAlmostEqual(1, certain["area_km2"] / less["area_km2"], delta=1e-7)
        self.assertAlmostEqual(more["area_km2"] - less["area_km2"], possible["area_km2"],
                               delta=1e-3)
        for part in certain, possible:
            self.assertEqual((20000, 2000), (part["distance_m"], part["uncertainty_m"]))
            self.assertAlmostEqual(less["area_km2"], part["area_min_km2"], delta=1e-3)
            self.assertAlmostEqual(more["area_km2"], part["area_max_km2"], delta=1e-3)
        self.assertIn("; certain with the line up to 2 km off", certain["statement"])
        self.assertIn("; possible, not certain, with the line up to 2 km off",
                      possible["statement"])

    def test_every_figure_is_a_range(self):
        figures = self.figures("zone", "line.geojson", "--uncertainty", "2km", "-o", "zone.geojson")
        self.assertNotIn("area_km2", figures["zone"])
        self.assertLess(figures["zone"]["area_min_km2"], figures["zone"]["area_max_km2"])
        self.assertEqual(2000, figures["uncertainty_m"])
        text = self.succeeds("zone", "line.geojson", "--uncertainty", "2km", "-o", "zone.geojson",
                             "--overwrite").stdout
        self.assertRegex(text, r"(?m)^  Zone         [\d,.]+ to [\d,.]+ km² ")

    def test_shares_of_sides_are_ranges_that_hold_the_drawn_share(self):
        drawn = {f["side"]: f["share_pct"] for f in fields(self.zone("line.geojson", "--split"))}
        found = fields(self.zone("line.geojson", "--split", "--uncertainty", "2km"))
        self.assertEqual([("left", "certain"), ("left", "possible"), ("right", "certain"),
                          ("right", "possible")], [(f["side"], f["sureness"]) for f in found])
        for f in found:
            self.assertTrue(f["share_min_pct"] < drawn[f["side"]] < f["share_max_pct"], f)

    def test_whole_of_uncertain_bands_is_not_their_sum(self):
        figures = self.figures("zone", "line.geojson", "--rings", "10km,20km", "--uncertainty",
                               "2km", "-o", "zone.geojson")
        whole = self.figures("zone", "line.geojson", "--uncertainty", "2km", "-o", "zone.geojson",
                             "--overwrite")
        for key in ["area_min_km2", "area_max_km2"]:
            self.assertAlmostEqual(whole["zone"][key], figures["zone"][key], delta=1e-3)


class Classic(CliTest):
    def test_error_is_measured_and_said(self):
        done = self.succeeds("zone", IDLIB, *IDLIB_UTM, "--segments", "8", "-o", "zone.geojson")
        stated = re.search(r"warning: this buffer is wrong by up to ([\d,.]+) m: its boundary "
                           r"reaches up to ([\d,.]+) m beyond the distance and falls up to "
                           r"([\d,.]+) m short of it", done.stderr)
        self.assertIsNotNone(stated, done.stderr)
        (zone,) = fields(json.loads((self.folder / "zone.geojson").read_text())["features"])
        self.assertEqual(("round", 8, "EPSG:32637"),
                         (zone["join"], zone["segments"], zone["method_crs"]))
        # 8 chords of a quarter circle fall short by 20 km (1 - cos(90/16 degrees)) = 96 m, at some
        # turns by up to 2.2 times as much; on top comes UTM's scale.
        self.assertTrue(96 < zone["inward_error_m"] < 220, zone["inward_error_m"])
        self.assertAlmostEqual(zone["max_error_m"], float(stated.group(1).replace(",", "")),
                               delta=0.51)
        self.assertIn("as GEOS buffers it in EPSG:32637 with round corners and 8 segments",
                      zone["statement"])
        self.assertIn("measured, not limited", done.stdout)

    def test_warning_is_in_the_json(self):
        figures = self.figures("zone", IDLIB, *IDLIB_UTM, "--join", "bevel", "-o", "zone.geojson")
        self.assertEqual(["classic-buffer-error"], [w["code"] for w in figures["warnings"]])
        self.assertEqual({"join": "bevel", "segments": 8}, figures["classic_buffer"])

    def test_mitres_reach_too_far(self):
        self.write("corner.geojson", feature_collection(line([39, 35], [39.5, 35.5], [40, 35])))
        figures = self.figures("zone", "corner.geojson", *IDLIB_UTM, "--join", "mitre",
                               "--mitre-limit", "10", "-o", "zone.geojson")
        self.assertEqual(10, figures["classic_buffer"]["mitre_limit"])
        # A corner of about 90 degrees: the mitre is sqrt(2) distances long.
        self.assertTrue(5000 < figures["certificate"]["outward_error_m"] < 12000,
                        figures["certificate"])

    def test_utm_is_the_zone_that_fits(self):
        # Idlib lies on both sides of 36 degrees east, mostly in zone 37.
        figures = self.figures("zone", IDLIB, "--method", "projected", "--crs", "utm",
                               "--tolerance", "50m", "-o", "zone.geojson")
        self.assertEqual("EPSG:32637", figures["method_crs"])


class World(CliTest):
    """Where degrees break off."""

    def cap_km2(self, km):
        """Of a disc around a pole on a sphere of the polar radius of curvature."""
        radius = 6399.594
        return 2 * math.pi * radius ** 2 * (1 - math.cos(km / radius))

    def test_zone_over_the_antimeridian_is_cut_there(self):
        self.write("fiji.geojson", feature_collection(line([179.8, -16.5], [-179.5, -17.2])))
        self.write("same.geojson", feature_collection(line([179.8, -16.5], [180.5, -17.2])))
        (zone,) = self.zone("fiji.geojson")
        self.assertEqual("MultiPolygon", zone["geometry"]["type"])
        for polygon in zone["geometry"]["coordinates"]:
            xs = [x for ring in polygon for x, _ in ring]
            self.assertTrue(max(xs) - min(xs) < 2 and -180 <= min(xs) and max(xs) <= 180)
        (same,) = self.zone("same.geojson")
        self.assertEqual(zone["geometry"], same["geometry"])
        figures = self.figures("zone", "fiji.geojson", "--output-crs", "EPSG:3832", "-o",
                               "zone.gpkg")
        self.assertAlmostEqual(zone["properties"]["area_km2"], figures["zone"]["area_km2"],
                               delta=0.5)
        self.assertEqual(1, figures["zone"]["parts"])

    def test_drawn_line_is_cut_too(self):
        self.write("fiji.geojson", feature_collection(line([179.8, -16.5], [-179.5, -17.2])))
        self.succeeds("zone", "fiji.geojson", "-o", "zone.gpkg")
        (drawn,) = self.ogr("zone.gpkg", "line")["features"]
        self.assertEqual(2, len(drawn["geometry"]["coordinates"]))
        for part in drawn["geometry"]["coordinates"]:
            self.assertEqual(1, len({x > 0 for x, _ in part}), part)

    def test_planar_edge_over_the_antimeridian_is_refused(self):
        self.write("fiji.geojson", feature_collection(line([179.8, -16.5], [-179.5, -17.2])))
        self.fails(1, ["180.5", "--edges planar"], "zone", "fiji.geojson", "--edges", "planar",
                   "-o", "zone.geojson")
        done = self.succeeds("zone", "fiji.geojson", "-o", "zone.geojson")
        self.assertEqual("", done.stderr)

    def test_area_of_a_zone_around_a_pole(self):
        for name, latitude in [("north", 90), ("south", -90)]:
            with self.subTest(pole=name):
                self.write("pole.geojson", feature_collection(point(0, latitude)))
                (zone,) = fields(self.zone("pole.geojson", "--distance", "500km", "--tolerance",
                                           "10m"))
                # The radius of curvature changes by a few thousandths of itself on the way.
                self.assertAlmostEqual(1, zone["area_km2"] / self.cap_km2(500), delta=1e-4)

    def test_areas_in_degrees_and_in_a_polar_projection_agree(self):
        self.write("ice.geojson", feature_collection(line([-100, 88.9], [60, 89.5], [100, 88])))
        in_degrees = self.figures("zone", "ice.geojson", "--distance", "200km", "-o",
                                  "zone.geojson")
        projected = self.figures("zone", "ice.geojson", "--distance", "200km", "--output-crs",
                                 "EPSG:3995", "-o", "zone.gpkg")
        # Both boundaries, about 2,500 km long, lie within 1 m of the true one.
        self.assertAlmostEqual(in_degrees["zone"]["area_km2"], projected["zone"]["area_km2"],
                               delta=5)

    def test_a_thousand_nautical_miles(self):
        self.write("island.geojson", feature_collection(point(-109.217, 10.3)))
        (zone,) = fields(self.zone("island.geojson", "--distance", "1000nmi"))
        cap = 2 * math.pi * 6371 ** 2 * (1 - math.cos(1852 / 6371))
        self.assertAlmostEqual(1, zone["area_km2"] / cap, delta=0.01)


if __name__ == "__main__":
    unittest.main()
