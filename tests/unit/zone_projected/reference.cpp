#include "reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/geodesy/projection.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::reference {
namespace {

/// Smallest value of a function with one minimum on [0, 1].
template <typename F>
double minimum(const F& f) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = 0;
  double high = 1;
  double a = 1 - golden;
  double b = golden;
  double fa = f(a);
  double fb = f(b);
  for (int i = 0; i < 40; ++i) {
    if (fa < fb) {
      high = b;
      b = a;
      fb = fa;
      fa = f(a = high - golden * (high - low));
    } else {
      low = a;
      a = b;
      fa = fb;
      fb = f(b = low + golden * (high - low));
    }
  }
  return std::min({fa, fb, f(0), f(1)});
}

}  // namespace

Distance::Distance(const std::vector<Path>& paths, double step) : step_(step) {
  for (const Path& path : paths) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      const Path cuts = i == 0 ? Path{path[0], path[0]} : cut_geodesic(path[i - 1], path[i], step);
      for (std::size_t k = 1; k < cuts.size(); ++k) {
        const auto [x, y, z] = wgs84::to_ecef(cuts[k]);
        samples_.push_back({x, y, z, cuts[k], i == 0});
      }
    }
  }
}

double Distance::refined(const LonLat& place, std::size_t nearest) const {
  double best = geodesic_distance(place, samples_[nearest].place);
  for (const std::size_t end : {nearest, nearest + 1}) {
    if (end == 0 || end == samples_.size() || samples_[end].first) continue;
    const Inverse edge = geodesic_inverse(samples_[end - 1].place, samples_[end].place);
    best = std::min(
        best, minimum([&](double t) {
          return geodesic_distance(
              place, geodesic_direct(samples_[end - 1].place, edge.azimuth_start, t * edge.distance)
                         .place);
        }));
  }
  return best;
}

double Distance::operator()(const LonLat& place) const {
  const auto [x, y, z] = wgs84::to_ecef(place);
  std::vector<double> chords(samples_.size());
  std::transform(
      samples_.begin(), samples_.end(), chords.begin(), [&, x = x, y = y, z = z](const Sample& s) {
        return std::sqrt((s.x - x) * (s.x - x) + (s.y - y) * (s.y - y) + (s.z - z) * (s.z - z));
      });
  const double least = *std::min_element(chords.begin(), chords.end());
  // Between two samples the line may come nearer than either, by no more than this.
  const double limit = least < step_ ? least + step_ : std::hypot(least, step_ / 2) + 1e-6 * least;
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < chords.size(); ++i) {
    const bool local = (i == 0 || chords[i] <= chords[i - 1]) &&
                       (i + 1 == chords.size() || chords[i] <= chords[i + 1]);
    if (chords[i] <= limit && local) best = std::min(best, refined(place, i));
  }
  return best;
}

Errors errors(const MultiPolygon& zone, const OutputSpace& space, const Distance& distance_to,
              double distance, int inner) {
  Errors worst;
  const auto measure = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      for (int k = 0; k <= inner; ++k) {
        const double t = static_cast<double>(k) / (inner + 1);
        const double found = distance_to(space.inverse(
            {std::lerp(ring[i - 1].x, ring[i].x, t), std::lerp(ring[i - 1].y, ring[i].y, t)}));
        worst.outward = std::max(worst.outward, found - distance);
        worst.inward = std::max(worst.inward, distance - found);
      }
    }
  };
  for (const Polygon& polygon : zone) {
    measure(polygon.shell);
    for (const Ring& hole : polygon.holes) measure(hole);
  }
  return worst;
}

int misplaced(const MultiPolygon& zone, const OutputSpace& space, const Distance& distance_to,
              double distance, double tolerance, int count, std::uint64_t seed) {
  XY low = zone.front().shell.front();
  XY high = low;
  for (const Polygon& polygon : zone) {
    for (const XY& xy : polygon.shell) {
      low = {std::min(low.x, xy.x), std::min(low.y, xy.y)};
      high = {std::max(high.x, xy.x), std::max(high.y, xy.y)};
    }
  }
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> part(-0.1, 1.1);
  const PointLocator locator(zone);
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    const XY xy{std::lerp(low.x, high.x, part(random)), std::lerp(low.y, high.y, part(random))};
    const double found = distance_to(space.inverse(xy));
    if (std::abs(found - distance) > tolerance && locator.contains(xy) != (found < distance))
      ++wrong;
  }
  return wrong;
}

Path on_ground(const std::vector<XY>& plane, const LonLat& origin) {
  const Projection projection = Projection::azimuthal_equidistant(origin);
  Path path;
  for (const XY& xy : plane) path.push_back(projection.inverse(xy));
  return path;
}

Path fractal(const LonLat& from, const LonLat& to, int count, double roughness,
             std::uint64_t seed) {
  const auto last = static_cast<std::size_t>(count - 1);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> shift(-roughness, roughness);
  Path path(last + 1);
  path.front() = from;
  path.back() = to;
  const auto displace = [&](const auto& self, std::size_t a, std::size_t b) -> void {
    if (b - a < 2) return;
    const std::size_t m = (a + b) / 2;
    const double dx = path[b].lon - path[a].lon;
    const double dy = path[b].lat - path[a].lat;
    const double side = shift(random);
    path[m] = {(path[a].lon + path[b].lon) / 2 - side * dy,
               (path[a].lat + path[b].lat) / 2 + side * dx};
    self(self, a, m);
    self(self, m, b);
  };
  displace(displace, 0, last);
  return path;
}

}  // namespace cordon::reference
