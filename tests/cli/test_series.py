"""A package of dates: its overview says what the dates' own reports say."""

import csv
import io
import json
import re
import unittest

from harness import DONE, USAGE, CliTest
from reports import reported

HEAD = """title = A line that moves
places = towns.csv
areas = none
lang = en
lang = fr
size = mobile
distance = 10km
"""
# The last one stands first: the overview goes by date.
DATES = """[date 2020-03-06]
line = line-3.geojson
[date 2018-09-17]
line = line-0.geojson
title = As agreed
cite = the memorandum
[date 2019-05-01]
line = line-1.geojson
[date 2019-08-20]
line = line-2.geojson
"""
DAYS = ["2018-09-17", "2019-05-01", "2019-08-20", "2020-03-06"]
TOWNS = """id,name,lat,lon,population
1,South Town,35.60,36.60,20000
2,Middle Town,35.72,36.60,900
3,North Town,35.88,36.60,100
"""


def line(north, east):
    """From west to east, so many degrees long."""
    return json.dumps({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {},
        "geometry": {"type": "LineString", "coordinates": [[36.5, north], [36.5 + east, north]]}}]})


# Each farther north; the longest is neither the first nor the last.
LINES = [line(35.58, 0.2), line(35.66, 0.4), line(35.78, 0.5), line(35.80, 0.3)]


class Series(CliTest):
    def publish(self, text=HEAD + DATES, folder="", package="package"):
        base = self.folder / folder
        base.mkdir(exist_ok=True)
        (base / "recipe.ini").write_text(text)
        (base / "towns.csv").write_text(TOWNS)
        for i, content in enumerate(LINES):
            (base / f"line-{i}.geojson").write_text(content)
        done = self.run_cordon("publish", base / "recipe.ini", "-o", base / package)
        self.assertEqual(DONE, done.returncode, done.stderr)
        return base / package

    @staticmethod
    def told(package):
        return json.loads((package / "series.json").read_text())

    def test_figures_are_those_of_the_reports_by_date(self):
        package = self.publish()
        told = self.told(package)
        rows = list(csv.DictReader(io.StringIO((package / "series.csv").read_text())))
        self.assertEqual(DAYS, [day["date"] for day in told["days"]])
        self.assertEqual(DAYS, [row["date"] for row in rows])
        before = None
        for day, row in zip(told["days"], rows):
            report = reported(package, day["date"])
            for figure, key in [("area", "area_km2"), ("places", "places"),
                                ("people", "known_population_of_places")]:
                self.assertEqual(report[figure], day[key], day["date"])
                self.assertEqual(report[figure], float(row[key]), day["date"])
            if before is None:
                self.assertEqual((None, None, None), (day["change_km2"], day["came"], day["left"]))
                self.assertEqual("", row["change_km2"])
            else:
                self.assertAlmostEqual(report["area"] - before["area"], day["change_km2"], 9)
                self.assertEqual(set(report["inside"]) - set(before["inside"]),
                                 {place["name"] for place in day["came"]})
                self.assertEqual(set(before["inside"]) - set(report["inside"]),
                                 {place["name"] for place in day["left"]})
                self.assertEqual([len(day["came"]), len(day["left"])],
                                 [int(row["places_that_came"]), int(row["places_that_left"])])
            before = report
        # Ten kilometres are 0.09 degrees: what the lines go over, comes and goes.
        self.assertEqual(["South Town"], reported(package, DAYS[0])["inside"])
        self.assertEqual(["Middle Town", "North Town"],
                         sorted(reported(package, DAYS[3])["inside"]))

    def test_the_sentence_says_how_much_it_grew_and_when_it_was_largest(self):
        package = self.publish()
        areas = [reported(package, day)["area"] for day in DAYS]
        sentence = self.told(package)["sentence"]["en"].replace("\u00a0", " ")
        grown = round(areas[3]) - round(areas[0])
        self.assertIn(f"Between 17 September 2018 and 6 March 2020 the zone grew by {grown:,} "
                      f"km², from {areas[0]:,.0f} km² to {areas[3]:,.0f} km².", sentence)
        self.assertIn(f"It was largest on 20 August 2019: {areas[2]:,.0f} km².", sentence)
        self.assertNotIn("smallest", sentence)
        self.assertIn("Towns and villages that came into it: 2; that left it: 1.", sentence)
        self.assertIn(sentence, (package / "README.txt").read_text().replace("\n", " ")
                      .replace("\u00a0", " "))

    def test_what_shrank_and_what_stayed(self):
        text = (HEAD + "[date 2018-09-17]\nline = line-2.geojson\n"
                "[date {}]\nline = line-{}.geojson\n")
        package = self.publish(text.format("2019-05-01", 0), package="shrank")
        areas = [reported(package, day)["area"] for day in DAYS[:2]]
        self.assertIn(f"shrank by {round(areas[0]) - round(areas[1]):,} km²",
                      self.told(package)["sentence"]["en"].replace("\u00a0", " "))
        package = self.publish(text.format("2019-05-01", 2), package="stayed")
        self.assertIn("covers the same area", self.told(package)["sentence"]["en"])
        self.assertIn("| 0 |", (package / "series.md").read_text())

    def test_the_page(self):
        package = self.publish()
        page = (package / "series.md").read_text()
        told = self.told(package)
        self.assertIn(told["sentence"]["en"], page)
        self.assertIn(told["sentence"]["fr"], (package / "series-fr.md").read_text())
        rows = [row.replace("\u00a0", " ") for row in page.splitlines() if row.startswith("| ")]
        areas = [day["area_km2"] for day in told["days"]]
        change = round(areas[1]) - round(areas[0])
        may = f"| 1 May 2019 | {areas[1]:,.0f} km² | +{change:,} km² |"
        self.assertTrue(any(row.startswith(may) for row in rows), rows)
        change = round(areas[2]) - round(areas[3])
        self.assertTrue(any(f"| \u2212{change:,} km² |" in row for row in rows), rows)
        self.assertIn("2018](2018-09-17/report.md): As agreed; the memorandum", page)
        for target in re.findall(r"\]\(([^)]*)\)", page):
            self.assertTrue((package / target).is_file(), target)

    def test_the_chart_has_a_point_for_each_date(self):
        package = self.publish()
        chart = (package / "series.svg").read_text().replace("\u00a0", " ")
        for day in self.told(package)["days"]:
            self.assertIn(f"{day['area_km2']:,.0f} km²", chart)
        self.assertEqual(2 * len(DAYS), chart.count('class="chart-dot"'))
        self.assertTrue((package / "series.png").read_bytes().startswith(b"\x89PNG"))
        self.assertTrue((package / "series.pdf").read_bytes().startswith(b"%PDF"))

    def test_no_places_are_not_no_places_inside(self):
        package = self.publish(HEAD.replace("places = towns.csv", "places = none") + DATES)
        told = self.told(package)
        for day in told["days"]:
            self.assertEqual((None, None, None), (day["places"], day["came"], day["left"]))
        self.assertNotIn("Towns", told["sentence"]["en"])
        self.assertNotIn("Towns", (package / "series.md").read_text())
        self.assertEqual(len(DAYS), (package / "series.svg").read_text().count('"chart-dot"'))

    def test_an_uncertain_line_has_bounds_everywhere(self):
        package = self.publish(HEAD + "uncertainty = 1km\n" + DATES)
        told = self.told(package)
        rows = list(csv.DictReader(io.StringIO((package / "series.csv").read_text())))
        page = (package / "series.md").read_text().replace("\u00a0", " ")
        desk = (package / "README.txt").read_text().replace("\u00a0", " ")
        for day, row in zip(told["days"], rows):
            least, most = reported(package, day["date"])["bounds"]
            self.assertLess(least, day["area_km2"])
            self.assertLess(day["area_km2"], most)
            self.assertEqual((least, most), (day["area_km2_least"], day["area_km2_most"]))
            self.assertEqual((least, most),
                             (float(row["area_km2_least"]), float(row["area_km2_most"])))
            self.assertIn(f"{day['area_km2']:,.0f} km² ({least:,.0f} km² to {most:,.0f} km²)",
                          page)
            self.assertIn(f"{day['area_km2']:,.1f} km² ({least:,.1f} to {most:,.1f}, as", desk)
        self.assertIn("In brackets:", page)
        chart = (package / "series.svg").read_text()
        self.assertEqual(2 * len(DAYS), chart.count('class="chart-bounds"'))
        self.assertIn("In brackets:", chart)

    def test_many_sources_make_the_page_taller(self):
        dates = "".join(
            f"[date 2018-09-{10 + i}]\nline = line-{i % 4}.geojson\n" +
            "".join(f"source = Source {i}.{k}: {'somebody who drew it ' * 6}\n" for k in range(5))
            for i in range(5))
        package = self.publish(HEAD.replace("size = mobile", "size = 900x900") + dates)
        chart = (package / "series.svg").read_text()
        width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', chart).groups())
        self.assertEqual(960, width)
        self.assertGreater(height, 640)
        words = " ".join(re.findall(r'<text class="credit"[^>]*>([^<]*)', chart))
        for i in range(5):
            for k in range(5):
                self.assertIn(f"Source {i}.{k}:", words)

    def test_one_date_is_no_series(self):
        package = self.publish(HEAD + "[date 2018-09-17]\nline = line-0.geojson\n")
        self.assertEqual([], list(package.glob("series*")))
        self.assertTrue((package / "2018-09-17" / "report.md").is_file())

    def test_only_what_changed_is_made_again(self):
        package = self.publish()
        before = (package / "series.csv").read_text().splitlines()
        again = ["publish", self.folder / "recipe.ini", "-o", package]
        self.assertEqual([], self.figures(*again)["made"])
        (self.folder / "line-1.geojson").write_text(line(35.67, 0.4))
        made = self.figures(*again)["made"]
        after = (package / "series.csv").read_text().splitlines()
        self.assertEqual({"2019-05-01", "series", "readme"}, {step.split("/")[0] for step in made})
        self.assertEqual(before[:2], after[:2])
        self.assertNotEqual(before[2], after[2])

    def test_dates_that_are_wrong(self):
        (self.folder / "line-0.geojson").write_text(LINES[0])
        (self.folder / "towns.csv").write_text(TOWNS)
        for section, words in [("[date 2018-02-30]", "'2018-02-30' is no date"),
                               ("[date 2018-09-17]", "2018-09-17"),
                               ("[reading far]", "do not go together")]:
            (self.folder / "wrong.ini").write_text(
                HEAD + "[date 2018-09-17]\nline = line-0.geojson\n" + section + "\n")
            done = self.run_cordon("publish", self.folder / "wrong.ini", "-o",
                                   self.folder / "none")
            self.assertEqual(USAGE, done.returncode, done.stderr)
            self.assertIn("wrong.ini:10: ", done.stderr)
            self.assertIn(words, done.stderr)
            self.assertFalse((self.folder / "none").exists())

    def test_the_same_bytes_again_and_elsewhere(self):
        def contents(package):
            return {p.name: p.read_bytes() for p in sorted(package.glob("series*"))}
        first = contents(self.publish())
        self.assertEqual(12, len(first), list(first))  # 5 in each language, CSV and JSON
        for folder, package in [("", "again"), ("elsewhere", "other")]:
            self.assertEqual(first, contents(self.publish(folder=folder, package=package)), folder)


if __name__ == "__main__":
    unittest.main()
