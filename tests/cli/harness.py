"""Runs the program in a folder of its own and checks what it says and what it leaves there.

The environment names the program (CORDON) and the data of the source tree (CORDON_DATA).
"""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

CORDON = os.environ["CORDON"]
DATA = pathlib.Path(os.environ["CORDON_DATA"])
IDLIB = DATA / "idlib-2018-09" / "contact_line_2018-09.geojson"
DMZ = DATA / "korea-dmz" / "dmz.shp"
# Among three lines of that file, the Military Demarcation Line.
MDL = ["--where", "DISCLAIME1 = 'Military Demarcation Line'"]

DONE, FAILED, USAGE, NOT_CERTIFIED = 0, 1, 2, 3


def feature_collection(*geometries, **members):
    features = [{"type": "Feature", "properties": {}, "geometry": g} for g in geometries]
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def features(*pairs, **members):
    """A collection of (geometry, properties)."""
    return json.dumps({"type": "FeatureCollection", **members, "features": [
        {"type": "Feature", "properties": p, "geometry": g} for g, p in pairs]})


def line(*coordinates):
    return {"type": "LineString", "coordinates": list(coordinates)}


def point(lon, lat):
    return {"type": "Point", "coordinates": [lon, lat]}


def box(west, south, east, north):
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north],
                                                [west, north], [west, south]]]}


# A line of 40 km near Idlib, on land.
PLAIN = line([36.5, 35.6], [36.7, 35.7], [36.8, 35.9])


class CliTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.write("line.geojson", feature_collection(PLAIN))

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content)
        return path

    def files(self):
        return sorted(p.relative_to(self.folder).as_posix()
                      for p in self.folder.rglob("*") if not p.is_dir())

    def run_cordon(self, *arguments, **options):
        return subprocess.run([CORDON, *map(str, arguments)], cwd=self.folder, text=True,
                              capture_output=True, timeout=120, **options)

    def succeeds(self, *arguments, **options):
        done = self.run_cordon(*arguments, **options)
        self.assertEqual(DONE, done.returncode, done.stderr)
        return done

    def ogr(self, name, layer="zone"):
        """A layer as OGR reads it back, as GeoJSON."""
        subprocess.run(["ogr2ogr", "-f", "GeoJSON", "back.json", name, layer], cwd=self.folder,
                       check=True, capture_output=True)
        return json.loads((self.folder / "back.json").read_text())

    def zone(self, name, *arguments):
        """The features of the zone of a source, as written to GeoJSON."""
        self.succeeds("zone", name, "-o", "zone.geojson", "--overwrite", *arguments)
        return json.loads((self.folder / "zone.geojson").read_text())["features"]

    def figures(self, *arguments):
        """The JSON object that a successful run prints."""
        return json.loads(self.succeeds(*arguments, "--json").stdout)

    def fails(self, code, words, *arguments, **options):
        """The run ends with this code and a message of a problem and an advice that holds all the
        words, prints nothing else and leaves no file."""
        before = self.files()
        done = self.run_cordon(*arguments, **options)
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        lines = done.stderr.splitlines()
        self.assertEqual(2, len(lines), done.stderr)
        self.assertRegex(lines[0], r"^cordon( [a-z]+)?: [^\s].*[^.\s]$")
        self.assertRegex(lines[1], r"^  \S.*")
        for word in words:
            self.assertIn(word.lower(), done.stderr.lower())
        self.assertEqual(before, self.files())
        return done
