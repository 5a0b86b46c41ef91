// A static map from its content: the page laid out, the drawing finished.
#pragma once

#include <string>

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/language.hpp"
#include "cordon/map/page.hpp"
#include "cordon/map/scene.hpp"

namespace cordon::map {

struct Style {
  Page page;
  std::string css;
  std::string crs;  ///< empty: chosen
};

/// A page with its surroundings and a frame: what has to be known before basemap and places are
/// read. Of content, those may be missing.
struct Sheet {
  Surround surround;
  Frame frame;
};

/// Throws as surround() and frame_around().
Sheet lay_out(const Content& content, const Style& style, const Language& language);

/// A page of that style without any group yet.
Scene blank_scene(const Style& style, const std::string& title, const std::string& description,
                  const Language& language);

/// The whole map. `world` as insets() has it.
Scene compose(const Content& content, const Basemap& world, const Style& style, const Sheet& sheet,
              const Language& language);

}  // namespace cordon::map
