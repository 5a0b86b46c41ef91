#include "cordon/zone/caps/cut.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/caps/end_cell.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/seam.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon {
namespace {

// Of the distance: a cell reaches 1.2 sqrt(2) out, and a zone one more.
constexpr double kNear = 2.8;

/// The parts of a shape that may be within `reach` m of a place, in whole edges.
class Nearby {
 public:
  Nearby(const LonLat& centre, double reach) : centre_(wgs84::to_ecef(centre)), reach_(reach) {}

  Shape of(const Shape& shape) const {
    Shape near;
    for (const LonLat& point : shape.points)
      if (edge_may_be(wgs84::to_ecef(point), wgs84::to_ecef(point))) near.points.push_back(point);
    for (const Path& line : shape.lines) add(line, near.lines);
    for (const Area& area : shape.areas) {
      std::vector<Path> rings;
      add(area.shell, rings);
      for (const Path& hole : area.holes) add(hole, rings);
      if (!rings.empty()) near.areas.push_back(area);
    }
    return near;
  }

 private:
  bool edge_may_be(const Vec3& a, const Vec3& b) const {
    // The geodesic is at most a tenth longer than its chord up to a quarter of the Earth.
    const double half = 0.55 * length(b - a);
    return length(0.5 * (a + b) - centre_) <= reach_ + half;
  }

  void add(const Path& line, std::vector<Path>& near) const {
    bool open = false;
    Vec3 a = wgs84::to_ecef(line[0]);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const Vec3 b = wgs84::to_ecef(line[i + 1]);
      const bool keep = edge_may_be(a, b);
      if (keep && !open) near.push_back({line[i]});
      if (keep) near.back().push_back(line[i + 1]);
      open = keep;
      a = b;
    }
  }

  Vec3 centre_;
  double reach_;
};

MultiPolygon union_of(std::vector<MultiPolygon> parts) {
  MultiPolygon all;
  for (MultiPolygon& part : parts)
    for (Polygon& polygon : part) all.push_back(std::move(polygon));
  return all.size() > 1 ? unite(all) : all;
}

/// m; distance of a place from the nearest vertex or edge of a ring, but for seam edges.
double distance_from_ring(const XY& xy, const Ring& ring, const LocalScale& scale,
                          const OutputSpace& space) {
  double least = INFINITY;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (space.wraps() && is_seam_edge(ring[i - 1], ring[i])) continue;
    const XY a = scale.metres(space.step(xy, ring[i - 1]));
    const XY b = scale.metres(space.step(xy, ring[i]));
    const XY along{b.x - a.x, b.y - a.y};
    const double s2 = along.x * along.x + along.y * along.y;
    const double t = s2 > 0 ? std::clamp(-(a.x * along.x + a.y * along.y) / s2, 0.0, 1.0) : 0;
    least = std::min(least, std::hypot(a.x + t * along.x, a.y + t * along.y));
  }
  return least;
}

/// Whether parts of a zone lie nowhere deeper in it than `depth` m. Where the rest of the line
/// meets the end's own stretch, its zone ends at the end itself, give or take the tolerance: that
/// is no reason for a dent in the cut, unless nothing may be left out.
bool is_shallow(const MultiPolygon& parts, const MultiPolygon& zone, double depth,
                const OutputSpace& space) {
  const auto near_boundary = [&](const XY& xy) {
    const LocalScale scale = space.scale_at(xy);
    return std::any_of(zone.begin(), zone.end(), [&](const Polygon& polygon) {
      return distance_from_ring(xy, polygon.shell, scale, space) <= depth ||
             std::any_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) {
               return distance_from_ring(xy, hole, scale, space) <= depth;
             });
    });
  };
  // A part's longest edge may be a chord of the zone's boundary, deepest in its middle.
  constexpr int kLooks = 8;
  const auto edge_is_near = [&](const XY& a, const XY& b) {
    for (int k = 0; k < kLooks; ++k)
      if (!near_boundary({a.x + (b.x - a.x) * k / kLooks, a.y + (b.y - a.y) * k / kLooks}))
        return false;
    return true;
  };
  return std::all_of(parts.begin(), parts.end(), [&](const Polygon& part) {
    for (std::size_t i = 1; i < part.shell.size(); ++i)
      if (!edge_is_near(part.shell[i - 1], part.shell[i])) return false;
    return true;
  });
}

/// Leaves out pieces that do not reach out of the zone: cut away they would leave holes in it,
/// where an end lies amid turns of its own line. What the seam cuts is one piece.
void drop_enclosed(MultiPolygon& pieces, const PointLocator& zone, const OutputSpace& space) {
  const std::vector<std::size_t> part_of = match_seam_edges(pieces, space).part_of;
  std::vector<bool> reaches_out(pieces.size(), false);
  for (std::size_t k = 0; k < pieces.size(); ++k)
    if (std::any_of(pieces[k].shell.begin(), pieces[k].shell.end(),
                    [&](const XY& xy) { return !zone.contains(space.off_seam(xy)); }))
      reaches_out[part_of[k]] = true;
  MultiPolygon kept;
  for (std::size_t k = 0; k < pieces.size(); ++k)
    if (reaches_out[part_of[k]]) kept.push_back(std::move(pieces[k]));
  pieces.swap(kept);
}

}  // namespace

MultiPolygon cut_flat_caps(const MultiPolygon& round, const FlatEnds& ends, double distance,
                           double tolerance, const OutputSpace& space, const BuildRound& build,
                           double growth) {
  std::vector<std::vector<MultiPolygon>> cells(ends.stretches.size());
  std::vector<MultiPolygon> cuts(ends.stretches.size());  // the cells of a stretch's ends
  for (std::size_t k = 0; k < ends.stretches.size(); ++k) {
    for (std::size_t e = 0; e < ends.stretches[k].ends.size(); ++e) {
      cells[k].push_back(end_cell(ends.stretches[k], e, distance, tolerance, space, growth));
      if (cells[k].back().empty()) continue;
      const MultiPolygon& cell = cells[k].back();
      cuts[k].insert(cuts[k].end(), cell.begin(), cell.end());
    }
    cuts[k] = union_of({make_valid(cuts[k])});
  }

  const PointLocator zone(round);
  std::vector<MultiPolygon> removed;
  for (std::size_t k = 0; k < ends.stretches.size(); ++k)
    for (std::size_t e = 0; e < ends.stretches[k].ends.size(); ++e) {
      if (cells[k][e].empty()) continue;
      const Nearby nearby(ends.stretches[k].ends[e].place, kNear * distance);
      std::vector<MultiPolygon> others;
      if (const Shape rest = nearby.of(ends.rest); !is_empty(rest)) others.push_back(build(rest));
      for (std::size_t other = 0; other < ends.stretches.size(); ++other)
        if (other != k && !is_empty(nearby.of(ends.stretches[other].stretch)))
          others.push_back(difference(build(ends.stretches[other].stretch), cuts[other]));
      const MultiPolygon kept = union_of(std::move(others));
      const MultiPolygon& cell = cells[k][e];
      const bool whole =
          growth >= 0 && is_shallow(intersection(kept, cell), kept, tolerance, space);
      MultiPolygon pieces = whole ? cell : difference(cell, kept);
      drop_enclosed(pieces, zone, space);
      removed.push_back(std::move(pieces));
    }
  return on_grid(difference(round, union_of(std::move(removed))), space);
}

}  // namespace cordon
