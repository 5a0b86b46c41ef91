#include "cordon/zone/sides/network.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/zone/sides/stretch.hpp"

namespace cordon {
namespace {

constexpr double kSame = 1e-6;  // m; places that count as one

double turn(double degrees) {
  const double rest = std::fmod(degrees, 360.0);
  return rest < 0 ? rest + 360 : rest;
}

/// For each place the number of the first one that is the same, to kSame.
std::vector<std::size_t> first_of_same(const Path& places) {
  std::vector<Vec3> at;
  at.reserve(places.size());
  for (const LonLat& place : places) at.push_back(wgs84::to_ecef(place));
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    return std::pair(at[i], i) < std::pair(at[j], j);
  });
  std::vector<std::size_t> first(places.size());
  std::iota(first.begin(), first.end(), std::size_t{0});
  for (std::size_t k = 0; k < order.size(); ++k)
    for (std::size_t back = k; back-- > 0;) {
      const std::size_t i = order[k];
      const std::size_t j = order[back];
      if (at[i][0] - at[j][0] > kSame) break;
      if (squared_length(at[i] - at[j]) > kSame * kSame) continue;
      const std::size_t low = std::min(first[i], first[j]);
      first[i] = first[j] = low;
    }
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = first[first[i]];
  return first;
}

/// The unit vector in space of a direction of travel.
Vec3 heading_in_space(const Station& at) {
  const double phi = at.place.lat * wgs84::kDegree;
  const double lambda = at.place.lon * wgs84::kDegree;
  const double alpha = at.azimuth * wgs84::kDegree;
  const Vec3 east{-std::sin(lambda), std::cos(lambda), 0};
  const Vec3 north{-std::sin(phi) * std::cos(lambda), -std::sin(phi) * std::sin(lambda),
                   std::cos(phi)};
  return std::sin(alpha) * east + std::cos(alpha) * north;
}

/// Positions along two edges.
struct Meeting {
  double s = 0, t = 0;
};

/// How far to go along directions p and q for the gap between them to close: least squares.
std::optional<Meeting> close_gap(const Vec3& gap, const Vec3& p, const Vec3& q) {
  const double pp = squared_length(p);
  const double qq = squared_length(q);
  const double pq = dot(p, q);
  const double determinant = pp * qq - pq * pq;
  if (determinant <= 1e-18 * pp * qq) return std::nullopt;
  const double gp = dot(gap, p);
  const double gq = dot(gap, q);
  return Meeting{(gp * qq - gq * pq) / determinant, (gp * pq - gq * pp) / determinant};
}

class NetworkMaker {
 public:
  explicit NetworkMaker(const std::vector<Path>& lines) {
    add(lines);
    split_where_edges_meet();
    cancel();
    link();
  }
  Network take() { return std::move(network_); }

 private:
  void add(const std::vector<Path>& lines) {
    Path places;
    for (const Path& line : lines) places.insert(places.end(), line.begin(), line.end());
    const std::vector<std::size_t> first = first_of_same(places);
    std::vector<std::size_t> node(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (first[i] == i) {
        node[i] = network_.nodes.size();
        LonLat place = places[i];
        place.lon = wgs84::wrap_longitude(place.lon);
        network_.nodes.push_back({place, {}, {}});
      } else {
        node[i] = node[first[i]];
      }
    }
    std::size_t begin = 0;
    for (const Path& line : lines) {
      for (std::size_t i = 1; i < line.size(); ++i)
        if (node[begin + i - 1] != node[begin + i]) add_edge(node[begin + i - 1], node[begin + i]);
      begin += line.size();
    }
  }

  void add_edge(std::size_t from, std::size_t to) {
    const Inverse way = geodesic_inverse(network_.nodes[from].place, network_.nodes[to].place);
    network_.edges.push_back({from, to, way.azimuth_start, way.azimuth_end, way.distance});
  }

  /// A place of an edge where it is to be cut.
  struct Cut {
    double along;
    std::size_t node;
  };

  void split_where_edges_meet() {
    const std::vector<EdgeStretch> stretches = stretches_of(network_);
    const BoxTree tree = tree_of(stretches, kSame);
    cuts_.assign(network_.edges.size(), {});
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      Box3 box;
      box.add(stretches[i].a);
      box.add(stretches[i].b);
      box.grow(kStretchSagitta);
      const auto near = [&](const Box3& b) {
        for (std::size_t k = 0; k < 3; ++k)
          if (b.low[k] > box.high[k] || b.high[k] < box.low[k]) return false;
        return true;
      };
      tree.any_of(near, [&](std::size_t j) {
        if (j > i && stretches[j].edge != stretches[i].edge) meet(stretches[i], stretches[j]);
        return false;
      });
    }
    merge_crossings();
    split();
  }

  void meet(const EdgeStretch& p, const EdgeStretch& q) {
    bool touch = false;
    for (const int which : {0, 1}) {
      if (touches(p, q, which)) touch = true;
      if (touches(q, p, which)) touch = true;
    }
    if (!touch) cross(p, q);
  }

  /// Whether an end of q's edge that q reaches lies on p or on an end of p's edge; notes the cut.
  bool touches(const EdgeStretch& p, const EdgeStretch& q, int which) {
    const NetworkEdge& edge = network_.edges[q.edge];
    if (which == 0 ? q.from > 0 : q.to < edge.length) return false;
    const std::size_t node = which == 0 ? edge.from : edge.to;
    const NetworkEdge& along = network_.edges[p.edge];
    if (node == along.from || node == along.to) {
      // Edges from one node meet again only where they are the same, which is another end's to
      // find.
      return true;
    }
    const Vec3 at = which == 0 ? q.a : q.b;
    const double part = nearest_between(at, p.a, p.b);
    if (length(at - (p.a + part * (p.b - p.a))) > 2 * kStretchSagitta) return false;
    double s = p.from + part * (p.to - p.from);
    for (int i = 0; i < 3; ++i) {
      const Station foot = place_on(network_, p.edge, s);
      s += dot(at - wgs84::to_ecef(foot.place), heading_in_space(foot));
    }
    if (s < p.from - kSame || s > p.to + kSame || s < 0 || s > along.length) return false;
    if (length(at - wgs84::to_ecef(place_on(network_, p.edge, s).place)) > kSame) return false;
    cuts_[p.edge].push_back({s, node});
    return true;
  }

  void cross(const EdgeStretch& p, const EdgeStretch& q) {
    const std::optional<Meeting> guess = close_gap(q.a - p.a, p.b - p.a, q.b - q.a);
    constexpr double kSlack = 1e-3;
    const auto between = [](double x) { return x >= -kSlack && x <= 1 + kSlack; };
    if (!guess || !between(guess->s) || !between(guess->t)) return;
    double s = p.from + guess->s * (p.to - p.from);
    double t = q.from + guess->t * (q.to - q.from);
    for (int i = 0; i < 4; ++i) {
      const Station x = place_on(network_, p.edge, s);
      const Station y = place_on(network_, q.edge, t);
      const std::optional<Meeting> more =
          close_gap(wgs84::to_ecef(y.place) - wgs84::to_ecef(x.place), heading_in_space(x),
                    heading_in_space(y));
      if (!more) return;
      s += more->s;
      t += more->t;
    }
    // A crossing at the seam of two stretches belongs to the one that begins there.
    if (s < p.from || s >= p.to || t < q.from || t >= q.to) return;
    const LonLat place = place_on(network_, p.edge, s).place;
    const LonLat there = place_on(network_, q.edge, t).place;
    if (length(wgs84::to_ecef(place) - wgs84::to_ecef(there)) > kSame) return;
    crossings_.push_back({place, p.edge, q.edge, s, t});
  }

  /// Edges that all cross in one place get one node.
  void merge_crossings() {
    Path places;
    for (const Crossing& crossing : crossings_) places.push_back(crossing.place);
    const std::vector<std::size_t> first = first_of_same(places);
    std::vector<std::size_t> node(places.size());
    for (std::size_t i = 0; i < crossings_.size(); ++i) {
      if (first[i] == i) {
        node[i] = network_.nodes.size();
        network_.nodes.push_back({places[i], {}, {}});
      } else {
        node[i] = node[first[i]];
      }
      cuts_[crossings_[i].edge_p].push_back({crossings_[i].along_p, node[i]});
      cuts_[crossings_[i].edge_q].push_back({crossings_[i].along_q, node[i]});
    }
  }

  void split() {
    std::vector<NetworkEdge> parts;
    parts.reserve(network_.edges.size());
    for (std::size_t k = 0; k < cuts_.size(); ++k) {
      const NetworkEdge whole = network_.edges[k];
      std::sort(cuts_[k].begin(), cuts_[k].end(),
                [](const Cut& a, const Cut& b) { return a.along < b.along; });
      std::size_t from = whole.from;
      double azimuth = whole.azimuth;
      double done = 0;
      for (const Cut& cut : cuts_[k]) {
        if (cut.node == from || cut.node == whole.to || cut.along <= done) continue;
        const double here = place_on(network_, k, cut.along).azimuth;
        parts.push_back({from, cut.node, azimuth, here, cut.along - done});
        from = cut.node;
        azimuth = here;
        done = cut.along;
      }
      parts.push_back({from, whole.to, azimuth, whole.azimuth_end, whole.length - done});
    }
    network_.edges.swap(parts);
  }

  void cancel() {
    struct Traffic {
      int forward = 0, backward = 0;  // from the smaller node to the larger, and back
    };
    using Pair = std::pair<std::size_t, std::size_t>;
    const auto ends = [](const NetworkEdge& e) { return Pair(std::minmax(e.from, e.to)); };
    std::map<Pair, Traffic> traffic;
    for (const NetworkEdge& e : network_.edges)
      ++(e.from < e.to ? traffic[ends(e)].forward : traffic[ends(e)].backward);
    const bool all_cancel = std::all_of(traffic.begin(), traffic.end(), [](const auto& way) {
      return way.second.forward == way.second.backward;
    });
    std::vector<NetworkEdge> kept;
    kept.reserve(network_.edges.size());
    for (const NetworkEdge& e : network_.edges) {
      Traffic& way = traffic[ends(e)];
      const int net = way.forward - way.backward;
      const bool keep =
          all_cancel ? way.forward + way.backward > 0 : (e.from < e.to ? net > 0 : net < 0);
      if (!keep) continue;
      kept.push_back(e);
      way = {};  // once is enough
    }
    network_.edges.swap(kept);
  }

  void link() {
    for (std::size_t k = 0; k < network_.edges.size(); ++k) {
      const NetworkEdge& e = network_.edges[k];
      network_.nodes[e.from].ends.push_back({k, true, turn(e.azimuth)});
      network_.nodes[e.to].ends.push_back({k, false, turn(e.azimuth_end + 180)});
    }
    for (NetworkNode& node : network_.nodes) {
      std::sort(node.ends.begin(), node.ends.end(),
                [](const EdgeEnd& a, const EdgeEnd& b) { return a.azimuth < b.azimuth; });
      for (std::size_t i = 0; i < node.ends.size(); ++i) {
        const EdgeEnd& a = node.ends[i];
        const EdgeEnd& b = node.ends[(i + 1) % node.ends.size()];
        const double width = turn(b.azimuth - a.azimuth);
        node.sectors.push_back({a.azimuth, i + 1 == node.ends.size() && width == 0 ? 360 : width,
                                a.leaves ? Hand::right : Hand::left,
                                b.leaves ? Hand::left : Hand::right, a.edge, b.edge});
      }
    }
  }

  struct Crossing {
    LonLat place;
    std::size_t edge_p, edge_q;
    double along_p, along_q;
  };

  Network network_;
  std::vector<std::vector<Cut>> cuts_;  // by edge
  std::vector<Crossing> crossings_;
};

}  // namespace

Hand Sector::hand(double azimuth) const {
  return turn(azimuth - from) < width / 2 ? first : last;
}

std::size_t NetworkNode::sector_at(double azimuth) const {
  const double a = turn(azimuth);
  for (std::size_t i = sectors.size(); i-- > 0;)
    if (sectors[i].from <= a) return i;
  return sectors.size() - 1;  // the one that goes over north
}

Network make_network(const std::vector<Path>& lines) {
  return NetworkMaker(lines).take();
}

}  // namespace cordon
