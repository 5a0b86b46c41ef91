// The attribute table of a layer.
#pragma once

#include <ogrsf_frmts.h>

#include <vector>

#include "cordon/io/value.hpp"

namespace cordon {

/// The columns of these fields.
std::vector<Column> columns_of(const OGRFeatureDefn& definition, const std::vector<int>& fields);

/// The values of these fields, each of its column's type or null.
std::vector<Value> values_of(const OGRFeature& feature, const std::vector<int>& fields);

/// As people read it; empty for null.
std::string value_text(const Value& value);

}  // namespace cordon
