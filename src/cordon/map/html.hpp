// The interactive map: one file that needs no network.
#pragma once

#include <string>
#include <vector>

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

/// One day of a line that moves. Zones of all days have the same distances, sides and bands.
struct PageDay {
  std::string date;     ///< ISO 8601
  std::string figures;  ///< below the date: "Area: 11,438 km² · Towns and villages: 48"
  Content content;      ///< that day's zone, line, routes and places; the rest is not looked at
};

/// The same for a page of several days.
BoundingBox page_box(const std::vector<PageDay>& days);

/// The same page with a slider over days, which come in the order of time, two or more; the last
/// one is shown first. `shared` has the captions, without a date, and the basemap of all of them.
std::string html_page(const Content& shared, const std::vector<PageDay>& days,
                      const Language& language, const PageThemes& themes);

}  // namespace cordon::map
