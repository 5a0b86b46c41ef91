"""Tests of the program with a database of their own on a private server."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402
from postgres import OWNER, PASSWORD, Server, free_port  # noqa: E402, F401


class PostgisTest(harness.CliTest):
    """A database gis of its own for each test; user reporter may create schemas and tables."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.stop)
        cls.server.sql(f"CREATE ROLE reporter LOGIN PASSWORD '{PASSWORD}'", database=OWNER)
        cls.server.sql(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'", database=OWNER)
        cls.server.sql("CREATE DATABASE clean", database=OWNER)
        cls.server.sql("CREATE EXTENSION postgis; GRANT CREATE ON SCHEMA public TO reporter; "
                       "GRANT CREATE ON DATABASE clean TO reporter", database="clean")

    def setUp(self):
        super().setUp()
        self.server.sql("DROP DATABASE IF EXISTS gis WITH (FORCE)", database=OWNER)
        self.server.sql("CREATE DATABASE gis TEMPLATE clean", database=OWNER)
        self.server.sql("GRANT CREATE ON DATABASE gis TO reporter", database=OWNER)
        self.pg = self.server.name()
        self.sql = self.server.sql
        self.value = self.server.value

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        return {**kept, "PGPASSWORD": PASSWORD, "HOME": str(self.folder), **more}

    def run_cordon(self, *arguments, **options):
        options.setdefault("env", self.environment())
        return super().run_cordon(*arguments, **options)

    def load(self, path, table="lines", *options):
        """A file into a table of reporter's, by ogr2ogr."""
        subprocess.run(["ogr2ogr", "-f", "PostgreSQL", self.pg, str(self.folder / path), "-nln",
                        table, "-lco", "LAUNDER=NO", *options], check=True, capture_output=True,
                       env=self.environment())

    def tables(self):
        return [row[0] for row in self.sql(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n "
            "ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname NOT IN "
            "('pg_catalog', 'information_schema') AND c.relname <> 'spatial_ref_sys' ORDER BY 1")]

    def shape_of(self, table="zone", geometry="geom"):
        return self.value(f"SELECT md5(string_agg(ST_AsBinary({geometry})::text, ';' "
                          f"ORDER BY fid)) FROM {table}")


def main():
    unittest.main(verbosity=1)
