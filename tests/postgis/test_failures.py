"""Runs that fail leave a database as it was, and say why in one message."""

import json
import random
import signal
import subprocess
import threading
import time

import server
from harness import CORDON, FAILED, USAGE, features, line

LINES = 20_000


def many_lines(number):
    chance = random.Random(7)
    found = []
    for i in range(number):
        path = [[chance.uniform(35, 42), chance.uniform(32, 38)]]
        for _ in range(9):
            path.append([round(c + chance.uniform(-0.02, 0.02), 6) for c in path[-1]])
        found.append((line(*path), {"name": f"line {i}"}))
    return features(*found)


class Failures(server.PostgisTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.many = many_lines(LINES)

    def setUp(self):
        super().setUp()
        self.succeeds("zone", "line.geojson", "-o", self.pg)
        self.before = self.state()

    def state(self):
        """All that anybody can see of the tables."""
        return (self.tables(),
                self.sql("SELECT c.oid, relname, obj_description(c.oid) FROM pg_class c JOIN "
                         "pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public' ORDER BY 1"),
                self.shape_of(), self.shape_of("line"))

    def fails_unseen(self, words, *arguments, code=FAILED, **options):
        done = self.fails(code, words, "zone", *arguments, **options)
        self.assertEqual(self.before, self.state())
        return done

    # While it writes

    def start_long(self, *arguments):
        """A run that replaces the tables, in the middle of its COPY."""
        self.write("many.geojson", self.many)
        run = subprocess.Popen([CORDON, "zone", "many.geojson", "--dissolve", "none", "-o", self.pg,
                                "-o", "many.gpkg", "--overwrite", *arguments], cwd=self.folder,
                               env=self.environment(), text=True, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        for _ in range(6000):
            if self.sql("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY%' AND state = 'active'"):
                return run
            self.assertIsNone(run.poll(), "it ended before it was seen to write")
            time.sleep(0.01)
        self.fail("it did not begin to write within a minute")

    def wait_for_sessions_to_end(self):
        for _ in range(600):
            if not self.sql("SELECT 1 FROM pg_stat_activity WHERE usename = 'reporter'"):
                return
            time.sleep(0.05)
        self.fail("a session is left")

    def test_kill(self):
        run = self.start_long()
        run.send_signal(signal.SIGKILL)
        run.communicate()
        self.wait_for_sessions_to_end()
        self.assertEqual(self.before, self.state())
        self.assertFalse((self.folder / "many.gpkg").exists())

    def test_interrupts(self):
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(signal=number):
                run = self.start_long()
                run.send_signal(number)
                out, err = run.communicate(timeout=60)
                self.assertEqual(128 + number, run.returncode)
                self.assertEqual("", out)
                self.assertIn("interrupted", err)
                self.wait_for_sessions_to_end()
                self.assertEqual(self.before, self.state())
                self.assertFalse((self.folder / "many.gpkg").exists())

    def test_the_server_ends_the_session(self):
        run = self.start_long()
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY%' "
                 "AND usename = 'reporter'")
        _, err = run.communicate(timeout=60)
        self.assertEqual(FAILED, run.returncode, err)
        self.assertRegex(err.splitlines()[0], "^cordon zone: .*(terminat|connection|server)")
        self.assertEqual(self.before, self.state())
        self.assertFalse((self.folder / "many.gpkg").exists())

    def test_an_error_in_the_middle(self):
        # The last feature holds no distance: found when tens of thousands of zones are written.
        lines = json.loads(self.many)
        for number, feature in enumerate(lines["features"]):
            feature["properties"]["reach"] = "2 km" if number < LINES - 1 else "far"
        self.write("odd.geojson", json.dumps(lines))
        self.fails_unseen(["far"], "odd.geojson", "--dissolve", "none", "--distance-field", "reach",
                          "-o", self.pg, "--overwrite")

    def test_steps_that_the_server_refuses(self):
        """Each of them in turn, by a trigger."""
        for step in "CREATE TABLE", "DROP TABLE", "ALTER TABLE", "CREATE INDEX", "COMMENT":
            with self.subTest(step=step):
                self.sql("CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS "
                         "$$ BEGIN RAISE 'refused by the test'; END $$; "
                         f"CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('{step}') "
                         "EXECUTE FUNCTION refuse()")
                try:
                    done = self.fails(FAILED, ["refused by the test"], "zone", "line.geojson", "-o",
                                      self.pg, "-o", "a.geojson", "--overwrite", "--distance", "5km")
                finally:
                    self.sql("DROP EVENT TRIGGER refuse; DROP FUNCTION refuse()")
                self.assertIn("database", done.stderr)
                self.assertEqual(self.before, self.state())

    def test_a_view_on_the_table(self):
        self.sql("CREATE VIEW seen AS SELECT * FROM zone")
        self.before = self.state()
        self.fails_unseen(["depend", "view"], "line.geojson", "-o", self.pg, "--overwrite")

    def test_a_table_that_somebody_made_meanwhile(self):
        self.sql("DROP TABLE zone, line")
        run = self.start_long()
        self.sql("CREATE TABLE zone AS SELECT 1 AS fid, ST_Point(1, 2) AS geom")
        _, err = run.communicate(timeout=60)
        self.assertEqual(FAILED, run.returncode, err)
        self.assertIn("already exists", err)
        self.assertEqual(["public.zone"], self.tables())

    def test_readers_see_the_old_or_the_new(self):
        self.write("many.geojson", features(*[(f["geometry"], f["properties"]) for f in
                                              json.loads(self.many)["features"][:400]]))
        sizes, done = [], threading.Event()

        def read():
            while not done.is_set():
                sizes.append(self.sql("SELECT count(*), min(distance_m), max(distance_m) FROM zone")[0])

        self.succeeds("zone", "many.geojson", "--dissolve", "none", "--distance", "1km", "-o", self.pg,
                      "--overwrite", "-q")
        reader = threading.Thread(target=read)
        reader.start()
        try:
            for number in range(2, 8):
                self.succeeds("zone", "many.geojson", "--dissolve", "none", "--distance", f"{number}km",
                              "-o", self.pg, "--overwrite", "-q")
        finally:
            done.set()
            reader.join()
        self.assertEqual({"400"}, {row[0] for row in sizes})
        self.assertTrue(all(row[1] == row[2] for row in sizes))
        self.assertGreater(len({row[1] for row in sizes}), 1)

    def test_a_reader_that_holds_the_table(self):
        holder = subprocess.Popen(["psql", "-X", "-q", "-h", str(self.server.folder), "-p",
                                   str(self.server.port), "-U", server.OWNER, "gis"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(holder.stdout.close)
        holder.stdin.write("BEGIN; SELECT count(*) FROM zone;\n")
        holder.stdin.flush()
        holder.stdout.readline()
        try:
            self.fails_unseen(["lock timeout", "another session"], "line.geojson", "-o", self.pg,
                              "--overwrite",
                              env=self.environment(PGOPTIONS="-c lock_timeout=300ms"))
        finally:
            holder.stdin.close()
            holder.wait()

    # Before any work is done: the source is not even looked for

    def refused(self, code, words, *arguments, **options):
        done = self.fails(code, words, "zone", "nowhere.geojson", "-o", *arguments, **options)
        self.assertEqual(self.before, self.state())
        return done

    def test_no_server(self):
        self.refused(FAILED, ["connection", "refused", "pg_isready"],
                     self.server.name(port=server.free_port()))
        self.refused(FAILED, ["connection", "pg_isready"], self.server.name(host="nowhere.invalid"))

    def test_passwords(self):
        for words, password in (["password authentication failed", "PGPASSWORD"], "wrong"), \
                (["no password supplied", "PGPASSWORD"], ""):
            self.refused(FAILED, words, self.pg, env=self.environment(PGPASSWORD=password))
            self.fails(FAILED, words, "zone", self.pg, "-o", "a.geojson",
                       env=self.environment(PGPASSWORD=password))

    def test_no_such_database(self):
        self.refused(FAILED, ['"elsewhere" does not exist', "dbname="],
                     self.server.name(dbname="elsewhere"))

    def test_connections_that_make_no_sense(self):
        for name in "PG:dbname", "PG:dbname=gis my host", "PG:=x", "PG:dbname='gis":
            self.refused(USAGE, ["NAME=VALUE"], name)
        self.refused(FAILED, ["invalid connection option"], "PG:dbnam=gis")

    def test_no_postgis(self):
        self.sql("CREATE DATABASE bare", database=server.OWNER)
        self.addCleanup(self.sql, "DROP DATABASE bare WITH (FORCE)", database=server.OWNER)
        bare = self.server.name(dbname="bare")
        self.refused(FAILED, ["no PostGIS", "CREATE EXTENSION postgis"], bare)
        self.fails(FAILED, ["no PostGIS", "CREATE EXTENSION postgis"], "zone", bare, "-o", "a.geojson")

    def test_rights(self):
        guest = self.server.name(user="guest")
        self.refused(FAILED, ["may not create", "GRANT CREATE ON SCHEMA"], guest, "--table", "other")
        self.sql("GRANT CREATE ON SCHEMA public TO guest")
        self.refused(FAILED, ["belongs to another user"], guest, "--overwrite")
        self.refused(FAILED, ["only be read"], self.pg, "--overwrite",
                     env=self.environment(PGOPTIONS="-c default_transaction_read_only=on"))

    def test_what_is_no_table(self):
        self.sql("CREATE VIEW seen AS SELECT 1 AS one; ALTER VIEW seen OWNER TO reporter")
        self.before = self.state()
        self.refused(USAGE, ["public.seen"], self.pg, "--table", "seen")
        self.refused(FAILED, ["no table"], self.pg, "--table", "seen", "--overwrite")


if __name__ == "__main__":
    server.main()
