// Nulls and types of columns, in every format that is written most.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>

#include "cordon/io/output.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

const MultiPolygon kSquare{{{{36, 35}, {37, 35}, {37, 36}, {36, 36}, {36, 35}}, {}}};

/// Every kind of column with a null first, with a null last, and with nulls only.
Layer table() {
  Layer layer{"zone", {}};
  const Value none;
  for (const bool first : {true, false}) {
    const auto when = [&](bool filled, Value value) { return filled ? value : none; };
    layer.features.push_back({kSquare,
                              {{"text", "text", when(first, std::string("Saraqib"))},
                               {"late_text", "late_text", when(!first, std::string("سراقب"))},
                               {"real", "real", when(first, 0.1 + 0.2)},
                               {"late_real", "late_real", when(!first, -1.25e-7)},
                               {"count", "count", when(first, std::int64_t{9007199254740993})},
                               {"late_count", "late_count", when(!first, std::int64_t{-5})},
                               {"null_text", "null_text", none, ValueType::text},
                               {"null_real", "null_real", none, ValueType::real},
                               {"null_count", "null_count", none, ValueType::integer},
                               {"null_only", "null_only", none}}});
  }
  return layer;
}

class OutputNull : public IoTest, public ::testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    OutputOptions options;
    options.path = path(fmt::format("zone.{}", GetParam()));
    OutputSet outputs({options});
    outputs.write({table()});
    outputs.commit();
    const char* const detect[] = {"AUTODETECT_TYPE=YES", nullptr};
    dataset_.reset(GDALDataset::Open(options.path.c_str(), GDAL_OF_VECTOR, nullptr,
                                     is_csv() ? detect : nullptr, nullptr));
    ASSERT_TRUE(dataset_);
    OGRLayer* layer = dataset_->GetLayer(0);
    first_.reset(layer->GetNextFeature());
    second_.reset(layer->GetNextFeature());
    ASSERT_TRUE(first_ && second_);
  }

  bool is_csv() const { return std::string(GetParam()) == "csv"; }
  static bool null(const OGRFeature& feature, const char* name) {
    const int index = feature.GetFieldIndex(name);
    EXPECT_GE(index, 0) << name;
    return !feature.IsFieldSetAndNotNull(index) ||
           std::string_view(feature.GetFieldAsString(index)).empty();
  }
  OGRFieldType type(const char* name) const {
    return first_->GetFieldDefnRef(first_->GetFieldIndex(name))->GetType();
  }

  GDALDatasetUniquePtr dataset_;
  OGRFeatureUniquePtr first_, second_;
};

TEST_P(OutputNull, ValuesStayAndNullsAreNull) {
  EXPECT_STREQ(first_->GetFieldAsString("text"), "Saraqib");
  EXPECT_TRUE(null(*second_, "text"));
  EXPECT_TRUE(null(*first_, "late_text"));
  EXPECT_STREQ(second_->GetFieldAsString("late_text"), "سراقب");
  EXPECT_DOUBLE_EQ(first_->GetFieldAsDouble("real"), 0.1 + 0.2);
  EXPECT_TRUE(null(*second_, "real"));
  EXPECT_TRUE(null(*first_, "late_real"));
  EXPECT_EQ(second_->GetFieldAsDouble("late_real"), -1.25e-7);
  EXPECT_EQ(first_->GetFieldAsInteger64("count"), 9007199254740993);
  EXPECT_TRUE(null(*second_, "count"));
  EXPECT_EQ(second_->GetFieldAsInteger64("late_count"), -5);
  for (const char* name : {"null_text", "null_real", "null_count", "null_only"}) {
    EXPECT_TRUE(null(*first_, name)) << name;
    EXPECT_TRUE(null(*second_, name)) << name;
  }
}

TEST_P(OutputNull, ColumnsKeepTheirTypes) {
  const auto is_integer = [](OGRFieldType t) { return t == OFTInteger || t == OFTInteger64; };
  for (const char* name : {"real", "late_real"}) EXPECT_EQ(type(name), OFTReal) << name;
  for (const char* name : {"count", "late_count"}) EXPECT_TRUE(is_integer(type(name))) << name;
  for (const char* name : {"text", "late_text"}) EXPECT_EQ(type(name), OFTString) << name;
  // GeoJSON and CSV have no types beside their values.
  if (std::string(GetParam()) == "geojson" || is_csv()) return;
  EXPECT_EQ(type("null_real"), OFTReal);
  EXPECT_TRUE(is_integer(type("null_count")));
  EXPECT_EQ(type("null_text"), OFTString);
  EXPECT_EQ(type("null_only"), OFTString);
}

INSTANTIATE_TEST_SUITE_P(Formats, OutputNull,
                         ::testing::Values("geojson", "shp", "gpkg", "csv", "fgb", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

using OutputColumns = IoTest;

TEST_F(OutputColumns, FieldsNamedLikeTheFormatsOwnColumns) {
  for (const char* file : {"zone.gpkg", "zone.sqlite", "zone.fgb", "zone.geojson"}) {
    OutputOptions options;
    options.path = path(file);
    OutputSet outputs({options});
    const auto row = [](const char* id) {
      return Feature{kSquare,
                     {{"FID", "FID", std::string(id)},
                      {"geom", "geom", std::int64_t{7}},
                      {"GEOMETRY", "GEOMETRY", std::string("none")}}};
    };
    outputs.write({{"zone", {row("same"), row("same")}}});
    outputs.commit();
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(options.path.c_str(), GDAL_OF_VECTOR));
    ASSERT_TRUE(dataset) << file;
    int count = 0;
    for (const OGRFeatureUniquePtr& feature : *dataset->GetLayer(0)) {
      ++count;
      EXPECT_STREQ(feature->GetFieldAsString("FID"), "same") << file;
      EXPECT_EQ(feature->GetFieldAsInteger("geom"), 7) << file;
      EXPECT_STREQ(feature->GetFieldAsString("GEOMETRY"), "none") << file;
      EXPECT_NE(feature->GetGeometryRef(), nullptr) << file;
    }
    EXPECT_EQ(count, 2) << file;
  }
}

TEST_F(OutputColumns, NumbersOfAnySizeInAShapefile) {
  const std::vector<double> numbers{1e200, -1e-100, 3.14, 1.0 / 3};
  Layer layer{"zone", {}};
  for (const double number : numbers)
    layer.features.push_back({kSquare, {{"number", "number", number}}});
  OutputOptions options;
  options.path = path("zone.shp");
  OutputSet outputs({options});
  outputs.write({layer});
  outputs.commit();
  const GDALDatasetUniquePtr dataset(GDALDataset::Open(options.path.c_str(), GDAL_OF_VECTOR));
  for (const double number : numbers) {
    const OGRFeatureUniquePtr feature(dataset->GetLayer(0)->GetNextFeature());
    EXPECT_NEAR(feature->GetFieldAsDouble("number"), number, std::abs(number) * 1e-15 + 1e-50);
  }
}

}  // namespace
}  // namespace cordon::test
