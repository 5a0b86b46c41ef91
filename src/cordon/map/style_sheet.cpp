#include "cordon/map/style_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cordon/base/error.hpp"

namespace cordon::map {
namespace {

[[noreturn]] void fail(std::string_view css, std::size_t at, std::string_view problem) {
  const auto line =
      1 + std::count(css.begin(), css.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw DataError(fmt::format("the style sheet cannot be read: {} in line {}", problem, line),
                  "close every block, comment and string");
}

/// Where a string that begins at `at` ends: at its quote. One does not go over the end of its line.
std::size_t end_of_string(std::string_view css, std::size_t at) {
  for (std::size_t i = at + 1; i < css.size() && css[i] != '\n'; ++i) {
    if (css[i] == css[at]) return i;
    if (css[i] == '\\') ++i;
  }
  fail(css, at, "a string that does not end");
}

std::size_t end_of_comment(std::string_view css, std::size_t at) {
  const std::size_t end = css.find("*/", at + 2);
  if (end == std::string_view::npos) fail(css, at, "a comment that does not end");
  return end + 1;
}

}  // namespace

void check_style_sheet(std::string_view css) {
  std::vector<std::size_t> open;  // blocks, which may lie in others: @media
  for (std::size_t i = 0; i < css.size(); ++i) {
    if (css[i] == '"' || css[i] == '\'') {
      i = end_of_string(css, i);
    } else if (css.substr(i, 2) == "/*") {
      i = end_of_comment(css, i);
    } else if (css[i] == '{') {
      open.push_back(i);
    } else if (css[i] == '}') {
      if (open.empty()) fail(css, i, "a '}' without its '{'");
      open.pop_back();
    }
  }
  if (!open.empty()) fail(css, open.front(), "a '{' without its '}'");
}

}  // namespace cordon::map
