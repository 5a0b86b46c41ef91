// A drawing to compare: a line with the zone around it, a zone, or areas of control, from a file.
#pragma once

#include <string>

#include "cordon/base/progress.hpp"
#include "cordon/cli/compare/compare_options.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/report/comparison.hpp"

namespace cordon::cli {

enum class DrawingKind { line, zone, control };

struct Drawing {
  DrawingKind kind = DrawingKind::line;
  Situation situation;
  std::string path;
  std::string name;  ///< Source::name
  std::string sha256;
  std::string date;     ///< ISO 8601, a year and month at least; empty: not known
  std::string no_line;  ///< of control areas: why their line of contact is not known
  Findings warnings;
};

/// "2018-09-17", or the name of the file.
std::string label_of(const Drawing& drawing);

/// A date in a text such as "front_2018-09-17.geojson" or "idlib 201809": ISO 8601; empty if there
/// is none, or more than one.
std::string date_in(const std::string& text);

/// Throws as read_source(), read_areas() and build_parts(); DataError for lines beside areas.
Drawing read_drawing(const std::string& path, const CompareTask& task, const Progress& progress);

/// Throws UsageError if two drawings are of different kinds, or the first one has a later date;
/// DataError if the lines run against each other, so that their sides cannot be compared.
void check_comparable(const Drawing& before, const Drawing& after);

}  // namespace cordon::cli
