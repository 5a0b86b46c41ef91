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
import tempfile
import time

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
        user = {"user": owner, "group": pwd.getpwnam(owner).pw_gid,
                "extra_groups": []} if owner else {}
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
