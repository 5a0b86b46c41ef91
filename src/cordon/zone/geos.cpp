#include "cordon/zone/geos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cordon {
namespace {

// Rings travel to and from GEOS as blocks of doubles.
static_assert(sizeof(XY) == 2 * sizeof(double));

void keep_message(const char* message, void* kept) {
  *static_cast<std::string*>(kept) = message;
}

GEOSCoordSequence* to_sequence(const GeosContext& context, const std::vector<XY>& path) {
  const double* block = path.empty() ? nullptr : &path.front().x;
  GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
      context.handle(), block, static_cast<unsigned>(path.size()), 0, 0);
  if (sequence == nullptr) context.fail("take over coordinates");
  return sequence;
}

GeosGeometry to_ring(const GeosContext& context, const Ring& ring) {
  return {context, GEOSGeom_createLinearRing_r(context.handle(), to_sequence(context, ring)),
          "make a ring"};
}

/// Hands the parts over to a collection; they belong to it from then on.
GeosGeometry collect(const GeosContext& context, int type, std::vector<GeosGeometry> parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (GeosGeometry& part : parts) raw.push_back(part.release());
  return {context,
          GEOSGeom_createCollection_r(context.handle(), type, raw.data(),
                                      static_cast<unsigned>(raw.size())),
          "collect geometries"};
}

GeosGeometry to_polygon(const GeosContext& context, const Polygon& polygon) {
  GeosGeometry shell = to_ring(context, polygon.shell);
  std::vector<GeosGeometry> holes;
  holes.reserve(polygon.holes.size());
  for (const Ring& hole : polygon.holes) holes.push_back(to_ring(context, hole));
  std::vector<GEOSGeometry*> raw;
  raw.reserve(holes.size());
  for (GeosGeometry& hole : holes) raw.push_back(hole.release());
  return {context,
          GEOSGeom_createPolygon_r(context.handle(), shell.release(), raw.data(),
                                   static_cast<unsigned>(raw.size())),
          "make a polygon"};
}

Ring from_ring(const GeosContext& context, const GEOSGeometry* ring) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context.handle(), ring);
  unsigned size = 0;
  if (sequence == nullptr || GEOSCoordSeq_getSize_r(context.handle(), sequence, &size) == 0)
    context.fail("read a ring");
  Ring result(size);
  if (size > 0 &&
      GEOSCoordSeq_copyToBuffer_r(context.handle(), sequence, &result.front().x, 0, 0) == 0)
    context.fail("read a ring");
  return result;
}

Polygon from_polygon(const GeosContext& context, const GEOSGeometry* geometry) {
  Polygon polygon;
  polygon.shell = from_ring(context, GEOSGetExteriorRing_r(context.handle(), geometry));
  const int holes = GEOSGetNumInteriorRings_r(context.handle(), geometry);
  for (int i = 0; i < holes; ++i)
    polygon.holes.push_back(
        from_ring(context, GEOSGetInteriorRingN_r(context.handle(), geometry, i)));
  return polygon;
}

void append_polygons(const GeosContext& context, const GEOSGeometry* geometry, MultiPolygon& into) {
  const int type = GEOSGeomTypeId_r(context.handle(), geometry);
  if (GEOSisEmpty_r(context.handle(), geometry) != 0) return;
  if (type == GEOS_POLYGON) into.push_back(from_polygon(context, geometry));
  if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return;
  const int parts = GEOSGetNumGeometries_r(context.handle(), geometry);
  for (int i = 0; i < parts; ++i)
    append_polygons(context, GEOSGetGeometryN_r(context.handle(), geometry, i), into);
}

bool less(const XY& a, const XY& b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

bool ring_less(const Ring& a, const Ring& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
}

bool polygon_less(const Polygon& a, const Polygon& b) {
  if (a.shell != b.shell) return ring_less(a.shell, b.shell);
  return std::lexicographical_compare(a.holes.begin(), a.holes.end(), b.holes.begin(),
                                      b.holes.end(), ring_less);
}

void orient(Ring& ring, bool counter_clockwise) {
  if (ring.empty()) return;
  if ((twice_signed_area(ring) > 0) != counter_clockwise) std::reverse(ring.begin(), ring.end());
  ring.pop_back();
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), less), ring.end());
  ring.push_back(XY(ring.front()));
}

/// Empty if nothing with an area is left.
Ring rounded_ring(const Ring& ring, const OutputSpace& space) {
  Ring result;
  result.reserve(ring.size());
  for (const XY& xy : ring) {
    // Adding zero turns a negative zero into a positive one: equal vertices, equal bytes.
    const XY at = space.rounded(xy);
    result.push_back({at.x + 0.0, at.y + 0.0});
  }
  result.erase(std::unique(result.begin(), result.end()), result.end());
  if (result.size() < 4 || twice_signed_area(result) == 0) result.clear();
  return result;
}

MultiPolygon rounded(const MultiPolygon& polygons, const OutputSpace& space) {
  MultiPolygon result;
  for (const Polygon& polygon : polygons) {
    Polygon kept{rounded_ring(polygon.shell, space), {}};
    if (kept.shell.empty()) continue;
    for (const Ring& hole : polygon.holes)
      if (Ring ring = rounded_ring(hole, space); !ring.empty())
        kept.holes.push_back(std::move(ring));
    result.push_back(std::move(kept));
  }
  return result;
}

/// Predicates of GEOS return 0, 1, or 2 for failure.
bool answer(const GeosContext& context, char verdict) {
  if (verdict == 2) context.fail("compare geometries");
  return verdict == 1;
}

}  // namespace

GeosContext::GeosContext() : handle_(GEOS_init_r()) {
  GEOSContext_setErrorMessageHandler_r(handle_, keep_message, &message_);
}

GeosContext::~GeosContext() {
  GEOS_finish_r(handle_);
}

void GeosContext::fail(std::string_view task) const {
  throw GeosError(fmt::format("GEOS cannot {}: {}", task,
                              message_.empty() ? "no reason given" : message_.c_str()));
}

GeosGeometry::GeosGeometry(const GeosContext& context, GEOSGeometry* geometry,
                           std::string_view task)
    : context_(&context), geometry_(geometry, Destroy{&context}) {
  if (geometry == nullptr) context.fail(task);
}

GeosGeometry to_geos_point(const GeosContext& context, const XY& xy) {
  return {context, GEOSGeom_createPointFromXY_r(context.handle(), xy.x, xy.y), "make a point"};
}

GeosGeometry to_geos_line(const GeosContext& context, const std::vector<XY>& path) {
  return {context, GEOSGeom_createLineString_r(context.handle(), to_sequence(context, path)),
          "make a line"};
}

GeosGeometry to_geos_paths(const GeosContext& context, const std::vector<std::vector<XY>>& paths) {
  std::vector<GeosGeometry> parts;
  parts.reserve(paths.size());
  for (const std::vector<XY>& path : paths)
    parts.push_back(path.size() == 1 ? to_geos_point(context, path.front())
                                     : to_geos_line(context, path));
  return collect(context, GEOS_GEOMETRYCOLLECTION, std::move(parts));
}

GeosGeometry to_geos(const GeosContext& context, const MultiPolygon& polygons) {
  std::vector<GeosGeometry> parts;
  parts.reserve(polygons.size());
  for (const Polygon& polygon : polygons) parts.push_back(to_polygon(context, polygon));
  return collect(context, GEOS_MULTIPOLYGON, std::move(parts));
}

MultiPolygon from_geos(const GeosGeometry& geometry) {
  MultiPolygon result;
  append_polygons(geometry.context(), geometry.get(), result);
  return result;
}

MultiPolygon unite(const MultiPolygon& polygons) {
  const GeosContext context;
  const GeosGeometry parts = to_geos(context, polygons);
  return from_geos({context, GEOSUnaryUnion_r(context.handle(), parts.get()), "unite polygons"});
}

MultiPolygon unite_snapped(const MultiPolygon& polygons, double grid) {
  const GeosContext context;
  const GeosGeometry parts = to_geos(context, polygons);
  return from_geos({context, GEOSUnaryUnionPrec_r(context.handle(), parts.get(), grid),
                    "unite polygons on a grid"});
}

MultiPolygon difference(const MultiPolygon& from, const MultiPolygon& remove) {
  const GeosContext context;
  const GeosGeometry a = to_geos(context, from);
  const GeosGeometry b = to_geos(context, remove);
  return from_geos({context, GEOSDifference_r(context.handle(), a.get(), b.get()),
                    "cut polygons out of polygons"});
}

MultiPolygon intersection(const MultiPolygon& a, const MultiPolygon& b) {
  const GeosContext context;
  const GeosGeometry left = to_geos(context, a);
  const GeosGeometry right = to_geos(context, b);
  return from_geos({context, GEOSIntersection_r(context.handle(), left.get(), right.get()),
                    "intersect polygons"});
}

MultiPolygon make_valid(const MultiPolygon& polygons) {
  const GeosContext context;
  const GeosGeometry geometry = to_geos(context, polygons);
  GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(context.handle());
  if (params == nullptr) context.fail("repair polygons");
  GEOSMakeValidParams_setMethod_r(context.handle(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSGeometry* repaired = GEOSMakeValidWithParams_r(context.handle(), geometry.get(), params);
  GEOSMakeValidParams_destroy_r(context.handle(), params);
  return from_geos({context, repaired, "repair polygons"});
}

Validity validity(const MultiPolygon& polygons) {
  const GeosContext context;
  const GeosGeometry geometry = to_geos(context, polygons);
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char verdict = GEOSisValidDetail_r(context.handle(), geometry.get(), 0, &reason, &place);
  Validity result{verdict == 1, reason == nullptr ? "" : reason, {}};
  GEOSFree_r(context.handle(), reason);
  if (place != nullptr) {
    GEOSGeomGetX_r(context.handle(), place, &result.place.x);
    GEOSGeomGetY_r(context.handle(), place, &result.place.y);
    GEOSGeom_destroy_r(context.handle(), place);
  }
  if (verdict == 2) context.fail("check polygons");
  return result;
}

bool is_valid(const MultiPolygon& polygons) {
  return validity(polygons).valid;
}

double twice_signed_area(const Ring& ring) {
  // Relative to the first vertex: differences of near coordinates lose nothing.
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i)
    sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
           (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
  return sum;
}

MultiPolygon canonical(MultiPolygon polygons) {
  for (Polygon& polygon : polygons) {
    orient(polygon.shell, true);
    for (Ring& hole : polygon.holes) orient(hole, false);
    std::sort(polygon.holes.begin(), polygon.holes.end(), ring_less);
  }
  std::sort(polygons.begin(), polygons.end(), polygon_less);
  return polygons;
}

MultiPolygon on_grid(const MultiPolygon& polygons, const OutputSpace& space) {
  const double grid = std::pow(10.0, -space.decimals());
  MultiPolygon result = rounded(polygons, space);
  // The grid of GEOS and ours may differ in the last bit of a double, which can undo the repair:
  // hence more than one try, the last ones on coarser steps of the same grid.
  for (const double step : {1.0, 1.0, 2.0, 5.0}) {
    if (is_valid(result)) return canonical(std::move(result));
    result = rounded(unite_snapped(make_valid(result), step * grid), space);
  }
  if (const Validity last = validity(result); !last.valid)
    throw GeosError(fmt::format("GEOS cannot round a zone to {} decimals: {} at {}, {}",
                                space.decimals(), last.reason, last.place.x, last.place.y));
  return canonical(std::move(result));
}

PreparedGeometry::PreparedGeometry(GeosGeometry geometry)
    : geometry_(std::move(geometry)),
      prepared_(GEOSPrepare_r(geometry_.context().handle(), geometry_.get()),
                Destroy{&geometry_.context()}) {
  if (prepared_ == nullptr) geometry_.context().fail("index a geometry");
}

bool PreparedGeometry::covers(const GeosGeometry& other) const {
  const GeosContext& context = geometry_.context();
  return answer(context, GEOSPreparedCovers_r(context.handle(), prepared_.get(), other.get()));
}

bool PreparedGeometry::contains(const GeosGeometry& other) const {
  const GeosContext& context = geometry_.context();
  return answer(context, GEOSPreparedContains_r(context.handle(), prepared_.get(), other.get()));
}

bool PreparedGeometry::within_distance(const GeosGeometry& other, double limit) const {
  const GeosContext& context = geometry_.context();
  return answer(
      context, GEOSPreparedDistanceWithin_r(context.handle(), prepared_.get(), other.get(), limit));
}

PointLocator::PointLocator(const MultiPolygon& polygons)
    : context_(std::make_unique<const GeosContext>()), polygons_(to_geos(*context_, polygons)) {}

bool PointLocator::contains(const XY& xy) const {
  return polygons_.contains(to_geos_point(*context_, xy));
}

}  // namespace cordon
