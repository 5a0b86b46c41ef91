"""Pictures of the dialogs, and of the log of a run: screenshots.py FOLDER, with the environment of
the tests."""

import pathlib
import sys
import time

from harness import IDLIB, TOWNS, start_qgis

SIZE = (1080, 760)


RUN_MOST = 60  # s


def show(application, dialog):
    from qgis.PyQt.QtWidgets import QSplitter

    dialog.resize(*SIZE)
    dialog.show()
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([SIZE[0] * 2 // 3, SIZE[0] // 3])
    application.processEvents()


def save(dialog, path):
    dialog.grab().save(str(path))
    print(path)


def run(application, dialog):
    """As a click on Run does it."""
    finished = []
    dialog.algorithmFinished.connect(lambda *_: finished.append(True))
    dialog.runButton().click()
    end = time.monotonic() + RUN_MOST
    while not finished:
        application.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("the algorithm did not end")
        time.sleep(0.05)
    application.processEvents()


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application, _plugin = start_qgis()
    from cordon_qgis.commands import COMMANDS
    from processing.gui.AlgorithmDialog import AlgorithmDialog
    from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

    for path in (TOWNS, IDLIB):
        QgsProject.instance().addMapLayer(QgsVectorLayer(str(path), path.stem, "ogr"))
    for command in COMMANDS:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(
            f"cordon:{command.name}")
        dialog = AlgorithmDialog(algorithm)
        show(application, dialog)
        save(dialog, folder / f"{command.name}.png")
        if command.name == "zone":
            run(application, dialog)
            save(dialog, folder / f"{command.name}-log.png")
        dialog.close()


if __name__ == "__main__":
    main()
