"""Layers of PostGIS through the plugin: the program reads the table itself; no password shows."""

import json
import os
import pathlib
import subprocess
import sys
import unittest
from unittest import mock

from harness import CORDON, IDLIB, ROOT, FolderTest, start_qgis

KEPT = start_qgis()

import processing  # noqa: E402
from cordon_qgis import databases, running  # noqa: E402
from qgis.core import (QgsApplication, QgsAuthMethodConfig,  # noqa: E402
                       QgsCoordinateReferenceSystem, QgsDataSourceUri, QgsProcessingFeedback,
                       QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer)

sys.path.insert(0, str(ROOT / "tests" / "postgis"))
from postgres import OWNER, Server  # noqa: E402

SECRET = "Hush9 it's@a/key:x\\y"


class Database(FolderTest):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        cls.sql = cls.server.sql
        secret = SECRET.replace("'", "''")
        cls.sql(f"CREATE ROLE silent LOGIN PASSWORD '{secret}'", database=OWNER)
        cls.sql("CREATE DATABASE gis", database=OWNER)
        cls.sql("CREATE EXTENSION postgis; GRANT CREATE ON DATABASE gis TO silent; "
                "GRANT CREATE ON SCHEMA public TO silent")
        subprocess.run(["ogr2ogr", "-f", "PostgreSQL", cls.connection(), str(IDLIB), "-nln",
                        "lines", "-lco", "GEOMETRY_NAME=geom"], check=True, capture_output=True,
                       env={**os.environ, "PGPASSWORD": SECRET})
        cls.sql('''
            CREATE SCHEMA "front lines";
            CREATE TABLE "front lines"."V w" AS SELECT 1 AS id, geom FROM lines;
            CREATE TABLE two AS SELECT 1 AS id, geom, ST_Reverse(geom) AS back FROM lines;
            CREATE TABLE mixed AS SELECT 1 AS id, geom::geometry(Geometry, 4326) AS geom FROM lines;
            CREATE TABLE bare AS SELECT 1 AS id, ST_SetSRID(geom, 0)::geometry(LineString) AS geom
                FROM lines;
            GRANT USAGE ON SCHEMA "front lines" TO silent;
            GRANT SELECT ON ALL TABLES IN SCHEMA public, "front lines" TO silent;''')

    @classmethod
    def connection(cls, **settings):
        return cls.server.name(user="silent", **settings)

    def setUp(self):
        super().setUp()
        self.addCleanup(QgsProject.instance().clear)
        self.area = self.cordon("zone", IDLIB, "-o", "ours.geojson")["zone"]["area_km2"]

    def uri(self, table, schema="public", key="ogc_fid", authcfg=""):
        user, password = ("", "") if authcfg else ("silent", SECRET)
        uri = QgsDataSourceUri()
        uri.setConnection("127.0.0.1", str(self.server.port), "gis", user, password,
                          QgsDataSourceUri.SslMode.SslPrefer, authcfg)
        uri.setDataSource(schema, table, "geom", "", key)
        return uri

    def layer(self, table, **more):
        layer = QgsVectorLayer(self.uri(table, **more).uri(False), table, "postgres")
        self.assertTrue(layer.isValid(), layer.error().message())
        QgsProject.instance().addMapLayer(layer)
        return layer

    def run_zone(self, line, **more):
        """The line's source, as the zone states it, and all that was said and passed on."""
        feedback = QgsProcessingFeedback(False)
        started = []
        start = running.subprocess.Popen

        def watched(words, **options):
            started.append((words, options["env"]))
            return start(words, **options)

        out = self.folder / "zone.geojson"
        with mock.patch.object(running.subprocess, "Popen", watched):
            results = processing.run("cordon:zone", {"LINE": line, "OUTPUT": str(out), **more},
                                     feedback=feedback)
        [(words, environment)] = started
        self.assertAlmostEqual(self.area, results["AREA_KM2"], 6)
        everything = "\n".join([feedback.textLog(), out.read_text(), *words, *environment.values()])
        for part in ("Hush9", "it's", "a/key"):
            self.assertNotIn(part, everything)
        for word in words:
            if "passfile=" in word:
                self.assertFalse(pathlib.Path(word.split("passfile='")[1].split("'")[0]).exists())
        told = json.loads(out.read_text())["features"][0]["properties"]
        return told["line_source"], feedback.textLog()

    def assert_read_as_a_table(self, name, line, **more):
        source, said = self.run_zone(line, **more)
        self.assertEqual(f"PG:gis/{name}", source)
        self.assertNotIn("temporary GeoPackage", said)
        return said

    def assert_copied(self, line):
        source, said = self.run_zone(line)
        self.assertRegex(source, r"\.gpkg$")
        self.assertIn("temporary GeoPackage", said)

    def test_tables(self):
        self.assert_read_as_a_table("public.lines", self.layer("lines"))
        self.assert_read_as_a_table("front lines.V w",
                                    self.layer("V w", schema="front lines", key="id"))

    def test_the_authentication_store(self):
        store = QgsApplication.authManager()
        self.assertTrue(store.setMasterPassword("of the tests", True))
        entry = QgsAuthMethodConfig("Basic")
        entry.setName("silent")
        entry.setConfig("username", "silent")
        entry.setConfig("password", SECRET)
        self.assertTrue(store.storeAuthenticationConfig(entry))
        self.addCleanup(store.removeAuthenticationConfig, entry.id())
        layer = self.layer("lines", authcfg=entry.id())
        said = self.assert_read_as_a_table("public.lines", layer)
        self.assertNotIn("authcfg", said)

    def test_filters_are_passed_on(self):
        layer = self.layer("lines")
        layer.setSubsetString("\"ogc_fid\" BETWEEN 1 AND 9 AND ST_NPoints(geom) > 100")
        said = self.assert_read_as_a_table("public.lines", layer)
        self.assertIn("ST_NPoints(geom) > 100", said)

    def test_a_table_without_srid_takes_the_crs_of_the_layer(self):
        layer = self.layer("bare", key="id")
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.assertIn("--input-crs EPSG:4326", self.assert_read_as_a_table("public.bare", layer))

    def test_what_the_program_would_see_otherwise_is_copied(self):
        self.assert_copied(self.layer("two", key="id"))
        self.assert_copied(self.layer("mixed", key="id"))
        select = QgsVectorLayer(self.uri("(SELECT * FROM lines)", schema="").uri(False), "chosen",
                                "postgres")
        self.assertTrue(select.isValid())
        QgsProject.instance().addMapLayer(select)
        self.assert_copied(select)
        layer = self.layer("lines")
        layer.selectAll()
        self.assert_copied(QgsProcessingFeatureSourceDefinition(layer.id(),
                                                                selectedFeaturesOnly=True))

    def test_qgis_opens_what_the_program_writes(self):
        done = subprocess.run(
            [CORDON, "zone", str(IDLIB), "--split", "-o", self.connection(), "--table", "drawn",
             "--overwrite"], text=True, capture_output=True,
            env={**os.environ, "PGPASSWORD": SECRET})
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        zone = self.layer("drawn", key="fid")
        self.assertEqual((2, "EPSG:4326"), (zone.featureCount(), zone.crs().authid()))
        self.assertIn("20 km", zone.dataComment())
        area = zone.fields().field("area_km2")
        self.assertIn("km²", area.comment())
        results = processing.run("cordon:verify", {"ZONE": zone, "LINE": str(IDLIB)})
        self.assertEqual(1, results["HOLDS"])


class Passwords(unittest.TestCase):
    def test_none_that_somebody_types_is_shown(self):
        for word in ("PG:dbname=gis password=Hush9", "PG:dbname=gis password='Hush9 it\\'s' port=1",
                     "PG:password = Hush9\\ two dbname=gis", "PG:Password='Hush9' dbname=gis",
                     "postgresql://silent:Hush9@127.0.0.1:5432/gis",
                     "PG:postgresql://silent:Hush9@127.0.0.1/gis?connect_timeout=9",
                     "postgresql://127.0.0.1/gis?user=silent&password=Hush9&port=1"):
            with self.subTest(word):
                shown = databases.hide_passwords(word)
                for part in ("Hush9", "it\\'s", "two"):
                    self.assertNotIn(part, shown)
                self.assertIn("***", shown)
                self.assertIn("gis", shown)

    def test_other_words_stay(self):
        for word in ("/data/line.gpkg", "PG:dbname=gis passfile='/tmp/a b'", "--where",
                     "name = 'password'", "https://example.org/a@b"):
            self.assertEqual(word, databases.hide_passwords(word))


if __name__ == "__main__":
    unittest.main()
