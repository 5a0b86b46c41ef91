#include "cordon/geodesy/output_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

constexpr double kRoundingShare = 0.01;  // of the tolerance

/// Half a unit in the last place on both axes must stay within the share: u sqrt(2) / 2 <= share.
int decimals_for(double tolerance, double metres_per_unit) {
  const double unit = kRoundingShare * tolerance * std::numbers::sqrt2 / metres_per_unit;
  return std::max(0, static_cast<int>(std::ceil(-std::log10(unit))));
}

}  // namespace

OutputSpace::OutputSpace(std::optional<Projection> projection, int decimals)
    : projection_(std::move(projection)), decimals_(decimals), scale_(std::pow(10.0, decimals)) {}

OutputSpace OutputSpace::lonlat(double tolerance) {
  return OutputSpace(std::nullopt, decimals_for(tolerance, wgs84::kA * wgs84::kDegree));
}

OutputSpace OutputSpace::named(const std::string& crs, double tolerance) {
  Projection projection = Projection::named(crs);
  const int decimals = decimals_for(tolerance, projection.metres_per_unit());
  return OutputSpace(std::move(projection), decimals);
}

XY OutputSpace::forward(const LonLat& place) const {
  return rounded(project(place));
}

XY OutputSpace::project(const LonLat& place) const {
  return projection_ ? projection_->forward(place)
                     : XY{wgs84::wrap_longitude(place.lon), place.lat};
}

XY OutputSpace::step(const XY& from, const XY& to) const {
  const double dx = to.x - from.x;
  return {wraps() ? std::remainder(dx, 360.0) : dx, to.y - from.y};
}

XY OutputSpace::off_seam(const XY& xy) const {
  constexpr double kEast = 180 - 1e-9;
  constexpr double kPole = 90 - 1e-9;
  return wraps() ? XY{std::clamp(xy.x, -kEast, kEast), std::clamp(xy.y, -kPole, kPole)} : xy;
}

void OutputSpace::check_edge(const XY& from, const XY& to) const {
  constexpr double kDetour = 2;
  constexpr double kNoise = 1;  // m
  if (wraps()) return;
  const LonLat a = inverse(from);
  const LonLat b = inverse(to);
  const LonLat middle = inverse({from.x + (to.x - from.x) / 2, from.y + (to.y - from.y) / 2});
  const double detour = geodesic_distance(a, middle) + geodesic_distance(middle, b);
  if (detour > kDetour * geodesic_distance(a, b) + kNoise)
    throw DataError(
        fmt::format("the zone reaches over the edge of the output CRS, near {:.5f}, {:.5f}", a.lon,
                    a.lat),
        "choose an --output-crs without a break there, or leave it out: longitude and latitude "
        "are cut at the antimeridian");
}

LocalScale OutputSpace::scale_at(const XY& xy) const {
  const auto degrees_at = [](double lat) {
    const double s = std::sin(lat * wgs84::kDegree);
    const double c = std::cos(lat * wgs84::kDegree);
    return LocalScale{wgs84::normal_radius(s) * c * wgs84::kDegree, 0, 0,
                      wgs84::meridian_radius(s) * wgs84::kDegree};
  };
  if (!projection_) return degrees_at(xy.y);
  // Differences over about a metre, far above rounding and far below any curvature that matters.
  const double step = 1 / projection_->metres_per_unit();
  const LonLat centre = inverse(xy);
  const LonLat along_x = inverse({xy.x + step, xy.y});
  const LonLat along_y = inverse({xy.x, xy.y + step});
  const LocalScale degrees = degrees_at(centre.lat);
  const auto metres = [&](const LonLat& to) {
    return degrees.metres(
        {std::remainder(to.lon - centre.lon, 360.0) / step, (to.lat - centre.lat) / step});
  };
  const XY x = metres(along_x);
  const XY y = metres(along_y);
  return {x.x, y.x, x.y, y.y};
}

LonLat OutputSpace::inverse(const XY& xy) const {
  return projection_ ? projection_->inverse(xy) : LonLat{xy.x, xy.y};
}

XY OutputSpace::rounded(const XY& xy) const {
  return {std::round(xy.x * scale_) / scale_, std::round(xy.y * scale_) / scale_};
}

}  // namespace cordon
