// What is around and upon a map to read it by: title, legend, scale bar, north arrow, locator,
// sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/page.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

/// What stands outside of the panel: title, subtitle and legend above, note, sources and disclaimer
/// below; wrapped to the width of the page, and mirrored where the language runs from the right.
struct Surround {
  std::vector<Group> groups;  ///< "background", "title", "legend", "credits"
  Rect panel;                 ///< what is left for the map
};

/// The legend has an entry for disputed borders if content.basemap has any; its credits join the
/// sources. Throws DataError if the page is too small for a map beside them, or the title too long
/// for the page.
Surround surround(const Content& content, const Page& page, const std::string& css,
                  const Language& language);

/// What stands upon the panel.
struct Insets {
  /// "scale-bar"; "north-arrow", where north is not up: the pole if the panel shows it, arrows
  /// where they are true otherwise; "locator".
  std::vector<Group> groups;
  std::vector<Rect> taken;  ///< where no label may be
};

/// In the corners where the zone is least in the way. `world`: the basemap of locator_box(), for
/// the locator; empty land: no locator.
Insets insets(const Content& content, const Frame& frame, const Basemap& world,
              const std::string& css, const Language& language);

/// What the locator of a map may show. Nothing: the map shows so much that it has no locator.
std::optional<BoundingBox> locator_box(const Frame& frame);

/// What the map shows, in two sentences with the main figures.
std::string alternative_text(const Content& content, const Language& language);

/// The title of a map that was given none: "Zone of 20 km along the line of contact".
std::string default_title(const Content& content, const Language& language);

/// Likewise: "Line as of 17 September 2018 · area of the zone 11,437 km²"; empty if nothing of it
/// is known.
std::string default_subtitle(const Content& content, const Language& language);

}  // namespace cordon::map
