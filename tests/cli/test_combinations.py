"""Options of `cordon zone` that do not go together, or do not fit the input: each with its fix."""

import unittest

from harness import FAILED, PLAIN, USAGE, CliTest, box, feature_collection, features, line, point

EAST = line([36.5, 35.6], [36.9, 35.6])
CLASSIC = ["--method", "projected", "--crs", "EPSG:32637"]

# Arguments, and words of the message: wrong whatever the input is.
WRONG = [
    (["--width", "20km", "--distance", "10km"], ["--distance and --width", "how far", "keep one"]),
    (["--width", "20km", "--left", "5km"], ["--width and --left", "keep one"]),
    (["--width", "20km", "--right", "5km"], ["--width and --right"]),
    (["--width", "20km", "--rings", "5km,10km"], ["--width and --rings"]),
    (["--width", "20km", "--distance-field", "reach"], ["--width and --distance-field"]),
    (["--distance", "20km", "--left", "5km"], ["--distance and --left", "--left and --right"]),
    (["--distance", "20km", "--rings", "5km"], ["--distance and --rings"]),
    (["--distance", "20km", "--distance-field", "reach"], ["--distance and --distance-field"]),
    (["--left", "5km", "--rings", "5km"], ["--left and --rings", "how far"]),
    (["--right", "5km", "--distance-field", "reach:km"], ["--right and --distance-field"]),
    (["--rings", "5km", "--distance-field", "reach:km"], ["--rings and --distance-field"]),
    (["--distance", "-5km", "--rings", "5km"], ["--distance and --rings"]),
    (["--distance", "-5km", "--width", "5km"], ["--distance and --width"]),

    (["--width", "0km"], ["--width", "out of range", "edge to edge"]),
    (["--width", "-20km"], ["--width", "-20 km", "out of range"]),
    (["--width", "4001km"], ["--width", "out of range", "twice 2,000 km"]),
    (["--width", "20"], ["--width", "'20' has no unit"]),
    (["--left", "15"], ["--left", "'15' has no unit"]),
    (["--left", "-15km"], ["--left", "-15 km", "out of range"]),
    (["--right", "2001km"], ["--right", "out of range", "2,000 km"]),
    (["--left", "1mm", "--right", "20km"], ["a distance of 1 mm", "1 cm or more"]),
    (["--left", "0", "--right", "0"], ["--left and --right", "both 0"]),
    (["--left", "0km"], ["--left and --right", "both 0"]),
    (["--right", "0"], ["both 0", "--left 15km"]),
    (["--left", "5m", "--right", "20km"], ["--tolerance", "distance of 5 m"]),

    (["--side", "port"], ["--side", "'port'", "both or left or right"]),
    (["--split", "--side", "left"], ["--split and --side", "one side cannot be split"]),
    (["--split", "--side", "right"], ["--split and --side"]),
    (["--side", "left", "--left", "15km"], ["--side and --left", "leave out --side"]),
    (["--side", "left", "--right", "15km"], ["--side and --right"]),
    (["--split", "--left", "15km"], ["--split", "nothing on the right", "--left and --right"]),
    (["--split", "--left", "0", "--right", "15km"], ["--split", "nothing on the left"]),
    (["--left-name", "north"], ["--left-name", "--split"]),
    (["--right-name", "south", "--left", "5km", "--right", "6km"], ["--right-name", "--split"]),
    (["--split", "--left-name", "a", "--right-name", "a"], ["both 'a'", "different names"]),
    (["--split", "--left-name", "right"], ["both 'right'", "different names"]),
    (["--split", "--left-name="], ["--left-name", "value"]),

    (["--rings", "10km,5km"], ["--rings", "5 km", "10 km", "ascending"]),
    (["--rings", "5km,10km,10km"], ["--rings", "10 km", "each once"]),
    (["--rings", "5km,1000m"], ["--rings", "1 km", "ascending"]),
    (["--rings", "5,10,20km"], ["--rings", "'5' has no unit", "5km"]),
    (["--rings", "5km,,20km"], ["--rings", "'' is not a length"]),
    (["--rings", "5km,20km,"], ["--rings", "'' is not a length"]),
    (["--rings", "0km,5km"], ["--rings", "0 m", "out of range", "starts at the line"]),
    (["--rings=-5km,5km"], ["--rings", "-5 km", "out of range"]),
    (["--rings", "5km,2001km"], ["--rings", "out of range"]),
    (["--rings", "5km,5001m,5002m"], ["--rings", "5.001 km", "2.1 tolerances", "--tolerance"]),
    (["--rings", "5m,10km"], ["--tolerance", "5 m"]),
    (["--nested"], ["--nested", "--rings 5km,10km,20km"]),
    (["--nested", "--left", "5km"], ["--nested", "--rings"]),

    (["--outside", "--split"], ["--outside and --split", "areas"]),
    (["--outside", "--side", "left"], ["--outside and --side", "areas"]),
    (["--outside", "--left", "5km"], ["--outside and --left", "--distance"]),
    (["--outside", "--distance", "-5km"], ["--outside", "smaller", "above 0"]),
    (["--split", "--distance", "-5km"], ["--split", "smaller", "no sides"]),
    (["--side", "left", "--distance", "-5km"], ["--side", "no sides"]),
    (["--cap", "flat", "--distance", "-5km"], ["--cap", "no ends"]),
    (["--dissolve="], ["--dissolve"]),

    (["--distance-field="], ["--distance-field"]),
    (["--distance-field", ":km"], ["--distance-field", "names no field"]),
    (["--distance-field", "reach:parsec"], ["--distance-field", "unknown unit 'parsec'"]),
    (["--distance-field", "reach:"], ["--distance-field", "unit"]),

    (["--by", "areas.geojson"], ["--by", "no field", "--by areas.geojson:FIELD"]),
    (["--by", "areas.geojson:"], ["--by", "no field"]),
    (["--clip", "areas.geojson", "--clip", "other.geojson"], ["--clip", "more than once"]),
    (["--by", "areas.geojson:a", "--by", "areas.geojson:a"], ["--by", "more than once"]),
    (["--clip", "areas.geojson", "--erase", "areas.geojson"], ["--clip and --erase", "nothing"]),
    (["--clip", "areas.geojson", "--erase", "./areas.geojson"], ["--clip and --erase"]),
    (["--clip", "areas.geojson", "-o", "areas.geojson", "--overwrite"], ["areas of --clip"]),
    (["--erase", "areas.geojson", "-o", "areas.geojson", "--overwrite"], ["areas of --erase"]),
    (["--by", "areas.geojson:holder", "-o", "areas.geojson", "--overwrite"], ["areas of --by"]),

    (["--fit", "tight"], ["--fit", "'tight'", "nearest or inside or outside"]),
    (["--uncertainty", "2"], ["--uncertainty", "'2' has no unit"]),
    (["--uncertainty", "0km"], ["--uncertainty", "two tolerances", "2 m or more"]),
    (["--uncertainty", "-2km"], ["--uncertainty", "-2 km"]),
    (["--uncertainty", "1m"], ["--uncertainty", "two tolerances"]),
    (["--uncertainty", "20km"], ["--uncertainty", "nothing within 20 km", "below 20 km"]),
    (["--uncertainty", "30km", "--left", "25km"], ["--uncertainty", "nothing within 25 km"]),
    (["--uncertainty", "20km", "--rings", "5km,10km"], ["--uncertainty", "nothing within 10 km"]),
    (["--uncertainty", "20km", "--distance", "1990km"], ["--uncertainty", "2,000 km together"]),

    (["--join", "mitre"], ["--join", "round", "mitred", "--method projected --crs utm"]),
    (["--join", "bevel"], ["--join", "bevelled ones fall short"]),
    (["--segments", "8"], ["--segments", "classic buffer"]),
    (["--mitre-limit", "2"], ["--mitre-limit", "classic buffer"]),
    (["--join", "round", "--method", "projected"], ["--join", "one CRS", "--crs utm"]),
    (["--segments", "8", "--method", "projected", "--crs", "auto"], ["--segments", "one CRS"]),
    ([*CLASSIC, "--join", "sharp"], ["--join", "'sharp'", "round or mitre or bevel"]),
    ([*CLASSIC, "--segments", "0"], ["--segments", "'0'", "1 to 1000"]),
    ([*CLASSIC, "--segments", "1001"], ["--segments", "1 to 1000"]),
    ([*CLASSIC, "--segments", "8.5"], ["--segments", "'8.5'", "whole number"]),
    ([*CLASSIC, "--mitre-limit", "5"], ["--mitre-limit", "--join mitre"]),
    ([*CLASSIC, "--mitre-limit", "5", "--join", "bevel"], ["--mitre-limit", "--join mitre"]),
    ([*CLASSIC, "--mitre-limit", "0.5", "--join", "mitre"], ["--mitre-limit", "'0.5'", "1 to"]),
    ([*CLASSIC, "--mitre-limit", "far", "--join", "mitre"], ["--mitre-limit", "'far'"]),
    ([*CLASSIC, "--segments", "8", "--fit", "inside"], ["--fit and --segments", "leave out --segments"]),
    ([*CLASSIC, "--segments", "8", "--uncertainty", "2km"], ["--uncertainty and --segments"]),
    ([*CLASSIC, "--segments", "8", "--left", "2km"], ["--left and --segments"]),
    ([*CLASSIC, "--segments", "8", "--split"], ["--split and --segments"]),
    ([*CLASSIC, "--segments", "8", "--side", "left"], ["--side and --segments"]),
    ([*CLASSIC, "--join", "mitre", "--rings", "5km"], ["--rings and --join"]),
]

# Input, arguments, and words of the message: wrong for this input.
UNFIT = [
    ("point.geojson", ["--split"], ["--split", "only lines have sides", "1 point"]),
    ("areas.geojson", ["--split"], ["--split", "only lines have sides", "2 areas"]),
    ("point.geojson", ["--side", "left"], ["--side", "only lines have sides"]),
    ("areas.geojson", ["--left", "15km"], ["--left", "only lines have sides", "--distance"]),
    ("point.geojson", ["--right", "15km"], ["--right", "only lines have sides"]),
    ("mixed.geojson", ["--split"], ["--split", "1 line and 1 point", "--where"]),
    ("line.geojson", ["--outside"], ["--outside", "only areas", "1 line"]),
    ("point.geojson", ["--outside"], ["--outside", "only areas", "1 point"]),
    ("line.geojson", ["--distance", "-5km"], ["--distance", "only areas can shrink"]),
    ("mixed.geojson", ["--distance=-5km"], ["only areas can shrink", "1 line and 1 point"]),
    ("fields.geojson", ["--dissolve", "nam"], ["--dissolve", "'nam'", "did you mean 'name'"]),
    ("line.geojson", ["--dissolve", "name"], ["--dissolve", "'name'", "no fields"]),
    ("fields.geojson", ["--distance-field", "raech:km"], ["'raech'", "did you mean 'reach'"]),
    ("fields.geojson", ["--distance-field", "reach"], ["'reach'", "no unit", "reach:km"]),
    ("line.geojson", ["--clip", "areas.geojson:nowhere"], ["nowhere", "areas"]),
    ("line.geojson", ["--by", "areas.geojson:holdr"], ["holdr", "did you mean", "holder"]),
    ("two.geojson", ["--distance-field", "reach:km", "--split"], ["--split", "--dissolve none"]),
]

# Input, arguments, and words: what only the data tell ends with code 1.
UNUSABLE = [
    ("fields.geojson", ["--distance-field", "missing:km"], ["'missing'", "feature 1", "no distance",
                                                            "--where"]),
    ("fields.geojson", ["--distance-field", "bad"], ["'bad'", "feature 1", "parsecs", "20 km"]),
    ("fields.geojson", ["--distance-field", "blank:km"], ["'blank'", "feature 0", "no distance"]),
    ("fields.geojson", ["--distance-field", "zero:km"], ["'zero'", "feature 0", "out of range",
                                                           "zero > 0"]),
    ("fields.geojson", ["--distance-field", "minus:km"], ["'minus'", "only areas can shrink"]),
    ("fields.geojson", ["--distance-field", "bare"], ["'bare'", "feature 0", "has no unit"]),
    ("line.geojson", ["--clip", "missing.geojson"], ["missing.geojson"]),
    ("line.geojson", ["--clip", "line.geojson"], ["line.geojson", "area"]),
    ("line.geojson", ["--erase", "point.geojson"], ["point.geojson", "area"]),
    ("line.geojson", ["--clip", "far.geojson"], ["clipped", "larger distance"]),
    ("areas.geojson", ["--distance", "-50km"], ["50 km"]),
]


class Combinations(CliTest):
    def setUp(self):
        super().setUp()
        self.write("point.geojson", feature_collection(point(36.6, 35.7)))
        self.write("mixed.geojson", feature_collection(PLAIN, point(36.6, 35.7)))
        self.write("areas.geojson", features((box(36.4, 35.5, 36.7, 36), {"holder": "A"}),
                                             (box(36.7, 35.5, 37, 36), {"holder": "B"})))
        self.write("far.geojson", feature_collection(box(10, 50, 11, 51)))
        self.write("two.geojson", features((PLAIN, {"reach": 5}), (EAST, {"reach": 10})))
        self.write("fields.geojson", features(
            (PLAIN, {"name": "a", "reach": 5, "missing": 5, "bad": "5 km", "blank": " ", "zero": 0,
                     "minus": -3, "bare": "5"}),
            (EAST, {"name": "b", "reach": 10, "missing": None, "bad": "5 parsecs", "blank": "5",
                    "zero": 1, "minus": -3, "bare": "5"})))

    def refused(self, code, words, name, *arguments):
        self.fails(code, words, "zone", name, "-o", "zone.geojson", *arguments)

    def test_wrong_for_any_input(self):
        for arguments, words in WRONG:
            with self.subTest(arguments=arguments):
                self.refused(USAGE, words, "line.geojson", *arguments)

    def test_wrong_for_the_input(self):
        for name, arguments, words in UNFIT:
            with self.subTest(name=name, arguments=arguments):
                self.refused(USAGE, words, name, *arguments)

    def test_data_that_cannot_be_used(self):
        for name, arguments, words in UNUSABLE:
            with self.subTest(name=name, arguments=arguments):
                self.refused(FAILED, words, name, *arguments)

    def test_bare_zero_is_a_reach(self):
        figures = self.figures("zone", "line.geojson", "-o", "zone.geojson", "--left", "0",
                               "--right", "5km")
        self.assertEqual((0, 5000, "right"),
                         (figures["left_m"], figures["right_m"], figures["side"]))


if __name__ == "__main__":
    unittest.main()
