"""The places that `cordon near` lists, as a layer of points."""

from qgis.core import (Qgis, QgsCoordinateReferenceSystem, QgsFeature, QgsFeatureSink, QgsField,
                       QgsFields, QgsGeometry, QgsPointXY, QgsProcessing, QgsProcessingException,
                       QgsProcessingParameterFeatureSink, QgsWkbTypes)
from qgis.PyQt.QtCore import QMetaType, QVariant

from . import styles

NAME = "OUTPUT"
# Fields took the types of Qt 5's variants until QGIS 3.38.
DOUBLE, STRING = ((QMetaType.Type.Double, QMetaType.Type.QString)
                  if Qgis.QGIS_VERSION_INT >= 33800 else
                  (QVariant.Type.Double, QVariant.Type.String))


def definition():
    made = QgsProcessingParameterFeatureSink(
        NAME, "Places as points", QgsProcessing.SourceType.TypeVectorPoint, optional=True)
    made.setHelp("The places with distance, side, zone, bearing and the nearest place of the line")
    return made


def fields_of(rows):
    """The columns in their order, with places that lack one allowed for."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    fields = QgsFields()
    for name in names:
        values = [row[name] for row in rows if row.get(name) is not None]
        numeric = bool(values) and all(isinstance(v, (int, float)) for v in values)
        fields.append(QgsField(name, DOUBLE if numeric else STRING))
    return fields


def write(algorithm, parameters, context, result, feedback):
    if parameters.get(NAME) is None:
        return {}
    rows = result["near"]
    fields = fields_of(rows)
    sink, identity = algorithm.parameterAsSink(
        parameters, NAME, context, fields, QgsWkbTypes.Type.Point,
        QgsCoordinateReferenceSystem("EPSG:4326"))
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, NAME))
    for row in rows:
        feature = QgsFeature(fields)
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(row["lon"], row["lat"])))
        feature.setAttributes([as_field(row.get(f.name()), f) for f in fields])
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, NAME))
    del sink
    if context.willLoadLayerOnCompletion(identity):
        styles.apply_when_loaded(context, identity, "near", result["statement"])
    return {NAME: identity}


def as_field(value, field):
    if value is None:
        return None
    return float(value) if field.isNumeric() else str(value)
