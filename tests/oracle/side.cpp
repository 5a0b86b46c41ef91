#include "side.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace cordon::oracle {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kSame = 1e-5;  // m; places that are nearer to each other are one
constexpr double kMeanRadius = 6371e3;

double azimuth_of(const LonLat& from, const LonLat& to) {
  double distance = 0, azimuth = 0, unused = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.lat, from.lon, to.lat, to.lon, distance, azimuth,
                                           unused);
  return azimuth;
}

/// How a place sees a piece of line from its nearest place there: the angle, in degrees clockwise,
/// from the direction in which the line goes on (or from where it came, if it ends there) to the
/// place; positive if the place is on the right of the line.
struct View {
  double angle = 0;
  bool right = false;
};

View view_from(const LonLat& foot, const LonLat& along, bool forward, const LonLat& place) {
  const double angle = std::remainder(azimuth_of(foot, place) - azimuth_of(foot, along), 360.0);
  return {angle, (angle > 0) == forward};
}

class LeftOf : public PlaceSet {
 public:
  explicit LeftOf(const std::vector<Path>& lines) : shape_(Shape{{}, lines, {}}) {}

  bool contains(const LonLat& place) const override {
    const Nearest nearest = shape_.nearest(place);
    View best{360, false};
    for (const std::size_t i : near_pieces(place, nearest.distance + kSame)) {
      const Piece& piece = shape_.pieces()[i];
      const Nearest on_piece = nearest_on_piece(piece, Joined::by_geodesics, place, 0.5);
      if (geodesic_distance(on_piece.place, nearest.place) > kSame) continue;
      for (const View& view : views(piece, nearest.place, place))
        if (std::abs(view.angle) < std::abs(best.angle)) best = view;
    }
    return !best.right;
  }

  /// Whatever is nearest to a place within the radius is at most two radii farther from here than
  /// the nearest; if all such pieces, prolonged both ways, are seen from one side and not within
  /// the radius, so they are from all around.
  bool is_clear(const LonLat& place, double radius) const override {
    const double distance = shape_.distance(place);
    if (distance <= radius) return false;
    bool any = false, right = false;
    for (const std::size_t i : near_pieces(place, distance + 2 * radius)) {
      const Piece& piece = shape_.pieces()[i];
      const Nearest on_piece = nearest_on_piece(piece, Joined::by_geodesics, place, 0.5);
      const std::vector<View> seen = views(piece, on_piece.place, place);
      if (seen.empty() || distance_from_prolonged(on_piece.distance, seen[0]) <= radius)
        return false;
      if (any && seen[0].right != right) return false;
      any = true;
      right = seen[0].right;
    }
    return any;
  }

 private:
  std::vector<std::size_t> near_pieces(const LonLat& place, double radius) const {
    return shape_.pieces_near(place, radius, std::numeric_limits<std::size_t>::max() - 1);
  }

  /// Along the piece to both of its ends, as far as the foot is not one of them.
  static std::vector<View> views(const Piece& piece, const LonLat& foot, const LonLat& place) {
    std::vector<View> all;
    if (geodesic_distance(foot, piece.b) > kSame)
      all.push_back(view_from(foot, piece.b, true, place));
    if (geodesic_distance(foot, piece.a) > kSame)
      all.push_back(view_from(foot, piece.a, false, place));
    return all;
  }

  /// A little less than the distance, m, from the geodesic that goes on at both ends of a piece.
  static double distance_from_prolonged(double distance, const View& view) {
    const double sine = std::sin(distance / kMeanRadius) * std::abs(std::sin(view.angle * kDegree));
    return 0.99 * kMeanRadius * std::asin(sine);
  }

  ReferenceShape shape_;
};

}  // namespace

PlaceSetPtr left_of(const std::vector<Path>& lines, Joined joined) {
  return std::make_shared<LeftOf>(as_geodesics(Shape{{}, lines, {}}, joined).lines);
}

}  // namespace cordon::oracle
