// render_svg SVG PNG TEXT: renders a file of 400 x 100 pixels and prints what glyphs of the text
// are missing. A program of its own because a process has one set of fonts for all its life.
#include <fstream>
#include <iostream>
#include <iterator>

#include "cordon/map/svg.hpp"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  std::ifstream file(argv[1]);
  const std::string svg{std::istreambuf_iterator<char>(file), {}};
  std::ofstream(argv[2], std::ios::binary) << cordon::map::png_bytes(svg, {400, 100, 1});
  for (const std::string& glyph : cordon::map::missing_glyphs({argv[3]}))
    std::cout << glyph << '\n';
}
