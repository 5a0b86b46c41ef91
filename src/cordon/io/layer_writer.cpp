#include "cordon/io/layer_writer.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>

#include "cordon/io/gdal_support.hpp"
#include "cordon/io/geojson_writer.hpp"
#include "cordon/io/geopackage.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/ogr_feature.hpp"
#include "cordon/io/write_job.hpp"

namespace cordon {
namespace {

constexpr std::size_t kDbfText = 254;  // bytes in a dBASE text

// Formats with a time stamp get this one: the same input is to give the same bytes.
constexpr const char* kStampTime = "2000-01-01T00:00:00.000Z";
constexpr const char* kStampDay = "2000-01-01";

bool has_field(const LayerSchema& schema, std::string_view name) {
  return std::any_of(schema.fields.begin(), schema.fields.end(),
                     [&](const FieldSchema& field) { return same_word(field.name, name); });
}

/// Tables have columns of their own for the number and the geometry of a feature: they give way to
/// fields of these names.
void name_own_columns(CPLStringList& options, const LayerSchema& schema, const char* id,
                      const char* geometry) {
  if (has_field(schema, id)) options.SetNameValue("FID", "cordon_fid");
  if (has_field(schema, geometry)) options.SetNameValue("GEOMETRY_NAME", "cordon_geom");
}

CPLStringList layer_options(const std::string& driver, const LayerSchema& schema, int decimals,
                            const std::string& folder) {
  CPLStringList options;
  if (driver == "GeoJSONSeq")
    options.SetNameValue("COORDINATE_PRECISION", std::to_string(decimals).c_str());
  if (driver == "ESRI Shapefile") {
    options.SetNameValue("ENCODING", "UTF-8");
    options.SetNameValue("DBF_DATE_LAST_UPDATE", kStampDay);
  }
  if (driver == "CSV") options.SetNameValue("GEOMETRY", "AS_WKT");
  if (driver == "FlatGeobuf") options.SetNameValue("TEMPORARY_DIR", folder.c_str());
  if (driver == "GPKG") name_own_columns(options, schema, "fid", "geom");
  if (driver == "SQLite") name_own_columns(options, schema, "ogc_fid", "geometry");
  return options;
}

/// Digits behind the point that write a double without loss and without an exponent.
int decimals_needed(double value) {
  const std::string shortest = fmt::format("{}", value);
  const std::size_t exponent_at = shortest.find('e');
  const std::string_view mantissa = std::string_view(shortest).substr(0, exponent_at);
  const std::size_t point = mantissa.find('.');
  const int digits =
      point == std::string_view::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
  const int exponent =
      exponent_at == std::string::npos ? 0 : std::stoi(shortest.substr(exponent_at + 1));
  return std::max(0, digits - exponent);
}

/// A dBASE column is as wide as its widest value, so that nothing is rounded as long as it fits.
void set_dbf_width(OGRFieldDefn& definition, const Layer& layer, std::size_t column) {
  int decimals = 0;
  std::size_t whole = 1;  // letters of texts and integers, or before the point
  bool any = false;
  for (const Feature& feature : layer.features) {
    const Value& value = feature.fields[column].value;
    any = any || !std::holds_alternative<std::monostate>(value);
    if (const auto* text = std::get_if<std::string>(&value)) {
      whole = std::max(whole, std::min(text->size(), kDbfText));
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      whole = std::max(whole, fmt::formatted_size("{}", *integer));
    } else if (const auto* real = std::get_if<double>(&value)) {
      whole = std::max(whole, fmt::formatted_size("{:.0f}", std::trunc(*real)));
      decimals = std::max(decimals, decimals_needed(*real));
    }
  }
  if (definition.GetType() == OFTReal && !any) decimals = 1;  // without, it would be an integer
  if (whole + 1 < kDbfText) decimals = std::min(decimals, static_cast<int>(kDbfText - whole - 1));
  const std::size_t width = decimals > 0 ? whole + 1 + static_cast<std::size_t>(decimals) : whole;
  definition.SetWidth(static_cast<int>(width));
  definition.SetPrecision(decimals);
}

class OgrWriter final : public LayerWriter {
 public:
  OgrWriter(GDALDriver& driver, std::string path, const OutputOptions& options,
            std::function<bool()> stop)
      : driver_(driver),
        name_(driver.GetDescription()),
        path_(std::move(path)),
        options_(options),
        stop_(std::move(stop)),
        crs_(named_crs(options.crs.empty() ? "EPSG:4326" : options.crs, "--output-crs")) {}
  OgrWriter(const OgrWriter&) = delete;
  OgrWriter& operator=(const OgrWriter&) = delete;

  /// Closing a dataset may be long work, of no use any more.
  ~OgrWriter() override {
    const GdalMessages quiet;
    const DiskWrites none([] { return true; });
    dataset_.reset();
  }

  void begin(const LayerSchema& schema) override { begin(schema, nullptr); }

  /// The features that are to be added, for formats whose columns are as wide as what they hold.
  void begin(const LayerSchema& schema, const Layer* whole) {
    const WriteJob job(name_, options_, stop_);
    const ConfigOption stamp("OGR_CURRENT_DATE", kStampTime);
    if (!dataset_) dataset_.reset(driver_.Create(path_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    job.check(dataset_ != nullptr);
    commit(job);
    const CPLStringList list =
        layer_options(name_, schema, options_.decimals, CPLGetPath(path_.c_str()));
    const Crs own = schema.crs.empty() ? Crs() : named_crs(schema.crs, "--output-crs");
    layer_ = dataset_->CreateLayer(schema.name.c_str(), own ? own.get() : crs_.get(),
                                   ogr_type(schema.kind), const_cast<char**>(list.List()));
    if (layer_ == nullptr) job.fail();
    if (is_geopackage()) contents_.push_back({schema, layer_->GetGeometryColumn(), {}, {}});
    for (std::size_t i = 0; i < schema.fields.size(); ++i)
      create_field(schema.fields[i], i, whole, job);
    in_transaction_ = dataset_->StartTransaction() == OGRERR_NONE;
  }

  void add(const std::vector<Feature>& features) override {
    const WriteJob job(name_, options_, stop_);
    const ConfigOption stamp("OGR_CURRENT_DATE", kStampTime);
    for (const Feature& feature : features) {
      OGRFeature row(layer_->GetLayerDefn());
      for (std::size_t i = 0; i < feature.fields.size(); ++i)
        set_field(row, static_cast<int>(i), feature.fields[i].value,
                  is_shapefile() ? kDbfText : std::string::npos);
      row.SetGeometryDirectly(to_ogr(feature.geometry).release());
      job.check(layer_->CreateFeature(&row) == OGRERR_NONE);
    }
  }

  void describe(const std::string& layer, const LayerNotes& notes) override {
    for (GeopackageLayer& held : contents_)
      if (held.schema.name == layer) held.notes = notes;
  }

  void style(const std::string& layer, const qgis::LayerStyle& style) override {
    for (GeopackageLayer& held : contents_)
      if (held.schema.name == layer) held.style = style;
  }

  void finish() override {
    const WriteJob job(name_, options_, stop_);
    const ConfigOption stamp("OGR_CURRENT_DATE", kStampTime);
    commit(job);
    if (is_geopackage()) complete_geopackage(*dataset_, contents_, kStampTime);
    dataset_->FlushCache(true);
    dataset_.reset();
    job.check(true);
  }

 private:
  bool is_shapefile() const { return name_ == "ESRI Shapefile"; }
  bool is_geopackage() const { return name_ == "GPKG"; }

  void create_field(const FieldSchema& field, std::size_t column, const Layer* whole,
                    const WriteJob& job) {
    OGRFieldDefn definition((is_shapefile() ? field.short_name : field.name).c_str(),
                            ogr_type(field.type));
    if (whole != nullptr) set_dbf_width(definition, *whole, column);
    job.check(layer_->CreateField(&definition) == OGRERR_NONE);
  }

  void commit(const WriteJob& job) {
    if (in_transaction_) job.check(dataset_->CommitTransaction() == OGRERR_NONE);
    in_transaction_ = false;
  }

  GDALDriver& driver_;
  std::string name_;
  std::string path_;
  const OutputOptions& options_;
  std::function<bool()> stop_;
  Crs crs_;
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
  std::vector<GeopackageLayer> contents_;
  bool in_transaction_ = false;
};

/// The columns of a Shapefile are as wide as their widest values, which only the last feature
/// tells.
class ShapefileWriter final : public LayerWriter {
 public:
  ShapefileWriter(GDALDriver& driver, const std::string& path, const OutputOptions& options,
                  const std::function<bool()>& stop)
      : writer_(driver, path, options, stop) {}

  void begin(const LayerSchema& schema) override { schema_ = schema; }

  void add(const std::vector<Feature>& features) override {
    layer_.features.insert(layer_.features.end(), features.begin(), features.end());
  }

  void finish() override {
    writer_.begin(schema_, &layer_);
    writer_.add(layer_.features);
    writer_.finish();
  }

 private:
  OgrWriter writer_;
  LayerSchema schema_;
  Layer layer_;
};

}  // namespace

std::unique_ptr<LayerWriter> layer_writer(GDALDriver& driver, const std::string& path,
                                          const OutputOptions& options,
                                          const std::function<bool()>& stop) {
  const std::string_view name = driver.GetDescription();
  if (name == "GeoJSON") return geojson_writer(path, options, stop);
  if (name == "ESRI Shapefile")
    return std::make_unique<ShapefileWriter>(driver, path, options, stop);
  return std::make_unique<OgrWriter>(driver, path, options, stop);
}

}  // namespace cordon
