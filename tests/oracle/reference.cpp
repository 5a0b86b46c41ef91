#include "reference.hpp"

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>
#include <stdexcept>

namespace cordon::oracle {
namespace {

using GeographicLib::Geodesic;

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kA = 6378137.0;
constexpr double kF = 1 / 298.257223563;
constexpr double kE2 = kF * (2 - kF);
constexpr double kSmallestRadius = 6335439.0;  // of curvature: meridian at the equator
constexpr double kLargestRadius = 6399594.0;   // at the poles
constexpr double kPieceLength = 10'000;
constexpr double kSlack = 1e-7;  // m; covers the rounding of Earth-centred coordinates

const Geodesic& earth() {
  return Geodesic::WGS84();
}

Vec3 to_space(const LonLat& p) {
  Vec3 v;
  GeographicLib::Geocentric::WGS84().Forward(p.lat, p.lon, 0, v[0], v[1], v[2]);
  return v;
}

Vec3 minus(const Vec3& a, const Vec3& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
double dot(const Vec3& a, const Vec3& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
double norm(const Vec3& a) {
  return std::sqrt(dot(a, a));
}

/// No geodesic is shorter than the arc over its chord on a sphere that is larger than any sphere
/// which fits the ellipsoid.
double shortest_for_chord(double chord) {
  constexpr double kDiameter = 2 * 6'410'000.0;
  return kDiameter * std::asin(std::min(1.0, std::max(0.0, chord - kSlack) / kDiameter));
}

struct Projected {
  double along = 0;     // [0, 1]
  double distance = 0;  // m
};

Projected project(const Vec3& q, const Vec3& a, const Vec3& b) {
  const Vec3 ab = minus(b, a);
  const Vec3 aq = minus(q, a);
  const double length2 = dot(ab, ab);
  const double t = length2 > 0 ? std::clamp(dot(aq, ab) / length2, 0.0, 1.0) : 0;
  return {t, norm({aq[0] - t * ab[0], aq[1] - t * ab[1], aq[2] - t * ab[2]})};
}

/// A place on the way along a piece, the direction there, and the speed in m per unit of `along`.
struct Motion {
  LonLat place;
  double azimuth = 0;
  double speed = 0;
};

Motion along_lonlat(const Piece& piece, double along) {
  const double dlon = piece.b.lon - piece.a.lon;
  const double dlat = piece.b.lat - piece.a.lat;
  Motion motion{{piece.a.lon + along * dlon, piece.a.lat + along * dlat}};
  const double s = std::sin(motion.place.lat * kDegree);
  const double w2 = 1 - kE2 * s * s;
  const double nu = kA / std::sqrt(w2);
  const double east = nu * std::cos(motion.place.lat * kDegree) * dlon * kDegree;
  const double north = nu * (1 - kE2) / w2 * dlat * kDegree;
  motion.azimuth = std::atan2(east, north) / kDegree;
  motion.speed = std::hypot(east, north);
  return motion;
}

/// Newton's method on half the squared distance, which is smooth and convex along a piece however
/// near the place is; steps that leave the piece stop at its end.
template <typename MotionAt>
Nearest minimise(const MotionAt& motion_at, const LonLat& q, double along) {
  Nearest result;
  for (int step = 0; step < 60; ++step) {
    const Motion at = motion_at(along);
    double f = 0, azimuth_q = 0, azimuth_p = 0, m12 = 0, scale_q = 0, scale_p = 0;
    earth().Inverse(q.lat, q.lon, at.place.lat, at.place.lon, f, azimuth_q, azimuth_p, m12, scale_q,
                    scale_p);
    result.distance = f;
    result.place = at.place;
    result.along = along;
    if (at.speed == 0) return result;
    const double c = std::cos((at.azimuth - azimuth_p) * kDegree);
    const double bend = m12 > 0 ? f * scale_p / m12 : 1;
    const double next =
        std::clamp(along - f * c / (at.speed * (c * c + (1 - c * c) * bend)), 0., 1.);
    if (std::abs(next - along) * at.speed < kSlack) return result;
    along = next;
  }
  return result;
}

double longest_length(const LonLat& a, const LonLat& b) {
  const double flattest = a.lat * b.lat <= 0 ? 0 : std::min(std::abs(a.lat), std::abs(b.lat));
  return kLargestRadius * kDegree *
         std::hypot(b.lat - a.lat, (b.lon - a.lon) * std::cos(flattest * kDegree));
}

/// A curve of length s whose curvature is at most k is nowhere farther than k s^2 / 8 from its
/// chord (to first order; 2 % more covers the rest at 10 km). An edge that is straight in lon/lat
/// also bends sideways, by at most 1.09 tan(latitude) / R.
Piece make_piece(const LonLat& a, const LonLat& b, Joined joined) {
  Piece piece{a, b, to_space(a), to_space(b)};
  double length = norm(minus(piece.b3, piece.a3));
  double curvature = 1 / kSmallestRadius;
  if (joined == Joined::straight_in_lonlat) {
    const double steepest = std::max(std::abs(a.lat), std::abs(b.lat));
    length = longest_length(a, b);
    curvature *= 1 + 1.1 * std::tan(steepest * kDegree);
  }
  piece.sagitta = 1.02 * curvature * length * length / 8;
  return piece;
}

Path cut(const LonLat& a, const LonLat& b, Joined joined) {
  const bool planar = joined == Joined::straight_in_lonlat;
  const double chord = planar ? longest_length(a, b) : norm(minus(to_space(a), to_space(b)));
  const int parts = 1 + static_cast<int>(1.1 * chord / kPieceLength);
  Path path{a};
  if (parts > 1) {
    const auto line = earth().InverseLine(a.lat, a.lon, b.lat, b.lon);
    for (int i = 1; i < parts; ++i) {
      const double t = static_cast<double>(i) / parts;
      LonLat p{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
      if (!planar) line.Position(t * line.Distance(), p.lat, p.lon);
      path.push_back(p);
    }
  }
  path.push_back(b);
  return path;
}

/// Turns of the view from `place` while it follows a counter-clockwise ring once around. Seen from
/// a place, an edge (the third side of a triangle of geodesics) never spans more than half a turn.
/// The antipodes of the inside see the ring turn as well, the other way round.
bool ring_contains_geodesic(const Path& ring, const LonLat& place) {
  double turned = 0, previous = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    double distance = 0, azimuth = 0, unused = 0;
    earth().Inverse(place.lat, place.lon, ring[i].lat, ring[i].lon, distance, azimuth, unused);
    if (distance == 0) return true;
    if (i > 0) turned += std::remainder(azimuth - previous, 360.0);
    previous = azimuth;
  }
  return turned < -180;
}

void make_counter_clockwise(Path& ring) {
  GeographicLib::PolygonArea polygon(earth());
  for (std::size_t i = 1; i < ring.size(); ++i) polygon.AddPoint(ring[i].lat, ring[i].lon);
  double length = 0, area = 0;
  polygon.Compute(false, true, length, area);
  if (area < 0) std::reverse(ring.begin(), ring.end());
}

/// The ring may be drawn beyond +-180.
bool ring_contains_lonlat(const Path& ring, const LonLat& place) {
  bool inside = false;
  for (const double turn : {-360.0, 0.0, 360.0}) {
    const LonLat p{std::remainder(place.lon, 360.0) + turn, place.lat};
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat& a = ring[i - 1];
      const LonLat& b = ring[i];
      if ((a.lat > p.lat) != (b.lat > p.lat) &&
          p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat))
        inside = !inside;
    }
    if (inside) return true;
  }
  return false;
}

Path fine_path(const Path& path) {
  constexpr double kLongest = 100;  // m
  Path fine{path.front()};
  for (std::size_t i = 1; i < path.size(); ++i) {
    const LonLat& a = path[i - 1];
    const LonLat& b = path[i];
    const double parts = std::ceil(longest_length(a, b) / kLongest);
    for (double k = 1; k < parts; ++k)
      fine.push_back({a.lon + k / parts * (b.lon - a.lon), a.lat + k / parts * (b.lat - a.lat)});
    fine.push_back(b);
  }
  return fine;
}

}  // namespace

double geodesic_distance(const LonLat& a, const LonLat& b) {
  double distance = 0;
  earth().Inverse(a.lat, a.lon, b.lat, b.lon, distance);
  return distance;
}

LonLat geodesic_direct(const LonLat& from, double azimuth, double distance) {
  LonLat to;
  earth().Direct(from.lat, from.lon, azimuth, distance, to.lat, to.lon);
  return to;
}

Nearest nearest_on_piece(const Piece& piece, Joined joined, const LonLat& place, double along) {
  if (joined == Joined::straight_in_lonlat)
    return minimise([&](double t) { return along_lonlat(piece, t); }, place, along);
  const auto line = earth().InverseLine(piece.a.lat, piece.a.lon, piece.b.lat, piece.b.lon);
  const auto motion = [&](double t) {
    Motion at;
    at.speed = line.Distance();
    line.Position(t * at.speed, at.place.lat, at.place.lon, at.azimuth);
    return at;
  };
  return minimise(motion, place, along);
}

ReferenceShape::ReferenceShape(const Shape& shape, Joined joined)
    : joined_(joined), areas_(shape.areas) {
  for (const LonLat& point : shape.points) pieces_.push_back(make_piece(point, point, joined_));
  for (const Path& line : shape.lines) add_path(line);
  for (const Area& area : shape.areas) {
    add_path(area.shell);
    for (const Path& hole : area.holes) add_path(hole);
  }
  for (Area& area : areas_) {
    make_counter_clockwise(area.shell);
    for (Path& hole : area.holes) make_counter_clockwise(hole);
  }
  if (pieces_.empty()) throw std::invalid_argument("a shape without a vertex has no distance");
  boxes_.reserve(pieces_.size());
  build(0, pieces_.size());
}

void ReferenceShape::add_path(const Path& path) {
  if (path.size() == 1) pieces_.push_back(make_piece(path[0], path[0], joined_));
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Path part = cut(path[i - 1], path[i], joined_);
    for (std::size_t k = 1; k < part.size(); ++k)
      pieces_.push_back(make_piece(part[k - 1], part[k], joined_));
  }
}

/// Neighbours along a line are neighbours in space, so halving by index makes good boxes.
std::size_t ReferenceShape::build(std::size_t first, std::size_t last) {
  constexpr std::size_t kLeaf = 4;
  const std::size_t self = boxes_.size();
  boxes_.push_back({{}, {}, first, last, 0});
  if (last - first > kLeaf) {
    const std::size_t middle = first + (last - first) / 2;
    const std::size_t left = build(first, middle);
    const std::size_t right = build(middle, last);
    boxes_[self].right = right;
    for (std::size_t k = 0; k < 3; ++k) {
      boxes_[self].low[k] = std::min(boxes_[left].low[k], boxes_[right].low[k]);
      boxes_[self].high[k] = std::max(boxes_[left].high[k], boxes_[right].high[k]);
    }
    return self;
  }
  Box& box = boxes_[self];
  box.low.fill(std::numeric_limits<double>::infinity());
  box.high.fill(-std::numeric_limits<double>::infinity());
  for (std::size_t i = first; i < last; ++i) {
    const Piece& piece = pieces_[i];
    for (std::size_t k = 0; k < 3; ++k) {
      box.low[k] = std::min({box.low[k], piece.a3[k] - piece.sagitta, piece.b3[k] - piece.sagitta});
      box.high[k] =
          std::max({box.high[k], piece.a3[k] + piece.sagitta, piece.b3[k] + piece.sagitta});
    }
  }
  return self;
}

double ReferenceShape::least_distance(const Box& box, const Vec3& place) const {
  Vec3 gap;
  for (std::size_t k = 0; k < 3; ++k)
    gap[k] = std::max({0.0, box.low[k] - place[k], place[k] - box.high[k]});
  return shortest_for_chord(norm(gap));
}

Nearest ReferenceShape::nearest_of(std::size_t piece, const LonLat& place) const {
  const Vec3 q = to_space(place);
  Nearest found = nearest_on_piece(pieces_[piece], joined_, place,
                                   project(q, pieces_[piece].a3, pieces_[piece].b3).along);
  found.piece = piece;
  return found;
}

std::vector<std::size_t> ReferenceShape::pieces_near(const LonLat& place, double radius,
                                                     std::size_t limit) const {
  const Vec3 q = to_space(place);
  std::vector<std::size_t> found;
  std::vector<std::size_t> open{0};
  while (!open.empty() && found.size() <= limit) {
    const std::size_t index = open.back();
    const Box& box = boxes_[index];
    open.pop_back();
    if (least_distance(box, q) > radius) continue;
    if (box.right != 0) {
      open.insert(open.end(), {index + 1, box.right});
      continue;
    }
    for (std::size_t i = box.first; i < box.last; ++i) {
      const Piece& piece = pieces_[i];
      const double chord = project(q, piece.a3, piece.b3).distance - piece.sagitta;
      if (shortest_for_chord(chord) <= radius) found.push_back(i);
    }
  }
  return found;
}

Nearest ReferenceShape::nearest(const LonLat& place) const {
  if (inside_area(place)) return {0, place, 0, 0};
  struct Candidate {
    double at_least;
    bool is_box;
    std::size_t index;
    double along;
    bool operator<(const Candidate& other) const { return at_least > other.at_least; }
  };
  const Vec3 q = to_space(place);
  std::priority_queue<Candidate> open;
  const auto push_box = [&](std::size_t index) {
    open.push({least_distance(boxes_[index], q), true, index, 0});
  };
  const auto push_piece = [&](std::size_t index) {
    const Piece& piece = pieces_[index];
    const Projected foot = project(q, piece.a3, piece.b3);
    open.push({shortest_for_chord(foot.distance - piece.sagitta), false, index, foot.along});
  };
  Nearest best;
  push_box(0);
  while (!open.empty() && open.top().at_least < best.distance) {
    const Candidate next = open.top();
    open.pop();
    if (!next.is_box) {
      Nearest found = nearest_on_piece(pieces_[next.index], joined_, place, next.along);
      found.piece = next.index;
      if (found.distance < best.distance) best = found;
    } else if (boxes_[next.index].right != 0) {
      push_box(next.index + 1);
      push_box(boxes_[next.index].right);
    } else {
      for (std::size_t i = boxes_[next.index].first; i < boxes_[next.index].last; ++i)
        push_piece(i);
    }
  }
  return best;
}

Nearest ReferenceShape::nearest_of_all(const LonLat& place) const {
  if (inside_area(place)) return {0, place, 0, 0};
  Nearest best;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    Nearest found = nearest_on_piece(pieces_[i], joined_, place, 0.5);
    found.piece = i;
    if (found.distance < best.distance) best = found;
  }
  return best;
}

bool ReferenceShape::inside_area(const LonLat& place) const {
  const auto ring_contains =
      joined_ == Joined::by_geodesics ? ring_contains_geodesic : ring_contains_lonlat;
  return std::any_of(areas_.begin(), areas_.end(), [&](const Area& area) {
    return ring_contains(area.shell, place) &&
           std::none_of(area.holes.begin(), area.holes.end(),
                        [&](const Path& hole) { return ring_contains(hole, place); });
  });
}

Shape as_geodesics(Shape shape, Joined joined) {
  if (joined == Joined::by_geodesics) return shape;
  for (Path& line : shape.lines) line = fine_path(line);
  for (Area& area : shape.areas) {
    area.shell = fine_path(area.shell);
    for (Path& hole : area.holes) hole = fine_path(hole);
  }
  return shape;
}

}  // namespace cordon::oracle
