"""A password in a connection is never repeated: in no message, output, table or list of processes."""

import itertools
import pathlib
import subprocess
import urllib.parse

import server
from harness import CORDON, DONE, FAILED, IDLIB, USAGE

# Parts of it, too: a word behind a blank, what stands before an @.
SECRET = "Hush9 it's@a/key:x"
PARTS = ["Hush9", "it's", "it\\'s", "a/key", "key:x", urllib.parse.quote(SECRET, safe="")]


class Passwords(server.PostgisTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server.sql("CREATE ROLE silent LOGIN PASSWORD '" + SECRET.replace("'", "''") + "'; "
                       "GRANT reporter TO silent", database=server.OWNER)

    def setUp(self):
        super().setUp()
        self.load("line.geojson")
        self.sql("GRANT SELECT ON lines TO PUBLIC")

    def names(self, **settings):
        """The ways to write a connection with that password."""
        words = {"dbname": "gis", "host": "127.0.0.1", "port": self.server.port, "user": "silent",
                 **settings}
        plain = " ".join(f"{k}={v}" for k, v in words.items())
        quoted = SECRET.replace("'", "\\'")
        encoded = urllib.parse.quote(SECRET, safe="")
        place = "{host}:{port}/{dbname}".format(**words)
        return [f"PG:{plain} password='{quoted}'", f"PG:password = '{quoted}' {plain}",
                f"PG:{plain} password={quoted.replace(' ', chr(92) + ' ')}",
                f"postgresql://{words['user']}:{encoded}@{place}",
                f"PG:postgresql://{words['user']}:{encoded}@{place}?application_name=cordon",
                f"postgresql://{place}?user={words['user']}&password={encoded}"]

    def run_silently(self, *arguments, code=None):
        done = self.run_cordon(*arguments, env=self.environment(PGPASSWORD=""))
        if code is not None:
            self.assertEqual(code, done.returncode, done.stderr)
        texts = {"stdout": done.stdout, "stderr": done.stderr}
        for path in self.folder.rglob("*"):
            if path.is_file():
                texts[path.name] = path.read_bytes().decode("utf-8", "replace")
        for (where, text), part in itertools.product(texts.items(), PARTS):
            self.assertNotIn(part, text, f"{where} of {arguments}")
        return done

    def test_it_is_the_password(self):
        for name in self.names():
            with self.subTest(name=name):
                self.run_silently("inspect", name, code=DONE)

    def test_outputs(self):
        for number, name in enumerate(self.names()):
            with self.subTest(name=name):
                outputs = [f"{number}.{end}" for end in ("geojson", "gpkg", "shp", "csv", "kml", "fgb")]
                self.run_silently("zone", name, "--layer", "lines", *itertools.chain(
                    *(("-o", output) for output in outputs)), "-o", name, "--overwrite", "--json",
                    code=DONE)
                self.run_silently("zone", name, "--sql", "SELECT * FROM lines", "-o", name,
                                  "--overwrite", code=DONE)
        dump = subprocess.run(["pg_dump", "-h", str(self.server.folder), "-p", str(self.server.port),
                               "-U", server.OWNER, "gis"], check=True, capture_output=True, text=True)
        self.assertIn("COMMENT ON TABLE", dump.stdout)
        for part in PARTS:
            self.assertNotIn(part, dump.stdout)

    def test_other_commands(self):
        self.write("towns.csv", "name,lat,lon\nA,35.7,36.6\n")
        for number, name in enumerate(self.names(tables="lines")[:3] + self.names()[3:]):
            with self.subTest(name=name):
                self.run_silently("near", name, "towns.csv", "-o", f"near{number}.csv", "-o",
                                  f"near{number}.md", "--json", code=DONE)
                self.run_silently("report", name, "-o", f"report{number}.md")
                self.run_silently("compare", name, "line.geojson", "-o", f"change{number}.gpkg", "-o",
                                  f"change{number}.md", "--json", code=DONE)
                self.run_silently("contact", name, "--by", "name", "-o", f"contact{number}.gpkg")
                self.run_silently("zone", "line.geojson", "--clip", name, "-o", "clip.geojson",
                                  "--overwrite")

    def test_failures(self):
        settings = ({"port": server.free_port()}, {"dbname": "elsewhere"}, {"user": "guest"},
                    {"host": "nowhere.invalid"}, {"port": "no"})
        for name in itertools.chain(*(self.names(**words) for words in settings)):
            with self.subTest(name=name):
                self.run_silently("zone", name, "-o", "a.geojson", code=FAILED)
                self.run_silently("zone", "line.geojson", "-o", name, code=FAILED)
                self.run_silently("inspect", name, code=FAILED)
        for name in self.names():
            with self.subTest(name=name):
                for arguments in (["--layer", "nope"], ["--where", "nope"], ["--sql", "nope"],
                                  ["--dissolve", "nope"], ["--distance-field", "nope"], ["--nope"],
                                  ["more"], ["--clip", name, "--erase", name]):
                    self.run_silently("zone", name, "-o", "a.geojson", *arguments, code=USAGE)
                # What stands behind a colon in a password may be taken for the field.
                self.run_silently("zone", "line.geojson", "--by", name, "-o", "a.geojson")
                self.run_silently("zone", "line.geojson", "-o", name, "-o", name, code=USAGE)
                self.run_silently("zone", "line.geojson", "-o", name, "-f", "GPKG", code=USAGE)
                self.run_silently("zone", "line.geojson", "-o", name, "--table", "lines", code=USAGE)
                self.run_silently(name, code=USAGE)
                self.run_silently("help", name, code=USAGE)
                self.run_silently("near", "line.geojson", name)
                self.run_silently("report", "line.geojson", "-o", name)
                self.run_silently("near", "line.geojson", "line.geojson", "-o", name)

    def test_passwords_that_are_not_written_as_they_should_be(self):
        """libpq's own complaint would repeat half of them."""
        place = f"127.0.0.1:{self.server.port}/gis"
        words = f"dbname=gis host=127.0.0.1 port={self.server.port} user=silent"
        for name in (f"PG:{words} password={SECRET}", f"PG:{words} password='{SECRET}'",
                     f"PG:{words} Password={SECRET}", f"PG:password={SECRET} {words}",
                     f"postgresql://silent:{SECRET}@{place}", f"PG:postgresql://silent:{SECRET}@{place}",
                     f"PG:dbname=postgresql://silent:{SECRET}@{place}",
                     f"postgresql://{place}?password={SECRET}"):
            for arguments in (["zone", name, "-o", "a.geojson"], ["zone", "line.geojson", "-o", name],
                              ["inspect", name], ["zone", name, name, "-o", "a.geojson"],
                              ["zone", "line.geojson", "--clip", name, "-o", "a.geojson"],
                              ["zone", "line.geojson", "-o", "a.geojson", "--layer", name]):
                with self.subTest(arguments=arguments):
                    done = self.run_silently(*arguments)
                    self.assertIn(done.returncode, (FAILED, USAGE))

    def test_the_list_of_processes(self):
        for name in self.names():
            with self.subTest(name=name):
                run = subprocess.Popen([CORDON, "zone", str(IDLIB), "-o", name, "-o", "-", "--tolerance",
                                        "1cm", "--overwrite"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, cwd=self.folder,
                                       env=self.environment(PGPASSWORD=""))
                # It waits until somebody reads what it prints.
                run.stdout.read(1)
                seen = pathlib.Path(f"/proc/{run.pid}/cmdline").read_text()
                run.stdout.read()
                run.stdout.close()
                self.assertEqual(DONE, run.wait(60))
                self.assertIn("--tolerance", seen)
                for part in PARTS:
                    self.assertNotIn(part, seen)


if __name__ == "__main__":
    server.main()
