#include "cordon/io/geopackage.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

#include "cordon/io/qgis/qml.hpp"
#include "cordon/io/qgis/sld.hpp"
#include "cordon/io/xml_document.hpp"

namespace cordon {
namespace {

constexpr const char* kQgisSchema = "http://mrcc.com/qgis.dtd";

/// A literal of SQL.
std::string sql_text(const std::string& text) {
  std::string literal = "'";
  for (const char c : text) literal.append(c == '\'' ? 2 : 1, c);
  return literal + "'";
}

void run(GDALDataset& dataset, const std::string& sql) {
  dataset.ReleaseResultSet(dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr));
}

std::vector<qgis::Alias> aliases_of(const LayerSchema& layer) {
  std::vector<qgis::Alias> aliases;
  for (const FieldSchema& field : layer.fields) aliases.push_back({field.name, field.description});
  return aliases;
}

struct StyleColumn {
  const char* name;
  OGRFieldType type;
  OGRFieldSubType subtype = OFSTNone;
  int width = 0;
};

/// The columns, types and widths of QGIS.
OGRLayer* create_style_table(GDALDataset& dataset) {
  constexpr std::array kColumns{StyleColumn{"f_table_catalog", OFTString, OFSTNone, 256},
                                StyleColumn{"f_table_schema", OFTString, OFSTNone, 256},
                                StyleColumn{"f_table_name", OFTString, OFSTNone, 256},
                                StyleColumn{"f_geometry_column", OFTString, OFSTNone, 256},
                                StyleColumn{"styleName", OFTString, OFSTNone, 30},
                                StyleColumn{"styleQML", OFTString},
                                StyleColumn{"styleSLD", OFTString},
                                StyleColumn{"useAsDefault", OFTInteger, OFSTBoolean},
                                StyleColumn{"description", OFTString},
                                StyleColumn{"owner", OFTString, OFSTNone, 30},
                                StyleColumn{"ui", OFTString, OFSTNone, 30},
                                StyleColumn{"update_time", OFTDateTime}};
  CPLStringList options;
  options.SetNameValue("FID", "id");
  options.SetNameValue("DESCRIPTION", "How the layers look in QGIS (QML) and elsewhere (SLD)");
  OGRLayer* table = dataset.CreateLayer("layer_styles", nullptr, wkbNone, options.List());
  if (table == nullptr) return nullptr;
  for (const StyleColumn& column : kColumns) {
    OGRFieldDefn definition(column.name, column.type);
    definition.SetSubType(column.subtype);
    definition.SetWidth(column.width);
    if (column.type == OFTDateTime) definition.SetDefault("CURRENT_TIMESTAMP");
    table->CreateField(&definition);
  }
  return table;
}

void write_styles(GDALDataset& dataset, const std::vector<GeopackageLayer>& layers,
                  const std::string& stamp) {
  const bool any = std::any_of(layers.begin(), layers.end(),
                               [](const GeopackageLayer& layer) { return layer.style; });
  OGRLayer* table = any ? create_style_table(dataset) : nullptr;
  if (table == nullptr) return;
  for (const GeopackageLayer& layer : layers) {
    if (!layer.style) continue;
    const std::string& name = layer.schema.name;
    OGRFeature row(table->GetLayerDefn());
    row.SetField("f_table_catalog", "");
    row.SetField("f_table_schema", "");
    row.SetField("f_table_name", name.c_str());
    row.SetField("f_geometry_column", layer.geometry_column.c_str());
    row.SetField("styleName", layer.style->name.c_str());
    row.SetField("styleQML", qgis::qml_text(*layer.style, aliases_of(layer.schema)).c_str());
    row.SetField("styleSLD", qgis::sld_text(*layer.style, name).c_str());
    row.SetField("useAsDefault", 1);
    row.SetField("description", layer.style->description.c_str());
    row.SetField("owner", "");
    row.SetField("update_time", stamp.c_str());
    if (table->CreateFeature(&row) != OGRERR_NONE) return;
  }
}

void append(pugi::xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).text() = text.c_str();
}

/// CRS and extent; of a CRS without a code, or a layer without features, what there is.
void append_extent(pugi::xml_node root, OGRLayer& layer) {
  const OGRSpatialReference* crs = layer.GetSpatialRef();
  const char* authority = crs == nullptr ? nullptr : crs->GetAuthorityName(nullptr);
  const char* code = crs == nullptr ? nullptr : crs->GetAuthorityCode(nullptr);
  if (authority == nullptr || code == nullptr) return;
  const std::string id = fmt::format("{}:{}", authority, code);
  append(root.append_child("crs").append_child("spatialrefsys"), "authid", id);
  OGREnvelope box;
  if (layer.GetExtent(&box) != OGRERR_NONE) return;
  pugi::xml_node spatial = root.append_child("extent").append_child("spatial");
  spatial.append_attribute("dimensions") = "2";
  spatial.append_attribute("crs") = id.c_str();
  const std::array<std::pair<const char*, double>, 4> sides{
      {{"minx", box.MinX}, {"miny", box.MinY}, {"maxx", box.MaxX}, {"maxy", box.MaxY}}};
  for (const auto& [name, value] : sides)
    spatial.append_attribute(name) = fmt::format("{:.10g}", value).c_str();
}

std::string metadata_text(GDALDataset& dataset, const GeopackageLayer& layer) {
  pugi::xml_document document;
  document.append_child(pugi::node_doctype)
      .set_value(fmt::format("qgis PUBLIC '{}' 'SYSTEM'", kQgisSchema).c_str());
  pugi::xml_node root = document.append_child("qgis");
  root.append_attribute("version") = "3.22.0";
  append(root, "identifier", layer.schema.name);
  append(root, "language", "ENG");
  append(root, "type", "dataset");
  append(root, "title", layer.notes->title);
  append(root, "abstract", layer.notes->text);
  for (const std::string& source : layer.notes->sources) append(root, "history", source);
  for (const std::string& licence : layer.notes->licences) append(root, "license", licence);
  append_extent(root, *dataset.GetLayerByName(layer.schema.name.c_str()));
  return document_text(document, pugi::format_indent | pugi::format_no_declaration);
}

/// Registers a table of an extension of the standard.
void add_extension(GDALDataset& dataset, const char* table, const char* name,
                   const char* definition) {
  run(dataset,
      "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
      "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, "
      "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))");
  run(dataset, fmt::format("INSERT INTO gpkg_extensions VALUES ('{}', NULL, '{}', "
                           "'http://www.geopackage.org/spec120/#{}', 'read-write')",
                           table, name, definition));
}

/// What columns are called, in the extension "Schema": programs show that instead of their names.
void write_columns(GDALDataset& dataset, const std::vector<GeopackageLayer>& layers) {
  run(dataset,
      "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
      "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
      "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
      "CONSTRAINT gdc_tn UNIQUE (table_name, name))");
  run(dataset,
      "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
      "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
      "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
      "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))");
  for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"})
    add_extension(dataset, table, "gpkg_schema", "extension_schema");
  for (const GeopackageLayer& layer : layers)
    for (const FieldSchema& field : layer.schema.fields)
      if (!field.description.empty())
        run(dataset, fmt::format("INSERT INTO gpkg_data_columns VALUES ({0}, {1}, {2}, NULL, {2}, "
                                 "NULL, NULL)",
                                 sql_text(layer.schema.name), sql_text(field.name),
                                 sql_text(field.description)));
}

void create_metadata_tables(GDALDataset& dataset) {
  run(dataset,
      "CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, "
      "md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, "
      "mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')");
  run(dataset,
      "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, "
      "column_name TEXT, row_id_value INTEGER, "
      "timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), "
      "md_file_id INTEGER NOT NULL, md_parent_id INTEGER, "
      "CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), "
      "CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))");
  for (const char* table : {"gpkg_metadata", "gpkg_metadata_reference"})
    add_extension(dataset, table, "gpkg_metadata", "extension_metadata");
}

void write_metadata(GDALDataset& dataset, const std::vector<GeopackageLayer>& layers,
                    const std::string& stamp) {
  int id = 0;
  for (const GeopackageLayer& layer : layers) {
    if (!layer.notes) continue;
    if (id++ == 0) create_metadata_tables(dataset);
    const std::string name = sql_text(layer.schema.name);
    run(dataset,
        fmt::format("INSERT INTO gpkg_metadata VALUES ({}, 'dataset', '{}', 'text/xml', {})", id,
                    kQgisSchema, sql_text(metadata_text(dataset, layer))));
    run(dataset, fmt::format("INSERT INTO gpkg_metadata_reference VALUES ('table', {}, NULL, NULL, "
                             "'{}', {}, NULL)",
                             name, stamp, id));
    run(dataset, fmt::format("UPDATE gpkg_contents SET description = {} WHERE table_name = {}",
                             sql_text(layer.notes->text), name));
  }
}

}  // namespace

void complete_geopackage(GDALDataset& dataset, const std::vector<GeopackageLayer>& layers,
                         const std::string& stamp) {
  dataset.StartTransaction();
  write_columns(dataset, layers);
  write_styles(dataset, layers, stamp);
  write_metadata(dataset, layers, stamp);
  dataset.CommitTransaction();
}

}  // namespace cordon
