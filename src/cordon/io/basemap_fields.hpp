// What the fields of a basemap's layers say, by the names that Natural Earth gives them.
#pragma once

#include <ogrsf_frmts.h>

#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/value.hpp"

namespace cordon {

/// Rows are the values of the fields of indices().
class BasemapFields {
 public:
  explicit BasemapFields(const OGRFeatureDefn& layer);

  const std::vector<int>& indices() const { return indices_; }  ///< of the fields to read

  std::string name(const std::vector<Value>& row) const;

  /// ISO 3166-1 alpha-2, or XK for Kosovo, as the CLDR has it; empty where the fields tell none.
  std::string country(const std::vector<Value>& row) const;

  /// From which zoom level on it is drawn.
  double rank(const std::vector<Value>& row) const;

  /// Whether it is a border that nobody disputes, by its class.
  bool is_agreed(const std::vector<Value>& row) const;

 private:
  std::string text(const std::vector<Value>& row, std::string_view field) const;

  std::vector<int> indices_;
  std::vector<Column> columns_;
};

}  // namespace cordon
