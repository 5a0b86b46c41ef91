"""A newcomer's way from a line to a zone, in the real QGIS, with a picture of each step: what
scripts/screenshots runs inside of it, in a folder with line.geojson. The environment names the
folder of the pictures: CORDON_PICTURES."""

import os
import pathlib
import traceback

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QDockWidget, QLineEdit, QSplitter, QToolBar
from qgis.utils import iface

PICTURES = pathlib.Path(os.environ["CORDON_PICTURES"])
WINDOW, DIALOG = (1160, 720), (900, 620)  # px
DOCKS = {"Layers", "ProcessingToolbox"}
BARS = {"mFileToolBar", "mMapNavToolBar", "mAttributesToolBar"}
A_MOMENT, UNTIL_DRAWN = 400, 2500  # ms


def save(widget, name):
    widget.grab().save(str(PICTURES / f"{name}.png"))
    print(f"{name}.png", flush=True)


def lay_out_window():
    window = iface.mainWindow()
    window.resize(*WINDOW)
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() in DOCKS)
    for bar in window.findChildren(QToolBar):
        bar.setVisible(bar.objectName() in BARS)
    window.resizeDocks([window.findChild(QDockWidget, name) for name in sorted(DOCKS)],
                       [300, 250], Qt.Orientation.Horizontal)
    return window


def zone_dialog():
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("cordon:zone")
    dialog = AlgorithmDialog(algorithm, parent=iface.mainWindow())
    dialog.resize(*DIALOG)
    dialog.setParameters({"DISTANCE": "20km", "SPLIT": True, "LEFT_NAME": "opposition",
                          "RIGHT_NAME": "government", "OUTPUT": "zone.gpkg"})
    dialog.show()
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([DIALOG[0] * 3 // 5, DIALOG[0] * 2 // 5])
    return dialog


def until_drawn():
    """Names are drawn last."""
    yield UNTIL_DRAWN
    while iface.mapCanvas().isDrawing():
        yield A_MOMENT
    yield A_MOMENT


def tour():
    """Yields for how long QGIS may work before it goes on, ms."""
    window = lay_out_window()
    line = iface.addVectorLayer("line.geojson", "line.geojson", "ogr")
    line.renderer().symbol().setColor(QColor("#444444"))  # one of QGIS's choosing, otherwise
    window.findChild(QDockWidget, "ProcessingToolbox").findChild(QLineEdit).setText("zone around")
    yield from until_drawn()
    save(window, "qgis-line")

    dialog = zone_dialog()
    yield A_MOMENT
    save(dialog, "qgis-dialog")

    done = []
    dialog.algorithmFinished.connect(lambda *_: done.append(True))
    dialog.runButton().click()
    while not done:
        yield A_MOMENT
    yield A_MOMENT
    save(dialog, "qgis-log")

    dialog.close()
    QgsProject.instance().removeMapLayer(line.id())
    [zone] = QgsProject.instance().mapLayersByName("zone")
    for name in "line", "places":
        iface.addVectorLayer(f"zone.gpkg|layername={name}", name, "ogr")
    iface.layerTreeView().expandAll()
    iface.setActiveLayer(zone)
    iface.zoomToActiveLayer()
    yield from until_drawn()
    save(window, "qgis-zone")

    QgsProject.instance().setDirty(False)
    iface.addProject("project/zone.qgz")
    window.findChild(QDockWidget, "ProcessingToolbox").hide()
    yield from until_drawn()
    iface.messageBar().clearWidgets()  # such as that the project is of another version of QGIS
    yield A_MOMENT
    save(window, "qgis-project")

    sheet = iface.openLayoutDesigner(QgsProject.instance().layoutManager().layoutByName("Map"))
    sheet.window().resize(*WINDOW)
    sheet.window().show()
    yield A_MOMENT
    for dock in sheet.window().findChildren(QDockWidget):
        dock.hide()
    yield A_MOMENT
    sheet.view().zoomFull()
    yield from until_drawn()
    save(sheet.window(), "qgis-layout")


def proceed(steps):
    try:
        wait = next(steps)
    except StopIteration:
        os._exit(0)  # without QGIS's question whether to save
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    QTimer.singleShot(wait, lambda: proceed(steps))


QTimer.singleShot(UNTIL_DRAWN, lambda: proceed(tour()))
