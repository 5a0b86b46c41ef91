#include "cordon/cli/source_text.hpp"

#include "cordon/io/attributes.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {

const Value* find_value(const SourceFeature& feature, std::string_view name) {
  for (const Attribute& attribute : feature.attributes)
    if (same_word(attribute.name, name)) return &attribute.value;
  return nullptr;
}

std::string field_text(const Source& source, const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    for (const SourceFeature& feature : source.by_feature)
      for (const Attribute& attribute : feature.attributes)
        if (same_word(attribute.name, name) && !trimmed(value_text(attribute.value)).empty())
          return trimmed(value_text(attribute.value));
  return {};
}

std::string date_of(const Source& source) {
  return field_text(source, {"date"});
}

std::string note_of(const Source& source) {
  return field_text(source, {"note", "notes", "method", "remark"});
}

std::string credit_of(const Source& source) {
  return field_text(source, {"source", "attribution", "credit", "line_source"});
}

std::string title_in(const Source& source) {
  return field_text(source, {"name", "title"});
}

SourceFacts facts_of(const Source& source) {
  return {title_in(source), date_of(source), note_of(source),
          field_text(source, {"source", "attribution", "credit"}),
          field_text(source, {"licence", "license"})};
}

}  // namespace cordon::cli
