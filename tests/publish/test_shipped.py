"""The recipes that come with Cordon: complete, quick, the same bytes wherever and whenever."""

import glob
import os
import resource
import subprocess
import time
import unittest

from harness import CORDON, DATA
from packages import PackageTest, contents, marks, provenance

RECIPES = {"idlib-sochi-2018": 6, "korea-dmz-1953": 1}
FROM_NOTHING, UNCHANGED = 20, 2  # s, on two cores of their own
CORES = 2


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Shipped(PackageTest):
    def make(self, name, folder, *arguments, **environment):
        """The seconds that two idle cores take for it, told by those of the processor: others may
        be at work on the machine. And those that it took."""
        start, busy = time.monotonic(), processor_seconds()
        done = subprocess.run(
            [CORDON, "publish", DATA / "recipes" / f"{name}.ini", "-o", folder, *arguments],
            cwd=self.folder, env={**os.environ, **environment}, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        return (processor_seconds() - busy) / CORES, time.monotonic() - start

    def test_quick_whole_and_reproducible(self):
        for name, editions in RECIPES.items():
            with self.subTest(recipe=name):
                first, second = self.folder / name, self.folder / "elsewhere" / name
                second.parent.mkdir(exist_ok=True)
                taken, clock = self.make(name, first)
                print(f"{name}: {taken:.1f} s of two cores, {clock:.1f} s by the clock")
                self.assertLess(taken, FROM_NOTHING)
                before = marks(first)
                again, clock = self.make(name, first)
                print(f"{name}, nothing changed: {again:.2f} s, {clock:.2f} s by the clock")
                self.assertLess(again, UNCHANGED)
                self.assertEqual(before, marks(first))
                self.make(name, second, "--threads", "3", TZ="Pacific/Kiritimati", LC_ALL="C")
                self.assertEqual(contents(first), contents(second))
                self.assert_whole(first)
                self.make(name, first, "--check")
                self.assertEqual(editions, len(provenance(first)["editions"]))

    def test_another_day(self):
        # Both with the library: it is one of those that the keys of steps depend on.
        library, = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
        days = []
        for day in ("2018-09-17", "2031-02-28"):
            folder = self.folder / day
            self.make("korea-dmz-1953", folder, LD_PRELOAD=library, FAKETIME=f"@{day} 12:00:00",
                      FAKETIME_DONT_FAKE_MONOTONIC="1")
            days.append(contents(folder))
        self.assertEqual(*days)


if __name__ == "__main__":
    unittest.main()
