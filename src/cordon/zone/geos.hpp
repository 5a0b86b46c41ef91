// GEOS for plain values: polygons in, polygons out, GEOS's objects and errors kept inside.
#pragma once

#ifndef GEOS_USE_ONLY_R_API
#define GEOS_USE_ONLY_R_API
#endif
#include <geos_c.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/output_space.hpp"

namespace cordon {

/// GEOS could not do what was asked; what() ends in GEOS's own words.
class GeosError : public Error {
  using Error::Error;
};

/// A context of GEOS's reentrant API: one for each thread of work. Must outlive the geometries that
/// were made with it.
class GeosContext {
 public:
  GeosContext();
  GeosContext(const GeosContext&) = delete;
  GeosContext& operator=(const GeosContext&) = delete;
  ~GeosContext();

  GEOSContextHandle_t handle() const { return handle_; }
  /// Throws GeosError: "GEOS cannot <task>: <GEOS's last message>".
  [[noreturn]] void fail(std::string_view task) const;

 private:
  GEOSContextHandle_t handle_;
  std::string message_;
};

/// The only owner of a GEOS geometry.
class GeosGeometry {
 public:
  /// Takes over what a call of GEOS returned; throws GeosError ("GEOS cannot <task>") if it is
  /// null.
  GeosGeometry(const GeosContext& context, GEOSGeometry* geometry, std::string_view task);

  const GEOSGeometry* get() const { return geometry_.get(); }
  GEOSGeometry* release() { return geometry_.release(); }
  const GeosContext& context() const { return *context_; }

 private:
  struct Destroy {
    const GeosContext* context;
    void operator()(GEOSGeometry* geometry) const {
      GEOSGeom_destroy_r(context->handle(), geometry);
    }
  };
  const GeosContext* context_;
  std::unique_ptr<GEOSGeometry, Destroy> geometry_;
};

GeosGeometry to_geos_point(const GeosContext& context, const XY& xy);
/// An open or closed path of two vertices or more.
GeosGeometry to_geos_line(const GeosContext& context, const std::vector<XY>& path);
/// Several paths as one geometry; paths of a single vertex become points.
GeosGeometry to_geos_paths(const GeosContext& context, const std::vector<std::vector<XY>>& paths);
/// Rings are taken as they are, valid or not; no polygon gives the empty MULTIPOLYGON.
GeosGeometry to_geos(const GeosContext& context, const MultiPolygon& polygons);

/// All polygonal parts, at any depth of collections; points and lines are dropped.
MultiPolygon from_geos(const GeosGeometry& geometry);

/// Overlays (OverlayNG, floating precision). Operands must be valid, except that the polygons given
/// to unite() may overlap each other. Results are valid and in no particular order. Throw
/// GeosError.
MultiPolygon unite(const MultiPolygon& polygons);
/// The same by snap-rounding to multiples of `grid` (> 0): slower, but proof against edges that
/// nearly coincide, where floating precision may lose slivers without a word. Vertices move by up
/// to a grid step.
MultiPolygon unite_snapped(const MultiPolygon& polygons, double grid);
MultiPolygon difference(const MultiPolygon& from, const MultiPolygon& remove);
MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b);

/// The area of a set of polygons as GEOS's MakeValid (structure method) reads it: shells united,
/// holes cut out.
MultiPolygon make_valid(const MultiPolygon& polygons);

struct Validity {
  bool valid = true;
  std::string reason;  ///< GEOS's words, such as "Self-intersection"
  XY place;            ///< where; meaningless if valid
};

/// Validity as an OGC MULTIPOLYGON: simple rings, holes inside, interiors apart.
Validity validity(const MultiPolygon& polygons);
bool is_valid(const MultiPolygon& polygons);

/// Shells counter-clockwise, holes clockwise, every ring from its smallest vertex (by x, then y),
/// polygons and holes in ascending order: equal areas with equal vertices give equal values.
MultiPolygon canonical(MultiPolygon polygons);

/// Coordinates rounded as the output writes them, canonical, and valid as rounded: repeated
/// vertices and rings without area are dropped, and what rounding made to touch or cross is noded
/// on the grid. No boundary moves by more than about a unit in the last place. Throws GeosError if
/// no valid rounding was found.
MultiPolygon on_grid(const MultiPolygon& polygons, const OutputSpace& space);

/// Twice the signed area of a closed ring: positive if counter-clockwise.
double twice_signed_area(const Ring& ring);

/// A geometry with GEOS's indexes for many questions about it. One object must not be used by two
/// threads at once.
class PreparedGeometry {
 public:
  explicit PreparedGeometry(GeosGeometry geometry);

  /// True if no point of `other` lies outside of this one.
  bool covers(const GeosGeometry& other) const;
  /// True if `other` lies inside, not only on the boundary.
  bool contains(const GeosGeometry& other) const;
  /// True if some points of the two are at most `limit` apart.
  bool within_distance(const GeosGeometry& other, double limit) const;

 private:
  struct Destroy {
    const GeosContext* context;
    void operator()(const GEOSPreparedGeometry* prepared) const {
      GEOSPreparedGeom_destroy_r(context->handle(), prepared);
    }
  };
  GeosGeometry geometry_;
  std::unique_ptr<const GEOSPreparedGeometry, Destroy> prepared_;
};

/// Tells whether places lie inside of fixed, valid polygons: an index is built once, a query takes
/// logarithmic time. One object must not be used by two threads at once.
class PointLocator {
 public:
  explicit PointLocator(const MultiPolygon& polygons);

  /// True inside, false outside and on the boundary.
  bool contains(const XY& xy) const;

 private:
  std::unique_ptr<const GeosContext> context_;
  PreparedGeometry polygons_;
};

}  // namespace cordon
