// The figures of `cordon verify`: computed once, quoted by every output.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/cli/verify/verify_claim.hpp"
#include "cordon/cli/verify/verify_options.hpp"
#include "cordon/io/drawn_areas.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/measure.hpp"

namespace cordon::cli {

struct CheckFigures {
  Check check;
  Measurement measured;
};

struct VerifyFigures {
  VerifyTask task;
  DrawnAreas zone;  ///< without its areas
  Source line;      ///< without its shape
  ZoneOptions options;
  std::vector<CheckFigures> checks;
  std::vector<std::string> left_out;  ///< what was not checked, and why
  Findings warnings;
  std::vector<WrittenFile> files;

  /// Every check holds, and the polygons are drawn as polygons should be.
  bool holds() const;
};

/// Reads the zone and its line and measures all checks. Throws as claim_of(), read_drawn_areas(),
/// read_source() and measure_zone(); UsageError if the operands are swapped or no line is given.
VerifyFigures verify(const VerifyTask& task, const Progress& progress);

/// One feature for each place where the zone is wrong, in longitude/latitude; may be none.
std::vector<Feature> problem_features(const VerifyFigures& figures);
LayerSchema problem_schema();

/// "zone.geojson holds 1 m." or how it does not.
std::string verify_sentence(const VerifyFigures& figures);
std::string verify_text(const VerifyFigures& figures);
std::string verify_json(const VerifyFigures& figures);

}  // namespace cordon::cli
