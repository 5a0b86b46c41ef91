// Hostile files for the reader: whatever the bytes are, read_source(), read_areas() and inspect()
// read them or throw an Error that says what is wrong.
//
// The first byte says how the rest is read: bits 0-2 the name of the file, bits 3-4 the call, bits
// 5-6 the options.
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/source.hpp"

// Asked by LeakSanitizer: libkml forgets a damaged KMZ that it has given up reading.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libkmlbase\nleak:libkmlengine";
}

namespace cordon {
namespace {

constexpr std::array kNames{"line.geojson", "line.json", "line.kml", "line.gpx",
                            "line.csv",     "line.gpkg", "line.fgb", "line.zip"};
constexpr std::array<std::string_view, 8> kDrivers{
    "GeoJSON", "GeoJSONSeq", "LIBKML", "GPX", "CSV", "GPKG", "FlatGeobuf", "ESRI Shapefile"};

[[noreturn]] void broken(const char* what) {
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void expect(bool holds, const char* what) {
  if (!holds) broken(what);
}

/// Others would take the bytes for formats that nobody meant.
void keep_our_drivers() {
  register_drivers();
  GDALDriverManager& manager = *GetGDALDriverManager();
  for (int i = manager.GetDriverCount() - 1; i >= 0; --i) {
    GDALDriver* driver = manager.GetDriver(i);
    const std::string_view name = driver->GetDescription();
    if (std::find(kDrivers.begin(), kDrivers.end(), name) != kDrivers.end()) continue;
    manager.DeregisterDriver(driver);
    GDALDestroyDriver(driver);
  }
}

/// Bytes under a name in memory, and what GDAL may have put beside them.
class MemoryFile {
 public:
  MemoryFile(const std::string& name, std::vector<std::uint8_t> bytes)
      : bytes_(std::move(bytes)), path_(std::string(kFolder) + "/" + name) {
    VSIFCloseL(VSIFileFromMemBuffer(path_.c_str(), bytes_.data(), bytes_.size(), FALSE));
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { VSIRmdirRecursive(kFolder); }
  const std::string& path() const { return path_; }

 private:
  static constexpr const char* kFolder = "/vsimem/fuzz";
  std::vector<std::uint8_t> bytes_;
  std::string path_;
};

void check_path(const Path& path) {
  for (const LonLat& place : path)
    expect(std::isfinite(place.lon) && std::abs(place.lat) <= 90, "no place on the Earth");
}

void check_areas(const std::vector<Area>& areas) {
  for (const Area& area : areas) {
    expect(area.shell.size() >= 4 && area.shell.front() == area.shell.back(), "no ring");
    check_path(area.shell);
    for (const Path& hole : area.holes) {
      expect(hole.size() >= 4 && hole.front() == hole.back(), "no ring");
      check_path(hole);
    }
  }
}

void check_shape(const Shape& shape) {
  check_path(shape.points);
  for (const Path& line : shape.lines) {
    expect(line.size() >= 2, "a line of one vertex");
    check_path(line);
  }
  check_areas(shape.areas);
}

void check_findings(const Findings& findings) {
  for (const Finding& finding : findings)
    expect(!finding.code.empty() && !finding.problem.empty(), "a finding without words");
}

void read(SourceOptions options, unsigned call) {
  options.by_feature = call == 1;
  if (call <= 1) {
    const Source source = read_source(options);
    expect(!is_empty(source.shape), "an empty source");
    check_shape(source.shape);
    check_findings(source.findings);
    for (const SourceFeature& feature : source.by_feature)
      expect(feature.attributes.size() == source.columns.size(), "attributes without a column");
  } else if (call == 2) {
    const AreaSource source = read_areas(options, options.where.empty() ? "" : "name");
    expect(!source.areas.empty(), "no areas");
    for (const NamedAreas& named : source.areas) check_areas(named.areas);
    check_findings(source.findings);
  } else {
    const Inspection inspection = inspect(options);
    check_findings(inspection.findings);
    for (const LayerInspection& layer : inspection.layers) check_findings(layer.findings);
  }
}

SourceOptions options_for(const std::string& path, unsigned variant) {
  SourceOptions options;
  const bool zip = path.size() > 4 && path.substr(path.size() - 4) == ".zip";
  options.path = zip ? "/vsizip/" + path : path;
  options.data_folder = "/vsimem/none";
  if (variant == 1) options.input_crs = "EPSG:3857";
  if (variant == 2) options.where = "name <> 'x'";
  if (variant == 3) options.layer = "line";
  return options;
}

}  // namespace
}  // namespace cordon

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  cordon::keep_our_drivers();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const unsigned how = data[0];
  const cordon::MemoryFile file(cordon::kNames[how & 7U], {data + 1, data + size});
  try {
    cordon::read(cordon::options_for(file.path(), how >> 5U & 3U), how >> 3U & 3U);
  } catch (const cordon::Error& error) {
    cordon::expect(!std::string_view(error.what()).empty(), "an error without words");
  }
  return 0;
}
