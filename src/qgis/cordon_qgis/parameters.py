"""From the options of a command to parameters of Processing, and from their values back to words.

Names, defaults, choices and texts are the program's own: `cordon help --json`. What is added here
is which widget fits which kind of argument.
"""

import re

from qgis.core import (QgsProcessing, QgsProcessingException, QgsProcessingParameterBand,
                       QgsProcessingParameterBoolean, QgsProcessingParameterCrs,
                       QgsProcessingParameterDefinition, QgsProcessingParameterEnum,
                       QgsProcessingParameterFeatureSource, QgsProcessingParameterField,
                       QgsProcessingParameterFileDestination, QgsProcessingParameterMultipleLayers,
                       QgsProcessingParameterNumber, QgsProcessingParameterRasterLayer,
                       QgsProcessingParameterString, QgsProcessingParameterVectorDestination)

from . import sources
from .length_widget import UNITS

WIDGET = f"{__package__}.length_widget.LengthWrapper"
PLAIN_NUMBER, DECIMAL = (QgsProcessingParameterNumber.Type.Integer,
                         QgsProcessingParameterNumber.Type.Double)


def parameter_name(option):
    return option.upper().replace("-", "_")


class Parameter:
    """One option, shown as one parameter or as several that belong together."""

    def __init__(self, option, label, advanced=False):
        self.option, self.label, self.advanced = option, label, advanced
        self.flag = f"--{option['name']}"
        self.name = parameter_name(option["name"])
        self.fallback = option.get("default")

    def definitions(self):
        for definition in self.make():
            if not definition.help():
                definition.setHelp(help_text(self.option))
            if self.advanced:
                definition.setFlags(definition.flags()
                                    | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            yield definition

    def prepare(self, algorithm, parameters, context):
        """In the main thread, before words()."""

    def words(self, algorithm, parameters, context, feedback):
        text = self.text(algorithm, parameters, context)
        return [self.flag, text] if text else []


def help_text(option):
    text = option["text"][:1].upper() + option["text"][1:]
    return f"{text} (default: {option['default']})" if option.get("default") else text


class Switch(Parameter):
    def make(self):
        return [QgsProcessingParameterBoolean(self.name, self.label, False)]

    def words(self, algorithm, parameters, context, feedback):
        return [self.flag] if algorithm.parameterAsBoolean(parameters, self.name, context) else []


class Text(Parameter):
    def make(self):
        return [QgsProcessingParameterString(self.name, self.label, self.fallback, optional=True)]

    def text(self, algorithm, parameters, context):
        text = algorithm.parameterAsString(parameters, self.name, context).strip()
        return "" if text == self.fallback else text


class Length(Parameter):
    """Empty unless somebody types a length: the program tells a default from a given one."""

    def make(self):
        definition = QgsProcessingParameterString(self.name, self.label, None, optional=True)
        definition.setMetadata({"widget_wrapper": {
            "class": WIDGET, "fallback": self.fallback or "",
            "unit": "m" if self.option["name"] == "tolerance" else "km"}})
        return [definition]

    def text(self, algorithm, parameters, context):
        return algorithm.parameterAsString(parameters, self.name, context).strip()


class Number(Parameter):
    def __init__(self, option, label, advanced, kind):
        super().__init__(option, label, advanced)
        self.kind = kind

    def make(self):
        return [QgsProcessingParameterNumber(self.name, self.label, self.kind, None, optional=True,
                                             minValue=1)]

    def text(self, algorithm, parameters, context):
        if parameters.get(self.name) is None:
            return ""
        read = (algorithm.parameterAsInt if self.kind == PLAIN_NUMBER
                else algorithm.parameterAsDouble)
        return f"{read(parameters, self.name, context):g}"


class Choice(Parameter):
    """Words to choose from; where a field will do too, it stands in for them."""

    def __init__(self, option, label, advanced, parent):
        super().__init__(option, label, advanced)
        words = option["argument"].split("|")
        self.choices = [w for w in words if not w.isupper()]
        self.parent = parent if "FIELD" in words else None

    def make(self):
        yield QgsProcessingParameterEnum(self.name, self.label, self.choices, False, self.fallback,
                                         optional=self.fallback is None, usesStaticStrings=True)
        if self.parent:
            yield QgsProcessingParameterField(
                f"{self.name}_FIELD", f"{self.label}, by a field instead",
                parentLayerParameterName=self.parent, optional=True)

    def text(self, algorithm, parameters, context):
        field = (algorithm.parameterAsString(parameters, f"{self.name}_FIELD", context)
                 if self.parent else "")
        word = field or algorithm.parameterAsEnumString(parameters, self.name, context)
        return "" if word == self.fallback else word


class Field(Parameter):
    def __init__(self, option, label, advanced, parent):
        super().__init__(option, label, advanced)
        self.parent = parent
        self.several = option["argument"] == "NAMES"
        self.has_unit = option["argument"].endswith("[:UNIT]")

    def make(self):
        yield QgsProcessingParameterField(
            self.name, self.label, parentLayerParameterName=self.parent,
            allowMultiple=self.several, optional=True)
        if self.has_unit:
            yield QgsProcessingParameterEnum(
                f"{self.name}_UNIT", f"{self.label}: unit of its numbers", list(UNITS), False, None,
                optional=True, usesStaticStrings=True)

    def text(self, algorithm, parameters, context):
        value = parameters.get(self.name)
        if not value:
            return ""
        text = ",".join(value) if isinstance(value, (list, tuple)) else str(value).replace(";", ",")
        if not self.has_unit:
            return text
        unit = algorithm.parameterAsEnumString(parameters, f"{self.name}_UNIT", context)
        return f"{text}:{unit}" if unit else text


class Crs(Parameter):
    def __init__(self, option, label, advanced):
        super().__init__(option, label, advanced)
        self.has_utm = re.search(r"\butm\b", option["text"]) is not None

    def make(self):
        yield QgsProcessingParameterCrs(self.name, self.label, None, optional=True)
        if self.has_utm:
            yield QgsProcessingParameterBoolean(
                f"{self.name}_UTM", f"{self.label}: the UTM zone that fits", False)

    def text(self, algorithm, parameters, context):
        if self.has_utm and algorithm.parameterAsBoolean(parameters, f"{self.name}_UTM", context):
            return "utm"
        crs = algorithm.parameterAsCrs(parameters, self.name, context)
        return sources.crs_text(crs) if crs.isValid() else ""


class Shown(Parameter):
    """A parameter that another one passes on."""

    def __init__(self, inner):
        super().__init__(inner.option, inner.label, inner.advanced)
        self.make = inner.make
        self.text = inner.text

    def words(self, algorithm, parameters, context, feedback):
        return []


class Source(Parameter):
    """An operand: a layer, with the options that say which part of its file is meant.
    `options`: "layer", "where" and "crs" -> Parameter or name of the option."""

    def __init__(self, name, label, kind, optional=False, layer=None, where=None, crs=None):
        super().__init__({"name": name.lower(), "text": label}, label)
        self.kind, self.optional = kind, optional
        self.layer, self.where, self.crs = layer, where, crs
        self.allowed = {part for part, option in
                        (("layer", layer), ("where", where), ("crs", crs), ("table", layer))
                        if option}
        self.found = None

    def make(self):
        return [QgsProcessingParameterFeatureSource(self.name, self.label, [self.kind],
                                                    optional=self.optional)]

    def prepare(self, algorithm, parameters, context):
        self.found = sources.describe_source(algorithm, parameters, self.name, context,
                                             self.allowed)

    def words(self, algorithm, parameters, context, feedback):
        if self.found is None:
            return []
        file = sources.readable(self.found, algorithm.closing, context, feedback)
        out = [file.path]
        if file.layer and not self.is_selected_by_sql(algorithm, parameters, context):
            out += [f"--{self.layer}", file.layer]
        if self.where:
            typed = algorithm.parameterAsString(parameters, parameter_name(self.where), context)
            condition = sources.join_conditions(file.where, typed.strip())
            out += [f"--{self.where}", condition] if condition else []
        if self.crs:
            named = algorithm.parameterAsCrs(parameters, parameter_name(self.crs), context)
            crs = sources.crs_text(named) if named.isValid() else file.crs
            out += [f"--{self.crs}", crs] if crs else []
        return out

    def is_selected_by_sql(self, algorithm, parameters, context):
        """A statement names its layer itself; it is about the operand of --layer."""
        return (self.layer == "layer" and algorithm.parameterDefinition("SQL") is not None
                and bool(algorithm.parameterAsString(parameters, "SQL", context).strip()))


class Sources(Parameter):
    """An operand that repeats: several layers, in the order of the list."""

    def __init__(self, name, label, kind, optional=False):
        super().__init__({"name": name.lower(), "text": label}, label)
        self.kind, self.optional = kind, optional
        self.found = []

    def make(self):
        return [QgsProcessingParameterMultipleLayers(self.name, self.label, self.kind,
                                                     optional=self.optional)]

    def prepare(self, algorithm, parameters, context):
        layers = algorithm.parameterAsLayerList(parameters, self.name, context)
        if not layers and not self.optional:
            raise QgsProcessingException(algorithm.invalidSourceError(parameters, self.name))
        self.found = [sources.describe_layer(layer, context, set()) for layer in layers or []]

    def words(self, algorithm, parameters, context, feedback):
        return [sources.readable(found, algorithm.closing, context, feedback).path
                for found in self.found]


class Layer(Parameter):
    """An option that takes a file, with its layer and a field where the program wants them."""

    def __init__(self, option, label, advanced):
        super().__init__(option, label, advanced)
        self.allowed = {"layer"} if "[:LAYER]" in option["argument"] else set()
        self.has_field = option["argument"].endswith(":FIELD")
        # "none" is a word of its own where leaving the option out means data of the program's.
        self.can_be_none = re.search(r"\bnone for no\b", option["text"]) is not None
        self.none = f"NO_{self.name}"
        self.found = None

    def make(self):
        yield QgsProcessingParameterFeatureSource(
            self.name, self.label, [QgsProcessing.SourceType.TypeVector], optional=True)
        if self.has_field:
            yield QgsProcessingParameterField(
                f"{self.name}_FIELD", f"{self.label}: field", parentLayerParameterName=self.name,
                optional=True)
        if self.can_be_none:
            yield QgsProcessingParameterBoolean(self.none, f"{self.label}: none", False)

    def prepare(self, algorithm, parameters, context):
        self.found = sources.describe_source(algorithm, parameters, self.name, context,
                                             self.allowed)

    def words(self, algorithm, parameters, context, feedback):
        if self.can_be_none and algorithm.parameterAsBoolean(parameters, self.none, context):
            return [self.flag, "none"]
        if self.found is None:
            return []
        file = sources.readable(self.found, algorithm.closing, context, feedback)
        parts = [file.path, file.layer]
        if self.has_field:
            parts.append(algorithm.parameterAsString(parameters, f"{self.name}_FIELD", context))
        return [self.flag, ":".join(part for part in parts if part)]


class Raster(Parameter):
    def make(self):
        return [QgsProcessingParameterRasterLayer(self.name, self.label, None, optional=True)]

    def prepare(self, algorithm, parameters, context):
        layer = algorithm.parameterAsRasterLayer(parameters, self.name, context)
        if parameters.get(self.name) and layer is None:
            raise QgsProcessingException(algorithm.invalidRasterError(parameters, self.name))
        self.path = layer.source() if layer is not None else ""

    def text(self, algorithm, parameters, context):
        return self.path


class Band(Parameter):
    def __init__(self, option, label, advanced, parent):
        super().__init__(option, label, advanced)
        self.parent = parent

    def make(self):
        return [QgsProcessingParameterBand(self.name, self.label, None, self.parent, optional=True)]

    def text(self, algorithm, parameters, context):
        given = parameters.get(self.name) is not None
        return str(algorithm.parameterAsInt(parameters, self.name, context)) if given else ""


class OutputLayer(Parameter):
    """`layer`: which one is the result, where the file holds several."""

    def __init__(self, option, name, label, kind, layer="", optional=False):
        super().__init__(option, label)
        self.name, self.kind, self.layer, self.optional = name, kind, layer, optional
        self.path = ""

    def make(self):
        return [QgsProcessingParameterVectorDestination(
            self.name, self.label, self.kind, optional=self.optional,
            createByDefault=not self.optional)]

    def text(self, algorithm, parameters, context):
        # Asked again, Processing would make up another temporary file.
        self.path = algorithm.parameterAsOutputLayer(parameters, self.name, context)
        return self.path


class OutputFile(Parameter):
    def __init__(self, option, name, label, extension):
        super().__init__(option, label)
        self.name, self.extension = name, extension
        self.path = ""

    def make(self):
        return [QgsProcessingParameterFileDestination(
            self.name, self.label, f"{self.extension.upper()} (*.{self.extension})",
            optional=True, createByDefault=False)]

    def text(self, algorithm, parameters, context):
        self.path = algorithm.parameterAsFileOutput(parameters, self.name, context)
        return self.path


class MoreFiles(Text):
    def words(self, algorithm, parameters, context, feedback):
        paths = self.text(algorithm, parameters, context).split(";")
        return [word for path in paths if path.strip() for word in (self.flag, path.strip())]
