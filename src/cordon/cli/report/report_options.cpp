#include "cordon/cli/report/report_options.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/cli/shared_options.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kNone = "none";
constexpr unsigned kMaxBands = 65535;

void check_needs(const Arguments& arguments) {
  for (const char* option : {"incidents-where", "date-field", "date-format", "precision-field"})
    check_need(arguments, option, "incidents");
  for (const char* option : {"population-band", "population-density"})
    check_need(arguments, option, "population");
  check_need(arguments, "limits-where", "limits");
}

void read_areas(const Arguments& arguments, ReportTask& task) {
  const std::vector<std::string> texts = arguments.list("areas");
  task.shipped_areas = texts.empty();
  for (const std::string& text : texts)
    if (text != kNone) task.areas.push_back(named_area_file(text, "areas"));
  if (texts.size() > task.areas.size() && texts.size() > 1)
    throw UsageError("--areas none and --areas FILE do not go together", "leave out --areas none");
}

std::optional<IncidentsTask> incidents_task(const Arguments& arguments) {
  if (!arguments.given("incidents")) return std::nullopt;
  IncidentsTask task;
  task.table.source.path = arguments.text("incidents");
  task.table.source.where = arguments.text("incidents-where");
  task.table.distinct_names = false;
  task.date_field = arguments.text("date-field");
  task.precision_field = arguments.text("precision-field");
  static const std::vector<std::pair<std::string_view, DateOrder>> orders{
      {"auto", DateOrder::by_evidence},
      {"dmy", DateOrder::day_first},
      {"mdy", DateOrder::month_first}};
  task.order = arguments.choice("date-format", orders);
  return task;
}

std::optional<PopulationTask> population_task(const Arguments& arguments) {
  if (!arguments.given("population")) return std::nullopt;
  PopulationTask task;
  task.raster.path = arguments.text("population");
  task.raster.band_option = "--population-band";
  if (arguments.given("population-band"))
    task.raster.band = static_cast<int>(arguments.count("population-band", 1, kMaxBands));
  if (arguments.given("population-density")) task.meaning = CellMeaning::density;
  return task;
}

OptionGroup zone_group() {
  OptionGroup group = plain_zone_group();
  group.options.push_back({.name = "line",
                           .argument = "FILE",
                           .text = "with a zone: the line of contact that it was built around "
                                   "(default: layer line of the zone's own file)"});
  return group;
}

OptionGroup facts_group() {
  return {
      "Facts",
      {{.name = "areas",
        .argument = "FILE[:LAYER]:FIELD",
        .repeatable = true,
        .text = "areas to share the zone out to, with the field that names them; none for no "
                "areas (default: Natural Earth's provinces and countries)"},
       {.name = "incidents",
        .argument = "FILE",
        .text = "events with places and dates, as UCDP and ACLED publish them"},
       {.name = "incidents-where",
        .argument = "CONDITION",
        .text = "count only incidents that meet this condition of OGR SQL"},
       {.name = "date-field",
        .argument = "FIELD",
        .text = "column of the incidents' dates (default: date_start, event_date or date)"},
       {.name = "date-format",
        .argument = "auto|dmy|mdy",
        .fallback = "auto",
        .text = "what 03/04/2018 means: 3 April or March 4; by default other dates of the column "
                "must tell"},
       {.name = "precision-field",
        .argument = "FIELD",
        .text = "column that says how exact their places are (default: where_prec or "
                "geo_precision)"},
       {.name = "population",
        .argument = "RASTER",
        .text = "count people in a raster, each cell by the share of it that the zone covers"},
       {.name = "population-band",
        .argument = "N",
        .text = "band of the raster, where there are several"},
       {.name = "population-density",
        .text = "the cells hold people on a square kilometre, not people in the cell"},
       {.name = "limits",
        .argument = "FILE[:LAYER]",
        .text = "limits that somebody published, lines or areas: how far they lie from the line, "
                "and how much of them in the zone"},
       {.name = "limits-where",
        .argument = "CONDITION",
        .text = "only those limits that meet this condition of OGR SQL"}}};
}

OptionGroup output_group() {
  return {"Output",
          {{.name = "title", .argument = "TEXT", .text = "heading of the report"},
           {.name = "date",
            .argument = "TEXT",
            .text = "the day whose line it is (default: field 'date' of the line)"},
           {.name = "note",
            .argument = "TEXT",
            .text = "what readers must know about the line (default: field 'note' or 'method' of "
                    "the line)"},
           {.name = "output",
            .letter = 'o',
            .argument = "OUT",
            .repeatable = true,
            .text = "file to write: .md for a page of sentences, .csv with one row a fact, .json"},
           {.name = "overwrite", .text = "replace files that exist"},
           json_option(),
           quiet_option(),
           help_option()}};
}

}  // namespace

ReportTask report_task(const Arguments& arguments) {
  check_needs(arguments);
  ReportTask task;
  task.zone = plain_zone_task(arguments);
  task.states_reach = states_reach(arguments);
  task.line = arguments.text("line");
  task.zone.source.by_feature = true;
  read_areas(arguments, task);
  task.places = places_task(arguments);
  task.incidents = incidents_task(arguments);
  task.population = population_task(arguments);
  if (arguments.given("limits"))
    task.limits = LimitsTask{area_file(arguments.text("limits")), arguments.text("limits-where")};
  task.title = arguments.text("title");
  task.date = arguments.text("date");
  task.note = arguments.text("note");
  task.outputs = arguments.list("output");
  task.overwrite = arguments.given("overwrite");
  task.json = arguments.given("json");
  task.quiet = arguments.given("quiet");
  return task;
}

Manual report_manual() {
  return {
      .name = "report",
      .summary = "say what a zone holds: areas, towns, incidents and people",
      .operands = {"LINE|ZONE"},
      .synopsis = "LINE|ZONE [options]",
      .description =
          {"Builds the zone around a line, in the certified way of cordon zone, and measures what "
           "lies in it: on all of it, on each side and in each band. Lines and points are always "
           "built around; of polygons a zone is built if --distance, --width, --left, --right or "
           "--rings is given, otherwise they are the zone, as cordon zone writes it; with its "
           "line, "
           "from the same file or by --line, the report is that of the line.",
           "Lengths and areas are those of the WGS84 ellipsoid. A place or an incident is inside "
           "if its geodesic distance from the line says so. Borders of areas are straight in "
           "longitude and latitude, as their files draw them.",
           "With --uncertainty every figure gets a range: the least and the greatest value that "
           "it may have with the line that much off."},
      .options = {source_group(), zone_group(), facts_group(), places_group(), output_group()},
      .examples = {
          {"cordon report line.geojson -o report.md -o report.csv",
           "the 20 km zone as a page of sentences, and as a table of facts"},
          {"cordon report line.geojson --rings 5km,10km,20km --uncertainty 2km",
           "three bands, every figure with its range"},
          {"cordon report line.shp --incidents ged.csv --incidents-where \"where_prec < 3\"",
           "incidents by side and month, without those whose place is not known well"},
          {"cordon report zone.gpkg --population gpw_2020.tif --json",
           "the people in a zone that is there already"}}};
}

}  // namespace cordon::cli
