#include "cordon/map/thin.hpp"

#ifndef GEOS_USE_ONLY_R_API
#define GEOS_USE_ONLY_R_API
#endif
#include <geos_c.h>

#include <memory>

#include "cordon/base/error.hpp"

namespace cordon::map {
namespace {

// Paths travel to and from GEOS as blocks of doubles.
static_assert(sizeof(XY) == 2 * sizeof(double));

class Thinner {
 public:
  Thinner() : context_(GEOS_init_r(), GEOS_finish_r) {}

  std::vector<XY> thin(const std::vector<XY>& path, double tolerance) const {
    GEOSContextHandle_t geos = context_.get();
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
        geos, &path.front().x, static_cast<unsigned>(path.size()), 0, 0);
    const Geometry line =
        owned(sequence == nullptr ? nullptr : GEOSGeom_createLineString_r(geos, sequence));
    const Geometry thin = owned(GEOSSimplify_r(geos, line.get(), tolerance));
    const GEOSCoordSequence* kept = GEOSGeom_getCoordSeq_r(geos, thin.get());
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos, kept, &size);
    std::vector<XY> result(size);
    if (size > 0) GEOSCoordSeq_copyToBuffer_r(geos, kept, &result.front().x, 0, 0);
    return result;
  }

 private:
  struct Destroy {
    GEOSContextHandle_t geos;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

  Geometry owned(GEOSGeometry* geometry) const {
    if (geometry == nullptr) throw Error("GEOS cannot thin a path");
    return {geometry, Destroy{context_.get()}};
  }

  std::unique_ptr<GEOSContextHandle_HS, void (*)(GEOSContextHandle_t)> context_;
};

}  // namespace

std::vector<std::vector<XY>> thinned(const std::vector<std::vector<XY>>& paths, double tolerance) {
  const Thinner thinner;
  std::vector<std::vector<XY>> result;
  result.reserve(paths.size());
  for (const std::vector<XY>& path : paths)
    result.push_back(path.size() > 2 ? thinner.thin(path, tolerance) : path);
  return result;
}

}  // namespace cordon::map
