// What is wrong, or suspect, about an input.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/base/geometry.hpp"

namespace cordon {

enum class Severity {
  warning,  ///< a zone can be built; it may not be the one that was meant
  error     ///< no zone can be built
};

/// A place on the map to look at.
struct FindingSpot {
  LonLat at;         ///< degrees, WGS84
  std::string text;  ///< what is there; names no file
};

struct Finding {
  Severity severity = Severity::error;
  std::string code;     ///< stable, for machines: "no-crs", "swapped-axes", "gap" ...
  std::string problem;  ///< one sentence without a full stop, naming file, layer and feature
  std::string advice;   ///< what to do; names the option where one helps
  std::optional<FindingSpot> spot = {};  ///< where the check knows it
};

using Findings = std::vector<Finding>;

/// An input that cannot be used; carries the code of the finding that says why.
class FindingError : public DataError {
 public:
  explicit FindingError(const Finding& finding)
      : DataError(finding.problem, finding.advice), code_(finding.code) {}
  const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

}  // namespace cordon
