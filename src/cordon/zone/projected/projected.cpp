// Error budget, in parts of the tolerance T. A budget line is one-sided where its sign is known:
// "in" is a boundary too near to the line, "out" one too far.
//
//   arcs      0.85 in    chords of the caps' and corners' arcs
//   plane     0.50 in    distances measured in an azimuthal equidistant plane are too long, never
//                        too short: by s^2 d / (6 R^2) at s from its centre
//   enlarged  0.60 out   the distance is enlarged by this, so that the two above share both sides
//   hulls     0.15 out   robust construction only: convex hulls in place of runs of vertices
//   geodesics 0.04 both  edges of the line straight in the plane
//   edges     0.08 both  edges of the zone straight in the output
//   decimals  0.02 both  rounding of the output coordinates and of nodes to grids
//
// In: 0.85 + 0.50 - 0.60 + 0.14 = 0.89; out: 0.60 + 0.15 + 0.14 = 0.89; what is left is the
// certificate's own slack. GEOS's buffer, in the plain construction, adds faults that no budget
// bounds (hollows filled up to a hundredth of the distance): only the certificate can tell.
// In a named CRS the plane's error takes the place of 0.50; it may be anything. All else shares a
// tenth of the tolerance there, and leaves the rest to it.
#include "cordon/zone/projected/projected.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/projection.hpp"
#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/named_plane.hpp"
#include "cordon/zone/projected/outline.hpp"
#include "cordon/zone/projected/pieces.hpp"
#include "cordon/zone/projected/plain.hpp"
#include "cordon/zone/projected/robust.hpp"

namespace cordon {
namespace {

constexpr double kArcShare = 0.85;
constexpr double kPlaneShare = 0.50;
constexpr double kEnlargedShare = 0.60;
constexpr double kHullShare = 0.15;
constexpr double kNamedShare = 0.1;
constexpr double kGeodesicShare = 0.04;
constexpr double kEdgeShare = 0.08;

constexpr std::size_t kChunk = 16;         // polygons united at a time; fixed, whatever the threads
constexpr double kInsideShare = 0.1;       // of the distance: how well an area's inside is drawn
constexpr double kUnitedAtProgress = 0.8;  // where the buffers end and the union begins

struct Request {
  double distance;
  double tolerance;
  Construction construction;
};

/// The buffer of a piece in its plane, in output coordinates.
MultiPolygon buffer(const std::vector<Path>& paths, const Projection& plane,
                    const OutputSpace& space, const Request& request) {
  const double unit = plane.metres_per_unit();
  const double share = request.tolerance / unit;
  const double distance = request.distance / unit + kEnlargedShare * share;
  std::vector<PlanePath> drawn;
  drawn.reserve(paths.size());
  for (const Path& path : paths)
    drawn.push_back(to_plane(path, plane, kGeodesicShare * request.tolerance));
  const MultiPolygon zone =
      request.construction == Construction::plain
          ? plain_buffer(drawn, distance, kArcShare * share)
          : robust_buffer(drawn, distance, kArcShare * share, kHullShare * share);
  return to_output(zone, plane, space, kEdgeShare * request.tolerance);
}

/// Unites in chunks of neighbours, then the unions again, until one is left.
template <typename Unite>
MultiPolygon unite_all(std::vector<MultiPolygon> parts, const Unite& unite_chunk, unsigned threads,
                       const Progress& progress) {
  double from = kUnitedAtProgress;
  do {
    std::vector<MultiPolygon> united((parts.size() + kChunk - 1) / kChunk);
    const double to = (from + 1) / 2;
    const Progress part = part_of(progress, from, to);
    parallel_for(united.size(), threads, part, "uniting", [&](std::size_t i) {
      MultiPolygon chunk;
      for (std::size_t k = i * kChunk; k < std::min(parts.size(), (i + 1) * kChunk); ++k)
        std::move(parts[k].begin(), parts[k].end(), std::back_inserter(chunk));
      united[i] = unite_chunk(chunk);
    });
    parts = std::move(united);
    from = to;
  } while (parts.size() > 1);
  return parts.empty() ? MultiPolygon{} : std::move(parts.front());
}

}  // namespace

MultiPolygon projected_zone(const Shape& shape, double distance, double tolerance,
                            const std::string& crs, Construction construction,
                            const OutputSpace& space, unsigned threads, const Progress& progress) {
  const bool local = crs == "auto";
  const Request request{distance, local ? tolerance : kNamedShare * tolerance, construction};
  std::vector<Piece> pieces;
  std::vector<Projection> named;
  if (local) {
    pieces = cut_into_pieces(outlines(shape), piece_radius(distance, kPlaneShare * tolerance));
  } else {
    named.push_back(named_plane(crs));
    pieces.push_back({{}, outlines(shape)});
  }
  std::mutex copying;
  const auto own_copy = [&](const OutputSpace& shared) {
    const std::lock_guard lock(
        copying);  // threads must not share a projection, nor copy one at once
    return OutputSpace(shared);
  };
  std::vector<MultiPolygon> parts(pieces.size());
  const Progress part = part_of(progress, 0, kUnitedAtProgress);
  parallel_for(pieces.size(), threads, part, "buffering", [&](std::size_t i) {
    const OutputSpace own_space = own_copy(space);
    const Projection plane =
        local ? Projection::azimuthal_equidistant(pieces[i].centre) : named.front();
    // Rounding to the output's grid may spoil a ring; the union needs valid ones.
    parts[i] = on_grid(buffer(pieces[i].paths, plane, own_space, request), own_space);
  });
  // The buffer of its rings covers an area's edge; its inside only has to reach there.
  for (const Area& area : shape.areas)
    parts.push_back(flatten({area}, kInsideShare * distance, space));
  const double grid = std::pow(10.0, -space.decimals());
  const auto unite_chunk = [&](const MultiPolygon& chunk) {
    return construction == Construction::plain ? unite(chunk) : unite_snapped(chunk, grid);
  };
  return on_grid(unite_all(std::move(parts), unite_chunk, threads, progress), space);
}

}  // namespace cordon
