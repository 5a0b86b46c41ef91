#include "cordon/cli/places_options.hpp"

#include <fmt/format.h>

#include "cordon/base/error.hpp"
#include "cordon/cli/shared_options.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kNone = "none";

/// The table that Cordon brings, which shipped_map_places() reads.
PlacesTask shipped_places() {
  PlacesTask places;
  places.shipped = true;
  const std::string name = "places/geonames_cities500.csv";
  const auto file = data_file(name);
  if (!file)
    throw DataError(fmt::format("Cordon's data lack '{}'", name),
                    "name a table with --places FILE, or leave places out with --places none");
  places.table.source.path = file->string();
  return places;
}

}  // namespace

std::optional<PlacesTask> places_task(const Arguments& arguments) {
  const std::string path = arguments.text("places");
  if (path == kNone) {
    if (arguments.given("places-within"))
      throw UsageError("--places none and --places-within do not go together",
                       "leave out one of them");
    return std::nullopt;
  }
  PlacesTask places;
  if (path.empty()) {
    places = shipped_places();
    check_need(arguments, "population-field", "places");
  } else {
    places.table.source.path = path;
  }
  places.population_field = arguments.text("population-field");
  places.table.distinct_names = false;
  if (arguments.given("places-within")) {
    places.within = arguments.length("places-within");
    if (places.within->value < 0 || places.within->value > 2 * kMaxDistance.value)
      throw UsageError(
          fmt::format("--places-within: {} is out of range", format_length(*places.within)),
          fmt::format("give a distance up to {}", format_length({2 * kMaxDistance.value})));
  }
  return places;
}

OptionGroup places_group() {
  return {
      "Places",
      {{.name = "places",
        .argument = "FILE",
        .text = "towns and villages: points, or a table with latitude and longitude; none for no "
                "places (default: GeoNames, 500 inhabitants or more)"},
       {.name = "places-within",
        .argument = "LENGTH",
        .text = "list places outside of the zone too, up to this distance from the line (default: "
                "twice the distance of the zone)"},
       {.name = "population-field",
        .argument = "FIELD",
        .text = "with --places: the column of inhabitants; 0 and empty cells are unknown"}}};
}

}  // namespace cordon::cli
