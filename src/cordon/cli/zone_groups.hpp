// Which features share a zone, and how far each of them reaches.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cordon/cli/zone_options.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/parts.hpp"

namespace cordon::cli {

/// Features that share a zone.
struct ZoneGroup {
  std::vector<Member> members;          ///< distances as the options or the feature's cell say
  std::optional<std::int64_t> feature;  ///< the only one of a group of its own
  std::vector<Value> attributes;        ///< carried over: one for each of carried_columns()
};

/// The columns that outputs take over: none, all, or the one that features are grouped by.
std::vector<Column> carried_columns(const Source& source, const ZoneTask& task);

/// At least one. Shapes are moved out of source.by_feature; source.shape stays. Throws UsageError
/// (a field that is not there, options that do not fit the kind of shape) and DataError (a cell
/// that holds no distance), which name the option, or the feature and the field.
std::vector<ZoneGroup> zone_groups(Source& source, const ZoneTask& task);

}  // namespace cordon::cli
