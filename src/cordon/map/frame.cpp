#include "cordon/map/frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/map/planar_edges.hpp"
#include "cordon/map/projection_choice.hpp"

namespace cordon::map {
namespace {

XY middle_of(const Rect& rect) {
  return {rect.left + rect.width / 2, rect.top + rect.height / 2};
}

double length_of(const XY& xy) {
  return std::hypot(xy.x, xy.y);
}

/// Steps on the page for a metre on the ground.
struct GroundSteps {
  XY east, north;
};

GroundSteps ground_steps(const Frame& frame, const LonLat& place) {
  constexpr double kReach = 50;  // m: short for the curvature, long for rounding
  const auto step = [&](double azimuth) {
    const XY ahead = frame.to_page(geodesic_direct(place, azimuth, kReach).place);
    const XY behind = frame.to_page(geodesic_direct(place, azimuth, -kReach).place);
    return XY{(ahead.x - behind.x) / (2 * kReach), (ahead.y - behind.y) / (2 * kReach)};
  };
  return {step(90), step(0)};
}

/// Metres per pixel along the page's x axis.
double along_x(const GroundSteps& steps) {
  const auto& [east, north] = steps;
  const double determinant = east.x * north.y - east.y * north.x;
  return length_of({north.y, east.y}) / std::abs(determinant);
}

struct Extent {
  XY low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  XY high{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

  void add(const XY& xy) {
    low = {std::min(low.x, xy.x), std::min(low.y, xy.y)};
    high = {std::max(high.x, xy.x), std::max(high.y, xy.y)};
  }
};

/// Both sides of the antimeridian must meet in the plane where a polygon is cut there.
void check_seam(const Ring& ring, const Projection& projection, double tolerance) {
  for (const XY& vertex : ring) {
    if (std::abs(vertex.x) != 180) continue;
    const XY east = projection.forward({180, vertex.y});
    const XY west = projection.forward({-180, vertex.y});
    if (length_of({east.x - west.x, east.y - west.y}) > tolerance)
      throw DataError("the CRS tears the zone apart at the antimeridian",
                      "choose a CRS that shows the whole zone in one piece, or let Cordon choose");
  }
}

Extent extent_of(const std::vector<MultiPolygon>& polygons, const Projection& projection,
                 double tolerance) {
  Extent extent;
  const ToPlane to_plane = [&](const LonLat& place) { return projection.forward(place); };
  for (const MultiPolygon& part : polygons)
    for (const Polygon& polygon : part) {
      check_seam(polygon.shell, projection, tolerance);
      Path path;
      for (const XY& vertex : polygon.shell) path.push_back({vertex.x, vertex.y});
      for (const XY& xy : bend_edges(path, to_plane, tolerance)) extent.add(xy);
    }
  return extent;
}

/// The frame that shows an extent of the plane in the panel.
Frame fitted(Projection projection, std::string crs, const Extent& extent, const Rect& panel,
             double margin) {
  const double border = margin * std::min(panel.width, panel.height);
  const double width = std::max(extent.high.x - extent.low.x, 1e-3);
  const double height = std::max(extent.high.y - extent.low.y, 1e-3);
  const double scale =
      std::min((panel.width - 2 * border) / width, (panel.height - 2 * border) / height);
  const XY middle{(extent.low.x + extent.high.x) / 2, (extent.low.y + extent.high.y) / 2};
  return {std::move(projection), std::move(crs), panel, scale, middle};
}

/// The largest scale in the panel by the smallest; infinite if the panel shows what the projection
/// cannot.
double spread_of_scale(const Frame& frame) {
  constexpr int kCells = 8;
  double least = std::numeric_limits<double>::infinity();
  double most = 0;
  const Rect& panel = frame.panel();
  try {
    for (int i = 0; i <= kCells; ++i)
      for (int j = 0; j <= kCells; ++j) {
        const XY xy{panel.left + panel.width * i / kCells, panel.top + panel.height * j / kCells};
        const LonLat place = frame.from_page(xy);
        const XY again = frame.to_page(place);
        if (length_of({again.x - xy.x, again.y - xy.y}) > 0.1)
          return std::numeric_limits<double>::infinity();
        const double scale = frame.metres_per_pixel(place);
        least = std::min(least, scale);
        most = std::max(most, scale);
      }
  } catch (const DataError&) {
    return std::numeric_limits<double>::infinity();
  }
  return most / least;
}

/// Within a tenth of the extent a pole is taken for the middle.
LonLat pole_if_near(const LonLat& middle, double radius) {
  const LonLat pole{0, std::copysign(90.0, middle.lat)};
  return geodesic_distance(middle, pole) < radius / 10 ? pole : middle;
}

Frame chosen_frame(const std::vector<MultiPolygon>& polygons, const Rect& panel, double margin) {
  const Cap cap = cap_around(polygons);
  const double tolerance = std::max(cap.radius * 5e-4, 1e-6);
  const auto frame_in = [&](const std::string& crs) {
    Projection projection = Projection::named(crs);
    const Extent extent = extent_of(polygons, projection, tolerance);
    return fitted(std::move(projection), crs, extent, panel, margin);
  };
  Frame best = frame_in(stereographic(pole_if_near(cap.middle, cap.radius)));
  double least = spread_of_scale(best);
  const LonLat middle = pole_if_near(best.from_page(middle_of(panel)), cap.radius);
  for (const std::string& crs : conformal_projections(middle)) {
    std::optional<Frame> frame;
    try {
      frame = frame_in(crs);
    } catch (const DataError&) {  // it cannot show them: not a candidate
      continue;
    }
    const double spread = spread_of_scale(*frame);
    if (spread >= least) continue;
    least = spread;
    best = *frame;
  }
  constexpr double kMost = 10;
  if (!(least < kMost))
    throw DataError("the zone reaches too far around the Earth for one map",
                    "draw it in several maps, each of a part");
  return best;
}

Frame named_frame(const std::vector<MultiPolygon>& polygons, const Rect& panel, double margin,
                  const std::string& crs) {
  Projection projection = Projection::named(crs);
  if (projection.is_geographic())
    throw UsageError(fmt::format("a map cannot be drawn in '{}', whose axes are degrees", crs),
                     "name a projected CRS, such as EPSG:32637 (UTM zone 37N)");
  const double tolerance =
      std::max(cap_around(polygons).radius * 5e-4, 1e-6) / projection.metres_per_unit();
  const Extent extent = extent_of(polygons, projection, tolerance);
  Frame frame = fitted(std::move(projection), crs, extent, panel, margin);
  const auto [east, north] = ground_steps(frame, frame.from_page(middle_of(panel)));
  if (east.x * north.y - east.y * north.x > 0)  // the page's y runs downwards
    throw UsageError(fmt::format("a map in '{}' would be seen in a mirror", crs),
                     "name a CRS whose axes run east and north");
  return frame;
}

/// Places along the edges of the panel, all around; empty if the panel shows more than the
/// projection has.
Path around_panel(const Frame& frame) {
  constexpr int kSteps = 64;  // along each edge
  const Rect& panel = frame.panel();
  Path path;
  const auto add = [&](double x, double y) {
    const LonLat place = frame.from_page({x, y});
    const XY again = frame.to_page(place);
    if (length_of({again.x - x, again.y - y}) > 0.1) throw DataError("beyond the projection");
    path.push_back(place);
  };
  const auto edge = [&](double x0, double y0, double x1, double y1) {
    for (int i = 0; i < kSteps; ++i) {
      const double t = static_cast<double>(i) / kSteps;
      add(x0 + t * (x1 - x0), y0 + t * (y1 - y0));
    }
  };
  try {
    edge(panel.left, panel.top, panel.right(), panel.top);
    edge(panel.right(), panel.top, panel.right(), panel.bottom());
    edge(panel.right(), panel.bottom(), panel.left, panel.bottom());
    edge(panel.left, panel.bottom(), panel.left, panel.top);
  } catch (const DataError&) {
    return {};
  }
  path.push_back(path.front());
  return path;
}

bool shows(const Frame& frame, const LonLat& place) {
  try {
    const XY xy = frame.to_page(place);
    return frame.panel().contains({xy.x, xy.y, 0, 0});
  } catch (const DataError&) {
    return false;
  }
}

struct Range {
  double low, high;
  double step = 0;  // the longest between neighbours

  explicit Range(double start) : low(start), high(start) {}
  void add(double value, double by) {
    low = std::min(low, value);
    high = std::max(high, value);
    step = std::max(step, std::abs(by));
  }
};

}  // namespace

Frame::Frame(Projection projection, std::string crs, const Rect& panel, double scale,
             const XY& middle)
    : projection_(std::move(projection)),
      crs_(std::move(crs)),
      panel_(panel),
      scale_(scale),
      middle_(middle) {}

XY Frame::to_page(const LonLat& place) const {
  const XY plane = projection_.forward(place);
  const XY centre = middle_of(panel_);
  return {centre.x + (plane.x - middle_.x) * scale_, centre.y - (plane.y - middle_.y) * scale_};
}

LonLat Frame::from_page(const XY& xy) const {
  const XY centre = middle_of(panel_);
  return projection_.inverse(
      {middle_.x + (xy.x - centre.x) / scale_, middle_.y - (xy.y - centre.y) / scale_});
}

double Frame::metres_per_pixel(const LonLat& place) const {
  return along_x(ground_steps(*this, place));
}

double Frame::north(const LonLat& place) const {
  const XY north = ground_steps(*this, place).north;
  return std::atan2(north.x, -north.y) / wgs84::kDegree;
}

// Neither longitude nor latitude has an extreme within a region but at a pole: walking around it is
// enough. Between two steps of the walk an extreme lies beyond both by less than a step.
BoundingBox Frame::box() const {
  const Path path = around_panel(*this);
  if (path.empty()) return {};
  Range lon(path.front().lon);
  Range lat(path.front().lat);
  double unrolled = path.front().lon;
  for (std::size_t i = 1; i < path.size(); ++i) {
    const double step = std::remainder(path[i].lon - path[i - 1].lon, 360.0);
    unrolled += step;
    lon.add(unrolled, step);
    lat.add(path[i].lat, path[i].lat - path[i - 1].lat);
  }
  BoundingBox box{lon.low - lon.step, std::max(lat.low - lat.step, -90.0), lon.high + lon.step,
                  std::min(lat.high + lat.step, 90.0)};
  const bool north_pole = shows(*this, {0, 90});
  const bool south_pole = shows(*this, {0, -90});
  if (north_pole) box.north = 90;
  if (south_pole) box.south = -90;
  if (north_pole || south_pole || box.east - box.west >= 360)
    return {-180, box.south, 180, box.north};
  return {wgs84::wrap_longitude(box.west), box.south, wgs84::wrap_longitude(box.east), box.north};
}

Frame Frame::grown(double by) const {
  Frame frame = *this;
  frame.panel_ = {panel_.left - by, panel_.top - by, panel_.width + 2 * by, panel_.height + 2 * by};
  return frame;
}

Frame frame_around(const std::vector<MultiPolygon>& polygons, const Rect& panel, double margin,
                   const std::string& crs) {
  const bool empty = std::all_of(polygons.begin(), polygons.end(),
                                 [](const MultiPolygon& part) { return part.empty(); });
  if (empty)
    throw DataError("there is no zone to draw: it is empty",
                    "see that the file has polygons, or choose a larger distance");
  Frame frame = crs.empty() ? chosen_frame(polygons, panel, margin)
                            : named_frame(polygons, panel, margin, crs);
  if (around_panel(frame).empty())
    throw DataError(fmt::format("the map would reach beyond what the CRS '{}' shows", frame.crs()),
                    "choose a CRS whose middle is nearer to the zone, or let Cordon choose");
  return frame;
}

}  // namespace cordon::map
