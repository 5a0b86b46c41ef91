#include "cordon/zone/check/coverage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr std::size_t kProblemsShown = 16;
constexpr std::size_t kWorthIndexing = 32;  // places looked for in one zone

/// The middle of an edge near the middle of a path: no end, where a flat cap has its boundary.
LonLat inner_place(const Path& path) {
  std::size_t i = path.size() / 2;
  while (i > 1 && path[i] == path[i - 1]) --i;
  while (i + 1 < path.size() && path[i] == path[i - 1]) ++i;
  const Inverse edge = geodesic_inverse(path[i - 1], path[i]);
  return geodesic_direct(path[i - 1], edge.azimuth_start, edge.distance / 2).place;
}

/// By crossings of a ray to the east (Shimrat 1962).
bool ring_contains(const Ring& ring, const XY& p) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const XY& a = ring[i - 1];
    const XY& b = ring[i];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
      inside = !inside;
  }
  return inside;
}

bool polygon_contains(const Polygon& polygon, const XY& p) {
  return ring_contains(polygon.shell, p) &&
         std::none_of(polygon.holes.begin(), polygon.holes.end(),
                      [&](const Ring& hole) { return ring_contains(hole, p); });
}

/// For each polygon whether it, or what is one part with it, holds the foot of one of its own
/// vertices. One is enough, but a vertex in a neck may look across it.
std::vector<bool> parts_with_feet(const MultiPolygon& zone, const std::vector<std::size_t>& part_of,
                                  const DistanceField& field, const OutputSpace& space) {
  constexpr std::size_t kLooks = 16;
  std::vector<std::vector<std::size_t>> polygons(zone.size());
  for (std::size_t k = 0; k < zone.size(); ++k) polygons[part_of[k]].push_back(k);
  std::vector<bool> holds(zone.size(), false);
  for (std::size_t k = 0; k < zone.size(); ++k) {
    const Ring& shell = zone[k].shell;
    const std::size_t step = std::max<std::size_t>(1, shell.size() / kLooks);
    for (std::size_t i = 0; i < shell.size() && !holds[part_of[k]]; i += step) {
      const Foot foot = field.nearest(site_at(space.inverse(shell[i])));
      const XY xy = space.off_seam(space.project(wgs84::place_of(foot.ecef)));
      holds[part_of[k]] =
          std::any_of(polygons[part_of[k]].begin(), polygons[part_of[k]].end(),
                      [&](std::size_t other) { return polygon_contains(zone[other], xy); });
    }
  }
  return holds;
}

}  // namespace

Path one_place_each(const Shape& shape) {
  Path places = shape.points;
  for (const Path& line : shape.lines) places.push_back(inner_place(line));
  for (const Area& area : shape.areas) {
    places.push_back(inner_place(area.shell));
    for (const Path& hole : area.holes) places.push_back(inner_place(hole));
  }
  return places;
}

std::vector<Problem> check_parts(const Shape& shape, const MultiPolygon& zone,
                                 const std::vector<std::size_t>& part_of,
                                 const DistanceField& field, const OutputSpace& space) {
  std::vector<Problem> problems;
  const Path places = one_place_each(shape);
  const auto miss = [&](const auto& contains) {
    for (const LonLat& place : places)
      if (problems.size() < kProblemsShown && !contains(space.off_seam(space.project(place))))
        problems.push_back({"part missing", place, 0});
  };
  if (places.size() < kWorthIndexing) {
    miss([&](const XY& xy) {
      return std::any_of(zone.begin(), zone.end(),
                         [&](const Polygon& polygon) { return polygon_contains(polygon, xy); });
    });
  } else {
    const PointLocator locator(zone);
    miss([&](const XY& xy) { return locator.contains(xy); });
  }
  const std::vector<bool> holds = parts_with_feet(zone, part_of, field, space);
  for (std::size_t k = 0; k < zone.size(); ++k)
    if (problems.size() < kProblemsShown && part_of[k] == k && !holds[k])
      problems.push_back({"stray part", space.inverse(zone[k].shell.front()), 0});
  return problems;
}

namespace {

XY point_inside(const Ring& ring) {
  const GeosContext context;
  const GeosGeometry polygon = to_geos(context, {Polygon{ring, {}}});
  const GeosGeometry point(context, GEOSPointOnSurface_r(context.handle(), polygon.get()),
                           "find a place inside a hole");
  XY xy;
  GEOSGeomGetX_r(context.handle(), point.get(), &xy.x);
  GEOSGeomGetY_r(context.handle(), point.get(), &xy.y);
  return xy;
}

}  // namespace

std::vector<HoleIndex> shallow_holes(const MultiPolygon& zone, const IdealZone& ideal,
                                     double beyond, const OutputSpace& space) {
  const auto outside = [&](const XY& xy) { return ideal.excess(space.inverse(xy)) > beyond; };
  std::vector<HoleIndex> shallow;
  for (std::size_t k = 0; k < zone.size(); ++k)
    for (std::size_t h = 0; h < zone[k].holes.size(); ++h) {
      const Ring& hole = zone[k].holes[h];
      if (!outside(point_inside(hole)) && std::none_of(hole.begin(), hole.end(), outside))
        shallow.push_back({k, h});
    }
  return shallow;
}

namespace {

/// Bounds in degrees, on the turn that the vertices are written on.
struct Degrees {
  double west = 360, east = -360, south = 90, north = -90;

  void add(double lon, double lat) {
    west = std::min(west, lon);
    east = std::max(east, lon);
    south = std::min(south, lat);
    north = std::max(north, lat);
  }
  bool holds(const Degrees& other) const {
    return other.west >= west && other.east <= east && other.south >= south && other.north <= north;
  }
  double width() const { return east - west; }
  double height() const { return north - south; }
  /// m; no two places in it are farther apart.
  double diameter() const {
    const double degree = wgs84::kA * 1.01 * wgs84::kDegree;
    const double flattest = std::max(0.0, std::max(south, -north));
    return degree * std::hypot(height(), width() * std::cos(flattest * wgs84::kDegree));
  }
};

Degrees bounds_of(const Shape& shape) {
  Degrees bounds;
  const auto add = [&](const Path& path) {
    for (const LonLat& place : path) bounds.add(place.lon, place.lat);
  };
  add(shape.points);
  for (const Path& line : shape.lines) add(line);
  for (const Area& area : shape.areas) {
    add(area.shell);
    for (const Path& hole : area.holes) add(hole);
  }
  return bounds;
}

/// Whether no place of the zone is as far as a quarter of the Earth from the shape.
bool is_near(const Degrees& shape, const MultiPolygon& zone) {
  constexpr double kWidest = 60;  // degrees; the corners of such a box are 83 degrees apart
  Degrees bounds;
  for (const Polygon& polygon : zone)
    for (const XY& vertex : polygon.shell) bounds.add(vertex.x, vertex.y);
  return bounds.holds(shape) && bounds.width() <= kWidest && bounds.height() <= kWidest;
}

/// A square of a cube's face, projected onto the Earth along the direction of its normal: tan of
/// equal angles, so that cells of one level are nearly alike.
struct Cell {
  int face;
  double u, v;  // centre, radians in [-pi/4, pi/4]
  double side;  // radians

  LonLat centre() const {
    const double x = std::tan(u);
    const double y = std::tan(v);
    const double sign = face < 3 ? 1 : -1;
    Vec3 normal{};
    const auto axis = static_cast<std::size_t>(face % 3);
    normal[axis] = sign;
    normal[(axis + 1) % 3] = x;
    normal[(axis + 2) % 3] = y;
    normal = normalized(normal);
    return {std::atan2(normal[1], normal[0]) / wgs84::kDegree,
            std::asin(std::clamp(normal[2], -1.0, 1.0)) / wgs84::kDegree};
  }

  /// No place of the cell is farther from its centre, m: half the diagonal is longest in a cube's
  /// corner, 1.633 / 1.414 of that in the middle of a face.
  double radius() const { return 0.825 * side * wgs84::kA * 1.004; }

  Cell quarter(int k) const {
    const double step = side / 4;
    return {face, u + ((k & 1) != 0 ? step : -step), v + ((k & 2) != 0 ? step : -step), side / 2};
  }
};

class HoleFinder {
 public:
  HoleFinder(const MultiPolygon& zone, const DistanceField& field, const AreaLocator* areas,
             double limit, double finest, const OutputSpace& space)
      : field_(field),
        areas_(areas),
        limit_(limit),
        finest_(finest),
        space_(space),
        locator_(zone) {}

  std::vector<Problem> find() {
    for (int face = 0; face < 6; ++face) visit({face, 0, 0, std::numbers::pi / 2}, nullptr);
    return std::move(problems_);
  }

 private:
  bool in_zone(const LonLat& place) const {
    try {
      const XY xy = space_.project(place);
      // Far outside of its area a projection may fold the Earth over itself.
      return locator_.contains(space_.off_seam(xy)) &&
             geodesic_distance(space_.inverse(xy), place) < 1;
    } catch (const DataError&) {
      return false;
    }
  }

  /// Whether the distance can have a maximum within `radius` of the site. From one edge alone, as
  /// from any convex set, it has none.
  bool may_have_maximum(const Site& site, const Foot& foot, double radius) const {
    const Vec3 up = wgs84::normal_at(site.ecef);
    const Vec3 towards = foot.ecef - site.ecef;
    const Vec3 level = towards - dot(towards, up) * up;
    const double run = length(level);
    if (field_.is_one_edge(site, foot.distance + 2 * radius)) return false;
    if (run <= radius) return true;
    // A tenth more than the radius pays for the Earth's curvature, up to 2,000 km.
    return field_.may_have_behind(site, (1 / run) * level, foot.distance + 2 * radius,
                                  1.1 * radius);
  }

  /// A foot whose distance is not too short, and by no more than `doubt` too long.
  struct Look {
    Foot foot;
    double doubt = 0;  // m
  };

  /// By chords, or where these are too rough for a cell of that radius by geodesics: where two
  /// parts' boundaries meet, all cells up to the doubt would be divided to the finest.
  Look look(const Site& site, double radius, const Foot* known) const {
    const Foot rough = known != nullptr ? field_.nearest_by_chord(site, known->ecef)
                                        : field_.nearest_by_chord(site);
    const double doubt = DistanceField::rough_excess(rough.distance);
    if (doubt <= std::max(radius, finest_)) return {rough, doubt};
    // The field's error is less than half the finest cell.
    const Foot foot = field_.nearest(site, rough.ecef);
    return {{foot.distance + finest_ / 2, foot.ecef}, finest_};
  }

  void visit(const Cell& cell, const Foot* known) {
    if (problems_.size() >= kProblemsShown) return;
    const Site site = site_at(cell.centre());
    const double radius = cell.radius();
    const auto [foot, doubt] = look(site, radius, known);
    const bool in_area = areas_ != nullptr && areas_->contains(site.place);
    const double distance = in_area ? 0 : foot.distance;
    if (distance + radius <= limit_) return;
    if (distance > limit_ && in_zone(site.place)) {
      const double excess = field_.nearest(site, foot.ecef).distance - limit_;
      if (excess > 0) {
        problems_.push_back({"filled hole", site.place, excess});
        return;
      }
    }
    // Far from all lines and rings a cell meets no boundary: it is all out, as its centre is.
    if (foot.distance - doubt - radius > limit_ || radius <= finest_) return;
    if (!may_have_maximum(site, foot, radius)) return;
    for (int k = 0; k < 4; ++k) visit(cell.quarter(k), &foot);
  }

  const DistanceField& field_;
  const AreaLocator* areas_;
  double limit_;
  double finest_;
  const OutputSpace& space_;
  PointLocator locator_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> find_filled_holes(const Shape& shape, const MultiPolygon& zone,
                                       const DistanceField& field, const AreaLocator* areas,
                                       double limit, double finest, const OutputSpace& space) {
  const Degrees bounds = bounds_of(shape);
  if (space.is_lonlat() && bounds.diameter() <= limit && is_near(bounds, zone)) return {};
  return HoleFinder(zone, field, areas, limit, finest, space).find();
}

}  // namespace cordon
