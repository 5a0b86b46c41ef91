#include "cordon/zone/projected/geos_buffer.hpp"

#include <memory>

namespace cordon {
namespace {

int geos_cap(Cap cap) {
  switch (cap) {
    case Cap::flat:
      return GEOSBUF_CAP_FLAT;
    case Cap::square:
      return GEOSBUF_CAP_SQUARE;
    default:
      return GEOSBUF_CAP_ROUND;
  }
}

int geos_join(Join join) {
  switch (join) {
    case Join::mitre:
      return GEOSBUF_JOIN_MITRE;
    case Join::bevel:
      return GEOSBUF_JOIN_BEVEL;
    default:
      return GEOSBUF_JOIN_ROUND;
  }
}

}  // namespace

MultiPolygon geos_buffer(const GeosGeometry& geometry, double distance, Cap cap,
                         const ClassicBuffer& style) {
  const GeosContext& context = geometry.context();
  GEOSContextHandle_t handle = context.handle();
  const auto destroy = [&](GEOSBufferParams* params) {
    GEOSBufferParams_destroy_r(handle, params);
  };
  const std::unique_ptr<GEOSBufferParams, decltype(destroy)> params(
      GEOSBufferParams_create_r(handle), destroy);
  if (params == nullptr) context.fail("buffer a shape");
  GEOSBufferParams_setEndCapStyle_r(handle, params.get(), geos_cap(cap));
  GEOSBufferParams_setJoinStyle_r(handle, params.get(), geos_join(style.join));
  GEOSBufferParams_setMitreLimit_r(handle, params.get(), style.mitre_limit);
  GEOSBufferParams_setQuadrantSegments_r(handle, params.get(), style.segments);
  return from_geos({context, GEOSBufferWithParams_r(handle, geometry.get(), params.get(), distance),
                    "buffer a shape"});
}

}  // namespace cordon
