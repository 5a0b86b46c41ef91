// What tests of pictures share: themes, decoded PNGs, small scenes.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "cordon/map/scene.hpp"

namespace cordon::map {

using Colour = std::array<int, 3>;  ///< red, green, blue: 0 to 255

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<Colour> pixels;  ///< row by row

  const Colour& at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
};

/// Throws std::runtime_error if it cannot be decoded.
Picture decode_png(const std::string& bytes);

/// The largest difference of a channel.
int difference(const Colour& a, const Colour& b);

/// The style sheet of a theme that is shipped.
std::string theme(const std::string& name);

std::string read_file(const std::string& path);

/// In the folder for temporary files, a path of the running test's own: tests run at the same time.
std::string temporary_path(const std::string& name);

/// A white page with these items in a group "items".
Scene scene_of(std::vector<Item> items, const std::string& css, double width = 200,
               double height = 100);

}  // namespace cordon::map
