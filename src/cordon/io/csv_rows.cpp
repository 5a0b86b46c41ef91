#include "cordon/io/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cordon/io/finding.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[noreturn]] void fail(const std::string& problem) {
  throw FindingError(
      {Severity::error, "damaged-file", problem, "restore Cordon's data folder, or correct it"});
}

}  // namespace

CsvRows::CsvRows(const std::string& path, std::initializer_list<std::string_view> columns)
    : path_(path) {
  text_.reserve(file_size(path).value_or(0));
  const bool read = read_blocks(path, 0, [this](std::string_view bytes) {
    text_ += bytes;
    return true;
  });
  if (!read) fail(fmt::format("'{}' cannot be read", path));
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  if (!read_row()) fail(fmt::format("'{}' has no rows", path));
  for (const std::string_view column : columns) {
    const auto found = std::find(cells_.begin(), cells_.end(), column);
    if (found == cells_.end()) fail(fmt::format("'{}' has no column '{}'", path, column));
    columns_.push_back(static_cast<std::size_t>(found - cells_.begin()));
  }
  width_ = cells_.size();
}

/// Into cells_; false at the end of the text.
bool CsvRows::read_row() {
  cells_.clear();
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  if (at_ == text_.size()) return false;
  ++row_;
  bool quoted = false;
  std::size_t begin = at_;
  const auto end_cell = [&] {
    cells_.push_back(std::string_view(text_).substr(begin, at_ - begin));
    begin = at_ + 1;
  };
  for (; at_ < text_.size(); ++at_) {
    const char byte = text_[at_];
    if (byte == '"') quoted = !quoted;
    if (quoted) continue;
    if (byte == ',') end_cell();
    if (byte == '\n') break;
  }
  end_cell();
  std::string_view& last = cells_.back();
  if (last.ends_with('\r')) last.remove_suffix(1);
  return true;
}

const std::vector<std::string_view>& CsvRows::next() {
  chosen_.clear();
  if (!read_row()) return chosen_;
  if (cells_.size() != width_)
    fail(fmt::format("'{}', row {}: {} cells below a heading of {}", path_, row_, cells_.size(),
                     width_));
  for (const std::size_t column : columns_) chosen_.push_back(cells_[column]);
  return chosen_;
}

std::string csv_text(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::string(cell);
  cell = cell.substr(1, cell.size() - 2);
  std::string text;
  text.reserve(cell.size());
  for (std::size_t i = 0; i < cell.size(); ++i) {
    text += cell[i];
    if (cell[i] == '"') ++i;
  }
  return text;
}

}  // namespace cordon
