// Outputs that cannot be written: the message, and nothing left behind.
#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>

#include "cordon/base/error.hpp"
#include "cordon/io/output.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;
using OutputFailure = IoTest;

std::vector<Layer> square(int features = 1) {
  const MultiPolygon polygons{{{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}}, {}}};
  Layer layer{"zone", {}};
  for (int i = 0; i < features; ++i)
    layer.features.push_back({polygons, {{"distance_m", "dist_m", 20000.0}}});
  return {layer};
}

OutputOptions to(const std::string& path, bool overwrite = false) {
  OutputOptions options;
  options.path = path;
  options.overwrite = overwrite;
  return options;
}

struct Message {
  std::string kind, problem, advice;
};

Message failure(std::vector<OutputOptions> outputs, const std::vector<Layer>& layers = square()) {
  try {
    OutputSet set(std::move(outputs));
    set.write(layers);
    set.commit();
  } catch (const UsageError& error) {
    return {"usage", error.what(), error.advice()};
  } catch (const DataError& error) {
    return {"data", error.what(), error.advice()};
  }
  return {};
}

void expect(const Message& message, const std::string& kind, const Names& words) {
  EXPECT_EQ(message.kind, kind);
  const std::string text = message.problem + "\n" + message.advice;
  for (const std::string& word : words)
    EXPECT_NE(text.find(word), std::string::npos) << "'" << word << "' is not in: " << text;
}

TEST_F(OutputFailure, FormatThatNobodyKnows) {
  expect(failure({to(path("zone.doc"))}), "usage", {"'.doc'", "zone.doc", ".geojson", ".gpkg"});
  expect(failure({to(path("zone"))}), "usage", {"no extension"});
  expect(failure({to(path("zone.tif"))}), "usage", {"'.tif'"});
  OutputOptions options = to(path("zone.x"));
  options.format = "Shapefil";
  expect(failure({options}), "usage", {"'Shapefil'", "ESRI Shapefile", "GeoJSON"});
  EXPECT_EQ(files(), Names{});
}

TEST_F(OutputFailure, FormatWithoutGeometryIsNotOffered) {
  expect(failure({to(path("zone.xlsx"))}), "usage", {"'.xlsx'"});
}

TEST_F(OutputFailure, FormatThatHoldsNoAreas) {
  expect(failure({to(path("zone.gpx"))}), "data", {"zone.gpx", "GPX"});
  EXPECT_EQ(files(), Names{});
}

TEST_F(OutputFailure, CrsThatTheFormatCannotHold) {
  OutputOptions options = to(path("zone.geojson"));
  options.crs = "EPSG:32637";
  expect(failure({options}), "usage",
         {"WGS84 longitude/latitude only", "EPSG:32637", "--output-crs"});
  options.crs = "EPSG:4326";
  EXPECT_EQ(failure({options}).kind, "");
  options.path = path("zone.gpkg");
  options.crs = "EPSG:0";
  expect(failure({options}), "usage", {"--output-crs 'EPSG:0'"});
}

TEST_F(OutputFailure, ExistingFilesAreKept) {
  write("zone.geojson", "mine");
  expect(failure({to(path("zone.geojson"))}), "usage", {"zone.geojson", "--overwrite"});
  EXPECT_EQ(read_bytes(path("zone.geojson")), "mine");
  write("z.dbf", "mine");
  expect(failure({to(path("z.shp"))}), "usage", {"z.dbf", "a part of the output", "--overwrite"});
  EXPECT_EQ(files(), (Names{"z.dbf", "zone.geojson"}));
}

TEST_F(OutputFailure, SameNameTwice) {
  fs::create_directory(path("sub"));
  expect(failure({to(path("a.geojson")), to(path("sub/../a.geojson"))}), "usage", {"named twice"});
  expect(failure({to(path("a.geojson")), to(path("b.gpkg")), to(path("a.geojson"), true)}), "usage",
         {"named twice"});
}

TEST_F(OutputFailure, Folders) {
  expect(failure({to(path("none/zone.geojson"))}), "data", {"none", "mkdir -p"});
  fs::create_directory(path("zone.geojson"));
  expect(failure({to(path("zone.geojson"), true)}), "usage", {"not a plain file"});
  expect(failure({to("/dev/full")}), "usage", {"no extension"});
}

TEST_F(OutputFailure, FolderWithoutTheRightToWrite) {
  fs::permissions(folder_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                               fs::perms::others_exec);
  Message message;
  {
    const OrdinaryUser nobody;
    message = failure({to(path("zone.geojson"))});
  }
  fs::permissions(folder_, fs::perms::owner_all);
  expect(message, "data", {folder_.string(), "Permission denied"});
}

/// Lets no file of this process grow beyond some bytes: what a full disk does, at a chosen place.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &old_);
    rlimit limit = old_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit old_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(OutputFailure, AFileThatCannotGrowLeavesNothing) {
  for (const char* file : {"z.geojson", "z.shp", "z.gpkg", "z.fgb", "z.kml", "z.csv"}) {
    write("z.geojson", "mine");
    Message message;
    {
      const FileSizeLimit limit(100);
      message = failure({to(path(file), true)}, square(50));
    }
    expect(message, "data", {"cannot be written", "File too large"});
    EXPECT_EQ(files(), (Names{"z.geojson"})) << file;
    EXPECT_EQ(read_bytes(path("z.geojson")), "mine");
  }
}

TEST_F(OutputFailure, OneOfSeveralFailsAndNoneIsLeft) {
  Message message;
  {
    const FileSizeLimit limit(20'000);  // enough for the GeoJSON, not for the GeoPackage
    message = failure({to(path("a.geojson")), to(path("b.shp")), to(path("c.gpkg"))});
  }
  expect(message, "data", {"c.gpkg"});
  EXPECT_EQ(files(), Names{});
}

TEST_F(OutputFailure, WithoutCommitNothingIsLeft) {
  write("a.geojson", "mine");
  {
    OutputSet set({to(path("a.geojson"), true), to(path("b.shp"))});
    set.write(square());
    EXPECT_EQ(read_bytes(path("a.geojson")), "mine");
    EXPECT_FALSE(fs::exists(path("b.shp")));
  }
  EXPECT_EQ(files(), (Names{"a.geojson"}));
  EXPECT_EQ(read_bytes(path("a.geojson")), "mine");
}

TEST_F(OutputFailure, OverwritingAShapefileRemovesItsStaleIndex) {
  for (const char* name : {"z.shp", "z.qix", "z.sbn", "z.dbf", "z.cpg", "z.txt"})
    write(name, "old");
  EXPECT_EQ(failure({to(path("z.shp"), true)}).problem, "");
  EXPECT_EQ(files(), (Names{"z.cpg", "z.dbf", "z.prj", "z.shp", "z.shx", "z.txt"}));
}

TEST_F(OutputFailure, OverwritingAGeoPackageRemovesItsJournals) {
  for (const char* name : {"z.gpkg", "z.gpkg-wal", "z.gpkg-journal"}) write(name, "old");
  EXPECT_EQ(failure({to(path("z.gpkg"), true)}).problem, "");
  EXPECT_EQ(files(), (Names{"z.gpkg"}));
}

TEST_F(OutputFailure, ALinkKeepsPointingToItsFile) {
  write("real.geojson", "old");
  fs::create_symlink("real.geojson", path("link.geojson"));
  EXPECT_EQ(failure({to(path("link.geojson"), true)}).problem, "");
  EXPECT_TRUE(fs::is_symlink(path("link.geojson")));
  EXPECT_NE(read_bytes(path("real.geojson")).find("FeatureCollection"), std::string::npos);
}

}  // namespace
}  // namespace cordon::test
