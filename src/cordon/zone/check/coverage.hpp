// Whether a zone has all its parts and holes, and none that it should not have.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/check/distance_field.hpp"
#include "cordon/zone/check/ideal_zone.hpp"

namespace cordon {

/// One place of each connected path of the shape, no end of a line.
Path one_place_each(const Shape& shape);

/// Parts of the shape that the zone leaves out ("part missing"), and parts of the zone that hold no
/// part of the shape ("stray part"); part_of tells which polygons are one part (seam_edges.hpp). If
/// the boundary is known to lie near no place of the shape but the free ends, the shape never
/// crosses it: one place of each line decides for all of it, and no place of the ideal zone deeper
/// than the tolerance is left out.
std::vector<Problem> check_parts(const Shape& shape, const MultiPolygon& zone,
                                 const std::vector<std::size_t>& part_of,
                                 const DistanceField& field, const OutputSpace& space);

/// A hole of a zone: number of the polygon, number of its hole.
struct HoleIndex {
  std::size_t polygon = 0;
  std::size_t hole = 0;
};

/// Holes without any place more than `beyond` m (may be negative) outside of the ideal zone,
/// ascending.
std::vector<HoleIndex> shallow_holes(const MultiPolygon& zone, const IdealZone& ideal,
                                     double beyond, const OutputSpace& space);

/// Places inside the zone that are farther than `limit` m from the shape ("filled hole"). If there
/// is any, and the boundary itself is not that far out, then the distance has a maximum in there,
/// with nearest places of the shape all around it: two of them at an angle of 120 degrees or more,
/// and so farther apart than the place is from them (within a quarter of the Earth). A shape that
/// is nowhere wider than the limit has no such places. For others a quadtree over the sphere passes
/// over a cell only if the distance at its centre and its radius r leave no room for such a place,
/// or if all of the shape within f + 2 r is one edge, or lies ahead, towards the nearest place, by
/// more than r: then the cell has no maximum. Cells are quartered down to `finest` m: nothing
/// farther than limit + finest is missed.
std::vector<Problem> find_filled_holes(const Shape& shape, const MultiPolygon& zone,
                                       const DistanceField& field, const AreaLocator* areas,
                                       double limit, double finest, const OutputSpace& space);

}  // namespace cordon
