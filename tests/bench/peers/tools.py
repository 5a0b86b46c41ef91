"""What is compared: for each tool the command that draws zones, and why it cannot run, if so."""

import dataclasses
import functools
import pathlib
import shutil
import subprocess
import sys

import data
import postgis
import process

HERE = pathlib.Path(__file__).resolve().parent
UTM = "EPSG:32637"  # of all lines here
SEGMENTS = 100  # of a quarter circle


@dataclasses.dataclass(frozen=True)
class Job:
    """Zones of `distance` around lines: one each, or one of all."""

    data: data.Data
    distance: int  # m
    each: bool
    out: pathlib.Path  # without a suffix
    log: pathlib.Path

    @property
    def mode(self):
        return "each" if self.each else "all"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where things are."""

    programs: pathlib.Path
    cordon: pathlib.Path
    folder: pathlib.Path  # for what peers need
    server: postgis.Server


class Tool:
    """One row of a table. `key` selects it, `label` names it."""

    key = ""
    reads = "fgb"  # the file of the data that it reads
    suffix = ".fgb"  # of the zones that it writes; None: it writes none
    geodesic = False  # edges of the zones

    def __init__(self, place, label):
        self.place = place
        self.label = label

    def missing(self):
        """Why it cannot run; None: it can."""
        return None

    def prepare(self, job):
        """What is not timed. May raise process.Failed."""

    def command(self, job):
        raise NotImplementedError

    def zones(self, job):
        """The file of zones, after the last run; None: it draws none."""
        return job.out.with_suffix(self.suffix) if self.suffix else None

    def source(self, job):
        return getattr(job.data, self.reads)


class Cordon(Tool):
    key = "cordon"

    def __init__(self, place, label, options=(), reads="fgb", suffix=".fgb"):
        super().__init__(place, label)
        self.options = list(options)
        self.reads = reads
        self.suffix = suffix

    def command(self, job):
        return [self.place.cordon, "zone", self.source(job), *self._distance(job),
                "--dissolve", "none" if job.each else "all", "-o", self.zones(job), "--overwrite",
                "--quiet", *self.options]

    def _distance(self, job):
        return [] if "--rings" in self.options else ["--distance", f"{job.distance}m"]


class BuildOnly(Tool):
    """Cordon's library without writing."""

    key = "cordon"
    suffix = None

    def __init__(self, place, threads):
        super().__init__(place, f"Cordon, built and certified only, {threads} thread"
                         + ("s" if threads > 1 else ""))
        self.threads = threads

    def command(self, job):
        return [self.place.programs / "build_only", self.source(job), job.distance, self.threads]


class Ogr(Tool):
    """What it takes to read a file, or to copy it."""

    key = "ogr"
    suffix = None

    def __init__(self, place, words, reads="fgb"):
        super().__init__(place, " ".join(words))
        self.words = words
        self.reads = reads

    def missing(self):
        return None if shutil.which(self.words[0]) else f"{self.words[0]} is not installed"

    def command(self, job):
        if self.words[0] == "ogr2ogr":
            copy = job.out.with_suffix(".geojson")
            copy.unlink(missing_ok=True)
            return [*self.words, copy, self.source(job)]
        return [*self.words, self.source(job)]


class PlainGeos(Tool):
    key = "geos"

    def __init__(self, place, segments=SEGMENTS):
        super().__init__(place, f"plain GEOS in UTM, {segments} segments")
        self.segments = segments

    def command(self, job):
        return [self.place.programs / "plain_geos", self.source(job), self.zones(job), UTM,
                job.distance, self.segments, job.mode]


class PostGis(Tool):
    key = "postgis"
    geodesic = True

    def __init__(self, place):
        super().__init__(place, f"PostGIS geography, {SEGMENTS} segments")

    def missing(self):
        return postgis.missing()

    def prepare(self, job):
        self.place.server.load(job.data, job.log)

    def command(self, job):
        zone = f"ST_Buffer(line, {job.distance}, 'quad_segs={SEGMENTS}')"
        columns = (f"id, {zone} AS zone" if job.each else
                   f"1 AS id, ST_Union({zone}::geometry)::geography AS zone")
        return self.place.server.psql(
            f'CREATE UNLOGGED TABLE zones AS SELECT {columns} FROM "{job.data.name}"')

    def zones(self, job):
        path = super().zones(job)
        process.run(["ogr2ogr", "-f", "FlatGeobuf", "-nlt", "MULTIPOLYGON", path,
                     self.place.server.ogr_source(), "-sql",
                     "SELECT id, zone::geometry FROM zones", "-overwrite"], job.log)
        return path


class SpatiaLite(Tool):
    key = "spatialite"

    def __init__(self, place):
        super().__init__(place, f"SpatiaLite by ogr2ogr, {SEGMENTS} segments")

    def missing(self):
        return None if shutil.which("ogr2ogr") else "ogr2ogr is not installed"

    def command(self, job):
        plane = f"ST_Transform(geometry, {UTM.split(':')[1]})"
        zone = f"ST_Buffer({plane}, {job.distance}, {SEGMENTS})"
        zone = f"id, ST_Transform({zone}, 4326)" if job.each else \
            f"ST_Transform(ST_Union({zone}), 4326)"
        self.zones(job).unlink(missing_ok=True)
        return ["ogr2ogr", "-f", "FlatGeobuf", "-nlt", "MULTIPOLYGON", self.zones(job),
                self.source(job), "-dialect", "SQLite", "-sql",
                f"SELECT {zone} AS geometry FROM \"{_layer(self.source(job))}\""]


class GeoPandas(Tool):
    key = "geopandas"

    def __init__(self, place):
        super().__init__(place, f"GeoPandas, {SEGMENTS} segments")

    def missing(self):
        return None if _python_with_geopandas() else "python3-geopandas is not installed"

    def command(self, job):
        return [_python_with_geopandas(), HERE / "geopandas_buffer.py", self.source(job),
                self.zones(job), job.distance, SEGMENTS, job.mode]


class S2(Tool):
    key = "s2"
    geodesic = True

    def __init__(self, place):
        super().__init__(place, f"S2, {4 * SEGMENTS} segments of a circle")

    def missing(self):
        built = (self.place.programs / "s2_buffer").exists()
        return None if built else "libs2-dev was not installed when this was built"

    def command(self, job):
        return [self.place.programs / "s2_buffer", self.source(job), self.zones(job), job.distance,
                4 * SEGMENTS, job.mode]


class Turf(Tool):
    key = "turf"
    reads = "geojson"
    suffix = ".geojson"

    def __init__(self, place):
        super().__init__(place, f"turf.js, {SEGMENTS} steps")

    def missing(self):
        if shutil.which("node") is None:
            return "node is not installed"
        return _install_turf(self.place.folder)

    def command(self, job):
        return ["env", f"NODE_PATH={self.place.folder / 'turf' / 'node_modules'}", "node",
                "--max-old-space-size=8192", HERE / "turf_buffer.mjs", self.source(job),
                self.zones(job), job.distance, SEGMENTS, job.mode]


class Qgis(Tool):
    """Buffers in the units of the layer, so that the line is first put into UTM, not timed."""

    key = "qgis"

    def __init__(self, place):
        super().__init__(place, f"QGIS, {SEGMENTS} segments")

    def missing(self):
        return None if shutil.which("qgis_process") else "qgis_process is not installed"

    def prepare(self, job):
        self._plane(job).unlink(missing_ok=True)
        process.run(["ogr2ogr", "-t_srs", UTM, self._plane(job), self.source(job)], job.log)

    def command(self, job):
        return ["env", "QT_QPA_PLATFORM=offscreen", "qgis_process", "run", "native:buffer", "--",
                f"INPUT={self._plane(job)}", f"DISTANCE={job.distance}", f"SEGMENTS={SEGMENTS}",
                f"DISSOLVE={'false' if job.each else 'true'}", f"OUTPUT={self.zones(job)}"]

    def _plane(self, job):
        return job.out.with_name(job.out.name + "-utm.fgb")


def _layer(path):
    """The name that bench_data gives its layers, or that of a GeoJSON file."""
    return "lines" if path.suffix == ".fgb" else path.stem


@functools.cache
def _python_with_geopandas():
    for python in dict.fromkeys([sys.executable, "/usr/bin/python3"]):
        found = subprocess.run([python, "-c", "import geopandas"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    return None


@functools.cache
def _install_turf(folder):
    """Installs the version that package.json names. Returns why it could not."""
    home = folder / "turf"
    wanted = HERE / "package.json"
    have = home / "package.json"
    if have.exists() and have.read_bytes() == wanted.read_bytes():
        return None
    if shutil.which("npm") is None:
        return "npm is not installed"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copy(wanted, have)
    try:
        process.run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"],
                    folder / "npm.log", timeout=300, cwd=home)
    except process.Failed as failure:
        shutil.rmtree(home)
        return f"npm could not install turf.js: {failure}"
    return None
