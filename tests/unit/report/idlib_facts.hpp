// All figures of the report about Idlib, computed anew: distances by GeographicLib and plain
// minimisation, areas by quartering the map, counts by reading the tables line by line.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon::test {

/// Subject and measure, as the report names them.
using FactKey = std::pair<std::string, std::string>;

struct Expected {
  double value = 0;
  double tolerance = 0;
};

struct ExpectedFacts {
  std::map<FactKey, Expected> numbers;
  std::map<FactKey, std::string> words;
};

/// A row of a CSV file by the names of its columns.
using CsvRow = std::map<std::string, std::string>;
std::vector<CsvRow> read_csv(const std::string& path);

/// The line of contact, read with a JSON parser.
Path idlib_line();

void expect_line_and_areas(ExpectedFacts& facts);
/// Of places with a known distance up to 40 km, and of UCDP's 304 events.
void expect_places(ExpectedFacts& facts);
void expect_incidents(ExpectedFacts& facts);

}  // namespace cordon::test
