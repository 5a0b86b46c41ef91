// Contact as a graph: links between nodes, joined to lines.
#pragma once

#include <cstddef>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::contact {

enum class LinkKind {
  shared,  ///< an edge of both sides
  middle,  ///< equally far from both
  ray      ///< the same, but both sides lie on one hand: contact only where it joins other lines
};

/// Contact between two nodes, the land of `left` on its left.
struct Link {
  std::size_t from = 0, to = 0;  ///< nodes
  std::vector<XY> inner;         ///< the vertices between them
  std::size_t left = 0, right = 0;
  LinkKind kind = LinkKind::shared;
  double gap = 0;      ///< m, the widest that it crosses
  double overlap = 0;  ///< m
};

struct Graph {
  std::vector<XY> nodes;
  std::vector<Link> links;
};

/// The ends of links at each node.
std::vector<std::size_t> degrees(const Graph& graph);

/// Removes rays that end in nothing.
void prune_rays(Graph& graph);

/// Links of one pair of sides in a row.
struct Chain {
  std::vector<std::size_t> links;
  bool closed = false;
};

/// All links, joined where they meet: lines of a pair go through a node where several of them meet
/// as straight as they can.
std::vector<Chain> join_links(const Graph& graph);

}  // namespace cordon::contact
