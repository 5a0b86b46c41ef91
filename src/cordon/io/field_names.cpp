#include "cordon/io/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string_view>

namespace cordon {
namespace {

constexpr std::size_t kAnyLength = 1000;
constexpr std::size_t kDbfLength = 10;  // bytes in a dBASE field name
constexpr std::string_view kPrefix = "source_";

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_ascii_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/// ASCII letters, digits and single underscores, with a letter first; "field" if none is left.
std::string dbf_word(const std::string& name) {
  std::string word;
  for (const char c : name) {
    const char next = is_ascii_word(static_cast<unsigned char>(c)) ? c : '_';
    if (next != '_' || (!word.empty() && word.back() != '_')) word.push_back(next);
  }
  while (!word.empty() && word.back() == '_') word.pop_back();
  if (word.empty()) return "field";
  return std::isdigit(static_cast<unsigned char>(word.front())) != 0 ? "f" + word : word;
}

/// Names in use, in lower case.
class Names {
 public:
  bool has(const std::string& name) const { return used_.count(lower(name)) > 0; }
  void add(const std::string& name) { used_.insert(lower(name)); }

  /// `name`, of at most `longest` bytes, or the first of name_2, name_3 ... that is free.
  std::string take(const std::string& name, std::size_t longest) {
    std::string free = name.substr(0, longest);
    for (int number = 2; has(free); ++number) {
      const std::string suffix = fmt::format("_{}", number);
      free = name.substr(0, longest - suffix.size()) + suffix;
    }
    add(free);
    return free;
  }

 private:
  std::set<std::string> used_;
};

}  // namespace

std::vector<FieldName> carried_names(const std::vector<std::string>& columns,
                                     const std::vector<Field>& taken) {
  Names names;
  Names short_names;
  for (const Field& field : taken) {
    names.add(field.name);
    short_names.add(field.short_name);
  }
  std::vector<FieldName> carried;
  carried.reserve(columns.size());
  const Names own = names;
  for (const std::string& column : columns) {
    const std::string wanted = own.has(column) ? std::string(kPrefix) + column : column;
    const std::string name = names.take(wanted.empty() ? "field" : wanted, kAnyLength);
    carried.push_back({name, short_names.take(dbf_word(name), kDbfLength)});
  }
  return carried;
}

}  // namespace cordon
