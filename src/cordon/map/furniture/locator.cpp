#include "cordon/map/furniture/locator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/labels.hpp"

namespace cordon::map {
namespace {

constexpr double kLeastPanel = 480;     // px; on narrower maps there is no room
constexpr double kShareOfPanel = 0.2;   // of its width
constexpr double kMostWidth = 180;      // px
constexpr double kShape = 0.8;          // height to width
constexpr double kLeastGround = 2.0e6;  // m; width of what it shows
constexpr double kMostGround = 1.2e7;   // m
constexpr double kTimesPanel = 5;       // as wide as what the map shows
constexpr double kMostHidden = 0.04;    // share of the box that may stand upon the zone
constexpr double kLeastMark = 7;        // px
constexpr int kStepsOfMark = 16;        // along each side of the panel

LonLat middle_of(const Frame& frame) {
  const Rect& panel = frame.panel();
  return frame.from_page({panel.left + panel.width / 2, panel.top + panel.height / 2});
}

/// Oblique stereographic about the middle of the map. Nothing for maps of half the globe.
std::optional<Frame> locator_frame(const Frame& frame, const Rect& box) {
  const LonLat middle = middle_of(frame);
  const double shown = frame.metres_per_pixel(middle) * frame.panel().width;
  const double ground = std::max(kLeastGround, kTimesPanel * shown);
  if (ground > kMostGround) return std::nullopt;
  const std::string crs = fmt::format(
      "+proj=stere +lat_0={:.2f} +lon_0={:.2f} +datum=WGS84 +units=m +no_defs "
      "+type=crs",
      middle.lat, middle.lon);
  return Frame(Projection::named(crs), crs, box, box.width / ground, {0, 0});
}

Rect size_on(const Frame& frame) {
  const double width = std::min(kShareOfPanel * frame.panel().width, kMostWidth);
  return {0, 0, width, kShape * width};
}

/// The classes of a locator for those of a map.
std::string inset_class(const std::string& css_class) {
  constexpr std::array<std::string_view, 3> kKnown{"sea", "land", "border"};
  for (const std::string_view known : kKnown)
    if (css_class == known) return fmt::format("inset-{}", known);
  return css_class == "disputed" ? "inset-border" : css_class;
}

void make_inset(Group& group) {
  group.id = "locator-" + group.id;
  group.label.clear();
  for (Item& item : group.items) {
    if (auto* outline = std::get_if<Outline>(&item.value)) {
      outline->css_class = inset_class(outline->css_class);
      outline->name.clear();
    }
    if (auto* box = std::get_if<Box>(&item.value)) box->css_class = inset_class(box->css_class);
    if (auto* inner = std::get_if<Group>(&item.value)) make_inset(*inner);
  }
}

/// The edge of the map's panel, or a dot where that is too small to be seen.
Item mark_of(const Frame& map, const Frame& inset) {
  const Rect& panel = map.panel();
  const std::array<XY, 5> corners{{{panel.left, panel.top},
                                   {panel.right(), panel.top},
                                   {panel.right(), panel.bottom()},
                                   {panel.left, panel.bottom()},
                                   {panel.left, panel.top}}};
  std::vector<XY> edge;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i)
    for (int step = 0; step < kStepsOfMark; ++step) {
      const double t = static_cast<double>(step) / kStepsOfMark;
      edge.push_back(
          inset.to_page(map.from_page({corners[i].x + t * (corners[i + 1].x - corners[i].x),
                                       corners[i].y + t * (corners[i + 1].y - corners[i].y)})));
    }
  const auto [low, high] = std::minmax_element(edge.begin(), edge.end(),
                                               [](const XY& a, const XY& b) { return a.x < b.x; });
  if (high->x - low->x >= kLeastMark) return {Outline{"inset-mark", {std::move(edge)}, true}};
  return {Circle{"inset-mark", inset.to_page(middle_of(map)), kLeastMark / 2}};
}

/// Names of countries, clear of the mark.
Group names_in(const Frame& inset, const Basemap& world, const Rect& mark, const std::string& css,
               const Language& language) {
  Content content;
  content.basemap.countries = world.countries;
  content.basemap.land = world.land;
  return place_labels(content, inset, css, language, {mark}).group;
}

Rect bounds_of(const Item& mark) {
  if (const auto* circle = std::get_if<Circle>(&mark.value))
    return {circle->centre.x - circle->radius, circle->centre.y - circle->radius,
            2 * circle->radius, 2 * circle->radius};
  const std::vector<XY>& edge = std::get<Outline>(mark.value).paths.front();
  double left = edge.front().x, right = left, top = edge.front().y, bottom = top;
  for (const XY& at : edge) {
    left = std::min(left, at.x);
    right = std::max(right, at.x);
    top = std::min(top, at.y);
    bottom = std::max(bottom, at.y);
  }
  return {left, top, right - left, bottom - top};
}

}  // namespace

std::optional<BoundingBox> locator_box(const Frame& frame) {
  if (frame.panel().width < kLeastPanel) return std::nullopt;
  const std::optional<Frame> inset = locator_frame(frame, size_on(frame));
  return inset ? std::optional(inset->box()) : std::nullopt;
}

std::optional<Group> locator(const Frame& frame, const Basemap& world, Corners& corners,
                             const std::string& css, const Language& language) {
  if (world.land.empty() || frame.panel().width < kLeastPanel) return std::nullopt;
  const Rect size = size_on(frame);
  if (!locator_frame(frame, size)) return std::nullopt;
  const auto box = corners.take(size.width, size.height,
                                language.right_to_left()
                                    ? std::vector{Corner::top_left, Corner::top_right,
                                                  Corner::bottom_left, Corner::bottom_right}
                                    : std::vector{Corner::top_right, Corner::top_left,
                                                  Corner::bottom_right, Corner::bottom_left},
                                kMostHidden);
  if (!box) return std::nullopt;
  const Frame inset = *locator_frame(frame, *box);

  Group group;
  group.id = "locator";
  group.clip = *box;
  Content ground;
  ground.basemap.land = world.land;
  ground.basemap.borders = world.borders;
  ground.basemap.disputed = world.disputed;
  for (Group& layer : panel_groups(ground, inset)) {
    if (layer.items.empty()) continue;
    make_inset(layer);
    group.items.push_back({std::move(layer)});
  }
  Item mark = mark_of(frame, inset);
  Group names = names_in(inset, world, bounds_of(mark), css, language);
  make_inset(names);
  group.items.push_back(std::move(mark));
  group.items.push_back({std::move(names)});
  group.items.push_back({Box{"inset", *box}});
  return group;
}

}  // namespace cordon::map
