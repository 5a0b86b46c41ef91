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

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/output_format.hpp"

namespace cordon {
namespace {

constexpr std::size_t kDbfText = 254;  // bytes in a dBASE text

// Formats with a time stamp get this one: the same input is to give the same bytes.
constexpr const char* kStampTime = "2000-01-01T00:00:00.000Z";
constexpr const char* kStampDay = "2000-01-01";

/// A GDAL configuration option of this thread, set back at the end.
class ConfigOption {
 public:
  ConfigOption(const char* name, const char* value) : name_(name) {
    const char* old = CPLGetThreadLocalConfigOption(name, nullptr);
    had_old_ = old != nullptr;
    if (had_old_) old_ = old;
    CPLSetThreadLocalConfigOption(name, value);
  }
  ConfigOption(const ConfigOption&) = delete;
  ConfigOption& operator=(const ConfigOption&) = delete;
  ~ConfigOption() { CPLSetThreadLocalConfigOption(name_, had_old_ ? old_.c_str() : nullptr); }

 private:
  const char* name_;
  std::string old_;
  bool had_old_ = false;
};

/// What a write in progress needs to say what failed.
struct Job {
  GDALDriver& driver;
  const OutputOptions& options;
  const GdalMessages& messages;
  bool shapefile = false;

  void check(bool good) const {
    if (!good || messages.failed()) fail();
  }

  [[noreturn]] void fail() const {
    throw DataError(
        fmt::format("'{}' cannot be written as {}: {}", options.path, driver.GetDescription(),
                    messages.failed() ? messages.failure() : "the driver does not say why"),
        "choose another format: .geojson, .shp and .gpkg hold every zone");
  }
};

bool has_field(const Layer& layer, std::string_view name) {
  const std::vector<Field>& fields = layer.features.front().fields;
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Field& field) { return same_word(field.name, name); });
}

/// Tables have columns of their own for the number and the geometry of a feature: they give way to
/// fields of these names.
void name_own_columns(CPLStringList& options, const Layer& layer, const char* id,
                      const char* geometry) {
  if (has_field(layer, id)) options.SetNameValue("FID", "cordon_fid");
  if (has_field(layer, geometry)) options.SetNameValue("GEOMETRY_NAME", "cordon_geom");
}

CPLStringList layer_options(const std::string& driver, const Layer& layer, int decimals) {
  CPLStringList options;
  if (driver == "GeoJSON") options.SetNameValue("RFC7946", "YES");
  if (driver == "GeoJSON" || driver == "GeoJSONSeq")
    options.SetNameValue("COORDINATE_PRECISION", std::to_string(decimals).c_str());
  if (driver == "ESRI Shapefile") {
    options.SetNameValue("ENCODING", "UTF-8");
    options.SetNameValue("DBF_DATE_LAST_UPDATE", kStampDay);
  }
  if (driver == "CSV") options.SetNameValue("GEOMETRY", "AS_WKT");
  if (driver == "GPKG") name_own_columns(options, layer, "fid", "geom");
  if (driver == "SQLite") name_own_columns(options, layer, "ogc_fid", "geometry");
  return options;
}

OGRFieldType ogr_type(ValueType type) {
  if (type == ValueType::integer) return OFTInteger64;
  return type == ValueType::real ? OFTReal : OFTString;
}

OGRFieldType field_type(const Layer& layer, std::size_t column) {
  if (const auto type = layer.features.front().fields[column].type) return ogr_type(*type);
  for (const Feature& feature : layer.features) {
    const Value& value = feature.fields[column].value;
    if (std::holds_alternative<double>(value)) return OFTReal;
    if (std::holds_alternative<std::int64_t>(value)) return OFTInteger64;
    if (std::holds_alternative<std::string>(value)) return OFTString;
  }
  return OFTString;
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

void create_fields(OGRLayer& target, const Layer& layer, const Job& job) {
  const std::vector<Field>& fields = layer.features.front().fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    OGRFieldDefn definition((job.shapefile ? fields[i].short_name : fields[i].name).c_str(),
                            field_type(layer, i));
    if (job.shapefile) set_dbf_width(definition, layer, i);
    job.check(target.CreateField(&definition) == OGRERR_NONE);
  }
}

/// As many whole UTF-8 letters as fit.
std::string cut_text(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

void set_field(OGRFeature& feature, int index, const Value& value, bool shapefile) {
  if (const auto* text = std::get_if<std::string>(&value))
    feature.SetField(index, (shapefile ? cut_text(*text, kDbfText) : *text).c_str());
  else if (const auto* real = std::get_if<double>(&value))
    feature.SetField(index, *real);
  else if (const auto* integer = std::get_if<std::int64_t>(&value))
    feature.SetField(index, static_cast<GIntBig>(*integer));
  else
    feature.SetFieldNull(index);
}

void set_points(OGRSimpleCurve& curve, const std::vector<XY>& path) {
  std::vector<OGRRawPoint> points;
  points.reserve(path.size());
  for (const XY& vertex : path) points.emplace_back(vertex.x, vertex.y);
  curve.setPoints(static_cast<int>(points.size()), points.data());
}

std::unique_ptr<OGRGeometry> to_ogr(const MultiPolygon& polygons) {
  auto result = std::make_unique<OGRMultiPolygon>();
  const auto add_ring = [](OGRPolygon& polygon, const Ring& ring) {
    auto curve = std::make_unique<OGRLinearRing>();
    set_points(*curve, ring);
    polygon.addRingDirectly(curve.release());
  };
  for (const Polygon& polygon : polygons) {
    auto part = std::make_unique<OGRPolygon>();
    add_ring(*part, polygon.shell);
    for (const Ring& hole : polygon.holes) add_ring(*part, hole);
    result->addGeometryDirectly(part.release());
  }
  return result;
}

std::unique_ptr<OGRGeometry> to_ogr(const std::vector<std::vector<XY>>& lines) {
  auto result = std::make_unique<OGRMultiLineString>();
  for (const std::vector<XY>& line : lines) {
    auto part = std::make_unique<OGRLineString>();
    set_points(*part, line);
    result->addGeometryDirectly(part.release());
  }
  return result;
}

void write_layer(GDALDataset& dataset, const Layer& layer, OGRSpatialReference& crs,
                 const Job& job) {
  const bool areas = std::holds_alternative<MultiPolygon>(layer.features.front().geometry);
  const CPLStringList options =
      layer_options(job.driver.GetDescription(), layer, job.options.decimals);
  OGRLayer* target =
      dataset.CreateLayer(layer.name.c_str(), &crs, areas ? wkbMultiPolygon : wkbMultiLineString,
                          const_cast<char**>(options.List()));
  if (target == nullptr) job.fail();
  create_fields(*target, layer, job);
  const bool in_transaction = dataset.StartTransaction() == OGRERR_NONE;
  for (const Feature& feature : layer.features) {
    OGRFeature row(target->GetLayerDefn());
    for (std::size_t i = 0; i < feature.fields.size(); ++i)
      set_field(row, static_cast<int>(i), feature.fields[i].value, job.shapefile);
    row.SetGeometryDirectly(
        std::visit([](const auto& shape) { return to_ogr(shape); }, feature.geometry).release());
    job.check(target->CreateFeature(&row) == OGRERR_NONE);
  }
  if (in_transaction) job.check(dataset.CommitTransaction() == OGRERR_NONE);
}

}  // namespace

void write_dataset(GDALDriver& driver, const std::string& path, const std::vector<Layer>& layers,
                   const OutputOptions& options) {
  const GdalMessages messages;
  const Job job{driver, options, messages,
                std::string_view(driver.GetDescription()) == "ESRI Shapefile"};
  const ConfigOption stamp("OGR_CURRENT_DATE", kStampTime);
  const Crs crs = named_crs(options.crs.empty() ? "EPSG:4326" : options.crs, "--output-crs");
  GDALDatasetUniquePtr dataset(driver.Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  job.check(dataset != nullptr);
  const std::size_t count = holds_one_layer(driver) ? 1 : layers.size();
  for (std::size_t i = 0; i < count; ++i) write_layer(*dataset, layers[i], *crs, job);
  dataset->FlushCache(true);
  dataset.reset();
  job.check(true);
}

}  // namespace cordon
