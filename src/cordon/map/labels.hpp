// Names on the map: which ones, and where they fit.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

struct Labelled {
  /// id "labels", with the groups "labels-countries", "labels-provinces", "labels-water",
  /// "labels-routes", "labels-places". Countries are in capitals where the script has them, and
  /// then of class "spaced" besides.
  Group group;
  std::vector<Place> places;  ///< that are named, for their dots
};

/// Chooses and places the names of towns, countries, provinces, lakes, rivers and routes. No label
/// overlaps another, a dot of a named place, or `taken`; all lie within the panel; none is crossed
/// by the edge of the zone or the line where another place for it is free. Towns are chosen by size
/// and nearness to the line, in the zone and around it, spread over the panel; capitals always. The
/// country in which most of the zone lies is named wherever its name fits. Provinces, lakes and
/// rivers only in the language's script. Throws as measure_texts().
Labelled place_labels(const Content& content, const Frame& frame, const std::string& css,
                      const Language& language, const std::vector<Rect>& taken);

}  // namespace cordon::map
