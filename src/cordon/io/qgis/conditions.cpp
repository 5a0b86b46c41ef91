#include "cordon/io/qgis/conditions.hpp"

#include <fmt/format.h>

#include <variant>

namespace cordon::qgis {
namespace {

std::string quoted(const std::string& text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

std::string term(const Condition& condition) {
  const std::string field = quoted(condition.field, '"');
  if (std::holds_alternative<std::monostate>(condition.value)) return field + " IS NULL";
  const auto* text = std::get_if<std::string>(&condition.value);
  return fmt::format("{} {} {}", field, condition.test == Condition::Test::equal ? "=" : ">=",
                     text != nullptr ? quoted(*text, '\'') : value_text(condition.value));
}

}  // namespace

std::string number(double value) {
  return fmt::format("{:g}", value + 0.0);
}

std::string value_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return {};
}

std::string expression(const std::vector<Condition>& conditions) {
  std::string text;
  for (const Condition& condition : conditions)
    text += (text.empty() ? "" : " AND ") + term(condition);
  return text;
}

}  // namespace cordon::qgis
