// What a place sees of the lines: the nearest place of them, by exact geodesics.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/zone/sides/network.hpp"
#include "cordon/zone/sides/stretch.hpp"

namespace cordon {

inline constexpr std::size_t kNoNode = std::numeric_limits<std::size_t>::max();

struct Sight {
  double distance = std::numeric_limits<double>::infinity();  ///< m
  Hand hand = Hand::right;     ///< on which hand of the line the observer is
  double azimuth = 0;          ///< degrees; the direction in which the nearest place is seen
  std::size_t edge = 0;        ///< on which it is
  double along = 0;            ///< m from the edge's start
  std::size_t node = kNoNode;  ///< the node that it is, if it is one
};

/// Answers for all places nearer than 5,000 km; accurate to 1e-6 m. May be used by several threads.
class LineSight {
 public:
  /// The network must outlive this.
  explicit LineSight(const Network& network);

  Sight see(const LonLat& place) const;
  Hand hand(const LonLat& place) const { return see(place).hand; }

  /// Distance, m, from one edge of the network, for places within some metres of where it passes
  /// `along` m from its start.
  double distance_from_edge(std::size_t edge, double along, const LonLat& place) const {
    return look_at(edge, along, place).distance;
  }

 private:
  /// Nearest place of one edge, near a first guess.
  Sight look_at(std::size_t edge, double along, const LonLat& place) const;

  const Network& network_;
  std::vector<EdgeStretch> stretches_;
  BoxTree tree_;
};

}  // namespace cordon
