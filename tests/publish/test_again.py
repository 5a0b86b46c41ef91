"""Making a package again: only what changed, --check, --watch, and folders that are refused."""

import json
import os
import signal
import subprocess
import time
import unittest

from harness import CORDON
from packages import PackageTest, contents, listed_files, marks

READINGS = "[reading near]\ndistance = 4km\n[reading far]\ndistance = 9km\n"


class Again(PackageTest):
    def test_nothing_changed_nothing_is_touched(self):
        first = self.made()
        self.assertTrue(first["changed"])
        self.assert_whole()
        self.assertEqual([], self.check())
        before = marks(self.package)
        again = self.made()
        self.assertEqual((False, []), (again["changed"], again["made"]))
        self.assertEqual(len(first["made"]), again["kept"])
        self.assertEqual(before, marks(self.package))

    def test_only_what_depends_on_a_change_is_made(self):
        self.recipe("5km", READINGS)
        self.made()
        self.recipe("5km", READINGS.replace("9km", "8km"))
        self.assertIn(("input-changed", "zone.ini"), self.check())
        made = self.made()["made"]
        self.assertIn("far/zone", made)
        self.assertIn("comparison", made)
        self.assertEqual([], [step for step in made if step.startswith("near/")])
        self.assertEqual([], self.check())
        incremental = contents(self.package)
        subprocess.run([CORDON, "publish", "zone.ini", "-o", "anew"], cwd=self.folder, check=True,
                       capture_output=True)
        self.assertEqual(contents(self.folder / "anew"), incremental)

    def test_a_comment_makes_no_map_anew(self):
        self.made()
        self.recipe("5km", "# a remark\n")
        made = self.made()
        self.assertEqual([], [step for step in made["made"] if "map" in step or "zone" in step])
        self.assertTrue(made["changed"])

    def test_an_input_that_changed(self):
        self.made()
        line = self.folder / "line.geojson"
        line.write_text(line.read_text().replace("35.6", "35.61"))
        kinds = self.check()
        self.assertIn(("input-changed", "line.geojson"), kinds)
        self.assertIn(("step-changed", "zone"), kinds)
        self.assertIn("zone", self.made()["made"])
        self.assertEqual([], self.check())

    def test_damaged_files_are_told_and_repaired(self):
        self.made()
        good = contents(self.package)
        report = self.package / "report.md"
        report.write_text(report.read_text().replace("k", "q", 1))
        (self.package / "zone.geojson").unlink()
        self.assertEqual([("file-changed", "report.md"), ("file-missing", "zone.geojson")],
                         sorted(d for d in self.check() if d[0].startswith("file")))
        self.assertEqual(["report.md", "zone.geojson"], sorted(self.made()["damaged"]))
        self.assertEqual(good, contents(self.package))

    def test_a_note_that_was_edited_is_told_and_repaired(self):
        self.made()
        note = self.package / "provenance.json"
        good = note.read_bytes()
        note.write_text(note.read_text().replace('"default"', '"my desk"', 1))
        self.assertEqual([("provenance-changed", "provenance.json")], self.check())
        self.made()
        self.assertEqual(good, note.read_bytes())

    def test_a_section_that_is_gone_takes_its_folder_along(self):
        self.recipe("5km", READINGS)
        self.made()
        self.recipe("5km", READINGS.split("[reading far]")[0])
        self.assertIn(("step-gone", "far/zone"), self.check())
        self.made()
        self.assertFalse((self.package / "far").exists())
        self.assert_whole()

    def test_threads_do_not_matter(self):
        self.recipe("5km", READINGS)
        self.made("--threads", "1")
        one = contents(self.package)
        subprocess.run([CORDON, "publish", "zone.ini", "-o", "more", "--threads", "5"],
                       cwd=self.folder, check=True, capture_output=True)
        self.assertEqual(one, contents(self.folder / "more"))

    def test_no_path_of_this_machine(self):
        self.made()
        for name, content in contents(self.package).items():
            if content != "folder":
                self.assertNotIn(str(self.folder).encode(), content, name)
                self.assertNotIn(b".steps", content, name)

    def test_a_link_to_the_folder(self):
        (self.folder / "real").mkdir()
        self.package.symlink_to("real")
        self.made()
        self.assertTrue(self.package.is_symlink())
        self.assert_whole()
        self.recipe("6km")
        self.made()
        self.assertTrue(self.package.is_symlink())
        self.assert_whole(self.folder / "real")


class Folders(PackageTest):
    def refused(self, *words):
        before = contents(self.folder)
        done = self.publish()
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertEqual(2, len(done.stderr.splitlines()), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertEqual(before, contents(self.folder))

    def test_an_empty_folder_is_fine(self):
        self.package.mkdir()
        self.made()
        self.assert_whole()

    def test_a_folder_of_other_things(self):
        self.package.mkdir()
        (self.package / "thesis.txt").write_text("years of work")
        self.refused("not empty", "package")

    def test_a_file_of_others_in_a_package(self):
        self.made()
        (self.package / "notes.txt").write_text("of the desk")
        self.assertEqual([("file-foreign", "notes.txt")], self.check())
        self.recipe("6km")
        self.refused("notes.txt", "move it")

    def test_a_file_in_its_place(self):
        self.package.write_text("")
        self.refused("'package' is a file")

    def test_another_provenance(self):
        self.package.mkdir()
        (self.package / "provenance.json").write_text("[]")
        self.refused("provenance.json")

    def test_inputs_in_the_folder(self):
        self.package.mkdir()
        (self.folder / "line.geojson").rename(self.package / "line.geojson")
        self.recipe("5km")
        text = (self.folder / "zone.ini").read_text()
        self.write("zone.ini", text.replace("line.geojson", "package/line.geojson"))
        self.refused("line.geojson", "folder of the package")

    def test_the_recipe_in_the_folder(self):
        done = self.run_cordon("publish", "zone.ini", "-o", ".")
        self.assertEqual(1, done.returncode)
        self.assertIn("zone.ini", done.stderr)

    def test_no_folder_around(self):
        done = self.run_cordon("publish", "zone.ini", "-o", "missing/package")
        self.assertEqual(1, done.returncode)
        self.assertIn("missing", done.stderr)

    def test_check_of_nothing(self):
        done = self.publish("--check")
        self.assertEqual(1, done.returncode)
        self.assertIn("no package", done.stderr)


class Watch(PackageTest):
    def setUp(self):
        super().setUp()
        self.process = self.start("--watch", "--quiet")
        self.addCleanup(self.end)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def wait_for(self, condition, seconds=30):
        end = time.monotonic() + seconds
        while not condition():
            self.assertIsNone(self.process.poll())
            self.assertLess(time.monotonic(), end, "nothing came of it")
            time.sleep(0.05)

    def distances(self):
        try:
            zone = json.loads((self.package / "zone.geojson").read_text())
        except FileNotFoundError:
            return []
        return [f["properties"]["distance_m"] for f in zone["features"]]

    def test_changes_are_followed(self):
        self.wait_for(lambda: self.distances() == [5000])
        self.recipe("6km")  # written in place
        self.wait_for(lambda: self.distances() == [6000])
        self.write("zone.ini~", (self.folder / "zone.ini").read_text().replace("6km", "7km"))
        os.replace(self.folder / "zone.ini~", self.folder / "zone.ini")  # as editors do
        self.wait_for(lambda: self.distances() == [7000])

        old = contents(self.package)
        self.recipe("7 parsecs")
        time.sleep(1.5)
        self.assertEqual(old, contents(self.package))
        good = (self.folder / "line.geojson").read_text()
        self.recipe("4km")
        self.wait_for(lambda: self.distances() == [4000])

        before = listed_files(self.package)["zone.geojson"]
        self.write("line.geojson", good.replace("35.6", "35.65"))
        self.wait_for(lambda: listed_files(self.package)["zone.geojson"] != before)
        self.process.send_signal(signal.SIGINT)
        _, stderr = self.process.communicate(timeout=20)
        self.assertIn(self.process.returncode, (0, 130), stderr)
        self.assertIn("parsecs", stderr)
        self.assert_whole()
        self.assert_nothing_beside()


if __name__ == "__main__":
    unittest.main()
