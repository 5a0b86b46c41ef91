"""The commands that QGIS offers: what they read, what they write, and which figures they return.
Their options come from the program."""

from dataclasses import dataclass, field

from qgis.core import QgsProcessing

from .parameters import OutputFile, OutputLayer, Source, Sources

KIND = QgsProcessing.SourceType
ANY, AREAS, LINES, TABLES = (KIND.TypeVectorAnyGeometry, KIND.TypeVectorPolygon,
                             KIND.TypeVectorLine, KIND.TypeVector)

OUT = {"name": "output", "text": "file to write"}
LINE = dict(layer="layer", where="where", crs="input-crs")


@dataclass(frozen=True)
class Command:
    name: str
    title: str
    tags: str
    sources: callable  # () -> operands, in the order of the program
    outputs: callable  # () -> what it writes
    figures: dict = field(default_factory=dict)  # name -> (label, path in the JSON)
    done: tuple = (0,)  # exit codes of a run that has a result


def tables(what):
    return [OutputFile(OUT, "OUTPUT_CSV", f"{what} as a table (CSV)", "csv"),
            OutputFile(OUT, "OUTPUT_MD", f"{what} as a page (Markdown)", "md"),
            OutputFile(OUT, "OUTPUT_JSON", f"{what} for machines (JSON)", "json")]


ZONE = Command(
    "zone", "Zone around a line", "buffer,distance,geodesic,demilitarised",
    lambda: [Source("LINE", "Line (or points, or areas)", ANY, **LINE)],
    lambda: [OutputLayer(OUT, "OUTPUT", "Zone", AREAS, "zone")],
    {"AREA_KM2": ("Area of the zone, km²", "zone.area_km2"),
     "AREA_MIN_KM2": ("Least area of the zone, km²", "zone.area_min_km2"),
     "AREA_MAX_KM2": ("Greatest area of the zone, km²", "zone.area_max_km2"),
     "LINE_KM": ("Length of the line, km", "line.length_km"),
     "MAX_ERROR_M": ("Largest error, m", "certificate.max_error_m"),
     "OUTWARD_ERROR_M": ("Largest error outwards, m", "certificate.outward_error_m"),
     "INWARD_ERROR_M": ("Largest error inwards, m", "certificate.inward_error_m"),
     "TOLERANCE_M": ("Tolerance, m", "certificate.tolerance_m"),
     "VERTICES": ("Vertices of the zone", "zone.vertices")})

CONTACT = Command(
    "contact", "Line of contact", "front line,border,areas of control,sides",
    lambda: [Sources("AREAS", "Areas of control (or places)", TABLES)],
    lambda: [OutputLayer(OUT, "OUTPUT", "Line of contact", LINES, "contact"),
             OutputLayer({"name": "areas-output", "text": "land of the places"}, "AREAS_OUTPUT",
                         "Land of the places", AREAS, optional=True)],
    {"LINES": ("Number of lines", "lines"),
     "LENGTH_M": ("Length, m", "length_m"),
     "GAP_MAX_M": ("Widest gap that a line crosses, m", "gap_max_m"),
     "OVERLAP_MAX_M": ("Widest overlap that a line crosses, m", "overlap_max_m")})

NEAR = Command(
    "near", "Places near a line", "distance,nearest,towns,inside,outside",
    lambda: [Source("LINE", "Line (or points, or areas)", ANY, **LINE),
             Source("PLACES", "Places (points, or a table with coordinates)", TABLES,
                    layer="places-layer", where="places-where", crs="places-crs")],
    lambda: tables("Places"),
    {"INSIDE": ("Places inside of the zone", "inside"),
     "OUTSIDE": ("Places outside of the zone", "outside"),
     "DEPENDS": ("Places of which the uncertainty leaves it open", "depends"),
     "LISTED": ("Places listed", "places.listed")})

REPORT = Command(
    "report", "Report of a zone", "facts,towns,population,incidents,share",
    lambda: [Source("LINE", "Line, or a zone that is there already", ANY, **LINE)],
    lambda: tables("Report"))

COMPARE = Command(
    "compare", "Compare lines, zones or areas of control", "change,difference,gained,lost,moved",
    lambda: [Source("OLD", "Old line, zone or areas of control", ANY),
             Source("NEW", "New line, zone or areas of control", ANY),
             Sources("NEWER", "Newer ones, for a series", ANY, optional=True)],
    lambda: [OutputLayer(OUT, "OUTPUT", "Land gained, lost and kept", AREAS, "changes",
                         optional=True),
             *tables("Changes")],
    {"GAINED_KM2": ("Land gained in the last step, km²", "steps.-1.areas.0.gained_km2"),
     "LOST_KM2": ("Land lost in the last step, km²", "steps.-1.areas.0.lost_km2"),
     "KEPT_KM2": ("Land kept in the last step, km²", "steps.-1.areas.0.kept_km2")})

VERIFY = Command(
    "verify", "Verify a zone", "accuracy,error,certificate,check,buffer",
    lambda: [Source("ZONE", "Zone to measure", AREAS, **LINE),
             Source("LINE", "Line of the zone (may be left out if the zone's file holds it)", ANY,
                    optional=True, layer="line-layer", where="line-where", crs="line-crs")],
    lambda: [OutputLayer(OUT, "OUTPUT", "Problems", ANY, "problems", optional=True)],
    {"OUTWARD_ERROR_M": ("Largest error outwards, m", "checks.0.outward.error_m"),
     "INWARD_ERROR_M": ("Largest error inwards, m", "checks.0.inward.error_m"),
     "AREA_KM2": ("Area of the zone, km²", "checks.0.area_km2"),
     "TOLERANCE_M": ("Tolerance, m", "tolerance_m"),
     "HOLDS": ("Whether the tolerance holds: 1 or 0", "holds")},
    done=(0, 3))

COMMANDS = [ZONE, CONTACT, NEAR, REPORT, COMPARE, VERIFY]
