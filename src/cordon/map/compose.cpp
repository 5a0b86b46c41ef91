#include "cordon/map/compose.hpp"

#include <utility>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/labels.hpp"

namespace cordon::map {
namespace {

constexpr double kMargin = 0.12;  // of the panel's smaller side, around the zone

void append(std::vector<Group>& to, std::vector<Group> from) {
  for (Group& group : from) to.push_back(std::move(group));
}

}  // namespace

Sheet lay_out(const Content& content, const Style& style, const Language& language) {
  Surround around = surround(content, style.page, style.css, language);
  std::vector<MultiPolygon> zone;
  for (const ZonePart& part : content.zone) zone.push_back(part.area);
  Frame frame = frame_around(zone, around.panel, kMargin, style.crs);
  return {std::move(around), std::move(frame)};
}

Scene blank_scene(const Style& style, const std::string& title, const std::string& description,
                  const Language& language) {
  Scene scene;
  scene.page = style.page;
  scene.language = language.code();
  scene.right_to_left = language.right_to_left();
  scene.title = title;
  scene.description = description;
  scene.css = style.css;
  return scene;
}

Scene compose(const Content& content, const Basemap& world, const Style& style, const Sheet& sheet,
              const Language& language) {
  Insets upon = insets(content, sheet.frame, world, style.css, language);
  Labelled labelled = place_labels(content, sheet.frame, style.css, language, upon.taken);
  Content shown = content;
  shown.places = std::move(labelled.places);

  Scene scene =
      blank_scene(style, content.captions.title, alternative_text(content, language), language);
  append(scene.groups, sheet.surround.groups);
  append(scene.groups, panel_groups(shown, sheet.frame));
  scene.groups.push_back(std::move(labelled.group));
  append(scene.groups, std::move(upon.groups));
  return scene;
}

}  // namespace cordon::map
