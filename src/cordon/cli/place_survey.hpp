// Places around a zone, and how they lie to it.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/cli/places_options.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/map/content.hpp"

namespace cordon::cli {

/// What places are set against.
struct Surveyed {
  const Shape& measured_from;  ///< the line, or what the zone is around; edges geodesic
  bool has_sides = false;
  const MultiPolygon& zone;  ///< degrees; what is certainly in it
};

struct SurveyedPlaces {
  std::vector<map::Place> places;
  Findings findings;   ///< warnings only
  std::string credit;  ///< whose data they are
};

/// All places in the box, named in a language where the data have it. Throws as read_map_places(),
/// naming the option.
SurveyedPlaces survey_places(const PlacesTask& task, const BoundingBox& box,
                             const std::string& language, const Surveyed& zone, unsigned threads);

}  // namespace cordon::cli
