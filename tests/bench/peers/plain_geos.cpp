// A plain buffer, as fast as GEOS and PROJ give it: OGR reads, PROJ projects all vertices, GEOS
// buffers them in the plane, PROJ takes the result back, OGR writes.
#include <fmt/format.h>
#include <geos_c.h>
#include <proj.h>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "files.hpp"

namespace cordon::bench {
namespace {

struct Settings {
  std::string crs;
  double distance = 0;  // m
  int segments = 0;     // of a quarter circle
  bool united = false;
};

GEOSContextHandle_t context() {
  static const std::unique_ptr<GEOSContextHandle_HS, decltype(&GEOS_finish_r)> handle(
      GEOS_init_r(), &GEOS_finish_r);
  return handle.get();
}

struct Destroy {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context(), geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

Geometry checked(GEOSGeometry* geometry, const char* what) {
  if (geometry == nullptr) throw std::runtime_error(fmt::format("GEOS failed: {}", what));
  return Geometry(geometry);
}

class Projection {
 public:
  explicit Projection(const std::string& crs)
      : way_(proj_create_crs_to_crs(nullptr, "OGC:CRS84", crs.c_str(), nullptr), &proj_destroy) {
    if (!way_) throw std::runtime_error(crs + ": PROJ knows no way there");
  }

  void transform(PJ_DIRECTION direction, std::vector<double>& x, std::vector<double>& y) const {
    const std::size_t step = sizeof(double);
    const std::size_t done =
        proj_trans_generic(way_.get(), direction, x.data(), step, x.size(), y.data(), step,
                           y.size(), nullptr, 0, 0, nullptr, 0, 0);
    if (done != x.size()) throw std::runtime_error("PROJ could not project all vertices");
  }

 private:
  std::unique_ptr<PJ, decltype(&proj_destroy)> way_;
};

Geometry projected(const OGRGeometry& lines, const Projection& projection) {
  std::vector<GEOSGeometry*> parts;
  for (const OGRLineString* line : lines_of(lines)) {
    const auto size = static_cast<std::size_t>(line->getNumPoints());
    std::vector<double> x(size);
    std::vector<double> y(size);
    constexpr int kStep = sizeof(double);
    line->getPoints(x.data(), kStep, y.data(), kStep);
    projection.transform(PJ_FWD, x, y);
    GEOSCoordSequence* vertices = GEOSCoordSeq_copyFromArrays_r(
        context(), x.data(), y.data(), nullptr, nullptr, static_cast<unsigned>(size));
    parts.push_back(checked(GEOSGeom_createLineString_r(context(), vertices), "a line").release());
  }
  return checked(GEOSGeom_createCollection_r(context(), GEOS_MULTILINESTRING, parts.data(),
                                             static_cast<unsigned>(parts.size())),
                 "lines");
}

std::unique_ptr<OGRLinearRing> unprojected(const GEOSGeometry* ring, const Projection& projection) {
  const GEOSCoordSequence* vertices = GEOSGeom_getCoordSeq_r(context(), ring);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context(), vertices, &size);
  std::vector<double> x(size);
  std::vector<double> y(size);
  GEOSCoordSeq_copyToArrays_r(context(), vertices, x.data(), y.data(), nullptr, nullptr);
  projection.transform(PJ_INV, x, y);
  auto result = std::make_unique<OGRLinearRing>();
  result->setPoints(static_cast<int>(size), x.data(), y.data());
  return result;
}

OGRGeometryUniquePtr unprojected_zone(const GEOSGeometry& zone, const Projection& projection) {
  auto result = std::make_unique<OGRMultiPolygon>();
  for (int i = 0; i < GEOSGetNumGeometries_r(context(), &zone); ++i) {
    const GEOSGeometry* part = GEOSGetGeometryN_r(context(), &zone, i);
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(
        unprojected(GEOSGetExteriorRing_r(context(), part), projection).release());
    for (int hole = 0; hole < GEOSGetNumInteriorRings_r(context(), part); ++hole)
      polygon->addRingDirectly(
          unprojected(GEOSGetInteriorRingN_r(context(), part, hole), projection).release());
    result->addGeometryDirectly(polygon.release());
  }
  return OGRGeometryUniquePtr(result.release());
}

Geometry united(std::vector<Geometry> zones) {
  std::vector<GEOSGeometry*> parts;
  parts.reserve(zones.size());
  for (Geometry& zone : zones) parts.push_back(zone.release());
  const Geometry all =
      checked(GEOSGeom_createCollection_r(context(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                          static_cast<unsigned>(parts.size())),
              "a collection");
  return checked(GEOSUnaryUnion_r(context(), all.get()), "the union");
}

void buffer(const std::string& in, const std::string& out, const Settings& settings) {
  Phases phases;
  std::vector<Feature> features = read_features(in);
  phases.end("read");

  const Projection projection(settings.crs);
  std::vector<Geometry> zones;
  zones.reserve(features.size());
  for (const Feature& feature : features)
    zones.push_back(checked(GEOSBuffer_r(context(), projected(*feature.geometry, projection).get(),
                                         settings.distance, settings.segments),
                            "a buffer"));
  phases.end("buffer");

  if (settings.united) {
    Geometry all = united(std::move(zones));
    zones.clear();
    zones.push_back(std::move(all));
    features.resize(1);
    phases.end("union");
  }
  for (std::size_t i = 0; i < zones.size(); ++i)
    features[i].geometry = unprojected_zone(*zones[i], projection);
  phases.end("back");

  write_zones(out, std::move(features));
  phases.end("write");
}

}  // namespace
}  // namespace cordon::bench

int main(int argc, char** argv) {
  if (argc != 7 || (std::string(argv[6]) != "each" && std::string(argv[6]) != "all")) {
    fmt::print(stderr, "usage: plain_geos LINES OUT.fgb CRS DISTANCE_M SEGMENTS each|all\n");
    return 2;
  }
  return cordon::bench::run(argv[0], [&] {
    cordon::bench::buffer(
        argv[1], argv[2],
        {argv[3], std::stod(argv[4]), std::stoi(argv[5]), std::string(argv[6]) == "all"});
  });
}
