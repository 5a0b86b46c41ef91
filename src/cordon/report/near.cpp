#include "cordon/report/near.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "cordon/base/parallel.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/report/edge_search.hpp"
#include "cordon/zone/areas.hpp"

namespace cordon {
namespace {

constexpr double kOnTheLine = 1e-3;  // m

double compass(double azimuth) {
  const double rest = std::fmod(azimuth, 360.0);
  return rest < 0 ? rest + 360 : rest;
}

void add_edges(const Path& path, std::vector<GeodesicEdge>& edges) {
  for (std::size_t i = 1; i < path.size(); ++i) edges.push_back(edge_between(path[i - 1], path[i]));
}

/// Of lines only.
std::vector<GeodesicEdge> edges_of(const std::vector<Path>& lines) {
  std::vector<GeodesicEdge> edges;
  for (const Path& line : lines) add_edges(line, edges);
  return edges;
}

/// Of all but lines.
std::vector<GeodesicEdge> other_edges(const Shape& shape) {
  std::vector<GeodesicEdge> edges;
  for (const Area& area : shape.areas) {
    add_edges(area.shell, edges);
    for (const Path& hole : area.holes) add_edges(hole, edges);
  }
  for (const LonLat& point : shape.points) edges.push_back({point, 0, 0});
  return edges;
}

double total_length(const std::vector<GeodesicEdge>& edges) {
  return std::accumulate(edges.begin(), edges.end(), 0.0,
                         [](double sum, const GeodesicEdge& edge) { return sum + edge.length; });
}

std::vector<GeodesicEdge> edges_of(const Network& network) {
  std::vector<GeodesicEdge> edges;
  for (const NetworkEdge& edge : network.edges)
    edges.push_back({network.nodes[edge.from].place, edge.azimuth, edge.length});
  return edges;
}

/// On which hand of the network the place is that was asked about.
Hand hand_of(const Network& network, const NearestOnEdge& found) {
  const NetworkEdge& edge = network.edges[found.edge];
  const bool at_start = found.along <= 0;
  if (at_start || found.along >= edge.length) {
    const NetworkNode& node = network.nodes[at_start ? edge.from : edge.to];
    const double azimuth = found.way.azimuth_start;
    return node.sectors[node.sector_at(azimuth)].hand(azimuth);
  }
  const double angle = (found.way.azimuth_start - found.at.azimuth) * wgs84::kDegree;
  return std::sin(angle) < 0 ? Hand::left : Hand::right;
}

Nearness nearness(const NearestOnEdge& found) {
  Nearness out;
  out.distance = found.distance;
  out.nearest = {wgs84::wrap_longitude(found.at.place.lon), found.at.place.lat};
  if (found.distance > 0) {
    out.bearing = compass(found.way.azimuth_end + 180);
    out.bearing_from = compass(found.way.azimuth_start);
  }
  return out;
}

}  // namespace

struct NearSearch::State {
  Network network;  // of the lines, which alone have sides
  EdgeSearch lines;
  EdgeSearch others;
  EdgeSearch cancelled;  // all lines, if the network leaves out what cancels
  std::vector<Area> areas;

  explicit State(const Shape& shape)
      : network(make_network(shape.lines)),
        lines(edges_of(network)),
        others(other_edges(shape)),
        cancelled(all_if_cancelled(shape.lines, network)),
        areas(shape.areas) {}

  static std::vector<GeodesicEdge> all_if_cancelled(const std::vector<Path>& lines,
                                                    const Network& network) {
    constexpr double kSame = 1e-3;  // m
    std::vector<GeodesicEdge> all = edges_of(lines);
    const double missing = total_length(all) - total_length(edges_of(network));
    return missing > kSame ? all : std::vector<GeodesicEdge>();
  }

  Nearness look_from(const LonLat& place) const {
    const NearestOnEdge by_side = lines.nearest(place);
    NearestOnEdge line = cancelled.nearest(place);
    if (by_side.distance <= line.distance) line = by_side;
    const NearestOnEdge other = others.nearest(place);
    if (other.distance < line.distance) return nearness(other);
    Nearness out = nearness(line);
    if (line.distance > kOnTheLine) out.hand = hand_of(network, by_side);
    return out;
  }
};

NearSearch::NearSearch(const Shape& shape) : state_(std::make_unique<const State>(shape)) {}
NearSearch::NearSearch(NearSearch&&) noexcept = default;
NearSearch& NearSearch::operator=(NearSearch&&) noexcept = default;
NearSearch::~NearSearch() = default;

std::vector<Nearness> NearSearch::look_from(const Path& places, unsigned threads,
                                            const Progress& progress) const {
  std::vector<Nearness> out(places.size());
  constexpr std::size_t kBatch = 256;
  parallel_for((places.size() + kBatch - 1) / kBatch, threads, progress, "measuring distances",
               [&](std::size_t batch) {
                 const std::size_t end = std::min((batch + 1) * kBatch, places.size());
                 for (std::size_t i = batch * kBatch; i < end; ++i)
                   out[i] = state_->look_from(places[i]);
               });
  if (state_->areas.empty()) return out;
  const AreaLocator inside(state_->areas);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const LonLat place{wgs84::wrap_longitude(places[i].lon), places[i].lat};
    if (inside.contains(place)) out[i] = {0, place, 0, 0, std::nullopt};
  }
  return out;
}

}  // namespace cordon
