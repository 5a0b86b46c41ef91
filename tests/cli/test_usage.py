"""Command lines that are wrong: exit code 2, what is wrong, and the fix."""

import unittest

from harness import USAGE, CliTest

ZONE = ["zone", "line.geojson", "-o", "zone.geojson"]

# Arguments, and words of the message.
WRONG = [
    (["zine", "line.geojson"], ["'zine'", "did you mean 'zone'", "cordon help"]),
    (["inspekt"], ["'inspekt'", "did you mean 'inspect'"]),
    (["--zone"], ["'--zone'", "cordon help"]),
    (["xyzzy"], ["no command 'xyzzy'", "cordon help"]),
    (["help", "zine"], ["'zine'", "did you mean 'zone'"]),
    (["help", "zone", "inspect"], ["'inspect'", "too many"]),

    (["zone"], ["no LINE", "cordon zone LINE -o OUT"]),
    (["zone", ""], ["no LINE"]),
    (["zone", "-o", "zone.geojson"], ["no LINE"]),
    (["zone", "line.geojson"], ["no output", "-o"]),
    ([*ZONE, "other.geojson"], ["'other.geojson'", "too many"]),
    ([*ZONE, "--distanse", "20km"], ["no option --distanse", "did you mean --distance"]),
    ([*ZONE, "--distanse=20km"], ["no option --distanse", "did you mean --distance"]),
    ([*ZONE, "--dist", "20km"], ["no option --dist"]),
    ([*ZONE, "-x"], ["no option -x", "cordon help zone"]),
    ([*ZONE, "--distance"], ["--distance needs a value", "--distance LENGTH"]),
    ([*ZONE, "--distance="], ["--distance needs a value"]),
    (["zone", "line.geojson", "-o"], ["--output needs a value"]),
    (["zone", "line.geojson", "-o", ""], ["output"]),
    ([*ZONE, "--overwrite=yes"], ["--overwrite takes no value"]),
    ([*ZONE, "--distance", "2km", "--distance", "3km"], ["--distance", "more than once"]),

    ([*ZONE, "--distance", "20"], ["--distance", "'20' has no unit", "20km"]),
    ([*ZONE, "--distance", "20 parsecs"], ["--distance", "unknown unit 'parsecs'"]),
    ([*ZONE, "--distance", "far"], ["--distance", "'far' is not a length"]),
    ([*ZONE, "--distance", "nankm"], ["--distance", "not a length"]),
    ([*ZONE, "--distance", "0km"], ["--distance", "0 m", "out of range", "2,000 km"]),
    ([*ZONE, "--distance", "-2000.001km"], ["--distance", "out of range", "areas shrink"]),
    ([*ZONE, "--distance", "-5km"], ["--distance", "only areas can shrink", "1 line", "above 0"]),
    ([*ZONE, "--distance=-5km"], ["--distance", "only areas can shrink"]),
    ([*ZONE, "--distance", "2000.001km"], ["--distance", "out of range", "up to 2,000 km"]),
    ([*ZONE, "--distance", "5mm"], ["a distance of 5 mm", "1 cm or more"]),
    ([*ZONE, "--tolerance", "1"], ["--tolerance", "'1' has no unit"]),
    ([*ZONE, "--tolerance", "0.9mm"], ["--tolerance", "out of range", "from 1 mm to 2 km"]),
    ([*ZONE, "--tolerance", "2.1km"], ["--tolerance", "out of range", "10 %"]),
    ([*ZONE, "--tolerance", "0m"], ["--tolerance", "out of range"]),
    ([*ZONE, "--distance", "5m"], ["default of 1 m", "distance of 5 m", "to 50 cm"]),
    ([*ZONE, "--cap", "pointed"], ["--cap", "'pointed'", "round or flat or square"]),
    ([*ZONE, "--edges", "curved"], ["--edges", "'curved'", "geodesic or planar"]),
    ([*ZONE, "--method", "fast"], ["--method", "'fast'", "exact or projected"]),
    ([*ZONE, "--crs", "EPSG:32637"], ["--crs", "--method projected", "--output-crs"]),
    ([*ZONE, "--crs", "auto"], ["--crs", "--method projected"]),
    ([*ZONE, "--method", "projected", "--crs", "EPSG:0"], ["EPSG:0"]),
    ([*ZONE, "--threads", "0"], ["--threads", "'0'", "whole number"]),
    ([*ZONE, "--threads", "two"], ["--threads", "'two'"]),
    ([*ZONE, "--threads", "2.5"], ["--threads", "'2.5'"]),
    ([*ZONE, "--threads", "-1"], ["--threads", "'-1'"]),
    ([*ZONE, "--output-crs", "EPSG:0"], ["--output-crs", "EPSG:0"]),
    ([*ZONE, "--layer", "nowhere"], ["nowhere", "line"]),
    ([*ZONE, "--where", "no_such_field = 1"], ["no_such_field"]),
    ([*ZONE, "--where", "((("], ["("]),
    ([*ZONE, "--input-crs", "EPSG:0"], ["EPSG:0"]),
    ([*ZONE, "-f", "NoSuchDriver"], ["NoSuchDriver"]),
    ([*ZONE, "-o", "zone.shp", "-f", "GeoJSON"], ["--format", "2 are given"]),
    ([*ZONE, "-o", "zone.geojson"], ["zone.geojson"]),
    (["zone", "line.geojson", "-o", "zone.xyzzy"], ["zone.xyzzy"]),
    (["zone", "line.geojson", "-o", "zone"], ["zone"]),
    (["zone", "line.geojson", "-o", "-", "--json"], ["--json", "standard output"]),
    (["zone", "line.geojson", "-o", "./line.geojson", "--overwrite"], ["is the line itself"]),
    (["zone", "line.geojson", "-o", "line.geojson"], ["is the line itself"]),

    (["inspect"], ["no FILE", "cordon inspect FILE"]),
    (["inspect", "line.geojson", "more"], ["'more'", "too many"]),
    (["inspect", "line.geojson", "--jsn"], ["--jsn", "did you mean --json"]),
    (["inspect", "line.geojson", "--layer"], ["--layer needs a value"]),
    (["inspect", "line.geojson", "-o", "x.geojson"], ["no option -o"]),
    (["inspect", "line.geojson", "--json=1"], ["--json takes no value"]),
    (["inspect", "line.geojson", "--layer", "nowhere"], ["nowhere"]),
]


class Usage(CliTest):
    def test_wrong_command_lines(self):
        for arguments, words in WRONG:
            with self.subTest(arguments=arguments):
                self.fails(USAGE, words, *arguments)

    def test_no_command_shows_the_commands(self):
        done = self.run_cordon()
        self.assertEqual(USAGE, done.returncode)
        self.assertEqual("", done.stdout)
        self.assertIn("Usage: cordon COMMAND", done.stderr)

    def test_existing_output_is_kept(self):
        kept = self.write("zone.geojson", "mine")
        self.fails(USAGE, ["zone.geojson", "--overwrite"], *ZONE)
        self.assertEqual("mine", kept.read_text())

    def test_one_wrong_output_of_two_leaves_neither(self):
        self.fails(USAGE, ["zone.xyzzy"], *ZONE, "-o", "zone.xyzzy")

    def test_value_of_an_option_may_start_with_a_dash(self):
        # A file name that starts with one, after "--" and glued to its option.
        self.write("-line.geojson", (self.folder / "line.geojson").read_text())
        self.succeeds("zone", "--output=-zone.geojson", "--", "-line.geojson")
        self.assertIn("-zone.geojson", self.files())


if __name__ == "__main__":
    unittest.main()
