// The project of a zone that was built.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/qgis/layer_styles.hpp"
#include "cordon/cli/qgis/project_frame.hpp"
#include "cordon/cli/zone/zone_report.hpp"
#include "cordon/io/qgis/project.hpp"

namespace cordon::cli {

struct ProjectMaterial {
  std::vector<HeldLayer> layers, basemap;  ///< each from the bottom up
  std::vector<map::Place> places;          ///< of the layer of this name
  std::vector<std::string> credits;        ///< whose places and basemap they are
};

/// The project that the task asks for, beside its GeoPackage. The words of the sheet are those of
/// the map; of the places it shows as many of the most populous as there is room to name.
qgis::Project project_of(const ZoneReport& report, const ProjectFrame& frame, const Theme& theme,
                         const ProjectMaterial& material);

/// What a file of that name holds: .qgs, or packed.
std::string project_bytes(const qgis::Project& project, const std::string& path);

}  // namespace cordon::cli
