"""The comparison of readings: its figures are those of the readings' own reports."""

import csv
import io
import json
import re
import unittest

from harness import DONE, CliTest
from reports import reported

RECIPE = """title = A line near Idlib
line = line.geojson
places = towns.csv
areas = none
lang = en
lang = fr
size = mobile
left-name = north
right-name = south
[reading wide]
title = Far on both sides
distance = 25km
[reading port]
title = North alone
left = 10km
[reading starboard]
title = South alone
right = 10km
"""
TOWNS = """id,name,lat,lon,population
1,Lower Town,35.65,36.68,20000
2,Upper Town,35.75,36.62,900
3,Far Town,35.95,36.55,100
"""
READINGS = ["wide", "port", "starboard"]


class Comparison(CliTest):
    @classmethod
    def contents(cls, folder):
        return {p.name: p.read_bytes() for p in sorted(folder.glob("comparison*"))}

    def publish(self, folder="", text=RECIPE, package="package"):
        base = self.folder / folder
        base.mkdir(exist_ok=True)
        for name, content in [("recipe.ini", text), ("towns.csv", TOWNS),
                              ("line.geojson", (self.folder / "line.geojson").read_text())]:
            (base / name).write_text(content)
        done = self.run_cordon("publish", base / "recipe.ini", "-o", base / package)
        self.assertEqual(DONE, done.returncode, done.stderr)
        return base / package

    def test_figures_are_those_of_the_reports(self):
        package = self.publish()
        reports = {name: reported(package, name) for name in READINGS}
        told = json.loads((package / "comparison.json").read_text())
        rows = list(csv.DictReader(io.StringIO((package / "comparison.csv").read_text())))
        self.assertEqual(READINGS, [r["name"] for r in told["readings"]])
        self.assertEqual(READINGS, [row["reading"] for row in rows])
        for reading, row in zip(told["readings"], rows):
            report = reports[reading["name"]]
            for figure, key in [("area", "area_km2"), ("places", "places"),
                                ("people", "known_population_of_places")]:
                self.assertEqual(report[figure], reading[key], reading["name"])
                self.assertEqual(report[figure], float(row[key]), reading["name"])
            self.assertEqual(report["places"], len(report["inside"]))
            self.assertEqual(sorted(report["inside"]),
                             sorted(place["name"] for place in told["places"]
                                    if reading["name"] in place["readings"]))
        # The towns lie about 3 km right, 6 km left and 24 km left of the line.
        self.assertEqual({"Lower Town", "Upper Town", "Far Town"}, set(reports["wide"]["inside"]))
        self.assertEqual(["Upper Town"], reports["port"]["inside"])
        self.assertEqual(["Lower Town"], reports["starboard"]["inside"])

    def test_the_sentence_and_the_page(self):
        package = self.publish()
        areas = {name: reported(package, name)["area"] for name in READINGS}
        told = json.loads((package / "comparison.json").read_text())
        least, most = min(areas, key=areas.get), max(areas, key=areas.get)
        self.assertEqual(("port", "wide"), (least, most))
        self.assertEqual((least, most), (told["least"], told["most"]))
        self.assertAlmostEqual(areas[most] - areas[least], told["difference_km2"], 9)
        shown = round(areas[most]) - round(areas[least])  # as a reader subtracts
        words = (f"differ by {shown:,} km²: from {areas[least]:,.0f} km² (North alone) to "
                 f"{areas[most]:,.0f} km² "
                 "(Far on both sides).")
        sentence = told["sentence"]["en"].replace("\u00a0", " ")
        self.assertIn(words, sentence)
        self.assertIn("in all readings: 0; in some of them only: 3", sentence)
        self.assertEqual({"en", "fr"}, set(told["sentence"]))
        page = (package / "comparison.md").read_text()
        self.assertIn(told["sentence"]["en"], page)
        self.assertIn(told["sentence"]["fr"], (package / "comparison-fr.md").read_text())
        self.assertIn(told["sentence"]["en"].split(":")[0], "".join(
            re.findall(r"<desc[^>]*>(.*?)</desc>", (package / "comparison.svg").read_text(), re.S)))
        rows = [row.replace("\u00a0", " ") for row in page.splitlines() if row.startswith("| ")]
        for title, name in [("Far on both sides", "wide"), ("North alone", "port"),
                            ("South alone", "starboard")]:
            self.assertTrue(any(row.startswith(f"| {title} | {areas[name]:,.0f} km² |")
                                for row in rows), rows)

    def test_readings_with_nothing_in_common(self):
        text = RECIPE.replace("[reading wide]\ntitle = Far on both sides\ndistance = 25km\n", "")
        told = json.loads((self.publish(text=text) / "comparison.json").read_text())
        self.assertEqual((0, 2), (told["places_in_all"], told["places_in_some"]))
        self.assertEqual({"Lower Town": ["starboard"], "Upper Town": ["port"]},
                         {place["name"]: place["readings"] for place in told["places"]})

    def test_an_uncertain_line_has_bounds_everywhere(self):
        package = self.publish(text=RECIPE.replace("[reading wide]", "uncertainty = 500m\n"
                                                   "[reading wide]", 1))
        told = json.loads((package / "comparison.json").read_text())
        [row] = [row for row in csv.DictReader(io.StringIO(
            (package / "comparison.csv").read_text())) if row["reading"] == "wide"]
        [reading] = [one for one in told["readings"] if one["name"] == "wide"]
        least, most = reported(package, "wide")["bounds"]
        self.assertEqual((least, most), (reading["area_km2_least"], reading["area_km2_most"]))
        self.assertEqual((least, most),
                         (float(row["area_km2_least"]), float(row["area_km2_most"])))
        words = f"{reading['area_km2']:,.0f} km² ({least:,.0f} km² to {most:,.0f} km²)"
        for name in ("comparison.md", "comparison.svg"):
            text = (package / name).read_text().replace("\u00a0", " ")
            self.assertIn(words, text)
            self.assertIn("In brackets:", text)

    def test_no_places_are_not_no_places_inside(self):
        text = RECIPE.replace("places = towns.csv", "places = none")
        package = self.publish(text=text)
        told = json.loads((package / "comparison.json").read_text())
        self.assertNotIn("places_in_all", told)
        self.assertEqual([], told["places"])
        for reading in told["readings"]:
            self.assertIsNone(reading["places"])
        self.assertNotIn("Towns and villages", (package / "comparison.md").read_text())

    def test_the_same_bytes_again_and_elsewhere(self):
        first = self.contents(self.publish())
        self.assertEqual(10, len(first), list(first))  # 4 in each language, CSV and JSON
        for folder, package in [("", "again"), ("elsewhere", "other")]:
            self.assertEqual(first, self.contents(self.publish(folder, package=package)), folder)


if __name__ == "__main__":
    unittest.main()
