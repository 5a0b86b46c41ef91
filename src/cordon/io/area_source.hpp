// Reading polygons to clip, erase or divide a zone with.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/source.hpp"

namespace cordon {

/// The name of areas whose name field is null or blank.
inline constexpr const char* kNoName = "(no name)";

struct AreaSource {
  std::vector<NamedAreas> areas;  ///< WGS84 degrees; valid in the coordinates of the source
  std::string path;               ///< as Source::path
  std::string table;              ///< as Source::table
  std::string layer;
  std::string driver;  ///< OGR's short name
  std::string crs;     ///< readable: "EPSG:4326 (WGS 84)"
  std::string sha256;  ///< as in Source
  std::size_t features = 0;
  Findings findings;  ///< warnings only
};

/// Reads all polygons of one layer. Without `field` they are one NamedAreas with an empty name;
/// with it there is one for each of its values, in the order of the file, and features without a
/// value count as kNoName (warning "no-name").
///
/// Polygons whose rings cross or repeat themselves, or whose holes lie outside of them, are
/// repaired in the coordinates of the source by GEOS's MakeValid, method "structure": shells
/// together, less the holes; a hole outside of its shell becomes an area. Warnings:
/// "repaired-area", "collapsed-area" (nothing was left of it), "stray-geometry" (lines or points
/// beside the polygon of a feature, left out). In longitude and latitude, vertices more than 180
/// degrees apart are joined the short way, over the antimeridian; not so along a pole.
///
/// Throws as read_source(), UsageError for an unknown field, and FindingError "not-areas" for a
/// feature of lines or points, "no-areas" if nothing is left.
AreaSource read_areas(const SourceOptions& options, const std::string& field = {});

}  // namespace cordon
