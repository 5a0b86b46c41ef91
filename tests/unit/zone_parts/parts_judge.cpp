#include "parts_judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/seam.hpp"
#include "drawing.hpp"
#include "random.hpp"

namespace cordon {
namespace {

Shape edges_of(const Shape& shape) {
  Shape edges{shape.points, shape.lines, {}};
  for (const Area& area : shape.areas) {
    edges.lines.push_back(area.shell);
    edges.lines.insert(edges.lines.end(), area.holes.begin(), area.holes.end());
  }
  return edges;
}

/// Half of them anywhere in the box of the part, half within a few tolerances of its boundary.
Path places_for(const MultiPolygon& part, double tolerance, int count) {
  oracle::Random random(oracle::test_seed());
  std::vector<XY> vertices;
  for (const Ring& ring : oracle::rings(part))
    vertices.insert(vertices.end(), ring.begin(), ring.end());
  const auto [west, east] = std::minmax_element(vertices.begin(), vertices.end(),
                                                [](const XY& a, const XY& b) { return a.x < b.x; });
  const auto [south, north] = std::minmax_element(
      vertices.begin(), vertices.end(), [](const XY& a, const XY& b) { return a.y < b.y; });
  Path places;
  for (int i = 0; i < count; ++i) {
    places.push_back({random.uniform(west->x, east->x), random.uniform(south->y, north->y)});
    const XY& near = vertices[random.bits() % vertices.size()];
    places.push_back(oracle::geodesic_direct({near.x, near.y}, random.uniform(0, 360),
                                             random.uniform(0, 5 * tolerance)));
  }
  return places;
}

double plane_area(const MultiPolygon& polygons) {
  double twice = 0;
  for (const Polygon& polygon : polygons) {
    twice += twice_signed_area(polygon.shell);
    for (const Ring& hole : polygon.holes) twice += twice_signed_area(hole);
  }
  return twice / 2;
}

}  // namespace

SignedDistance::SignedDistance(const Shape& shape) : shape_(shape), edges_(edges_of(shape)) {}

double SignedDistance::operator()(const LonLat& place) const {
  const double outside = shape_.distance(place);
  return outside > 0 ? outside : -edges_.distance(place);
}

Belongs within(const SignedDistance& distance, std::vector<std::pair<double, double>> intervals,
               double tolerance) {
  return [&distance, intervals, tolerance](const LonLat& place) -> std::optional<bool> {
    const double s = distance(place);
    bool inside = false;
    for (const auto& [from, to] : intervals) {
      if (std::min(std::abs(s - from), std::abs(s - to)) < 1.01 * tolerance) return std::nullopt;
      inside = inside || (s > from && s < to);
    }
    return inside;
  };
}

int expect_members(const ZonePart& part, const Belongs& belongs, const std::string& name,
                   double tolerance) {
  const oracle::Raycaster drawn(part.polygons);
  int told = 0;
  int wrong = 0;
  LonLat where;
  for (const LonLat& place : places_for(part.polygons, tolerance, 400)) {
    const std::optional<bool> expected = belongs(place);
    if (!expected) continue;
    ++told;
    if (drawn.contains(place) == *expected) continue;
    ++wrong;
    where = place;
  }
  EXPECT_EQ(wrong, 0) << name << ", such as " << where.lon << " " << where.lat;
  EXPECT_GT(told, 300) << name;
  return told;
}

void expect_sound(const ZoneParts& parts, double tolerance, bool overlapping) {
  ASSERT_FALSE(parts.parts.empty());
  const double scale = std::pow(10.0, parts.decimals);
  for (std::size_t k = 0; k < parts.parts.size(); ++k) {
    SCOPED_TRACE("part " + std::to_string(k));
    const ZonePart& part = parts.parts[k];
    ASSERT_FALSE(part.polygons.empty());
    EXPECT_TRUE(is_valid(part.polygons)) << validity(part.polygons).reason;
    std::size_t edges = 0;
    for (const Ring& ring : oracle::rings(part.polygons)) {
      for (std::size_t i = 1; i < ring.size(); ++i)
        if (!is_seam_edge(ring[i - 1], ring[i])) ++edges;
      for (const XY& xy : ring) EXPECT_NEAR(xy.x * scale, std::round(xy.x * scale), 1e-4);
    }
    EXPECT_EQ(part.certificate.edges, edges);
    EXPECT_TRUE(part.certificate.holds());
    EXPECT_LE(part.certificate.max_error(), tolerance);
    EXPECT_GT(part.certificate.max_error(), 0);
    EXPECT_LE(part.certificate.max_error(), parts.certificate.max_error());
    for (std::size_t other = k + 1; !overlapping && other < parts.parts.size(); ++other)
      EXPECT_LT(plane_area(intersection(part.polygons, parts.parts[other].polygons)),
                1e-9 * plane_area(part.polygons))
          << "with part " << other;
  }
}

double area_of(const ZoneParts& parts) {
  double sum = oracle::area(parts.clipped) + oracle::area(parts.erased);
  for (const ZonePart& part : parts.parts) sum += oracle::area(part.polygons);
  return sum;
}

PartsRequest request_for(Shape shape, double distance) {
  PartsRequest request;
  request.members.push_back({std::move(shape), Metres{distance}});
  return request;
}

ZoneOptions options_for(double tolerance) {
  ZoneOptions options;
  options.tolerance = Metres{tolerance};
  options.threads = oracle::test_threads();
  return options;
}

}  // namespace cordon
