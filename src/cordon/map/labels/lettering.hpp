// Names as they are lettered: their words, class and size.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// One name in one or two lines, looks not yet measured.
struct Lettering {
  std::string css_class;
  std::vector<std::string> lines;  ///< from the top
  std::string lang{};              ///< as in Text
};

/// A line's box and the width by which text moves on, in px.
struct LineSize {
  Rect ink;  ///< of the line centred on the origin, with its halo
  double advance = 0;
};

/// A name whose size is known. A line without visible characters has no size.
struct MeasuredName {
  Lettering lettering;
  std::vector<LineSize> sizes;  ///< one for each line
};

/// All in one go, as measure_texts() does.
std::vector<MeasuredName> measured(const std::vector<Lettering>& names, const std::string& css,
                                   const std::string& language);

/// In the language's capitals, with class "spaced" for the style sheet to space out, where the
/// script has them; else as it is.
Lettering in_capitals(const std::string& css_class, const std::string& name,
                      const Language& language);

/// The same in two lines of nearly the same length; no lines if there is nowhere to break.
Lettering in_two_lines(const Lettering& name);

/// BCP 47 tag of a name whose script is not one that the language is written in: "und-Arab". Empty
/// if it is.
std::string foreign_script(const std::string& name, const std::string& language);

}  // namespace cordon::map
