"""Every figure of an edition agrees with the files beside it.

The files are measured anew; what the report, the tables, the maps, the notes and the pages say is
held against that.
"""

import csv
import json
import re
import unittest

import shapely.geometry

from measured import (DATA, KM2, SAME, area_of, bare, editions, length_of, natural_earth, of_each,
                      places, plain, shapes_of)

NEAR_EDGE = 2e-5  # degrees, about 2 m: nearer, a place could be on either side


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
        self.assertIn(f"Area: {area:,.1f} km²", edition.note())
        told = [path for path in edition.folder.iterdir()
                if path.suffix == ".html" or path.match("map-*.txt") or path.match("map-*.svg")]
        self.assertGreaterEqual(len(told), 5)
        for path in told:
            self.assertIn(f" {area:,.0f} ", edition.text(path.name), path.name)

    @of_each
    def test_the_line(self, edition):
        length = sum(length_of(shape) for _, shape in
                     shapes_of(edition.folder / "zone.gpkg", "line"))
        self.assert_same(length, edition.facts["Line", "line", "length"])
        self.assertIn(f"{length / 1000:.1f} km long", edition.text("report.md"))
        for properties, _ in edition.zone:
            self.assertAlmostEqual(length / 1000, properties["line_km"], 3)

    @of_each
    def test_areas_of_provinces_and_countries(self, edition):
        """Cut anew from Natural Earth; what lies in none of them is what is left of the zone."""
        [side] = edition.sides if len(edition.sides) == 1 else ["zone"]
        zone = edition.shape()
        frame = shapely.geometry.box(*zone.bounds)
        for layer, none in (("provinces", "none of the provinces"),
                            ("countries", "none of the countries")):
            expected = {name: area_of(zone.intersection(shape)) / KM2
                        for name, shape in natural_earth(layer).items() if shape.intersects(frame)}
            expected = {name: area for name, area in expected.items() if area > 0}
            names = set(expected)
            expected[none] = edition.area() - sum(expected.values())
            told = {subject: value for (section, subject, measure), value in edition.facts.items()
                    if section == "Areas" and measure in (f"area in {side}", "area in zone")
                    and subject in expected}
            self.assertEqual(names, told.keys() - {none})
            for name, area in expected.items():
                self.assertAlmostEqual(area, told.get(name, 0), delta=SAME * edition.area())

    @of_each
    def test_places(self, edition):
        zone = edition.shape()
        west, south, east, north = zone.bounds
        expected = {}
        for (lon, lat), (name, population) in places().items():
            if not (west <= lon <= east and south <= lat <= north):
                continue
            place = shapely.geometry.Point(lon, lat)
            self.assertGreater(zone.boundary.distance(place), NEAR_EDGE, name)
            if zone.contains(place):
                expected[lon, lat] = name, population
        inside = edition.inside()
        self.assertEqual(expected.keys(), inside.keys())
        for position, (name, population) in expected.items():
            told = re.sub(r" at [-\d., ]+$", "", inside[position])  # two of one name
            self.assertEqual(bare(name), bare(told))
            self.assertEqual(population or None,
                             edition.facts["Places in the zone", inside[position], "population"])
        self.assertEqual(len(expected), edition.whole("Places", "places"))
        self.assertIn(f"Towns and villages in it: {len(expected)}", edition.note())
        if expected:
            populations = [population for _, population in expected.values()]
            known = sum(populations)
            self.assertEqual(known, edition.whole("Places", "known population of places"))
            self.assertIn(f"is known have {known:,} people", edition.note())
            for path in edition.folder.glob("map-*.txt"):
                self.assertRegex(edition.text(path.name),
                                 rf": {len(expected)}[;؛].*[ (]{max(populations):,}\)")

    @of_each
    def test_incidents(self, edition):
        """Of the file's incidents those in the zone; the recipe of Idlib says which count."""
        if edition.package().name != "idlib-sochi-2018":
            self.assertFalse([key for key in edition.facts if key[0] == "Incidents"])
            return
        with (DATA / "incidents" / "ucdp_nw_syria_2018-01_2019-04.csv").open(newline="") as file:
            counted = [row for row in csv.DictReader(file)
                       if row["dyad_name"] == "Government of Syria - Syrian insurgents"
                       and int(row["where_prec"]) <= 2
                       and "2018-09-17" <= row["date_start"] <= "2019-04-29"]
        zone = edition.shape()
        inside = sum(zone.contains(shapely.geometry.Point(float(row["longitude"]),
                                                          float(row["latitude"])))
                     for row in counted)
        self.assertEqual(inside, edition.whole("Incidents", "incidents"))
        self.assertRegex(edition.text("report.md"),
                         rf"Of {len(counted)} incidents .* {inside} lie ")

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
        package = edition.package()
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
        self.assertIn(f"farther than {worst:.2f} m", edition.note())


if __name__ == "__main__":
    unittest.main()
