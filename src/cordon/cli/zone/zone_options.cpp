#include "cordon/cli/zone/zone_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <cmath>
#include <filesystem>
#include <thread>

#include "cordon/cli/shared_options.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_outputs.hpp"
#include "cordon/io/connection.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kMaxThreads = 1024;
constexpr unsigned kMaxSegments = 1000;
constexpr double kMaxMitreLimit = 1000;
constexpr double kLeastBand = 2.1;  // tolerances between neighbours, so that they cannot cross

std::string longest() {
  return grouped(kMaxDistance.value / 1000, 0) + " km";
}

[[noreturn]] void out_of_range(std::string_view option, Metres length, const std::string& advice) {
  throw UsageError(fmt::format("--{}: {} is out of range", option, format_length(length)), advice);
}

Metres distance(const Arguments& arguments) {
  const Metres length = arguments.length("distance");
  if (length.value == 0 || std::abs(length.value) > kMaxDistance.value)
    out_of_range("distance", length,
                 fmt::format("give a distance above 0 and up to {}; below 0, areas shrink by it",
                             longest()));
  return length;
}

Metres width(const Arguments& arguments) {
  const Metres length = arguments.length("width");
  if (length.value <= 0 || length.value > 2 * kMaxDistance.value)
    out_of_range(
        "width", length,
        fmt::format("give a width above 0 and up to twice {}, from edge to edge", longest()));
  return length;
}

/// Of --left or --right, where a 0 needs no unit; 0 if it is not given.
Metres reach_on(const Arguments& arguments, const std::string& side) {
  if (!arguments.given(side) || arguments.text(side) == "0") return {0};
  const Metres length = arguments.length(side);
  if (length.value < 0 || length.value > kMaxDistance.value)
    out_of_range(side, length, fmt::format("give 0, or a distance up to {}", longest()));
  return length;
}

void read_reaches(const Arguments& arguments, PartsRequest& parts) {
  if (!arguments.given("left") && !arguments.given("right")) return;
  parts.left = reach_on(arguments, "left");
  parts.right = reach_on(arguments, "right");
  if (parts.left->value == 0 && parts.right->value == 0)
    throw UsageError("--left and --right are both 0: nothing is left of the zone",
                     "give a distance on one side at least, such as --left 15km");
}

void read_sides(const Arguments& arguments, PartsRequest& parts) {
  read_reaches(arguments, parts);
  parts.side = arguments.choice("side", side_names());
  parts.split = arguments.given("split");
  if (parts.split && parts.left && (parts.left->value == 0 || parts.right->value == 0))
    throw UsageError(fmt::format("--split: there is nothing on the {}",
                                 parts.left->value == 0 ? "left" : "right"),
                     "give both --left and --right a distance above 0, or leave out --split");
}

std::vector<Metres> rings(const Arguments& arguments) {
  const std::string text = arguments.text("rings");
  std::vector<std::string> words;
  boost::split(words, text, boost::is_any_of(","));
  std::vector<Metres> out;
  for (const std::string& word : words) {
    const Metres length = about_option("rings", [&] { return parse_length(word); });
    if (length.value <= 0 || length.value > kMaxDistance.value)
      out_of_range("rings", length,
                   fmt::format("give the outer distance of each band, above 0 and up to {}; the "
                               "first band starts at the line",
                               longest()));
    if (!out.empty() && length.value <= out.back().value)
      throw UsageError(fmt::format("--rings: {} does not go on from {}", format_length(length),
                                   format_length(out.back())),
                       "write them in ascending order, each once: --rings 5km,10km,20km");
    out.push_back(length);
  }
  return out;
}

/// "NAME" or "NAME:unit".
DistanceColumn distance_column(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  DistanceColumn column{text.substr(0, colon), ""};
  if (column.name.empty())
    throw UsageError(fmt::format("--distance-field: '{}' names no field", text),
                     "write --distance-field NAME:km");
  if (colon == std::string::npos) return column;
  column.unit = text.substr(colon + 1);
  about_option("distance-field", [&] { return parse_length("1" + column.unit); });
  return column;
}

void read_territory(const Arguments& arguments, ZoneTask& task) {
  if (arguments.given("clip")) task.clip = area_file(arguments.text("clip"));
  if (arguments.given("erase")) task.erase = area_file(arguments.text("erase"));
  if (arguments.given("by")) task.by = named_area_file(arguments.text("by"), "by");
  std::error_code none;
  if (task.clip && task.erase && task.clip->layer == task.erase->layer &&
      (task.clip->path == task.erase->path ||
       fs::equivalent(task.clip->path, task.erase->path, none)))
    throw UsageError(fmt::format("--clip and --erase both name '{}': nothing would be left",
                                 arguments.text("clip")),
                     "keep --clip for what lies in the areas, or --erase for what lies outside");
}

void read_grouping(const Arguments& arguments, ZoneTask& task) {
  const std::string word = arguments.text("dissolve");
  if (word.empty())
    throw UsageError("--dissolve: no field is named", "write --dissolve all, none or FIELD");
  task.grouping = word == "all" ? Grouping::all : word == "none" ? Grouping::none : Grouping::field;
  if (task.grouping == Grouping::field) task.group_field = word;
}

std::optional<ClassicBuffer> classic_buffer(const Arguments& arguments) {
  ClassicBuffer buffer;
  buffer.join = arguments.choice("join", join_names());
  buffer.segments = static_cast<int>(arguments.count("segments", 1, kMaxSegments));
  buffer.mitre_limit = arguments.number("mitre-limit", 1, kMaxMitreLimit);
  const bool asked =
      arguments.given("join") || arguments.given("segments") || arguments.given("mitre-limit");
  return asked ? std::optional(buffer) : std::nullopt;
}

/// How far, how exact and with how many threads: what every command that builds zones asks.
ZoneOptions basic_options(const Arguments& arguments) {
  ZoneOptions zone;
  zone.distance = distance(arguments);
  if (arguments.given("width")) zone.distance.value = width(arguments).value / 2;
  zone.tolerance = arguments.length("tolerance");
  zone.edges = arguments.choice("edges", edges_names());
  zone.threads = arguments.given("threads") ? arguments.count("threads", 1, kMaxThreads)
                                            : std::max(1U, std::thread::hardware_concurrency());
  return zone;
}

ZoneOptions zone_options(const Arguments& arguments) {
  ZoneOptions zone = basic_options(arguments);
  zone.cap = arguments.choice("cap", cap_names());
  zone.method = arguments.choice("method", method_names());
  zone.fit = arguments.choice("fit", fit_names());
  zone.classic = classic_buffer(arguments);
  if (arguments.given("crs")) zone.crs = arguments.text("crs");
  zone.output_crs = arguments.text("output-crs");
  return zone;
}

void check_shrinking(const Arguments& arguments, const ZoneTask& task) {
  if (task.zone.distance.value > 0) return;
  const auto refuse = [&](const std::string& option, std::string_view reason) {
    throw UsageError(
        fmt::format("--{}: a distance below 0 makes areas smaller, and {}", option, reason),
        fmt::format("leave out --{}, or give a distance above 0", option));
  };
  if (task.parts.outside) refuse("outside", "nothing of them lies outside of them");
  if (task.parts.split) refuse("split", "areas have no sides");
  if (task.parts.side != Side::both) refuse("side", "areas have no sides");
  if (arguments.given("cap")) refuse("cap", "areas have no ends");
}

/// All distances at which the options draw a boundary, as far as they are known before the input.
std::vector<double> reaches(const ZoneTask& task) {
  if (task.column) return {};
  std::vector<double> out;
  if (task.parts.left)
    out = {task.parts.left->value, task.parts.right->value};
  else if (!task.parts.bands.empty())
    for (const Metres band : task.parts.bands) out.push_back(band.value);
  else
    out.push_back(std::abs(task.zone.distance.value));
  std::erase(out, 0.0);
  return out;
}

void check_tolerance(const ZoneTask& task, bool given) {
  const std::vector<double> distances = reaches(task);
  const Metres tolerance = task.zone.tolerance;
  const Metres least{distances.empty() ? kMaxDistance.value
                                       : *std::min_element(distances.begin(), distances.end())};
  const Metres highest{kMaxToleranceShare * least.value};
  if (highest.value < kMinTolerance.value)
    throw UsageError(
        fmt::format("a distance of {} is too small for any tolerance", format_length(least)),
        fmt::format("give a distance of {} or more",
                    format_length({kMinTolerance.value / kMaxToleranceShare})));
  if (tolerance.value < kMinTolerance.value || tolerance.value > highest.value)
    throw UsageError(
        fmt::format("--tolerance: {}{} is out of range for a distance of {}",
                    given ? "" : "the default of ", format_length(tolerance), format_length(least)),
        fmt::format("give a tolerance from {} to {} ({:g} % of the distance)",
                    format_length(kMinTolerance), format_length(highest),
                    100 * kMaxToleranceShare));
}

void check_bands(const ZoneTask& task) {
  const std::vector<Metres>& bands = task.parts.bands;
  const double least = kLeastBand * task.zone.tolerance.value;
  for (std::size_t i = 1; i < bands.size(); ++i)
    if (bands[i].value - bands[i - 1].value < least)
      throw UsageError(
          fmt::format("--rings: {} and {} are closer than {:g} tolerances",
                      format_length(bands[i - 1]), format_length(bands[i]), kLeastBand),
          fmt::format("set them {} apart or more, or give a smaller --tolerance",
                      format_length({least})));
}

Metres uncertainty(const Arguments& arguments, const ZoneTask& task) {
  if (!arguments.given("uncertainty")) return {0};
  const Metres length = arguments.length("uncertainty");
  const Metres least{2 * task.zone.tolerance.value};
  if (length.value < least.value)
    throw UsageError(
        fmt::format("--uncertainty: {} is less than two tolerances of {}", format_length(length),
                    format_length(task.zone.tolerance)),
        fmt::format("give {} or more, or a smaller --tolerance", format_length(least)));
  const std::vector<double> distances = reaches(task);
  if (distances.empty()) return length;
  const Metres farthest{*std::max_element(distances.begin(), distances.end())};
  if (length.value >= farthest.value)
    throw UsageError(fmt::format("--uncertainty: with the line up to {} off, nothing within {} of "
                                 "it is certain",
                                 format_length(length), format_length(farthest)),
                     fmt::format("give an uncertainty below {}", format_length(farthest)));
  if (length.value + farthest.value > kMaxDistance.value)
    throw UsageError(fmt::format("--uncertainty: {} and {} are more than {} together",
                                 format_length(length), format_length(farthest), longest()),
                     "give a smaller uncertainty or a smaller distance");
  return length;
}

}  // namespace

AreaFile area_file(const std::string& text) {
  std::error_code none;
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || fs::exists(text, none)) return {text, "", ""};
  const std::string path = text.substr(0, colon);
  if (!fs::exists(path, none) && !path.starts_with("/vsi")) return {text, "", ""};
  return {path, text.substr(colon + 1), ""};
}

AreaFile named_area_file(const std::string& text, std::string_view option) {
  std::error_code none;
  const std::size_t colon = text.rfind(':');
  if (colon == 0)
    throw UsageError(fmt::format("--{}: '{}' names no file", option, text),
                     fmt::format("write --{} FILE{}", option, text));
  const bool in_connection =  // which has colons of its own
      is_database(text) && text.find_first_of("/@=' ", colon) != std::string::npos;
  if (colon == std::string::npos || colon + 1 == text.size() || in_connection ||
      fs::exists(text, none))
    throw UsageError(
        fmt::format("--{}: '{}' names no field that says whose the areas are", option, text),
        fmt::format("write --{} {}:FIELD", option, in_connection ? text : text.substr(0, colon)));
  AreaFile file = area_file(text.substr(0, colon));
  file.field = text.substr(colon + 1);
  return file;
}

bool prints_zone(const std::vector<OutputOptions>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const OutputOptions& output) {
    return output.path == "-" || output.path == "/vsistdout/" || output.path == "/dev/stdout";
  });
}

bool states_reach(const Arguments& arguments) {
  constexpr std::array kReaches{"distance", "width", "left", "right", "rings"};
  return std::any_of(kReaches.begin(), kReaches.end(),
                     [&](const char* option) { return arguments.given(option); });
}

ZoneTask plain_zone_task(const Arguments& arguments) {
  check_reach(arguments);
  ZoneTask task;
  task.source = source_options(arguments);
  task.zone = basic_options(arguments);
  if (task.zone.distance.value < 0)
    out_of_range("distance", task.zone.distance, "give a distance above 0");
  read_reaches(arguments, task.parts);
  if (arguments.given("rings")) task.parts.bands = rings(arguments);
  check_tolerance(task, arguments.given("tolerance"));
  check_bands(task);
  task.parts.uncertainty = uncertainty(arguments, task);
  check_side_names(arguments);
  task.left_name = arguments.text("left-name");
  task.right_name = arguments.text("right-name");
  return task;
}

ZoneTask zone_task(const Arguments& arguments) {
  check_combinations(arguments);
  ZoneTask task;
  task.source = source_options(arguments);
  task.zone = zone_options(arguments);
  read_sides(arguments, task.parts);
  if (arguments.given("rings")) task.parts.bands = rings(arguments);
  task.parts.nested = arguments.given("nested");
  task.parts.outside = arguments.given("outside");
  if (arguments.given("distance-field"))
    task.column = distance_column(arguments.text("distance-field"));
  check_shrinking(arguments, task);
  check_tolerance(task, arguments.given("tolerance"));
  check_bands(task);
  task.parts.uncertainty = uncertainty(arguments, task);
  read_grouping(arguments, task);
  task.source.by_feature = task.column || task.grouping != Grouping::all;
  task.left_name = arguments.text("left-name");
  task.right_name = arguments.text("right-name");
  read_territory(arguments, task);
  read_outputs(arguments, task);
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  if (task.json && prints_zone(task.outputs))
    throw UsageError("--json: the zone and the figures cannot both go to standard output",
                     "leave out --json, or name a file with -o");
  return task;
}

}  // namespace cordon::cli
