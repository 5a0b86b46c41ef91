#include "cordon/io/qgis/project.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/qgis/layout.hpp"
#include "cordon/io/qgis/qml.hpp"
#include "cordon/io/qgis/symbols.hpp"
#include "cordon/io/xml_document.hpp"

namespace cordon::qgis {
namespace {

using pugi::xml_node;

void set(xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name) = value.c_str();
}

void append(xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).text() = text.c_str();
}

std::string exported(const OGRSpatialReference& crs) {
  constexpr std::array<const char*, 3> kFormat{"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
  char* text = nullptr;
  crs.exportToWkt(&text, kFormat.data());
  std::string wkt = text == nullptr ? "" : text;
  CPLFree(text);
  return wkt;
}

void append_crs(xml_node parent, const std::string& name) {
  const Crs crs = named_crs(name, "--output-crs");
  xml_node node = parent.append_child("spatialrefsys");
  append(node, "wkt", exported(*crs));
  const char* authority = crs->GetAuthorityName(nullptr);
  const char* code = crs->GetAuthorityCode(nullptr);
  const bool known = authority != nullptr && code != nullptr;
  if (!known) append(node, "proj4", name);
  append(node, "authid", known ? fmt::format("{}:{}", authority, code) : "");
  append(node, "geographicflag", crs->IsGeographic() != 0 ? "true" : "false");
}

void append_extent(xml_node node, const Extent& extent) {
  append(node, "xmin", fmt::format("{:.3f}", extent.low.x));
  append(node, "ymin", fmt::format("{:.3f}", extent.low.y));
  append(node, "xmax", fmt::format("{:.3f}", extent.high.x));
  append(node, "ymax", fmt::format("{:.3f}", extent.high.y));
}

std::string source_of(const ProjectLayer& layer, const Project& project) {
  return fmt::format("./{}|layername={}", project.geopackage, layer.schema.name);
}

std::string id_of(const ProjectLayer& layer) {
  return "cordon_" + layer.schema.name;
}

void append_tree_layer(xml_node group, const ProjectLayer& layer, const Project& project) {
  xml_node node = group.append_child("layer-tree-layer");
  set(node, "id", id_of(layer));
  set(node, "name", layer.title);
  set(node, "source", source_of(layer, project));
  set(node, "providerKey", "ogr");
  set(node, "checked", layer.visible ? "Qt::Checked" : "Qt::Unchecked");
  set(node, "expanded", "1");
}

void append_tree(xml_node parent, const Project& project) {
  xml_node root = parent.append_child("layer-tree-group");
  for (const ProjectGroup& group : project.groups) {
    xml_node node = root.append_child("layer-tree-group");
    set(node, "name", group.title);
    set(node, "checked", "Qt::Checked");
    set(node, "expanded", group.open ? "1" : "0");
    for (const ProjectLayer& layer : group.layers) append_tree_layer(node, layer, project);
  }
}

/// Several entries stand for themselves, without the layer's title above them.
void append_legend_layer(xml_node root, const ProjectLayer& layer, const Project& project) {
  append_tree_layer(root, layer, project);
  const std::vector<Rule>& rules = layer.style.rules;
  if (rules.size() == 1) return;
  Options options(root.last_child().append_child("customproperties"));
  options.add("legend/title-style", "hidden");
  for (std::size_t i = 0; i < rules.size(); ++i)
    options.add(fmt::format("legend/label-{}", i).c_str(), legend_text(rules[i].name));
}

/// What open groups show, without the groups: what lies lowest is what the map is about.
void append_legend_tree(xml_node parent, const Project& project) {
  xml_node root = parent.append_child("layer-tree-group");
  for (const ProjectGroup& group : project.groups)
    for (auto layer = group.layers.rbegin(); group.open && layer != group.layers.rend(); ++layer)
      if (layer->visible) append_legend_layer(root, *layer, project);
}

void append_notes(xml_node layer, const LayerNotes& notes) {
  xml_node metadata = layer.append_child("resourceMetadata");
  append(metadata, "type", "dataset");
  append(metadata, "title", notes.title);
  append(metadata, "abstract", notes.text);
  for (const std::string& source : notes.sources) append(metadata, "history", source);
  for (const std::string& licence : notes.licences) append(metadata, "license", licence);
}

void append_map_layer(xml_node layers, const ProjectLayer& layer, const Project& project) {
  const GeometryKind kind = layer.schema.kind;
  const bool areas = kind == GeometryKind::areas, lines = kind == GeometryKind::lines;
  xml_node node = layers.append_child("maplayer");
  set(node, "type", "vector");
  set(node, "geometry", areas ? "Polygon" : lines ? "Line" : "Point");
  set(node, "wkbType", areas ? "MultiPolygon" : lines ? "MultiLineString" : "Point");
  set(node, "labelsEnabled", layer.style.labels.empty() ? "0" : "1");
  set(node, "styleCategories", "AllStyleCategories");
  append(node, "id", id_of(layer));
  append(node, "datasource", source_of(layer, project));
  append(node, "layername", layer.title);
  append_crs(node.append_child("srs"),
             layer.schema.crs.empty() ? project.layer_crs : layer.schema.crs);
  append_notes(node, layer.notes);
  xml_node provider = node.append_child("provider");
  set(provider, "encoding", "UTF-8");
  provider.text() = "ogr";
  std::vector<Alias> aliases;
  for (const FieldSchema& field : layer.schema.fields)
    aliases.push_back({field.name, field.description});
  append_style(node, layer.style, aliases);
}

void append_property(xml_node parent, const char* name, const char* type,
                     const std::string& value) {
  xml_node node = parent.append_child(name);
  set(node, "type", type);
  node.text() = value.c_str();
}

void append_properties(xml_node root, const Colour& background) {
  xml_node properties = root.append_child("properties");
  xml_node gui = properties.append_child("Gui");
  append_property(gui, "CanvasColorRedPart", "int", std::to_string(background.red));
  append_property(gui, "CanvasColorGreenPart", "int", std::to_string(background.green));
  append_property(gui, "CanvasColorBluePart", "int", std::to_string(background.blue));
  append_property(properties.append_child("Paths"), "Absolute", "bool", "false");
  xml_node units = properties.append_child("Measurement");
  append_property(units, "DistanceUnits", "QString", "km");
  append_property(units, "AreaUnits", "QString", "km2");
  append_property(properties.append_child("Measure"), "Ellipsoid", "QString", "EPSG:7030");
  append_property(properties.append_child("SpatialRefSys"), "ProjectionsEnabled", "int", "1");
}

void append_view(xml_node root, const Project& project) {
  xml_node canvas = root.append_child("mapcanvas");
  set(canvas, "name", "theMapCanvas");
  append(canvas, "units", "meters");
  append_extent(canvas.append_child("extent"), project.extent);
  append(canvas, "rotation", "0");
  append_crs(canvas.append_child("destinationsrs"), project.crs);
}

void append_layers(xml_node root, const Project& project) {
  xml_node layers = root.append_child("projectlayers");
  xml_node order = root.append_child("layerorder");
  for (const ProjectGroup& group : project.groups)
    for (const ProjectLayer& layer : group.layers) {
      append_map_layer(layers, layer, project);
      set(order.append_child("layer"), "id", id_of(layer));
    }
}

}  // namespace

std::string project_xml(const Project& project) {
  pugi::xml_document document;
  document.append_child(pugi::node_doctype)
      .set_value("qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'");
  xml_node root = document.append_child("qgis");
  set(root, "version", "3.22.16");
  set(root, "projectname", project.title);
  append(root, "title", project.title);
  append_crs(root.append_child("projectCrs"), project.crs);
  append_tree(root, project);
  append_view(root, project);
  append_layers(root, project);
  append_properties(root, project.background);
  xml_node metadata = root.append_child("projectMetadata");
  append(metadata, "title", project.title);
  append(metadata, "abstract", project.abstract);
  append_layout(root, project, append_legend_tree);
  return document_text(document, pugi::format_indent | pugi::format_no_declaration);
}

std::string project_archive(const std::string& xml, const std::string& name) {
  const GdalMessages messages;
  const std::string archive = fmt::format("/vsimem/cordon-{}.zip", fmt::ptr(&xml));
  const std::string member = fmt::format("/vsizip/{}/{}.qgs", archive, name);
  VSILFILE* file = VSIFOpenL(member.c_str(), "wb");
  const bool whole = file != nullptr && VSIFWriteL(xml.data(), 1, xml.size(), file) == xml.size() &&
                     VSIFCloseL(file) == 0;
  vsi_l_offset size = 0;
  GByte* bytes = VSIGetMemFileBuffer(archive.c_str(), &size, TRUE);
  std::string result(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  CPLFree(bytes);
  if (!whole || messages.failed())
    throw DataError("the project cannot be packed: " + messages.failure(),
                    "write it as .qgs, which is not packed");
  return result;
}

}  // namespace cordon::qgis
