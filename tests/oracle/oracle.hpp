// The judge of the tests: everything that can be measured about a zone against its definition.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "boundary.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/zone/zone.hpp"
#include "reference.hpp"

namespace cordon::oracle {

struct Effort {
  int near_samples = 1000;  ///< random places within 4 tolerances of the drawn boundary
  int far_samples = 500;    ///< random places in the widened box of the zone, and as many within
                            ///< 1.5 distances of the shape
  double cell = 0;          ///< m; finest cell of the search for missing and stray parts;
                            ///< 0: a tenth of the distance, or a thousandth of the perimeter
  std::uint64_t seed = 1;
  double slack = 0.02;  ///< of the tolerance; by how much the largest error of a boundary may be
                        ///< missed
};

struct Report {
  BoundaryError boundary;       ///< round caps only
  std::size_t edges = 0;        ///< of the boundary
  std::size_t places = 0;       ///< that were classified
  std::vector<LonLat> wrong;    ///< places on the wrong side by more than the tolerance
  std::size_t holes = 0;        ///< loops of the boundary around what is not in the zone
  std::size_t stray_holes = 0;  ///< without a place beyond the distance less half the tolerance
  std::size_t loose = 0;        ///< flat caps: boundary vertices farther than the tolerance from a
                                ///< change between inside and outside
  LonLat loose_at;
  double tolerance = 0;
  Fit fit = Fit::nearest;

  /// Within the tolerance everywhere, on the side that the fit allows, but for the oracle's slack.
  bool holds() const;
};

std::string to_line(const Report& report);
std::ostream& operator<<(std::ostream& out, const Report& report);

/// Judges a zone (options.output_crs is not looked at).
Report check_zone(const Shape& shape, const ZoneOptions& options, const Drawing& zone,
                  const Effort& effort = {});

/// The same for a zone in lon/lat, cut at +-180 and at the poles.
Report check_zone(const Shape& shape, const ZoneOptions& options, const MultiPolygon& zone,
                  const Effort& effort = {});

/// Places where the zone differs from the truth, found by dividing its box into cells: a cell is
/// settled if the distance at its middle shows that all of it is inside or outside, and divided
/// until it is or has become as small as `cell`. Together with a boundary that is within the
/// tolerance this finds every missing or stray part wider than a cell, wherever it is.
std::vector<LonLat> misplaced_cells(const Drawing& zone, const ReferenceShape& shape,
                                    double distance, double tolerance, double cell,
                                    std::size_t& places);

}  // namespace cordon::oracle
