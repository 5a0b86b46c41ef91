"""Layers of QGIS as something that the program can read.

A layer that is a plain file, shown as it is, is passed as that file, so that the result names and
hashes what the user knows. Everything else (memory layers, databases, joins, unsaved edits, a
selection) is written to a temporary GeoPackage first.
"""

import os
import re
from dataclasses import dataclass

from osgeo import gdal
from qgis.core import (QgsFeatureRequest, QgsFeatureSink, QgsFields, QgsProcessingException,
                       QgsProcessingFeatureSource, QgsProcessingFeatureSourceDefinition,
                       QgsProcessingUtils, QgsProperty, QgsProviderRegistry, QgsVectorFileWriter)


@dataclass(frozen=True)
class File:
    path: str
    layer: str = ""  # empty: there is only one
    where: str = ""  # a condition of OGR SQL
    crs: str = ""  # only of a file that states none


@dataclass(frozen=True)
class Features:
    """To be written to a file before the program can read them."""

    source: QgsProcessingFeatureSource
    name: str


def crs_text(crs):
    """EPSG:4326 where there is such a name, WKT otherwise."""
    name = crs.authid()
    return name if name and not name.startswith("USER:") else crs.toWkt(crs.WKT_PREFERRED)


def describe_source(algorithm, parameters, name, context, allowed):
    """In the main thread, where layers live. `allowed`: what the program can be told about a file:
    "layer", "where", "crs". None: the parameter is not set."""
    value = parameters.get(name)
    if value is None or value == "":
        return None
    source = algorithm.parameterAsSource(parameters, name, context)
    layer = algorithm.parameterAsVectorLayer(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    file = plain_file(layer) if layer is not None and takes_all_features(value) else None
    if file is not None and fits(file, allowed):
        return file
    return Features(source, layer.name() if layer is not None else source.sourceName())


def describe_layer(layer, context, allowed):
    """The same of a layer of a list, which has no selection."""
    file = plain_file(layer)
    if file is not None and fits(file, allowed):
        return file
    return Features(QgsProcessingUtils.variantToSource(layer, context), layer.name())


def fits(file, allowed):
    return all(part in allowed for part in ("layer", "where", "crs") if getattr(file, part))


def takes_all_features(value):
    if isinstance(value, QgsProperty):
        return False
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return True
    # Filters came with QGIS 3.32.
    return not (value.selectedFeaturesOnly or value.featureLimit != -1
                or getattr(value, "filterExpression", ""))


def plain_file(layer):
    """The file behind a layer, if the program sees in it just what QGIS shows; else None."""
    if layer.providerType() != "ogr" or layer.isModified():
        return None
    fields = layer.fields()
    if any(fields.fieldOrigin(i) != QgsFields.OriginProvider for i in range(fields.count())):
        return None
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if uri.get("geometryType") or uri.get("openOptions") or uri.get("authcfg"):
        return None
    path = uri.get("vsiPrefix", "") + uri.get("path", "") + uri.get("vsiSuffix", "")
    if not (os.path.exists(path) or path.startswith("/vsi")):
        return None
    where = uri.get("subset") or ""
    if re.match(r"\s*select\b", where, re.IGNORECASE):
        return None
    stated = layer.dataProvider().crs()
    if stated.isValid() and stated != layer.crs():
        return None
    crs = crs_text(layer.crs()) if layer.crs().isValid() and not stated.isValid() else ""
    return File(path, layer_in_file(path, uri), where, crs if layer.isSpatial() else "")


def layer_in_file(path, uri):
    """Its name, where the file holds several."""
    names = layers_of(path)
    if len(names) < 2:
        return ""
    number = uri.get("layerId")
    return uri.get("layerName") or names[number if isinstance(number, int) else 0]


def layers_of(path):
    try:
        data = gdal.OpenEx(path, gdal.OF_VECTOR)
    except RuntimeError:  # bindings that throw
        data = None
    return [data.GetLayer(i).GetName() for i in range(data.GetLayerCount())] if data else []


def write_features(features, context, feedback):
    """The file that holds them, named as their layer: a side of `contact` is called after it."""
    name = re.sub(r"[^\w .-]+", "_", features.name).strip(" .") or "layer"
    path = QgsProcessingUtils.generateTempFilename(f"{name}.gpkg")
    source = features.source
    feedback.pushInfo(f"Writing the features of '{features.name}' to a temporary GeoPackage, "
                      "for the program to read")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    # A field 'fid' of the user's stays a field.
    options.layerOptions = ["FID=cordon_fid", "SPATIAL_INDEX=NO"]
    # No clock in the file: the result holds its hash.
    gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z")
    try:
        writer = QgsVectorFileWriter.create(path, source.fields(), source.wkbType(),
                                            source.sourceCrs(), context.transformContext(), options)
        check_writer(writer, features)
        # The program checks geometries by itself, with an advice.
        request = QgsFeatureRequest()
        for feature in source.getFeatures(
                request, QgsProcessingFeatureSource.FlagSkipGeometryValidityChecks):
            if feedback.isCanceled():
                break
            if not writer.addFeature(feature, QgsFeatureSink.FastInsert):
                check_writer(writer, features)
        if not writer.flushBuffer():
            check_writer(writer, features)
        del writer
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", None)
    return File(path)


def check_writer(writer, features):
    if writer.hasError() != QgsVectorFileWriter.NoError:
        raise QgsProcessingException(f"The features of '{features.name}' could not be written for "
                                     f"the program to read: {writer.errorMessage()}")


def join_conditions(*conditions):
    given = [c for c in conditions if c]
    return given[0] if len(given) == 1 else " AND ".join(f"({c})" for c in given)


def layer_to_load(path, wanted):
    """The layer of a written file that is the result: the file itself where it holds only one."""
    names = layers_of(path)
    if len(names) < 2:
        return path
    return f"{path}|layername={wanted if wanted in names else names[0]}"
