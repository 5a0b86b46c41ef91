#include "cordon/cli/publish/report_figures.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cordon/base/error.hpp"
#include "cordon/cli/theme.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::json;

/// The first fact of a measure is that of the whole zone: a zone on one side is named by its side.
void read_first(const Json& fact, std::string_view measure, std::optional<Figure>& figure) {
  const Json& value = fact.at("value");
  if (figure || fact.at("measure") != measure || value.is_null()) return;
  figure = Figure{value.get<double>(), {}};
  if (fact.contains("least") && fact.contains("most"))
    figure->bounds = Bounds{fact.at("least").get<double>(), fact.at("most").get<double>()};
}

/// The place that the facts of a statement are about.
std::optional<ReportedPlace> place_of(const Json& facts) {
  std::optional<double> lon, lat;
  for (const Json& fact : facts) {
    const auto& measure = fact.at("measure").get_ref<const std::string&>();
    if (measure == "longitude") lon = fact.at("value").get<double>();
    if (measure == "latitude") lat = fact.at("value").get<double>();
  }
  if (!lon || !lat) return std::nullopt;
  return ReportedPlace{facts.front().at("subject").get<std::string>(), {*lon, *lat}};
}

}  // namespace

ReportFigures report_figures(const std::filesystem::path& file) {
  const std::string text = file_text(file, "report");
  ReportFigures figures;
  std::optional<Figure> area;
  try {
    const Json report = Json::parse(text);
    for (const Json& statement : report.at("statements")) {
      const Json& facts = statement.at("facts");
      const auto& section = statement.at("section").get_ref<const std::string&>();
      for (const Json& fact : facts) {
        if (section == "Zone") read_first(fact, "area", area);
        if (section == "Places") read_first(fact, "places", figures.places);
        if (section == "Places")
          read_first(fact, "known population of places", figures.known_population);
        if (section == "Population") read_first(fact, "population", figures.people);
      }
      if (section != "Places in the zone") continue;
      if (auto place = place_of(facts)) figures.inside.push_back(std::move(*place));
    }
  } catch (const Json::exception& error) {
    throw DataError(fmt::format("'{}' is no report: {}", file.filename().string(), error.what()),
                    "write it with cordon report -o report.json");
  }
  if (!area)
    throw DataError(fmt::format("'{}' tells no area of a zone", file.filename().string()),
                    "write it with cordon report -o report.json");
  figures.area = *area;
  return figures;
}

}  // namespace cordon::cli
