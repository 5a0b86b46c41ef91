"""A length as a number and its unit. The value is the text that the program takes: "20km"."""

import re

from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsProcessingParameterString
from qgis.gui import QgsFilterLineEdit, QgsGui
from qgis.PyQt.QtCore import QRegularExpression
from qgis.PyQt.QtGui import QRegularExpressionValidator
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QWidget

UNITS = {"km": "kilometres", "m": "metres", "nmi": "nautical miles", "mi": "miles", "ft": "feet",
         "cm": "centimetres", "mm": "millimetres"}
LENGTH = re.compile(rf"\s*([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*({'|'.join(UNITS)})?\s*")


def split_length(text):
    """("20", "km"); the unit may be empty. Of what is no length: (the text, "")."""
    match = LENGTH.fullmatch(text)
    return (match[1], match[2] or "") if match else (text, "")


class LengthWidget(QWidget):
    def __init__(self, fallback="", unit="km"):
        super().__init__()
        self.fallback, fallback_unit = split_length(fallback)
        self.number = QgsFilterLineEdit()
        self.number.setShowClearButton(True)
        self.number.setPlaceholderText(f"{self.fallback} {fallback_unit}, the default"
                                       if fallback else "Not set")
        # A unit may be typed, too: it is taken over into the list.
        self.number.setValidator(QRegularExpressionValidator(
            QRegularExpression(r"[+-]?[0-9]*[.]?[0-9]*([eE][+-]?[0-9]*)? *[a-z]*"), self.number))
        self.unit = QComboBox()
        for symbol, name in UNITS.items():
            self.unit.addItem(name, symbol)
        self.set_unit(fallback_unit or unit)
        self.number.editingFinished.connect(self.take_over_unit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number, 1)
        row.addWidget(self.unit)

    def set_unit(self, unit):
        self.unit.setCurrentIndex(self.unit.findData(unit))

    def take_over_unit(self):
        number, unit = split_length(self.number.text())
        if unit:
            self.number.setText(number)
            self.set_unit(unit)

    def set_length(self, text):
        number, unit = split_length(str(text or ""))
        self.number.setText(number)
        if unit:
            self.set_unit(unit)

    def length(self):
        """None: nothing is typed, the default holds."""
        number, unit = split_length(self.number.text())
        return number + (unit or self.unit.currentData()) if number else None


class LengthWrapper(WidgetWrapper):
    """In the modeler, where lengths come from other steps too, the widget of texts does."""

    def __new__(cls, param, dialog, row=0, col=0, **kwargs):
        if dialog.__class__.__name__ != "ModelerParametersDialog":
            return super().__new__(cls)
        plain = QgsProcessingParameterString(
            param.name(), f"{param.description()}, such as 20km", param.defaultValue(),
            optional=True)
        widget = QgsGui.processingGuiRegistry().createModelerParameterWidget(
            dialog.model, dialog.childId, plain, dialog.context)
        widget.setDialog(dialog)
        widget.definition = plain  # the widget refers to it and does not own it
        return widget

    def createWidget(self, fallback="", unit="km"):
        widget = LengthWidget(fallback, unit)
        widget.number.textChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        widget.unit.currentIndexChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return widget

    def createLabel(self):
        """Without "[optional]": the field says what holds where nothing is typed."""
        label = super().createLabel()
        if label is not None:
            label.setText(self.parameterDefinition().description())
        return label

    def setValue(self, value):
        self.widget.set_length(value)

    def value(self):
        return self.widget.length()
