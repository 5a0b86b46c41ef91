// What is wrong, or suspect, about an input.
#pragma once

#include <string>
#include <vector>

namespace cordon {

enum class Severity {
  warning,  ///< a zone can be built; it may not be the one that was meant
  error     ///< no zone can be built
};

struct Finding {
  Severity severity = Severity::error;
  std::string code;     ///< stable, for machines: "no-crs", "swapped-axes", "gap" ...
  std::string problem;  ///< one sentence without a full stop, naming file, layer and feature
  std::string advice;   ///< what to do; names the option where one helps
};

using Findings = std::vector<Finding>;

}  // namespace cordon
