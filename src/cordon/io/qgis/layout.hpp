// The sheet to print of a QGIS project.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "cordon/io/qgis/project.hpp"

namespace cordon::qgis {

/// Where a long entry of the legend goes on in a second line.
inline constexpr const char* kLineBreak = "|";
std::string legend_text(const std::string& name);

/// Appends the element <Layouts>. `append_legend_tree` fills the tree of layers that the legend
/// lists.
void append_layout(pugi::xml_node project_node, const Project& project,
                   void (*append_legend_tree)(pugi::xml_node, const Project&));

}  // namespace cordon::qgis
