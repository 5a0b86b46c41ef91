// What the colours, hatches and lines of a map stand for.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

enum class SwatchForm { area, line, point };

struct LegendEntry {
  SwatchForm form = SwatchForm::area;
  std::string css_class;  ///< of what it stands for
  std::string words;
};

/// Each part of the zone, the line, and disputed borders if the basemap has any.
std::vector<LegendEntry> legend_entries(const Content& content, const Language& language);

/// The swatch in its box.
std::vector<Item> swatch(const LegendEntry& entry, const Rect& box);

/// "Within 20 km of the line of contact".
std::string extent_words(const Content& content, double distance, const Language& language);

}  // namespace cordon::map
