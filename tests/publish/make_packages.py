"""Makes the packages that other tests open, anew: those of the recipes that come with Cordon, and
one of dates, whose lines are made up.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

DATA = pathlib.Path(os.environ["CORDON_DATA"])
LINE = DATA / "idlib-2018-09" / "contact_line_2018-09.geojson"
DAYS = ["2018-09-17", "2019-03-01", "2019-08-20"]
SERIES = """title = Lines that were made up
title.ar = خطوط افتراضية
distance = 20km
left-name = north
right-name = south
lang = en
lang = ar
""" + "".join(f"[date {day}]\nline = line-{day}.geojson\n" for day in DAYS)


def moved_line(step):
    """The line around Idlib with its south moved north."""
    line = json.loads(LINE.read_text())
    for feature in line["features"]:
        shape = feature["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        for part in parts:
            for vertex in part:
                vertex[1] += 0.06 * step * max(0, 36.2 - vertex[1])
    return json.dumps(line)


def write_series(folder):
    (folder / "series.ini").write_text(SERIES)
    for step, day in enumerate(DAYS):
        (folder / f"line-{day}.geojson").write_text(moved_line(step))
    return folder / "series.ini"


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "packages").mkdir(parents=True)
    recipes = [*sorted((DATA / "recipes").glob("*.ini")), write_series(folder)]
    for recipe in recipes:
        subprocess.run([os.environ["CORDON"], "publish", recipe, "-o",
                        folder / "packages" / recipe.stem, "--quiet"], check=True)


main(pathlib.Path(sys.argv[1]))
