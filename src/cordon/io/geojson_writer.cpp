#include "cordon/io/geojson_writer.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "cordon/io/write_job.hpp"

namespace cordon {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

/// Up to here a coordinate times a power of ten is still within half a unit of what it stands for.
constexpr double kLargestExact = 1e15;

std::string json_text(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Without the zeros at the end, but for the first digit behind the point.
std::string_view without_zeros(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return number;
  const std::size_t last = number.find_last_not_of('0');
  return number.substr(0, std::max(last, point + 1) + 1);
}

class CoordinateFormat {
 public:
  explicit CoordinateFormat(int decimals)
      : decimals_(static_cast<std::size_t>(decimals)), scale_(std::pow(10.0, decimals)) {}

  void append(std::string& out, double value) const {
    const double scaled = value * scale_;
    if (decimals_ == 0 || !(std::abs(scaled) < kLargestExact)) {
      out += without_zeros(fmt::format("{:.{}f}", value, decimals_));
      return;
    }
    const long long units = std::llround(scaled);
    if (units < 0) out += '-';
    append_units(out, static_cast<unsigned long long>(std::abs(units)));
  }

 private:
  void append_units(std::string& out, unsigned long long units) const {
    std::array<char, 24> digits{};
    char* const begin = digits.data();
    char* end = std::to_chars(begin, begin + digits.size(), units).ptr;
    const auto count = static_cast<std::size_t>(end - begin);
    const std::size_t whole = count > decimals_ ? count - decimals_ : 0;
    while (end > begin + whole + 1 && end[-1] == '0') --end;
    out.append(begin, whole);
    if (whole == 0) out += '0';
    out += '.';
    if (count < decimals_ && units > 0) out.append(decimals_ - count, '0');
    out.append(begin + whole, end);
  }

  std::size_t decimals_;
  double scale_;
};

class GeoJsonWriter final : public LayerWriter {
 public:
  GeoJsonWriter(std::string path, const OutputOptions& options, std::function<bool()> stop)
      : path_(std::move(path)),
        options_(options),
        stop_(std::move(stop)),
        format_(options.decimals) {}
  GeoJsonWriter(const GeoJsonWriter&) = delete;
  GeoJsonWriter& operator=(const GeoJsonWriter&) = delete;
  ~GeoJsonWriter() override {
    const GdalMessages quiet;
    if (file_ != nullptr) VSIFCloseL(file_);
  }

  void begin(const LayerSchema& schema) override {
    const WriteJob job("GeoJSON", options_, stop_);
    file_ = VSIFOpenL(path_.c_str(), "wb");
    job.check(file_ != nullptr);
    type_ = schema.kind == GeometryKind::areas   ? "MultiPolygon"
            : schema.kind == GeometryKind::lines ? "MultiLineString"
                                                 : "Point";
    for (const FieldSchema& field : schema.fields) names_.push_back(json_text(field.name) + ":");
    text_ = fmt::format("{{\"type\":\"FeatureCollection\",\"name\":{},\"features\":[",
                        json_text(schema.name));
  }

  void add(const std::vector<Feature>& features) override {
    const WriteJob job("GeoJSON", options_, stop_);
    for (const Feature& feature : features) {
      text_ += std::exchange(any_, true) ? ",\n" : "\n";
      append(feature);
      if (text_.size() > kBlock) write(job);
    }
  }

  void finish() override {
    const WriteJob job("GeoJSON", options_, stop_);
    text_ += "\n]}\n";
    write(job);
    job.check(VSIFCloseL(std::exchange(file_, nullptr)) == 0);
  }

 private:
  void append(const Feature& feature) {
    text_ += "{\"type\":\"Feature\",\"properties\":{";
    for (std::size_t i = 0; i < feature.fields.size(); ++i) {
      if (i > 0) text_ += ',';
      text_ += names_[i];
      append(feature.fields[i].value);
    }
    text_ += "},\"geometry\":{\"type\":\"";
    text_ += type_;
    text_ += "\",\"coordinates\":";
    std::visit([this](const auto& shape) { append(shape); }, feature.geometry);
    text_ += "}}";
  }

  void append(const Value& value) {
    std::visit(
        [this](const auto& held) {
          if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
            text_ += "null";
          else
            text_ += json_text(held);
        },
        value);
  }

  void append(const XY& vertex) {
    text_ += '[';
    format_.append(text_, vertex.x);
    text_ += ',';
    format_.append(text_, vertex.y);
    text_ += ']';
  }

  void append(const Polygon& polygon) {
    text_ += '[';
    append(polygon.shell);
    for (const Ring& hole : polygon.holes) {
      text_ += ',';
      append(hole);
    }
    text_ += ']';
  }

  template <typename Item>
  void append(const std::vector<Item>& items) {
    text_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) text_ += ',';
      append(items[i]);
    }
    text_ += ']';
  }

  void write(const WriteJob& job) {
    job.check(VSIFWriteL(text_.data(), 1, text_.size(), file_) == text_.size());
    text_.clear();
  }

  std::string path_;
  const OutputOptions& options_;
  std::function<bool()> stop_;
  CoordinateFormat format_;
  VSILFILE* file_ = nullptr;
  std::string_view type_;
  bool any_ = false;
  std::vector<std::string> names_;  // as JSON, with their colons
  std::string text_;                // not yet written
};

}  // namespace

std::unique_ptr<LayerWriter> geojson_writer(const std::string& path, const OutputOptions& options,
                                            const std::function<bool()>& stop) {
  return std::make_unique<GeoJsonWriter>(path, options, stop);
}

}  // namespace cordon
