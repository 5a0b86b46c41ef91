// The small print below a map.
#pragma once

#include <string>

#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

/// What a reader must know of the line, and how uncertain it is if the legend does not say so; may
/// be empty.
std::string note_words(const Content& content, const Language& language);

/// Sources of the line, the places and the basemap, who made the map, and, where there is a zone to
/// draw on one, a disclaimer.
std::string credit_words(const Content& content, const Language& language);

}  // namespace cordon::map
