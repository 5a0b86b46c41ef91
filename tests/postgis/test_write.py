"""Zones and lines of contact into tables of a PostGIS database."""

import json

import server
from harness import FAILED, IDLIB, USAGE, box, features, line


class Write(server.PostgisTest):
    def columns(self, table):
        return dict(self.sql("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute "
                             f"WHERE attrelid = '{table}'::regclass AND attnum > 0"))

    def comment(self, table):
        return self.value(f"SELECT obj_description('{table}'::regclass)")

    def test_a_zone_and_its_line(self):
        done = self.succeeds("zone", IDLIB, "-o", "zone.geojson", "-o", self.pg)
        self.assertEqual("", done.stderr)
        self.assertIn("PG:gis/public.zone\n", done.stdout)
        self.assertEqual(["public.line", "public.zone"], self.tables())
        zone = json.loads((self.folder / "zone.geojson").read_text())["features"][0]
        self.assertEqual("t", self.value(
            "SELECT ST_Equals(geom, ST_SetSRID(ST_GeomFromGeoJSON('"
            f"{json.dumps(zone['geometry'])}'), 4326)) AND ST_IsValid(geom) FROM zone"))
        row = json.loads(self.value("SELECT row_to_json(z)::text FROM "
                                    "(SELECT * FROM zone) z").split('"geom"')[0].rstrip(", ") + "}")
        self.assertEqual(zone["properties"], {k: v for k, v in row.items() if k != "fid"})
        kinds = self.columns("zone")
        self.assertEqual("geometry(MultiPolygon,4326)", kinds["geom"])
        self.assertEqual("double precision", kinds["max_error_m"])
        self.assertEqual("geometry(MultiLineString,4326)", self.columns("line")["geom"])

    def test_keys_and_index(self):
        self.succeeds("zone", "line.geojson", "-o", self.pg)
        for table in "zone", "line":
            self.assertEqual([[f"{table}_geom_idx", "gist"], [f"{table}_pkey", "btree"]], self.sql(
                "SELECT c.relname, amname FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN "
                f"pg_am a ON a.oid = c.relam WHERE indrelid = '{table}'::regclass ORDER BY 1"))
        self.sql("INSERT INTO zone (statement) VALUES ('by hand')", user="reporter")
        self.assertEqual([["1"], ["2"]], self.sql("SELECT fid FROM zone ORDER BY 1"))

    def test_comments_hold_the_certificate(self):
        figures = self.figures("zone", "line.geojson", "-o", self.pg)
        comment = self.comment("zone")
        line_of = figures["line"]
        for words in (figures["statement"], f"{figures['certificate']['max_error_m']:.3f} m",
                      "tolerance 1 m", "exact in WGS 84", "edges geodesic",
                      "Source: line.geojson, line, SHA-256 " + line_of["sha256"],
                      "Cordon " + figures["cordon_version"]):
            self.assertIn(words, comment)
        self.assertIn(line_of["sha256"], self.comment("line"))
        for table in "zone", "line":
            self.assertEqual([], self.sql(
                "SELECT attname FROM pg_attribute WHERE attnum > 0 AND col_description(attrelid, "
                f"attnum) IS NULL AND attrelid = '{table}'::regclass AND attname NOT IN "
                "('fid', 'geom')"))
        self.assertEqual([{"path": "PG:gis/public.zone"}, {"path": "PG:gis/public.line"}],
                         figures["files"])

    def test_every_column_has_a_comment(self):
        self.write("area.geojson", features((box(36, 35, 36.7, 36.5), {"who": "west"})))
        self.write("point.geojson", features((box(36, 35, 36.1, 35.1), {"reach": "5 km"})))
        for number, arguments in enumerate((
                ["line.geojson", "--left", "5km", "--right", "6km", "--split"],
                ["line.geojson", "--rings", "5km,10km", "--uncertainty", "1km", "--clip",
                 "area.geojson", "--erase", "point.geojson", "--by", "area.geojson:who"],
                ["point.geojson", "--outside"], ["line.geojson", "--fit", "inside"],
                ["line.geojson", "--by", "area.geojson:who"],
                ["point.geojson", "--distance-field", "reach", "--dissolve", "all"],
                ["line.geojson", "--method", "projected", "--crs", "utm", "--join", "mitre"])):
            with self.subTest(arguments=arguments):
                self.succeeds("zone", *arguments, "-o", self.pg, "--table", f"t{number}", "-q")
                self.assertEqual([], self.sql(
                    "SELECT attname FROM pg_attribute WHERE attnum > 0 AND col_description(attrelid, "
                    f"attnum) IS NULL AND attrelid = 't{number}'::regclass AND attname NOT IN "
                    "('fid', 'geom')"))

    def test_srids(self):
        plain = self.figures("zone", "line.geojson", "-o", "a.geojson")["zone"]["area_km2"]
        for srid in 32637, 3857:
            with self.subTest(srid=srid):
                self.succeeds("zone", "line.geojson", "-o", self.pg, "--table", f"t{srid}",
                              "--output-crs", f"EPSG:{srid}")
                self.assertEqual(f"geometry(MultiPolygon,{srid})", self.columns(f"t{srid}")["geom"])
                area = self.value("SELECT ST_Area(ST_Transform(ST_Segmentize(geom, 500), 4326)"
                                  f"::geography) / 1e6 FROM t{srid}")
                self.assertAlmostEqual(plain, float(area), delta=plain * 1e-4)
        rows = self.value("SELECT count(*) FROM spatial_ref_sys")
        self.fails(USAGE, ["--output-crs", "SRID"], "zone", "line.geojson", "-o", self.pg, "--table", "x",
                   "--output-crs", "+proj=laea +lat_0=36 +lon_0=37 +datum=WGS84 +type=crs")
        self.assertEqual(rows, self.value("SELECT count(*) FROM spatial_ref_sys"))

    def test_a_table_that_is_there(self):
        self.succeeds("zone", "line.geojson", "-o", self.pg)
        before = self.shape_of()
        # Before any work: the source is not even looked for.
        self.fails(USAGE, ["public.zone", "--overwrite", "--table"], "zone", "nowhere.geojson", "-o",
                   self.pg, "--distance", "5km")
        self.sql("DROP TABLE zone")
        self.fails(USAGE, ["public.line"], "zone", "line.geojson", "-o", self.pg)
        self.succeeds("zone", "line.geojson", "-o", self.pg, "--overwrite", "--distance", "5km")
        self.assertNotEqual(before, self.shape_of())
        self.assertEqual([["1", "5000"]], self.sql("SELECT count(*), min(distance_m) FROM zone"))
        self.assertEqual(["public.line", "public.zone"], self.tables())

    def test_rights_are_kept(self):
        self.succeeds("zone", "line.geojson", "-o", self.pg)
        self.sql("GRANT SELECT ON zone TO guest WITH GRANT OPTION; GRANT SELECT ON line TO PUBLIC",
                 user="reporter")
        self.succeeds("zone", "line.geojson", "-o", self.pg, "--overwrite")
        self.assertEqual("t", self.value("SELECT has_table_privilege('guest', 'zone', "
                                         "'SELECT WITH GRANT OPTION')"))
        self.assertEqual("t", self.value("SELECT has_table_privilege('guest', 'line', 'SELECT')"))
        self.assertEqual("f", self.value("SELECT has_table_privilege('guest', 'zone', 'INSERT')"))

    def test_names_of_tables(self):
        self.sql('CREATE SCHEMA front AUTHORIZATION reporter; '
                 'CREATE SCHEMA "a.b" AUTHORIZATION reporter')
        for name, there in (("zones", "public.zones"), ("front.z", "front.z"),
                            ('"a.b".c', "a.b.c"), ('front."d.e"', "front.d.e"),
                            ("Große Zone", "public.Große Zone")):
            with self.subTest(name=name):
                self.succeeds("zone", "line.geojson", "-o", self.pg, "--table", name)
                self.assertIn(there, self.tables())
                self.assertIn(there + "_line", self.tables())
        for name in "", ".z", "front.", "a.b.c", '"open', '"a"b':
            with self.subTest(name=name):
                self.fails(USAGE, ["--table"], "zone", "line.geojson", "-o", self.pg, "--table", name)
        self.fails(USAGE, ["name"], "zone", "line.geojson", "-o", self.pg, "--table", "n" * 60)
        self.fails(FAILED, ["no schema 'nowhere'"], "zone", "line.geojson", "-o", self.pg, "--table",
                   "nowhere.z")

    def test_hostile_names(self):
        self.sql("CREATE TABLE precious (id int); ALTER TABLE precious OWNER TO reporter")
        schema = 's"; DROP TABLE precious; --'
        self.sql('CREATE SCHEMA "s""; DROP TABLE precious; --" AUTHORIZATION reporter')
        names = ["t\"; DROP TABLE precious; --", "t'; DROP TABLE precious; --", "t\\'; x", "$$", "a(b)",
                 "%s %n {}", "'||chr(65)||'"]
        for name in names:
            for _ in "fresh", "replaced":
                with self.subTest(name=name):
                    text = '"{}"."{}"'.format(schema.replace('"', '""'), name.replace('"', '""'))
                    self.succeeds("zone", "line.geojson", "-o", self.pg, "--table", text, "--overwrite")
        self.assertEqual(sorted([f"{schema}.{n}{end}" for n in names for end in ("", "_line")]
                                + ["public.precious"]), sorted(self.tables()))

    def test_hostile_attributes(self):
        names = {'x"; DROP TABLE zone; --': "a'); DROP TABLE zone; --", "geom": "g", "fid": 7,
                 "n" * 70: "\\N", "n" * 64: "\t\\t\n\\.", "statement": "ü\\", "": "none", "NULL": None}
        self.write("odd.geojson", features((line([36.5, 35.6], [36.7, 35.7]), names)))
        self.succeeds("zone", "odd.geojson", "--dissolve", "none", "-o", self.pg)
        row = self.value("SELECT row_to_json(z)::text FROM zone z")
        row = json.loads(row)
        self.assertEqual(["a'); DROP TABLE zone; --", "g", 7, "\\N", "\t\\t\n\\.", "ü\\"],
                         [row[k] for k in ('x"; DROP TABLE zone; --', "geom", "fid", "n" * 63,
                                           "n" * 59 + "_2", "source_statement")])
        self.assertEqual("MultiPolygon", row["cordon_geom"]["type"])
        self.assertEqual(1, row["cordon_fid"])

    def test_the_line_itself_is_not_replaced(self):
        self.load("line.geojson", "zone")
        before = self.value("SELECT md5(string_agg(z::text, '')) FROM zone z")
        for layer in "zone", "public.zone":
            self.fails(USAGE, ["the line itself"], "zone", self.pg, "--layer", layer, "-o",
                       self.server.name(user="reporter", application_name="x"), "--overwrite")
        self.assertEqual(before, self.value("SELECT md5(string_agg(z::text, '')) FROM zone z"))

    def test_areas_that_are_read_are_not_replaced(self):
        self.write("a.geojson", features((box(36, 35, 36.6, 36), {"side": "west"}),
                                         (box(36.6, 35, 37, 36), {"side": "east"})))
        for table in "zone", "contact":
            self.load("a.geojson", table)
        zone, contact = self.server.name(tables="zone"), self.server.name(tables="contact")
        self.fails(USAGE, ["public.zone", "areas"], "zone", "line.geojson", "--clip", zone, "-o", self.pg,
                   "--overwrite")
        self.fails(USAGE, ["public.contact", "input"], "contact", contact, "--by", "side", "-o", self.pg,
                   "--overwrite")
        self.assertEqual("2", self.value("SELECT count(*) FROM zone"))
        self.assertEqual("2", self.value("SELECT count(*) FROM contact"))

    def test_one_place_once(self):
        self.fails(USAGE, ["twice"], "zone", "line.geojson", "-o", self.pg, "-o", self.pg)
        self.fails(USAGE, ["same table"], "zone", "line.geojson", "-o", self.pg, "-o",
                   self.server.name(connect_timeout=9))

    def test_options_that_do_not_fit(self):
        self.fails(USAGE, ["--table", "files"], "zone", "line.geojson", "-o", "a.geojson", "--table", "x")
        self.fails(USAGE, ["GPKG"], "zone", "line.geojson", "-o", self.pg, "-f", "GPKG")
        self.succeeds("zone", "line.geojson", "-o", self.pg, "-f", "PostgreSQL")

    def test_the_same_twice(self):
        shapes = []
        for _ in range(2):
            self.succeeds("zone", IDLIB, "-o", self.pg, "--overwrite", "--split")
            shapes.append((self.comment("zone"), self.sql("SELECT * FROM zone ORDER BY fid")))
        self.assertEqual(*shapes)

    def test_contact(self):
        self.write("a.geojson", features((box(36, 35, 36.5, 36), {"side": "west"}),
                                         (box(36.5, 35, 37, 36), {"side": "east"})))
        self.load("a.geojson", "areas")
        self.succeeds("contact", self.server.name(tables="areas"), "--by", "side", "-o", self.pg)
        self.assertEqual([["PG:gis/public.areas", "geometry(MultiLineString,4326)"]], self.sql(
            "SELECT left_source, (SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
            "attrelid = 'contact'::regclass AND attname = 'geom') FROM contact"))
        self.succeeds("zone", self.pg, "--layer", "contact", "-o", self.pg)
        self.write("places.csv", "name,lat,lon,side\na,35.6,36.5,x\nb,35.7,36.5,x\nc,35.6,36.7,y\n"
                   "d,35.8,36.7,y\n")
        self.succeeds("contact", "places.csv", "--places", "--by", "side", "-o", self.pg, "--areas-output",
                      self.pg, "--table", "front", "-q")
        self.assertIn("public.front", self.tables())
        self.assertIn("public.front_control", self.tables())


if __name__ == "__main__":
    server.main()
