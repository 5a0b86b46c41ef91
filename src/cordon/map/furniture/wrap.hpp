// Texts broken into lines by the widths that they will be drawn with.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/language.hpp"

namespace cordon::map {

/// What measures texts: the style sheet and the language that they are drawn with.
struct Ink {
  const std::string& css;
  const Language& language;
};

struct Block {
  std::string css_class;
  std::string words;      ///< control characters and line ends count as spaces
  double width = 0;       ///< px; no line is wider
  bool balanced = false;  ///< lines about equally long, as in titles
};

struct Wrapped {
  std::vector<std::string> lines;  ///< none for a text without words
  std::vector<double> widths;      ///< px; of the lines
  double ascent = 0;               ///< px; what every line takes above its baseline
  double pitch = 0;                ///< px; from baseline to baseline; what a line takes in all

  double height() const { return pitch * static_cast<double>(lines.size()); }
  double width() const;  ///< of the widest line
};

/// Each text in lines, broken where its language breaks lines (Unicode Standard Annex 14), within a
/// word only if that is wider than a line. A " · " where a line ends is left out. Throws DataError
/// if no line can be narrow enough.
std::vector<Wrapped> wrap(const std::vector<Block>& blocks, const Ink& ink);

}  // namespace cordon::map
