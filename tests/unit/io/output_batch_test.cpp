// Layers that are written some features at a time.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cordon/base/error.hpp"
#include "cordon/io/output.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

using OutputBatch = IoTest;
using Names = std::vector<std::string>;

Layer squares(int count) {
  Layer layer{"zone", {}};
  for (int i = 0; i < count; ++i) {
    const double x = 36 + 0.01 * i;
    layer.features.push_back({MultiPolygon{{{{x, 35}, {x + 1, 35}, {x + 1, 36}, {x, 35}}, {}}},
                              {{"name", "name", fmt::format("\"{}\"\n", i)},
                               {"size", "size", i / 7.0},
                               {"none", "none", Value(), ValueType::integer}}});
  }
  return layer;
}

OutputOptions to(const std::string& path) {
  OutputOptions options;
  options.path = path;
  options.overwrite = true;
  return options;
}

std::string bytes_in_batches(const std::string& path, const Layer& layer, std::size_t size) {
  OutputSet outputs({to(path)});
  outputs.begin(schema_of(layer));
  for (std::size_t i = 0; i < layer.features.size(); i += size) {
    const auto begin = layer.features.begin() + static_cast<std::ptrdiff_t>(i);
    const auto left = static_cast<std::ptrdiff_t>(std::min(size, layer.features.size() - i));
    outputs.add({begin, begin + left});
  }
  outputs.finish();
  outputs.commit();
  return read_bytes(path);
}

TEST_F(OutputBatch, SameBytesInBatchesOfAnySize) {
  const Layer layer = squares(50);
  for (const char* file : {"z.geojson", "z.fgb", "z.gpkg", "z.shp", "z.csv", "z.geojsonl"}) {
    const std::string whole = bytes_in_batches(path(file), layer, 50);
    EXPECT_GT(whole.size(), 2000U) << file;
    for (const std::size_t size : {1U, 7U})
      EXPECT_TRUE(bytes_in_batches(path(file), layer, size) == whole) << file << ", " << size;
  }
}

TEST_F(OutputBatch, StoppedInTheMiddleItLeavesTheOldFile) {
  for (const char* file : {"z.geojson", "z.fgb", "z.gpkg", "z.shp"}) {
    write(file, "mine");
    {
      bool stop = false;
      OutputSet outputs({to(path(file))}, [&] { return stop; });
      const Layer layer = squares(2000);
      outputs.begin(schema_of(layer));
      outputs.add(layer.features);
      stop = true;
      EXPECT_THROW(outputs.finish(), Cancelled) << file;
    }
    EXPECT_EQ(files(), Names{file});
    EXPECT_EQ(read_bytes(path(file)), "mine");
    std::filesystem::remove(path(file));
  }
}

TEST_F(OutputBatch, LeftUnfinishedItLeavesNothing) {
  for (const char* file : {"z.geojson", "z.fgb", "z.gpkg", "z.shp", "z.kml"}) {
    OutputSet outputs({to(path(file))});
    const Layer layer = squares(20);
    outputs.begin(schema_of(layer));
    outputs.add(layer.features);
  }
  EXPECT_EQ(files(), Names{});
}

/// What the GeoJSON says of x, as text.
std::string written(const std::string& path, double x, int decimals) {
  OutputOptions options = to(path);
  options.decimals = decimals;
  OutputSet outputs({options});
  outputs.write({{"zone", {{MultiPolygon{{{{x, 1}, {2, 1}, {2, 2}, {x, 1}}, {}}}, {}}}}});
  outputs.commit();
  const std::string text = read_bytes(path);
  const std::size_t begin = text.find("[[[[") + 4;
  return text.substr(begin, text.find(',', begin) - begin);
}

TEST_F(OutputBatch, CoordinatesAreDecimalsWithoutZerosAtTheEnd) {
  const std::string file = path("z.geojson");
  EXPECT_EQ(written(file, 0, 7), "0.0");
  EXPECT_EQ(written(file, 36, 7), "36.0");
  EXPECT_EQ(written(file, -36.5, 7), "-36.5");
  EXPECT_EQ(written(file, 0.0000001, 7), "0.0000001");
  EXPECT_EQ(written(file, -0.0000123, 7), "-0.0000123");
  EXPECT_EQ(written(file, 100.0500000, 7), "100.05");
  EXPECT_EQ(written(file, -179.9999999, 7), "-179.9999999");
  EXPECT_EQ(written(file, 36.123456789012, 12), "36.123456789012");
  EXPECT_EQ(written(file, 0.1, 15), "0.1");
  EXPECT_EQ(written(file, 36, 0), "36");
}

TEST_F(OutputBatch, GeoJsonEscapesTexts) {
  Layer layer = squares(1);
  layer.features[0].fields[0].value = std::string("a\"\\\n\x01 سراقب \xFF");
  layer.features[0].fields.push_back({"quo\"te", "quote", std::string("x")});
  OutputSet outputs({to(path("z.geojson"))});
  outputs.write({layer});
  outputs.commit();
  const auto json = nlohmann::json::parse(read_bytes(path("z.geojson")));
  const auto& properties = json["features"][0]["properties"];
  EXPECT_EQ(properties["name"], "a\"\\\n\x01 سراقب \xEF\xBF\xBD");  // what is no UTF-8 is replaced
  EXPECT_EQ(properties["quo\"te"], "x");
  EXPECT_TRUE(properties["none"].is_null());
}

}  // namespace
}  // namespace cordon::test
