// Maps of a made-up world that is given in pixels of the page, and what is seen of their names.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/labels.hpp"

namespace cordon::map {

/// A panel around the middle of the Earth's map, 100 m to the pixel.
Frame plane(const Rect& panel);

/// A place at a pixel, 20 km from the line.
Place town(const Frame& frame, const std::string& name, double x, double y, double population);

std::vector<LonLat> ring_around(const Frame& frame, const Rect& rect);  ///< closed
Area area(const Frame& frame, const Rect& rect);
ZonePart zone_part(const Frame& frame, const std::vector<XY>& closed_ring);

/// All names on a map, and the boxes that they take when they are drawn.
struct Seen {
  std::vector<Text> texts;
  std::vector<Rect> boxes;

  const Text* find(const std::string& words) const;  ///< nullptr: not there
  Rect box_of(const std::string& words) const;       ///< of the first one
};
Seen seen(const Labelled& labelled, const std::string& language);

/// place_labels() in the light theme.
Labelled labelled(const Content& content, const Frame& frame, const std::string& language = "en",
                  const std::vector<Rect>& taken = {});

/// Whether a segment runs through the inside of a rectangle.
bool crosses(const XY& a, const XY& b, const Rect& rect);

/// What is wrong with the names of a map; empty: nothing. No name may overlap another, the dot of a
/// named place or what is taken, or leave the panel; dots neither.
std::string fault(const Labelled& labelled, const Frame& frame, const std::string& language,
                  const std::vector<Rect>& taken);

}  // namespace cordon::map
