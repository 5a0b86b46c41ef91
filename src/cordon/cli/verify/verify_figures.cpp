#include "cordon/cli/verify/verify_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/report/shares.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

constexpr double kReferenceShare = 0.02;  // of the tolerance, for parts that zones are set against
constexpr double kStatedSlack = 0.05;     // of the tolerance: what bounds may exceed errors by
constexpr double kEast = 180;             // degrees
constexpr double kPole = 90;
constexpr std::string_view kZoneLayer = "zone";
constexpr std::string_view kLineLayer = "line";

bool has_layer(const std::string& path, std::string_view name) {
  const std::vector<std::string> layers = layers_of(path);
  return std::find(layers.begin(), layers.end(), name) != layers.end();
}

SourceOptions zone_source(const VerifyTask& task) {
  SourceOptions zone = task.zone;
  if (zone.layer.empty() && zone.sql.empty() && layers_of(zone.path).size() > 1 &&
      has_layer(zone.path, kZoneLayer))
    zone.layer = kZoneLayer;
  return zone;
}

SourceOptions line_source(const VerifyTask& task) {
  if (task.line) return *task.line;
  const std::string name = task.line_layer.empty() ? std::string(kLineLayer) : task.line_layer;
  if (!has_layer(task.zone.path, name))
    throw UsageError(fmt::format("no line is given, and '{}' has no layer '{}' beside its zone",
                                 shown_name(task.zone.path), name),
                     "write cordon verify ZONE LINE [options]");
  SourceOptions line;
  line.path = task.zone.path;
  line.layer = name;
  return line;
}

DrawnAreas read_zone(const VerifyTask& task) {
  try {
    return read_drawn_areas(zone_source(task));
  } catch (const FindingError& error) {
    if (error.code() != "not-areas" || !task.line) throw;
    const Source other = read_source(*task.line);
    if (other.counts.areas == 0) throw;
    throw UsageError(fmt::format("'{}' holds no zone, but '{}' holds polygons: are they swapped?",
                                 shown_name(task.zone.path), shown_name(task.line->path)),
                     "write the zone first, then its line: cordon verify ZONE LINE");
  }
}

bool is_literal(const Path& ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (std::abs(ring[i].lon) > kEast) return false;
    const bool along_pole =
        i > 0 && std::abs(ring[i].lat) == kPole && ring[i].lat == ring[i - 1].lat;
    if (i > 0 && !along_pole && std::abs(ring[i].lon - ring[i - 1].lon) > kEast) return false;
  }
  return true;
}

Ring to_ring(const Path& path) {
  Ring ring;
  ring.reserve(path.size());
  for (const LonLat& place : path) ring.push_back({place.lon, place.lat});
  return ring;
}

/// As drawn; what leaves the map at the antimeridian, or jumps over it, is cut there.
MultiPolygon polygons_of(const std::vector<Area>& areas, bool wraps) {
  MultiPolygon polygons;
  std::vector<Area> beyond;
  for (const Area& area : areas) {
    if (wraps && !(is_literal(area.shell) &&
                   std::all_of(area.holes.begin(), area.holes.end(), is_literal))) {
      beyond.push_back(area);
      continue;
    }
    Polygon& polygon = polygons.emplace_back(Polygon{to_ring(area.shell), {}});
    for (const Path& hole : area.holes) polygon.holes.push_back(to_ring(hole));
  }
  for (Polygon& polygon : straight_polygons(beyond)) polygons.push_back(std::move(polygon));
  return polygons;
}

/// All areas of some features as one set.
MultiPolygon united(const DrawnAreas& zone, const std::vector<std::size_t>& features) {
  MultiPolygon all;
  for (const std::size_t i : features)
    for (Polygon& polygon : polygons_of(zone.source.by_feature[i].shape.areas, zone.wraps))
      all.push_back(std::move(polygon));
  if (all.empty())
    throw DataError(fmt::format("'{}' has features without any polygon", zone.source.path),
                    "leave them out with --where");
  return canonical(all.size() == 1 ? all : unite(all));
}

PartsRequest request_of(const Check& check, const Shape& shape) {
  PartsRequest request;
  request.members = {{shape, Metres{check.farthest}}};
  if (check.from == 0 && check.farthest <= check.distance()) {
    request.left = Metres{check.reach.left};
    request.right = Metres{check.reach.right};
    return request;
  }
  request.side = check.side;
  request.nested = check.from == 0;
  if (check.from > 0) request.bands.push_back({check.from});
  request.bands.push_back({check.distance()});
  if (check.farthest > check.distance()) request.bands.push_back({check.farthest});
  return request;
}

bool is_meant(const ZonePart& part, const Check& check) {
  const std::optional<Band>& band = part.left ? part.left : part.right;
  if (!band || (check.from == 0 && check.farthest <= check.distance())) return true;
  return std::abs(band->to - check.distance()) < 1e-6 &&
         (check.from == 0 || std::abs(band->from - check.from) < 1e-6);
}

Measurement measure_part(const Check& check, const Shape& shape, const MultiPolygon& drawn,
                         const ZoneOptions& options, const Progress& progress) {
  ZoneOptions exact = options;
  exact.tolerance.value = std::max(kMinTolerance.value, kReferenceShare * options.tolerance.value);
  exact.fit = Fit::nearest;
  const ZoneParts parts = build_parts(request_of(check, shape), exact, progress);
  MultiPolygon reference;
  for (const ZonePart& part : parts.parts)
    if (is_meant(part, check))
      reference.insert(reference.end(), part.polygons.begin(), part.polygons.end());
  if (reference.size() > 1) reference = unite(reference);
  return measure_against(reference, parts.certificate, shape, drawn, options);
}

void warn_of_other_line(const VerifyFigures& figures, Findings& findings) {
  if (!figures.task.line) return;
  for (const ZoneFeature& feature : zone_features(figures.zone.source)) {
    if (feature.line_sha256.empty() || feature.line_sha256 == figures.line.sha256) continue;
    findings.push_back(
        {Severity::warning, "other-line",
         fmt::format("'{}' says it was built around '{}', and '{}' is another file "
                     "or another version of it",
                     figures.zone.source.path, feature.line_source, figures.line.path),
         "give the very file, if it is there; the figures are those of the line "
         "that was given"});
    return;
  }
}

void warn_of_understated(const VerifyFigures& figures, Findings& findings) {
  double stated = 0;
  for (const ZoneFeature& feature : zone_features(figures.zone.source))
    stated = std::max(stated, feature.max_error);
  double found = 0;
  for (const CheckFigures& check : figures.checks)
    if (check.check.means == Means::distance)
      found = std::max({found, check.measured.outward.error, check.measured.inward.error});
  if (stated == 0 || found <= stated + kStatedSlack * figures.options.tolerance.value) return;
  findings.push_back(
      {Severity::warning, "understated-error",
       fmt::format("'{}' says that its error is at most {}, and it is not",
                   figures.zone.source.path, format_length({stated})),
       "it was changed after it was built, or the line or an option is another one"});
}

}  // namespace

bool VerifyFigures::holds() const {
  return zone.faults.empty() &&
         std::all_of(checks.begin(), checks.end(),
                     [](const CheckFigures& check) { return check.measured.holds; });
}

VerifyFigures verify(const VerifyTask& task, const Progress& progress) {
  VerifyFigures figures;
  figures.task = task;
  report(progress, 0, "reading");
  figures.zone = read_zone(task);
  figures.line = read_source(line_source(task));
  stop_if_interrupted();
  const Claim claim = claim_of(figures.zone, task);
  figures.options = claim.options;
  figures.left_out = claim.left_out;
  const Shape shape = std::exchange(figures.line.shape, {});
  for (const Check& check : claim.checks) {
    const double done = static_cast<double>(figures.checks.size());
    const auto all = static_cast<double>(claim.checks.size());
    const Progress part = part_of(progress, done / all, (done + 1) / all);
    const MultiPolygon drawn = united(figures.zone, check.features);
    ZoneOptions options = claim.options;
    options.distance.value = check.distance();
    figures.checks.push_back({check, check.means == Means::distance
                                         ? measure_zone(shape, drawn, options, part)
                                         : measure_part(check, shape, drawn, options, part)});
    stop_if_interrupted();
  }
  for (const Findings* found : {&figures.zone.source.findings, &figures.line.findings})
    figures.warnings.insert(figures.warnings.end(), found->begin(), found->end());
  warn_of_other_line(figures, figures.warnings);
  warn_of_understated(figures, figures.warnings);
  for (SourceFeature& feature : figures.zone.source.by_feature) feature.shape = {};
  return figures;
}

}  // namespace cordon::cli
