// The manual of `cordon zone`: its parser, help and man page are made from it.
#include <fmt/format.h>

#include <stdexcept>

#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/theme.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {
namespace {

std::string longest() {
  return grouped(kMaxDistance.value / 1000, 0) + " km";
}

OptionGroup distance_group() {
  return {"Distance",
          {{.name = "distance",
            .argument = "LENGTH",
            .fallback = length_option(kDefaultDistance),
            .text = fmt::format("reach of the zone from the line, on each side; up to {}; below 0 "
                                "areas shrink by it",
                                longest())},
           {.name = "width",
            .argument = "LENGTH",
            .text = "from edge to edge of the zone: half of it on each side"},
           {.name = "left",
            .argument = "LENGTH",
            .text = "reach on the left, looking along the line; --left alone leaves the right out"},
           {.name = "right",
            .argument = "LENGTH",
            .text = "reach on the right; --right alone leaves the left out"},
           {.name = "rings",
            .argument = "LENGTHS",
            .text = "bands out to ascending distances, such as 5km,10km,20km, each a feature; they "
                    "neither overlap nor leave gaps"},
           {.name = "nested", .text = "with --rings: whole zones out to each distance, not bands"},
           {.name = "distance-field",
            .argument = "NAME[:UNIT]",
            .text = "each feature's own distance, from a field; numbers need the unit (reach:km), "
                    "texts may carry their own (20 km)"}}};
}

OptionGroup shape_group() {
  return {
      "Shape",
      {{.name = "side",
        .argument = "both|left|right",
        .fallback = name_of(Side::both),
        .text = "draw the zone on one side only, looking along the line"},
       {.name = "split", .text = "the two sides as features of their own, which meet on the line"},
       {.name = "left-name",
        .argument = "NAME",
        .fallback = "left",
        .text = "with --split: name of the left side"},
       {.name = "right-name",
        .argument = "NAME",
        .fallback = "right",
        .text = "with --split: name of the right side"},
       {.name = "cap",
        .argument = "round|flat|square",
        .fallback = name_of(ZoneOptions{}.cap),
        .text = "free ends of lines get a half disc, are cut at a right angle, or go on "
                "straight for the distance"},
       {.name = "outside", .text = "leave out the areas that the zone is built around"},
       {.name = "dissolve",
        .argument = "all|none|FIELD",
        .fallback = "all",
        .text = "one zone around all features; one for each, with its attributes; or one for "
                "each value of a field"}}};
}

OptionGroup territory_group() {
  return {"Territory",
          {{.name = "clip",
            .argument = "FILE[:LAYER]",
            .text = "keep only what lies in these areas, such as a state"},
           {.name = "erase",
            .argument = "FILE[:LAYER]",
            .text = "leave out what lies in these areas, such as water"},
           {.name = "by",
            .argument = "FILE[:LAYER]:FIELD",
            .text = "divide the zone by who holds it: a feature for each value of the field, with "
                    "its area and share, and one for what nobody holds"}}};
}

OptionGroup accuracy_group() {
  const ZoneOptions defaults;
  return {
      "Accuracy",
      {{.name = "tolerance",
        .argument = "LENGTH",
        .fallback = length_option(kDefaultTolerance),
        .text = fmt::format("largest distance between the drawn boundary and the true one; from "
                            "{} to {:g} % of the distance",
                            length_option(kMinTolerance), 100 * kMaxToleranceShare)},
       {.name = "fit",
        .argument = "nearest|inside|outside",
        .fallback = name_of(defaults.fit),
        .text = "the error goes both ways; nothing beyond the distance is drawn; or nothing within "
                "the distance is left out"},
       {.name = "uncertainty",
        .argument = "LENGTH",
        .text = "how far the drawn line may be off: what is certainly in the zone and what is "
                "possibly in it become features of their own, and figures become ranges"},
       {.name = "edges",
        .argument = "geodesic|planar",
        .fallback = name_of(defaults.edges),
        .text = "how the input joins two vertices: by the shortest path on the Earth, or straight "
                "in longitude and latitude"},
       {.name = "method",
        .argument = "exact|projected",
        .fallback = name_of(defaults.method),
        .text = "arcs of exact discs, or GEOS buffers in projected CRSs"},
       {.name = "crs",
        .argument = "CRS",
        .text = fmt::format("with --method projected: the CRS to buffer in, such as EPSG:32637; "
                            "utm for the zone that fits; or {0} for local ones (default: {0})",
                            defaults.crs)},
       {.name = "threads",
        .argument = "N",
        .text = "threads to use; the result is the same for any number (default: all cores)"}}};
}

OptionGroup classic_group() {
  const ClassicBuffer defaults;
  return {"Classic buffer (GEOS's own, in one --crs; its error is measured, not limited)",
          {{.name = "join",
            .argument = "round|mitre|bevel",
            .fallback = name_of(defaults.join),
            .text = "the corners of the buffer"},
           {.name = "segments",
            .argument = "N",
            .fallback = std::to_string(defaults.segments),
            .text = "chords of a quarter circle; QGIS takes 5, PostGIS 8"},
           {.name = "mitre-limit",
            .argument = "N",
            .fallback = fmt::format("{:g}", defaults.mitre_limit),
            .text = "with --join mitre: longest mitre, in distances"}}};
}

OptionGroup output_group() {
  return {
      "Output",
      {output_option(
           "file to write; its extension names the format; may be given several times; - "
           "prints GeoJSON; PG:dbname=NAME writes tables of a PostGIS database; zone.qgz writes a "
           "project of QGIS with a basemap and a sheet to print, beside zone.gpkg"),
       table_option("zone", "; the line goes to TABLE_line (default: line)"),
       {.name = "format",
        .letter = 'f',
        .argument = "DRIVER",
        .text = "OGR driver to write with, where the extension does not tell"},
       {.name = "output-crs",
        .argument = "CRS",
        .text = "CRS of the outputs (default: longitude and latitude on WGS84)"},
       overwrite_option(),
       json_option(),
       quiet_option(),
       help_option()}};
}

OptionGroup company_group() {
  OptionGroup group = places_group();
  std::erase_if(group.options, [](const Option& o) { return o.name == "places-within"; });
  group.title = "In QGIS";
  group.options.front().text =
      "towns and villages for the layer places of a GeoPackage, and none for no such layer "
      "(default: GeoNames, 500 inhabitants or more)";
  group.options.insert(group.options.begin(),
                       theme_option("looks of the layers, those of the maps: light, dark or "
                                    "print; in GeoPackages, and in a file zone.qml beside "
                                    "Shapefile, GeoJSON and FlatGeobuf"));
  return group;
}

std::vector<std::string> description() {
  return {
      "Reads all features of one layer (lines, points, areas), builds the zone of every place "
      "within the distance of any of them on the WGS84 ellipsoid, and writes it. LINE is anything "
      "that OGR opens: GeoJSON, Shapefile, GeoPackage, KML, GPX, CSV with WKT, also zipped, or a "
      "PostGIS database, PG:dbname=NAME host=HOST user=NAME.",
      "Before anything is written, the whole boundary is measured against the original line with "
      "exact geodesics. The errors found stand in the output. If one exceeds the tolerance, "
      "nothing is written.",
      "Lengths carry a unit: mm, cm, m, km, ft, mi, nmi. Left and right are those of somebody who "
      "walks along the line in the direction in which it is drawn; a side is cut off by the line, "
      "and beyond its ends by the line prolonged. Areas to clip, erase or divide with may "
      "be in any CRS; invalid rings are repaired with a warning. A colon parts the file from its "
      "layer and field: border.gpkg:states:name.",
      "A database gets all tables of a run in one transaction, each with an index, and with the "
      "certificate as comments; if anything fails, it stays as it was. --overwrite replaces "
      "tables, and keeps the rights that others have to them. Passwords are best kept in "
      "PGPASSWORD, ~/.pgpass or a service file (PG:service=NAME); where one is in a connection, no "
      "message and no output repeats it."};
}

std::vector<Example> examples() {
  return {{"cordon zone line.geojson -o zone.geojson",
           "the 20 km zone: 20 km on each side, 40 km across"},
          {"cordon zone line.geojson --left 15km --right 20km -o zone.gpkg",
           "the Sochi memorandum's 15 to 20 km, read as 15 km on one side and 20 km on the other"},
          {"cordon zone line.geojson --width 20km --split --left-name Idlib -o zone.shp",
           "the other reading, 20 km from edge to edge, each side a feature with its own area"},
          {"cordon zone line.geojson --rings 5km,10km,15km,20km -o bands.geojson",
           "four bands, for a map of how deep the zone goes"},
          {"cordon zone line.geojson --clip syria.shp --by control.gpkg:party -o who.gpkg",
           "only within the border, divided by who holds the land, with shares"},
          {"cordon zone line.geojson --uncertainty 2km -o zone.geojson --json",
           "what is surely in the zone if the line may be off by 2 km, with ranges as JSON"},
          {"cordon zone dmz.shp --distance 2km --cap flat -o zone.shp -o zone.gpkg",
           "a 2 km zone that ends where the line ends, in two formats"},
          {"cordon zone island.gpkg --distance 200nmi --outside -o waters.gpkg",
           "two hundred nautical miles around an island, without its land"},
          {"cordon zone PG:service=news --layer lines -o PG:service=news --overwrite",
           "from a table of a PostGIS database into its tables zone and line"},
          {"cordon zone line.shp --method projected --crs utm --segments 5 -o qgis.gpkg",
           "the buffer that QGIS draws by default, and how wrong it is"}};
}

/// An option of `cordon zone` for other commands, with another text where that one does not fit.
Option zone_option(const std::string& name, const std::string& text = {}) {
  for (const OptionGroup& group : {distance_group(), shape_group(), accuracy_group()})
    for (Option option : group.options)
      if (option.name == name) {
        if (!text.empty()) option.text = text;
        return option;
      }
  throw std::logic_error("cordon zone has no option " + name);
}

}  // namespace

OptionGroup plain_zone_group(bool with_bands) {
  OptionGroup group{
      "Zone",
      {zone_option(
           "distance",
           fmt::format("reach of the zone from the line, on each side; up to {}", longest())),
       zone_option("width"), zone_option("left"), zone_option("right"),
       zone_option("left-name", "name of the left side, such as government"),
       zone_option("right-name", "name of the right side"), zone_option("tolerance"),
       zone_option("uncertainty",
                   "how far the drawn line may be off: every figure gets the least and the "
                   "greatest value that it may then have"),
       zone_option("edges"), zone_option("threads")}};
  if (with_bands)
    group.options.push_back(zone_option(
        "rings",
        "bands out to ascending distances, such as 5km,10km,20km; figures are given for "
        "each"));
  return group;
}

Manual zone_manual() {
  return {.name = "zone",
          .summary = "draw the zone around a line: every place within a distance of it",
          .operands = {"LINE"},
          .synopsis = "LINE -o OUT... [options]",
          .description = description(),
          .options = {distance_group(), shape_group(), territory_group(), accuracy_group(),
                      classic_group(), source_group(), output_group(), company_group()},
          .examples = examples()};
}

}  // namespace cordon::cli
