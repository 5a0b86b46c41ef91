// Edges of the Voronoi diagram of points and segments.
#pragma once

#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::contact {

/// A segment, or a point: both ends are the same.
struct Site {
  XY a, b;
};

/// The point of a site nearest to `xy`.
XY foot(const XY& xy, const Site& site);

/// Where two sites that do not cross are nearest to each other.
std::pair<XY, XY> nearest_points(const Site& a, const Site& b);

/// The points equally far from two sites, from one vertex of the diagram to another: a straight
/// edge, or a piece of a parabola between a point and a segment.
struct VoronoiEdge {
  Site left, right;
  XY from, to;
};

/// The point of the edge at a share of its way, in [0, 1], measured along the segment of a
/// parabola.
XY on(const VoronoiEdge& edge, double share);

/// The share of the way at which the edge is nearest to its sites, [0, 1]; from there it recedes
/// from them on both hands.
double waist(const VoronoiEdge& edge);

/// Vertices along the edge, both ends and the waist included, with chords no longer than `longest`
/// that leave it by at most `sagitta`.
std::vector<XY> trace(const VoronoiEdge& edge, double longest, double sagitta);

}  // namespace cordon::contact
