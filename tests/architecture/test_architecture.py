"""The arrows between the modules: who may include whom, and which third-party headers.

Usage: test_architecture.py SOURCE_ROOT
"""

import pathlib
import re
import sys
import tempfile
import unittest

# What each module may include of ours, besides itself.
ARROWS = {
    "base": set(),
    "geodesy": {"base"},
    "zone": {"base", "geodesy"},
    "contact": {"base", "geodesy", "zone"},
    "report": {"base", "geodesy", "zone", "contact"},
    "io": {"base", "geodesy"},
    "map": {"base", "geodesy"},
    "cli": {"base", "geodesy", "zone", "contact", "report", "io", "map"},
}

# What each module may include of others: prefixes of header names. The standard library, which has
# no dot or slash in its names, is free to all; the operating system's headers are listed.
THIRD_PARTY = {
    "base": ["fmt/", "unicode/"],
    "geodesy": ["fmt/", "proj.h", "geodesic.h"],
    "zone": ["fmt/", "geos_c.h"],
    "contact": ["fmt/", "geos_c.h", "boost/polygon/"],
    "report": ["fmt/"],
    "io": ["fmt/", "nlohmann/", "openssl/", "pugixml.hpp", "gdal", "ogr", "cpl_", "unistd.h",
           "fcntl.h", "sys/"],
    "map": ["fmt/", "glib.h", "librsvg/", "pango/", "cairo", "png.h", "pugixml.hpp", "geos_c.h",
            "unicode/", "nlohmann/"],
    "cli": ["fmt/", "nlohmann/", "boost/", "unistd.h", "sys/ioctl.h", "gdal.h", "geos_c.h", "proj.h"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def violations(source_root):
    """Every include in SOURCE_ROOT/cordon that points the wrong way, as readable lines."""
    root = pathlib.Path(source_root)
    found = []
    for path in sorted((root / "cordon").rglob("*.[ch]pp")):
        module = path.relative_to(root / "cordon").parts[0]
        where = path.relative_to(root)
        if module not in ARROWS:
            found.append(f"{where}: there is no module '{module}'")
            continue
        for quote, header in INCLUDE.findall(path.read_text()):
            problem = check(module, quote, header)
            if problem:
                found.append(f"{where}: {problem}")
    return found


def check(module, quote, header):
    if quote == '"':
        parts = header.split("/")
        if parts[0] != "cordon" or len(parts) < 3:
            return f'"{header}" is not written from the include root'
        target = parts[1]
        if target != module and target not in ARROWS[module]:
            return f"{module} must not include {target} ({header})"
        return None
    standard = "." not in header and "/" not in header
    if standard or any(header.startswith(prefix) for prefix in THIRD_PARTY[module]):
        return None
    return f"{module} must not include <{header}>"


class Planted(unittest.TestCase):
    """The scan itself finds what it is there to find."""

    def scan(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "cordon", path)
            file.parent.mkdir(parents=True)
            file.write_text(text)
            return violations(folder)

    def test_arrows_that_point_down_pass(self):
        self.assertEqual([], self.scan("zone/a.cpp", '#include "cordon/zone/a.hpp"\n'
                                       '#include "cordon/base/error.hpp"\n#include <vector>\n'
                                       "#include <geos_c.h>\n"))

    def test_forbidden_includes_are_found(self):
        for path, line, words in [
            ("base/a.hpp", '#include "cordon/geodesy/a.hpp"', "base must not include geodesy"),
            ("io/a.cpp", '#include "cordon/zone/zone.hpp"', "io must not include zone"),
            ("zone/deep/a.hpp", "#include <ogr_core.h>", "zone must not include <ogr_core.h>"),
            ("zone/a.cpp", '  #  include   <gdal.h>', "zone must not include <gdal.h>"),
            ("geodesy/a.cpp", "#include <geos_c.h>", "geodesy must not include <geos_c.h>"),
            ("report/a.cpp", '#include "cordon/cli/words.hpp"', "report must not include cli"),
            ("zone/a.cpp", '#include "geos.hpp"', "not written from the include root"),
            ("toys/a.cpp", "#include <vector>", "no module 'toys'"),
        ]:
            with self.subTest(path=path, line=line):
                found = self.scan(path, f"#pragma once\n{line}\n")
                self.assertEqual(1, len(found), found)
                self.assertIn(words, found[0] + " ")


class Sources(unittest.TestCase):
    source_root = None

    def test_modules_are_there(self):
        folders = {p.name for p in pathlib.Path(self.source_root, "cordon").iterdir() if p.is_dir()}
        self.assertLessEqual({"base", "geodesy", "zone", "contact", "report", "io", "cli"}, folders)

    def test_all_arrows_point_down(self):
        self.assertEqual([], violations(self.source_root))


if __name__ == "__main__":
    Sources.source_root = sys.argv.pop()
    unittest.main()
