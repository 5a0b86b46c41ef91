"""Cordon in QGIS: a Processing provider that runs the program `cordon`."""


def classFactory(iface):
    from .plugin import CordonPlugin

    return CordonPlugin()
