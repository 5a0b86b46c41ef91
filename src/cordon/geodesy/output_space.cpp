#include "cordon/geodesy/output_space.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

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

void OutputSpace::check_edge(const XY& from, const XY& to) const {
  constexpr double kHalfTurn = 180;  // degrees
  if (is_lonlat() && std::abs(to.x - from.x) > kHalfTurn)
    throw DataError("the zone reaches over the antimeridian or a pole",
                    "choose an --output-crs without a seam there, such as a polar stereographic "
                    "(EPSG:3995, EPSG:3031) or a Pacific one (EPSG:3832)");
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
