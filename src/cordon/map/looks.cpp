#include "cordon/map/looks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/style_sheet.hpp"

namespace cordon::map {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of(separators, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

/// With a blank for each comment.
std::string without_comments(std::string_view css) {
  std::string text;
  char quote = 0;
  for (std::size_t i = 0; i < css.size(); ++i) {
    if (quote == 0 && css.substr(i, 2) == "/*") {
      i = css.find("*/", i + 2) + 1;
      text += ' ';
      continue;
    }
    if (quote != 0 ? css[i] == quote : css[i] == '"' || css[i] == '\'')
      quote = quote == 0 ? css[i] : '\0';
    text += css[i];
    if (quote != 0 && css[i] == '\\' && i + 1 < css.size()) text += css[++i];
  }
  return text;
}

/// The first of the characters that stands outside of strings and brackets; the end if there is
/// none.
std::size_t find_outside(std::string_view text, std::string_view characters, std::size_t from) {
  char quote = 0;
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (depth == 0 && characters.find(c) != std::string_view::npos) {
      return i;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    }
  }
  return text.size();
}

/// Where a block ends that begins at `open`.
std::size_t end_of_block(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); i = find_outside(text, "{}", i + 1)) {
    depth += text[i] == '{' ? 1 : -1;
    if (depth == 0) return i;
  }
  return text.size();
}

bool is_name(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

Looks declarations_in(std::string_view block) {
  Looks looks;
  for (std::size_t from = 0; from < block.size();) {
    const std::size_t to = find_outside(block, ";", from);
    const std::string_view declaration = block.substr(from, to - from);
    const std::size_t colon = declaration.find(':');
    if (colon != std::string_view::npos)
      looks[std::string(trimmed(declaration.substr(0, colon)))] =
          trimmed(declaration.substr(colon + 1));
    from = to + 1;
  }
  return looks;
}

}  // namespace

StyleSheet::StyleSheet(std::string_view css) {
  check_style_sheet(css);
  const std::string text = without_comments(css);
  const std::string_view sheet = text;
  for (std::size_t from = 0; from < sheet.size();) {
    const std::size_t open = find_outside(sheet, "{;", from);
    if (open == sheet.size()) break;
    const std::string_view prelude = trimmed(sheet.substr(from, open - from));
    if (sheet[open] == ';') {  // "@import ...;"
      from = open + 1;
      continue;
    }
    const std::size_t close = end_of_block(sheet, open);
    if (!prelude.starts_with('@')) add_rule(prelude, sheet.substr(open + 1, close - open - 1));
    from = close + 1;
  }
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.specificity() < b.specificity(); });
}

void StyleSheet::add_rule(std::string_view selectors, std::string_view block) {
  const Looks declarations = declarations_in(block);
  for (const std::string_view selector : split(selectors, ",")) {
    const std::vector<std::string_view> names = split(trimmed(selector), ".");
    Rule rule{std::string(names.front()), {names.begin() + 1, names.end()}, declarations};
    if (rule.element == "*") rule.element.clear();
    const bool known = (rule.element.empty() || is_name(rule.element)) &&
                       std::all_of(rule.classes.begin(), rule.classes.end(), is_name);
    if (known) rules_.push_back(std::move(rule));
  }
}

Looks StyleSheet::looks_of(std::string_view element, std::string_view classes) const {
  const std::vector<std::string_view> own = split(classes, kBlank);
  Looks looks;
  for (const Rule& rule : rules_) {
    if (!rule.element.empty() && rule.element != element) continue;
    const bool fits =
        std::all_of(rule.classes.begin(), rule.classes.end(), [&](const std::string& name) {
          return std::find(own.begin(), own.end(), name) != own.end();
        });
    if (fits)
      for (const auto& [property, value] : rule.declarations) looks[property] = value;
  }
  return looks;
}

double pixels(std::string_view length) {
  std::string_view number = trimmed(length);
  if (number.ends_with("px")) number.remove_suffix(2);
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size())
    throw DataError(fmt::format("the style sheet has '{}' where a length is needed", length),
                    "write pixels, such as 1.5px");
  return value;
}

}  // namespace cordon::map
