#include "cordon/cli/map/map_options.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/cli/map/map_style.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFormats{std::pair{".png", MapFormat::png}, std::pair{".svg", MapFormat::svg},
                              std::pair{".pdf", MapFormat::pdf},
                              std::pair{".html", MapFormat::html}};

constexpr std::size_t kMostBands = 6;  // that themes have looks for

MapFormat format_of(const std::string& path) {
  for (const auto& [extension, format] : kFormats)
    if (has_extension(path, extension)) return format;
  throw UsageError(fmt::format("--output: '{}' names no format of maps", path),
                   "end the name in .png, .svg, .pdf or .html; zones are written by cordon zone");
}

std::vector<MapOutput> outputs_of(const Arguments& arguments, const MapTask& task) {
  std::vector<MapOutput> outputs;
  for (const std::string& path : arguments.list("output")) {
    for (const std::string& input : {task.zone.source.path, task.line, arguments.text("style")}) {
      std::error_code none;
      if (fs::equivalent(path, input, none))
        throw UsageError(fmt::format("--output: '{}' is what the map is made from", path),
                         "write the map to another file");
    }
    outputs.push_back({path, format_of(path)});
  }
  if (outputs.empty()) throw UsageError("no output is given", "add -o map.png");
  return outputs;
}

map::Captions captions_of(const Arguments& arguments) {
  map::Captions captions;
  captions.title = arguments.text("title");
  captions.subtitle = arguments.text("subtitle");
  captions.date = arguments.text("date");
  captions.note = arguments.text("note");
  captions.sources = arguments.list("source");
  captions.credit = arguments.text("credit");
  return captions;
}

OptionGroup zone_group() {
  OptionGroup group = plain_zone_group();
  group.options.push_back(
      {.name = "split", .text = "each side of the zone in a colour of its own"});
  return group;
}

OptionGroup content_group() {
  OptionGroup group = places_group();
  std::erase_if(group.options, [](const Option& o) { return o.name == "places-within"; });
  group.title = "What it shows";
  group.options.push_back({.name = "line",
                           .argument = "FILE",
                           .text = "with a zone: the line of contact that it was built around"});
  group.options.push_back({.name = "roads",
                           .argument = "FILE",
                           .repeatable = true,
                           .text = "lines to find one's way by, with their names (field name)"});
  group.options.push_back(
      {.name = "basemap",
       .argument = "FILE",
       .text = "layers land, lakes, rivers, boundaries, disputed, provinces and countries "
               "(default: Natural Earth, 1:10m)"});
  return group;
}

OptionGroup words_group() {
  return {"Words on it",
          {{.name = "title", .argument = "TEXT", .text = "heading (default: what the zone is)"},
           {.name = "subtitle", .argument = "TEXT", .text = "line below the heading"},
           {.name = "date",
            .argument = "TEXT",
            .text = "the day whose line it is (default: field 'date' of the line)"},
           {.name = "note",
            .argument = "TEXT",
            .text = "what readers must know about the line (default: field 'note' or 'method' of "
                    "the line)"},
           {.name = "source",
            .argument = "TEXT",
            .repeatable = true,
            .text = "who made the line, and its licence (default: field 'source' of the line, or "
                    "its file's name)"},
           {.name = "credit", .argument = "TEXT", .text = "who made the map"}}};
}

OptionGroup output_group() {
  return {"Output",
          {output_option("file to write: .png, .svg or .pdf, all with the same picture, or .html "
                         "with an interactive map; beside a picture goes its description in "
                         "words, a .txt"),
           overwrite_option(), json_option(), quiet_option(), help_option()}};
}

}  // namespace

MapTask map_task(const Arguments& arguments) {
  MapTask task;
  task.zone = plain_zone_task(arguments);
  task.language = about_option("lang", [&] { return map::Language(arguments.text("lang")); });
  task.zone.source.by_feature = true;
  task.states_reach = states_reach(arguments);
  if (arguments.given("left-name")) task.left_name = task.zone.left_name;
  if (arguments.given("right-name")) task.right_name = task.zone.right_name;
  const PartsRequest& parts = task.zone.parts;
  const bool lopsided = parts.left && parts.left->value > 0 && parts.right->value > 0 &&
                        parts.left->value != parts.right->value;
  task.by_side = arguments.given("split") || lopsided;
  if (parts.bands.size() > kMostBands)
    throw UsageError(
        fmt::format("--rings: {} bands are too many to tell apart on a map", parts.bands.size()),
        fmt::format("give {} distances or fewer", kMostBands));
  task.line = arguments.text("line");
  task.roads = arguments.list("roads");
  task.places = places_task(arguments);
  task.basemap = arguments.text("basemap");
  task.captions = captions_of(arguments);
  task.style = {page_of(arguments), style_sheet(arguments), arguments.text("crs")};
  task.themes = page_themes(arguments);
  task.size = arguments.text("size");
  task.theme = arguments.text("theme");
  task.outputs = outputs_of(arguments, task);
  task.overwrite = arguments.given("overwrite");
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  return task;
}

Manual map_manual() {
  return {
      .name = "map",
      .summary = "draw a zone as a map to print, to post or to explore",
      .operands = {"LINE|ZONE"},
      .synopsis = "LINE|ZONE -o map.png [options]",
      .description =
          {"Builds the zone around a line, in the certified way of cordon zone, and draws it with "
           "land and sea, borders, towns, a legend, a scale bar and the sources. Lines and points "
           "are always built around; of polygons a zone is built if --distance, --width, --left, "
           "--right or --rings is given, otherwise they are the zone, as cordon zone writes it. "
           "Of a file with the layers zone and line, both are drawn.",
           "The map is an SVG first, and PNG and PDF are rendered from it: text stays text, "
           "layers are groups with names, and one style sheet says how it looks. The interactive "
           "map is one HTML file that needs no network.",
           "Names on the map are those of GeoNames and Natural Earth, in the language of the map "
           "where the data have them. Borders that the basemap marks as disputed are dashed."},
      .options = {source_group(), zone_group(), content_group(), words_group(), looks_group(),
                  output_group()},
      .examples = {
          {"cordon map line.geojson -o map.png", "the 20 km zone, for a web page"},
          {"cordon map line.geojson --width 20km --split --left-name Idlib -o map.svg -o map.pdf "
           "--size print",
           "the two sides in colours of their own, on a sheet of A4, to edit and to print"},
          {"cordon map line.geojson --lang ar --size story --theme dark -o story.png",
           "in Arabic, from right to left, for a phone"},
          {"cordon map zone.gpkg -o map.html", "a zone that is there already, to explore"}}};
}

}  // namespace cordon::cli
