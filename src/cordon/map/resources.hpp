// Files that are part of the program: phrases of the languages, and the parts of the interactive
// map.
#pragma once

#include <string>
#include <string_view>

namespace cordon::map {

/// The bytes of a file below cordon/map/resources/ ("languages/en.json"), of a theme
/// ("themes/light.css"), or of Leaflet ("leaflet.js", "leaflet.css"). Throws std::out_of_range.
std::string_view resource(std::string_view name);

}  // namespace cordon::map
