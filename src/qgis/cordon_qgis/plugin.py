"""The plugin: it does nothing but register its provider."""

from qgis.core import QgsApplication

from .provider import CordonProvider


class CordonPlugin:
    def __init__(self):
        self.provider = None

    def initProcessing(self):
        self.provider = CordonProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
