"""Every figure of a package agrees with the files beside it.

The files are measured anew: areas and lengths by GeographicLib, places by Shapely; what the report,
the tables, the maps, the notes and the pages say is held against that.
"""

import csv
import functools
import hashlib
import json
import os
import pathlib
import re
import unittest

import shapely.geometry
import shapely.ops
from geographiclib.geodesic import Geodesic
from osgeo import ogr

from opened import PACKAGES, packages

ogr.UseExceptions()
DATA = pathlib.Path(os.environ["CORDON_DATA"])
EARTH = Geodesic.WGS84
KM2, SAME = 1e6, 1e-6  # m2; relative
NEAR_EDGE = 2e-5  # degrees, about 2 m: nearer, a place could be on either side


def plain(text):
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069]", "", text))


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
def places():
    """GeoNames as it comes along: position, population (0: not known)."""
    with (DATA / "places" / "geonames_cities500.csv").open(newline="") as file:
        return [(float(row["longitude"]), float(row["latitude"]), int(row["population"] or 0))
                for row in csv.DictReader(file)]


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

    def text(self, name):
        return plain((self.folder / name).read_text())


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


class Figures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.editions = editions()
        assert len(cls.editions) == 6 + 1 + 3

    def assert_same(self, expected, found):
        self.assertAlmostEqual(1, found / expected, delta=SAME)

    @of_each
    def test_areas_of_the_zone(self, edition):
        areas = []
        for properties, shape in edition.zone:
            area = area_of(shape) / KM2
            self.assert_same(area, properties["area_km2"])
            areas.append(area)
        self.assert_same(sum(areas), edition.area())
        parts = [subject for section, subject, measure in edition.facts
                 if (section, measure) == ("Zone", "share of zone")]
        self.assertEqual(len(areas) if len(areas) > 1 else 0, len(parts))
        for part, area in zip(parts, areas):
            self.assert_same(area, edition.facts["Zone", part, "area"])
            self.assertAlmostEqual(100 * area / edition.area(),
                                   edition.facts["Zone", part, "share of zone"], delta=1e-4)

    @of_each
    def test_the_same_shapes_in_every_format(self, edition):
        for name in ("zone.gpkg", "zone-shapefile.zip"):
            prefix = "/vsizip/" if name.endswith(".zip") else ""
            others = shapes_of(f"{prefix}{edition.folder / name}")
            self.assertEqual(len(edition.zone), len(others))
            for (properties, shape), (other, same) in zip(edition.zone, others):
                self.assertLess(shape.symmetric_difference(same).area, 1e-9, name)
                self.assertAlmostEqual(properties["area_km2"], other["area_km2"], 5)

    @of_each
    def test_areas_as_they_are_told(self, edition):
        area = edition.area()
        self.assertIn(f"covers {area:,.1f} km²", edition.text("report.md"))
        package = PACKAGES / edition.folder.relative_to(PACKAGES).parts[0]
        self.assertIn(f"Area: {area:,.1f} km²", plain((package / "README.txt").read_text()))
        told = f"{area:,.0f} km²"
        texts = [path.name for path in edition.folder.glob("map-*-en.txt")]
        self.assertTrue(texts)
        for name in [*texts, "map.html"]:
            self.assertIn(told, edition.text(name), name)

    @of_each
    def test_the_line(self, edition):
        length = sum(length_of(shape) for _, shape in
                     shapes_of(edition.folder / "zone.gpkg", "line"))
        self.assert_same(length, edition.facts["Line", "line", "length"])
        self.assertIn(f"{length / 1000:.1f} km long", edition.text("report.md"))
        for properties, _ in edition.zone:
            self.assertAlmostEqual(length / 1000, properties["line_km"], 3)

    @of_each
    def test_areas_of_provinces_and_countries_add_up(self, edition):
        [side] = edition.sides if len(edition.sides) == 1 else ["zone"]
        whole = {f"area in {side}", "area in zone"}
        for of_kind in (lambda name: ", " in name or name.endswith("the provinces"),
                        lambda name: ", " not in name and not name.endswith("the provinces")):
            shares = [value for (section, subject, measure), value in edition.facts.items()
                      if section == "Areas" and measure in whole and of_kind(subject)]
            self.assertTrue(shares)
            self.assert_same(edition.area(), sum(shares))

    @of_each
    def test_places(self, edition):
        zone = shapely.ops.unary_union([shape for _, shape in edition.zone])
        west, south, east, north = zone.bounds
        inside = []
        for lon, lat, population in places():
            if not (west <= lon <= east and south <= lat <= north):
                continue
            place = shapely.geometry.Point(lon, lat)
            self.assertGreater(zone.boundary.distance(place), NEAR_EDGE)
            if zone.contains(place):
                inside.append((lon, lat, population))
        self.assertEqual(len(inside), edition.whole("Places", "places"))
        known = sum(population for *_, population in inside)
        if inside:
            self.assertEqual(known, edition.whole("Places", "known population of places"))
        named = sorted((edition.facts["Places in the zone", subject, "longitude"],
                        edition.facts["Places in the zone", subject, "latitude"])
                       for section, subject, measure in edition.facts
                       if section == "Places in the zone" and measure == "longitude")
        self.assertEqual(sorted((lon, lat) for lon, lat, _ in inside), named)
        texts = sorted(edition.folder.glob("map-*-en.txt"))
        self.assertTrue(texts)
        for path in texts:
            if inside:
                self.assertIn(f"towns and villages: {len(inside)};", edition.text(path.name))

    @of_each
    def test_the_table_says_what_the_report_says(self, edition):
        with (edition.folder / "report.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        facts = [(statement["section"], fact["subject"], fact["measure"], fact["value"])
                 for statement in edition.report["statements"] for fact in statement["facts"]]
        self.assertEqual(len(facts), len(rows))
        page = plain((edition.folder / "report.md").read_text().replace("\\", ""))
        for (section, subject, measure, value), row in zip(facts, rows):
            self.assertEqual((section, subject, measure),
                             (row["section"], row["subject"], row["measure"]))
            if isinstance(value, (int, float)):
                self.assertEqual(value, float(row["value"]))
            elif value is not None:
                self.assertEqual(value, row["value"])
            self.assertIn(plain(row["sentence"]), page)

    @of_each
    def test_certificates(self, edition):
        package = PACKAGES / edition.folder.relative_to(PACKAGES).parts[0]
        provenance = json.loads((package / "provenance.json").read_text())
        name = edition.folder.name if edition.folder != package else None
        [told] = [one["certificate"] for one in provenance["editions"]
                  if one.get("name") == name]
        self.assertEqual(len(edition.zone), len(told))
        worst = 0
        for (properties, _), certificate in zip(edition.zone, told):
            for key in ("statement", "area_km2", "tolerance_m", "max_error_m",
                        "outward_error_m", "inward_error_m"):
                self.assertEqual(properties[key], certificate[key], key)
            self.assertLessEqual(certificate["max_error_m"], certificate["tolerance_m"])
            worst = max(worst, certificate["max_error_m"])
        self.assertIn(f"farther than {worst:.2f} m", plain((package / "README.txt").read_text()))


class Overviews(unittest.TestCase):
    def test_the_comparison_is_that_of_the_reports(self):
        package = PACKAGES / "idlib-sochi-2018"
        told = json.loads((package / "comparison.json").read_text())
        areas = {}
        for reading in told["readings"]:
            edition = Edition(package / reading["name"])
            areas[reading["name"]] = edition.area()
            self.assertEqual(edition.area(), reading["area_km2"])
            self.assertEqual(edition.whole("Places", "places"), reading["places"])
            for name in ("comparison.md", "comparison.svg"):
                self.assertIn(f"{edition.area():,.0f} km²", plain((package / name).read_text()))
        self.assertEqual(min(areas, key=areas.get), told["least"])
        self.assertEqual(max(areas, key=areas.get), told["most"])
        difference = round(max(areas.values())) - round(min(areas.values()))
        for name in ("comparison.md", "comparison.svg", "README.txt"):
            told = plain((package / name).read_text())
            self.assertIn(f"differ by {difference:,} km²", told, name)

    def test_the_series_is_that_of_the_reports(self):
        package = PACKAGES / "series"
        told = json.loads((package / "series.json").read_text())
        for day in told["days"]:
            edition = Edition(package / day["date"])
            self.assertEqual(edition.area(), day["area_km2"])
            for name in ("series.md", "series.svg", "series.html"):
                self.assertIn(f"{edition.area():,.0f} km²", plain((package / name).read_text()),
                              name)

    def test_the_limits_of_the_korean_zone(self):
        """Both limits as one ring, by GeographicLib; how far they are from the line, roughly."""
        edition = Edition(PACKAGES / "korea-dmz-1953")
        lines = [shape for properties, shape in shapes_of(DATA / "korea-dmz" / "dmz.shp", "dmz")
                 if properties["DISCLAIME1"] == "DMZ"]
        total = sum(length_of(shape) for shape in lines)
        self.assertAlmostEqual(1, edition.facts["Limits", "limits", "length"] / total, delta=1e-5)
        north, south = sorted((list(shapely.ops.linemerge(shape).coords) if shape.geom_type !=
                               "LineString" else list(shape.coords) for shape in lines),
                              key=lambda line: -sum(y for _, y in line) / len(line))
        if (north[0][0] < north[-1][0]) == (south[0][0] < south[-1][0]):
            south.reverse()
        ring = EARTH.Polygon()
        for lon, lat in north + south:
            ring.AddPoint(lat, lon)
        between = abs(ring.Compute(False, True)[2]) / KM2
        self.assertAlmostEqual(between, edition.facts["Limits", "limits", "area between them"],
                               delta=1e-3)
        page = edition.text("report.md")
        self.assertIn(f"lie {between:,.1f} km²", page)
        self.assertIn(f"{100 * (edition.area() / between - 1):+.1f} %", page)


class Provenance(unittest.TestCase):
    def test_inputs_are_those_that_it_names(self):
        for package in packages():
            told = json.loads((package / "provenance.json").read_text())
            base = (PACKAGES.parent if package.name == "series" else DATA / "recipes")
            self.assertTrue(told["inputs"])
            for one in told["inputs"]:
                path = base / one["name"] if package.name == "series" else DATA / one["name"]
                content = path.read_bytes()
                self.assertEqual(one["sha256"], hashlib.sha256(content).hexdigest(), one["name"])
                self.assertEqual(one["size_bytes"], len(content))

    def test_files_are_those_that_it_lists(self):
        for package in packages():
            told = json.loads((package / "provenance.json").read_text())
            listed = {one["path"]: one["sha256"] for step in told["steps"] for one in step["files"]}
            found = {path.relative_to(package).as_posix():
                     hashlib.sha256(path.read_bytes()).hexdigest()
                     for path in package.rglob("*") if path.is_file()}
            del found["provenance.json"]
            self.assertEqual(found, listed)


if __name__ == "__main__":
    unittest.main()
