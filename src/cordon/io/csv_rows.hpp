// Rows of comma-separated values (RFC 4180) in Cordon's own tables: those of users are read by OGR,
// which knows more ways to write them, and takes ten times as long.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// A table in memory. Cells are as they are written, quotes and all.
class CsvRows {
 public:
  /// Reads the file; throws FindingError "damaged-file" if it cannot be read or lacks one of these
  /// columns.
  CsvRows(const std::string& path, std::initializer_list<std::string_view> columns);

  /// The cells of those columns in the next row, in the order in which they were named; blank rows
  /// are passed over. Empty after the last one. Throws FindingError "damaged-file" for a row with
  /// another number of cells than the heading. The cells live until the next call.
  const std::vector<std::string_view>& next();

 private:
  bool read_row();

  std::string path_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::vector<std::string_view> cells_;
  std::size_t width_ = 0;
  std::vector<std::size_t> columns_;
  std::vector<std::string_view> chosen_;
};

/// What a cell holds: without the quotes around it, and with one for each two within.
std::string csv_text(std::string_view cell);

}  // namespace cordon
