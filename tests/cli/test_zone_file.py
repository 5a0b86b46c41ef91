"""A zone that is there already, with its line beside it: a map says what that of the line says."""

import re
import unittest

from harness import CliTest, PLAIN, features


class ZoneFile(CliTest):
    def setUp(self):
        super().setUp()
        self.write("front.geojson", features((PLAIN, {
            "name": "The front", "date": "2018-09-17", "note": "drawn by hand",
            "source": "A survey, CC BY 4.0"})))

    def words(self, *arguments):
        """All that a map says, its description among it."""
        self.succeeds("map", *arguments, "-o", "map.svg", "--overwrite")
        svg = (self.folder / "map.svg").read_text()
        found = re.findall(r"<(?:text|title|desc)\b.*?</(?:text|title|desc)>", svg, re.DOTALL)
        return [re.sub("<[^>]*>", "", text) for text in found]

    def test_a_map_has_the_captions_of_the_lines_map(self):
        for options in [["--distance", "15km"], ["--split"], ["--left", "20km"],
                        ["--split", "--left-name", "west", "--right-name", "east"],
                        ["--left", "15km", "--right", "20km", "--split"],
                        ["--rings", "5km,20km"], ["--uncertainty", "2km"],
                        ["--rings", "5km,20km", "--split", "--right-name", "east"]]:
            with self.subTest(options=options):
                self.succeeds("zone", "front.geojson", *options, "--places", "none", "-o",
                              "zone.gpkg", "-o", "zone.geojson", "--overwrite")
                expected = self.words("front.geojson", *options)
                self.assertTrue(any("17\u00a0September\u00a02018" in text or
                                    "17 September 2018" in text for text in expected), expected)
                self.assertTrue(any("A survey, CC BY 4.0" in text for text in expected), expected)
                self.assertTrue(any("drawn by hand" in text for text in expected), expected)
                self.assertEqual(expected, self.words("zone.gpkg"))
                self.assertEqual(expected, self.words("zone.geojson", "--line", "front.geojson"))


if __name__ == "__main__":
    unittest.main()
