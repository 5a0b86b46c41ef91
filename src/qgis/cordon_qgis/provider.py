"""The provider: its algorithms, its setting, its formats."""

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithm import CordonAlgorithm
from .commands import COMMANDS
from .program import HERE, SETTING, ProgramError, find_program, plugin_version

FORMATS = ["gpkg", "geojson", "shp", "fgb", "kml", "csv"]


class CordonProvider(QgsProcessingProvider):
    def id(self):
        return "cordon"

    def name(self):
        return "Cordon"

    def longName(self):
        return "Cordon, certified zones"

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(HERE / "icons" / "cordon.svg")

    def versionInfo(self):
        try:
            return find_program().version
        except ProgramError:
            return plugin_version()

    def warningMessage(self):
        try:
            find_program()
            return ""
        except ProgramError as error:
            return str(error)

    def load(self):
        ProcessingConfig.settingIcons[self.name()] = self.icon()
        ProcessingConfig.addSetting(Setting(
            self.name(), SETTING, "Program (empty: the one on PATH)", "", valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        ProcessingConfig.removeSetting(SETTING)

    def loadAlgorithms(self):
        for command in COMMANDS:
            self.addAlgorithm(CordonAlgorithm(command))

    def supportedOutputVectorLayerExtensions(self):
        return FORMATS

    def defaultVectorFileExtension(self, hasGeometry=True):
        return "gpkg"

    def supportsNonFileBasedOutput(self):
        return False
