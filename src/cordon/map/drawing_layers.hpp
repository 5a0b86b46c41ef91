// Geometry of a map on its page: projected, clipped to the panel, thinned to what can be seen.
#pragma once

#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// The parts of a map's panel, from the bottom up, each group clipped to the panel:
/// "sea" (a box), "land", "lakes", "rivers", "provinces", "borders", "disputed"; "zone" (a group
/// for each part: ids zone-1, zone-2 ...); "routes"; "line" (lines, points, areas); "places" (dots;
/// only of content.places, which are those that the map names). Of the basemap, what has a rank
/// beyond the map's zoom level is left out. Throws DataError where the projection tears something
/// apart.
std::vector<Group> panel_groups(const Content& content, const Frame& frame);

/// Class of a part of a zone, as style sheets know it: "zone zone-left band-1 certain". Bands are
/// counted from 1 at the line; a zone without bands has no class for them.
std::string zone_class(const ZonePart& part, const std::vector<ZonePart>& zone);

/// The radius of a place's dot, px.
double dot_radius(const Place& place);

/// The zoom level of web maps (tiles of 256 px) that a frame's scale is nearest to: what features'
/// ranks are told in.
double zoom_level(const Frame& frame);

/// The polygons of the zone on the page, all its parts together: for what must keep clear of it.
std::vector<std::vector<XY>> zone_outlines(const Content& content, const Frame& frame);

}  // namespace cordon::map
