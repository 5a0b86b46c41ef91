"""A private PostgreSQL server with PostGIS, on loopback, that lives as long as the tests of a file.

The tests connect as users with passwords over TCP; the server's owner, over a Unix socket, without.
"""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
import harness  # noqa: E402

PACKAGES = "apt-get install postgresql-15 postgresql-15-postgis-3"
PASSWORD = "Geheim-7f3a"
OWNER = "postgres"

SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 40
"""

ACCESS = """
local all {owner} trust
host all all 127.0.0.1/32 scram-sha-256
"""


def programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        raise AssertionError(f"PostgreSQL is not installed: {PACKAGES}")
    if not list(pathlib.Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        raise AssertionError(f"PostGIS is not installed: {PACKAGES}")
    return found[-1].parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self):
        self.programs = programs()
        self.closing = contextlib.ExitStack()
        # The path of a socket has to be short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self.closing.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.port = free_port()
        try:
            self._start()
        except BaseException:
            self.closing.close()
            raise

    def stop(self):
        self.closing.close()

    def _start(self):
        # PostgreSQL refuses to run as root.
        owner = OWNER if os.geteuid() == 0 else None
        if owner:
            shutil.chown(self.folder, owner, pwd.getpwnam(owner).pw_gid)
        user = {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []} if owner else {}
        data = self.folder / "data"
        made = subprocess.run(
            [self.programs / "initdb", "--no-sync", "-U", OWNER, "-E", "UTF8", "--no-locale",
             "--auth=trust", "-D", data], cwd=self.folder, capture_output=True, text=True, **user)
        if made.returncode:
            raise AssertionError(f"initdb failed: {made.stdout}{made.stderr}")
        with open(data / "postgresql.conf", "a") as file:
            file.write(SETTINGS)
        (data / "pg_hba.conf").write_text(ACCESS.format(owner=OWNER))
        log = open(self.folder / "log", "wb")
        self.closing.callback(log.close)
        # It ends with this process, however that ends.
        server = subprocess.Popen(
            ["setpriv", "--pdeathsig", "INT", self.programs / "postgres", "-D", data, "-k",
             self.folder, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, **user)
        self.closing.callback(self._stop, server)
        for _ in range(600):
            if server.poll() is not None:
                raise AssertionError((self.folder / "log").read_text())
            if subprocess.run([self.programs / "pg_isready", "-q", "-h", self.folder, "-p",
                               str(self.port)], check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError("the server was not ready after a minute")

    @staticmethod
    def _stop(server):
        server.send_signal(signal.SIGINT)  # closes all sessions
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait()

    def sql(self, query, database="gis", user=OWNER):
        """Rows as lists of texts."""
        host = self.folder if user == OWNER else "127.0.0.1"
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", str(host),
             "-p", str(self.port), "-U", user, "-d", database, "-c", query],
            capture_output=True, text=True, env={**os.environ, "PGPASSWORD": PASSWORD})
        if done.returncode:
            raise AssertionError(done.stderr)
        return [row.split("\t") for row in done.stdout.splitlines()]

    def value(self, query, **options):
        rows = self.sql(query, **options)
        return rows[0][0] if rows else None

    def name(self, **settings):
        """A connection for the program, without a password."""
        words = {"dbname": "gis", "host": "127.0.0.1", "port": self.port, "user": "reporter",
                 **settings}
        return "PG:" + " ".join(f"{k}={v}" for k, v in words.items() if v is not None)


class PostgisTest(harness.CliTest):
    """A database gis of its own for each test; user reporter may create schemas and tables there."""

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
        return self.value(f"SELECT md5(string_agg(ST_AsBinary({geometry})::text, ';' ORDER BY fid)) "
                          f"FROM {table}")


def main():
    unittest.main(verbosity=1)
