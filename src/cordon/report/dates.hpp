// Dates as tables hold them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cordon {

/// Which number comes first in a date of three numbers that ends in the year.
enum class DateOrder {
  by_evidence,  ///< told by dates that only one of the two fits, such as 17/09/2018
  day_first,
  month_first
};

/// A cell and where it is, for messages: "'events.csv', row 12".
struct DateCell {
  std::string text;
  std::string where;
};

using Date = std::chrono::year_month_day;

/// The dates of a column; nothing for empty cells. Reads 2018-09-17 (also with a time behind it),
/// 2018/09/17, 20180917, 17/09/2018, 17.09.2018, 09/17/2018, 17 September 2018, 17-Sep-2018 and
/// September 17, 2018, in any mixture. Throws DataError, with the place, for anything else, for a
/// day that is not in the calendar, and where 03/04/2018 may be either of two days; `option` is
/// what tells.
std::vector<std::optional<Date>> parse_dates(const std::vector<DateCell>& cells, DateOrder order,
                                             const std::string& option = "--date-format");

}  // namespace cordon
