#include "cordon/zone/projected/plain.hpp"

#include <cmath>
#include <memory>
#include <numbers>

#include "cordon/zone/geos.hpp"
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
  const auto destroy = [&](GEOSBufferParams* params) {
    GEOSBufferParams_destroy_r(context.handle(), params);
  };
  const std::unique_ptr<GEOSBufferParams, decltype(destroy)> params(
      GEOSBufferParams_create_r(context.handle()), destroy);
  if (params == nullptr) context.fail("buffer lines");
  GEOSBufferParams_setEndCapStyle_r(context.handle(), params.get(), GEOSBUF_CAP_ROUND);
  GEOSBufferParams_setJoinStyle_r(context.handle(), params.get(), GEOSBUF_JOIN_ROUND);
  GEOSBufferParams_setQuadrantSegments_r(context.handle(), params.get(),
                                         quadrant_segments(distance, arc_error));
  return from_geos({context,
                    GEOSBufferWithParams_r(context.handle(), lines.get(), params.get(), distance),
                    "buffer lines"});
}

}  // namespace cordon
