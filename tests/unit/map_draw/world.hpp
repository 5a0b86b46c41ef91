// Maps of real places to test with.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/basemap.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

/// The shipped basemap, all features that touch the box.
Basemap natural_earth(const BoundingBox& box);

/// The shipped line of contact around Idlib.
std::vector<Path> idlib_line();

/// A zone of that many metres around lines, both sides together.
Content zone_around(const std::vector<Path>& lines, double distance);

/// The zones of a content, for frame_around().
std::vector<MultiPolygon> zones_of(const Content& content);

/// The content on a page that is all panel, with its basemap and in a theme, as PNG.
struct Drawn {
  Frame frame;
  std::string svg;
  std::string png;
};
Drawn draw(Content content, const std::string& theme_name, const Page& page,
           const std::string& crs = {});

/// The same map with the zone left out, which still makes the frame.
Drawn draw_without_zone(Content content, const std::string& theme_name, const Page& page);

}  // namespace cordon::map
