"""Mistakes in recipes: each with its file and line, all at once, and nothing made."""

import os
import random
import re
import shutil
import unittest

from harness import CliTest, DATA, DONE, FAILED, USAGE, box, feature_collection

LINE = "line = line.geojson\n"

# What a recipe says after its line of contact, and the line and words of the mistake.
ONE_MISTAKE = [
    ("distence = 20km", 2, ["no key 'distence'", "did you mean 'distance'"]),
    ("--distance = 20km", 2, ["no key '--distance'", "without dashes: distance"]),
    ("output = zone.shp", 2, ["'output' is no key"]),
    ("dissolve = none", 2, ["'dissolve' is no key"]),
    ("distance = 20", 2, ["distance: '20' has no unit", "20km"]),
    ("distance = 5 parsecs", 2, ["distance: '5 parsecs'", "unknown unit"]),
    ("distance = 9000km", 2, ["distance", "2,000 km"]),
    ("distance = 20km\ndistance = 10km", 3, ["'distance' stands a second time, after line 2"]),
    ("tolerance = 1um", 2, ["tolerance"]),
    ("cap = pointed", 2, ["cap: 'pointed' is not a choice", "round or flat or square"]),
    ("split = maybe", 2, ["split: 'maybe' is neither yes nor no"]),
    ("rings = 10km,5km", 2, ["rings", "ascending"]),
    ("lang = xx", 2, ["lang: no language 'xx'", "ar, en"]),
    ("lang = en\nlang = en", 3, ["lang: 'en' stands twice"]),
    ("title.xx = Zone", 2, ["'xx' is no language"]),
    ("size = 10x10", 2, ["size: 10x10 is out of range"]),
    ("size = huge", 2, ["size", "no size 'huge'"]),
    ("theme = sepia", 2, ["theme", "'sepia'"]),
    ("title =", 2, ["title: there is no value"]),
    ("just words", 2, ["'just words' is neither a key with its value nor a section"]),
    ("[reading a", 2, ["'[reading a' is no section", "end it with ]"]),
    ("[version a]\ndistance = 1km", 2, ["no sections 'version'", "[reading NAME]"]),
    ("[reading]\ndistance = 1km", 2, ["the reading has no name"]),
    ("[reading ../up]\ndistance = 1km", 2, ["'../up' cannot be a folder"]),
    ("[reading con]\ndistance = 1km", 2, ["'con' cannot be a folder"]),
    ("[reading a]\ndistance = 1km\n[reading A]\ndistance = 2km", 4,
     ["second section 'A', after that of line 2"]),
    ("[reading a]\ndistance = 1km\n[reading b]\ndistance = 1km", 4,
     ["'b' draws the same zone as 'a'"]),
    ("[reading a]\ndistance = 1km\nlang = en", 4, ["'lang' is no key of a reading"]),
    ("[reading a]\ndistance = 1km\n[date 2018-09-17]\nnote = new", 4,
     ["readings and dates do not go together"]),
    ("[date 17.9.2018]\nnote = old", 2, ["'17.9.2018' is no date"]),
    ("[date 2018-02-30]\nnote = old", 2, ["'2018-02-30' is no date"]),
    ("roads = nowhere.geojson", 2, ["roads: there is no 'nowhere.geojson'"]),
    ("clip = nowhere.gpkg:states", 2, ["clip: there is no 'nowhere.gpkg"]),
    ("control = line.geojson", 2, ["line and control do not go together"]),
    ("control-field = side", 2, ["control-field means nothing without control"]),
    ("side = left\nsplit = yes", None, ["split and side"]),
    ("left-name.ar = x", 2, ["left-name.ar means nothing without left-name"]),
    ("title.ar.en = x", 2, ["'ar.en' is no language"]),
    # What every section replaces is read too.
    ("distance = 5 parsecs\n[reading a]\ndistance = 1km\n[reading b]\nwidth = 9km", 2,
     ["distance: '5 parsecs'"]),
    ("tolerance = 3 apples\ndistance = 1km\n[reading a]\ntolerance = 2m", 2,
     ["tolerance: '3 apples'"]),
]


def mutate(lines, chance):
    """One thing that hands and editors do to a file."""
    at = chance.randrange(len(lines))
    line = lines[at]
    what = chance.randrange(12)
    place = chance.randrange(len(line) + 1)
    if what == 0:
        lines[at] = line[:place] + line[place + 1:]
    elif what == 1:
        lines[at] = line[:place] + chance.choice("=[]#.-\t\"'\\%€\u202e\x07\x00") + line[place:]
    elif what == 2:
        lines.insert(chance.randrange(len(lines) + 1), line)
    elif what == 3:
        del lines[at]
    elif what == 4:
        lines[at] = line.replace("km", chance.choice(["", "m", "KM", "miles", "kmkm", "°"]))
    elif what == 5:
        lines[at] = line.replace("=", chance.choice([":", "==", "", " = = "]))
    elif what == 6:
        lines[at] = line + "\r"
    elif what == 7:
        lines[at] = line.swapcase()
    elif what == 8:
        lines.insert(at, chance.choice(["[date 2018-02-30]", "[reading ]", "[]", "]", "[date]",
                                        "[reading 20KM-BOTH-SIDES]", "[date 2018-09-17]"]))
    elif what == 9:
        lines[at] = line.split("=")[0] + "= " + "x" * chance.choice([0, 1, 10 ** 6])
    elif what == 10:
        chance.shuffle(lines)
    else:
        lines[at] = line[place:] + line[:place]


class Recipes(CliTest):
    def publish(self, text, *options, name="recipe.ini"):
        self.write(name, text)
        return self.run_cordon("publish", name, "-o", "package", *options)

    def told(self, text):
        """The lines of the mistakes and their words."""
        done = self.publish(text)
        self.assertEqual(USAGE, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        self.assertFalse((self.folder / "package").exists())
        return [(int(line), words) for line, words in
                re.findall(r"^recipe\.ini:(\d+): (.*)$", done.stderr, re.MULTILINE)], done.stderr

    def test_each_mistake_with_its_line(self):
        for content, line, words in ONE_MISTAKE:
            with self.subTest(content):
                mistakes, message = self.told(LINE + content + "\n")
                self.assertEqual(1, len(mistakes), message)
                self.assertIn("1 mistake in the recipe", message)
                if line is not None:
                    self.assertEqual(line, mistakes[0][0], message)
                for word in words:
                    self.assertIn(word, mistakes[0][1])

    def test_all_at_once(self):
        text = ("title = All of them\n"
                "line = missing.geojson\n"
                "distence = 20km\n"
                "cap = pointed\n"
                "lang = xx\n"
                "size = huge\n"
                "roads = gone.shp\n"
                "nonsense\n"
                "[reading a]\n"
                "distance = 5 parsecs\n"
                "lang = en\n"
                "[reading a]\n"
                "distance = 2km\n"
                "[reading b/c]\n"
                "side = port\n"
                "split = maybe\n"
                "[chapter d]\n"  # whose values nobody can judge
                "distance = 1\n")
        mistakes, message = self.told(text)
        self.assertEqual([2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 15, 16, 17],
                         sorted(line for line, _ in mistakes), message)
        self.assertEqual([line for line, _ in mistakes], sorted(line for line, _ in mistakes))

    def test_what_is_no_recipe(self):
        for content, words in [(b"", ["the recipe is empty"]), (b"# nothing\n\n", ["is empty"]),
                               (b"\x00\x01\x02line = x", ["no text in UTF-8"]),
                               (b"line = x\nnote = a\x1ab\n", ["no text in UTF-8"]),
                               ("line = Zürich.geojson".encode("latin-1"), ["no text in UTF-8"])]:
            with self.subTest(content):
                done = self.publish(content)
                self.assertEqual(USAGE, done.returncode, done.stderr)
                for word in words:
                    self.assertIn(word, done.stderr)

    def test_no_line(self):
        mistakes, message = self.told("distance = 20km\n")
        self.assertIn("there is no line to draw a zone around", message)
        self.assertIn("recipe.ini", message)

    def test_a_missing_recipe(self):
        done = self.run_cordon("publish", "nowhere.ini", "-o", "package")
        self.assertEqual(FAILED, done.returncode)
        self.assertIn("nowhere.ini", done.stderr)

    def test_byte_order_mark_line_ends_and_comments(self):
        text = "\ufeff# The zone\r\nline = line.geojson # of contact\r\ndistance = 5km\r\n"
        done = self.publish((text + "places = none\r\nareas = none\r\n").encode(), "--json")
        self.assertEqual(DONE, done.returncode, done.stderr)
        report = (self.folder / "package" / "report.md").read_text()
        self.assertIn("5 km on each side of the line", report)

    def test_comments_begin_with_words(self):
        text = (LINE + "distance = 5km# no comment\nplaces = none\n")
        self.assertIn("'5km# no comment'", self.told(text)[0][0][1])
        cite = "https://example.org/page#part"
        done = self.publish(LINE + f"distance = 5km # each side\ncite = {cite} # where\n"
                            "places = none\nareas = none\n")
        self.assertEqual(DONE, done.returncode, done.stderr)
        self.assertIn(f"Published: {cite}\n", (self.folder / "package" / "README.txt").read_text())

    def test_sides_are_named_in_the_language_of_a_map(self):
        done = self.publish(LINE + "distance = 5km\nplaces = none\nareas = none\nlang = en\n"
                            "lang = fr\nleft-name = uplands\nleft-name.fr = hauteurs\n"
                            "right-name = lowlands\n[reading both]\ntitle = Both\n"
                            "[reading one]\nleft = 5km\n")
        self.assertEqual(DONE, done.returncode, done.stderr)
        package = self.folder / "package"
        for folder in ("both", "one"):
            english = (package / folder / "map-web-en.svg").read_text()
            french = (package / folder / "map-web-fr.svg").read_text()
            self.assertLess(0, english.count("uplands"))
            self.assertEqual(english.count("uplands"), french.count("hauteurs"))
            self.assertEqual(0, french.count("uplands"))
            self.assertIn("hauteurs", (package / folder / "map-fr.html").read_text())
            self.assertIn("uplands", (package / folder / "zone.geojson").read_text())
        self.assertIn("lowlands", (package / "both" / "map-web-fr.svg").read_text())
        self.assertIn("hauteurs", (package / "comparison-fr.svg").read_text())

    def test_random_mistakes_are_told_or_harmless(self):
        seed = int(os.environ.get("CORDON_SEED", 20180917))
        print(f"seed {seed}")
        chance = random.Random(seed)
        recipes = [recipe.read_text().replace("= ../", f"= {DATA}/")
                   for recipe in sorted((DATA / "recipes").glob("*.ini"))]
        mistaken = 0
        for number in range(150):
            lines = chance.choice(recipes).splitlines()
            for _ in range(chance.randint(1, 3)):
                mutate(lines, chance)
            text = "\n".join(lines)
            self.write("recipe.ini", text.encode("utf-8", "surrogatepass"))
            before = self.files()
            done = self.run_cordon("publish", "recipe.ini", "-o", "package", "--check")
            self.assertIn(done.returncode, (USAGE, FAILED), f"{number}: {done.stderr}")
            self.assertEqual(before, self.files())
            if done.returncode == FAILED:
                self.assertIn("'package'", done.stderr)  # the recipe is sound; there is none yet
                continue
            mistaken += 1
            told = re.search(r"(\d+) mistakes? in the recipe", done.stderr)
            if told is None:
                self.assertRegex(done.stderr, "no text in UTF-8|recipe.ini", f"{number}")
            else:
                self.assertEqual(int(told[1]), len(re.findall(r"(?m)^recipe\.ini:?\d*: ",
                                                              done.stderr)), done.stderr)
        self.assertGreater(mistaken, 50)

    def test_paths_are_those_of_the_recipe(self):
        (self.folder / "deep").mkdir()
        shutil.move(self.folder / "line.geojson", self.folder / "deep" / "line.geojson")
        self.write("deep/recipe.ini", LINE + "distance = 5km\nplaces = none\nareas = none\n")
        done = self.run_cordon("publish", "deep/recipe.ini", "-o", "package")
        self.assertEqual(DONE, done.returncode, done.stderr)

    def test_a_section_replaces_how_far(self):
        self.assertEqual(DONE, self.publish(
            LINE + "width = 10km\nplaces = none\nareas = none\n[reading wide]\ntitle = Wide\n"
            "distance = 10km\n[reading left]\nleft = 5km\n").returncode)
        wide = (self.folder / "package" / "wide" / "report.md").read_text()
        self.assertIn("10 km on each side of the line, 20 km across", wide)
        self.assertTrue((self.folder / "package" / "comparison.json").exists())

    def test_control_areas_and_days(self):
        for day, edge in [("17", 36.6), ("18", 36.7)]:
            self.write(f"west{day}.geojson", feature_collection(box(36.4, 35.6, edge, 35.8)))
            self.write(f"east{day}.geojson", feature_collection(box(edge, 35.6, 36.9, 35.8)))
        done = self.publish("distance = 5km\nplaces = none\nareas = none\n" + "".join(
            f"[date 2018-09-{day}]\ncontrol = west{day}.geojson\ncontrol = east{day}.geojson\n"
            for day in ("17", "18")))
        self.assertEqual(DONE, done.returncode, done.stderr)
        for day in ("17", "18"):
            folder = self.folder / "package" / f"2018-09-{day}"
            self.assertTrue((folder / "line.geojson").exists())
            self.assertIn("5 km on each side", (folder / "report.md").read_text())

    def test_shipped_recipes_are_sound(self):
        for recipe in sorted((DATA / "recipes").glob("*.ini")):
            with self.subTest(recipe.name):
                done = self.run_cordon("publish", recipe, "-o", "package", "--check")
                self.assertEqual(FAILED, done.returncode, done.stdout)
                self.assertNotIn("mistake", done.stderr)
                self.assertIn("package", done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
