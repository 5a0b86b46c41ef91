#include "cordon/map/planar_edges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "cordon/base/error.hpp"

namespace cordon::map {
namespace {

constexpr double kLongest = 2;  // degrees: what is longer may bend both ways and hide it
constexpr int kDeepest = 40;    // halvings

struct End {
  LonLat place;
  XY xy;
};

double distance_to_chord(const XY& p, const XY& a, const XY& b) {
  const XY chord{b.x - a.x, b.y - a.y};
  const double squared = chord.x * chord.x + chord.y * chord.y;
  const double along =
      squared > 0 ? ((p.x - a.x) * chord.x + (p.y - a.y) * chord.y) / squared : 0.0;
  const double t = std::clamp(along, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * chord.x, p.y - a.y - t * chord.y);
}

class Bender {
 public:
  Bender(const ToPlane& to_plane, double tolerance) : to_plane_(to_plane), tolerance_(tolerance) {}

  /// Appends what is between the two ends.
  void between(const End& a, const End& b, std::vector<XY>& into, int depth = 0) const {
    const End middle = at({(a.place.lon + b.place.lon) / 2, (a.place.lat + b.place.lat) / 2});
    const double longest =
        std::max(std::abs(b.place.lon - a.place.lon), std::abs(b.place.lat - a.place.lat));
    if (longest <= kLongest && distance_to_chord(middle.xy, a.xy, b.xy) <= tolerance_) return;
    if (depth == kDeepest)
      throw DataError(fmt::format("the projection tears the map apart near {:.4f}, {:.4f}",
                                  middle.place.lon, middle.place.lat),
                      "choose a CRS that shows the whole zone in one piece, or let Cordon choose");
    between(a, middle, into, depth + 1);
    into.push_back(middle.xy);
    between(middle, b, into, depth + 1);
  }

  End at(const LonLat& place) const { return {place, to_plane_(place)}; }

 private:
  const ToPlane& to_plane_;
  double tolerance_;
};

bool ascending(const End& a, const End& b) {
  return std::tie(a.place.lon, a.place.lat) < std::tie(b.place.lon, b.place.lat);
}

}  // namespace

std::vector<XY> bend_edges(const Path& path, const ToPlane& to_plane, double tolerance) {
  std::vector<XY> result;
  if (path.empty()) return result;
  const Bender bender(to_plane, tolerance);
  End from = bender.at(path.front());
  result.push_back(from.xy);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const End to = bender.at(path[i]);
    std::vector<XY> between;
    const bool forwards = ascending(from, to);
    bender.between(forwards ? from : to, forwards ? to : from, between);
    if (!forwards) std::reverse(between.begin(), between.end());
    result.insert(result.end(), between.begin(), between.end());
    result.push_back(to.xy);
    from = to;
  }
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace cordon::map
