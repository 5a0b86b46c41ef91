// What can be wrong with the coordinates that people type into tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <string_view>

#include "cordon/io/finding.hpp"
#include "cordon/io/layer_geometry.hpp"
#include "cordon/io/open_source.hpp"

namespace cordon {

/// How often something was met, in which row first, and what stood there.
struct RowTally {
  std::size_t count = 0;
  std::int64_t first = 0;
  std::string what;

  void add(std::int64_t row, std::string_view text) {
    if (count++ > 0) return;
    first = row;
    what = text;
  }
  /// "row 3 and 2 more".
  std::string text(const std::string& counted) const;
};

/// "'towns.csv', row 3 and 2 more".
std::string where_in(const Place& place, const std::string& counted, const RowTally& rows);

/// The number that a text is, white space around it left out; nothing if it is none.
std::optional<double> number_in(std::string_view text);

/// Texts that are no coordinates, by kind.
class CellChecks {
 public:
  /// `column`: what the cell is meant to hold.
  void add(std::int64_t row, std::string_view column, const std::string& text);
  /// Errors: "decimal-comma", "not-a-number".
  void tell(const Place& place, const std::string& counted, Findings& findings) const;

 private:
  RowTally comma_, other_;
};

/// Errors about longitudes and latitudes: "swapped-axes", "metres-as-degrees", "out-of-range".
void check_degrees(const Parts& parts, const Place& place, const std::string& counted,
                   Findings& findings);

/// Starts looking for the first row of a CSV file that has more cells than its heading of `columns`
/// cells; ends in the number of that row, if there is one.
std::future<std::optional<std::int64_t>> start_cell_count(const OpenSource& source,
                                                          std::size_t columns);

/// Error "surplus-cells".
void tell_surplus(std::optional<std::int64_t> row, const Place& place, Findings& findings);

}  // namespace cordon
