"""How far zones that are there already are from the true ones: cordon verify on zones of cordon, on
buffers of GEOS, and on zones that are wrong in known ways.

The errors of GEOS's buffers are those that exact geodesics found (tests/bench/RESULTS.md); other
zones are wrong by what the test itself did to them.
"""

import json
import math
import subprocess
import unittest

from harness import (DATA, DONE, FAILED, IDLIB, NOT_CERTIFIED, PLAIN, USAGE, CliTest, box,
                     feature_collection, features, line, point)

DEGREE = 6378137 * math.pi / 180  # m on the equator
EQUATOR = line([40, 0], [41, 0])


def ring(lon, lat, radius, corners=64):
    """A small disc near the equator or wherever a degree of longitude is as long as one says."""
    east = radius / DEGREE / math.cos(math.radians(lat))
    north = radius / 110_900
    places = [[lon + east * math.cos(2 * math.pi * k / corners),
               lat + north * math.sin(2 * math.pi * k / corners)] for k in range(corners)]
    return places + places[:1]


def rings_of(zone):
    """The rings of the first feature's polygons."""
    return json.loads(zone.read_text())["features"][0]["geometry"]["coordinates"]


class Verify(CliTest):
    def setUp(self):
        super().setUp()
        self.write("equator.geojson", feature_collection(EQUATOR))

    def verified(self, code, *arguments):
        done = self.run_cordon("verify", *arguments, "--json")
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual(code == DONE, found["holds"])
        return found

    def holds(self, *arguments):
        return self.verified(DONE, *arguments)

    def fails_to_hold(self, *arguments):
        return self.verified(NOT_CERTIFIED, *arguments)

    def whole(self, found):
        return found["checks"][-1] if len(found["checks"]) == 1 else next(
            c for c in found["checks"] if c["check"] == "the whole zone")

    def drawn(self, *polygons, name="drawn.geojson", **properties):
        """A file with one feature of these polygons, and no word of how they were made."""
        return self.write(name, features(
            ({"type": "MultiPolygon", "coordinates": list(polygons)}, properties)))

    def exact(self, *arguments, name="zone.geojson", source="line.geojson"):
        self.succeeds("zone", source, "-o", name, "--overwrite", *arguments)
        return self.folder / name


class OwnZones(Verify):
    """What cordon wrote holds, with the errors that it wrote."""

    def agrees(self, name, *arguments, certificate):
        found = self.holds(name, *arguments)
        whole = self.whole(found)
        slack = 0.06 * found["tolerance_m"]
        self.assertAlmostEqual(certificate["outward_error_m"], whole["outward"]["error_m"],
                               delta=slack)
        self.assertAlmostEqual(certificate["inward_error_m"], whole["inward"]["error_m"],
                               delta=slack)
        self.assertEqual([], found["problems"])
        self.assertEqual([], found["faults"])
        self.assertEqual([], found["warnings"])
        return found

    def built(self, *arguments, source=IDLIB):
        return self.figures("zone", source, "--overwrite", *arguments)["certificate"]

    def test_every_format(self):
        for name in ["z.geojson", "z.gpkg", "z.shp", "z.fgb", "z.kml"]:
            with self.subTest(name):
                certificate = self.built("-o", name)
                self.agrees(name, IDLIB, certificate=certificate)

    def test_the_line_of_a_geopackage_need_not_be_named(self):
        certificate = self.built("-o", "z.gpkg")
        found = self.agrees("z.gpkg", certificate=certificate)
        self.assertEqual("line", found["line"]["layer"])

    def test_caps_tolerances_fits_and_edges(self):
        for options in [["--cap", "flat"], ["--cap", "square"], ["--tolerance", "1cm"],
                        ["--fit", "inside"], ["--fit", "outside"], ["--edges", "planar"],
                        ["--distance", "2km"], ["--width", "300km", "--tolerance", "10m"]]:
            with self.subTest(options):
                certificate = self.built("-o", "z.geojson", *options)
                self.agrees("z.geojson", IDLIB, certificate=certificate)

    def test_projected_coordinates(self):
        for crs in ["EPSG:32637", "EPSG:3857", "EPSG:28191"]:
            with self.subTest(crs):
                certificate = self.built("-o", "z.gpkg", "--output-crs", crs)
                found = self.agrees("z.gpkg", IDLIB, certificate=certificate)
                self.assertIn(crs, found["zone"]["crs"])

    def test_bands_are_checked_out_to_each_distance(self):
        for options in [[], ["--nested"], ["--cap", "flat"]]:
            with self.subTest(options):
                certificate = self.built("-o", "z.gpkg", "--rings", "5km,10km,20km", *options)
                found = self.holds("z.gpkg")
                self.assertEqual([5000, 10000, 20000], [c["left_m"] for c in found["checks"]])
                worst = max(c[way]["error_m"] for c in found["checks"]
                            for way in ["outward", "inward"])
                self.assertAlmostEqual(certificate["max_error_m"], worst, delta=0.1)

    def test_one_band_alone(self):
        self.built("-o", "z.gpkg", "--rings", "5km,10km,20km")
        (check,) = self.holds("z.gpkg", "--where", "band = 2")["checks"]
        self.assertEqual(("cordon zone", 5000, 10000),
                         (check["against"], check["from_m"], check["left_m"]))

    def test_sides_are_checked_together_and_each(self):
        self.built("-o", "z.gpkg", "--split")
        found = self.holds("z.gpkg")
        self.assertEqual(["the whole zone", "the left side", "the right side"],
                         [c["check"] for c in found["checks"]])
        whole, left, right = (c["area_km2"] for c in found["checks"])
        self.assertAlmostEqual(whole, left + right, delta=1e-4)

    def test_one_side_and_sides_that_differ(self):
        for options in [["--side", "left"], ["--right", "15km"],
                        ["--left", "15km", "--right", "5km"],
                        ["--left", "15km", "--right", "5km", "--split"],
                        ["--split", "--rings", "5km,20km"]]:
            with self.subTest(options):
                self.built("-o", "z.gpkg", *options)
                self.holds("z.gpkg")

    def test_uncertain_lines(self):
        self.built("-o", "z.gpkg", "--uncertainty", "2km")
        found = self.holds("z.gpkg")
        self.assertEqual([("what is certain", 18000), ("all that is possible", 22000)],
                         [(c["check"], c["left_m"]) for c in found["checks"]])
        self.built("-o", "z.gpkg", "--uncertainty", "2km", "--split")
        found = self.holds("z.gpkg")
        self.assertEqual(["all that is possible"], [c["check"] for c in found["checks"]])
        self.assertEqual(1, len(found["not_checked"]))

    def test_over_the_antimeridian_and_around_the_pole(self):
        for name, path in [("seam", line([179.5, 65], [180, 65.3], [180.4, 65.1])),
                           ("pole", line([10, 89.9], [120, 89.95], [230, 89.93])),
                           ("south", point(0, -90))]:
            source = self.write(f"{name}.geojson", feature_collection(path))
            for out in ["z.geojson", "z.gpkg", "z.shp"]:
                with self.subTest(name + out):
                    certificate = self.built("-o", out, source=source)
                    self.agrees(out, source, certificate=certificate)

    def test_areas_and_points_are_lines_too(self):
        source = self.write("areas.geojson", feature_collection(
            box(36, 35, 36.5, 35.2), point(37, 36), line([38, 36], [38.2, 36.4])))
        certificate = self.built("-o", "z.geojson", source=source)
        self.agrees("z.geojson", source, certificate=certificate)

    def test_each_features_own_zone_counts_as_one(self):
        source = self.write("two.geojson", feature_collection(
            PLAIN, line([36.9, 35.6], [37.2, 35.5])))
        self.built("-o", "z.gpkg", "--dissolve", "none", source=source)
        found = self.holds("z.gpkg", source)
        self.assertEqual(2, found["zone"]["features"])

    def test_a_changed_line_is_told(self):
        zone = self.exact()
        other = self.write("other.geojson", feature_collection(line([36.5, 35.6], [36.8, 35.9])))
        found = self.fails_to_hold(zone, other)
        self.assertEqual(["other-line", "understated-error"],
                         [w["code"] for w in found["warnings"]])


class Buffers(Verify):
    """Plane buffers of GEOS, by SpatiaLite, in UTM."""

    def buffer(self, segments):
        sql = (f"SELECT ST_Buffer(ST_Transform(geometry, 32637), 20000, {segments}) AS geometry "
               "FROM \"contact_line_2018-09\"")
        subprocess.run(["ogr2ogr", "-dialect", "sqlite", "-sql", sql, "-overwrite",
                        "-a_srs", "EPSG:32637", "buffer.gpkg", IDLIB],
                       cwd=self.folder, check=True, capture_output=True)

    def measured(self, segments, *arguments):
        self.buffer(segments)
        found = self.fails_to_hold("buffer.gpkg", IDLIB, "--distance", "20km", *arguments)
        return self.whole(found), found

    def test_8_and_100_segments_are_off_by_what_geodesics_say(self):
        for segments, inward, outward in [(8, 136, 1.83), (100, 11.2, 1.83)]:
            with self.subTest(segments):
                whole, found = self.measured(segments)
                # Half a unit in the last place of the figure, and the slack of the bound.
                unit = 1 if inward > 100 else 0.1
                self.assertAlmostEqual(inward, whole["inward"]["error_m"], delta=unit / 2 + 0.06)
                self.assertAlmostEqual(outward, whole["outward"]["error_m"], delta=0.06)
                self.assertEqual("too far in", found["problems"][0]["kind"])
                self.assertAlmostEqual(whole["true_area_km2"] - whole["missing_km2"]
                                       + whole["excess_km2"], whole["area_km2"], delta=0.001)

    def test_a_tolerance_that_accepts_it(self):
        self.buffer(100)
        self.holds("buffer.gpkg", IDLIB, "--width", "40km", "--tolerance", "12m")

    def test_degrees_are_read_as_they_are_drawn(self):
        self.buffer(8)
        subprocess.run(["ogr2ogr", "-t_srs", "EPSG:4326", "buffer.geojson", "buffer.gpkg"],
                       cwd=self.folder, check=True, capture_output=True)
        found = self.fails_to_hold("buffer.geojson", IDLIB, "--distance", "20km")
        self.assertGreater(self.whole(found)["inward"]["error_m"], 130)

    def test_the_classic_buffer_of_cordon_is_no_better(self):
        self.succeeds("zone", IDLIB, "-o", "z.gpkg", "--method", "projected", "--crs", "utm",
                      "--segments", "8")
        whole = self.whole(self.fails_to_hold("z.gpkg"))
        self.assertAlmostEqual(136, whole["inward"]["error_m"], delta=0.7)


class WrongZones(Verify):
    """Exact zones, damaged in known ways."""

    def setUp(self):
        super().setUp()
        self.rings = rings_of(self.exact(source="equator.geojson"))

    def wrong(self, *arguments):
        found = self.fails_to_hold("drawn.geojson", "equator.geojson", "--distance", "20km",
                                   *arguments)
        return found["checks"][0], found["problems"]

    def test_a_hole_beside_the_line(self):
        (polygon,) = self.rings
        self.drawn([*polygon, ring(40.5, 0.1, 300)[::-1]])
        check, problems = self.wrong()
        self.assertEqual(["false hole"], [p["kind"] for p in problems])
        # From the far side of the hole to the boundary: what a place there is too near by.
        expected = 20000 - (0.1 * 110574 - 300)
        self.assertAlmostEqual(expected, check["inward"]["error_m"], delta=2)
        self.assertAlmostEqual(math.pi * 0.3 ** 2, problems[0]["area_km2"], delta=0.002)
        self.assertAlmostEqual(40.5, problems[0]["lon"], delta=0.003)

    def test_a_hole_over_the_line(self):
        (polygon,) = self.rings
        self.drawn([*polygon, ring(40.5, 0, 300)[::-1]])
        check, problems = self.wrong()
        self.assertEqual("part missing", problems[0]["kind"])
        self.assertAlmostEqual(20000, check["inward"]["error_m"], delta=1)

    def test_a_stray_part(self):
        self.drawn(*self.rings, [ring(45, 0, 2000)])
        check, problems = self.wrong()
        self.assertEqual(["stray part"], [p["kind"] for p in problems])
        self.assertAlmostEqual(4 * DEGREE + 2000 - 20000, check["outward"]["error_m"], delta=1)
        self.assertAlmostEqual(math.pi * 4, problems[0]["area_km2"], delta=0.1)
        self.assertAlmostEqual(0, check["missing_km2"], delta=0.3)

    def test_shifted_by_50_m(self):
        north = 50 / 110574
        self.drawn(*[[[[lon, lat + north] for lon, lat in r] for r in p] for p in self.rings])
        check, problems = self.wrong()
        for way in ["outward", "inward"]:
            self.assertAlmostEqual(50, check[way]["error_m"], delta=1)
        self.assertEqual({"too far out", "too far in"}, {p["kind"] for p in problems})

    def test_a_bite_of_300_m(self):
        (polygon,) = self.rings
        shell = polygon[0]
        # The southern edge is one straight line: cut in, 300 m deep, between two places of it.
        at = next(i for i in range(1, len(shell)) if shell[i - 1][0] < 40.4 and shell[i][0] > 40.6)
        a, b = shell[at - 1], shell[at]
        on = lambda lon: a[1] + (b[1] - a[1]) * (lon - a[0]) / (b[0] - a[0])
        bite = [[40.45, on(40.45)], [40.46, on(40.46) + 300 / 110574],
                [40.54, on(40.54) + 300 / 110574], [40.55, on(40.55)]]
        self.drawn([shell[:at] + bite + shell[at:]])
        check, (problem,) = self.wrong()
        self.assertEqual("too far in", problem["kind"])
        self.assertAlmostEqual(300, check["inward"]["error_m"], delta=1.5)
        # With what the exact zone itself is short of, up to 0.8 m along 110 km.
        self.assertAlmostEqual(0.3 * 0.09 * DEGREE / 1000, problem["area_km2"], delta=0.09)

    def test_the_wrong_distance(self):
        self.drawn(*self.rings)
        found = self.fails_to_hold("drawn.geojson", "equator.geojson", "--distance", "15km")
        self.assertAlmostEqual(5000, found["checks"][0]["outward"]["error_m"], delta=1.1)
        self.assertEqual("too far out", found["problems"][0]["kind"])

    def test_a_missing_part(self):
        self.write("two.geojson", feature_collection(EQUATOR, line([44, 0], [44.5, 0.2])))
        self.drawn(*self.rings)
        found = self.fails_to_hold("drawn.geojson", "two.geojson", "--distance", "20km")
        self.assertEqual(20000, found["checks"][0]["inward"]["error_m"])
        self.assertEqual(["part missing"], [p["kind"] for p in found["problems"]])

    def test_a_filled_hole(self):
        road = [[40 + 0.4 * math.cos(math.radians(k)), 0.4 * math.sin(math.radians(k))]
                for k in range(0, 361, 5)]
        source = self.write("road.geojson", feature_collection(line(*road[:-1], road[0])))
        ((shell, _),) = rings_of(self.exact(source=source))
        self.drawn([shell])
        found = self.fails_to_hold("drawn.geojson", source, "--distance", "20km")
        (problem,) = found["problems"]
        self.assertEqual("filled hole", problem["kind"])
        # The middle of the road's chords is nearer than its corners.
        depth = 0.4 * 110574 * math.cos(math.radians(2.5)) - 20000
        self.assertAlmostEqual(depth, found["checks"][0]["outward"]["error_m"], delta=150)
        self.assertAlmostEqual(40, problem["lon"], delta=0.05)

    def test_wound_the_other_way_is_the_same_zone(self):
        self.drawn(*[[r[::-1] for r in p] for p in self.rings])
        self.holds("drawn.geojson", "equator.geojson", "--distance", "20km")

    def test_swapped_sides(self):
        self.succeeds("zone", "equator.geojson", "-o", "split.geojson", "--split")
        text = (self.folder / "split.geojson").read_text()
        self.write("split.geojson", text.replace('"left"', '"LEFT"').replace('"right"', '"left"')
                   .replace('"LEFT"', '"right"'))
        found = self.fails_to_hold("split.geojson", "equator.geojson")
        self.assertEqual([True, False, False], [c["holds"] for c in found["checks"]])

    def test_an_invalid_polygon_never_holds(self):
        (polygon,) = self.rings
        shell = polygon[0]
        self.drawn([shell[:5] + [shell[3]] + shell[4:]])
        found = self.fails_to_hold("drawn.geojson", "equator.geojson", "--distance", "20km")
        self.assertEqual(["invalid polygon"], [f["kind"] for f in found["faults"]])


class Seam(Verify):
    """What other programs make of a zone over the antimeridian."""

    def setUp(self):
        super().setUp()
        self.write("seam.geojson", feature_collection(line([179.9, 0], [180.2, 0])))
        pieces = rings_of(self.exact(source="seam.geojson"))
        self.pieces = [p[0] for p in pieces]

    def test_longitudes_beyond_180_are_as_good(self):
        self.drawn(*[[[[lon + 360 if lon < 0 else lon, lat] for lon, lat in r]]
                     for r in self.pieces])
        self.holds("drawn.geojson", "seam.geojson", "--distance", "20km")

    def test_an_edge_around_the_earth_never_holds(self):
        east = max(self.pieces, key=lambda r: max(x for x, _ in r))
        west = min(self.pieces, key=lambda r: min(x for x, _ in r))
        joined = join_over_seam(east, west)
        self.drawn([joined])
        found = self.fails_to_hold("drawn.geojson", "seam.geojson", "--distance", "20km")
        self.assertEqual(["edge around the Earth"], [f["kind"] for f in found["faults"]])
        self.assertLess(self.whole(found)["inward"]["error_m"], 1)

    def test_a_piece_that_is_not_there(self):
        self.drawn([self.pieces[0]])
        found = self.fails_to_hold("drawn.geojson", "seam.geojson", "--distance", "20km")
        self.assertIn("part missing", [p["kind"] for p in found["problems"]])


def join_over_seam(east, west):
    """One ring of two that meet at +-180, which jumps there, as a program draws it that does not
    know of the antimeridian."""
    def open_chain(ring):
        ring = ring[:-1]
        on = [i for i, p in enumerate(ring) if abs(p[0]) == 180]
        start = next(i for i in on if (i + 1) % len(ring) not in on)
        turned = ring[start:] + ring[:start]
        return [p for p in turned if abs(p[0]) != 180]
    joined = open_chain(east) + open_chain(west)
    return joined + joined[:1]


class Problems(Verify):
    """The places where a zone is wrong, as a layer."""

    def test_areas_with_kind_and_error(self):
        self.exact(source="equator.geojson")
        (polygon,) = rings_of(self.folder / "zone.geojson")
        self.drawn(polygon, [ring(45, 0, 2000)])
        for name in ["p.gpkg", "p.geojson", "p.shp"]:
            with self.subTest(name):
                found = self.fails_to_hold("drawn.geojson", "equator.geojson", "--distance",
                                           "20km", "-o", name)
                self.assertIn(name, [f["path"] for f in found["files"]])
                layer = "p" if name.endswith("shp") else "problems"
                (feature,) = self.ogr(name, layer)["features"]
                problem = feature["properties"]
                self.assertEqual("stray part", problem["kind"])
                self.assertAlmostEqual(found["problems"][0]["error_m"], problem["error_m"],
                                       places=3)
                self.assertIn("Polygon", feature["geometry"]["type"])

    def test_none_if_it_holds(self):
        self.exact(name="zone.gpkg")
        self.holds("zone.gpkg", "-o", "none.geojson", "-o", "none.gpkg")
        self.assertEqual([], json.loads((self.folder / "none.geojson").read_text())["features"])
        self.assertEqual([], self.ogr("none.gpkg", "problems")["features"])

    def test_they_are_in_degrees_whatever_the_zone_is_in(self):
        self.succeeds("zone", "line.geojson", "-o", "z.gpkg", "--method", "projected", "--crs",
                      "utm", "--segments", "4", "--output-crs", "EPSG:32637")
        found = self.fails_to_hold("z.gpkg", "-o", "p.geojson")
        collection = json.loads((self.folder / "p.geojson").read_text())["features"]
        self.assertEqual(len(found["problems"]), len(collection))
        lon, lat = collection[0]["geometry"]["coordinates"][0][0][0]
        self.assertAlmostEqual(36.6, lon, delta=0.5)
        self.assertAlmostEqual(35.7, lat, delta=0.5)


class Text(Verify):
    def test_what_a_person_reads(self):
        self.exact(name="zone.gpkg")
        done = self.succeeds("verify", "zone.gpkg")
        self.assertRegex(done.stdout, r"^zone.gpkg holds 1 m\.\n")
        for word in ["Too far out  at most 0.", "Too far in   at most 0.", "km²", "exact geodesics"]:
            self.assertIn(word, done.stdout)
        self.assertEqual("", self.succeeds("verify", "zone.gpkg", "--quiet").stdout)
        done = self.run_cordon("verify", "zone.gpkg", "--tolerance", "1mm")
        self.assertEqual(NOT_CERTIFIED, done.returncode)
        self.assertRegex(done.stdout, r"^zone.gpkg does not hold 1 mm: too far (in|out) by 0\.\d+ m")
        self.assertIn("the 12 worst", done.stdout)

    def test_the_same_for_any_number_of_threads(self):
        self.exact(name="zone.gpkg")
        one, four = (self.run_cordon("verify", "zone.gpkg", "--tolerance", "1mm", "--json",
                                     "--threads", n).stdout for n in [1, 4])
        self.assertEqual(one, four)


class BadInput(Verify):
    def setUp(self):
        super().setUp()
        self.exact(name="zone.geojson")
        self.exact(name="zone.gpkg")
        (polygon,) = rings_of(self.folder / "zone.geojson")
        self.drawn(polygon)

    def refuses(self, code, words, *arguments):
        self.fails(code, words, "verify", *arguments)

    def test_operands(self):
        self.refuses(USAGE, ["no ZONE is given"])
        self.refuses(USAGE, ["no line is given", "layer 'line'"], "zone.geojson")
        self.refuses(USAGE, ["'third' is one argument too many"], "zone.geojson", "line.geojson",
                     "third")
        self.refuses(FAILED, ["nowhere.gpkg"], "nowhere.gpkg", "line.geojson")
        self.refuses(FAILED, ["nowhere.gpkg"], "zone.geojson", "nowhere.gpkg")

    def test_swapped_operands(self):
        self.refuses(USAGE, ["'line.geojson' holds no zone", "are they swapped", "ZONE LINE"],
                     "line.geojson", "zone.geojson")

    def test_a_line_for_a_zone(self):
        self.refuses(FAILED, ["lines, and no polygons"], "line.geojson", "line.geojson",
                     "--distance", "20km")
        self.write("points.geojson", feature_collection(point(36, 35)))
        self.refuses(FAILED, ["points, and no polygons"], "points.geojson", "line.geojson",
                     "--distance", "20km")

    def test_no_zone_at_all(self):
        self.write("empty.geojson", feature_collection())
        self.refuses(FAILED, ["no features"], "empty.geojson", "line.geojson", "--distance",
                     "20km")
        self.write("flat.geojson", feature_collection(
            {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [36, 35], [36, 35]]]}))
        self.refuses(FAILED, ["encloses"], "flat.geojson", "line.geojson", "--distance", "20km")

    def test_the_distance_must_be_known(self):
        self.refuses(USAGE, ["does not say how far", "--distance 20km"], "drawn.geojson",
                     "line.geojson")

    def test_what_the_zone_says_is_not_contradicted(self):
        self.refuses(USAGE, ["--distance 15km contradicts", "20 km"], "zone.gpkg", "--distance",
                     "15km")
        self.refuses(USAGE, ["--cap flat contradicts", "round"], "zone.gpkg", "--cap", "flat")
        self.refuses(USAGE, ["--edges planar contradicts", "geodesic"], "zone.gpkg", "--edges",
                     "planar")
        self.refuses(USAGE, ["contradicts"], "zone.gpkg", "--left", "20km")
        self.holds("zone.gpkg", "--distance", "20km", "--cap", "round")

    def test_values_out_of_range(self):
        for option, value, words in [("--tolerance", "0m", ["--tolerance", "from 1 mm"]),
                                     ("--tolerance", "0", ["--tolerance", "unit"]),
                                     ("--tolerance", "3km", ["out of range", "2 km"]),
                                     ("--distance", "0km", ["out of range"]),
                                     ("--distance", "-5km", ["out of range"]),
                                     ("--distance", "20", ["unit"]),
                                     ("--cap", "pointed", ["round or flat"]),
                                     ("--threads", "0", ["whole number"])]:
            with self.subTest(option + value):
                self.refuses(USAGE, words, "drawn.geojson", "line.geojson",
                             *([] if option == "--distance" else ["--distance", "20km"]),
                             f"{option}={value}")

    def test_options_that_do_not_go_together(self):
        self.refuses(USAGE, ["--distance and --width"], "zone.gpkg", "--distance", "20km",
                     "--width", "40km")
        self.refuses(USAGE, ["both 0"], "drawn.geojson", "line.geojson", "--left", "0", "--right",
                     "0")
        self.refuses(USAGE, ["--line-where"], "zone.gpkg", "--line-where", "1=1")
        self.refuses(USAGE, ["--json"], "zone.gpkg", "--json", "-o", "-")

    def test_typing_it_wrong(self):
        self.refuses(USAGE, ["did you mean --distance"], "zone.gpkg", "--distanc", "20km")
        self.refuses(USAGE, ["did you mean --tolerance"], "zone.gpkg", "--tolerence", "1m")
        self.refuses(USAGE, ["no layer 'zon'", "did you mean 'zone'"], "zone.gpkg", "--layer",
                     "zon")
        self.refuses(USAGE, ["no layer 'lin'"], "zone.gpkg", "--line-layer", "lin")
        self.refuses(USAGE, ["--where", "fields are"], "zone.gpkg", "--where", "sid = 'left'")

    def test_zones_that_are_more_than_a_distance(self):
        self.write("land.geojson", feature_collection(box(36, 35, 36.6, 37)))
        for options, words in [(["--clip", "land.geojson"], ["cut with land.geojson", "--clip"]),
                               (["--erase", "land.geojson"], ["cut with land.geojson"])]:
            self.exact(*options, name="cut.gpkg")
            self.refuses(FAILED, words, "cut.gpkg")
        self.write("reach.geojson", features((PLAIN, {"reach": "5 km"}),
                                             (line([38, 36], [38.2, 36]), {"reach": "9 km"})))
        self.exact("--distance-field", "reach", name="own.gpkg", source="reach.geojson")
        self.refuses(FAILED, ["several distances", "--dissolve none"], "own.gpkg")
        self.exact("--distance-field", "reach", "--dissolve", "none", name="each.gpkg",
                   source="reach.geojson")
        self.refuses(FAILED, ["distances of their own, from 5 km to 9 km", "--where"], "each.gpkg",
                     "reach.geojson")
        self.holds("each.gpkg", "reach.geojson", "--where", "distance_m = 5000", "--line-where",
                   "reach = '5 km'")
        self.exact("--outside", "--distance", "5km", name="out.gpkg", source="land.geojson")
        self.refuses(FAILED, ["left out of it", "--outside"], "out.gpkg", "land.geojson")

    def test_outputs(self):
        self.refuses(USAGE, ["is an input"], "zone.gpkg", "-o", "zone.gpkg", "--overwrite")
        self.refuses(USAGE, ["is an input"], "zone.geojson", "line.geojson", "-o", "line.geojson",
                     "--overwrite")
        self.refuses(USAGE, ["drawn.geojson", "--overwrite"], "zone.gpkg", "-o", "drawn.geojson")
        self.refuses(USAGE, ["problems.xyz"], "zone.gpkg", "-o", "problems.xyz")

    def test_coordinates_without_a_crs(self):
        self.exact(name="z.shp")
        (self.folder / "z.prj").unlink()
        self.refuses(FAILED, ["CRS", "--input-crs"], "z.shp", "line.geojson")
        self.holds("z.shp", "line.geojson", "--input-crs", "EPSG:4326")


if __name__ == "__main__":
    unittest.main()
