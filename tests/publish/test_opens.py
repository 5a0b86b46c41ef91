"""Every file of a package opens in what it is for.

GIS files in OGR, documents in Poppler, pictures in GDAL, pages of Markdown as CommonMark with
tables, tables and JSON as such. Web pages and SVG are opened by browser.package, QGIS projects and
their layers by qgis.package.
"""

import csv
import json
import re
import subprocess
import tempfile
import unicodedata
import unittest
import zipfile
from collections import Counter
from xml.etree import ElementTree

import numpy as np
from markdown_it import MarkdownIt
from osgeo import gdal, ogr

from opened import files, name_of, packages

gdal.UseExceptions()
ogr.UseExceptions()
ELSEWHERE = {".html", ".svg", ".qgz", ".qml"}
MAPS = {"web": (960, 640), "mobile": (780, 1040), "print": (2246, 1588)}  # pixels
# Of 255, on the mean and at most. The maps of two readings differ by 2.4 and 70 or more.
SAME_PICTURE = 1.6, 50


def output_of(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), (command, done.stderr)
    return done.stdout


def pixels_of(path):
    """Rows of red, green and blue."""
    return gdal.Open(str(path)).ReadAsArray()[:3].transpose(1, 2, 0).astype(float)


def colours_of(pixels):
    """How many colours there are in every fourth row."""
    return len(np.unique(pixels[::4] @ (1, 256, 65536)))


def coarse(pixels, block):
    """Means of squares of pixels: what differs in how edges are smoothed is evened out."""
    height, width = (length // block * block for length in pixels.shape[:2])
    squares = pixels[:height, :width].reshape(height // block, block, width // block, block, 3)
    return squares.mean(axis=(1, 3))


def letters_of(text):
    """Sorted: a reader of PDF may take ligatures, and what runs to the left, in another order."""
    return sorted(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


class Opens(unittest.TestCase):
    OPENERS = {}

    def test_every_file_has_an_opener(self):
        for path in files():
            self.assertIn(path.suffix, self.OPENERS.keys() | ELSEWHERE, name_of(path))
        self.assertGreater(len(files()), 200)

    def test_they_open(self):
        opened = dict.fromkeys(self.OPENERS, 0)
        for path in files(*self.OPENERS):
            with self.subTest(file=name_of(path)):
                self.OPENERS[path.suffix](self, path)
                opened[path.suffix] += 1
        self.assertNotIn(0, opened.values(), opened)

    def vector(self, path, prefix=""):
        """Layers have features that are whole, in longitude and latitude of WGS 84; the basemap of
        a project's sheet is in the projection of that sheet."""
        output_of("ogrinfo", "-ro", "-al", "-so", f"{prefix}{path}")
        source = gdal.OpenEx(f"{prefix}{path}", gdal.OF_VECTOR)
        layers = [source.GetLayer(i) for i in range(source.GetLayerCount())]
        self.assertIn("zone", [layer.GetName() for layer in layers])
        for layer in layers:
            if layer.GetGeomType() == ogr.wkbNone:
                continue
            self.assertGreater(layer.GetFeatureCount(), 0, layer.GetName())
            crs = layer.GetSpatialRef()
            if layer.GetName().startswith("basemap_"):
                self.assertTrue(crs.IsProjected(), layer.GetName())
            else:
                self.assertEqual("WGS 84", crs.GetName(), layer.GetName())
            for feature in layer:
                self.assertTrue(feature.GetGeometryRef().IsValid(), layer.GetName())

    def shapefile(self, path):
        with zipfile.ZipFile(path) as packed:
            self.assertIsNone(packed.testzip())
            self.assertEqual("shp shx dbf prj cpg qml".split(),
                             [name.removeprefix("zone.") for name in packed.namelist()])
        self.vector(path, "/vsizip/")

    def document(self, path):
        told = output_of("pdfinfo", path)
        self.assertRegex(told, r"(?m)^Pages: +1$")
        fonts = output_of("pdffonts", path).splitlines()[2:]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertEqual("yes", font.split()[-5], font)  # embedded
        drawing = ElementTree.parse(path.with_suffix(".svg"))
        title = drawing.find("{http://www.w3.org/2000/svg}title").text
        top = output_of("pdftotext", path, "-")[:2 * len(title) + 20]
        self.assertEqual([], [*(Counter(letters_of(title)) - Counter(letters_of(top)))], title)
        picture = pixels_of(path.with_suffix(".png"))
        height, width = picture.shape[:2]
        with tempfile.TemporaryDirectory() as folder:
            output_of("pdftoppm", "-png", "-singlefile", "-scale-to-x", width // 2,
                      "-scale-to-y", height // 2, path, f"{folder}/page")
            printed = pixels_of(f"{folder}/page.png")
        difference = np.abs(coarse(picture, 20) - coarse(printed, 10))
        self.assertLess(difference.mean(), SAME_PICTURE[0])
        self.assertLess(difference.max(), SAME_PICTURE[1])
        page = [*map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", told).groups())]
        self.assertAlmostEqual(page[0] / page[1], width / height, delta=0.002)

    def picture(self, path):
        pixels = pixels_of(path)
        for name, expected in MAPS.items():
            if f"map-{name}-" in path.name:
                self.assertEqual(expected, (pixels.shape[1], pixels.shape[0]))
        self.assertGreater(colours_of(pixels), 30)
        self.assertTrue(path.with_suffix(".svg").is_file())

    def page(self, path):
        tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text())
        self.assertEqual(1, sum(token.type == "heading_open" and token.tag == "h1"
                                for token in tokens))
        inline = [child for token in tokens for child in token.children or []]
        for child in inline:
            target = child.attrs.get("src") or child.attrs.get("href")
            if target and "://" not in target:
                self.assertTrue((path.parent / target).is_file(), target)
        # What looks like a table is one.
        rows = [line for line in path.read_text().splitlines() if line.startswith("|")]
        self.assertEqual(len(rows), sum(token.type == "tr_open" for token in tokens) +
                         sum(token.type == "table_open" for token in tokens))

    def table(self, path):
        with path.open(newline="") as file:
            rows = list(csv.reader(file, strict=True))
        self.assertGreater(len(rows), 1)
        self.assertEqual(1, len({len(row) for row in rows}))
        self.assertEqual(len(rows[0]), len(set(rows[0])))

    def data(self, path):
        self.assertIsInstance(json.loads(path.read_text()), dict)

    def text(self, path):
        words = path.read_text()
        self.assertTrue(words.endswith("\n"))
        self.assertNotRegex(words, r"[\x00-\x09\x0b-\x1f{}]")
        if path.name == "README.txt":
            self.assertLessEqual(max(map(len, words.splitlines())), 100)
        else:
            self.assertTrue(path.with_suffix(".png").is_file())

    OPENERS.update({".geojson": vector, ".gpkg": vector, ".zip": shapefile, ".pdf": document,
                    ".png": picture, ".md": page, ".csv": table, ".json": data, ".txt": text})


class ReadMe(unittest.TestCase):
    def test_tells_every_kind_of_file_that_there_is_and_no_other(self):
        for package in packages():
            names = {path.name for path in package.rglob("*") if path.is_file()} - {"README.txt"}
            told = (package / "README.txt").read_text().split("What is in here")[1]
            told = told.split("Whose data these are")[0]
            patterns = re.findall(r"(?m)^  ([a-z]\S*\.?\S*)  ", told)
            expressions = {pattern: re.compile(re.escape(pattern).replace(r"\*", ".*"))
                           for pattern in patterns}
            for name in names:
                self.assertTrue(any(expression.fullmatch(name)
                                    for expression in expressions.values()), name)
            for pattern, expression in expressions.items():
                self.assertTrue(any(expression.fullmatch(name) for name in names), pattern)


if __name__ == "__main__":
    unittest.main()
