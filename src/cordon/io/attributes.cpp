#include "cordon/io/attributes.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <string>

namespace cordon {
namespace {

ValueType value_type(OGRFieldType type) {
  if (type == OFTInteger || type == OFTInteger64) return ValueType::integer;
  return type == OFTReal ? ValueType::real : ValueType::text;
}

/// OGR counts quarters of an hour from 100, which is UTC; 0 and 1: not known, local.
std::string zone_text(int flag) {
  constexpr int kUtc = 100;
  if (flag <= 1) return {};
  if (flag == kUtc) return "Z";
  const int minutes = std::abs(flag - kUtc) * 15;
  return fmt::format("{}{:02}:{:02}", flag < kUtc ? '-' : '+', minutes / 60, minutes % 60);
}

/// ISO 8601.
std::string date_text(const OGRFeature& feature, int field, OGRFieldType type) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
  std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const int milliseconds = static_cast<int>(std::lround(second * 1000));  // of a float
  const std::string fraction =
      milliseconds % 1000 == 0 ? "" : fmt::format(".{:03}", milliseconds % 1000);
  const std::string time = fmt::format("{:02}:{:02}:{:02}{}{}", hour, minute, milliseconds / 1000,
                                       fraction, zone_text(zone));
  return type == OFTTime ? time : date + "T" + time;
}

std::string list_text(const OGRFeature& feature, int field) {
  const std::unique_ptr<char, decltype(&VSIFree)> json(feature.GetFieldAsSerializedJSon(field),
                                                       &VSIFree);
  return json ? json.get() : feature.GetFieldAsString(field);
}

Value value_of(const OGRFeature& feature, int field) {
  if (!feature.IsFieldSetAndNotNull(field)) return {};
  switch (const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return std::int64_t{feature.GetFieldAsInteger64(field)};
    case OFTReal: {
      const double number = feature.GetFieldAsDouble(field);
      return std::isfinite(number) ? Value(number) : Value();
    }
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return date_text(feature, field, type);
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
      return list_text(feature, field);
    default:
      return std::string(feature.GetFieldAsString(field));
  }
}

}  // namespace

std::vector<Column> columns_of(const OGRFeatureDefn& definition, const std::vector<int>& fields) {
  std::vector<Column> columns;
  columns.reserve(fields.size());
  for (const int field : fields) {
    const OGRFieldDefn& column = *definition.GetFieldDefn(field);
    columns.push_back({column.GetNameRef(), value_type(column.GetType())});
  }
  return columns;
}

std::vector<Value> values_of(const OGRFeature& feature, const std::vector<int>& fields) {
  std::vector<Value> values;
  values.reserve(fields.size());
  for (const int field : fields) values.push_back(value_of(feature, field));
  return values;
}

std::string value_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  return {};
}

}  // namespace cordon
