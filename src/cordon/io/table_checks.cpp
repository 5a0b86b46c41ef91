#include "cordon/io/table_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "cordon/io/names.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

constexpr double kMaxLongitude = 540;  // as in sources of lines
constexpr double kNoDegrees = 1080;    // nobody writes such an angle

void fail(const char* code, const std::string& problem, std::string advice, Findings& findings) {
  findings.push_back({Severity::error, code, problem, std::move(advice)});
}

bool is_lonlat(const LonLat& p) {
  return std::abs(p.lat) <= 90 && std::abs(p.lon) <= kMaxLongitude;
}

/// Counts the cells of the rows of a CSV file, byte by byte: its reader passes over surplus ones.
class CellCounter {
 public:
  CellCounter(char delimiter, std::size_t columns) : delimiter_(delimiter), columns_(columns) {}

  /// False once a row is found that has more cells, or a heading that has another number of them.
  bool read(std::string_view bytes) {
    for (const char byte : bytes) {
      if (byte == '"') quoted_ = !quoted_;
      blank_ = blank_ && (byte == '\n' || byte == '\r');
      if (quoted_) continue;
      if (byte == delimiter_)
        ++cells_;
      else if (byte == '\n')
        end_row();
      else if (cells_ > columns_ && row_ > 1 && byte != ' ' && byte != '\r')
        surplus_ = row_;  // blank ones do no harm
      if (other_ || surplus_) return false;
    }
    return true;
  }
  std::optional<std::int64_t> surplus() const { return surplus_; }

 private:
  void end_row() {
    if (std::exchange(blank_, true)) return;  // OGR does not count it either
    if (row_++ == 1) other_ = cells_ != columns_;
    cells_ = 1;
  }

  char delimiter_;
  std::size_t columns_;
  std::size_t cells_ = 1;
  std::int64_t row_ = 1;
  bool quoted_ = false, other_ = false, blank_ = true;
  std::optional<std::int64_t> surplus_;
};

std::optional<std::int64_t> first_surplus_row(const std::string& path, std::size_t columns) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    CellCounter counter(delimiter, columns);
    read_blocks(path, 0, [&](std::string_view bytes) { return counter.read(bytes); });
    if (counter.surplus()) return counter.surplus();
  }
  return std::nullopt;
}

}  // namespace

std::string RowTally::text(const std::string& counted) const {
  return fmt::format("{} {}{}", counted, first,
                     count > 1 ? fmt::format(" and {} more", count - 1) : "");
}

std::string where_in(const Place& place, const std::string& counted, const RowTally& rows) {
  return fmt::format("'{}', {}", place.file, rows.text(counted));
}

std::optional<double> number_in(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return std::nullopt;
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  if (text.front() == '+' && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

void CellChecks::add(std::int64_t row, std::string_view column, const std::string& text) {
  std::string with_point = text;
  const bool one_comma = std::count(text.begin(), text.end(), ',') == 1;
  if (one_comma) with_point[text.find(',')] = '.';
  const bool comma = one_comma && number_in(with_point);
  (comma ? comma_ : other_)
      .add(row, fmt::format("the column '{}' holds '{}'", column, trimmed(text)));
}

void CellChecks::tell(const Place& place, const std::string& counted, Findings& findings) const {
  if (comma_.count > 0)
    fail("decimal-comma",
         fmt::format("{}: {}, with a decimal comma", where_in(place, counted, comma_), comma_.what),
         "write 35.855, not 35,855: in a spreadsheet, set the cells' language to English, or "
         "replace the commas of these columns",
         findings);
  if (other_.count > 0)
    fail("not-a-number",
         fmt::format("{}: {}, which is no number", where_in(place, counted, other_), other_.what),
         "write decimal degrees such as 35.855 and -36.05, without N, E, degree signs or minutes",
         findings);
}

void check_degrees(const Parts& parts, const Place& place, const std::string& counted,
                   Findings& findings) {
  RowTally wrong;
  LonLat first;
  bool all_fit_swapped = true;
  double largest = 0;
  for (std::size_t i = 0; i < parts.shape.points.size(); ++i) {
    const LonLat& p = parts.shape.points[i];
    all_fit_swapped = all_fit_swapped && is_lonlat({p.lat, p.lon});
    if (is_lonlat(p)) continue;
    if (wrong.count == 0) first = p;
    largest = std::max({largest, std::abs(p.lon), std::abs(p.lat)});
    wrong.add(parts.features[i].id, {});
  }
  if (wrong.count == 0) return;
  const std::string problem = fmt::format("{}: latitude {:.10g}, longitude {:.10g}",
                                          where_in(place, counted, wrong), first.lat, first.lon);
  if (all_fit_swapped)
    fail("swapped-axes", problem + ": latitude and longitude are swapped; latitudes end at 90",
         "swap the headings of the two columns, or name them with --lat-field and --lon-field",
         findings);
  else if (largest > kNoDegrees)
    fail("metres-as-degrees", problem + " look like metres, not degrees",
         "if all rows are in a projected CRS, name it with --input-crs; else correct the row",
         findings);
  else
    fail(
        "out-of-range", problem + " is no place on the Earth",
        "latitudes end at 90, longitudes at 540; correct the row, or look for a decimal comma or a "
        "missing decimal point in it",
        findings);
}

std::future<std::optional<std::int64_t>> start_cell_count(const OpenSource& source,
                                                          std::size_t columns) {
  return std::async(std::launch::async,
                    [path = source.path, columns] { return first_surplus_row(path, columns); });
}

void tell_surplus(std::optional<std::int64_t> row, const Place& place, Findings& findings) {
  if (row)
    fail("surplus-cells",
         fmt::format("'{}', row {} has more cells than the heading", place.file, *row),
         "look for decimal commas, and put texts that hold the separator in double quotes",
         findings);
}

}  // namespace cordon
