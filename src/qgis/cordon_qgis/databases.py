"""Tables of PostGIS, which the program reads itself: the result then names the table, not a copy.

The password of a layer goes to the program in a file that only the user can read, and that is gone
after the run; never on a command line or into the log.
"""

import contextlib
import os
import re
import tempfile
from dataclasses import dataclass

from osgeo import gdal, ogr
from qgis.core import QgsDataSourceUri

QUOTED = r"'(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)+"
SETTING = re.compile(rf"(\bpassword\s*=\s*)(?:{QUOTED})", re.IGNORECASE)
IN_URL = re.compile(r"(://[^/\s@]*?:)[^\s]*(?=@)")


@dataclass(frozen=True)
class Table:
    connection: str  # without a password
    password: str
    layer: str
    where: str = ""
    crs: str = ""  # only of a table without SRID


def plain_table(layer, crs):
    """The table behind a layer, if the program sees in it just what QGIS shows; else None."""
    uri = QgsDataSourceUri(layer.source())
    uri = QgsDataSourceUri(uri.uri(True))  # user and password of the authentication store
    if not uri.table() or uri.table().startswith("(") or not uri.geometryColumn():
        return None
    password = uri.password()
    uri.setPassword("")
    table = Table(f"PG:{uri.connectionInfo(False)}", password,
                  f"{uri.schema() or 'public'}.{uri.table()}", uri.sql(), crs)
    return table if holds_one_kind(table, uri.geometryColumn()) else None


def holds_one_kind(table, column):
    """Whether GDAL can connect, as the program will, and finds in the table one column of shapes,
    of one kind: QGIS makes a layer of each."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        with with_password(table) as connection:
            data = gdal.OpenEx(f"{connection} tables={quoted(table.layer)}", gdal.OF_VECTOR)
    except RuntimeError:  # bindings that throw
        data = None
    finally:
        gdal.PopErrorHandler()
    if data is None or data.GetLayerCount() != 1:
        return False
    shape = data.GetLayer(0).GetLayerDefn()
    return (shape.GetGeomFieldCount() == 1 and shape.GetGeomFieldDefn(0).GetName() == column
            and ogr.GT_Flatten(shape.GetGeomType()) != ogr.wkbUnknown)


@contextlib.contextmanager
def with_password(table):
    """The connection with what it takes to open it, as long as the context lasts."""
    if not table.password:
        yield table.connection
        return
    handle, path = tempfile.mkstemp(prefix="cordon-")  # for this user alone
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("*:*:*:*:{}\n".format(re.sub(r"([\\:])", r"\\\1", table.password)))
        yield f"{table.connection} passfile={quoted(path)}"
    finally:
        os.remove(path)


def quoted(text):
    return "'{}'".format(re.sub(r"([\\'])", r"\\\1", text))


def hide_passwords(word):
    """A connection that somebody typed, as it may be shown."""
    return IN_URL.sub(r"\1***", SETTING.sub(r"\1***", word))
