// What a source says of itself in the attributes of its features.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/source.hpp"

namespace cordon::cli {

/// The value of a field of that name, in any case; null if there is none.
const Value* find_value(const SourceFeature& feature, std::string_view name);

/// The first text that a field with one of these names holds, in any feature; the first name goes
/// first. Empty: none. The source must have been read by feature.
std::string field_text(const Source& source, const std::vector<std::string_view>& names);

/// The day whose line it is, how it was drawn, whose data it is, in the words of its fields.
std::string date_of(const Source& source);
std::string note_of(const Source& source);
std::string credit_of(const Source& source);

/// What it is called.
std::string title_in(const Source& source);

/// What travels with a line into the layer "line"; empty: not told.
struct SourceFacts {
  std::string title, date, note, credit, licence;
};

SourceFacts facts_of(const Source& source);

}  // namespace cordon::cli
