#include "cordon/cli/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <variant>

#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kUnknown = "–";

bool is_number(const Value& value) {
  return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

std::string for_people(const Value& value, const TableColumn& column) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value))
    return grouped(*real / column.per, column.decimals);
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return grouped(static_cast<double>(*integer) / column.per, column.decimals);
  return kUnknown;
}

std::string for_machines(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  return {};
}

std::string heading_of(const TableColumn& column) {
  return column.unit.empty() ? column.heading : fmt::format("{}, {}", column.heading, column.unit);
}

/// A column of numbers is set flush right.
bool is_numeric(const Table& table, std::size_t column) {
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [&](const auto& row) { return is_number(row[column]); });
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blank(width - std::min(width, letters(text)), ' ');
  return right ? blank + text : text + blank;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|' || c == '\\' || c == '<' || c == '*' || c == '_' || c == '`' || c == '[')
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string terminal_text(const Table& table, std::size_t indent) {
  std::vector<std::string> lines(table.rows.size() + 1, std::string(indent, ' '));
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool right = is_numeric(table, c);
    std::vector<std::string> cells{heading_of(table.columns[c])};
    for (const auto& row : table.rows) cells.push_back(for_people(row[c], table.columns[c]));
    std::size_t width = 0;
    for (const std::string& cell : cells) width = std::max(width, letters(cell));
    for (std::size_t r = 0; r < cells.size(); ++r)
      lines[r] += (c > 0 ? "  " : "") + padded(cells[r], width, right);
  }
  std::string out;
  for (std::string& line : lines) {
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string csv_text(const Table& table) {
  std::string out;
  const auto append = [&](std::size_t c, const std::string& cell) {
    out += quoted(cell) + (c + 1 < table.columns.size() ? ',' : '\n');
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) append(c, table.columns[c].key);
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < row.size(); ++c) append(c, for_machines(row[c]));
  return out;
}

std::string markdown_text(const Table& table) {
  std::string head = "|";
  std::string rule = "|";
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    head += fmt::format(" {} |", escaped(heading_of(table.columns[c])));
    rule += is_numeric(table, c) ? "---:|" : "---|";
  }
  std::string out = head + '\n' + rule + '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (std::size_t c = 0; c < row.size(); ++c)
      out += fmt::format(" {} |", escaped(for_people(row[c], table.columns[c])));
    out += '\n';
  }
  return out;
}

nlohmann::ordered_json to_json(const Value& value) {
  nlohmann::ordered_json out;
  std::visit(
      [&](const auto& held) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) out = held;
      },
      value);
  return out;
}

nlohmann::ordered_json to_json(const Table& table) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const auto& row : table.rows) {
    nlohmann::ordered_json object;
    for (std::size_t c = 0; c < row.size(); ++c) object[table.columns[c].key] = to_json(row[c]);
    out.push_back(std::move(object));
  }
  return out;
}

}  // namespace cordon::cli
