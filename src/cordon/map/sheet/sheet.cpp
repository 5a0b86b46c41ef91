#include "cordon/map/sheet/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/furniture/wrap.hpp"
#include "cordon/map/labels.hpp"

namespace cordon::map {
namespace {

constexpr double kGap = 18;         // px, between cells
constexpr double kTextGap = 4;      // px, between a map and its words
constexpr double kLeastPanel = 90;  // px, of a map's smaller side
constexpr double kMargin = 0.06;    // of the map's smaller side, around the zones
constexpr const char* kTitle = "sheet-title";
constexpr const char* kFigures = "sheet-figures";

/// The name of a side, where any of the maps tells it.
std::string side_name(const std::vector<SheetCell>& cells, Side side) {
  for (const SheetCell& cell : cells)
    for (const ZonePart& part : cell.content.zone)
      if (part.side == side && !part.side_name.empty()) return part.side_name;
  return {};
}

/// What stands around all maps: each kind of zone that any of them has, explained once. Distances
/// vary: the cells tell them.
Content shared_content(const std::vector<SheetCell>& cells, const Captions& captions) {
  Content shared;
  shared.captions = captions;
  shared.basemap = cells.front().content.basemap;
  std::set<std::pair<Side, Sureness>> known;
  for (const SheetCell& cell : cells) {
    const Content& content = cell.content;
    if (shared.lines.empty()) shared.lines = content.lines;
    if (shared.areas.empty()) shared.areas = content.areas;
    if (shared.points.empty()) shared.points = content.points;
    for (const ZonePart& part : content.zone)
      if (known.insert({part.side, part.sureness}).second)
        shared.zone.push_back({{}, part.side, 0, 0, part.sureness, side_name(cells, part.side)});
  }
  return shared;
}

/// A grid with as many columns as it is asked for.
struct Grid {
  std::vector<Rect> cells;
  std::vector<Rect> panels;
};

std::vector<Wrapped> words_of(const std::vector<SheetCell>& cells, double width, const Ink& ink) {
  std::vector<Block> blocks;
  for (const SheetCell& cell : cells) {
    blocks.push_back({kTitle, cell.title, width});
    blocks.push_back({kFigures, cell.figures, width});
  }
  return wrap(blocks, ink);
}

/// Nothing: the maps would be too small.
std::optional<Grid> grid_of(const std::vector<SheetCell>& cells, std::size_t columns,
                            const Rect& area, const Ink& ink) {
  const std::size_t rows = (cells.size() + columns - 1) / columns;
  const auto share = [](double whole, std::size_t count) {
    return std::floor((whole - kGap * static_cast<double>(count - 1)) / static_cast<double>(count));
  };
  const double width = share(area.width, columns), height = share(area.height, rows);
  if (width < kLeastPanel) return std::nullopt;
  double above = 0, below = 0;
  const std::vector<Wrapped> words = words_of(cells, width, ink);
  for (std::size_t i = 0; i < words.size(); i += 2) {
    above = std::max(above, std::ceil(words[i].height() + kTextGap));
    below = std::max(below, std::ceil(words[i + 1].height() + kTextGap));
  }
  if (height - above - below < kLeastPanel) return std::nullopt;
  Grid grid;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t row = i / columns;
    const double start = static_cast<double>(i % columns) * (width + kGap);
    const double left =
        ink.language.right_to_left() ? area.right() - start - width : area.left + start;
    const Rect cell{left, area.top + static_cast<double>(row) * (height + kGap), width, height};
    grid.cells.push_back(cell);
    grid.panels.push_back({left, cell.top + above, width, height - above - below});
  }
  return grid;
}

double metres_per_pixel(const Frame& frame) {
  const Rect& panel = frame.panel();
  const XY middle{panel.left + panel.width / 2, panel.top + panel.height / 2};
  return frame.metres_per_pixel(frame.from_page(middle));
}

void add_lines(Group& group, const std::string& css_class, const Wrapped& words, const Rect& cell,
               double top, bool right_to_left) {
  for (std::size_t i = 0; i < words.lines.size(); ++i) {
    Text text;
    text.css_class = css_class;
    text.words = words.lines[i];
    text.at = {right_to_left ? cell.right() : cell.left,
               top + words.ascent + words.pitch * static_cast<double>(i)};
    text.anchor = right_to_left ? Anchor::right : Anchor::left;
    group.items.push_back({std::move(text)});
  }
}

void prefix_ids(Group& group, const std::string& prefix) {
  if (!group.id.empty()) group.id = prefix + group.id;
  for (Item& item : group.items)
    if (auto* inner = std::get_if<Group>(&item.value)) prefix_ids(*inner, prefix);
}

Group words_group(const std::string& id, const std::string& css_class, const Wrapped& words,
                  const Rect& cell, double top, const Language& language) {
  Group group;
  group.id = id;
  add_lines(group, css_class, words, cell, top, language.right_to_left());
  return group;
}

/// The map alone; the first one has the scale bar.
std::vector<Group> map_groups(const Content& content, const Frame& frame, bool first,
                              const std::string& css, const Language& language) {
  Insets upon;
  if (first) upon = insets(content, frame, {}, css, language);
  Labelled labelled = place_labels(content, frame, css, language, upon.taken);
  Content shown = content;
  shown.places = std::move(labelled.places);
  std::vector<Group> groups = panel_groups(shown, frame);
  groups.push_back(std::move(labelled.group));
  for (Group& group : upon.groups) groups.push_back(std::move(group));
  return groups;
}

}  // namespace

SheetLayout lay_out_sheet(const std::vector<SheetCell>& cells, const Captions& captions,
                          const Style& style, const Language& language) {
  if (cells.empty()) throw DataError("a sheet without a map", "give one reading or more");
  SheetLayout layout;
  layout.surround = surround(shared_content(cells, captions), style.page, style.css, language);
  Rect area = layout.surround.panel;
  const double margin = std::max(0.0, kGap - area.left);  // on phones the panel has none
  area.left += margin;
  area.width -= 2 * margin;
  std::vector<MultiPolygon> zones;
  for (const SheetCell& cell : cells)
    for (const ZonePart& part : cell.content.zone) zones.push_back(part.area);
  std::optional<Grid> best;
  double finest = 0;
  for (std::size_t columns = 1; columns <= cells.size(); ++columns) {
    std::optional<Grid> grid = grid_of(cells, columns, area, {style.css, language});
    if (!grid) continue;
    const Frame frame = frame_around(zones, grid->panels.front(), kMargin, style.crs);
    const double scale = metres_per_pixel(frame);
    if (best && scale >= finest) continue;
    best = std::move(grid);
    finest = scale;
  }
  if (!best)
    throw DataError(fmt::format("a page of {:.0f}x{:.0f} px leaves no room for {} maps",
                                style.page.width, style.page.height, cells.size()),
                    "choose a larger page, shorter titles, or fewer readings");
  layout.cells = best->cells;
  for (const Rect& panel : best->panels)
    layout.frames.push_back(frame_around(zones, panel, kMargin, style.crs));
  return layout;
}

Scene compose_sheet(const std::vector<SheetCell>& cells, const Captions& captions,
                    const Style& style, const SheetLayout& layout, const Language& language) {
  Scene scene = blank_scene(style, captions.title, captions.subtitle, language);
  scene.groups = surround(shared_content(cells, captions), style.page, style.css, language).groups;
  const std::vector<Wrapped> words =
      words_of(cells, layout.cells.front().width, {style.css, language});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Rect& cell = layout.cells[i];
    const Frame& frame = layout.frames[i];
    Group reading;
    reading.id = fmt::format("reading-{}", i + 1);
    reading.label = cells[i].title;
    const double title = frame.panel().top - kTextGap - words[2 * i].height();
    std::vector<Group> groups{words_group("title", kTitle, words[2 * i], cell, title, language)};
    for (Group& group : map_groups(cells[i].content, frame, i == 0, style.css, language))
      groups.push_back(std::move(group));
    groups.push_back(words_group("figures", kFigures, words[2 * i + 1], cell,
                                 frame.panel().bottom() + kTextGap, language));
    for (Group& group : groups) {
      prefix_ids(group, reading.id + "-");
      reading.items.push_back({std::move(group)});
    }
    scene.groups.push_back(std::move(reading));
  }
  return scene;
}

}  // namespace cordon::map
