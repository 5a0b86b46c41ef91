"""One class for all algorithms: each runs one command of the program."""

import contextlib

from qgis.core import (QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingOutputNumber,
                       QgsProcessingOutputString)
from qgis.PyQt.QtGui import QIcon
from qgis.utils import iface

from . import help_page, near_points, sources, styles, words_of_result
from .commands import NEAR
from .options import parameters_of
from .parameters import OutputFile, OutputLayer
from .program import HERE, ProgramError, find_program
from .running import run_program


class CordonAlgorithm(QgsProcessingAlgorithm):
    def __init__(self, command):
        super().__init__()
        self.command = command
        self.program = None
        self.manual = None
        self.problem = ""  # why it cannot run
        self.slots = []
        self.closing = None  # what a run needs until its end

    def createInstance(self):
        return CordonAlgorithm(self.command)

    def name(self):
        return self.command.name

    def displayName(self):
        return self.command.title

    def tags(self):
        return self.command.tags.split(",")

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(HERE / "icons" / f"{self.command.name}.svg")

    def shortDescription(self):
        if not self.manual:
            return ""
        summary = self.manual["summary"]
        return summary[:1].upper() + summary[1:]

    def shortHelpString(self):
        return help_page.html(self.command, self.manual, self.problem)

    def canExecute(self):
        # A window shows it as HTML, qgis_process as it is.
        return not self.problem, self.problem.replace("\n", "<br>" if iface else "\n")

    def initAlgorithm(self, _configuration=None):
        try:
            self.program = find_program()
            self.manual = self.program.manuals.get(self.command.name)
            if self.manual is None:
                raise ProgramError(f"The program '{self.program.path}', version "
                                   f"{self.program.version}, has no command "
                                   f"'{self.command.name}'.\nInstall a newer one.")
        except ProgramError as error:
            self.problem = str(error)
            return
        self.slots = parameters_of(self.command, self.manual)
        for slot in self.slots:
            for definition in slot.definitions():
                self.addParameter(definition)
        if self.command is NEAR:
            self.addParameter(near_points.definition())
        for name, (label, _path) in self.command.figures.items():
            self.addOutput(QgsProcessingOutputNumber(name, label))
        self.addOutput(QgsProcessingOutputString("STATEMENT", "The result in a sentence"))

    def prepareAlgorithm(self, parameters, context, feedback):
        if self.problem:
            raise QgsProcessingException(self.problem)
        for slot in self.slots:
            slot.prepare(self, parameters, context)
        return True

    def processAlgorithm(self, parameters, context, feedback):
        words = [self.command.name]
        with contextlib.ExitStack() as self.closing:
            for slot in self.slots:
                words += slot.words(self, parameters, context, feedback)
                if feedback.isCanceled():
                    return {}
            # A destination that Processing hands over is meant to be replaced.
            outcome = run_program(self.program, [*words, "--overwrite", "--json"], feedback)
        if feedback.isCanceled():
            return {}
        if outcome.code not in self.command.done or not outcome.result:
            raise QgsProcessingException("\n".join(outcome.errors) or self.sudden_end(outcome.code))
        words_of_result.tell(self.command, outcome, feedback)
        return self.results(parameters, context, outcome.result, feedback)

    def sudden_end(self, code):
        return (f"cordon {self.command.name} ended with {code} and said nothing.\n"
                "This is a fault of Cordon; please report it with the command above and its input.")

    def results(self, parameters, context, result, feedback):
        out = {"STATEMENT": words_of_result.statement(self.command, result)}
        for name, (_label, path) in self.command.figures.items():
            value = look_up(result, path)
            if isinstance(value, (int, float)):
                out[name] = float(value) if isinstance(value, float) else int(value)
        for slot in self.slots:
            if isinstance(slot, OutputFile) and slot.path:
                out[slot.name] = slot.path
            elif isinstance(slot, OutputLayer) and slot.path:
                out[slot.name] = present(slot, context, out["STATEMENT"])
        if self.command is NEAR:
            out.update(near_points.write(self, parameters, context, result, feedback))
        return out


def present(slot, context, statement):
    """The layer of the file that is the result, to be loaded with a style."""
    layer = sources.layer_to_load(slot.path, slot.layer)
    if context.willLoadLayerOnCompletion(slot.path):
        waiting = context.layersToLoadOnCompletion()
        waiting[layer] = waiting.pop(slot.path)
        context.setLayersToLoadOnCompletion(waiting)
        styles.apply_when_loaded(context, layer, slot.layer, statement)
    return layer


def look_up(result, path):
    """`steps.-1.areas.0.kept_km2`; None where there is no such value."""
    value = result
    for key in path.split("."):
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
