// The curves off the lines that part left from right: they run between stretches of line that face
// each other with different hands, and begin and end at divided sectors (network.hpp) or beyond the
// zone, or close on themselves.
//
// Such a curve is followed by steps, each corrected across its direction until it lies between
// places of different hands, and doubled or halved by how far the curve leaves the chord: all that
// is asked of the lines is on which hand a place is.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/sides/line_sight.hpp"

namespace cordon {

struct DividingOptions {
  double reach = 0;  ///< m; no place of the zone is farther from the lines
  double error = 0;  ///< m; how far a chord may leave the curve
};

class DividingCurves {
 public:
  /// `in_zone` tells where to go on. All must outlive this.
  DividingCurves(const Network& network, const LineSight& sight, DividingOptions options,
                 std::function<bool(const LonLat&)> in_zone);

  /// The curves from all divided sectors that no curve has been followed from or to yet.
  std::vector<Path> from_nodes();

  /// The curve that crosses the geodesic between two places of different hands; empty if it has
  /// been followed before.
  Path through(const LonLat& a, const LonLat& b);

 private:
  /// A place of the curve: close to it, one on either side.
  struct Point {
    LonLat place;
    Sight left, right;     // of the line, not of the curve
    double heading = 0;    // degrees
    double clearance = 0;  // m; distance of the lines
  };
  /// On which side of the curve, looking along it, the left hand of the line is.
  enum class Sense { left_on_left, left_on_right };

  /// In space.
  struct Chord {
    Vec3 a{}, b{};
  };

  static Sense sense_of(const Sector& sector);

  Point point_between(LonLat left, LonLat right, double clearance, Sense sense) const;
  bool parts(const Station& at, double offset, Sense sense) const;
  bool follows(const LonLat& from, const LonLat& to, Sense sense) const;
  std::optional<Point> across(const Station& at, double widest, Sense sense) const;
  std::optional<Point> around(const Point& from, Sense sense) const;
  std::optional<Point> step(const Point& from, double& size, Sense sense) const;
  double longest_step(const Point& from) const;

  bool owns(std::size_t node, const LonLat& place, double distance) const;
  std::optional<Point> leave_node(std::size_t node, const Sector& sector, Path& path) const;
  std::optional<Point> leave_wedge(std::size_t node, const Sector& sector) const;
  std::optional<Point> leave_ray(std::size_t node, const Sector& sector, Path& path) const;
  bool arrive(const Point& at, Sense sense, Path& path);
  void follow(Point at, Sense sense, Path& path);
  bool known(const LonLat& place) const;
  void remember(const Path& curve);

  const Network& network_;
  const LineSight& sight_;
  DividingOptions options_;
  std::function<bool(const LonLat&)> in_zone_;
  std::set<std::pair<std::size_t, std::size_t>> done_;  // node and sector
  std::vector<Chord> chords_;                           // of all curves
};

}  // namespace cordon
