"""What a package says of all its editions, of published limits, and of what it was made from."""

import csv
import hashlib
import json
import re
import unittest

import shapely.geometry
import shapely.ops
from osgeo import osr

from measured import DATA, EARTH, KM2, Edition, length_of, plain, shapes_of, western
from opened import PACKAGES, packages


def number_of(word):
    digits = re.sub(r"[^\d]", "", western(word))
    return int(digits) if digits else None


def table_of(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def along_geodesics(shape):
    """The same line with a vertex every 50 m or less."""
    line = shape if shape.geom_type == "LineString" else shapely.ops.linemerge(shape)
    vertices = [line.coords[0]]
    for (x0, y0), (x1, y1) in zip(line.coords, line.coords[1:]):
        edge = EARTH.InverseLine(y0, x0, y1, x1)
        steps = 1 + int(edge.s13 / 50)
        for step in range(1, steps + 1):
            at = edge.Position(edge.s13 * step / steps)
            vertices.append((at["lon2"], at["lat2"]))
    return shapely.geometry.LineString(vertices)


class Overviews(unittest.TestCase):
    def told_in(self, package, stem, *numbers):
        """The sentence has these numbers, and stands on every sheet and page, in every language."""
        sentence = json.loads((package / f"{stem}.json").read_text())["sentence"]
        for language, words in sentence.items():
            self.assertEqual([*numbers], [number for number in map(number_of, words.split())
                                          if number in numbers], words)
            for suffix in (".md", ".svg", ".html"):
                path = package / (stem + ("" if language == "en" else f"-{language}") + suffix)
                if path.exists() and suffix != ".svg":  # its lines are texts of their own
                    self.assertIn(plain(words), plain(path.read_text()), path)
                elif path.exists():
                    for number in numbers:
                        self.assertIn(f"{number:,}", western(path.read_text()), path)
        self.assertIn(plain(sentence["en"]), plain((package / "README.txt").read_text()))

    def same_measures(self, edition, told, row):
        """Of one edition: what overviews say for programs, for spreadsheets, and in reports."""
        self.assertEqual(edition.area(), told["area_km2"])
        self.assertEqual(edition.whole("Places", "places"), told["places"])
        self.assertEqual(edition.whole("Places", "known population of places"),
                         told["known_population_of_places"])
        for name in ("area_km2", "places", "known_population_of_places"):
            self.assertEqual(told[name], float(row[name]))

    def row_in_words(self, edition):
        return (f" {edition.area():,.0f} ", f"| {len(edition.inside())} |",
                f"| {edition.whole('Places', 'known population of places'):,.0f} |")

    def test_the_comparison_is_that_of_the_reports(self):
        package = PACKAGES / "idlib-sochi-2018"
        told = json.loads((package / "comparison.json").read_text())
        rows = table_of(package / "comparison.csv")
        readings = {one["name"]: Edition(package / one["name"]) for one in told["readings"]}
        self.assertEqual([*readings], [row["reading"] for row in rows])
        self.assertEqual({path.parent.name for path in package.rglob("report.json")}, {*readings})
        for one, row in zip(told["readings"], rows):
            self.same_measures(readings[one["name"]], one, row)
            for name in ("comparison.md", "comparison-ar.md"):
                page = western(plain((package / name).read_text()))
                for words in self.row_in_words(readings[one["name"]]):
                    self.assertIn(words, page, name)
            for name in ("comparison.svg", "comparison-ar.svg"):
                self.assertIn(f" {one['area_km2']:,.0f} ", western(
                    ">" + plain(re.sub("<[^>]*>", " ", (package / name).read_text()))), name)
        areas = {name: reading.area() for name, reading in readings.items()}
        self.assertEqual(min(areas, key=areas.get), told["least"])
        self.assertEqual(max(areas, key=areas.get), told["most"])
        self.assertEqual(areas[told["most"]] - areas[told["least"]], told["difference_km2"])
        sets = {name: set(reading.inside()) for name, reading in readings.items()}
        every, any_ = set.intersection(*sets.values()), set.union(*sets.values())
        self.assertEqual({place: [name for name in sets if place in sets[name]] for place in any_},
                         {(round(place["longitude"], 5), round(place["latitude"], 5)):
                          place["readings"] for place in told["places"]})
        most, least = (round(areas[told[name]]) for name in ("most", "least"))
        self.told_in(package, "comparison", most - least, least, most, len(every),
                     len(any_ - every))
        page = (package / "comparison.md").read_text()
        for reading in readings.values():
            for name in reading.inside().values():
                self.assertRegex(page, rf"\| {re.escape(name)}( at [\d., ]+)? \|")
        self.assertEqual(sum(map(len, sets.values())), page.count("| ●"))

    def test_the_series_is_that_of_the_reports(self):
        package = PACKAGES / "series"
        told = json.loads((package / "series.json").read_text())
        days, rows = told["days"], table_of(package / "series.csv")
        editions = [Edition(package / day["date"]) for day in days]
        self.assertEqual([day["date"] for day in days], [row["date"] for row in rows])
        for edition, day, row in zip(editions, days, rows):
            self.same_measures(edition, day, row)
            for name in ("series.md", "series-ar.md"):
                page = western(plain((package / name).read_text()))
                for words in self.row_in_words(edition):
                    self.assertIn(words, page, name)
        counts = {"came": 0, "left": 0}
        for before, edition, day, row in zip(editions, editions[1:], days[1:], rows[1:]):
            self.assertEqual(edition.area() - before.area(), day["change_km2"])
            self.assertEqual(day["change_km2"], float(row["change_km2"]))
            for key, more, less in (("came", edition, before), ("left", before, edition)):
                moved = more.inside().keys() - less.inside().keys()
                self.assertEqual(moved, {(round(place["longitude"], 5), round(place["latitude"], 5))
                                         for place in day[key]})
                self.assertEqual(len(moved), int(row[f"places_that_{key}"]))
                counts[key] += len(moved)
        first, last = (round(editions[i].area()) for i in (0, -1))
        self.told_in(package, "series", abs(last - first), first, last, counts["came"],
                     counts["left"])

    def test_the_limits_of_the_korean_zone(self):
        """Both as one ring, by GeographicLib; how far they are from the line and the zone."""
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
        inside = sum(length_of(along_geodesics(shape).intersection(edition.shape()))
                     for shape in lines)
        self.assertAlmostEqual(100 * inside / total,
                               edition.facts["Limits", "limits", "share in the zone"], delta=0.01)
        for measure, distance in self.distances_of(lines, edition).items():
            # Half a step, of what is at one place.
            delta = 11 if measure.startswith(("least", "greatest")) else 1
            self.assertAlmostEqual(distance, edition.facts["Limits", "limits", measure],
                                   delta=delta, msg=measure)

    def distances_of(self, limits, edition):
        """m, looked at every 20 m in a transverse Mercator projection along 127.5 degrees east,
        which stretches what lies within 110 km of it by less than 0.4 m in 2 km."""
        earth, flat = osr.SpatialReference(), osr.SpatialReference()
        earth.ImportFromEPSG(4326)
        earth.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        flat.ImportFromProj4("+proj=tmerc +lat_0=38 +lon_0=127.5 +ellps=WGS84")
        projection = osr.CoordinateTransformation(earth, flat)

        def drawn(shape):
            return shapely.ops.transform(
                lambda xs, ys: zip(*[projection.TransformPoint(x, y)[:2] for x, y in zip(xs, ys)]),
                shape)

        line = shapely.ops.unary_union([drawn(shape) for _, shape in
                                        shapes_of(edition.folder / "zone.gpkg", "line")])
        edge = drawn(edition.shape()).boundary
        places = [limit.interpolate(at) for limit in map(drawn, limits)
                  for at in range(10, int(limit.length), 20)]
        distances = sorted(map(line.distance, places))
        from_edge = [*map(edge.distance, places)]
        quarter = len(distances) // 4
        return {"least distance": distances[0],
                "lower quartile of the distance": distances[quarter],
                "median distance": distances[2 * quarter],
                "upper quartile of the distance": distances[3 * quarter],
                "greatest distance": distances[-1],
                "mean distance from the zone's edge": sum(from_edge) / len(from_edge),
                "greatest distance from the zone's edge": max(from_edge)}


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
