// Reading polygons as they were drawn: in the coordinates of their own file, where their edges are
// straight.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/source.hpp"

namespace cordon {

/// A ring, or a pair of its vertices, that is not what a valid polygon has.
struct DrawingFault {
  std::string kind;          ///< "invalid polygon", "edge around the Earth"
  std::int64_t feature = 0;  ///< OGR's FID of the first one
  std::string problem;       ///< one sentence without a full stop, naming file, layer and feature
};

/// The polygons of a layer. Invalid ones are repaired as by read_areas(); every repair is a fault.
struct DrawnAreas {
  Source source;                     ///< with its features and attributes; no shape but that of
                                     ///< by_feature, whose areas are in the file's coordinates
  std::string crs;                   ///< empty: WGS84 longitude/latitude; else WKT
  bool wraps = false;                ///< x is a longitude in degrees
  std::vector<DrawingFault> faults;  ///< a drawing with any is not right as it is
};

/// Reads all polygons of one layer with their attributes, x east and y north. In degrees an edge
/// over more than half a turn of longitude is a fault, unless it runs along a pole: programs draw
/// it around the Earth. Throws as read_source(), and FindingError "not-areas" for a layer with
/// lines or points, "no-areas" if nothing is left, "odd-angles" for degrees of other than 360 to a
/// turn.
DrawnAreas read_drawn_areas(const SourceOptions& options);

}  // namespace cordon
