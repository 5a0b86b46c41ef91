"""Every algorithm by qgis_process, through the zipped plugin in a fresh profile."""

import csv
import json
import unittest

from harness import CONTROL, DATA, IDLIB, NATURAL_EARTH, TOWNS, FolderTest, qgis_process

INCIDENTS = DATA / "incidents" / "ucdp_nw_syria_2018-01_2019-04.csv"
ALGORITHMS = ["zone", "contact", "near", "report", "compare", "verify"]


def setUpModule():
    done = qgis_process("plugins", "enable", "cordon_qgis")
    assert done.returncode == 0, done.stdout + done.stderr


class QgisProcess(FolderTest):
    def run_algorithm(self, name, *words, fails=False, **environment):
        """The results, as QGIS prints them for machines; of a failure, all that it says."""
        done = qgis_process("--json", "run",
                            f"cordon:{name}", "--", *words, **environment)
        if fails:
            self.assertNotEqual(0, done.returncode, done.stdout)
            return done.stdout + done.stderr
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return json.loads(done.stdout)["results"]

    def test_all_are_listed_and_explained(self):
        listed = qgis_process("list").stdout
        for name in ALGORITHMS:
            self.assertIn(f"cordon:{name}\t", listed)
        told = qgis_process("help", "cordon:zone").stdout
        for words in ["DISTANCE", "Reach of the zone from the line", "OUTPUT: Zone",
                      "AREA_KM2"]:
            self.assertIn(words, told)

    def test_zone_is_that_of_the_command_line(self):
        ours = self.folder / "ours.geojson"
        theirs = self.folder / "theirs.geojson"
        results = self.run_algorithm("zone", f"LINE={IDLIB}", "LEFT=15km", "RIGHT=20km",
                                     "SPLIT=true", "LEFT_NAME=opposition", f"OUTPUT={theirs}")
        figures = self.cordon("zone", IDLIB, "--left", "15km", "--right", "20km", "--split",
                              "--left-name", "opposition", "-o", ours)
        self.assertEqual(ours.read_bytes(), theirs.read_bytes())
        self.assertEqual(figures["zone"]["area_km2"], results["AREA_KM2"])
        self.assertEqual(figures["certificate"]["max_error_m"], results["MAX_ERROR_M"])
        self.assertEqual(figures["statement"], results["STATEMENT"])

    def test_a_layer_of_several_with_a_filter(self):
        results = self.run_algorithm(
            "zone", f"LINE={NATURAL_EARTH}|layername=places|subset=name = 'Suva'",
            "DISTANCE=200nmi", f"OUTPUT={self.folder / 'suva.gpkg'}")
        figures = self.cordon("zone", NATURAL_EARTH, "--layer", "places", "--where",
                              "name = 'Suva'", "--distance", "200nmi", "-o",
                              self.folder / "ours.gpkg")
        self.assertEqual(figures["zone"]["area_km2"], results["AREA_KM2"])
        self.assertEqual(f"{self.folder / 'suva.gpkg'}|layername=zone", results["OUTPUT"])

    def test_contact(self):
        results = self.run_algorithm("contact", *(f"AREAS={path}" for path in CONTROL),
                                     f"OUTPUT={self.folder / 'line.gpkg'}")
        figures = self.cordon("contact", *CONTROL, "-o", self.folder / "ours.gpkg")
        self.assertAlmostEqual(figures["length_m"], results["LENGTH_M"], 6)
        self.assertEqual(1, results["LINES"])

    def test_near(self):
        results = self.run_algorithm(
            "near", f"LINE={IDLIB}", f"PLACES={TOWNS}", "WITHIN=25km", "KEEP=side_2018_09",
            f"OUTPUT={self.folder / 'near.gpkg'}", f"OUTPUT_CSV={self.folder / 'near.csv'}")
        figures = self.cordon("near", IDLIB, TOWNS, "--within", "25km", "--keep",
                              "side_2018_09")
        self.assertEqual(figures["inside"], results["INSIDE"])
        with open(self.folder / "near.csv", encoding="utf-8") as file:
            names = [row["name"] for row in csv.DictReader(file)]
        self.assertEqual([place["name"] for place in figures["near"]], names)
        self.assertTrue((self.folder / "near.gpkg").is_file())

    def test_report(self):
        page = self.folder / "report.md"
        results = self.run_algorithm("report", f"LINE={IDLIB}", "DISTANCE=15km",
                                     f"INCIDENTS={INCIDENTS}", "INCIDENTS_WHERE=where_prec <= 2",
                                     f"OUTPUT_MD={page}")
        self.assertEqual(str(page), results["OUTPUT_MD"])
        self.cordon("report", IDLIB, "--distance", "15km", "--incidents", INCIDENTS,
                    "--incidents-where", "where_prec <= 2", "-o", self.folder / "ours.md")
        self.assertEqual((self.folder / "ours.md").read_bytes(), page.read_bytes())

    def test_compare(self):
        north = f"{NATURAL_EARTH}|layername=provinces|subset=name = 'Idlib'"
        south = f"{NATURAL_EARTH}|layername=provinces|subset=name IN ('Idlib', 'Hamah')"
        results = self.run_algorithm("compare", f"OLD={north}", f"NEW={south}", "NO_PLACES=true",
                                     f"OUTPUT_CSV={self.folder / 'changes.csv'}")
        self.assertGreater(results["GAINED_KM2"], 5000)
        self.assertLess(results["LOST_KM2"], 1)
        self.assertTrue((self.folder / "changes.csv").is_file())

    def test_verify_measures_the_buffer_of_qgis(self):
        projected = self.folder / "line.gpkg"
        made = qgis_process("run", "native:reprojectlayer", "--", f"INPUT={IDLIB}",
                            "TARGET_CRS=EPSG:32637", f"OUTPUT={projected}")
        self.assertEqual(0, made.returncode, made.stderr)
        # 5 segments to a quarter circle are its default; errors as PostGIS's buffers have them.
        for segments, outward, inward in [([], 1.863, 401.817), (["SEGMENTS=8"], 1.872, 136.134)]:
            with self.subTest(segments):
                buffer = self.folder / "buffer.gpkg"
                made = qgis_process("run", "native:buffer", "--", f"INPUT={projected}",
                                    "DISTANCE=20000", *segments, f"OUTPUT={buffer}")
                self.assertEqual(0, made.returncode, made.stderr)
                results = self.run_algorithm("verify", f"ZONE={buffer}", f"LINE={IDLIB}",
                                             "DISTANCE=20km")
                self.assertEqual(0, results["HOLDS"])
                self.assertAlmostEqual(outward, results["OUTWARD_ERROR_M"], delta=0.005)
                self.assertAlmostEqual(inward, results["INWARD_ERROR_M"], delta=0.005)

    def test_verify_confirms_a_zone_of_ours(self):
        zone = self.folder / "zone.gpkg"
        self.cordon("zone", IDLIB, "-o", zone)
        results = self.run_algorithm("verify", f"ZONE={zone}|layername=zone")
        self.assertEqual(1, results["HOLDS"])
        self.assertLess(results["OUTWARD_ERROR_M"], 1)

    def test_wrong_input_is_told_with_the_advice(self):
        said = self.run_algorithm("zone", f"LINE={IDLIB}", "DISTANCE=20",
                                  f"OUTPUT={self.folder / 'zone.gpkg'}", fails=True)
        self.assertIn("'20' has no unit", said)
        self.assertIn("write 20km or 20m", said)
        self.assertFalse((self.folder / "zone.gpkg").exists())

    def test_a_missing_program_is_told_with_how_to_get_it(self):
        without = "/usr/local/bin:/usr/bin:/bin"
        self.assertIn("cordon:zone\t", qgis_process("list", PATH=without).stdout)
        said = self.run_algorithm("zone", f"LINE={IDLIB}", fails=True, PATH=without)
        self.assertIn("The program 'cordon' was not found", said)
        self.assertIn("scripts/quickstart", said)


if __name__ == "__main__":
    unittest.main()
