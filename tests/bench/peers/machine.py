"""The machine and the versions, in a line each."""

import json
import os
import pathlib
import platform
import re
import subprocess

PACKAGES = ["libgdal32", "libgeos-c1v5", "libproj25", "g++", "postgresql-15",
            "postgresql-15-postgis-3", "libspatialite7", "python3-geopandas", "libs2-0", "qgis"]


def describe(folder, load):
    """`load`: of the machine, when the measurements began."""
    turf = folder / "turf" / "node_modules" / "@turf" / "turf" / "package.json"
    versions = [f"{name} {version}" for name in PACKAGES if (version := _installed(name))]
    if turf.exists():
        versions.append(f"turf.js {json.loads(turf.read_text())['version']}")
    cpu = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{cpu.group(1) if cpu else platform.machine()}, {os.cpu_count()} cores, "
            f"{memory:.0f} GiB, {platform.freedesktop_os_release()['PRETTY_NAME']}, "
            f"load {load:.1f} at the start\n{', '.join(versions)}")


def _installed(package):
    found = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], text=True,
                           capture_output=True, check=False)
    return found.stdout if found.returncode == 0 else None
