// The sets of polygons that parts are cut from.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/parts/plan.hpp"
#include "cordon/zone/parts/vicinity.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {

/// A set of polygons in the output space, valid.
struct Operand {
  MultiPolygon polygons;
  /// Against the distance that it stands for; errors below 0: it keeps so far away from it.
  Certificate certificate;
};

/// The places that all operands `in` hold and none of `out`.
struct Region {
  std::vector<std::size_t> in, out;  ///< numbers of operands
};

struct Operands {
  std::vector<Operand> all;
  std::vector<std::vector<Region>> levels;  ///< for each level of the plan the regions that it
                                            ///< unites, its own zones first
  std::string crs;                          ///< that zones were buffered in, as Zone says
  bool rebuilt = false;                     ///< some zone failed its first certificate

  std::size_t add(Operand operand) {
    all.push_back(std::move(operand));
    return all.size() - 1;
  }
};

/// Builds and certifies every whole zone of the plan, each once. With flat caps the zones of a
/// group all end where the largest one does. `options.tolerance` is what each may err, `aim` m how
/// far beyond its distance each is drawn. Throws as build_zone().
Operands build_levels(const Plan& plan, const ZoneOptions& options, double aim,
                      const OutputSpace& space, const Progress& progress);

/// What is known of an edge that is drawn within `error` m of where it belongs, but is at no
/// distance from anything: what fit asks for does not depend on it.
Certificate error_aside(double error, Fit fit);

/// Areas in the output space, within a hundredth of the tolerance; those far from the vicinity are
/// left out or drawn only so well that they stay away from it. Throws DataError for rings that are
/// none, or places that are not on the Earth.
Operand flattened(const std::vector<Area>& areas, const Vicinity& vicinity,
                  const ZoneOptions& options, const OutputSpace& space);

}  // namespace cordon
