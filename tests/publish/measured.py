"""Editions of packages, and their shapes measured anew: areas and lengths by GeographicLib."""

import csv
import functools
import json
import os
import pathlib
import re
import unicodedata

import shapely.geometry
import shapely.ops
from geographiclib.geodesic import Geodesic
from osgeo import ogr

from opened import PACKAGES, packages

ogr.UseExceptions()
DATA = pathlib.Path(os.environ["CORDON_DATA"])
EARTH = Geodesic.WGS84
KM2, SAME = 1e6, 1e-6  # m2; relative
WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٬٫", "0123456789,.")


def plain(text):
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069]", "", text))


def western(text):
    """Numbers as English writes them, whatever the language of the packages."""
    return text.translate(WESTERN)


def bare(name):
    """Without marks: maps spell a name more simply than GeoNames does."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha())
    return letters.casefold()


def ring_area(ring):
    """m2, positive counter-clockwise; edges are straight in longitude and latitude."""
    polygon = EARTH.Polygon()
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        # A chord of a long edge is farther from it than one of a short edge.
        pieces = 1 + int(200 * max(abs(x1 - x0), abs(y1 - y0)))
        for i in range(pieces):
            polygon.AddPoint(y0 + (y1 - y0) * i / pieces, x0 + (x1 - x0) * i / pieces)
    return polygon.Compute(False, True)[2]


def area_of(shape):
    polygons = getattr(shape, "geoms", [shape])
    return sum(abs(ring_area(list(p.exterior.coords))) -
               sum(abs(ring_area(list(hole.coords))) for hole in p.interiors) for p in polygons)


def shapes_of(path, layer="zone"):
    """Properties and shape of each feature, as OGR reads them."""
    source = ogr.Open(str(path))
    return [(feature.items(), shapely.geometry.shape(json.loads(
        feature.GetGeometryRef().ExportToJson()))) for feature in source.GetLayerByName(layer)]


def length_of(shape):
    parts = getattr(shape, "geoms", [shape])
    return sum(EARTH.Inverse(y0, x0, y1, x1)["s12"] for part in parts
               for (x0, y0), (x1, y1) in zip(part.coords, part.coords[1:]))


@functools.cache
def natural_earth(layer):
    """Whole name -> shape of the provinces or countries."""
    shapes = {}
    for properties, shape in shapes_of(DATA / "natural-earth" / "natural-earth.gpkg", layer):
        name = ", ".join(filter(None, map(properties.get, ("name", "country"))))
        shapes[name] = shape.union(shapes[name]) if name in shapes else shape
    return shapes


@functools.cache
def places():
    """GeoNames as it comes along: position -> English name, population (0: not known)."""
    with (DATA / "places" / "names_en.csv").open(newline="") as file:
        names = {row["geonameid"]: row["name"] for row in csv.DictReader(file)}
    with (DATA / "places" / "geonames_cities500.csv").open(newline="") as file:
        return {(float(row["longitude"]), float(row["latitude"])):
                (names.get(row["geonameid"], row["name"]), int(row["population"] or 0))
                for row in csv.DictReader(file)}


class Edition:
    """A folder with a report."""

    def __init__(self, folder):
        self.folder = folder
        self.report = json.loads((folder / "report.json").read_text())
        self.facts = {}
        for statement in self.report["statements"]:
            for fact in statement["facts"]:
                key = (statement["section"], fact["subject"], fact["measure"])
                self.facts.setdefault(key, fact["value"])
        self.zone = shapes_of(folder / "zone.geojson")
        self.sides = {properties["side"] for properties, _ in self.zone}

    def whole(self, section, measure):
        """Of the zone or, where it lies on one side, of that side."""
        [side] = self.sides if len(self.sides) == 1 else ["zone"]
        for subject in ("zone", side):
            if (section, subject, measure) in self.facts:
                return self.facts[section, subject, measure]
        raise KeyError((section, measure))

    def area(self):
        return self.whole("Zone", "area")

    def shape(self):
        return shapely.ops.unary_union([shape for _, shape in self.zone])

    def inside(self):
        """Position -> name of the places in the zone, as the report lists them."""
        section = "Places in the zone"
        return {(value, self.facts[section, subject, "latitude"]): subject
                for (of, subject, measure), value in self.facts.items()
                if (of, measure) == (section, "longitude")}

    def text(self, name):
        return western(plain((self.folder / name).read_text()))

    def package(self):
        return PACKAGES / self.folder.relative_to(PACKAGES).parts[0]

    def note(self):
        """What the README tells of it."""
        note = (self.package() / "README.txt").read_text().split("What is in here")[0]
        if self.folder != self.package():
            note = note.split(f"(folder {self.folder.name})")[1].split("(folder ")[0]
        return plain(note)


def editions():
    return [Edition(path.parent) for package in packages()
            for path in sorted(package.rglob("report.json"))]


def of_each(check):
    """A test that looks at one edition after the other."""
    @functools.wraps(check)
    def test(self):
        for edition in self.editions:
            with self.subTest(edition=edition.folder.relative_to(PACKAGES).as_posix()):
                check(self, edition)
    return test
