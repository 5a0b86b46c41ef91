#include "cordon/io/qgis/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cordon/io/qgis/conditions.hpp"
#include "cordon/io/qgis/symbols.hpp"

namespace cordon::qgis {
namespace {

using pugi::xml_node;

// Kinds of items, as QGIS numbers them.
constexpr int kPage = 65638, kMap = 65639, kPicture = 65640, kLabel = 65641, kLegend = 65642,
              kScaleBar = 65646;

constexpr const char* kFont = "Noto Sans";
constexpr const char* kMapId = "{cordon-map}";
constexpr double kPageWidth = 297, kPageHeight = 210;
constexpr double kInset = 4;  // of what stands upon the map, from its edge

constexpr Colour kInk{34, 34, 34, 1};
constexpr Colour kLightInk{238, 238, 238, 1};

/// Of what stands upon the map without a ground of its own.
Colour ink_on(const Colour& ground) {
  const double light = 0.299 * ground.red + 0.587 * ground.green + 0.114 * ground.blue;
  return light < 128 ? kLightInk : kInk;
}

std::string text_of(const Colour& colour) {
  return fmt::format("{},{},{},255", colour.red, colour.green, colour.blue);
}

struct Box {
  double left, top, width, height;
};

void set(xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name) = value.c_str();
}

void append_colour(xml_node parent, const char* name, const Colour& colour) {
  xml_node node = parent.append_child(name);
  set(node, "red", std::to_string(colour.red));
  set(node, "green", std::to_string(colour.green));
  set(node, "blue", std::to_string(colour.blue));
  set(node, "alpha", std::to_string(static_cast<int>(255 * colour.opacity)));
}

struct ItemLooks {
  bool frame = false;
  bool background = false;
  Colour fill{255, 255, 255, 1};
};

xml_node append_item(xml_node layout, int type, const std::string& id, const Box& box, int level,
                     const ItemLooks& looks, int reference_point = 0) {
  xml_node item = layout.append_child("LayoutItem");
  set(item, "type", std::to_string(type));
  set(item, "id", id);
  set(item, "uuid", fmt::format("{{cordon-{}}}", id));
  set(item, "templateUuid", fmt::format("{{cordon-{}}}", id));
  const std::string place = fmt::format("{},{},mm", number(box.left), number(box.top));
  set(item, "position", place);
  set(item, "positionOnPage", place);
  set(item, "size", fmt::format("{},{},mm", number(box.width), number(box.height)));
  set(item, "referencePoint", std::to_string(reference_point));
  set(item, "itemRotation", "0");
  set(item, "visibility", "1");
  set(item, "opacity", "1");
  set(item, "zValue", std::to_string(level));
  set(item, "frame", looks.frame ? "true" : "false");
  set(item, "background", looks.background ? "true" : "false");
  set(item, "outlineWidthM", "0.2,mm");
  set(item, "frameJoinStyle", "miter");
  append_colour(item, "FrameColor", {119, 113, 106, 1});
  append_colour(item, "BackgroundColor", looks.fill);
  return item;
}

/// As Qt describes fonts: family, points, and weight as its sixth member.
std::string font(double points, bool bold) {
  return fmt::format("{},{},-1,5,{},0,0,0,0,0", kFont, number(points), bold ? 75 : 50);
}

void append_label(xml_node layout, const std::string& id, const std::string& text, const Box& box,
                  double points, bool bold, int level) {
  if (text.empty()) return;
  xml_node item = append_item(layout, kLabel, id, box, level, {});
  set(item, "labelText", text);
  set(item, "htmlState", "0");
  set(item, "halign", "1");
  set(item, "valign", "32");
  set(item, "marginX", "0");
  set(item, "marginY", "0");
  set(item.append_child("LabelFont"), "description", font(points, bold));
  append_colour(item, "FontColor", kInk);
}

void append_map(xml_node layout, const Project& project) {
  xml_node item = append_item(layout, kMap, "map", {kMapLeft, kMapTop, kMapWidth, kMapHeight}, 1,
                              {true, true, project.background});
  set(item, "followPreset", "false");
  set(item, "keepLayerSet", "false");
  set(item, "mapRotation", "0");
  set(item, "drawCanvasItems", "true");
  set(item, "labelMargin", "1,mm");
  xml_node extent = item.append_child("Extent");
  set(extent, "xmin", fmt::format("{:.3f}", project.extent.low.x));
  set(extent, "ymin", fmt::format("{:.3f}", project.extent.low.y));
  set(extent, "xmax", fmt::format("{:.3f}", project.extent.high.x));
  set(extent, "ymax", fmt::format("{:.3f}", project.extent.high.y));
  item.append_child("LayerSet");
  item.append_child("labelBlockingItems");
  for (const char* id : {"legend", "scale-bar", "north-arrow"})
    set(item.child("labelBlockingItems").append_child("item"), "uuid",
        fmt::format("{{cordon-{}}}", id));
}

void append_text_style(xml_node parent, double points, const Colour& ink) {
  xml_node style = parent.append_child("text-style");
  set(style, "fontFamily", kFont);
  set(style, "fontSize", number(points));
  set(style, "fontSizeUnit", "Point");
  set(style, "fontWeight", "50");
  set(style, "textColor", text_of(ink));
  set(style, "textOpacity", "1");
}

void append_scale_bar(xml_node layout, const Project& project) {
  constexpr double kHeight = 12, kWidth = 80;
  const double segment = project.layout.segment;
  xml_node item =
      append_item(layout, kScaleBar, "scale-bar",
                  {kMapLeft + kInset, kMapTop + kMapHeight - kInset - kHeight, kWidth, kHeight}, 4,
                  {false, false, {}});
  set(item, "mapUuid", kMapId);
  set(item, "style", "Single Box");
  set(item, "unitType", "km");
  set(item, "unitLabel", "km");
  set(item, "numUnitsPerSegment", number(segment));
  set(item, "numMapUnitsPerScaleBarUnit", "1");
  set(item, "numSegments", "2");
  set(item, "numSegmentsLeft", "0");
  set(item, "segmentSizeMode", "0");
  set(item, "height", "2");
  set(item, "labelBarSpace", "1.5");
  set(item, "boxContentSpace", "1");
  set(item, "alignment", "0");
  const Colour ink = ink_on(project.background);
  append_text_style(item, 8, ink);
  constexpr double kLine = 0.75;  // px
  const Colour paper = ink == kInk ? Colour{255, 255, 255, 1} : kInk;
  append_symbol(item.append_child("lineSymbol"), LineSymbol{{{ink, kLine, {}, false}}}, "");
  append_symbol(item.append_child("fillSymbol1"), FillSymbol{ink, {}, {}}, "");
  append_symbol(item.append_child("fillSymbol2"), FillSymbol{paper, {}, {}}, "");
  set(item.append_child("numericFormat"), "id", "basic");
  Options(item.child("numericFormat"))
      .add("decimals", "3", "int")
      .add("show_trailing_zeros", "false", "bool")
      .add("show_thousand_separator", "true", "bool");
}

void append_north_arrow(xml_node layout, const Project& project) {
  constexpr double kWidth = 8, kHeight = 11;
  const double left =
      project.layout.legend_left ? kMapLeft + kMapWidth - kInset - kWidth : kMapLeft + kInset;
  xml_node item = append_item(layout, kPicture, "north-arrow",
                              {left, kMapTop + kInset, kWidth, kHeight}, 5, {});
  set(item, "file", "arrows/NorthArrow_04.svg");
  set(item, "mapUuid", kMapId);
  set(item, "northMode", "1");  // of the map's place, not of its grid
  set(item, "northOffset", "0");
  set(item, "resizeMode", "0");
  set(item, "anchorPoint", "4");
  set(item, "mode", "0");
  const std::string ink = text_of(ink_on(project.background));
  set(item, "svgFillColor", ink);
  set(item, "svgBorderColor", ink);
  set(item, "svgBorderWidth", "0.2");
}

struct Size {
  double width, height;
};

/// About what QGIS will find when it draws the legend: labels of the map keep clear of it before.
Size legend_size(const Project& project) {
  constexpr double kLetter = 1.5, kSymbol = 14, kLine = 5.5, kAround = 2;
  Size size{0, kAround};
  for (const ProjectGroup& group : project.groups)
    for (const ProjectLayer& layer : group.layers)
      for (const Rule& rule : layer.style.rules) {
        if (!group.open || !layer.visible) continue;
        const std::string text = legend_text(rule.name);
        const std::size_t end = text.find(kLineBreak);
        const std::size_t longest =
            end == std::string::npos ? text.size() : std::max(end, text.size() - end - 1);
        size.width = std::max(size.width, kSymbol + kLetter * static_cast<double>(longest));
        size.height += end == std::string::npos ? kLine : 2 * kLine;
      }
  return size;
}

void append_legend(xml_node layout, const Project& project,
                   void (*append_legend_tree)(xml_node, const Project&)) {
  const PrintLayout& sheet = project.layout;
  const double left = sheet.legend_left ? kMapLeft + kInset : kMapLeft + kMapWidth - kInset;
  const double top = sheet.legend_top ? kMapTop + kInset : kMapTop + kMapHeight - kInset;
  // The corner of the legend that stays where it is when QGIS finds out how large it is.
  const int corner = (sheet.legend_left ? 0 : 2) + (sheet.legend_top ? 0 : 6);
  const Size size = legend_size(project);
  xml_node item = append_item(layout, kLegend, "legend", {left, top, size.width, size.height}, 3,
                              {true, true, {255, 255, 255, 0.92}}, corner);
  set(item, "map_uuid", kMapId);
  set(item, "title", "");
  set(item, "resizeToContents", "1");
  set(item, "columnCount", "1");
  set(item, "wrapChar", kLineBreak);
  set(item, "boxSpace", "2");
  set(item, "symbolWidth", "7");
  set(item, "symbolHeight", "4");
  set(item, "legendFilterByMap", "1");
  set(item, "legendFilterByAtlas", "0");
  set(item, "fontColor", "#222222");
  xml_node styles = item.append_child("styles");
  const auto add = [&](const char* name, double points, double top_margin) {
    xml_node style = styles.append_child("style");
    set(style, "name", name);
    set(style, "alignment", "1");
    set(style, "indent", "0");
    set(style, "marginTop", number(top_margin));
    if (std::string(name) == "symbolLabel") set(style, "marginLeft", "2");
    set(style.append_child("styleFont"), "description", font(points, false));
  };
  add("title", 10, 0);
  add("group", 9, 2);
  add("subgroup", 9, 1.5);
  add("symbol", 9, 1.5);
  add("symbolLabel", 9, 1.5);
  append_legend_tree(item, project);
}

void append_pages(xml_node layout) {
  xml_node pages = layout.append_child("PageCollection");
  const FillSymbol paper{Colour{255, 255, 255, 1}, std::nullopt, std::nullopt};
  append_symbol(pages, paper, "");
  xml_node page = append_item(pages, kPage, "page", {0, 0, kPageWidth, kPageHeight}, 0,
                              {false, true, {255, 255, 255, 1}});
  append_symbol(page, paper, "");
}

}  // namespace

std::string legend_text(const std::string& name) {
  constexpr std::size_t kLongest = 48;
  const std::size_t colon = name.rfind(": ");
  if (name.size() <= kLongest || colon == std::string::npos) return name;
  return name.substr(0, colon + 1) + kLineBreak + name.substr(colon + 2);
}

void append_layout(xml_node project_node, const Project& project,
                   void (*append_legend_tree)(xml_node, const Project&)) {
  constexpr double kBelow = kMapTop + kMapHeight + 2;
  xml_node layout = project_node.append_child("Layouts").append_child("Layout");
  set(layout, "name", "Map");
  set(layout, "units", "mm");
  set(layout, "printResolution", "300");
  set(layout, "worldFileMap", "");
  append_pages(layout);
  const PrintLayout& sheet = project.layout;
  append_label(layout, "title", sheet.title, {kMapLeft, 8, kMapWidth, 11}, 20, true, 6);
  append_label(layout, "subtitle", sheet.subtitle, {kMapLeft, 19, kMapWidth, 7}, 12, false, 7);
  append_label(layout, "note", sheet.note, {kMapLeft, kBelow, kMapWidth, 6}, 9, false, 8);
  const double top = sheet.note.empty() ? kBelow : kBelow + 6;
  append_label(layout, "sources", sheet.sources, {kMapLeft, top, kMapWidth, kPageHeight - 4 - top},
               8, false, 9);
  append_map(layout, project);
  append_legend(layout, project, append_legend_tree);
  append_scale_bar(layout, project);
  append_north_arrow(layout, project);
}

}  // namespace cordon::qgis
