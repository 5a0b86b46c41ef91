"""QGIS with the packaged plugin, unpacked in a profile of its own.

The environment names the program (CORDON), the data (CORDON_DATA) and the source tree
(CORDON_ROOT).
Importing this module without QGIS is a failure, never a skip.
"""

import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

CORDON = os.environ["CORDON"]
DATA = pathlib.Path(os.environ["CORDON_DATA"])
ROOT = pathlib.Path(os.environ["CORDON_ROOT"])
IDLIB = DATA / "idlib-2018-09" / "contact_line_2018-09.geojson"
TOWNS = DATA / "idlib-2018-09" / "towns.csv"
CONTROL = [DATA / "idlib-2018-09" / f"control_{side}.geojson"
           for side in ("opposition", "government")]
NATURAL_EARTH = DATA / "natural-earth" / "natural-earth.gpkg"

QGIS_PROCESS = shutil.which("qgis_process.bin")
if QGIS_PROCESS is None:
    raise RuntimeError("QGIS is not installed: apt-get install --no-install-recommends "
                       "qgis python3-qgis, or scripts/install-deps --tests")


def new_folder():
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return pathlib.Path(folder.name)


def package(folder):
    """The plugin as a zip file."""
    made = subprocess.run([sys.executable, ROOT / "scripts" / "package-qgis", folder], check=True,
                          capture_output=True, text=True)
    return pathlib.Path(made.stdout.strip())


# Whatever a test writes, and QGIS for itself, stays in here.
HOME = new_folder()
PROFILE = HOME / "profile"
PLUGINS = PROFILE / "profiles" / "default" / "python" / "plugins"
ENVIRONMENT = {
    **os.environ, "HOME": str(HOME), "QGIS_CUSTOM_CONFIG_PATH": str(PROFILE),
    "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(HOME), "CORDON_DATA": str(DATA),
    "PYTHONDONTWRITEBYTECODE": "1", "PATH": f"{HOME / 'bin'}:/usr/local/bin:/usr/bin:/bin"}


def lay_out():
    HOME.chmod(0o700)
    PLUGINS.mkdir(parents=True)
    with zipfile.ZipFile(package(HOME)) as archive:
        archive.extractall(PLUGINS)
    (HOME / "bin").mkdir()
    (HOME / "bin" / "cordon").symlink_to(CORDON)


lay_out()
os.environ.update(ENVIRONMENT)


def qgis_process(*arguments, **environment):
    return subprocess.run([QGIS_PROCESS, *map(str, arguments)], text=True, capture_output=True,
                          env={**ENVIRONMENT, **environment}, timeout=300, cwd=HOME)


def start_qgis():
    """PyQGIS with Processing and the plugin. Returns what must stay alive."""
    from qgis.core import QgsApplication

    application = QgsApplication([], True, str(PROFILE / "profiles" / "default"))
    QgsApplication.initQgis()
    sys.path[:0] = ["/usr/share/qgis/python/plugins", str(PLUGINS)]
    from processing.core.Processing import Processing

    Processing.initialize()
    import cordon_qgis

    plugin = cordon_qgis.classFactory(None)
    plugin.initProcessing()
    return application, plugin


class FolderTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def cordon(self, *arguments):
        """The figures that the command line gives for the same."""
        done = subprocess.run([CORDON, *map(str, arguments), "--json"], cwd=self.folder, text=True,
                              capture_output=True, env=ENVIRONMENT, timeout=120)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return json.loads(done.stdout)
