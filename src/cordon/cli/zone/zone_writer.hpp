// From zones that were built to the layers that are written and the report about them.
#pragma once

#include <vector>

#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/cli/zone/zone_groups.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/output.hpp"

namespace cordon::cli {

/// Writes the layer "zone", a feature for each part, and the layer "line" where the source has
/// lines and an output holds two layers. Any thread, one at a time.
class ZoneWriter {
 public:
  /// `task` and `outputs` must outlive it.
  ZoneWriter(const ZoneTask& task, const Source& source, Territory territory, OutputSet& outputs,
             const OutputSpace& space);

  /// `zones` belong to `groups`, one each. Throws as OutputSet::add().
  void add(std::vector<ZoneGroup> groups, std::vector<BuiltZone> zones);

  /// Completes the outputs, which are to be committed. Throws as Reporter::finish() and
  /// OutputSet::finish().
  ZoneReport finish();

 private:
  void keep_lines(const std::vector<ZoneGroup>& groups);

  const ZoneTask& task_;
  OutputSet& outputs_;
  OutputSpace space_;
  Reporter reporter_;
  bool begun_ = false;
  bool with_lines_;
  std::vector<std::vector<XY>> lines_;  // of the layer "line", which has one feature
};

}  // namespace cordon::cli
