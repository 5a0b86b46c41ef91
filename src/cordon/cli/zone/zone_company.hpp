// The layers of a GeoPackage that keep a zone company: places around it, and where to look twice.
#pragma once

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/cli/place_survey.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/output.hpp"
#include "cordon/zone/certificate.hpp"

namespace cordon::cli {

/// The layer "places": points with name, population, capital, in_zone, distance_km and, around
/// lines, side. May be empty.
LayerSchema place_schema(const ZoneTask& task, bool has_sides);
std::vector<Feature> place_features(const std::vector<map::Place>& places, const ZoneTask& task,
                                    bool has_sides, const OutputSpace& space);

/// The layer "problems": warnings about inputs that have a place, where a classic buffer is wrong,
/// and where a certified boundary is farthest from the true one, with kind, text and error_m. May
/// be empty.
LayerSchema zone_problem_schema();
std::vector<Feature> zone_problem_features(const Certificate& certificate, const ZoneReport& report,
                                           const OutputSpace& space);

}  // namespace cordon::cli
