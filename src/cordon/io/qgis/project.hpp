// A project of QGIS: layers of a GeoPackage in groups, with their looks, and a sheet to print.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/output.hpp"
#include "cordon/io/qgis/layer_style.hpp"

namespace cordon::qgis {

/// A rectangle of the project's CRS.
struct Extent {
  XY low, high;
};

struct ProjectLayer {
  LayerSchema schema;
  std::string title;
  LayerStyle style;
  LayerNotes notes;
  bool visible = true;
};

struct ProjectGroup {
  std::string title;
  std::vector<ProjectLayer> layers;  ///< the uppermost first
  bool open = true;  ///< its layers are listed, and the visible ones have entries in the legend
};

/// A sheet of A4, across. Lengths are millimetres from its upper left corner.
struct PrintLayout {
  std::string title, subtitle;
  std::string note;                            ///< below the map; empty: none
  std::string sources;                         ///< at the bottom: whose data, licences, how exact
  double segment = 10;                         ///< km; of the scale bar, which has two
  bool legend_left = true, legend_top = true;  ///< the corner of the map that is free for it
};

/// The map on the sheet, mm.
inline constexpr double kMapLeft = 10, kMapTop = 28, kMapWidth = 277, kMapHeight = 151;

struct Project {
  std::string title;
  std::string abstract;
  std::string geopackage;  ///< path from the project's folder
  std::string crs;         ///< of the project, and of layers whose schemas name it; for PROJ
  std::string layer_crs;   ///< of all other layers
  Extent extent;           ///< what the map on the sheet shows, in its proportions
  Colour background;
  std::vector<ProjectGroup> groups;  ///< the uppermost first
  PrintLayout layout;
};

/// What a .qgs file holds, for QGIS 3.22 and later. The same project gives the same text.
std::string project_xml(const Project& project);

/// What a .qgz file of that name holds: the .qgs file, zipped. The same text gives the same bytes.
std::string project_archive(const std::string& xml, const std::string& name);

}  // namespace cordon::qgis
