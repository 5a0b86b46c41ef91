#include "cordon/zone/projected/plain.hpp"

#include <cmath>
#include <numbers>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/projected/geos_buffer.hpp"
#include "cordon/zone/projected/straighten.hpp"

namespace cordon {
namespace {

/// GEOS's arcs fall short by up to 2.22 times the sagitta of its nominal step, where a turn is
/// about one and a half steps; half as many steps again make up for it.
constexpr double kStepsFactor = 1.5;

int quadrant_segments(double distance, double arc_error) {
  return static_cast<int>(
      std::ceil(kStepsFactor * std::numbers::pi / 2 / arc_step(distance, arc_error)));
}

}  // namespace

MultiPolygon plain_buffer(const std::vector<PlanePath>& paths, double distance, double arc_error) {
  const GeosContext context;
  const GeosGeometry lines = to_geos_paths(context, paths);
  return geos_buffer(lines, distance, Cap::round,
                     {.segments = quadrant_segments(distance, arc_error)});
}

}  // namespace cordon
