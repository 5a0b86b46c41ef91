// The true distance to a shape on WGS84, found by GeographicLib and plain minimisation. The tests
// judge the product by it; it shares nothing with the product but the plain value types.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::oracle {

using Vec3 = std::array<double, 3>;

/// Length of the geodesic between two places, m.
double geodesic_distance(const LonLat& a, const LonLat& b);

/// The place `distance` m from `from` in the direction `azimuth` (degrees clockwise from north).
LonLat geodesic_direct(const LonLat& from, double azimuth, double distance);

/// How two vertices of the shape are joined.
enum class Joined {
  by_geodesics,
  straight_in_lonlat  ///< longitudes are taken as they are: no edge is led around the other side
};

/// A stretch of the shape of at most 10 km, or a single point.
struct Piece {
  LonLat a, b;
  Vec3 a3{}, b3{};     ///< the same in Earth-centred coordinates, m
  double sagitta = 0;  ///< m; no place of the piece is farther than this from the straight a3 b3
};

struct Nearest {
  double distance = std::numeric_limits<double>::infinity();  ///< m; 0 inside an area
  LonLat place;                                               ///< the nearest place of the shape
  std::size_t piece = 0;                                      ///< the piece that it lies on
  double along = 0;                                           ///< 0 at the piece's a, 1 at its b
};

/// Nearest place of one piece; accurate to 1e-7 m. `along` first guesses, then receives the place.
Nearest nearest_on_piece(const Piece& piece, Joined joined, const LonLat& place, double along);

/// A shape that can be asked for the exact distance from any place to it: 1e-6 m up to 2,000 km.
/// Areas must be smaller than half the Earth.
class ReferenceShape {
 public:
  /// Throws std::invalid_argument for a shape without a vertex.
  explicit ReferenceShape(const Shape& shape, Joined joined = Joined::by_geodesics);

  Nearest nearest(const LonLat& place) const;
  double distance(const LonLat& place) const { return nearest(place).distance; }

  /// The same by trying every piece; what nearest() is tested against.
  Nearest nearest_of_all(const LonLat& place) const;

  /// Nearest place of one piece.
  Nearest nearest_of(std::size_t piece, const LonLat& place) const;

  /// All pieces that may come within `radius` m of a place; at most `limit + 1` of them.
  std::vector<std::size_t> pieces_near(const LonLat& place, double radius, std::size_t limit) const;

  bool inside_area(const LonLat& place) const;
  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  struct Box {
    Vec3 low{}, high{};
    std::size_t first = 0, last = 0;  // pieces [first, last)
    std::size_t right = 0;            // index of the second child; 0: a leaf (the first is next)
  };
  void add_path(const Path& path);
  double least_distance(const Box& box, const Vec3& place) const;
  std::size_t build(std::size_t first, std::size_t last);

  Joined joined_;
  std::vector<Area> areas_;
  std::vector<Piece> pieces_;
  std::vector<Box> boxes_;
};

/// The same shape with edges that are geodesics: where they are straight in lon/lat, with so many
/// vertices that it is the same to a millimetre below 80 degrees.
Shape as_geodesics(Shape shape, Joined joined);

}  // namespace cordon::oracle
