#include "cordon/report/limits.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kLeastStep = 1;  // m
constexpr double kMostSamples = 5e5;

/// A piece of a limit, told by its middle.
struct Sample {
  LonLat middle;
  double length = 0;     // m
  double distance = 0;   // m
  double from_edge = 0;  // m
  bool inside = false;
  std::optional<Hand> hand;
  std::size_t path = 0;
};

std::vector<Path> paths_of(const Shape& limits) {
  std::vector<Path> paths = limits.lines;
  const auto add_ring = [&](Path ring) {
    if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(LonLat(ring.front()));
    paths.push_back(std::move(ring));
  };
  for (const Area& area : limits.areas) {
    add_ring(area.shell);
    for (const Path& hole : area.holes) add_ring(hole);
  }
  return paths;
}

double length_of(const std::vector<Path>& paths) {
  Shape shape;
  shape.lines = paths;
  return line_length_m(shape);
}

/// The zone's boundary as lines whose edges are geodesics. Where a zone is cut at the antimeridian,
/// the cut is no edge of it.
Shape edge_of(const MultiPolygon& zone) {
  Shape edge;
  const auto add = [&](const Ring& ring) {
    Path path;
    for (const XY& xy : ring) {
      const bool seam = !path.empty() && std::abs(xy.x) == 180 && path.back().lon == xy.x;
      if (seam) {
        if (path.size() > 1) edge.lines.push_back(path);
        path.clear();
      }
      path.push_back({xy.x, xy.y});
    }
    if (path.size() > 1) edge.lines.push_back(std::move(path));
  };
  for (const Polygon& polygon : zone) {
    add(polygon.shell);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  constexpr double kTold = 0.1;  // m
  return geodesics_of_planar(edge, kTold);
}

std::vector<Sample> samples_of(const std::vector<Path>& paths, double step, const NearSearch& line,
                               const MultiPolygon& zone, unsigned threads,
                               const Progress& progress) {
  std::vector<Sample> samples;
  Path middles;
  for (std::size_t p = 0; p < paths.size(); ++p)
    for (std::size_t i = 1; i < paths[p].size(); ++i) {
      const Path cut = cut_geodesic(paths[p][i - 1], paths[p][i], step);
      for (std::size_t k = 1; k < cut.size(); ++k) {
        const double length = geodesic_inverse(cut[k - 1], cut[k]).distance;
        if (length <= 0) continue;
        Sample& sample = samples.emplace_back();
        sample.middle = cut_geodesic(cut[k - 1], cut[k], 0.6 * length)[1];
        sample.length = length;
        sample.path = p;
        middles.push_back(sample.middle);
      }
    }
  const std::vector<Nearness> near = line.look_from(middles, threads, progress);
  const std::vector<Nearness> edge = NearSearch(edge_of(zone)).look_from(middles, threads);
  const PointLocator locator(zone);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i].distance = near[i].distance;
    samples[i].from_edge = edge[i].distance;
    samples[i].hand = near[i].hand;
    samples[i].inside = locator.contains({middles[i].lon, middles[i].lat});
  }
  return samples;
}

/// Of samples with some length.
std::optional<LimitDistances> distances_of(std::vector<Sample> samples) {
  if (samples.empty()) return std::nullopt;
  std::sort(samples.begin(), samples.end(),
            [](const Sample& a, const Sample& b) { return a.distance < b.distance; });
  LimitDistances result;
  for (const Sample& sample : samples) {
    result.length += sample.length;
    if (sample.inside) result.inside += sample.length;
    result.from_edge += sample.from_edge * sample.length;
    if (sample.from_edge < result.most_from_edge) continue;
    result.most_from_edge = sample.from_edge;
    result.farthest = sample.middle;
  }
  result.inside /= result.length;
  result.from_edge /= result.length;
  const auto quantile = [&](double share) {
    double sum = 0;
    for (const Sample& sample : samples)
      if ((sum += sample.length) >= share * result.length) return sample.distance;
    return samples.back().distance;
  };
  result.least = samples.front().distance;
  result.lower_quartile = quantile(0.25);
  result.median = quantile(0.5);
  result.upper_quartile = quantile(0.75);
  result.most = samples.back().distance;
  return result;
}

std::optional<LimitDistances> on_hand(const std::vector<Sample>& samples, Hand hand) {
  std::vector<Sample> own;
  for (const Sample& sample : samples)
    if (sample.hand == hand) own.push_back(sample);
  return distances_of(std::move(own));
}

double distance(const LonLat& a, const LonLat& b) {
  return geodesic_inverse(a, b).distance;
}

/// Whether the ring, in degrees, neither meets itself nor leaves the map: as two limits do that
/// cross each other, or whose ends are joined across them.
bool is_plain(const Path& ring) {
  Polygon polygon;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i > 0 && std::abs(ring[i].lon - ring[i - 1].lon) > 180) return false;
    polygon.shell.push_back({ring[i].lon, ring[i].lat});
  }
  polygon.shell.push_back(XY(polygon.shell.front()));
  return is_valid({polygon});
}

/// The area of the ring that two paths make when their ends are joined by geodesics. Nothing: it
/// is no plain one.
std::optional<double> area_between(const Path& one, Path other) {
  if (distance(one.back(), other.front()) + distance(one.front(), other.back()) >
      distance(one.back(), other.back()) + distance(one.front(), other.front()))
    std::reverse(other.begin(), other.end());
  Area ring{one, {}};
  ring.shell.insert(ring.shell.end(), other.begin(), other.end());
  if (!is_plain(ring.shell)) return std::nullopt;
  Shape shape;
  shape.areas.push_back(std::move(ring));
  return area_m2(shape);
}

/// The hand of the line that a path lies on, but for a hundredth of it.
std::optional<Hand> hand_of(const std::vector<Sample>& samples, std::size_t path) {
  constexpr double kNearlyAll = 0.99;
  double whole = 0, left = 0, right = 0;
  for (const Sample& sample : samples) {
    if (sample.path != path) continue;
    whole += sample.length;
    if (sample.hand) (*sample.hand == Hand::left ? left : right) += sample.length;
  }
  if (left >= kNearlyAll * whole) return Hand::left;
  if (right >= kNearlyAll * whole) return Hand::right;
  return std::nullopt;
}

}  // namespace

LimitFigures measure_limits(const Shape& limits, const NearSearch& line, const MultiPolygon& zone,
                            unsigned threads, const Progress& progress) {
  const std::vector<Path> paths = paths_of(limits);
  const double length = length_of(paths);
  if (!(length > 0))
    throw DataError("the limits have no length", "give lines, or areas with edges");
  LimitFigures figures;
  figures.step = std::max(kLeastStep, length / kMostSamples);
  const std::vector<Sample> samples =
      samples_of(paths, figures.step, line, zone, threads, progress);
  figures.whole = *distances_of(samples);
  figures.left = on_hand(samples, Hand::left);
  figures.right = on_hand(samples, Hand::right);
  if (limits.areas.empty() && paths.size() == 2) {
    const std::optional<Hand> one = hand_of(samples, 0), other = hand_of(samples, 1);
    if (one && other && *one != *other) figures.between = area_between(paths[0], paths[1]);
  }
  return figures;
}

}  // namespace cordon
