// What a command line of `cordon verify` asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/base/units.hpp"
#include "cordon/cli/arguments.hpp"
#include "cordon/cli/manual.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// How far a zone reaches on each side of the line, m; 0: not on that side.
struct Sides {
  double left = 0, right = 0;
  friend bool operator==(const Sides&, const Sides&) = default;
};

/// Only what the command line says; the rest is the zone file's to tell.
struct VerifyTask {
  SourceOptions zone;
  std::optional<SourceOptions> line;  ///< none: a layer of the zone's own file
  std::string line_layer;
  std::optional<double> distance;  ///< m, on each side
  std::optional<Sides> sides;
  std::optional<double> tolerance;  ///< m
  std::optional<Cap> cap;
  std::optional<Edges> edges;
  unsigned threads = 1;
  std::vector<OutputOptions> outputs;
  bool json = false, quiet = false;
};

/// Throws UsageError for values out of range and options that do not go together.
VerifyTask verify_task(const Arguments& arguments);

Manual verify_manual();

}  // namespace cordon::cli
