// Cells and columns of attribute tables, as they are read and written.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace cordon {

/// std::monostate: null. Texts are UTF-8, numbers finite.
using Value = std::variant<std::monostate, std::string, double, std::int64_t>;

enum class ValueType { text, real, integer };

struct Column {
  std::string name;
  ValueType type = ValueType::text;  ///< of all its values that are not null
};

struct Attribute {
  std::string name;
  Value value;
};

}  // namespace cordon
