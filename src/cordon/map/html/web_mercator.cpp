#include "cordon/map/html/web_mercator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon::map {
namespace {

constexpr double kFarthest = 85;       // degrees of latitude
constexpr double kRoomAround = 1.5;    // of the zone's longer side
constexpr double kLeastSide = 0.0005;  // degrees; of a zone: about 50 m
constexpr double kHalfTurn = 179.99;   // degrees; what the plane shows on each side of its middle

double stretched(double latitude) {
  return std::asinh(std::tan(latitude * wgs84::kDegree)) / wgs84::kDegree;
}

/// From west to east, on one turn.
using Interval = std::pair<double, double>;

std::vector<Interval> longitudes_of(const std::vector<ZonePart>& zone) {
  std::vector<Interval> intervals;
  for (const ZonePart& part : zone)
    for (const Polygon& polygon : part.area) {
      Interval& interval = intervals.emplace_back(polygon.shell[0].x, polygon.shell[0].x);
      for (const XY& vertex : polygon.shell) {
        interval.first = std::min(interval.first, vertex.x);
        interval.second = std::max(interval.second, vertex.x);
      }
    }
  std::sort(intervals.begin(), intervals.end());
  return intervals;
}

/// The longitude opposite to the widest stretch without any zone; 0 if there is none.
double middle_longitude(const std::vector<Interval>& intervals) {
  double gap = intervals.front().first + 360;
  for (const Interval& interval : intervals) gap = std::min(gap, interval.first + 360);
  double reached = intervals.front().second;
  double widest = 0;
  double middle = 0;
  const auto consider = [&](double from, double to) {
    if (to - from <= widest) return;
    widest = to - from;
    middle = (from + to) / 2 + 180;
  };
  for (const Interval& interval : intervals) {
    consider(reached, interval.first);
    reached = std::max(reached, interval.second);
  }
  consider(reached, gap);
  return wgs84::wrap_longitude(middle);
}

void check_latitudes(const std::vector<ZonePart>& zone) {
  for (const ZonePart& part : zone)
    for (const Polygon& polygon : part.area)
      for (const XY& vertex : polygon.shell)
        if (std::abs(vertex.y) > kFarthest)
          throw DataError(
              fmt::format("an interactive map cannot show a zone beyond {} degrees of latitude",
                          kFarthest),
              "write an SVG, a PNG or a PDF, whose projection is chosen for the zone");
}

/// At least `least` long, about the same middle.
void widen(double& low, double& high, double least) {
  const double lacking = std::max(0.0, least - (high - low)) / 2;
  low -= lacking;
  high += lacking;
}

}  // namespace

double WebMercator::longitude(double lon) const {
  return middle + std::remainder(lon - middle, 360.0);
}

WebMercator web_mercator_of(const std::vector<ZonePart>& zone) {
  const std::vector<Interval> intervals = longitudes_of(zone);
  if (intervals.empty())
    throw DataError("there is no zone to draw: it is empty",
                    "see that the file has polygons, or choose a larger distance");
  check_latitudes(zone);
  WebMercator ground;
  ground.middle = middle_longitude(intervals);
  ground.west = ground.south = std::numeric_limits<double>::infinity();
  ground.east = ground.north = -ground.west;
  for (const Interval& interval : intervals) {
    // An end on the antimeridian belongs to the side that its polygon is on.
    const double west = ground.longitude((interval.first + interval.second) / 2) -
                        (interval.second - interval.first) / 2;
    ground.west = std::min(ground.west, west);
    ground.east = std::max(ground.east, west + interval.second - interval.first);
  }
  for (const ZonePart& part : zone)
    for (const Polygon& polygon : part.area)
      for (const XY& vertex : polygon.shell) {
        ground.south = std::min(ground.south, stretched(vertex.y));
        ground.north = std::max(ground.north, stretched(vertex.y));
      }
  return ground;
}

WebMercator web_mercator_around(const std::vector<ZonePart>& zone) {
  WebMercator ground = web_mercator_of(zone);
  const double longer = std::max({ground.width(), ground.height(), kLeastSide});
  const double side = (1 + 2 * kRoomAround) * longer;
  widen(ground.west, ground.east, side);
  widen(ground.south, ground.north, side);
  ground.west = std::max(ground.west, ground.middle - kHalfTurn);
  ground.east = std::min(ground.east, ground.middle + kHalfTurn);
  ground.south = std::max(ground.south, -stretched(kFarthest));
  ground.north = std::min(ground.north, stretched(kFarthest));
  return ground;
}

Frame frame_of(const WebMercator& ground, double step) {
  constexpr double kMetres = wgs84::kA * wgs84::kDegree;  // of the plane, for a degree
  const std::string crs = fmt::format(
      "+proj=webmerc +lon_0={} +datum=WGS84 +units=m +no_defs +type=crs", ground.middle);
  const Rect panel{0, 0, ground.width() / step, ground.height() / step};
  const XY middle{((ground.west + ground.east) / 2 - ground.middle) * kMetres,
                  (ground.south + ground.north) / 2 * kMetres};
  return {Projection::named(crs), crs, panel, 1 / (step * kMetres), middle};
}

}  // namespace cordon::map
