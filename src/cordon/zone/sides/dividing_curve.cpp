#include "cordon/zone/sides/dividing_curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {
namespace {

constexpr int kMostSteps = 200'000;
constexpr int kMostNarrowSteps = 500;
constexpr int kMostLooks = 10'000;  // along one chord
constexpr double kHalfTurn = 180;   // degrees

double sine(double degrees) {
  return std::sin(degrees * wgs84::kDegree);
}
double cosine(double degrees) {
  return std::cos(degrees * wgs84::kDegree);
}

}  // namespace

/// Looking out from the node, a sector begins on the left of its bisector.
DividingCurves::Sense DividingCurves::sense_of(const Sector& sector) {
  return sector.first == Hand::left ? Sense::left_on_left : Sense::left_on_right;
}

DividingCurves::DividingCurves(const Network& network, const LineSight& sight,
                               DividingOptions options, std::function<bool(const LonLat&)> in_zone)
    : network_(network), sight_(sight), options_(options), in_zone_(std::move(in_zone)) {}

/// `clearance` m: how far the lines are off, roughly; the closer, the finer.
DividingCurves::Point DividingCurves::point_between(LonLat left, LonLat right, double clearance,
                                                    Sense sense) const {
  const Inverse way = geodesic_inverse(left, right);
  double low = 0;
  double high = way.distance;
  const double fine = std::clamp(clearance / 1000, 1e-8, options_.error / 100);
  while (high - low > fine) {
    const double middle = (low + high) / 2;
    const Station at = geodesic_direct(left, way.azimuth_start, middle);
    (sight_.hand(at.place) == Hand::left ? low : high) = middle;
  }
  const Station at = geodesic_direct(left, way.azimuth_start, (low + high) / 2);
  Point point;
  point.place = at.place;
  point.left = sight_.see(geodesic_direct(left, way.azimuth_start, low).place);
  point.right = sight_.see(geodesic_direct(left, way.azimuth_start, high).place);
  point.clearance = std::min(point.left.distance, point.right.distance);
  // The curve halves the angle between the directions to the nearest place on either hand.
  const double half = std::remainder(point.right.azimuth - point.left.azimuth, 360.0) / 2;
  const double tangent = point.left.azimuth + half;
  // Of its two directions, the one with the right hand on the side that it has to be on.
  const double turn = sine(at.azimuth - tangent);
  point.heading = (turn > 0) == (sense == Sense::left_on_left) ? tangent : tangent + kHalfTurn;
  return point;
}

/// Whether a place lies so near the curve that places within `offset` m on either side are on the
/// hands that they should. Nearer ones count as well: another curve may run close by.
bool DividingCurves::parts(const Station& at, double offset, Sense sense) const {
  const double sign = sense == Sense::left_on_left ? 1 : -1;
  const auto hand = [&](double across) {
    return sight_.hand(geodesic_direct(at.place, at.azimuth + 90, across).place);
  };
  for (const double share : {1.0, 0.1, 0.01})
    if (hand(-sign * share * offset) == Hand::left && hand(sign * share * offset) == Hand::right)
      return true;
  return false;
}

/// Whether the curve keeps near the geodesic between two places.
bool DividingCurves::follows(const LonLat& from, const LonLat& to, Sense sense) const {
  const Inverse way = geodesic_inverse(from, to);
  double done = 0;
  for (int looks = 0; looks < kMostLooks; ++looks) {
    const Station at = geodesic_direct(from, way.azimuth_start, done);
    const double clearance = sight_.see(at.place).distance;
    if (looks > 0 && !parts(at, std::min(options_.error, clearance / 2), sense)) return false;
    // Places as far from a corner as from the lines reach up by w^2 / 8 D over a width of w:
    // between two looks, by half of the error.
    const double width = 2 * std::sqrt(clearance * options_.error);
    done += std::min({std::max(width, way.distance / kMostLooks), clearance / 2 + way.distance / 64,
                      way.distance / 4});
    if (done > way.distance * (1 - 1e-9)) return true;
  }
  return true;
}

/// The curve's point on the perpendicular of a direction of travel.
std::optional<DividingCurves::Point> DividingCurves::across(const Station& at, double widest,
                                                            Sense sense) const {
  const double sign = sense == Sense::left_on_left ? 1 : -1;
  const auto place = [&](double offset) {
    return geodesic_direct(at.place, at.azimuth + 90, sign * offset).place;
  };
  const bool on_left = sight_.hand(at.place) == Hand::left;
  double near = 0;
  double far = std::min(options_.error, widest) / 64;
  while (near < widest) {
    const LonLat there = place(on_left ? far : -far);
    if ((sight_.hand(there) == Hand::left) != on_left) {
      const LonLat here = place(on_left ? near : -near);
      return on_left ? point_between(here, there, widest, sense)
                     : point_between(there, here, widest, sense);
    }
    near = far;
    far = std::min(4 * far, widest);
  }
  return std::nullopt;
}

/// The curve's next point at a sharp bend: on a small circle, nearest to straight ahead. Where the
/// curve comes from, the hands change in the other order.
std::optional<DividingCurves::Point> DividingCurves::around(const Point& from, Sense sense) const {
  // Going clockwise, the hand on the left of the curve comes first.
  const Hand first = sense == Sense::left_on_left ? Hand::left : Hand::right;
  constexpr double kStep = 2;         // degrees
  constexpr double kSmallest = 1e-3;  // degrees off straight back
  // Where the curve all but turns back, larger circles have more room for it.
  for (const double size : {1.0, 10.0, 100.0}) {
    const double radius = std::min(size * options_.error, from.clearance / 4);
    const auto place = [&](double angle) {
      return geodesic_direct(from.place, from.heading + angle, radius).place;
    };
    double low = 0;
    while (kHalfTurn - low > kSmallest) {
      const double high = low + std::min(kStep, (kHalfTurn - low) / 2);
      for (const auto& [left, right] : {std::pair(low, high), std::pair(-high, -low)}) {
        const LonLat a = place(left);
        const LonLat b = place(right);
        if (sight_.hand(a) != first || sight_.hand(b) == first) continue;
        return first == Hand::left ? point_between(a, b, radius, sense)
                                   : point_between(b, a, radius, sense);
      }
      low = high;
    }
  }
  return std::nullopt;
}

/// No line lies within the clearance; where lines run along on both sides, it may be left behind.
double DividingCurves::longest_step(const Point& from) const {
  const bool between = cosine(from.left.azimuth - from.right.azimuth) < -0.9;
  return std::min(from.clearance * (between ? 8 : 0.9), options_.reach / 4);
}

std::optional<DividingCurves::Point> DividingCurves::step(const Point& from, double& size,
                                                          Sense sense) const {
  size = std::min(size, longest_step(from));
  const double least = std::min(options_.error, from.clearance / 2);
  while (size >= least) {
    const Station ahead = geodesic_direct(from.place, from.heading, size);
    const double widest = std::min(size, 0.9 * sight_.see(ahead.place).distance);
    const std::optional<Point> to = across(ahead, widest, sense);
    if (to && follows(from.place, to->place, sense)) {
      size *= 2;
      return to;
    }
    size /= 2;
  }
  size = least;
  return around(from, sense);
}

/// Whether nothing is nearer to a place than a node at a known distance.
bool DividingCurves::owns(std::size_t node, const LonLat& place, double distance) const {
  const Sight sight = sight_.see(place);
  return sight.node == node || sight.distance > distance - 1e-8;
}

/// Adds the node and the curve's first stretch to the path; nothing if that leads out of the zone.
std::optional<DividingCurves::Point> DividingCurves::leave_node(std::size_t node,
                                                                const Sector& sector,
                                                                Path& path) const {
  path.push_back(network_.nodes[node].place);
  if (sector.width >= kHalfTurn) return leave_ray(node, sector, path);
  std::optional<Point> first = leave_wedge(node, sector);
  if (first) path.push_back(first->place);
  return first;
}

/// Between two edges that meet in less than half a turn, the bisector is straight as long as the
/// two are what is nearest.
std::optional<DividingCurves::Point> DividingCurves::leave_wedge(std::size_t node,
                                                                 const Sector& sector) const {
  const Sense sense = sense_of(sector);
  const LonLat start = network_.nodes[node].place;
  const double shorter =
      std::min(network_.edges[sector.first_edge].length, network_.edges[sector.last_edge].length);
  const auto of_sector = [&](const Sight& sight) {
    return sight.edge == sector.first_edge || sight.edge == sector.last_edge;
  };
  const auto point_at = [&](double size) -> std::optional<Point> {
    const Station at = geodesic_direct(start, sector.bisector(), size);
    const double clearance = sight_.see(at.place).distance;
    const double ideal = size * sine(sector.width / 2);
    if (std::abs(clearance - ideal) > 0.1 * ideal) return std::nullopt;
    std::optional<Point> point = across(at, 0.9 * clearance, sense);
    const bool right = point && of_sector(point->left) && of_sector(point->right) &&
                       follows(start, point->place, sense);
    return right ? point : std::nullopt;
  };
  constexpr double kSmallest = 1e-7;  // m
  double size = std::min(shorter / 2, options_.reach / 4);
  while (size > kSmallest) {
    if (const std::optional<Point> point = point_at(size)) return point;
    size /= 4;
  }
  return std::nullopt;
}

/// In a wider sector, all along the bisector the node is nearest, until something else is.
std::optional<DividingCurves::Point> DividingCurves::leave_ray(std::size_t node,
                                                               const Sector& sector,
                                                               Path& path) const {
  const LonLat start = network_.nodes[node].place;
  const auto at = [&](double distance) {
    return geodesic_direct(start, sector.bisector(), distance);
  };
  double low = 0;
  double high = options_.reach;
  if (owns(node, at(high).place, high)) {
    path.push_back(at(high).place);
    return std::nullopt;
  }
  while (high - low > 1e-7) {
    const double middle = (low + high) / 2;
    (owns(node, at(middle).place, middle) ? low : high) = middle;
  }
  const Station tip = at(low);
  path.push_back(tip.place);
  Point point;
  point.place = tip.place;
  point.heading = tip.azimuth;
  point.clearance = low;
  return in_zone_(tip.place) ? std::optional(point) : std::nullopt;
}

/// Ends the path in a node if the curve leads straight into one from here.
bool DividingCurves::arrive(const Point& at, Sense sense, Path& path) {
  const auto ends = [&](const Sight& sight) {
    const NetworkEdge& edge = network_.edges[sight.edge];
    return sight.node != kNoNode ? std::array{sight.node, sight.node}
                                 : std::array{edge.from, edge.to};
  };
  const std::array left = ends(at.left);
  const std::array right = ends(at.right);
  for (const std::size_t node : left) {
    if (node != right[0] && node != right[1]) continue;
    const LonLat place = network_.nodes[node].place;
    const Inverse way = geodesic_inverse(place, at.place);
    const std::size_t k = network_.nodes[node].sector_at(way.azimuth_start);
    const Sector& sector = network_.nodes[node].sectors[k];
    if (!sector.divided() || cosine(way.azimuth_end + kHalfTurn - at.heading) < 0.9) continue;
    if (!follows(at.place, place, sense)) continue;
    path.push_back(place);
    done_.insert({node, k});
    return true;
  }
  return false;
}

void DividingCurves::follow(Point at, Sense sense, Path& path) {
  const LonLat start = at.place;
  double size = 4 * options_.error;
  double gone = 0;
  double clearance = 0;  // before
  int narrow = 0;        // steps
  for (int i = 0; i < kMostSteps; ++i) {
    const bool narrowing = at.clearance < clearance;
    clearance = at.clearance;
    if (clearance < options_.error / 50 && (narrowing || ++narrow > kMostNarrowSteps)) {
      // Nothing fits in here any more: tie the curve to the lines on both sides.
      const LonLat place = at.place;
      path.push_back(place_on(network_, at.left.edge, at.left.along).place);
      path.push_back(place);
      path.push_back(place_on(network_, at.right.edge, at.right.along).place);
      return;
    }
    const std::optional<Point> next = step(at, size, sense);
    if (!next) return;
    const double done = geodesic_distance(at.place, next->place);
    gone += done;
    at = *next;
    path.push_back(at.place);
    if (!in_zone_(at.place)) {
      // Clear of the zone's edge, so that rounding does not bring the end back.
      path.push_back(geodesic_direct(at.place, at.heading, options_.error).place);
      return;
    }
    if (arrive(at, sense, path)) return;
    if (gone > 4 * done && geodesic_distance(at.place, start) < 1.5 * done) {
      path.push_back(start);
      return;
    }
  }
}

std::vector<Path> DividingCurves::from_nodes() {
  std::vector<Path> curves;
  for (std::size_t node = 0; node < network_.nodes.size(); ++node)
    for (std::size_t k = 0; k < network_.nodes[node].sectors.size(); ++k) {
      const Sector& sector = network_.nodes[node].sectors[k];
      if (!sector.divided() || !done_.insert({node, k}).second) continue;
      const Sense sense = sense_of(sector);
      Path path;
      std::optional<Point> at = leave_node(node, sector, path);
      // Where a ray ends, the curve turns.
      if (at && sector.width >= kHalfTurn) at = around(*at, sense);
      if (at) follow(*at, sense, path);
      remember(path);
      curves.push_back(std::move(path));
    }
  return curves;
}

/// Whether a curve that has been followed passes through a place, as far as curves are told apart.
bool DividingCurves::known(const LonLat& place) const {
  const Vec3 p = wgs84::to_ecef(place);
  const Vec3 up = wgs84::normal_at(p);
  const double limit = 4 * options_.error;
  return std::any_of(chords_.begin(), chords_.end(), [&](const Chord& chord) {
    const Vec3 way = chord.b - chord.a;
    const Vec3 gap = p - (chord.a + nearest_between(p, chord.a, chord.b) * way);
    // The ground is above the chord by its sagitta: look beside it only.
    const double height = dot(gap, up);
    return squared_length(gap) - height * height < limit * limit &&
           std::abs(height) < squared_length(way) / 1e7 + limit;
  });
}

void DividingCurves::remember(const Path& curve) {
  for (std::size_t i = 1; i < curve.size(); ++i)
    chords_.push_back({wgs84::to_ecef(curve[i - 1]), wgs84::to_ecef(curve[i])});
}

Path DividingCurves::through(const LonLat& a, const LonLat& b) {
  const bool in_order = sight_.hand(a) == Hand::left;
  const LonLat& left = in_order ? a : b;
  const LonLat& right = in_order ? b : a;
  const double apart = sight_.see(a).distance;
  const Point forward = point_between(left, right, apart, Sense::left_on_left);
  if (known(forward.place)) return {};
  Path path{forward.place};
  follow(forward, Sense::left_on_left, path);
  if (path.size() == 1 || !(path.back() == path.front())) {
    Path back{forward.place};
    follow(point_between(left, right, apart, Sense::left_on_right), Sense::left_on_right, back);
    std::reverse(back.begin(), back.end());
    path.insert(path.begin(), back.begin(), back.end() - 1);
  }
  remember(path);
  return path;
}

}  // namespace cordon
