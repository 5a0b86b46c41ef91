#include "cordon/io/output.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/database_writer.hpp"
#include "cordon/io/disk_files.hpp"
#include "cordon/io/file_transaction.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_writer.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/output_format.hpp"
#include "cordon/io/output_target.hpp"
#include "cordon/io/qgis/qml.hpp"

namespace cordon {

namespace fs = std::filesystem;

struct OutputSet::Target {
  OutputOptions options;
  GDALDriver* driver = nullptr;
  bool one_layer = false;
  std::string memory;               // of standard output: the folder to write in
  std::string folder;               // of a file: the same, once there is one
  std::vector<LayerSchema> layers;  // that it holds
  bool writing = false;             // the layer that was begun last is among them
  std::unique_ptr<LayerWriter> writer;
  std::unique_ptr<DatabaseWriter> database;  // instead of the writer

  LayerWriter& layers_to() const {
    return database ? static_cast<LayerWriter&>(*database) : *writer;
  }
  bool standard_output() const { return options.path == "-"; }
  bool is_geopackage() const { return std::string_view(driver->GetDescription()) == "GPKG"; }
  bool holds(const std::string& layer) const {
    return std::any_of(layers.begin(), layers.end(),
                       [&](const LayerSchema& held) { return held.name == layer; });
  }
  std::string file() const {
    return standard_output() ? memory + "/stdout"
                             : folder + "/" + fs::path(options.path).filename().string();
  }
};

struct OutputSet::State {
  std::function<bool()> stop;
  FileTransaction files;
  std::vector<std::string> paths;
  std::map<std::string, qgis::LayerStyle> styles;  // by layer
};

namespace {

void check_crs(const OutputOptions& options, GDALDriver& driver) {
  if (options.crs.empty()) return;
  const Crs crs = named_crs(options.crs, "--output-crs");
  if (holds_only_wgs84(driver.GetDescription()) && !is_wgs84(*crs))
    throw UsageError(fmt::format("'{}': {} holds WGS84 longitude/latitude only, not {}",
                                 options.path, driver.GetDescription(), crs_text(crs.get())),
                     "leave --output-crs out, or write .gpkg, .shp or .fgb");
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// Of the first value that is not null.
ValueType type_of(const Layer& layer, std::size_t column) {
  if (const auto type = layer.features.front().fields[column].type) return *type;
  for (const Feature& feature : layer.features) {
    const Value& value = feature.fields[column].value;
    if (std::holds_alternative<double>(value)) return ValueType::real;
    if (std::holds_alternative<std::int64_t>(value)) return ValueType::integer;
    if (std::holds_alternative<std::string>(value)) return ValueType::text;
  }
  return ValueType::text;
}

/// Also under another name of the same database.
void check_tables(const DatabaseWriter& writer, std::set<std::string>& seen) {
  for (const std::string& place : writer.places())
    if (!seen.insert(place).second)
      throw UsageError("two outputs are to go into the same table of a database",
                       "leave one of them out");
}

/// A Shapefile knows fields by their short names; the style is for both.
std::vector<qgis::Alias> aliases_of(const LayerSchema& layer) {
  std::vector<qgis::Alias> aliases;
  for (const FieldSchema& field : layer.fields) {
    if (field.description.empty()) continue;
    aliases.push_back({field.name, field.description});
    if (field.short_name != field.name) aliases.push_back({field.short_name, field.description});
  }
  return aliases;
}

bool holds(const std::string& path, const std::string& bytes) {
  std::ifstream file(path, std::ios::binary);
  return file && std::string(std::istreambuf_iterator<char>(file), {}) == bytes;
}

std::string_view bytes_in_memory(const std::string& path) {
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(path.c_str(), &size, FALSE);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void print(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
      std::fflush(stdout) != 0)
    throw DataError(fmt::format("standard output cannot be written: {}", std::strerror(errno)),
                    "check where it goes");
}

}  // namespace

LayerSchema schema_of(const Layer& layer) {
  LayerSchema schema;
  schema.name = layer.name;
  const Feature& first = layer.features.front();
  schema.kind = static_cast<GeometryKind>(first.geometry.index());
  for (std::size_t i = 0; i < first.fields.size(); ++i)
    schema.fields.push_back({first.fields[i].name, first.fields[i].short_name, type_of(layer, i)});
  return schema;
}

bool holds_company(const OutputOptions& output) {
  const std::string& name = output.format.empty() ? output.path : output.format;
  return !is_database(output.path) && (has_extension(name, ".gpkg") || same_word(name, "GPKG"));
}

OutputSet::OutputSet(std::vector<OutputOptions> outputs, std::function<bool()> stop)
    : state_(std::make_unique<State>()) {
  state_->stop = std::move(stop);
  std::set<fs::path> seen;
  for (OutputOptions& options : outputs) {
    if (options.path == "/vsistdout/" || options.path == "/dev/stdout") options.path = "-";
    GDALDriver& driver = output_driver(options);
    check_crs(options, driver);
    std::error_code ignored;
    if (options.path != "-" && !is_database(options.path)) {
      if (fs::is_symlink(options.path, ignored))
        options.path = fs::weakly_canonical(options.path).string();
      check_target(options.path, options.overwrite);
    }
    if (!seen.insert(canonical_target(options.path)).second)
      throw UsageError(fmt::format("the output '{}' is named twice", shown_name(options.path)),
                       "give every -o a name of its own");
    Target& target = targets_.emplace_back();
    target.options = std::move(options);
    target.driver = &driver;
    target.one_layer = holds_one_layer(driver);
    target.memory = fmt::format("/vsimem/cordon-{}", fmt::ptr(state_.get()));
  }
  std::set<std::string> tables;
  for (Target& target : targets_) {
    if (!is_database(target.options.path)) continue;
    target.database = std::make_unique<DatabaseWriter>(target.options, state_->stop);
    check_tables(*target.database, tables);
  }
}

OutputSet::~OutputSet() {
  const GdalMessages quiet;
  for (Target& target : targets_) {
    target.writer.reset();
    target.database.reset();
    if (target.standard_output()) VSIRmdirRecursive(target.memory.c_str());
  }
}

void OutputSet::reserve_file(const std::string& path, bool overwrite) {
  check_target(path, overwrite);
  for (const Target& target : targets_)
    if (canonical_target(target.options.path) == canonical_target(path))
      throw UsageError(fmt::format("the output '{}' is named twice", path),
                       "give every -o a name of its own");
}

void OutputSet::write_file(const std::string& path, std::string_view bytes) {
  state_->files.stage(path, bytes);
  state_->paths.push_back(path);
}

bool OutputSet::holds_several_layers() const {
  return std::any_of(targets_.begin(), targets_.end(),
                     [](const Target& target) { return !target.one_layer; });
}

bool OutputSet::replaces(const std::string& table) const {
  return !table.empty() && std::any_of(targets_.begin(), targets_.end(), [&](const Target& target) {
    if (!target.database) return false;
    const std::vector<std::string> tables = target.database->replaced();
    return std::find(tables.begin(), tables.end(), table) != tables.end();
  });
}

bool OutputSet::holds_company() const {
  return std::any_of(targets_.begin(), targets_.end(),
                     [](const Target& target) { return target.is_geopackage(); });
}

void OutputSet::open(Target& target) {
  if (target.database) return;
  if (target.standard_output())
    VSIMkdir(target.memory.c_str(), 0700);
  else
    target.folder = state_->files.make_folder(target.options.path);
  const std::string file = target.file();
  target.writer = layer_writer(*target.driver, target.standard_output() ? file : disk_path(file),
                               target.options, state_->stop);
}

void OutputSet::begin(const LayerSchema& schema) {
  for (Target& target : targets_) {
    target.writing =
        schema.company ? target.is_geopackage() : target.layers.empty() || !target.one_layer;
    if (!target.writing) continue;
    if (target.layers.empty()) open(target);
    target.layers_to().begin(schema);
    target.layers.push_back(schema);
  }
}

void OutputSet::add(const std::vector<Feature>& features) {
  for (Target& target : targets_)
    if (target.writing) target.layers_to().add(features);
}

void OutputSet::describe(const std::string& layer, const LayerNotes& notes) {
  for (Target& target : targets_)
    if (target.holds(layer)) target.layers_to().describe(layer, notes);
}

void OutputSet::style(const std::string& layer, const qgis::LayerStyle& style) {
  for (Target& target : targets_)
    if (target.holds(layer)) target.layers_to().style(layer, style);
  state_->styles[layer] = style;
}

/// Every file that the driver made.
void OutputSet::stage(const Target& target, std::set<std::string>& written) {
  const fs::path path(target.options.path);
  for (const std::string& file : names_in(target.folder)) {
    const std::string final_path = (path.parent_path() / file).string();
    if (!written.insert(final_path).second)
      throw UsageError(fmt::format("two outputs would both write '{}'", final_path),
                       "give one of them another name");
    if (!target.options.overwrite && fs::exists(final_path))
      throw UsageError(fmt::format("'{}', a part of the output '{}', is there already", final_path,
                                   target.options.path),
                       "choose another name, or replace it with --overwrite");
    state_->files.stage_file(target.folder + "/" + file, final_path);
    state_->paths.push_back(final_path);
  }
}

/// Outputs that differ in nothing but the format share it.
void OutputSet::stage_style(const Target& target, std::set<std::string>& written) {
  constexpr std::array<std::string_view, 3> kFormats{"ESRI Shapefile", "GeoJSON", "FlatGeobuf"};
  const LayerSchema& layer = target.layers.front();
  const auto style = state_->styles.find(layer.name);
  if (style == state_->styles.end() || target.standard_output() ||
      std::find(kFormats.begin(), kFormats.end(), target.driver->GetDescription()) ==
          kFormats.end())
    return;
  const std::string path = fs::path(target.options.path).replace_extension(".qml").string();
  if (!written.insert(path).second) return;
  const std::string qml = qgis::qml_text(style->second, aliases_of(layer));
  if (!target.options.overwrite && holds(path, qml)) return;  // of the same zone in another format
  if (!target.options.overwrite && fs::exists(path))
    throw UsageError(fmt::format("'{}', the style of the output '{}', is there already", path,
                                 target.options.path),
                     "choose another name, or replace it with --overwrite");
  state_->files.stage(path, qml);
  state_->paths.push_back(path);
}

void OutputSet::finish() {
  std::set<std::string> written;
  for (Target& target : targets_) {
    target.layers_to().finish();
    target.writer.reset();
    if (!target.standard_output() && !target.database) stage(target, written);
  }
  for (const Target& target : targets_)
    if (!target.database) stage_style(target, written);
  for (const Target& target : targets_) {
    if (target.database || !fs::exists(target.options.path)) continue;
    for (const std::string& stale :
         stale_side_files(target.options.path, target.driver->GetDescription()))
      if (written.count(stale) == 0) state_->files.stage_removal(stale);
  }
}

void OutputSet::write(const std::vector<Layer>& layers) {
  for (const Layer& layer : layers) {
    begin(schema_of(layer));
    add(layer.features);
  }
  finish();
}

std::vector<std::string> OutputSet::commit() {
  for (const Target& target : targets_)
    if (target.standard_output()) print(bytes_in_memory(target.file()));
  for (const Target& target : targets_)
    if (target.database)
      for (std::string& table : target.database->commit())
        state_->paths.push_back(std::move(table));
  state_->files.commit();
  return std::move(state_->paths);
}

}  // namespace cordon
