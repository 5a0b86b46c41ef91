// The layers that `cordon contact` writes, and the fields of their features.
#include <fmt/format.h>

#include <cmath>

#include "cordon/cli/contact/contact_report.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/zone/areas.hpp"

namespace cordon::cli {
namespace {

constexpr double kOutputTolerance = 0.01;  // m; coordinates are rounded to a hundredth of it

OutputSpace output_space() {
  return OutputSpace::lonlat(kOutputTolerance);
}

double millimetres(double metres) {
  return std::round(metres * 1e3) / 1e3;
}

template <typename Text>
std::string joined(const Sides& sides, std::size_t side, const Text& text) {
  std::string out;
  for (const std::size_t file : sides.files[side])
    out += (out.empty() ? "" : ", ") + text(sides.sources[file]);
  return out;
}

/// Where the land of a side is from.
void add_source(std::vector<Field>& fields, const Sides& sides, std::size_t side,
                const std::string& name, const std::string& short_name) {
  fields.push_back(
      {name + "_source", short_name + "_src", joined(sides, side, [](const SideFile& file) {
         return source_name(file.path, file.layer);
       })});
  fields.push_back({name + "_sha256", short_name + "_sha",
                    joined(sides, side, [](const SideFile& file) { return file.sha256; })});
}

std::vector<Field> line_fields(const ContactReport& report, const ContactLine& line) {
  const Sides& sides = report.sides;
  std::vector<Field> fields{
      {"left", "left", sides.areas[line.left].name},
      {"right", "right", sides.areas[line.right].name},
      {"length_m", "length_m", millimetres(line.length)},
      {"gap_max_m", "gap_max_m", millimetres(line.gap_max)},
      {"overlap_max_m", "ovrlap_max", millimetres(line.overlap_max)},
      {"gap_limit_m", "gap_limit", report.task.options.gap.value},
      {"min_length_m", "min_len_m", report.task.options.min_length.value},
      {"tolerance_m", "toleranc_m", kContactTolerance.value},
      {"method", "method", std::string(report.task.places ? "places" : "areas")}};
  add_source(fields, sides, line.left, "left", "left");
  add_source(fields, sides, line.right, "right", "right");
  if (!sides.clip_source.empty()) fields.push_back({"clip_source", "clip_src", sides.clip_source});
  fields.push_back({"cordon_version", "cordon_ver", cordon_version()});
  return fields;
}

}  // namespace

Layer contact_layer(const ContactReport& report) {
  ZoneOptions drawing;
  drawing.tolerance = kContactTolerance;
  Layer layer{"contact", {}};
  for (const ContactLine& line : report.contact.lines)
    layer.features.push_back(
        {drawn_lines({{}, {line.path}, {}}, drawing, output_space()), line_fields(report, line)});
  return layer;
}

Layer control_layer(const ContactReport& report) {
  const OutputSpace space = output_space();
  Layer layer{"control", {}};
  for (std::size_t i = 0; i < report.sides.areas.size(); ++i) {
    const NamedAreas& side = report.sides.areas[i];
    if (side.areas.empty()) continue;
    std::vector<Field> fields{
        {"side", "side", side.name},
        {"places", "places", static_cast<std::int64_t>(report.sides.places[i])},
        {"area_km2", "area_km2", millimetres(area_m2(Shape{{}, {}, side.areas}) / 1e6)}};
    add_source(fields, report.sides, i, "places", "places");
    if (!report.sides.clip_source.empty())
      fields.push_back({"clip_source", "clip_src", report.sides.clip_source});
    fields.push_back({"cordon_version", "cordon_ver", cordon_version()});
    layer.features.push_back(
        {on_grid(flatten(side.areas, kContactTolerance.value, space), space), std::move(fields)});
  }
  return layer;
}

}  // namespace cordon::cli
