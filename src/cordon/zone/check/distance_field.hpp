// The distance of any place from a shape, with exact geodesics: what a zone is checked against.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "cordon/base/box_tree.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/local_ecef.hpp"
#include "cordon/geodesy/vec3.hpp"
#include "cordon/zone/check/nearest_edge.hpp"

namespace cordon {

/// A place, in degrees and in space.
struct Site {
  LonLat place;
  Vec3 ecef{};  ///< m
};

Site site_at(const LonLat& place);

/// The nearest place of a shape.
struct Foot {
  double distance = 0;  ///< m, geodesic
  Vec3 ecef{};          ///< on the ellipsoid
};

/// The shape's vertices and geodesic edges under a box tree. Distances are those to the shape's
/// points, lines and rings; the inside of areas is the caller's to know.
///
/// Nearest places are found by straight distance in space, the geodesic length from the chord by
/// Euler's radius of curvature. Chords of one length stand for geodesics that differ by up to
/// 0.0134 s^3 / (24 R^2), by direction (0.1 mm at 20 km): where that exceeds the allowed error, all
/// places that may be nearest are compared by exact geodesics.
class DistanceField {
 public:
  /// Keeps references into `shape`, which must outlive it. Distances from a
  /// twentieth of `distance` to a few times it come out with an error of at most `error` m.
  DistanceField(const Shape& shape, double distance, double error);
  DistanceField(const DistanceField&) = delete;
  DistanceField& operator=(const DistanceField&) = delete;
  DistanceField(DistanceField&&) noexcept = default;
  DistanceField& operator=(DistanceField&&) noexcept = default;

  /// Const and without state: may be called by many threads.
  Foot nearest(const Site& site) const;

  /// As nearest(), where some place of the shape is known to lie at `known`: saves most of the
  /// search.
  Foot nearest(const Site& site, const Vec3& known) const;

  /// As nearest(), by chords alone: at most rough_excess() m too long, never too short.
  Foot nearest_by_chord(const Site& site) const;
  Foot nearest_by_chord(const Site& site, const Vec3& known) const;
  static double rough_excess(double distance);

  /// Whether the shape may have a place within `reach` m of the site that lies no more than
  /// `margin` m ahead of it in the direction of the unit vector `ahead`. Never false if it has.
  bool may_have_behind(const Site& site, const Vec3& ahead, double reach, double margin) const;

  /// Whether no more than one edge of the shape comes within `reach` m of the site.
  bool is_one_edge(const Site& site, double reach) const;

 private:
  struct Leaf {
    const LonLat* first;
    std::size_t count;               // vertices; 1: a point
    std::optional<LocalEcef> local;  // if the vertices are near enough to one another
    std::size_t kept;                // where in kept_ they are, in the local frame
  };
  static constexpr std::size_t kNotKept = static_cast<std::size_t>(-1);

  /// Room for the vertices of a leaf that are not kept.
  using Buffer = std::array<double, 3 * (kEdgesInLeaf + 1)>;

  Foot search(const Site& site, double bound) const;
  Foot search_near(const Site& site, const Vec3& known) const;
  Foot exact(const Site& site, const Foot& by_chord) const;
  Foot search_by_geodesics(const Site& site, const Foot& by_chord) const;

  EdgesInSpace edges_of(const Leaf& leaf, Buffer& buffer) const;
  void keep(Leaf& leaf);

  /// Calls edge(a, b) with the ends of each edge of the leaf, in the leaf's own frame; a point is
  /// an edge from itself to itself.
  template <typename Edge>
  void for_each_edge(const Leaf& leaf, const Edge& edge) const;

  void add_path(const Path& path, double longest_edge);
  void add_leaves(const LonLat* first, std::size_t count);
  std::size_t add_leaf(const LonLat* first, std::size_t count);

  double chord_reach_ = 0;  // m; up to here the nearest chord is the nearest place
  double largest_sag_ = 0;  // m; of an edge's chord below the ellipsoid
  std::vector<std::unique_ptr<const Path>> cut_;  // paths with long edges cut; leaves point there
  std::vector<Leaf> leaves_;
  std::vector<double> kept_;  // of each leaf all x, all y, all z
  std::vector<Box3> boxes_;
  BoxTree tree_;
};

}  // namespace cordon
