"""Help, manual pages and versions."""

import json
import re
import subprocess
import unittest

from harness import DONE, CliTest

COMMANDS = ["zone", "contact", "near", "report", "compare", "inspect"]


def plain(text):
    """Text as somebody reads it: no overstriking, one space between words."""
    text = re.sub(r".\x08", "", text)
    return re.sub(r"\s+", " ", text.replace("\u2010", "-").replace("-\n", "-"))


class Help(CliTest):
    def test_overview_names_all_commands(self):
        text = self.succeeds("help").stdout
        self.assertEqual(text, self.succeeds("--help").stdout)
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^  {command} ")

    def test_three_ways_to_the_same_help(self):
        for command in COMMANDS:
            text = self.succeeds("help", command).stdout
            self.assertEqual(text, self.succeeds(command, "--help").stdout)
            self.assertEqual(text, self.succeeds(command, "missing.shp", "-h").stdout)
            self.assertIn(f"Usage: cordon {command} ", text)

    def test_help_fits_a_terminal(self):
        for arguments in [["help"], *(["help", command] for command in COMMANDS)]:
            for text in self.succeeds(*arguments).stdout.splitlines():
                self.assertLessEqual(len(text), 80, text)
                self.assertEqual(text.rstrip(), text)

    def test_defaults_in_the_help_are_the_real_ones(self):
        text = self.succeeds("help", "zone").stdout
        shown = {}
        for entry in re.split(r"(?m)^  (?:-\w,|   ) --", text)[1:]:
            default = re.search(r"\(default: (\w+)\)", plain(entry))
            if default:
                shown[entry.split()[0]] = default[1]
        self.assertEqual("20km", shown["distance"])
        figures = self.figures("zone", "line.geojson", "-o", "zone.geojson")
        self.assertEqual("20km", f"{figures['distance_m'] / 1000:g}km")
        self.assertEqual(shown["tolerance"], f"{figures['certificate']['tolerance_m']:g}m")
        for name in ["cap", "edges", "method"]:
            self.assertEqual(shown[name], figures[name])

    def test_man_pages_are_clean_roff_and_say_what_help_says(self):
        for command in COMMANDS:
            page = self.succeeds("help", "--man", command).stdout
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page, text=True,
                                  capture_output=True)
            # The page has no date on purpose: the same source makes the same bytes.
            findings = [x for x in lint.stdout.splitlines() if "missing date" not in x]
            self.assertEqual([], findings)
            shown = subprocess.run(["mandoc", "-T", "utf8"], input=page, text=True,
                                   capture_output=True, check=True).stdout
            help_text = self.succeeds("help", command).stdout
            for option in re.findall(r"--[a-z-]+", help_text):
                self.assertIn(option, plain(shown))
            for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES",
                            "EXIT STATUS"]:
                self.assertIn(section, plain(shown))

    def test_overview_man_page(self):
        page = self.succeeds("help", "--man").stdout
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page, text=True,
                              capture_output=True)
        self.assertEqual([], [x for x in lint.stdout.splitlines() if "missing date" not in x])

    def test_json_says_what_the_help_says(self):
        told = json.loads(self.succeeds("help", "--json").stdout)
        self.assertIn(f"cordon {told['cordon_version']}\n", self.succeeds("--version").stdout)
        commands = {command["name"]: command for command in told["commands"]}
        self.assertLessEqual(set(COMMANDS), set(commands))
        for name, command in commands.items():
            text = plain(self.succeeds("help", name).stdout)
            self.assertIn(f"Usage: cordon {name} {command['synopsis']}", text)
            options = [o for group in command["groups"] for o in group["options"]]
            shown = re.findall(r"(?m)^  (?:-\w,|   ) --([a-z-]+)",
                               self.succeeds("help", name).stdout)
            self.assertEqual(shown, [option["name"] for option in options])
            for option in options:
                for word in (option["text"], option.get("argument", ""), option.get("default", "")):
                    self.assertIn(plain(word), text)
            alone = json.loads(self.succeeds("help", "--json", name).stdout)
            self.assertEqual([command], alone["commands"])

    def test_version(self):
        done = self.succeeds("--version")
        self.assertRegex(done.stdout, r"^cordon \d+\.\d+\.\d+\nGDAL \d+\.\d+\.\d+, "
                                      r"GEOS \d+\.\d+\.\d+\S*, PROJ \d+\.\d+\.\d+\n$")
        self.assertEqual(DONE, done.returncode)


if __name__ == "__main__":
    unittest.main()
