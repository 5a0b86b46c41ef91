"""Lines from tables of a PostGIS database."""

import json

import server
from harness import DONE, FAILED, IDLIB, USAGE, box, feature_collection, features, line


class Read(server.PostgisTest):
    def zone_of(self, source, *arguments):
        """Geometry and area of a zone, and what it says of its source."""
        done = self.succeeds("zone", source, "-o", "zone.geojson", "--overwrite", *arguments)
        self.assertEqual("", done.stderr)
        zone = json.loads((self.folder / "zone.geojson").read_text())["features"][0]
        return zone["geometry"], zone["properties"]

    def test_a_table_gives_the_same_zone_as_its_file(self):
        self.load(IDLIB)
        from_file, _ = self.zone_of(IDLIB)
        from_table, said = self.zone_of(self.pg)
        self.assertEqual(from_file, from_table)
        self.assertEqual("PG:gis/public.lines", said["line_source"])
        self.assertEqual("public.lines", said["line_layer"])
        self.assertEqual("", said["line_sha256"])

    def test_other_srids(self):
        _, plain = self.zone_of("line.geojson")
        for srid in 32637, 3857:
            with self.subTest(srid=srid):
                self.load("line.geojson", f"in_{srid}", "-t_srs", f"EPSG:{srid}")
                # The projected edges are straight between the same vertices: so are geodesics.
                _, said = self.zone_of(self.pg, "--layer", f"in_{srid}")
                self.assertAlmostEqual(plain["area_km2"], said["area_km2"], delta=0.01)

    def test_dimensions_and_geography(self):
        plain, _ = self.zone_of("line.geojson")
        self.load("line.geojson", "geog", "-lco", "GEOM_TYPE=geography")
        self.sql("CREATE TABLE z AS SELECT 1 AS id, ST_Force3D(the_geog)::geometry(LineStringZ, 4326) "
                 "AS g FROM (SELECT the_geog::geometry FROM geog) a; "
                 "CREATE TABLE m AS SELECT id, ST_Force3DM(g)::geometry(LineStringM, 4326) AS g FROM z; "
                 "CREATE TABLE zm AS SELECT id, ST_Force4D(g)::geometry(LineStringZM, 4326) AS g FROM z; "
                 "GRANT SELECT ON z, m, zm TO reporter")
        for table in "geog", "z", "m", "zm":
            with self.subTest(table=table):
                self.assertEqual(plain, self.zone_of(self.pg, "--layer", table)[0])

    def test_views_and_schemas(self):
        self.load("line.geojson")
        self.sql('CREATE SCHEMA "front lines" AUTHORIZATION reporter; '
                 'CREATE VIEW "front lines"."V w" AS SELECT * FROM lines; '
                 "CREATE MATERIALIZED VIEW seen AS SELECT * FROM lines; "
                 'GRANT SELECT ON "front lines"."V w", seen TO reporter')
        plain, _ = self.zone_of("line.geojson")
        shape, said = self.zone_of(self.pg, "--layer", "front lines.V w")
        self.assertEqual(plain, shape)
        self.assertEqual("PG:gis/front lines.V w", said["line_source"])
        self.assertEqual(plain, self.zone_of(self.pg, "--layer", "seen")[0])
        self.assertEqual(plain, self.zone_of(self.pg, "--layer", "public.lines")[0])

    def test_where(self):
        self.write("two.geojson", features((line([36.5, 35.6], [36.7, 35.7], [36.8, 35.9]), {"a": 1}),
                                           (line([10, 50], [11, 50]), {"a": 2})))
        self.load("two.geojson")
        plain, _ = self.zone_of("line.geojson")
        self.assertEqual(plain, self.zone_of(self.pg, "--where", "a = 1")[0])
        self.fails(USAGE, ["--where", "nope", "lines"], "zone", self.pg, "--where", "nope = 1", "-o",
                   "no.geojson")
        self.fails(FAILED, ["no", "a = 3"], "zone", self.pg, "--where", "a = 3", "-o", "no.geojson")

    def test_sql(self):
        self.load("line.geojson")
        self.sql("CREATE TABLE names AS SELECT 1 AS id, 'held' AS note; "
                 "GRANT SELECT ON names TO reporter")
        plain, _ = self.zone_of("line.geojson")
        select = "SELECT l.*, note FROM lines l JOIN names ON id = ogc_fid WHERE note = 'held'"
        shape, said = self.zone_of(self.pg, "--sql", select, "--dissolve", "none")
        self.assertEqual(plain, shape)
        self.assertEqual("held", said["note"])
        self.assertEqual("PG:gis", said["line_source"])
        self.assertEqual(select, said["line_layer"])
        shape, _ = self.zone_of(self.pg, "--sql",
                                "WITH a AS (SELECT ST_Transform(wkb_geometry, 32637) AS g FROM lines) "
                                "SELECT ST_Transform(g, 4326) AS g FROM a", "--tolerance", "2m")
        self.assertEqual("MultiPolygon", shape["type"])

    def test_sql_that_does_not_work(self):
        self.load("line.geojson")
        for words, sql in [(["nope"], "SELECT nope FROM lines"),
                           (["no select"], "DELETE FROM lines"),
                           (["read-only"], "SELECT *, setval('lines_ogc_fid_seq', 9) FROM lines"),
                           (["WITH clause"], "WITH d AS (DELETE FROM lines RETURNING *) SELECT * FROM d"),
                           (["no geometry"], "SELECT 1 AS one")]:
            with self.subTest(sql=sql):
                self.fails(USAGE, ["--sql"], "zone", self.pg, "--sql", sql, "-o", "no.geojson")
        self.assertEqual("1", self.value("SELECT count(*) FROM lines"))
        self.fails(FAILED, ["no feature"], "zone", self.pg, "--sql", "SELECT * FROM lines WHERE false",
                   "-o", "no.geojson")
        for other in ["--layer", "lines"], ["--where", "true"]:
            self.fails(USAGE, ["--sql", other[0]], "zone", self.pg, "--sql", "SELECT 1", *other, "-o",
                       "no.geojson")

    def test_which_table(self):
        self.fails(FAILED, ["no table with geometry"], "zone", self.pg, "-o", "no.geojson")
        self.load("line.geojson", "one")
        self.load("line.geojson", "two")
        self.sql("CREATE TABLE hollow (id int, g geometry(LineString, 4326)); "
                 "GRANT SELECT ON hollow TO reporter")
        self.fails(USAGE, ["2 layers", "one", "two", "--layer"], "zone", self.pg, "-o", "no.geojson")
        self.fails(USAGE, ["did you mean 'one'"], "zone", self.pg, "--layer", "ona", "-o", "no.geojson")
        self.fails(FAILED, ["hollow", "no feature"], "zone", self.pg, "--layer", "hollow", "-o",
                   "no.geojson")
        self.succeeds("zone", self.server.name(tables="two"), "-o", "tables.geojson")

    def test_a_table_without_srid(self):
        self.load("line.geojson")
        self.sql("CREATE TABLE bare AS SELECT ST_SetSRID(wkb_geometry, 0)::geometry(LineString) AS g "
                 "FROM lines; GRANT SELECT ON bare TO reporter")
        self.fails(FAILED, ["--input-crs"], "zone", self.pg, "--layer", "bare", "-o", "no.geojson")
        self.assertEqual(self.zone_of("line.geojson")[0],
                         self.zone_of(self.pg, "--layer", "bare", "--input-crs", "EPSG:4326")[0])

    def test_a_table_that_may_not_be_read(self):
        self.load("line.geojson")
        self.fails(FAILED, ["permission denied"], "zone", self.server.name(user="guest"), "--layer",
                   "lines", "-o", "no.geojson")

    def test_ways_to_name_a_database(self):
        self.load("line.geojson")
        plain, _ = self.zone_of("line.geojson")
        port = self.server.port
        self.write("services", f"[news]\nhost=127.0.0.1\nport={port}\ndbname=gis\nuser=reporter\n")
        for name in (f"postgresql://reporter@127.0.0.1:{port}/gis", "PG:service=news",
                     f"PG:postgresql://reporter@127.0.0.1:{port}/gis?connect_timeout=9",
                     f"PG:dbname='gis' host = 127.0.0.1 port={port} user='reporter'"):
            with self.subTest(name=name):
                done = self.run_cordon("zone", name, "-o", "a.geojson", "--overwrite", env=self.environment(
                    PGSERVICEFILE=str(self.folder / "services")))
                self.assertEqual(DONE, done.returncode, done.stderr)
                zone = json.loads((self.folder / "a.geojson").read_text())["features"][0]
                self.assertEqual(plain, zone["geometry"])
                self.assertEqual("PG:gis/public.lines", zone["properties"]["line_source"])

    def test_areas_to_cut_with(self):
        self.write("areas.geojson", features((box(36, 35, 36.7, 36.5), {"who": "west"}),
                                             (box(36.7, 35, 38, 36.5), {"who": "east"})))
        self.load("areas.geojson", "areas")
        areas = self.server.name(tables="areas")
        by_file = self.figures("zone", "line.geojson", "-o", "a.geojson", "--by", "areas.geojson:who")
        by_table = self.figures("zone", "line.geojson", "-o", "b.geojson", "--by", areas + ":who",
                                "--clip", areas)
        self.assertEqual([f["area_km2"] for f in by_file["features"]],
                         [f["area_km2"] for f in by_table["features"]])
        self.assertEqual("PG:gis", by_table["features"][0]["clip_source"])

    def test_inspect(self):
        self.load("line.geojson")
        done = self.succeeds("inspect", self.pg)
        self.assertIn("Layer public.lines", done.stdout)
        self.assertNotIn("SHA-256", done.stdout)

    def test_sql_on_files(self):
        self.write("many.geojson", features((line([36.5, 35.6], [36.7, 35.7], [36.8, 35.9]), {"a": 1}),
                                            (line([10, 50], [11, 50]), {"a": 2})))
        plain, _ = self.zone_of("line.geojson")
        self.assertEqual(plain, self.zone_of("many.geojson", "--sql", "SELECT * FROM many WHERE a = 1")[0])
        self.write("empty.geojson", feature_collection())
        self.fails(USAGE, ["--sql", "nowhere"], "zone", "many.geojson", "--sql", "SELECT * FROM nowhere",
                   "-o", "no.geojson")


if __name__ == "__main__":
    server.main()
