// Builds a zone and lets the oracle judge it, as a part of a test.
#pragma once

#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/zone/zone.hpp"
#include "oracle.hpp"

namespace cordon {

struct Judged {
  Zone zone;
  oracle::Report report;
};

/// Fails the running test unless the zone holds its tolerance everywhere and its certificate admits
/// all that the oracle found.
Judged judge(const Shape& shape, const ZoneOptions& options, const oracle::Effort& effort = {});

ZoneOptions zone_options(Method method, double distance, double tolerance);

/// "exact", "projected".
std::string name_of(Method method);

/// For the names of tests: "100m", "10cm", "1mm", "370_4km".
std::string name_of(Metres length);

/// All named shapes that fit a distance of 20 km.
const std::vector<oracle::Case>& all_cases();
const oracle::Case& case_named(const std::string& name);

}  // namespace cordon
