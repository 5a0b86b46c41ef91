#include <fmt/format.h>
#include <unicode/uloc.h>

#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/rsvg_document.hpp"
#include "cordon/map/style_sheet.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

std::string layer(std::size_t i) {
  return fmt::format("text-{}", i);
}

Rect ink_of(const RsvgDocument& document, const std::string& id, const RsvgRectangle& viewport) {
  RsvgRectangle ink{};
  RsvgRectangle logical{};
  GError* error = nullptr;
  if (rsvg_handle_get_geometry_for_layer(document.handle(), ('#' + id).c_str(), &viewport, &ink,
                                         &logical, &error) == 0)
    throw DataError(fmt::format("a text cannot be measured: {}", take_message(error)));
  return {ink.x, ink.y, ink.width, ink.height};
}

}  // namespace

std::vector<Rect> measure_texts(const std::vector<Text>& texts, const std::string& css,
                                const std::string& language) {
  check_style_sheet(css);
  Scene scene;
  scene.language = language;
  scene.right_to_left = uloc_isRightToLeft(language.c_str()) != 0;
  scene.css = css;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Group group;
    group.id = layer(i);
    group.items.push_back({texts[i]});
    scene.groups.push_back(std::move(group));
  }
  const RsvgDocument document(svg_text(scene));
  const RsvgRectangle viewport{0, 0, scene.page.width, scene.page.height};
  std::vector<Rect> boxes;
  boxes.reserve(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    boxes.push_back(ink_of(document, layer(i), viewport));
  return boxes;
}

}  // namespace cordon::map
