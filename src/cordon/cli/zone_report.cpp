#include "cordon/cli/zone_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "cordon/cli/measures.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/geodesy/edges.hpp"

namespace cordon::cli {
namespace {

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

/// An upper bound must not shrink when it is shortened.
double rounded_up(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::ceil(value * scale) / scale;
}

/// Decimals down to a thousandth of the tolerance.
int decimals_of_errors(Metres tolerance) {
  return std::max(0, 3 - static_cast<int>(std::floor(std::log10(tolerance.value))));
}

/// "the line", "the 3 lines", "1 line, 2 points and 1 area".
std::string centre_in_words(const ZoneReport& report) {
  struct Kind {
    std::size_t count;
    std::string_view one;
  };
  std::vector<std::string> kinds;
  for (const Kind& kind :
       {Kind{report.lines, "line"}, Kind{report.points, "point"}, Kind{report.areas, "area"}})
    if (kind.count > 0) kinds.push_back(counted(kind.count, kind.one));
  std::string all = enumerated(kinds);
  if (kinds.size() == 1) return all.starts_with("1 ") ? "the " + all.substr(2) : "the " + all;
  return all;
}

std::string statement_of(const ZoneReport& report) {
  const Metres distance = report.options.distance;
  const std::string centre = centre_in_words(report);
  if (report.lines == 0) return fmt::format("{} around {}", format_length(distance), centre);
  const std::string_view ends = report.options.cap == Cap::round ? "round ends" : "ends cut flat";
  if (report.points + report.areas > 0)
    return fmt::format("{} around {}, with {} of lines", format_length(distance), centre, ends);
  return fmt::format("{} on each side of {}, {} across, with {}", format_length(distance), centre,
                     format_length({2 * distance.value}), ends);
}

/// The figures that both layers carry, so that each can be quoted on its own.
std::vector<Field> line_fields(const ZoneReport& report) {
  const std::string file = std::filesystem::path(report.source.path).filename().string();
  return {{"line_km", "line_km", report.line_km},
          {"line_source", "line_src", file},
          {"line_layer", "line_layer", report.source.layer},
          {"line_sha256", "line_sha", report.source.sha256}};
}

std::vector<Field> zone_fields(const ZoneReport& report) {
  const ZoneOptions& options = report.options;
  std::vector<Field> fields{{"statement", "statement", report.statement},
                            {"distance_m", "distance_m", rounded(options.distance.value, 6)},
                            {"width_m", "width_m", rounded(2 * options.distance.value, 6)},
                            {"side", "side", std::string("both")},
                            {"cap", "cap", name_of(options.cap)},
                            {"edges", "edges", name_of(options.edges)},
                            {"method", "method", name_of(options.method)},
                            {"method_crs", "method_crs", method_crs(options)},
                            {"tolerance_m", "toleranc_m", rounded(options.tolerance.value, 6)},
                            {"max_error_m", "max_err_m", report.max_error_m()},
                            {"outward_error_m", "out_err_m", report.outward_error_m},
                            {"inward_error_m", "in_err_m", report.inward_error_m},
                            {"area_km2", "area_km2", report.area_km2}};
  for (Field& field : line_fields(report)) fields.push_back(std::move(field));
  fields.push_back({"cordon_version", "cordon_ver", cordon_version()});
  return fields;
}

std::vector<std::vector<XY>> drawn_lines(const Shape& shape, const OutputSpace& space) {
  std::vector<std::vector<XY>> lines;
  for (const Path& path : shape.lines) {
    std::vector<XY>& line = lines.emplace_back();
    line.reserve(path.size());
    for (const LonLat& place : path) line.push_back(space.forward(place));
  }
  return lines;
}

}  // namespace

ZoneReport make_report(Source source, const ZoneOptions& options, const Zone& zone,
                       const OutputSpace& space) {
  ZoneReport report;
  report.options = options;
  report.source = std::move(source);
  const Shape& shape = report.source.shape;
  report.points = shape.points.size();
  report.lines = shape.lines.size();
  report.areas = shape.areas.size();
  const double length = options.edges == Edges::planar
                            ? line_length_m(geodesics_of_planar(shape, options.tolerance.value))
                            : line_length_m(shape);
  report.line_km = rounded(length / 1000, 3);
  report.area_km2 = rounded(area_m2(zone.polygons, space, options.tolerance.value / 10) / 1e6, 6);
  report.parts = zone.polygons.size();
  for (const Polygon& polygon : zone.polygons) {
    report.holes += polygon.holes.size();
    report.vertices += polygon.shell.size() - 1;
    for (const Ring& hole : polygon.holes) report.vertices += hole.size() - 1;
  }
  report.error_decimals = decimals_of_errors(options.tolerance);
  report.outward_error_m = rounded_up(zone.certificate.outward_error, report.error_decimals);
  report.inward_error_m = rounded_up(zone.certificate.inward_error, report.error_decimals);
  report.edges = zone.certificate.edges;
  report.rebuilt = zone.rebuilt;
  report.statement = statement_of(report);
  return report;
}

std::vector<Layer> output_layers(const ZoneReport& report, const Zone& zone,
                                 const OutputSpace& space) {
  const Shape& shape = report.source.shape;
  std::vector<Layer> layers{{"zone", {{zone.polygons, zone_fields(report)}}}};
  if (!shape.lines.empty())
    layers.push_back({"line", {{drawn_lines(shape, space), line_fields(report)}}});
  return layers;
}

}  // namespace cordon::cli
