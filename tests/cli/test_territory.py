"""Clip, erase and divide by who holds the land."""

import subprocess
import unittest

from harness import DATA, IDLIB, CliTest, box, feature_collection, features, line

# 100 km along a meridian, and areas that cut its zone at known places.
MERIDIAN = line([36.5, 35], [36.5, 36])
WEST = box(35, 34, 36.5, 37)
EAST = box(36.5, 34, 38, 37)
BOW_TIE = {"type": "Polygon", "coordinates": [[[36, 35], [37, 36], [37, 35], [36, 36], [36, 35]]]}


def fields(found):
    return [feature["properties"] for feature in found]


class Territory(CliTest):
    def setUp(self):
        super().setUp()
        self.write("meridian.geojson", feature_collection(MERIDIAN))
        self.write("west.geojson", feature_collection(WEST))
        self.write("parties.geojson", features((WEST, {"party": "W", "other": 1}),
                                               (box(36.5, 34, 38, 35.5), {"party": "E"})))

    def area(self, *arguments):
        return sum(f["area_km2"] for f in fields(self.zone("meridian.geojson", *arguments)))

    def test_clip_and_erase_share_the_zone(self):
        whole = self.area()
        inside = self.area("--clip", "west.geojson")
        outside = self.area("--erase", "west.geojson")
        # The line is a meridian, so its zone is the same on both sides.
        self.assertAlmostEqual(0.5, inside / whole, delta=1e-6)
        self.assertAlmostEqual(1, (inside + outside) / whole, delta=1e-7)

    def test_what_is_removed_is_reported(self):
        whole = self.area()
        figures = self.figures("zone", "meridian.geojson", "--clip", "west.geojson", "-o",
                               "zone.geojson", "--overwrite")
        self.assertAlmostEqual(whole / 2, figures["zone"]["clipped_km2"], delta=1e-2)
        self.assertAlmostEqual(whole / 2, figures["zone"]["area_km2"], delta=1e-2)
        self.assertEqual("west.geojson", figures["territory"]["clip"]["source"])
        self.assertEqual(64, len(figures["territory"]["clip"]["sha256"]))
        (feature,) = figures["features"]
        self.assertEqual("west.geojson", feature["clip_source"])
        self.assertIn(", within west.geojson", feature["statement"])
        text = self.succeeds("zone", "meridian.geojson", "--erase", "west.geojson", "-o",
                             "zone.geojson", "--overwrite").stdout
        self.assertRegex(text, r"(?m)^  Removed      [\d,.]+ km² within west.geojson$")
        self.assertIn(", outside of west.geojson", text)

    def test_boxes_around_the_world_are_never_misread(self):
        clip = ["zone", "meridian.geojson", "--clip", "world.geojson", "-o", "out.gpkg"]
        self.write("world.geojson", feature_collection(box(-100, -60, 100, 60)))
        self.fails(1, ["does not say which way round the Earth it goes", "--edges planar"], *clip)
        figures = self.figures(*clip, "--edges", "planar")
        self.assertEqual(0, figures["zone"]["clipped_km2"])
        self.write("world.geojson", feature_collection(box(-180, -90, 180, 90)))
        self.fails(1, ["which way round"], *clip, "--overwrite")

    def test_holders(self):
        found = fields(self.zone("meridian.geojson", "--by", "parties.geojson:party"))
        self.assertEqual(["W", "E", None], [f["holder"] for f in found])
        self.assertEqual({"parties.geojson"}, {f["holder_source"] for f in found})
        self.assertAlmostEqual(50, found[0]["share_pct"], delta=1e-3)
        self.assertAlmostEqual(100, sum(f["share_pct"] for f in found), delta=2e-3)
        self.assertAlmostEqual(1, sum(f["area_km2"] for f in found) / self.area(), delta=1e-7)
        self.assertIn(", where party is W", found[0]["statement"])
        self.assertIn(", in none of the areas of parties.geojson", found[2]["statement"])

    def test_holders_whose_claims_overlap(self):
        self.write("claims.geojson", features((WEST, {"who": "A"}), (box(36, 34, 38, 37),
                                                                     {"who": "B"})))
        found = fields(self.zone("meridian.geojson", "--by", "claims.geojson:who"))
        self.assertIn("A and B", [f["holder"] for f in found])
        self.assertAlmostEqual(1, sum(f["area_km2"] for f in found) / self.area(), delta=1e-7)

    def test_layers_and_other_reference_systems(self):
        wanted = self.area("--clip", "west.geojson")
        for crs in ["EPSG:32637", "EPSG:3857"]:
            subprocess.run(["ogr2ogr", "-f", "GPKG", "-t_srs", crs, "-segmentize", "0.01", "-nln",
                            "state", "-overwrite", "areas.gpkg", "west.geojson"], cwd=self.folder,
                           check=True, capture_output=True)
            subprocess.run(["ogr2ogr", "-append", "-nln", "parties", "areas.gpkg",
                            "parties.geojson"], cwd=self.folder, check=True, capture_output=True)
            with self.subTest(crs=crs):
                self.assertAlmostEqual(wanted, self.area("--clip", "areas.gpkg:state"), delta=1e-2)
                found = fields(self.zone("meridian.geojson", "--by", "areas.gpkg:parties:party"))
                self.assertEqual("W", found[0]["holder"])
        done = self.run_cordon("zone", "meridian.geojson", "--clip", "areas.gpkg", "-o",
                               "z.geojson")
        self.assertEqual(2, done.returncode)
        self.assertIn("choose one with --clip areas.gpkg:LAYER, such as 'parties'", done.stderr)
        done = self.run_cordon("zone", "meridian.geojson", "--by", "areas.gpkg:nobody:party", "-o",
                               "z.geojson")
        self.assertEqual(2, done.returncode)
        self.assertIn("choose one of them with --by areas.gpkg:LAYER:FIELD", done.stderr)

    def test_a_layer_is_named_with_its_file(self):
        subprocess.run(["ogr2ogr", "-f", "GPKG", "-nln", "state", "areas.gpkg", "west.geojson"],
                       cwd=self.folder, check=True, capture_output=True)
        (feature,) = fields(self.zone("meridian.geojson", "--erase", "areas.gpkg:state"))
        self.assertIn(", outside of state of areas.gpkg", feature["statement"])

    def test_invalid_areas_are_repaired_and_said_so(self):
        self.write("bow.geojson", feature_collection(BOW_TIE))
        done = self.succeeds("zone", "meridian.geojson", "--clip", "bow.geojson", "-o",
                             "zone.geojson")
        self.assertIn("cordon zone: warning: ", done.stderr)
        self.assertIn("bow.geojson", done.stderr)
        figures = self.figures("zone", "meridian.geojson", "--clip", "bow.geojson", "-o",
                               "zone.geojson", "--overwrite")
        self.assertIn("repaired-area", [w["code"] for w in figures["warnings"]])
        self.assertEqual("", self.succeeds("zone", "meridian.geojson", "--clip", "bow.geojson", "-o",
                                           "zone.geojson", "--overwrite", "--quiet").stderr)

    def test_who_holds_the_idlib_zone(self):
        held = DATA / "idlib-2018-09" / "control_government.geojson"
        found = fields(self.zone(IDLIB, "--by", f"{held}:side"))
        self.assertEqual(["gov", None], [f["holder"] for f in found])
        # The line of contact is the border between the two, so each has about half.
        for share in [f["share_pct"] for f in found]:
            self.assertTrue(30 < share < 70, share)

    def test_with_sides_and_bands(self):
        found = fields(self.zone("meridian.geojson", "--rings", "5km,10km", "--split", "--clip",
                                 "west.geojson"))
        # Walked north, the west is on the left; nothing is left of the right side.
        self.assertEqual([(1, "left"), (2, "left")], [(f["band"], f["side"]) for f in found])


if __name__ == "__main__":
    unittest.main()
