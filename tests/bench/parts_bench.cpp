// The inner parts one by one, on one thread: projecting, arcs, outlines, assembly, and both halves
// of the certificate.
#include <benchmark/benchmark.h>

#include <string>

#include "bench_lines.hpp"
#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/local_ecef.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/assemble.hpp"
#include "cordon/zone/check/boundary.hpp"
#include "cordon/zone/check/coverage.hpp"
#include "cordon/zone/check/ideal_zone.hpp"
#include "cordon/zone/exact/arcs.hpp"
#include "cordon/zone/exact/exact.hpp"
#include "cordon/zone/exact/outline.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon::bench {
namespace {

/// What the exact method hands on from part to part.
struct Stages {
  explicit Stages(const Case& c)
      : shape(shape_of(c.line)),
        tolerance(c.tolerance),
        space(OutputSpace::lonlat(tolerance)),
        centres(thin_to_points(shape, exact_thinning(kDistance, tolerance))),
        discs(centres, kRadius, 0, 0),
        arcs(exposed_arcs(discs, 1)),
        rings(join_arcs(arcs, discs.size()).value()) {
    for (const std::vector<Arc>& ring : rings)
      outlines.push_back(outline(discs, ring, options(), space));
    zone = exact_zone(shape, kDistance, tolerance, Construction::plain, space, 1, {});
  }
  OutlineOptions options() const {
    return {.distance = kRadius,
            .chord = exact_thinning(kDistance, tolerance).longest,
            .bend = 0.05 * tolerance,
            .sleeve = 0.1 * tolerance};
  }

  static constexpr double kRadius = kDistance;
  const Shape& shape;
  double tolerance;
  OutputSpace space;
  Path centres;
  SphereDiscs discs;
  std::vector<Arc> arcs;
  std::vector<std::vector<Arc>> rings;
  std::vector<Ring> outlines;
  MultiPolygon zone;
};

void per_item(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void project_to_sphere(benchmark::State& state, const Case& c) {
  const Path& path = shape_of(c.line).lines.front();
  for (auto _ : state)
    for (const LonLat& place : path) benchmark::DoNotOptimize(to_conformal_sphere(place));
  per_item(state, path.size());
}

void project_from_sphere(benchmark::State& state, const Case& c) {
  std::vector<Vec3> units;
  for (const LonLat& place : shape_of(c.line).lines.front())
    units.push_back(to_conformal_sphere(place));
  for (auto _ : state)
    for (const Vec3& unit : units) benchmark::DoNotOptimize(from_conformal_sphere(unit));
  per_item(state, units.size());
}

void project_to_ecef(benchmark::State& state, const Case& c) {
  const Path& path = shape_of(c.line).lines.front();
  for (auto _ : state)
    for (const LonLat& place : path) benchmark::DoNotOptimize(wgs84::to_ecef(place));
  per_item(state, path.size());
}

void project_to_local_ecef(benchmark::State& state, const Case& c) {
  const Path& path = shape_of(c.line).lines.front();
  const LocalEcef local(path.front());
  for (auto _ : state)
    for (const LonLat& place : path) benchmark::DoNotOptimize(local.turned(place));
  per_item(state, path.size());
}

void find_arcs(benchmark::State& state, const Case& c) {
  const Stages stages(c);
  for (auto _ : state) benchmark::DoNotOptimize(exposed_arcs(stages.discs, 1));
  per_item(state, stages.discs.size());
}

void draw_outlines(benchmark::State& state, const Case& c) {
  const Stages stages(c);
  for (auto _ : state)
    for (const std::vector<Arc>& ring : stages.rings)
      benchmark::DoNotOptimize(outline(stages.discs, ring, stages.options(), stages.space));
  per_item(state, stages.arcs.size());
}

void assemble_rings(benchmark::State& state, const Case& c) {
  const Stages stages(c);
  for (auto _ : state)
    benchmark::DoNotOptimize(assemble(stages.outlines, stages.shape.areas, stages.space));
  per_item(state, stages.outlines.size());
}

void index_line(benchmark::State& state, const Case& c) {
  const Shape& shape = shape_of(c.line);
  for (auto _ : state) {
    const IdealZone ideal(shape, kDistance, 0.01 * c.tolerance);
    benchmark::DoNotOptimize(&ideal);
  }
}

void certify_boundary(benchmark::State& state, const Case& c) {
  const Stages stages(c);
  const IdealZone ideal(stages.shape, kDistance, 0.01 * c.tolerance);
  const SeamEdges seam = match_seam_edges(stages.zone, stages.space);
  const auto boundary = boundary_of(stages.zone, seam);
  std::size_t edges = 0;
  for (auto _ : state)
    edges = bound_boundary(boundary, ideal, stages.space, 0.03 * c.tolerance, 1).edges;
  per_item(state, edges);
}

void certify_coverage(benchmark::State& state, const Case& c) {
  const Stages stages(c);
  const IdealZone ideal(stages.shape, kDistance, 0.01 * c.tolerance);
  for (auto _ : state)
    benchmark::DoNotOptimize(find_filled_holes(stages.shape, stages.zone, ideal.field(), nullptr,
                                               kDistance + 0.95 * c.tolerance, 0.05 * c.tolerance,
                                               stages.space));
}

[[maybe_unused]] const bool registered = [] {
  for (const Case& c : cases(kOneLine)) {
    if (c.tolerance == 1) {  // has no part in them
      add("project/to_conformal_sphere", project_to_sphere, c);
      add("project/from_conformal_sphere", project_from_sphere, c);
      add("project/to_ecef", project_to_ecef, c);
      add("project/to_local_ecef", project_to_local_ecef, c);
    }
  }
  for (const Case& c : cases(kAllLines)) {
    add("arcs", find_arcs, c);
    add("outlines", draw_outlines, c);
    add("assemble", assemble_rings, c);
    add("certificate/index", index_line, c);
    add("certificate/boundary", certify_boundary, c);
    add("certificate/coverage", certify_coverage, c);
  }
  return true;
}();

}  // namespace
}  // namespace cordon::bench
