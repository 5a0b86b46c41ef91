"""A private PostgreSQL server with PostGIS, on a Unix socket, that lives as long as it is needed."""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

import process

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    # One process does the work, so that its memory and CPU time are all there is.
    "max_parallel_workers_per_gather": "0",
}

# What the server's process of this session used: its largest resident set and its CPU time.
USAGE = r"""
SELECT 'server memory '
  || substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s+(\d+)')::bigint * 1024
  || ' cpu ' || (s[12]::numeric + s[13]::numeric) / {ticks}
FROM regexp_split_to_array(
  regexp_replace(pg_read_file('/proc/self/stat'), '^.*\) ', ''), ' ') AS s;
"""


def programs_folder():
    """The newest installed version's, or None."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return found[-1].parent if found else None


def missing():
    """Why there can be no server; None: there can."""
    bin_folder = programs_folder()
    if bin_folder is None:
        return "postgresql is not installed"
    if not list(pathlib.Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return "PostGIS is not installed"
    if shutil.which("psql") is None:
        return "psql is not installed"
    return None


class Server:
    """Use it in a with statement: leaving it stops the server and removes its data."""

    def __init__(self, folder):
        self.folder = folder
        self.user = pwd.getpwuid(os.geteuid()).pw_name
        self.closing = contextlib.ExitStack()
        self.socket = None
        self.loaded = set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # A second Ctrl-C is not to leave a server behind.
        impatience = {signal.SIGINT, signal.SIGTERM}
        signal.pthread_sigmask(signal.SIG_BLOCK, impatience)
        self.closing.close()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, impatience)

    def start(self):
        """Starts it, if it is not running. Raises process.Failed."""
        if self.socket:
            return
        # PostgreSQL refuses to run as root.
        owner = "postgres" if os.geteuid() == 0 else None
        self.user = owner or self.user
        data = self._own_folder(self.folder, owner)
        # The path of a socket has to be short.
        socket = self._own_folder(None, owner)
        bin_folder = programs_folder()
        log = self.folder / "postgres.log"
        with open(log, "wb") as output:
            start = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
            start |= {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output,
                      "cwd": data, "start_new_session": True}
            made = subprocess.run([bin_folder / "initdb", "--no-sync", "--auth=trust", "-E", "UTF8",
                                   "--no-locale", "-D", data / "db"], **start)
            if made.returncode != 0:
                raise process.Failed(f"initdb failed, see {log}")
            options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
            # It ends with this process, however that ends.
            server = subprocess.Popen(["setpriv", "--pdeathsig", "INT", bin_folder / "postgres",
                                       "-D", data / "db", "-k", socket, *options], **start)
        self.closing.callback(_stop, server)
        self._wait_until_ready(server, socket, log)
        self.socket = socket
        self.query("CREATE EXTENSION postgis")

    def load(self, data, log):
        """Loads the lines as geography into a table with the data's name. Raises process.Failed."""
        self.start()
        if data.name not in self.loaded:
            process.run(["ogr2ogr", "-f", "PostgreSQL", self.ogr_source(), data.fgb, "-nln",
                         data.name, "-lco", "LAUNDER=NO", "-lco", "GEOM_TYPE=geography", "-lco",
                         "GEOMETRY_NAME=line", "-lco", "SPATIAL_INDEX=NONE"], log)
            self.loaded.add(data.name)
        self.query("DROP TABLE IF EXISTS zones")

    def ogr_source(self):
        return f"PG:host='{self.socket}' user='{self.user}' dbname=postgres"

    def psql(self, *queries):
        """The command that runs queries and then tells what the server's process used."""
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U",
                   self.user, "-d", "postgres"]
        for query in [*queries, USAGE.format(ticks=os.sysconf("SC_CLK_TCK"))]:
            command += ["-c", query]
        return command

    def query(self, query):
        process.run(self.psql(query), self.folder / "psql.log")

    def _own_folder(self, parent, owner):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="postgres-", dir=parent))
        self.closing.callback(shutil.rmtree, folder, ignore_errors=True)
        if owner:
            shutil.chown(folder, owner, owner)
        return folder

    def _wait_until_ready(self, server, socket, log):
        for _ in range(600):
            if server.poll() is not None:
                raise process.Failed(f"the server did not start, see {log}")
            if subprocess.run([programs_folder() / "pg_isready", "-q", "-h", socket],
                              check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise process.Failed(f"the server was not ready after a minute, see {log}")


def _stop(server):
    server.send_signal(signal.SIGINT)  # closes all sessions
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
