// From zones that were built to the layers that are written and the report about them.
#pragma once

#include <optional>
#include <vector>

#include "cordon/cli/qgis/project_content.hpp"
#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/cli/zone/zone_groups.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/io/output.hpp"

namespace cordon::cli {

/// Writes the layer "zone", a feature for each part; "line", where the source has lines and an
/// output holds two layers; and into GeoPackages "places" and "problems", if one zone is around all
/// features; and the project that shows one of these. Any thread, one at a time.
class ZoneWriter {
 public:
  /// `task` and `outputs` must outlive it. Throws as theme_sheet().
  ZoneWriter(const ZoneTask& task, const GroupStream& groups, Territory territory,
             OutputSet& outputs, const OutputSpace& space);

  /// `zones` belong to `groups`, one each. Throws as OutputSet::add().
  void add(std::vector<ZoneGroup> groups, std::vector<BuiltZone> zones);

  /// Completes the outputs, which are to be committed. Throws as Reporter::finish(),
  /// survey_places(), read_basemap(), ProjectFrame and OutputSet::finish().
  ZoneReport finish();

 private:
  /// Of the one zone, what places are set against.
  struct Centre {
    Shape shape;
    MultiPolygon certain, possible;  // degrees
    Certificate certificate;
  };
  void keep_lines(const std::vector<ZoneGroup>& groups);
  void keep_centre(const std::vector<ZoneGroup>& groups, const std::vector<BuiltZone>& zones);
  void write_places(ZoneReport& report);
  void write_problems(const ZoneReport& report);
  void write_project(const ZoneReport& report);
  void dress(const LayerSchema& schema, const qgis::LayerStyle& style, const LayerNotes& notes);

  const ZoneTask& task_;
  OutputSet& outputs_;
  OutputSpace space_;
  Reporter reporter_;
  Theme theme_;
  qgis::LayerStyle zone_style_, line_style_, place_style_, problem_style_;
  bool begun_ = false;
  bool with_lines_;
  bool with_company_;
  std::vector<std::vector<XY>> lines_;  // of the layer "line", which has one feature
  std::optional<Centre> centre_;
  LayerSchema zone_schema_;
  ProjectMaterial material_;
};

}  // namespace cordon::cli
