// Lines as a network: geodesic edges that meet in nodes only, and what is seen around each node.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// On which hand of a line a place lies, looking along the line.
enum class Hand { left, right };

inline Hand other(Hand hand) {
  return hand == Hand::left ? Hand::right : Hand::left;
}

/// A geodesic from node to node. Azimuths in degrees, forward.
struct NetworkEdge {
  std::size_t from = 0, to = 0;  ///< nodes
  double azimuth = 0;            ///< at `from`
  double azimuth_end = 0;        ///< at `to`
  double length = 0;             ///< m
};

/// Where an edge meets a node.
struct EdgeEnd {
  std::size_t edge = 0;
  bool leaves = false;  ///< the edge begins here
  double azimuth = 0;   ///< away from the node, [0, 360)
};

/// What lies clockwise of one edge at a node, as far as the next one. Where the two see it from
/// different hands, its bisector parts left from right; so at a free end, whose one sector goes all
/// the way round, the line prolonged does.
struct Sector {
  double from = 0;   ///< azimuth, degrees
  double width = 0;  ///< degrees, (0, 360]
  Hand first = Hand::left, last = Hand::left;
  std::size_t first_edge = 0, last_edge = 0;

  bool divided() const { return first != last; }
  double bisector() const { return from + width / 2; }
  /// On which hand a place in azimuth `azimuth` from the node is.
  Hand hand(double azimuth) const;
};

struct NetworkNode {
  LonLat place;
  std::vector<EdgeEnd> ends;    ///< clockwise; empty if all edges cancelled
  std::vector<Sector> sectors;  ///< as many

  std::size_t sector_at(double azimuth) const;
};

struct Network {
  std::vector<NetworkNode> nodes;
  std::vector<NetworkEdge> edges;  ///< in the order of the lines
};

/// Vertices within a micrometre of each other are one; edges are cut where they cross or touch.
/// Edges that are gone over as often one way as the other cancel, unless nothing would be left;
/// what is gone over several times counts once.
Network make_network(const std::vector<Path>& lines);

}  // namespace cordon
