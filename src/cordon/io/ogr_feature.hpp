// Fields and geometries of the output, as OGR takes them.
#pragma once

#include <ogrsf_frmts.h>

#include <cstddef>
#include <memory>
#include <string>

#include "cordon/io/output.hpp"

namespace cordon {

OGRFieldType ogr_type(ValueType type);
OGRwkbGeometryType ogr_type(GeometryKind kind);

/// As many whole UTF-8 letters as fit.
std::string cut_text(std::string text, std::size_t bytes);

/// Texts are cut to that many bytes.
void set_field(OGRFeature& feature, int index, const Value& value,
               std::size_t bytes = std::string::npos);

/// A multipolygon, a multilinestring or a point.
std::unique_ptr<OGRGeometry> to_ogr(const decltype(Feature::geometry)& geometry);

}  // namespace cordon
