#include "cordon/contact/plane.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cordon/base/error.hpp"
#include "cordon/base/units.hpp"
#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon::contact {
namespace {

constexpr double kProbe = 100'000;          // m
constexpr double kLongestEdge = 20'000;     // m
constexpr double kLeastDeterminant = 1e-3;  // of unit vectors: flatter crossings are one condition

LonLat middle_of(const Path& places) {
  Vec3 sum{};
  for (const LonLat& place : places) sum = sum + normalized(wgs84::to_ecef(place));
  if (places.empty()) throw UsageError("there is no place to find contact between");
  if (length(sum) < 1e-3 * static_cast<double>(places.size()))
    throw DataError("the areas lie all around the Earth", "give those of one region, with --where");
  return wgs84::place_of(wgs84::kA * normalized(sum));
}

OutputSpace plane_about(const LonLat& middle, const Path& places) {
  for (const LonLat& place : places)
    if (const double far = geodesic_distance(middle, place); far > kMaxReach)
      throw DataError(
          fmt::format("the areas reach {} from their middle at {:.3f}, {:.3f}; contact can be "
                      "found within {}",
                      format_length({std::ceil(far / 1000) * 1000}), middle.lon, middle.lat,
                      format_length({kMaxReach})),
          "give the areas of one region at a time, with --where");
  return OutputSpace::named(
      fmt::format("+proj=stere +lat_0={:.17g} +lon_0={:.17g} +datum=WGS84 +units=m +type=crs",
                  middle.lat, middle.lon),
      1);
}

}  // namespace

Plane::Plane(const Path& places) : Plane(middle_of(places), places) {}

Plane::Plane(const LonLat& middle, const Path& places)
    : space_(plane_about(middle, places)), up_(to_conformal_sphere(middle)) {
  const double lambda = middle.lon * wgs84::kDegree;
  east_ = {-std::sin(lambda), std::cos(lambda), 0};
  north_ = {up_[1] * east_[2] - up_[2] * east_[1], up_[2] * east_[0] - up_[0] * east_[2],
            up_[0] * east_[1] - up_[1] * east_[0]};
  const LonLat probe = geodesic_direct(middle, 90, kProbe).place;
  const XY drawn = project(probe);
  const Vec3 unit = to_conformal_sphere(probe);
  scale_ = std::hypot(drawn.x, drawn.y) * (1 + dot(up_, unit)) /
           std::hypot(dot(east_, unit), dot(north_, unit));

  for (const LonLat& place : places) {
    const XY xy = project(place);
    reach_ = std::max({reach_, std::abs(xy.x), std::abs(xy.y)});
  }
  // A straight edge of length L at r from the middle bends by about L^2 r / (16 R^2).
  longest_edge_ = std::min(kLongestEdge,
                           4 * wgs84::kMeanRadius * std::sqrt(kBend / (std::max(1.0, 2 * reach_))));
}

LonLat Plane::place(const XY& xy) const {
  const double x = xy.x / scale_;
  const double y = xy.y / scale_;
  const double squared = x * x + y * y;
  return from_conformal_sphere((1 / (1 + squared)) *
                               ((1 - squared) * up_ + (2 * x) * east_ + (2 * y) * north_));
}

GridPoint Plane::to_grid(const XY& xy) const {
  return {static_cast<std::int32_t>(std::lround(xy.x / kGrid)),
          static_cast<std::int32_t>(std::lround(xy.y / kGrid))};
}

XY Plane::from_grid(const GridPoint& point) const {
  return {point.x * kGrid, point.y * kGrid};
}

XY Plane::balanced(const XY& xy, const std::vector<XY>& feet) const {
  // Each foot after the first gives a condition: the unit vectors say how its distance, less the
  // first one's, changes with the place. Least squares with the least step.
  struct Ray {
    double x, y, distance;
  };
  const LonLat here = place(xy);
  std::vector<Ray> rays;
  for (const XY& foot : feet) {
    const double drawn = std::hypot(xy.x - foot.x, xy.y - foot.y);
    if (drawn == 0) return xy;
    rays.push_back(
        {(xy.x - foot.x) / drawn, (xy.y - foot.y) / drawn, geodesic_distance(here, place(foot))});
  }
  double xx = 0, xy_ = 0, yy = 0, rx = 0, ry = 0;
  for (std::size_t i = 1; i < rays.size(); ++i) {
    const double ux = rays[i].x - rays[0].x;
    const double uy = rays[i].y - rays[0].y;
    const double off = rays[0].distance - rays[i].distance;
    xx += ux * ux;
    xy_ += ux * uy;
    yy += uy * uy;
    rx += ux * off;
    ry += uy * off;
  }
  const double trace = xx + yy;
  const double determinant = xx * yy - xy_ * xy_;
  if (trace < kLeastDeterminant) return xy;
  if (determinant > kLeastDeterminant * trace * trace)
    return {xy.x + (yy * rx - xy_ * ry) / determinant, xy.y + (xx * ry - xy_ * rx) / determinant};
  return {xy.x + rx / trace, xy.y + ry / trace};
}

double Plane::distance(const XY& a, const XY& b) const {
  return geodesic_distance(place(a), place(b));
}

}  // namespace cordon::contact
