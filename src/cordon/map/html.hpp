// The interactive map: one file that needs no network.
#pragma once

#include <string>

#include "cordon/map/content.hpp"
#include "cordon/map/language.hpp"

namespace cordon::map {

/// Style sheets of the map on a light screen, on a dark one (both come along, the reader's settings
/// choose), and on paper.
struct PageThemes {
  std::string light, dark, print;
};

/// What of the Earth the page can show: basemap and places are read for it. Throws DataError for a
/// zone that Web Mercator cannot show, beyond 85 degrees of latitude, and for an empty one.
BoundingBox page_box(const Content& content);

/// A page of HTML with the map, its scripts, style sheets and data in it. content.places are those
/// that it shows, content.basemap what lies around the zone, both in page_box(). Texts from the
/// data appear as they are, never as markup. Same content, same bytes. Throws as page_box().
std::string html_page(const Content& content, const Language& language, const PageThemes& themes);

}  // namespace cordon::map
