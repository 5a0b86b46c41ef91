#include "cordon/io/open_source.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

#include "cordon/io/connection.hpp"
#include "cordon/io/database.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/geojson_crs.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kZip = "/vsizip/";
constexpr std::string_view kDatabase = "PostgreSQL";
constexpr std::string_view kSpaces = " \t\r\n";
constexpr const char* kWktColumns = "WKT,geometry,geom,the_geom,wkb_geometry,shape";

[[noreturn]] void fail(std::string code, std::string problem, std::string advice) {
  throw FindingError({Severity::error, std::move(code), std::move(problem), std::move(advice)});
}

bool starts_with_word(const std::string& path) {
  const std::size_t colon = path.find(':');
  return colon != std::string::npos && colon > 1 &&
         path.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789") == colon;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

[[noreturn]] void fail_not_found(const std::string& path) {
  const fs::path folder =
      fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    fail("not-found", fmt::format("there is no file '{}': the folder is missing too", path),
         fmt::format("check the folder '{}'", folder.string()));
  const std::string meant = closest_name(fs::path(path).filename().string(), names_in(folder));
  fail("not-found", fmt::format("there is no file '{}'", path),
       meant.empty()
           ? fmt::format("check the name; look into the folder '{}'", folder.string())
           : fmt::format("did you mean '{}'?", (fs::path(path).parent_path() / meant).string()));
}

[[noreturn]] void fail_folder(const std::string& path) {
  std::vector<std::string> sources;
  for (const std::string& name : names_in(path)) {
    const std::string file = (fs::path(path) / name).string();
    if (fs::is_regular_file(file) && !has_extension(file, ".dbf") && !has_extension(file, ".shx") &&
        GDALIdentifyDriverEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr) != nullptr)
      sources.push_back(name);
  }
  fail("folder", fmt::format("'{}' is a folder, not a file", path),
       sources.empty() ? "name the file that holds the line"
                       : "name one of the files in it: " + name_list(sources));
}

/// Plain paths only: what stands in the way before GDAL is asked.
void check_path(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) fail_not_found(path);
  if (error || ::access(path.c_str(), R_OK) != 0)
    fail("no-permission",
         fmt::format("'{}' cannot be read: {}", path,
                     error ? error.message() : std::string(std::strerror(errno))),
         "give yourself the right to read it: chmod u+r, or ask its owner");
  if (fs::is_directory(status)) {
    if (!has_extension(path, ".gdb")) fail_folder(path);
  } else if (fs::is_regular_file(status) && fs::file_size(path, error) == 0) {
    fail("empty-file", fmt::format("the file '{}' is empty (0 bytes)", path),
         "get or export it again");
  }
}

/// The one source in a zip archive, as a path for GDAL.
std::string source_in_zip(const std::string& zip) {
  const std::string root = std::string(kZip) + zip;
  const GdalMessages messages;
  const CPLStringList names(VSIReadDirRecursive(root.c_str()), TRUE);
  if (names.Count() == 0)
    fail("damaged-file",
         fmt::format("'{}' is not a readable zip archive{}{}", zip, messages.failed() ? ": " : "",
                     messages.failure()),
         "get it again; it may have been cut short");
  std::vector<std::string> sources;
  for (int i = 0; i < names.Count(); ++i) {
    const std::string name = names[i];
    const std::string file = fmt::format("{}/{}", root, name);
    if (!file_size(file)) continue;
    const bool part_of_shapefile = has_extension(name, ".dbf") || has_extension(name, ".shx");
    if (part_of_shapefile && side_file(file, ".shp")) continue;
    if (GDALIdentifyDriverEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr) != nullptr)
      sources.push_back(name);
  }
  if (sources.empty())
    fail("not-vector", fmt::format("the archive '{}' holds no vector data", zip),
         "put the line into it as GeoJSON, Shapefile, GeoPackage or KML");
  if (sources.size() > 1)
    fail("several-sources",
         fmt::format("the archive '{}' holds {} sources: {}", zip, sources.size(),
                     name_list(sources)),
         fmt::format("name one: {}/{}", root, sources.front()));
  return root + "/" + sources.front();
}

/// The archive of "/vsizip/folder/lines.zip/lines.shp"; other paths are their own.
std::string identifying_file(const std::string& path) {
  if (path.rfind(kZip, 0) != 0) return path;
  for (std::size_t at = kZip.size(); at != std::string::npos;) {
    at = path.find('/', at + 1);
    std::string archive = path.substr(kZip.size(), at - kZip.size());
    if (fs::is_regular_file(archive)) return archive;
  }
  return path;
}

/// Options that let OGR find the geometry in a table.
CPLStringList open_options(const std::string& driver) {
  CPLStringList options;
  if (driver == "CSV") {
    options.SetNameValue("GEOM_POSSIBLE_NAMES", kWktColumns);
    options.SetNameValue("X_POSSIBLE_NAMES", "lon,long,longitude,lng,x");
    options.SetNameValue("Y_POSSIBLE_NAMES", "lat,latitude,y");
    options.SetNameValue("KEEP_GEOM_COLUMNS", "YES");  // to see what could not be read
    options.SetNameValue("AUTODETECT_TYPE", "YES");    // for comparisons of numbers in --where
  }
  return options;
}

std::string driver_name(GDALDriverH driver) {
  return driver == nullptr ? std::string() : GDALGetDriverShortName(driver);
}

[[noreturn]] void fail_to_open(const std::string& path, const std::string& driver,
                               const std::string& words) {
  if (has_extension(path, ".shp") && file_size(path) && !side_file(path, ".shx"))
    fail("missing-shx", fmt::format("the Shapefile '{}' comes without its .shx file", path),
         "put the .shx beside it; a Shapefile is .shp, .shx, .dbf and .prj together");
  if (!driver.empty())
    fail("damaged-file",
         fmt::format("'{}' looks like {} but cannot be read{}{}", path, driver,
                     words.empty() ? "" : ": ", words),
         "get or export it again; it may have been cut short");
  const std::string raster =
      driver_name(GDALIdentifyDriverEx(path.c_str(), GDAL_OF_RASTER, nullptr, nullptr));
  if (!raster.empty())
    fail("raster", fmt::format("'{}' is a raster ({}), not vector data", path, raster),
         "give a line, point or area as GeoJSON, Shapefile, GeoPackage, KML, CSV or GPX");
  fail("not-vector", fmt::format("'{}' is no vector data that OGR knows", path),
       "give GeoJSON, Shapefile, GeoPackage, KML, FlatGeobuf, CSV with a WKT column, or GPX; if it "
       "is one of these, it may be damaged or not be UTF-8 text");
}

OpenSource open_database(const std::string& path) {
  check_connection(path);
  OpenSource source;
  source.path = shown_name(path);
  const GdalMessages messages;
  source.dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!source.dataset) throw_no_connection(source.path, database_words(messages));
  source.driver = source.dataset->GetDriverName();
  check_postgis(*source.dataset, source.path);
  source.database = ask(*source.dataset, "SELECT current_database()").value_or("");
  source.schema = ask(*source.dataset, "SELECT current_schema()").value_or("");
  return source;
}

/// Whether there is a first feature.
bool read_first(OGRLayer& layer) {
  const OGRFeatureUniquePtr first(layer.GetNextFeature());
  layer.ResetReading();
  return first != nullptr;
}

/// Counting would read all of a large table.
bool has_features(OGRLayer& layer, const std::string& driver) {
  const GdalMessages quiet;  // of tables that this user may not read
  return driver == kDatabase ? read_first(layer) : layer.GetFeatureCount() != 0;
}

/// OGR gives a table that may not be read as one without rows.
void check_table(const OpenSource& source, OGRLayer& layer) {
  const GdalMessages messages;
  layer.GetLayerDefn();
  read_first(layer);
  if (messages.failed())
    fail("no-permission",
         fmt::format("the table '{}' in '{}' cannot be read: {}", layer.GetName(), source.path,
                     database_words(messages)),
         "check its name, and have its owner run: GRANT SELECT ON ... TO ...");
}

/// All that is read comes from one moment, and nothing that is asked for changes anything.
void begin_snapshot(OpenSource& source) {
  if (source.driver != kDatabase) return;
  source.dataset->StartTransaction();
  run_sql(*source.dataset, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
}

bool repeats_another_layer(const OGRLayer& layer, const std::string& driver) {
  const std::string name = const_cast<OGRLayer&>(layer).GetName();
  return driver == "GPX" && (name == "track_points" || name == "route_points");
}

std::vector<std::string> layer_names(const std::vector<OGRLayer*>& layers) {
  std::vector<std::string> names;
  names.reserve(layers.size());
  for (OGRLayer* layer : layers) names.emplace_back(layer->GetName());
  return names;
}

}  // namespace

OpenSource open_source(const std::string& path) {
  register_drivers();
  if (is_database(path)) return open_database(path);
  OpenSource source;
  source.path = path;
  const bool plain = path.rfind("/vsi", 0) != 0 && !(starts_with_word(path) && !fs::exists(path));
  if (plain) {
    check_path(path);
    if (has_extension(path, ".zip")) source.path = source_in_zip(path);
  } else if (path.rfind("/vsi", 0) == 0) {
    VSIStatBufL status{};
    const GdalMessages quiet;
    if (VSIStatL(path.c_str(), &status) != 0)
      fail("not-found", fmt::format("there is no file '{}'", path),
           "check the name and the archive");
  }
  const std::string file = identifying_file(source.path);
  if (file_size(file)) source.bytes = file;

  const GdalMessages messages;
  const std::string guess =
      driver_name(GDALIdentifyDriverEx(source.path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
  const CPLStringList options = open_options(guess);
  source.dataset.reset(GDALDataset::Open(source.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                         nullptr, options.List(), nullptr));
  if (!source.dataset) fail_to_open(source.path, guess, messages.failure());
  source.driver = source.dataset->GetDriverName();
  if (source.driver == "GeoJSON") source.crs_member = geojson_crs_member(source.path);
  if (source.dataset->GetLayerCount() == 0)
    fail("no-layers", fmt::format("'{}' ({}) has no vector layer", path, source.driver),
         "give a file with a line, point or area in it");
  return source;
}

std::vector<OGRLayer*> layers_with_geometry(GDALDataset& dataset) {
  std::vector<OGRLayer*> all;
  std::vector<OGRLayer*> fit;
  for (OGRLayer* layer : dataset.GetLayers()) {
    all.push_back(layer);
    if (layer->GetGeomType() != wkbNone && !repeats_another_layer(*layer, dataset.GetDriverName()))
      fit.push_back(layer);
  }
  return fit.empty() ? all : fit;
}

std::vector<OGRLayer*> layers_with_features(GDALDataset& dataset) {
  std::vector<OGRLayer*> layers = layers_with_geometry(dataset);
  const std::string driver = dataset.GetDriverName();
  std::erase_if(layers, [&](OGRLayer* layer) { return !has_features(*layer, driver); });
  return layers;
}

std::vector<int> wkt_fields(const OpenSource& source, OGRLayer& layer) {
  std::vector<int> fields;
  if (source.driver != "CSV") return fields;
  const CPLStringList names(CSLTokenizeString2(kWktColumns, ",", 0));
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i)
    if (names.FindString(definition.GetFieldDefn(i)->GetNameRef()) >= 0) fields.push_back(i);
  return fields;
}

OGRLayer& choose_layer(OpenSource& source, const std::string& name, const std::string& option) {
  GDALDataset& dataset = *source.dataset;
  if (!name.empty()) {
    if (OGRLayer* layer = dataset.GetLayerByName(name.c_str())) return *layer;
    std::vector<OGRLayer*> all;
    for (OGRLayer* layer : dataset.GetLayers()) all.push_back(layer);
    const std::string meant = closest_name(name, layer_names(all));
    throw UsageError(fmt::format("'{}' has no layer '{}'; it has {}", source.path, name,
                                 name_list(layer_names(all))),
                     meant.empty() ? fmt::format("choose one of them with {}", option)
                                   : fmt::format("did you mean '{}'?", meant));
  }
  const std::vector<OGRLayer*> layers = layers_with_geometry(dataset);
  if (layers.empty())
    fail("no-layers", fmt::format("'{}' has no table with geometry", source.path),
         "check the database, and the right to read its tables");
  if (layers.size() == 1) return *layers.front();
  const std::vector<OGRLayer*> filled = layers_with_features(dataset);
  if (filled.empty()) return *layers.front();
  if (filled.size() > 1)
    throw UsageError(
        fmt::format("'{}' has {} layers: {}", source.path, filled.size(),
                    name_list(layer_names(filled))),
        fmt::format("choose one with {}, such as '{}'", option, filled.front()->GetName()));
  return *filled.front();
}

namespace {

[[noreturn]] void fail_sql(const OpenSource& source, const SourceOptions& options,
                           const std::string& words, const std::string& advice) {
  throw UsageError(fmt::format("{} '{}' does not work on '{}': {}", options.sql_option, options.sql,
                               source.path, words),
                   advice);
}

/// OGR asks for the SRID of what begins with SELECT. In the brackets nothing can be changed, and
/// there can be no second statement.
std::string statement_for(const OpenSource& source, std::string sql) {
  if (source.driver != kDatabase) return sql;
  while (!sql.empty() && (sql.back() == ';' || kSpaces.find(sql.back()) != std::string_view::npos))
    sql.pop_back();
  return fmt::format("SELECT * FROM (\n{}\n) AS selection", sql);
}

OGRLayer& answer_to_sql(OpenSource& source, const SourceOptions& options) {
  const std::string first =
      options.sql.substr(0, options.sql.find_first_of(std::string(kSpaces) + '('));
  if (!same_word(first, "SELECT") && !same_word(first, "WITH"))
    fail_sql(source, options, "it is no SELECT", "write a statement that selects features");
  const GdalMessages messages;
  source.answer = {
      source.dataset->ExecuteSQL(statement_for(source, options.sql).c_str(), nullptr, nullptr),
      FreeAnswer{source.dataset.get()}};
  if (source.answer) read_first(*source.answer);
  if (!source.answer || messages.failed())
    fail_sql(source, options, messages.failed() ? database_words(messages) : "it selects nothing",
             "check names of tables and columns; texts stand in single quotes");
  if (source.answer->GetLayerDefn()->GetGeomFieldCount() == 0 &&
      wkt_fields(source, *source.answer).empty())
    fail_sql(source, options, "what it selects has no geometry",
             "select the geometry column too, such as SELECT * FROM ...");
  return *source.answer;
}

}  // namespace

OGRLayer& chosen_layer(OpenSource& source, const SourceOptions& options) {
  if (!options.sql.empty()) {
    begin_snapshot(source);
    return answer_to_sql(source, options);
  }
  OGRLayer& layer = choose_layer(source, options.layer, options.layer_option);
  if (source.driver == kDatabase) check_table(source, layer);
  begin_snapshot(source);
  return layer;
}

std::string layer_name(const OpenSource& source, OGRLayer& layer, const SourceOptions& options) {
  if (!options.sql.empty()) return options.sql;
  const std::string name = layer.GetName();
  const bool qualified = source.driver != kDatabase || name.find('.') != std::string::npos;
  return qualified ? name : source.schema + "." + name;
}

}  // namespace cordon
