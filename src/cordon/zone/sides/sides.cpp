#include "cordon/zone/sides/sides.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/base/units.hpp"
#include "cordon/geodesy/drawing.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/seam.hpp"
#include "cordon/zone/sides/ballot.hpp"
#include "cordon/zone/sides/cut_error.hpp"
#include "cordon/zone/sides/dividing_curve.hpp"
#include "cordon/zone/sides/line_sight.hpp"
#include "cordon/zone/sides/linework.hpp"
#include "cordon/zone/sides/network.hpp"

namespace cordon {
namespace {

// Shares of the tolerance; half of it is what the cut may be off:
//   a drawn line leaves its geodesics by         0.04
//   a dividing curve leaves its chords by        0.15
//   and the chords, drawn, their geodesics by    0.05
//   rounding and snapping to the grid            0.03
constexpr double kLineBend = 0.04;
constexpr double kCurveError = 0.15;
constexpr double kCurveBend = 0.05;
constexpr double kCutLimit = 0.5;
/// How far beside a drawn line a face is asked on which hand it is: beyond the line's own error.
constexpr double kPollOffset = 0.1;
constexpr int kMostRounds = 12;

using Drawn = std::vector<std::vector<XY>>;  // in lattice coordinates

class Divider {
 public:
  Divider(const std::vector<Path>& lines, const MultiPolygon& zone, double distance,
          double tolerance, const OutputSpace& space)
      : network_(make_network(lines)),
        sight_(network_),
        zone_(zone),
        distance_(distance),
        tolerance_(tolerance),
        space_(space),
        lattice_(space) {}

  Sides divide() {
    const PointLocator in_zone(zone_);
    DividingCurves curves(
        network_, sight_, {1.05 * distance_ + 4 * tolerance_, kCurveError * tolerance_},
        [&](const LonLat& place) { return in_zone.contains(space_.project(place)); });
    Drawn cuts;
    for (const Path& line : whole_lines()) draw(line, kLineBend, cuts);
    for (const Path& curve : curves.from_nodes()) draw(curve, kCurveBend, cuts);

    const MultiPolygon zone = lattice_.to(zone_);
    const Pollster pollster(sight_, space_, lattice_, kPollOffset * tolerance_);
    CutError measured;
    for (int round = 0; round < kMostRounds; ++round) {
      const std::vector<ZoneFace> faces = cut_into_faces(zone, cuts);
      std::vector<Ballot> ballots;
      ballots.reserve(faces.size());
      for (const ZoneFace& face : faces) ballots.push_back(pollster.poll(face));
      const auto cut_further = [&](bool all) {
        bool any = false;
        for (std::size_t i = 0; i < faces.size(); ++i)
          if (all || ballots[i].disputed(tolerance_ / 2))
            any |= follow(pollster.witnesses(faces[i], ballots[i]), curves, cuts);
        return any;
      };
      if (cut_further(false)) continue;
      Sides sides = assemble(faces, ballots, pollster);
      measured = measure_cut(sides.left, sides.right, sight_, kCutLimit * tolerance_, space_);
      sides.error = measured.error;
      if (measured.error <= kCutLimit * tolerance_) return sides;
      // A curve is missing that no line bears witness of: look everywhere.
      if (!cut_further(true)) break;
    }
    fail(measured);
  }

 private:
  /// The network's edges, those that follow each other joined.
  std::vector<Path> whole_lines() const {
    std::vector<Path> lines;
    std::size_t end = kNoNode;
    for (const NetworkEdge& edge : network_.edges) {
      if (edge.from != end) lines.push_back({network_.nodes[edge.from].place});
      lines.back().push_back(network_.nodes[edge.to].place);
      end = edge.to;
    }
    return lines;
  }

  /// Adds a path of geodesics, drawn in the output's coordinates.
  void draw(const Path& path, double share, Drawn& into) const {
    if (path.size() < 2) return;
    std::vector<XY> drawn = draw_geodesics(path, share * tolerance_, space_);
    const auto add = [&](const std::vector<XY>& part) {
      std::vector<XY>& on_lattice = into.emplace_back();
      on_lattice.reserve(part.size());
      for (const XY& xy : part) on_lattice.push_back(lattice_.to(xy));
    };
    if (!space_.wraps())
      add(drawn);
    else
      for (const std::vector<XY>& part : cut_path_at_seam(drawn)) add(part);
  }

  /// Follows the curves that are missing between witnesses. False if there were none.
  bool follow(const std::vector<std::pair<LonLat, LonLat>>& witnesses, DividingCurves& curves,
              Drawn& cuts) const {
    bool any = false;
    for (const auto& [a, b] : witnesses) {
      const Path curve = curves.through(a, b);
      draw(curve, kCurveBend, cuts);
      any |= !curve.empty();
    }
    return any;
  }

  Hand hand_of(const ZoneFace& face, const Ballot& ballot, const Pollster& pollster) const {
    if (ballot.left == ballot.right) return sight_.hand(pollster.place(face.inner));
    return ballot.left > ballot.right ? Hand::left : Hand::right;
  }

  Sides assemble(const std::vector<ZoneFace>& faces, const std::vector<Ballot>& ballots,
                 const Pollster& pollster) const {
    MultiPolygon left;
    MultiPolygon right;
    for (std::size_t i = 0; i < faces.size(); ++i)
      (hand_of(faces[i], ballots[i], pollster) == Hand::left ? left : right)
          .push_back(faces[i].polygon);
    return {lattice_.from(dissolve(left)), lattice_.from(dissolve(right)), 0};
  }

  [[noreturn]] void fail(const CutError& measured) const {
    if (measured.error == 0)  // it never came to measuring
      throw CertificateError("the sides of the zone cannot be told apart",
                             "check the line for stretches that run over each other");
    throw CertificateError(fmt::format("the cut between the sides is more than {} off near "
                                       "longitude {:.5f}, latitude {:.5f}",
                                       format_length({kCutLimit * tolerance_}), measured.place.lon,
                                       measured.place.lat),
                           "check the line there, or ask for a larger --tolerance");
  }

  Network network_;
  LineSight sight_;
  const MultiPolygon& zone_;
  double distance_;
  double tolerance_;
  const OutputSpace& space_;
  Lattice lattice_;
};

}  // namespace

Sides split_sides(const std::vector<Path>& lines, const MultiPolygon& zone, double distance,
                  double tolerance, const OutputSpace& space) {
  return Divider(lines, zone, distance, tolerance, space).divide();
}

}  // namespace cordon
