// Tables of results: one value type, printed for a terminal, as CSV, as Markdown and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cordon/io/value.hpp"

namespace cordon::cli {

struct TableColumn {
  std::string key;      ///< for machines, with its unit: "distance_m"
  std::string heading;  ///< for people: "Distance"
  std::string unit;     ///< for people: "km"; empty: none
  double per = 1;       ///< machine units in one unit for people: 1000 for m shown as km
  int decimals = 0;     ///< for people
};

/// Cells are in the columns' machine units; null: not known.
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<Value>> rows;  ///< each with one cell for each column
};

/// Aligned columns below their headings, for a terminal; `indent` spaces before each row.
std::string terminal_text(const Table& table, std::size_t indent = 2);

/// RFC 4180 with lines that end in "\n": keys as header, numbers in full, null as nothing.
std::string csv_text(const Table& table);

/// A table of Markdown, as for a terminal.
std::string markdown_text(const Table& table);

/// An array of objects, in machine units.
nlohmann::ordered_json to_json(const Table& table);
nlohmann::ordered_json to_json(const Value& value);

}  // namespace cordon::cli
