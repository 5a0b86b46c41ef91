"""What `cordon zone` makes: files, fields, figures, bytes."""

import hashlib
import json
import math
import re
import subprocess
import time
import unittest

from harness import DMZ, IDLIB, MDL, PLAIN, CliTest, feature_collection, line, point

FIELDS = ["statement", "distance_m", "width_m", "side", "cap", "edges", "method", "method_crs",
          "tolerance_m", "max_error_m", "outward_error_m", "inward_error_m", "area_km2", "line_km",
          "line_source", "line_layer", "line_sha256", "cordon_version"]
SHORT_FIELDS = ["statement", "distance_m", "width_m", "side", "cap", "edges", "method",
                "method_crs", "toleranc_m", "max_err_m", "out_err_m", "in_err_m", "area_km2",
                "line_km", "line_src", "line_layer", "line_sha", "cordon_ver"]


class Outputs(CliTest):
    def test_geojson_says_how_it_was_made(self):
        printed = self.figures("zone", IDLIB, "-o", "zone.geojson")
        text = (self.folder / "zone.geojson").read_text()
        self.assertLess(len(text), 200_000)
        zone = json.loads(text)
        self.assertNotIn("crs", zone)
        self.assertEqual(1, len(zone["features"]))
        fields = zone["features"][0]["properties"]
        self.assertEqual(FIELDS, list(fields))
        self.assertEqual("20 km on each side of the line, 40 km across, with round ends",
                         fields["statement"])
        self.assertEqual(20000, fields["distance_m"])
        self.assertEqual(40000, fields["width_m"])
        self.assertEqual("both", fields["side"])
        self.assertEqual(1, fields["tolerance_m"])
        self.assertLessEqual(fields["max_error_m"], 1)
        self.assertGreater(fields["max_error_m"], 0)
        self.assertEqual(fields["max_error_m"],
                         max(fields["outward_error_m"], fields["inward_error_m"]))
        self.assertEqual(hashlib.sha256(IDLIB.read_bytes()).hexdigest(), fields["line_sha256"])
        self.assertEqual(IDLIB.name, fields["line_source"])
        # 345.0 km is the length that the source of the line states.
        self.assertAlmostEqual(345.0, fields["line_km"], delta=0.05)
        self.assertEqual(printed["zone"]["area_km2"], fields["area_km2"])
        self.assertEqual(printed["statement"], fields["statement"])

    def test_geojson_is_wound_as_rfc_7946_says(self):
        self.succeeds("zone", IDLIB, "-o", "zone.geojson")
        geometry = json.loads((self.folder / "zone.geojson").read_text())["features"][0]["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        for shell, *holes in polygons:
            self.assertGreater(signed_area(shell), 0)
            for hole in holes:
                self.assertLess(signed_area(hole), 0)

    def test_all_formats_of_one_run_hold_the_same_zone(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.geojson", "-o", "zone.shp", "-o",
                      "zone.gpkg", "-o", "zone.fgb")
        wanted = self.ogr("zone.geojson")["features"][0]
        for name in ["zone.shp", "zone.gpkg", "zone.fgb"]:
            with self.subTest(name=name):
                found = self.ogr(name)["features"]
                self.assertEqual(1, len(found))
                self.assertEqual(list(wanted["properties"].values()),
                                 list(found[0]["properties"].values()))
                names = SHORT_FIELDS if name == "zone.shp" else FIELDS
                self.assertEqual(names, list(found[0]["properties"]))
                self.assertEqual(vertices(wanted["geometry"]), vertices(found[0]["geometry"]))

    def test_shapefile_is_whole(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.shp")
        self.assertEqual(["line.geojson", "zone.cpg", "zone.dbf", "zone.prj", "zone.qml",
                          "zone.shp", "zone.shx"], self.files())
        self.assertEqual("UTF-8", (self.folder / "zone.cpg").read_text().strip())
        info = subprocess.run(["ogrinfo", "-so", "zone.shp", "zone"], cwd=self.folder, text=True,
                              capture_output=True, check=True)
        self.assertEqual("", info.stderr)
        self.assertIn("WGS 84", info.stdout)

    def test_geopackage_holds_the_line_too(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.gpkg")
        drawn = self.ogr("zone.gpkg", "line")["features"][0]
        self.assertEqual(vertices(PLAIN), vertices(drawn["geometry"]))
        self.assertEqual("line.geojson", drawn["properties"]["line_source"])

    def test_geopackage_passes_the_check_of_gdal(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.gpkg", "--output-crs", "EPSG:32637")
        # Debian's Python has GDAL's modules; another one may come first on the path.
        check = subprocess.run(["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg",
                                "--extra", "zone.gpkg"], cwd=self.folder, text=True,
                               capture_output=True, check=False)
        self.assertEqual((0, ""), (check.returncode, check.stderr), check.stdout)

    def test_output_crs(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.gpkg", "--output-crs", "EPSG:32637")
        info = subprocess.run(["ogrinfo", "-so", "zone.gpkg", "zone"], cwd=self.folder, text=True,
                              capture_output=True, check=True).stdout
        self.assertIn("WGS 84 / UTM zone 37N", info)
        self.assertIn('ID["EPSG",32637]', info)

    def test_overwrite_replaces(self):
        self.write("zone.geojson", "old")
        self.succeeds("zone", "line.geojson", "-o", "zone.geojson", "--overwrite")
        self.assertEqual("FeatureCollection",
                         json.loads((self.folder / "zone.geojson").read_text())["type"])
        self.assertEqual(["line.geojson", "zone.geojson", "zone.qml"], self.files())

    def test_format_overrides_the_extension(self):
        self.succeeds("zone", "line.geojson", "-o", "zone.data", "-f", "GeoJSON")
        self.assertEqual("FeatureCollection",
                         json.loads((self.folder / "zone.data").read_text())["type"])


class Bytes(CliTest):
    """Same input, same bytes: no clock, no thread, no folder in the output."""

    NAMES = ["zone.geojson", "zone.shp", "zone.gpkg", "zone.fgb"]

    def outputs(self, *arguments):
        targets = [word for name in self.NAMES for word in ("-o", name)]
        self.succeeds("zone", DMZ, *MDL, "--distance", "2km", "--overwrite",
                      *targets, *arguments)
        return {name: (self.folder / name).read_bytes()
                for name in self.files() if name.startswith("zone.")}

    def test_threads_do_not_change_them(self):
        for method in ["exact", "projected"]:
            wanted = self.outputs("--method", method, "--threads", "1")
            for threads in ["2", "8"]:
                with self.subTest(method=method, threads=threads):
                    found = self.outputs("--method", method, "--threads", threads)
                    self.assertEqual(wanted.keys(), found.keys())
                    for name, data in wanted.items():
                        self.assertTrue(data == found[name], f"{name} differs")

    def test_a_later_run_does_not_change_them(self):
        wanted = self.outputs()
        time.sleep(1.1)  # formats with a clock count seconds
        found = self.outputs()
        self.assertEqual(wanted, found)


class Figures(CliTest):
    def test_area_of_a_circle(self):
        self.write("point.geojson", feature_collection(point(36.63, 35.93)))
        figures = self.figures("zone", "point.geojson", "-o", "zone.geojson")
        # A cap of 20 km on a sphere of the local radius: pi d^2 (1 - (d / R)^2 / 12).
        cap = math.pi * 400 * (1 - (20 / 6371) ** 2 / 12)
        self.assertAlmostEqual(1, figures["zone"]["area_km2"] / cap, delta=1e-4)
        self.assertEqual("20 km around the point", figures["statement"])
        self.assertEqual(0, figures["line"]["length_km"])

    def test_korean_line_at_two_kilometres(self):
        for cap, area, delta in [("round", 910.69, 0.02), ("flat", 898.1, 0.3)]:
            with self.subTest(cap=cap):
                figures = self.figures("zone", DMZ, *MDL, "--distance", "2km",
                                       "--tolerance", "10cm", "--cap", cap, "--overwrite", "-o",
                                       "zone.geojson")
                self.assertAlmostEqual(area, figures["zone"]["area_km2"], delta=delta)
                self.assertAlmostEqual(237.60, figures["line"]["length_km"], delta=0.01)

    def test_json_is_whole(self):
        figures = self.figures("zone", IDLIB, "-o", "zone.geojson", "-o", "zone.shp",
                               "--tolerance", "10cm")
        self.assertEqual({"statement", "distance_m", "width_m", "side", "cap", "edges", "method",
                          "method_crs", "line", "zone", "features", "certificate", "warnings",
                          "files", "cordon_version"}, set(figures))
        self.assertEqual(838, figures["line"]["vertices"])
        self.assertEqual(str(IDLIB), figures["line"]["source"])
        certificate = figures["certificate"]
        self.assertEqual(0.1, certificate["tolerance_m"])
        self.assertLessEqual(certificate["max_error_m"], 0.1)
        self.assertGreaterEqual(certificate["edges"], figures["zone"]["vertices"])
        for file in figures["files"]:
            self.assertEqual((self.folder / file["path"]).stat().st_size, file["size_bytes"])
        self.assertEqual({"zone.geojson", "zone.shp", "zone.shx", "zone.dbf", "zone.prj",
                          "zone.cpg", "zone.qml"}, {file["path"] for file in figures["files"]})

    def test_methods_agree(self):
        areas = [self.figures("zone", "line.geojson", "--method", method, "--overwrite", "-o",
                              "zone.geojson")["zone"]["area_km2"]
                 for method in ["exact", "projected"]]
        # Two boundaries of about 210 km, each within 1 m of the true one.
        self.assertAlmostEqual(areas[0], areas[1], delta=2 * 210 * 1e-3)
        self.assertNotEqual(areas[0], areas[1])

    def test_named_crs_over_its_tolerance_is_not_written(self):
        # 3 degrees off its central meridian, UTM's scale is off by about 7 m at 20 km.
        refused = self.fails(3, ["tolerance"], "zone", "line.geojson", "--method", "projected",
                             "--crs", "EPSG:32637", "-o", "zone.geojson")
        enough = re.search(r"--tolerance (\S+),", refused.stderr).group(1)
        figures = self.figures("zone", "line.geojson", "--method", "projected", "--crs",
                               "EPSG:32637", "--tolerance", enough, "-o", "zone.geojson")
        self.assertEqual("EPSG:32637", figures["method_crs"])
        self.assertGreater(figures["certificate"]["max_error_m"], 1)

    def test_crs_that_no_tolerance_can_save(self):
        self.fails(3, ["EPSG:3857 distorts too much here for any tolerance"], "zone",
                   "line.geojson", "--method", "projected", "--crs", "EPSG:3857", "-o",
                   "zone.geojson")

    def test_edges_planar_differ_from_geodesics(self):
        # 30 degrees along a parallel: the geodesic runs far north of the straight line on the map.
        self.write("long.geojson", feature_collection(line([10, 50], [40, 50])))
        zones = [self.figures("zone", "long.geojson", "--edges", edges, "--tolerance", "100m",
                              "--overwrite", "-o", "zone.geojson")
                 for edges in ["geodesic", "planar"]]
        self.assertEqual(["geodesic", "planar"], [zone["edges"] for zone in zones])
        # 30 degrees of the parallel of 50 degrees: nu cos(phi) 30 pi / 180.
        self.assertAlmostEqual(2150.87, zones[1]["line"]["length_km"], delta=0.01)
        self.assertLess(zones[0]["line"]["length_km"], 2140)
        for zone in zones:
            strip = 40 * zone["line"]["length_km"] + math.pi * 400
            self.assertAlmostEqual(1, zone["zone"]["area_km2"] / strip, delta=0.005)


class Words(CliTest):
    def test_summary(self):
        done = self.succeeds("zone", IDLIB, "-o", "zone.geojson", "-o", "zone.shp")
        self.assertEqual("", done.stderr)
        for words in ["20 km on each side of the line, 40 km across, with round ends\n",
                      "345.0 km", "km²", "too far out", "too far in (tolerance 1 m)",
                      "against the original line with exact geodesics", "zone.geojson (",
                      "zone.dbf ("]:
            self.assertIn(words, done.stdout)

    def test_statement_fits_the_shape(self):
        area = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}
        other = line([36, 34.5], [36.5, 34.6])
        for statement, *geometries in [
            ("2 km on each side of the 2 lines, 4 km across, with round ends", PLAIN, other),
            ("2 km around the 3 points", point(36, 35), point(36.1, 35), point(36.2, 35)),
            ("2 km around the area", area),
            ("2 km around 1 line and 1 point, with round ends of lines", PLAIN, point(36, 35)),
            ("2 km around 1 line, 1 point and 1 area, with round ends of lines", PLAIN,
             point(36, 35), area),
        ]:
            with self.subTest(statement=statement):
                self.write("shape.geojson", feature_collection(*geometries))
                figures = self.figures("zone", "shape.geojson", "--distance", "2km", "--overwrite",
                                       "-o", "zone.geojson")
                self.assertEqual(statement, figures["statement"])

    def test_zone_on_standard_output(self):
        done = self.succeeds("zone", "line.geojson", "-o", "-")
        self.assertEqual("FeatureCollection", json.loads(done.stdout)["type"])
        self.assertIn("20 km on each side of the line", done.stderr)
        self.assertEqual(["line.geojson"], self.files())

    def test_quiet_says_nothing(self):
        done = self.succeeds("zone", "line.geojson", "-o", "zone.geojson", "--quiet")
        self.assertEqual("", done.stdout + done.stderr)
        self.assertIn("zone.geojson", self.files())


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def vertices(geometry):
    """All vertices, sorted and to 1e-7 degrees: formats may start rings where they like."""
    def flat(value):
        if isinstance(value[0], (int, float)):
            return [value]
        return [place for part in value for place in flat(part)]
    return sorted({(round(p[0], 7), round(p[1], 7)) for p in flat(geometry["coordinates"])})


if __name__ == "__main__":
    unittest.main()
