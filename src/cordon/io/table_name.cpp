#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/io/output.hpp"

namespace cordon {
namespace {

/// A name at the start of the text, which is taken off; nothing if a quote is not closed.
std::optional<std::string> take_name(std::string_view& text) {
  std::string name;
  if (text.empty() || text.front() != '"') {
    name = text.substr(0, text.find('.'));
    text.remove_prefix(name.size());
    return name;
  }
  for (text.remove_prefix(1); !text.empty(); text.remove_prefix(1)) {
    if (text.front() == '"') {
      text.remove_prefix(1);
      if (text.empty() || text.front() != '"') return name;
    }
    name += text.front();
  }
  return std::nullopt;
}

}  // namespace

OutputTable parse_table_name(const std::string& text) {
  std::string_view rest = text;
  OutputTable name;
  std::optional<std::string> part = take_name(rest);
  if (part && !rest.empty() && rest.front() == '.') {
    name.schema = *part;
    rest.remove_prefix(1);
    part = take_name(rest);
    if (name.schema.empty()) part.reset();
  }
  if (!part || part->empty() || !rest.empty())
    throw UsageError(fmt::format("'{}' names no table", text),
                     "write TABLE or SCHEMA.TABLE, with double quotes around a name that holds a "
                     "dot");
  name.table = *part;
  return name;
}

}  // namespace cordon
