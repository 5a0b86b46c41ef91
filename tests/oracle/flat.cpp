#include "flat.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace cordon::oracle {
namespace {

/// Part of one edge, in shares of it.
struct Part {
  double low = 1, high = 0;
  bool empty() const { return low >= high; }
};

/// Edge (line, vertex before it) to the parts of it that are covered.
using EdgeId = std::pair<std::size_t, std::size_t>;
using Cover = std::map<EdgeId, std::vector<Part>>;

struct ByPlace {
  bool operator()(const LonLat& a, const LonLat& b) const { return key(a) < key(b); }

 private:
  /// One place, one key, whatever its longitude is called.
  static std::pair<double, double> key(const LonLat& p) {
    if (std::abs(p.lat) == 90) return {0, p.lat};
    const double lon = std::remainder(p.lon, 360.0);
    return {lon == 180 ? -180 : lon, p.lat};
  }
};

using VertexId = std::pair<std::size_t, std::size_t>;  // line, vertex

LonLat place_on_edge(const LonLat& a, const LonLat& b, double t, Joined joined) {
  if (t == 0) return a;
  if (t == 1) return b;
  if (joined == Joined::straight_in_lonlat)
    return {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
  const auto line = GeographicLib::Geodesic::WGS84().InverseLine(a.lat, a.lon, b.lat, b.lon);
  LonLat place;
  line.Position(t * line.Distance(), place.lat, place.lon);
  return place;
}

/// Lines without repeated vertices, and how they hang together.
class Network {
 public:
  Network(std::vector<Path> lines, double distance, Joined joined)
      : lines_(std::move(lines)), distance_(distance), joined_(joined) {
    for (const Path& line : lines_) nodes_[line.front()], nodes_[line.back()];
    for (std::size_t k = 0; k < lines_.size(); ++k)
      for (std::size_t i = 0; i < lines_[k].size(); ++i)
        if (const auto node = nodes_.find(lines_[k][i]); node != nodes_.end())
          node->second.emplace_back(k, i);
  }

  std::vector<VertexId> free_ends() const {
    std::vector<VertexId> ends;
    for (const auto& [place, vertices] : nodes_)
      if (vertices.size() == 1 && lines_[vertices[0].first].size() > 1) ends.push_back(vertices[0]);
    return ends;
  }

  /// Everything that is reached from an end before it is `distance` away.
  Cover own_stretch(const VertexId& end) const {
    const LonLat start = place(end);
    Cover cover;
    std::vector<VertexId> open{end};
    std::map<VertexId, bool> seen{{end, true}};
    const auto visit = [&](const VertexId& vertex) {
      if (!std::exchange(seen[vertex], true)) open.push_back(vertex);
    };
    while (!open.empty()) {
      const auto [k, i] = open.back();
      open.pop_back();
      if (const auto node = nodes_.find(lines_[k][i]); node != nodes_.end())
        for (const VertexId& same : node->second) visit(same);
      if (i + 1 < lines_[k].size()) {
        const double t = first_away(start, lines_[k][i], lines_[k][i + 1]);
        cover[{k, i}].push_back({0, t});
        if (t == 1) visit({k, i + 1});
      }
      if (i > 0) {
        const double t = first_away(start, lines_[k][i], lines_[k][i - 1]);
        cover[{k, i - 1}].push_back({1 - t, 1});
        if (t == 1) visit({k, i - 1});
      }
    }
    return cover;
  }

  Path part_of_edge(const EdgeId& edge, const Part& part) const {
    const LonLat& a = lines_[edge.first][edge.second];
    const LonLat& b = lines_[edge.first][edge.second + 1];
    return {place_on_edge(a, b, part.low, joined_), place_on_edge(a, b, part.high, joined_)};
  }

  LonLat place(const VertexId& vertex) const { return lines_[vertex.first][vertex.second]; }
  const std::vector<Path>& lines() const { return lines_; }

 private:
  /// Share of the edge from a to b that is nearer to `start` than the distance, a being nearer. The
  /// distance from a place is convex along an edge: an edge with both ends nearer is nearer as a
  /// whole, and one that leaves does so once.
  double first_away(const LonLat& start, const LonLat& a, const LonLat& b) const {
    if (geodesic_distance(start, b) <= distance_) return 1;
    double near = 0, far = 1;
    for (int step = 0; step < 60; ++step) {
      const double t = (near + far) / 2;
      const LonLat place = place_on_edge(a, b, t, joined_);
      (geodesic_distance(start, place) <= distance_ ? near : far) = t;
    }
    return near;
  }

  std::vector<Path> lines_;
  double distance_;
  Joined joined_;
  std::map<LonLat, std::vector<VertexId>, ByPlace> nodes_;  // where a line ends: all vertices there
};

bool overlap(const Cover& a, const Cover& b) {
  for (const auto& [edge, parts] : a)
    if (const auto other = b.find(edge); other != b.end())
      for (const Part& p : parts)
        for (const Part& q : other->second)
          if (!Part{std::max(p.low, q.low), std::min(p.high, q.high)}.empty()) return true;
  return false;
}

/// The parts of an edge that none of `covered` holds.
std::vector<Part> uncovered(std::vector<Part> covered) {
  std::sort(covered.begin(), covered.end(),
            [](const Part& a, const Part& b) { return a.low < b.low; });
  std::vector<Part> left;
  double from = 0;
  for (const Part& part : covered) {
    if (part.low > from) left.push_back({from, part.low});
    from = std::max(from, part.high);
  }
  if (from < 1) left.push_back({from, 1});
  return left;
}

std::vector<Path> open_lines(std::vector<Path> lines) {
  for (Path& line : lines) line.erase(std::unique(line.begin(), line.end()), line.end());
  return lines;
}

/// Where the geodesic from one place to another arrives if it goes on for `distance` m.
LonLat beyond_end(const LonLat& from, const LonLat& end, double distance) {
  const auto line =
      GeographicLib::Geodesic::WGS84().InverseLine(from.lat, from.lon, end.lat, end.lon);
  LonLat place;
  line.Position(line.Distance() + distance, place.lat, place.lon);
  return place;
}

}  // namespace

FlatZone::FlatZone(const Shape& shape, double distance, Joined joined)
    : distance_(distance), whole_(shape, joined) {
  const Network network(open_lines(shape.lines), distance, joined);
  struct Group {
    Path ends;
    Cover cover;
  };
  std::vector<Group> groups;
  for (const VertexId& end : network.free_ends()) {
    Group joint{{network.place(end)}, network.own_stretch(end)};
    const auto apart = std::partition(groups.begin(), groups.end(), [&](const Group& group) {
      return !overlap(group.cover, joint.cover);
    });
    for (auto group = apart; group != groups.end(); ++group) {
      joint.ends.insert(joint.ends.end(), group->ends.begin(), group->ends.end());
      for (const auto& [edge, parts] : group->cover)
        joint.cover[edge].insert(joint.cover[edge].end(), parts.begin(), parts.end());
    }
    groups.erase(apart, groups.end());
    groups.push_back(std::move(joint));
  }

  Cover all;
  for (const Group& group : groups) {
    Shape stretch;
    for (const auto& [edge, parts] : group.cover) {
      for (const Part& part : parts)
        if (!part.empty()) stretch.lines.push_back(network.part_of_edge(edge, part));
      all[edge].insert(all[edge].end(), parts.begin(), parts.end());
    }
    stretches_.push_back({group.ends, ReferenceShape(stretch, joined)});
  }
  Shape rest{shape.points, {}, shape.areas};
  for (std::size_t k = 0; k < network.lines().size(); ++k) {
    if (network.lines()[k].size() == 1) rest.points.push_back(network.lines()[k].front());
    for (std::size_t i = 0; i + 1 < network.lines()[k].size(); ++i)
      for (const Part& part : uncovered(all[{k, i}]))
        rest.lines.push_back(network.part_of_edge({k, i}, part));
  }
  if (!rest.points.empty() || !rest.lines.empty() || !rest.areas.empty())
    rest_.emplace(rest, joined);
}

bool FlatZone::contains(const LonLat& place) const {
  if (rest_ && rest_->distance(place) <= distance_) return true;
  return std::any_of(stretches_.begin(), stretches_.end(), [&](const Stretch& stretch) {
    const Nearest nearest = stretch.shape.nearest(place);
    if (nearest.distance > distance_) return false;
    // A foot at a right angle lies within its piece; where the nearest place is an end of its
    // piece and a free end of the stretch, the place is beyond it.
    if (nearest.along > 0 && nearest.along < 1) return true;
    return std::none_of(stretch.ends.begin(), stretch.ends.end(), [&](const LonLat& end) {
      return geodesic_distance(nearest.place, end) < 1e-6;
    });
  });
}

bool FlatZone::is_clear(const LonLat& place, double radius) const {
  constexpr int kDirections = 24;
  // Between two arcs a wedge may be too thin for the circle.
  if (std::abs(whole_.distance(place) - distance_) <= radius) return false;
  const bool inside = contains(place);
  for (int k = 0; k < kDirections; ++k)
    if (contains(geodesic_direct(place, 360.0 * k / kDirections, radius)) != inside) return false;
  return true;
}

std::size_t FlatZone::free_ends() const {
  std::size_t count = 0;
  for (const Stretch& stretch : stretches_) count += stretch.ends.size();
  return count;
}

FlatZone square_zone(const Shape& shape, double distance, Joined joined) {
  Shape prolonged = as_geodesics(shape, joined);
  prolonged.lines = open_lines(prolonged.lines);
  const Network network(prolonged.lines, distance, Joined::by_geodesics);
  for (const auto& [k, i] : network.free_ends()) {
    Path& line = prolonged.lines[k];
    const bool first = i == 0;
    const LonLat beyond = beyond_end(first ? line[1] : line[line.size() - 2],
                                     first ? line.front() : line.back(), distance);
    line.insert(first ? line.begin() : line.end(), beyond);
  }
  return FlatZone(prolonged, distance);
}

}  // namespace cordon::oracle
