// Several zones side by side on one page, at one scale: what each reading of a deal makes of it.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/compose.hpp"
#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// One small map.
struct SheetCell {
  Content content;      ///< its captions are left out
  std::string title;    ///< above it
  std::string figures;  ///< below it
};

struct SheetLayout {
  Surround surround;
  std::vector<Rect> cells;    ///< of each map with its title and figures; none overlaps another
  std::vector<Frame> frames;  ///< of each map: all show the same of the Earth, at one scale
};

/// The grid in which the maps become largest; in languages that run from the right it begins
/// there. Of the captions, the title and the subtitle stand above, the rest below. Of the cells'
/// contents, basemap and places may be missing. Throws as surround() and frame_around(); DataError
/// if there are no cells, or if the page is too small for so many.
SheetLayout lay_out_sheet(const std::vector<SheetCell>& cells, const Captions& captions,
                          const Style& style, const Language& language);

/// The whole page: a group "reading-1" for each map, whose own groups have ids that begin likewise;
/// the first one has the scale bar for all.
Scene compose_sheet(const std::vector<SheetCell>& cells, const Captions& captions,
                    const Style& style, const SheetLayout& layout, const Language& language);

}  // namespace cordon::map
