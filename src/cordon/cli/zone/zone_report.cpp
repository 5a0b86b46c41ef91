#include "cordon/cli/zone/zone_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "cordon/cli/error_bounds.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/zone/seam_edges.hpp"

namespace cordon::cli {
namespace {

constexpr int kAreaDecimals = 6;  // of km2
constexpr int kShareDecimals = 3;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

double km2(double m2) {
  return rounded(m2 / 1e6, kAreaDecimals);
}

Range km2(const Range& m2) {
  return {km2(m2.least), km2(m2.most)};
}

Errors errors_of(const Certificate& certificate, int decimals) {
  return {rounded_up(certificate.outward_error, decimals),
          rounded_up(certificate.inward_error, decimals)};
}

Range distances(const std::vector<Member>& members) {
  Range range{members.front().distance.value, members.front().distance.value};
  for (const Member& member : members) {
    range.least = std::min(range.least, member.distance.value);
    range.most = std::max(range.most, member.distance.value);
  }
  return range;
}

/// On which side of the line a part lies, as it was asked for.
Side side_of(const ZonePart& part) {
  if (part.left && !part.right) return Side::left;
  return part.right && !part.left ? Side::right : Side::both;
}

bool same_place(const ZonePart& a, const ZonePart& b) {
  return a.left == b.left && a.right == b.right && a.holders == b.holders;
}

/// The areas of what is certain and of what is possible among the parts at one place, or of all the
/// others; without an uncertainty equal.
Range area_range(const BuiltZone& zone, const ZonePart& part, bool others) {
  Range range;
  for (std::size_t i = 0; i < zone.areas.size(); ++i) {
    const ZonePart& other = zone.parts.parts[i];
    if (same_place(part, other) == others) continue;
    if (other.sureness != Sureness::possible) range.least += zone.areas[i];
    range.most += zone.areas[i];
  }
  return range;
}

/// The least and the greatest share of a part in its zone: it least where all others are greatest,
/// and the other way round, as far as the whole allows.
Range share(const Range& area, const Range& others, const Range& whole) {
  const double most_others = std::min(others.most, whole.most - area.least);
  const double least_others = std::max(others.least, whole.least - area.most);
  const auto percent = [](double part, double rest) {
    return part > 0 ? rounded(100 * part / (part + std::max(0.0, rest)), kShareDecimals) : 0.0;
  };
  return {percent(area.least, most_others), percent(area.most, least_others)};
}

/// Nested zones hold one another, so that only the whole tells what is not of one of them.
Range share(const BuiltZone& zone, const ZonePart& part, bool nested) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  return share(area_range(zone, part, false),
               nested ? Range{0, kInf} : area_range(zone, part, true), zone.whole);
}

std::size_t band_of(const ZonePart& part, const std::vector<Metres>& bands) {
  if (bands.empty()) return 0;
  const double outer = part.left ? part.left->to : part.right->to;
  const auto found = std::find_if(bands.begin(), bands.end(), [&](const Metres& band) {
    return std::abs(band.value - outer) < 1e-6;
  });
  return static_cast<std::size_t>(found - bands.begin()) + 1;
}

/// Empty: none.
std::string side_name(const ZoneTask& task, Side side) {
  if (side == Side::both) return "";
  const std::string& name = side == Side::left ? task.left_name : task.right_name;
  return task.parts.split || name != name_of(side) ? name : "";
}

std::string value_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  return "no value";
}

std::string label(const ZoneTask& task, const GroupReport& group, const FeatureReport& feature) {
  std::vector<std::string> words;
  if (task.grouping == Grouping::none && group.line_feature)
    words.push_back(fmt::format("feature {}", *group.line_feature));
  if (task.grouping == Grouping::field) words.push_back(value_text(group.attributes.front()));
  if (feature.band > 0) {
    const Metres outer = task.parts.bands[feature.band - 1];
    words.push_back(feature.band == 1 || task.parts.nested
                        ? "up to " + format_length(outer)
                        : fmt::format("{} to {}", format_length(task.parts.bands[feature.band - 2]),
                                      format_length(outer)));
  }
  if (task.parts.split) words.push_back(side_name(task, feature.side));
  if (task.by) words.push_back(feature.holders.empty() ? "nobody's" : enumerated(feature.holders));
  if (feature.sureness != Sureness::drawn) words.push_back(name_of(feature.sureness));
  return fmt::format("{}", fmt::join(words, ", "));
}

FeatureReport feature_report(const ZoneReport& report, const GroupReport& group,
                             const BuiltZone& zone, std::size_t index, const Centre& centre) {
  const ZonePart& part = zone.parts.parts[index];
  const ZoneTask& task = report.task;
  FeatureReport feature;
  feature.side = side_of(part);
  feature.band = band_of(part, task.parts.bands);
  feature.left = part.left;
  feature.right = part.right;
  feature.sureness = part.sureness;
  feature.holders = part.holders;
  feature.area_km2 = km2(zone.areas[index]);
  feature.area_range_km2 = km2(area_range(zone, part, false));
  feature.share_pct = share(zone, part, task.parts.nested);
  feature.errors = errors_of(part.certificate, report.error_decimals);
  feature.label = label(task, group, feature);
  Stated stated;
  stated.centre = centre;
  stated.distance = group.distance_m;
  if (!task.parts.bands.empty() || task.parts.left || feature.side != Side::both) {
    stated.left = part.left;
    stated.right = part.right;
  }
  stated.side_name = side_name(task, feature.side);
  stated.sureness = part.sureness;
  if (task.by) stated.holders = part.holders;
  stated.crs = group.method_crs;
  feature.statement = statement(task, stated);
  return feature;
}

/// The CRS that the method worked in.
std::string method_crs(const ZoneOptions& options, const ZoneParts& parts) {
  if (options.method == Method::exact) return "WGS 84";
  return parts.crs.empty() ? options.crs : parts.crs;
}

GroupReport group_report(const ZoneReport& report, ZoneGroup group, const BuiltZone& zone) {
  GroupReport out;
  out.distance_m = distances(group.members);
  out.line_km = rounded(zone.line / 1000, 3);
  out.method_crs = method_crs(report.task.zone, zone.parts);
  out.area_km2 = km2(zone.whole);
  out.line_feature = group.feature;
  out.attributes = std::move(group.attributes);
  const Centre centre = count(group.members);
  for (std::size_t i = 0; i < zone.areas.size(); ++i)
    out.features.push_back(feature_report(report, out, zone, i, centre));
  return out;
}

void count_vertices(const MultiPolygon& polygons, const OutputSpace& space, ZoneReport& report) {
  const std::vector<std::size_t> part_of = match_seam_edges(polygons, space).part_of;
  for (std::size_t k = 0; k < polygons.size(); ++k) report.parts += part_of[k] == k ? 1 : 0;
  for (const Polygon& polygon : polygons) {
    report.holes += polygon.holes.size();
    report.vertices += polygon.shell.size() - 1;
    for (const Ring& hole : polygon.holes) report.vertices += hole.size() - 1;
  }
}

/// A classic buffer is written however wrong it is; so it must be said.
Finding classic_warning(const ZoneReport& report) {
  const auto metres = [&](double error) {
    return grouped(error, error < 10 ? report.error_decimals : 0) + " m";
  };
  return {Severity::warning, "classic-buffer-error",
          fmt::format("this buffer is wrong by up to {}: its boundary reaches up to {} beyond the "
                      "distance and falls up to {} short of it",
                      metres(report.errors.most()), metres(report.errors.outward),
                      metres(report.errors.inward)),
          "leave out --method, --crs, --join, --segments and --mitre-limit for a certified zone"};
}

/// Of several zones some may vanish: shrunk areas, lines far from the areas that are kept.
Finding empty_warning(std::size_t empty, std::size_t all, const std::string& first) {
  return {Severity::warning, "nothing-left",
          fmt::format("nothing is left of {} of {} zones, such as that of {}", empty, all, first),
          "they are not in the output; give another distance, or other areas to clip and erase "
          "with, if they should be"};
}

std::string name_of_zone(const GroupReport& group) {
  return group.line_feature ? fmt::format("feature {}", *group.line_feature)
                            : fmt::format("'{}'", value_text(group.attributes.front()));
}

}  // namespace

Reporter::Reporter(const ZoneTask& task, const GroupStream& groups, Territory territory,
                   const OutputSpace& space)
    : space_(space.for_thread()) {
  const Source& source = groups.source();
  report_.task = task;
  report_.columns = carried_columns(source, task);
  report_.source = source;
  report_.facts = groups.facts();
  report_.territory = std::move(territory);
  report_.centre = {source.counts.points, source.counts.lines, source.counts.areas};
  report_.error_decimals = decimals_of_errors(task.zone.tolerance);
}

std::vector<GroupReport> Reporter::add(std::vector<ZoneGroup> groups,
                                       const std::vector<BuiltZone>& zones) {
  std::vector<GroupReport> reports;
  reports.reserve(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    reports.push_back(group_report(report_, std::move(groups[i]), zones[i]));
    if (report_.task.json || report_.features < kListedFeatures)
      report_.groups.push_back(reports.back());
    add_totals(reports.back(), zones[i]);
  }
  return reports;
}

void Reporter::add_totals(const GroupReport& group, const BuiltZone& zone) {
  const Range& distance = group.distance_m;
  distance_ = report_.zones == 0 ? distance
                                 : Range{std::min(distance_.least, distance.least),
                                         std::max(distance_.most, distance.most)};
  ++report_.zones;
  report_.features += group.features.size();
  area_ = {area_.least + zone.whole.least, area_.most + zone.whole.most};
  clipped_ += zone.clipped;
  erased_ += zone.erased;
  line_ += zone.line;
  if (group.features.empty()) {
    if (empty_++ == 0) first_empty_ = name_of_zone(group);
  } else {  // zones far from each other may each have a CRS of their own
    if (!crs_) crs_ = group.method_crs;
    if (*crs_ != group.method_crs) crs_ = report_.task.zone.crs;
  }
  const Errors errors = errors_of(zone.parts.certificate, report_.error_decimals);
  report_.errors = {std::max(report_.errors.outward, errors.outward),
                    std::max(report_.errors.inward, errors.inward)};
  report_.edges += zone.parts.certificate.edges;
  report_.rebuilt = report_.rebuilt || zone.parts.rebuilt;
  for (const ZonePart& part : zone.parts.parts) count_vertices(part.polygons, space_, report_);
}

std::vector<Field> Reporter::fields(const GroupReport& group, const FeatureReport& feature) const {
  return zone_fields(report_, group, feature);
}

ZoneReport Reporter::finish() {
  if (report_.features == 0)
    throw NothingLeft(fmt::format("nothing is left of any of the {} zones", report_.zones),
                      "give another distance, or other areas to clip and erase with");
  const ZoneTask& task = report_.task;
  report_.area_km2 = km2(area_);
  report_.clipped_km2 = km2(clipped_);
  report_.erased_km2 = km2(erased_);
  report_.line_km = rounded(line_ / 1000, 3);
  report_.method_crs = crs_.value_or("");
  report_.statement = run_statement(task, report_.centre, distance_, report_.method_crs);
  report_.warnings = input_findings(report_.source, report_.territory);
  if (empty_ > 0) report_.warnings.push_back(empty_warning(empty_, report_.zones, first_empty_));
  if (task.zone.classic) report_.warnings.push_back(classic_warning(report_));
  return std::move(report_);
}

}  // namespace cordon::cli
