// What `cordon contact` prints about a finished line, for people and for machines.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cordon/cli/contact/contact_report.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

/// All lines between two sides.
struct Pair {
  std::size_t lines = 0;
  double length = 0, gap_max = 0, overlap_max = 0;  // m

  void add(const ContactLine& line) {
    ++lines;
    length += line.length;
    gap_max = std::max(gap_max, line.gap_max);
    overlap_max = std::max(overlap_max, line.overlap_max);
  }
};

using Pairs = std::map<std::pair<std::size_t, std::size_t>, Pair>;

Pairs pairs_of(const Contact& contact) {
  Pairs pairs;
  for (const ContactLine& line : contact.lines) pairs[{line.left, line.right}].add(line);
  return pairs;
}

Pair total_of(const Contact& contact) {
  Pair total;
  for (const ContactLine& line : contact.lines) total.add(line);
  return total;
}

/// Widths below a centimetre are rounding.
std::string width(double metres) {
  return metres < 1000 ? grouped(metres, metres < 10 ? 2 : 0) + " m"
                       : grouped(metres / 1000, 2) + " km";
}

std::string in_words(const Pair& pair) {
  std::string out =
      fmt::format("{} km in {}", grouped(pair.length / 1000, 1), counted(pair.lines, "line"));
  std::vector<std::string> widest;
  if (pair.gap_max > 0) widest.push_back("gaps up to " + width(pair.gap_max));
  if (pair.overlap_max > 0) widest.push_back("overlaps up to " + width(pair.overlap_max));
  return widest.empty() ? out : fmt::format("{}, {}", out, enumerated(widest));
}

std::string sides_in_words(const ContactReport& report) {
  const Sides& sides = report.sides;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < sides.areas.size(); ++i)
    out.push_back(sides.places.empty() ? fmt::format("{} ({})", sides.areas[i].name,
                                                     counted(sides.areas[i].areas.size(), "area"))
                                       : fmt::format("{} ({})", sides.areas[i].name,
                                                     counted(sides.places[i], "place")));
  return enumerated(out);
}

std::string left_out_in_words(const ContactReport& report) {
  const LeftOut& out = report.contact.left_out;
  std::vector<std::string> parts;
  if (out.loops > 0) parts.push_back(counted(out.loops, "loop"));
  if (out.pieces > 0) parts.push_back(counted(out.pieces, "loose piece"));
  if (out.ends > 0) parts.push_back(counted(out.ends, "dead end"));
  if (parts.empty()) return "";
  return summary_row("Left out", fmt::format("{} shorter than {}, {} km in all", enumerated(parts),
                                             format_length(report.task.options.min_length),
                                             grouped(out.length / 1000, 2)));
}

Json pair_json(const Pair& pair) {
  return {{"lines", pair.lines},
          {"length_m", pair.length},
          {"gap_max_m", pair.gap_max},
          {"overlap_max_m", pair.overlap_max}};
}

Json sides_json(const Sides& sides) {
  Json out = Json::array();
  for (std::size_t i = 0; i < sides.areas.size(); ++i) {
    Json& side = out.emplace_back(Json{{"name", sides.areas[i].name}});
    side["areas"] = sides.areas[i].areas.size();
    if (!sides.places.empty()) side["places"] = sides.places[i];
    side["sources"] = Json::array();
    for (const std::size_t file : sides.files[i])
      side["sources"].push_back(sides.sources[file].path);
  }
  return out;
}

Json sources_json(const Sides& sides) {
  Json out = Json::array();
  for (const SideFile& file : sides.sources)
    out.push_back({{"source", file.path},
                   {"layer", file.layer},
                   {"driver", file.driver},
                   {"crs", file.crs},
                   {"sha256", file.sha256},
                   {"features", file.features}});
  return out;
}

/// Each with the very fields that it has in the outputs.
Json lines_json(const ContactReport& report) {
  Json out = Json::array();
  for (const Feature& feature : contact_layer(report).features) {
    Json& line = out.emplace_back(Json::object());
    for (const Field& field : feature.fields) line[field.name] = to_json(field.value);
  }
  return out;
}

}  // namespace

std::string contact_summary(const ContactReport& report) {
  const Pairs pairs = pairs_of(report.contact);
  std::string out = fmt::format("Line of contact: {}\n", in_words(total_of(report.contact)));
  out += summary_row("Sides", sides_in_words(report));
  std::string_view name = "Contact";
  for (const auto& [sides, pair] : pairs) {
    out +=
        summary_row(name, fmt::format("{} (left) and {}: {}", report.sides.areas[sides.first].name,
                                      report.sides.areas[sides.second].name, in_words(pair)));
    name = "";
  }
  out += left_out_in_words(report);
  out += summary_row("Accuracy", fmt::format("shared edges as given, middle lines within {}",
                                             format_length(kContactTolerance)));
  return out + files_text(report.files);
}

std::string contact_json(const ContactReport& report) {
  const LeftOut& left_out = report.contact.left_out;
  Json out = pair_json(total_of(report.contact));
  out["gap_limit_m"] = report.task.options.gap.value;
  out["min_length_m"] = report.task.options.min_length.value;
  out["tolerance_m"] = kContactTolerance.value;
  out["method"] = report.task.places ? "places" : "areas";
  out["sides"] = sides_json(report.sides);
  out["pairs"] = Json::array();
  for (const auto& [sides, pair] : pairs_of(report.contact)) {
    Json item{{"left", report.sides.areas[sides.first].name},
              {"right", report.sides.areas[sides.second].name}};
    item.update(pair_json(pair));
    out["pairs"].push_back(item);
  }
  out["features"] = lines_json(report);
  out["left_out"] = {{"loops", left_out.loops},
                     {"pieces", left_out.pieces},
                     {"dead_ends", left_out.ends},
                     {"length_m", left_out.length}};
  out["sources"] = sources_json(report.sides);
  if (!report.sides.clip_source.empty()) out["clip_source"] = report.sides.clip_source;
  out["warnings"] = warnings_json(report.sides.findings);
  out["files"] = files_json(report.files);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
