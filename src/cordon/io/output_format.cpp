#include "cordon/io/output_format.hpp"

#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/names.hpp"

namespace cordon {
namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Spreadsheets hold no geometry; a FileGDB is a folder; Memory is no file.
constexpr std::array<std::string_view, 4> kUnfit{"XLSX", "ODS", "OpenFileGDB", "Memory"};

bool has(GDALDriver& driver, const char* capability) {
  const char* value = driver.GetMetadataItem(capability);
  return value != nullptr && CPLTestBool(value);
}

/// Vector drivers that create files; those that are for rasters in the first place do not count.
bool writes_vectors(GDALDriver& driver) {
  const std::string_view name = driver.GetDescription();
  return has(driver, GDAL_DCAP_VECTOR) && has(driver, GDAL_DCAP_CREATE) &&
         has(driver, GDAL_DCAP_VIRTUALIO) && (!has(driver, GDAL_DCAP_RASTER) || name == "GPKG") &&
         !contains(kUnfit, name);
}

std::vector<GDALDriver*> writers() {
  register_drivers();
  std::vector<GDALDriver*> fit;
  GDALDriverManager& manager = *GetGDALDriverManager();
  for (int i = 0; i < manager.GetDriverCount(); ++i)
    if (writes_vectors(*manager.GetDriver(i))) fit.push_back(manager.GetDriver(i));
  return fit;
}

std::vector<std::string> extensions(GDALDriver& driver) {
  const char* list = driver.GetMetadataItem(GDAL_DMD_EXTENSIONS);
  const CPLStringList words(CSLTokenizeString2(list == nullptr ? "" : list, " ", 0));
  return {words.List(), words.List() + words.Count()};
}

GDALDriver* by_extension(const std::string& extension) {
  for (GDALDriver* driver : writers())
    for (const std::string& known : extensions(*driver))
      if (same_word(known, extension)) return driver;
  return nullptr;
}

GDALDriver* by_name(const std::string& name) {
  for (GDALDriver* driver : writers())
    if (same_word(driver->GetDescription(), name)) return driver;
  return nullptr;
}

std::string all_names() {
  std::string list;
  for (GDALDriver* driver : writers())
    list += fmt::format("{}{}", list.empty() ? "" : ", ", driver->GetDescription());
  return list;
}

std::string all_extensions() {
  std::set<std::string> known;
  for (GDALDriver* driver : writers())
    for (const std::string& extension : extensions(*driver)) known.insert("." + extension);
  return fmt::format("{}", fmt::join(known, " "));
}

GDALDriver& database_driver(const std::string& format) {
  constexpr const char* kName = "PostgreSQL";
  if (!format.empty() && !same_word(format, kName))
    throw UsageError(fmt::format("a database cannot be written as {}", format),
                     "leave out --format for a PostGIS database");
  register_drivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(kName);
  if (driver == nullptr)
    throw UsageError("this GDAL was built without its PostgreSQL driver",
                     "install one that has it, or write a file");
  return *driver;
}

}  // namespace

GDALDriver& output_driver(const OutputOptions& options) {
  const std::string& path = options.path;
  if (is_database(path)) return database_driver(options.format);
  if (!options.format.empty()) {
    GDALDriver* driver = by_name(options.format);
    if (driver == nullptr) driver = by_extension(options.format);
    if (driver == nullptr)
      throw UsageError(
          fmt::format("'{}' is not a vector format that can be written", options.format),
          "use one of " + all_names());
    return *driver;
  }
  if (path == "-") return *by_name("GeoJSON");
  const std::string extension = std::filesystem::path(path).extension().string();
  GDALDriver* driver = extension.empty() ? nullptr : by_extension(extension.substr(1));
  if (driver == nullptr)
    throw UsageError(
        extension.empty()
            ? fmt::format("the output '{}' has no extension that would name its format", path)
            : fmt::format("the extension '{}' of the output '{}' names no format that can be "
                          "written",
                          extension, path),
        "use .geojson, .shp, .gpkg, .fgb, .kml or .csv, or another one of OGR's: " +
            all_extensions());
  return *driver;
}

bool holds_only_wgs84(const std::string& driver) {
  constexpr std::array<std::string_view, 7> kNames{"GeoJSON", "GeoJSONSeq", "KML", "LIBKML",
                                                   "GPX",     "GeoRSS",     "MVT"};
  return contains(kNames, driver);
}

bool holds_one_layer(GDALDriver& driver) {
  // These count as drivers of several layers because they take a folder for a dataset.
  constexpr std::array<std::string_view, 5> kFolders{"ESRI Shapefile", "MapInfo File", "CSV",
                                                     "OGR_GMT", "FlatGeobuf"};
  return !has(driver, GDAL_DCAP_MULTIPLE_VECTOR_LAYERS) ||
         contains(kFolders, driver.GetDescription());
}

std::vector<std::string> stale_side_files(const std::string& path, const std::string& driver) {
  std::vector<std::string> files;
  if (driver == "ESRI Shapefile")
    for (const char* extension : {".shx", ".dbf", ".prj", ".cpg", ".qix", ".qpj", ".sbn", ".sbx",
                                  ".idm", ".ind", ".cst", ".qmd", ".shp.xml"})
      files.push_back(std::filesystem::path(path).replace_extension(extension).string());
  if (driver == "GPKG" || driver == "SQLite")
    for (const char* suffix : {"-journal", "-wal", "-shm"}) files.push_back(path + suffix);
  return files;
}

}  // namespace cordon
