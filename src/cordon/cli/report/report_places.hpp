// Places and incidents of a report: read around the zone, and told from each other by distance.
#pragma once

#include <optional>

#include "cordon/cli/places_options.hpp"
#include "cordon/cli/report/report_data.hpp"
#include "cordon/report/near.hpp"

namespace cordon::cli {

/// Tells where places lie as seen from a line, and in which regions: by that, or by the polygons of
/// a zone that comes from a file.
struct Surveyor {
  const NearSearch* line = nullptr;  ///< null: none
  bool by_distance = true;           ///< with a line
  double uncertainty = 0;            ///< m
  unsigned threads = 1;
  const std::vector<Region>* regions = nullptr;

  struct Survey {
    std::vector<std::optional<Standing>> standings;
    std::vector<std::vector<Presence>> in_region;  ///< for each place one for each region
  };
  /// Throws Cancelled.
  Survey survey(const Path& places, const Progress& progress) const;
};

/// Places of a table, with what is known of their inhabitants.
struct NamedPlaces {
  std::string source;  ///< as sentences name it
  std::vector<NamedPlace> places;
  InputFile file;
  Findings findings;
};

struct ReadIncidents {
  IncidentFacts facts;
  InputFile file;
  Findings findings;
};

/// The places in a box. Throws as read_places(), naming the option.
NamedPlaces read_named_places(const PlacesTask& task, const BoundingBox& box);

/// Those in the zone, and those up to `within` m from the line.
PlaceFacts place_facts(NamedPlaces places, const Surveyor& surveyor, double within,
                       const Progress& progress);

/// Incidents that may be in the zone. Throws as read_places() and parse_dates(), naming the option.
ReadIncidents read_report_incidents(const IncidentsTask& task, const Surveyor& surveyor,
                                    const Progress& progress);

/// "name.csv" of a path.
std::string file_name(const std::string& path);

}  // namespace cordon::cli
