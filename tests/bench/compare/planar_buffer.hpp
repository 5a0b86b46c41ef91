// What other tools do: project the vertices, let GEOS buffer them in the plane, project back.
#pragma once

#include <string>

#include "cordon/base/geometry.hpp"

namespace cordon::compare {

/// What the edges of a tool's result are, and so where its boundary runs between two vertices.
enum class ResultEdges {
  straight_in_crs,  ///< a planar geometry, left in the CRS that it was buffered in
  geodesic          ///< PostGIS's geography
};

struct PlanarBuffer {
  MultiPolygon boundary;     ///< lon/lat, cut so finely (100 m) that edges are straight to 1 mm
  std::size_t vertices = 0;  ///< of the tool's own result
};

/// Buffers all lines of a shape in a CRS with metres as its unit, as one geometry, with so many
/// segments to a quarter circle. Throws std::runtime_error if OGR cannot.
PlanarBuffer planar_buffer(const Shape& shape, double distance, int quadrant_segments,
                           const std::string& crs, ResultEdges edges);

/// The UTM zone of the middle of the shape's box.
std::string utm_zone(const Shape& shape);

/// The CRS that PostGIS's ST_Buffer(geography) works in, by the rules of its _ST_BestSRID: near a
/// pole Lambert's azimuthal equal-area projection about it; UTM for what is less than 6 degrees
/// wide; else that of Lambert about the middle of a fixed field of 30 degrees of latitude by 30, 45
/// or 90 of longitude; for what is larger than such a field, Mercator. Not for shapes that cross
/// the antimeridian.
std::string postgis_crs(const Shape& shape);

}  // namespace cordon::compare
