#include "cordon/map/panel_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/geodesy/drawing.hpp"
#include "cordon/map/planar_edges.hpp"
#include "cordon/map/seam.hpp"
#include "cordon/map/thin.hpp"

namespace cordon::map {
namespace {

constexpr double kBeyond = 8;  // px around the panel: wider than any stroke

double twice_area(const std::vector<XY>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const XY& a = ring[i];
    const XY& b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y);
  }
  return sum;
}

/// What rounding has moved off the antimeridian or a pole, put back: to 0.1 mm.
void snap_to_seam(XY& vertex) {
  constexpr double kNear = 1e-9;
  if (std::abs(std::abs(vertex.x) - 180) < kNear) vertex.x = std::copysign(180, vertex.x);
  if (std::abs(std::abs(vertex.y) - 90) < kNear) vertex.y = std::copysign(90, vertex.y);
}

void append_ring(std::vector<XY> closed, bool counter_clockwise, Paths& into) {
  if (closed.size() < 4) return;
  closed.pop_back();
  for (XY& vertex : closed) snap_to_seam(vertex);
  if ((twice_area(closed) > 0) != counter_clockwise) std::reverse(closed.begin(), closed.end());
  into.push_back(std::move(closed));
}

std::vector<XY> degrees(const Path& path) {
  std::vector<XY> result;
  result.reserve(path.size());
  for (const LonLat& place : path) result.push_back({place.lon, place.lat});
  return result;
}

bool same_on_page(const Frame& frame, const LonLat& a, const LonLat& b) {
  const XY p = frame.to_page(a);
  const XY q = frame.to_page(b);
  return std::hypot(p.x - q.x, p.y - q.y) < 0.01;
}

/// Longitudes from west to east, on three turns: a path may have been followed over the
/// antimeridian.
std::vector<Bounds> turns_of(const BoundingBox& box) {
  const double east = box.west <= box.east ? box.east : box.east + 360;
  std::vector<Bounds> turns;
  for (const double turn : {-360.0, 0.0, 360.0})
    turns.push_back({{box.west + turn, box.south}, {east + turn, box.north}});
  return turns;
}

bool overlap(const Bounds& a, const Bounds& b) {
  return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

Bounds bounds_of(const std::vector<XY>& path) {
  Bounds bounds{path.front(), path.front()};
  for (const XY& xy : path) {
    bounds.low = {std::min(bounds.low.x, xy.x), std::min(bounds.low.y, xy.y)};
    bounds.high = {std::max(bounds.high.x, xy.x), std::max(bounds.high.y, xy.y)};
  }
  return bounds;
}

/// A square on its corner, of half a square pixel.
std::vector<XY> dot_at(const XY& xy) {
  constexpr double kReach = 0.5;
  return {
      {xy.x - kReach, xy.y}, {xy.x, xy.y - kReach}, {xy.x + kReach, xy.y}, {xy.x, xy.y + kReach}};
}

/// Rings thinned; dots for what is too small for a ring.
Paths visible_rings(const Paths& rings, double least) {
  constexpr double kDot = 0.5;  // px2
  Paths large;
  Paths result;
  for (const std::vector<XY>& ring : rings) {
    const double area = std::abs(twice_area(ring)) / 2;
    if (area < least) continue;
    if (area < kDot) {
      const auto [low, high] = bounds_of(ring);
      result.push_back(dot_at({(low.x + high.x) / 2, (low.y + high.y) / 2}));
    } else {
      large.push_back(ring);
      large.back().push_back(XY(ring.front()));
    }
  }
  for (std::vector<XY>& ring : thinned(large, PanelGeometry::kSeen)) {
    ring.pop_back();
    if (ring.size() > 2) result.push_back(std::move(ring));
  }
  return result;
}

}  // namespace

Paths rings_of(const std::vector<Area>& areas) {
  Paths rings;
  for (const Area& area : areas) {
    append_ring(degrees(area.shell), true, rings);
    for (const Path& hole : area.holes) append_ring(degrees(hole), false, rings);
  }
  return rings;
}

Paths rings_of(const MultiPolygon& polygons) {
  Paths rings;
  for (const Polygon& polygon : polygons) {
    append_ring(polygon.shell, true, rings);
    for (const Ring& hole : polygon.holes) append_ring(hole, false, rings);
  }
  return rings;
}

PanelGeometry::PanelGeometry(const Frame& frame)
    : frame_(frame),
      page_{{frame.panel().left - kBeyond, frame.panel().top - kBeyond},
            {frame.panel().right() + kBeyond, frame.panel().bottom() + kBeyond}} {
  const BoundingBox box = frame.grown(2 * kBeyond).box();
  ground_ = turns_of(box);
  const double lat = (box.south + box.north) / 2;
  const bool shows_both = box.west > box.east || (box.west == -180 && box.east == 180);
  seamless_ = shows_both && same_on_page(frame, {-180, lat}, {180, lat});
}

/// Rings cut to what is near the panel, which keeps from the projection what it cannot show.
Paths PanelGeometry::near(const Paths& rings) const {
  Paths result;
  for (const std::vector<XY>& ring : rings) {
    const Bounds around = bounds_of(ring);
    for (const Bounds& turn : ground_) {
      if (!overlap(around, turn)) continue;
      if (std::vector<XY> clipped = clip_ring(ring, turn); !clipped.empty())
        result.push_back(std::move(clipped));
    }
  }
  return result;
}

std::vector<XY> PanelGeometry::bent(const std::vector<XY>& path) const {
  // One place, one vertex on the page, to the last bit: that is what seams are recognised by.
  const ToPlane to_page = [this](LonLat place) {
    if (seamless_ && place.lon == -180) place.lon = 180;
    if (seamless_ && std::abs(place.lat) == 90) place.lon = 0;
    return frame_.to_page(place);
  };
  Path places;
  places.reserve(path.size());
  for (const XY& xy : path) places.push_back({xy.x, xy.y});
  return bend_edges(places, to_page, kSeen / 2);
}

bool PanelGeometry::joins(const Paths& rings) const {
  return seamless_ && std::any_of(rings.begin(), rings.end(), has_seam);
}

Paths PanelGeometry::areas(const Paths& rings, double least) const {
  Paths local = near(rings);
  const bool seams = joins(local);
  if (seams) local = with_common_seam_vertices(std::move(local));
  Paths drawn;
  for (std::vector<XY>& ring : local) {
    ring.push_back(XY(ring.front()));
    std::vector<XY> path = bent(ring);
    if (path.size() > 1) path.pop_back();
    drawn.push_back(std::move(path));
  }
  if (seams) drawn = without_shared_edges(drawn);
  Paths clipped;
  for (std::vector<XY>& ring : drawn)
    if (std::vector<XY> kept = clip_ring(std::move(ring), page_); !kept.empty())
      clipped.push_back(std::move(kept));
  return visible_rings(clipped, least);
}

Paths PanelGeometry::paths(const Paths& paths) const {
  Paths drawn;
  for (const std::vector<XY>& path : paths)
    for (const Bounds& turn : ground_)
      for (const std::vector<XY>& near : clip_path(path, turn))
        for (std::vector<XY>& part : clip_path(bent(near), page_)) drawn.push_back(std::move(part));
  return thinned(drawn, kSeen);
}

Paths PanelGeometry::geodesics(const std::vector<Path>& paths) const {
  const Rect& panel = frame_.panel();
  const LonLat middle =
      frame_.from_page({panel.left + panel.width / 2, panel.top + panel.height / 2});
  const double bend = kSeen / 2 * frame_.metres_per_pixel(middle);
  const OutputSpace space = OutputSpace::lonlat(bend);
  Paths drawn;
  for (const Path& path : paths) drawn.push_back(draw_geodesics(path, bend, space));
  return this->paths(drawn);
}

}  // namespace cordon::map
