"""Layers of QGIS as something that the program can read.

A layer that is a plain file, or a table of PostGIS, shown as it is, is passed as that, so that the
result names and hashes what the user knows. Everything else (memory layers, other databases, joins,
unsaved edits, a selection) is written to a temporary GeoPackage first.
"""

import os
import re
from dataclasses import dataclass

from osgeo import gdal
from qgis.core import (QgsCoordinateReferenceSystem, QgsFeatureRequest, QgsFeatureSink, QgsFields,
                       QgsProcessingException, QgsProcessingFeatureSource,
                       QgsProcessingFeatureSourceDefinition, QgsProcessingUtils, QgsProperty,
                       QgsProviderRegistry, QgsVectorFileWriter)

from .databases import Table, plain_table, with_password


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
    if name and not name.startswith("USER:"):
        return name
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def describe_source(algorithm, parameters, name, context, allowed):
    """In the main thread, where layers live. `allowed`: what the program can be told about a file:
    "layer", "where", "crs"; and whether it may be a "table". None: the parameter is not set."""
    value = parameters.get(name)
    if value is None or value == "":
        return None
    source = algorithm.parameterAsSource(parameters, name, context)
    layer = algorithm.parameterAsVectorLayer(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    file = plain_source(layer) if layer is not None and takes_all_features(value) else None
    if file is not None and fits(file, allowed):
        return file
    return Features(source, layer.name() if layer is not None else source.sourceName())


def describe_layer(layer, context, allowed):
    """The same of a layer of a list, which has no selection."""
    file = plain_source(layer)
    if file is not None and fits(file, allowed):
        return file
    return Features(QgsProcessingUtils.variantToSource(layer, context), layer.name())


def fits(file, allowed):
    if isinstance(file, Table) and "table" not in allowed:
        return False
    return all(part in allowed for part in ("layer", "where", "crs") if getattr(file, part))


def takes_all_features(value):
    if isinstance(value, QgsProperty):
        return False
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return True
    # Filters came with QGIS 3.32.
    return not (value.selectedFeaturesOnly or value.featureLimit != -1
                or getattr(value, "filterExpression", ""))


def plain_source(layer):
    """The file or table behind a layer, if the program sees in it just what QGIS shows; else
    None."""
    fields = layer.fields()
    if layer.isModified() or any(fields.fieldOrigin(i) != QgsFields.FieldOrigin.OriginProvider
                                 for i in range(fields.count())):
        return None
    stated = layer.dataProvider().crs()
    if stated.isValid() and stated != layer.crs():
        return None
    needs_crs = layer.isSpatial() and layer.crs().isValid() and not stated.isValid()
    crs = crs_text(layer.crs()) if needs_crs else ""
    if is_statement(layer.subsetString()):
        return None
    if layer.providerType() == "postgres":
        return plain_table(layer, crs)
    return plain_file(layer, crs) if layer.providerType() == "ogr" else None


def is_statement(subset):
    return re.match(r"\s*select\b", subset, re.IGNORECASE) is not None


def plain_file(layer, crs):
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if uri.get("geometryType") or uri.get("openOptions") or uri.get("authcfg"):
        return None
    path = uri.get("vsiPrefix", "") + uri.get("path", "") + uri.get("vsiSuffix", "")
    if not (os.path.exists(path) or path.startswith("/vsi")):
        return None
    return File(path, layer_in_file(path, uri), uri.get("subset") or "", crs)


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


def readable(found, closing, context, feedback):
    """The file for the program to read, until `closing` is closed."""
    if isinstance(found, Features):
        return write_features(found, context, feedback)
    if isinstance(found, Table):
        return File(closing.enter_context(with_password(found)), found.layer, found.where,
                    found.crs)
    return found


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
                request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks):
            if feedback.isCanceled():
                break
            if not writer.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                check_writer(writer, features)
        if not writer.flushBuffer():
            check_writer(writer, features)
        del writer
    finally:
        gdal.SetThreadLocalConfigOption("OGR_CURRENT_DATE", None)
    return File(path)


def check_writer(writer, features):
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
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
