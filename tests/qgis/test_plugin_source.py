"""The plugin's source fits Qt 5 and Qt 6: enumerators are named with their enumeration."""

import ast
import importlib
import unittest

from harness import ROOT, FolderTest, start_qgis

KEPT = start_qgis()

PLUGIN = ROOT / "src" / "qgis" / "cordon_qgis"


def imported_classes(tree):
    """Names of classes of QGIS and Qt in a module -> the classes."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("qgis."):
            module = importlib.import_module(node.module)
            for name in node.names:
                found[name.asname or name.name] = getattr(module, name.name)
    return {name: thing for name, thing in found.items() if isinstance(thing, type)}


def is_enumerator(value):
    """Enumerations of Qt 5's bindings are classes within classes, derived from int."""
    return isinstance(value, int) and "." in type(value).__qualname__


def unscoped(path):
    """`Class.Enumerator` instead of `Class.Enumeration.Enumerator`."""
    tree = ast.parse(path.read_text())
    classes = imported_classes(tree)
    return [f"{path.name}:{node.lineno}: {node.value.id}.{node.attr}" for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            and is_enumerator(getattr(classes.get(node.value.id), node.attr, None))]


class Source(FolderTest):
    def test_it_finds_what_it_looks_for(self):
        path = self.folder / "made_up.py"
        path.write_text("from qgis.core import QgsWkbTypes as Kinds, QgsFields\n"
                        "from qgis.PyQt.QtCore import Qt\n"
                        "good = [Kinds.Type.Point, Qt.ItemDataRole.UserRole, QgsFields.toList]\n"
                        "bad = [Kinds.Point, QgsFields.OriginProvider, Qt.UserRole]\n")
        self.assertEqual([f"{path.name}:4: {name}" for name in
                          ("Kinds.Point", "QgsFields.OriginProvider", "Qt.UserRole")],
                         unscoped(path))

    def test_enumerators_are_scoped(self):
        for path in sorted(PLUGIN.rglob("*.py")):
            with self.subTest(path.name):
                self.assertEqual([], unscoped(path))

    def test_no_module_of_one_version_of_qt(self):
        for path in sorted(PLUGIN.rglob("*.py")):
            self.assertNotRegex(path.read_text(), r"\bPyQt[56]\b", path)

    def test_all_modules_can_be_imported(self):
        for path in PLUGIN.glob("*.py"):
            importlib.import_module(f"cordon_qgis.{path.stem}")


if __name__ == "__main__":
    unittest.main()
