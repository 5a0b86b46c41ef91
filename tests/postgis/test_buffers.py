"""The zones that PostGIS's own ST_Buffer draws, measured by cordon verify where they stand.

The errors are those of GEOS's buffer in UTM, which ST_Buffer is for geographies too
(tests/bench/RESULTS.md). How far the worst place is from the line, PostGIS says itself.
"""

import json

import server
from harness import DONE, IDLIB, NOT_CERTIFIED, feature_collection, line

REACH = 20_000  # m
# Without a word on them, ST_Buffer takes 8 segments to a quarter circle.
GEOGRAPHY = f"ST_Buffer(wkb_geometry::geography, {REACH})::geometry"
GEOGRAPHY_100 = f"ST_Buffer(wkb_geometry::geography, {REACH}, 'quad_segs=100')::geometry"
UTM = f"ST_Buffer(ST_Transform(wkb_geometry, 32637), {REACH})"
UTM_5 = f"ST_Buffer(ST_Transform(wkb_geometry, 32637), {REACH}, 5)"
UTM_100 = f"ST_Buffer(ST_Transform(wkb_geometry, 32637), {REACH}, 'quad_segs=100')"

# Largest errors in m, outwards and inwards, and the vertices of the ring.
KNOWN = {
    GEOGRAPHY: (1.877, 136.142, 196),
    GEOGRAPHY_100: (1.861, 11.261, 1753),
    UTM: (1.872, 136.134, 196),
    UTM_5: (1.863, 401.817, 149),
    UTM_100: (1.850, 11.259, 1753),
}
ROUNDED = 0.005  # m, by which other versions of GEOS and PROJ may move a vertex
# PostGIS looks for the nearest place of an edge on a sphere, and measures only then.
POSTGIS_OFF = 0.5  # m


class Buffers(server.PostgisTest):
    def buffer(self, expression, table="buffer"):
        self.sql(f"DROP TABLE IF EXISTS {table}; "
                 f"CREATE TABLE {table} AS SELECT {expression} AS geom FROM lines; "
                 f"GRANT SELECT ON {table} TO reporter")

    def verified(self, code, source, *arguments):
        done = self.run_cordon("verify", self.pg, "--layer", "buffer", source, "--distance",
                               f"{REACH}m", "--json", *arguments)
        self.assertEqual((code, ""), (done.returncode, done.stderr))
        found = json.loads(done.stdout)
        self.assertEqual(code == DONE, found["holds"])
        [whole] = found["checks"]
        return found, whole

    def distance(self, place):
        return float(self.value(
            "SELECT ST_Distance(wkb_geometry::geography, "
            f"ST_SetSRID(ST_MakePoint({place['lon']}, {place['lat']}), 4326)::geography) "
            "FROM lines"))

    def test_their_errors(self):
        self.load(IDLIB)
        for expression, (outward, inward, vertices) in KNOWN.items():
            with self.subTest(expression):
                self.buffer(expression)
                found, whole = self.verified(NOT_CERTIFIED, IDLIB)
                self.assertEqual(vertices, found["zone"]["vertices"])
                self.assertAlmostEqual(outward, whole["outward"]["error_m"], delta=ROUNDED)
                self.assertAlmostEqual(inward, whole["inward"]["error_m"], delta=ROUNDED)
                self.assertAlmostEqual(REACH + outward, self.distance(whole["outward"]),
                                       delta=POSTGIS_OFF)
                self.assertAlmostEqual(REACH - inward, self.distance(whole["inward"]),
                                       delta=POSTGIS_OFF)

    def test_what_is_missing_is_what_the_areas_differ_by(self):
        self.load(IDLIB)
        for expression in GEOGRAPHY, UTM_5:
            with self.subTest(expression):
                self.buffer(expression)
                _, whole = self.verified(NOT_CERTIFIED, IDLIB)
                area = float(self.value("SELECT ST_Area(ST_Transform(geom, 4326)::geography) / 1e6 "
                                        "FROM buffer"))
                self.assertAlmostEqual(area, whole["area_km2"], delta=0.01)
                self.assertAlmostEqual(
                    whole["true_area_km2"] - whole["area_km2"],
                    whole["missing_km2"] - whole["excess_km2"], delta=0.05)

    def test_the_tolerance_that_they_hold(self):
        self.load(IDLIB)
        self.buffer(GEOGRAPHY)
        # Errors are bounds, and those the coarser, the more is allowed.
        self.verified(NOT_CERTIFIED, IDLIB, "--tolerance", "136.1m")
        self.verified(DONE, IDLIB, "--tolerance", "140m")

    def test_where_they_are_wrong_as_a_table(self):
        """Whose places lie inside the distance, and outside the buffer."""
        self.load(IDLIB)
        self.buffer(GEOGRAPHY_100)
        found, _ = self.verified(NOT_CERTIFIED, IDLIB, "--tolerance", "5m", "-o", self.pg)
        self.assertGreater(len(found["problems"]), 0)
        self.assertEqual(
            [[str(len(found["problems"])), "0"]],
            self.sql("SELECT count(*), count(*) FILTER (WHERE ST_Area(ST_Intersection(p.geom, "
                     "b.geom)) > 1e-3 * ST_Area(p.geom)) FROM problems p, buffer b "
                     "WHERE p.kind = 'too far in'"))

    def test_over_the_antimeridian(self):
        """ST_Buffer of a geography comes back with an edge around the Earth."""
        self.write("taveuni.geojson", feature_collection(
            line([179.3, -16.4], [179.8, -16.9], [180, -17.0]),
            line([-180, -17.0], [-179.7, -17.2], [-179.1, -17.6])))
        self.load("taveuni.geojson")
        self.buffer(f"ST_Buffer(ST_Collect(wkb_geometry)::geography, {REACH})::geometry")
        found, whole = self.verified(NOT_CERTIFIED, "taveuni.geojson")
        self.assertEqual(["edge around the Earth"], [fault["kind"] for fault in found["faults"]])
        self.assertAlmostEqual(32.970, whole["outward"]["error_m"], delta=ROUNDED)
        self.assertAlmostEqual(128.758, whole["inward"]["error_m"], delta=ROUNDED)


if __name__ == "__main__":
    server.main()
