"""The packages that make_packages.py made, and their files by kind."""

import os
import pathlib

PACKAGES = pathlib.Path(os.environ["CORDON_PACKAGES"]) / "packages"


def packages():
    found = sorted(PACKAGES.iterdir())
    assert [p.name for p in found] == ["idlib-sochi-2018", "korea-dmz-1953", "series"], found
    return found


def files(*suffixes):
    """All files of these kinds; of every kind if none is named."""
    return [path for package in packages() for path in sorted(package.rglob("*"))
            if path.is_file() and (not suffixes or path.suffix in suffixes)]


def name_of(path):
    return path.relative_to(PACKAGES).as_posix()
