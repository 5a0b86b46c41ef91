"""Packages and recipes for the tests."""

import hashlib
import json
import subprocess

from harness import CORDON, CliTest

RECIPE = """title = A line near Idlib
line = line.geojson
size = mobile
distance = {}
"""


def contents(folder):
    """Path -> bytes of every file below, links and empty folders told apart."""
    return {p.relative_to(folder).as_posix(): "folder" if p.is_dir() else p.read_bytes()
            for p in sorted(folder.rglob("*"))}


def provenance(folder):
    return json.loads((folder / "provenance.json").read_text())


def listed_files(folder):
    """Path -> SHA-256, as the package says of itself."""
    return {f["path"]: f["sha256"] for s in provenance(folder)["steps"] for f in s["files"]}


def marks(folder):
    """What writing to files and folders changes; reading them only changes when they were read."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_ctime_ns)
            for path in [folder, *folder.rglob("*")]}


class PackageTest(CliTest):
    def setUp(self):
        super().setUp()
        self.package = self.folder / "package"
        self.recipe("5km")

    def recipe(self, distance, more=""):
        return self.write("zone.ini", RECIPE.format(distance) + more)

    def publish(self, *arguments, **options):
        return self.run_cordon("publish", "zone.ini", "-o", "package", *arguments, **options)

    def made(self, *arguments, **options):
        """What a run that succeeds says of itself."""
        done = self.publish("--json", *arguments, **options)
        self.assertEqual(0, done.returncode, done.stderr)
        return json.loads(done.stdout)

    def check(self):
        """The differences that --check tells, as (kind, name)."""
        done = self.publish("--check", "--json")
        told = json.loads(done.stdout)
        self.assertEqual(0 if told["matches"] else 1, done.returncode)
        self.assertEqual(told["matches"], not told["differences"])
        return [(d["kind"], d["name"]) for d in told["differences"]]

    def start(self, *arguments, **options):
        return subprocess.Popen([CORDON, "publish", "zone.ini", "-o", "package", *arguments],
                                cwd=self.folder, text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **options)

    def assert_whole(self, folder=None):
        """Every file is listed, and is what its SHA-256 says; and nothing else is there."""
        folder = folder or self.package
        listed = listed_files(folder)
        found = {name: hashlib.sha256(content).hexdigest()
                 for name, content in contents(folder).items()
                 if content != "folder" and name != "provenance.json"}
        self.assertEqual(listed, found)
        self.assertIn("README.txt", found)

    def assert_nothing_beside(self):
        self.assertEqual([], [p.name for p in self.folder.iterdir() if p.name.startswith(".")])
