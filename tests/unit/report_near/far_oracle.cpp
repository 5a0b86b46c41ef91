#include "far_oracle.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cordon::oracle {
namespace {

const GeographicLib::Geodesic& earth() {
  return GeographicLib::Geodesic::WGS84();
}

/// Least of a function on [0, length] that has one least value inside, or none but at the ends.
template <typename F>
double least(const F& f, double length) {
  constexpr double kEnough = 1e-4;  // m; of the place: the value is far closer
  const double g = std::numbers::phi - 1;
  double low = 0, high = length;
  double p = high - g * (high - low), q = low + g * (high - low);
  double at_p = f(p), at_q = f(q);
  const double at_ends = std::min(f(0), f(length));
  while (high - low > kEnough) {
    if (at_p < at_q) {
      high = q;
      q = p;
      at_q = at_p;
      at_p = f(p = high - g * (high - low));
    } else {
      low = p;
      p = q;
      at_p = at_q;
      at_q = f(q = low + g * (high - low));
    }
  }
  return std::min({at_ends, at_p, at_q});
}

}  // namespace

FarReference::FarReference(const Shape& shape) {
  const ReferenceShape cut(shape);
  for (const Piece& piece : cut.pieces()) {
    Stretch stretch{piece.a, 0, 0, piece.a};
    double unused = 0;
    earth().Inverse(piece.a.lat, piece.a.lon, piece.b.lat, piece.b.lon, stretch.length,
                    stretch.azimuth, unused);
    stretch.middle = geodesic_direct(piece.a, stretch.azimuth, stretch.length / 2);
    stretches_.push_back(stretch);
  }
}

double FarReference::distance(const LonLat& place) const {
  struct Candidate {
    double least;  // no place of the stretch is nearer
    const Stretch* stretch;
  };
  std::vector<Candidate> candidates;
  for (const Stretch& s : stretches_)
    candidates.push_back({geodesic_distance(s.middle, place) - s.length / 2, &s});
  std::sort(candidates.begin(), candidates.end(),
            [](const auto& a, const auto& b) { return a.least < b.least; });
  double best = std::numeric_limits<double>::infinity();
  for (const Candidate& c : candidates) {
    if (c.least >= best) break;
    const auto line = earth().DirectLine(c.stretch->a.lat, c.stretch->a.lon, c.stretch->azimuth,
                                         c.stretch->length);
    best = std::min(best, least(
                              [&](double along) {
                                LonLat at;
                                line.Position(along, at.lat, at.lon);
                                return geodesic_distance(at, place);
                              },
                              c.stretch->length));
  }
  return best;
}

}  // namespace cordon::oracle
