// What a style sheet says about an element, for programs that draw the same map without one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::map {

/// Values by property, as the sheet writes them: "stroke-width": "1.25px".
using Looks = std::map<std::string, std::string, std::less<>>;

/// A sheet of rules whose selectors are elements and classes: "text", ".label", "text.label". Rules
/// with others (of ids, states, descendants) and those in at-rules (@media) are left out.
/// Source of the cascade: W3C, CSS Cascading and Inheritance Level 3.
class StyleSheet {
 public:
  /// Throws as check_style_sheet().
  explicit StyleSheet(std::string_view css);

  /// What holds for an element with these classes, which spaces part: of rules for the same
  /// property the more specific one wins, then the later one. Nothing is inherited.
  Looks looks_of(std::string_view element, std::string_view classes) const;

 private:
  struct Rule {
    std::string element;               // empty: any
    std::vector<std::string> classes;  // all of them
    Looks declarations;
    std::size_t specificity() const { return 1000 * classes.size() + (element.empty() ? 0 : 1); }
  };
  void add_rule(std::string_view selectors, std::string_view block);

  std::vector<Rule> rules_;  // the less specific first, then in the order of the sheet
};

/// A length in pixels, as "1.25px", "2" or "0". Throws DataError for other texts.
double pixels(std::string_view length);

}  // namespace cordon::map
