#include "cordon/map/furniture/legend.hpp"

#include <utility>

#include "cordon/map/drawing_layers.hpp"

namespace cordon::map {
namespace {

std::string with_side(const std::string& extent, const ZonePart& part, const Language& language) {
  if (part.side == Side::both) return extent;
  if (!part.side_name.empty())
    return language.phrase("side.named", {{"extent", extent}, {"name", part.side_name}});
  return language.phrase(part.side == Side::left ? "side.left" : "side.right",
                         {{"extent", extent}});
}

std::string with_sureness(const std::string& extent, const ZonePart& part,
                          const std::optional<double>& uncertainty, const Language& language) {
  if (part.sureness == Sureness::drawn) return extent;
  if (part.sureness == Sureness::certain)
    return language.phrase("sureness.certain", {{"extent", extent}});
  if (!uncertainty) return language.phrase("sureness.possible", {{"extent", extent}});
  return language.phrase("sureness.possible.by",
                         {{"extent", extent}, {"uncertainty", language.length(*uncertainty)}});
}

std::string part_words(const Content& content, const ZonePart& part, const Language& language) {
  std::string extent;
  if (part.to <= 0)
    extent = language.phrase("extent.unknown");
  else if (part.from > 0)
    extent = language.phrase(
        "extent.band", {{"from", language.length(part.from)}, {"to", language.length(part.to)}});
  else if (part.side != Side::both)  // "of the line" is said of the side
    extent = language.phrase("extent.short", {{"distance", language.length(part.to)}});
  else
    extent = extent_words(content, part.to, language);
  return with_sureness(with_side(extent, part, language), part, content.figures.uncertainty,
                       language);
}

void add_zone(std::vector<LegendEntry>& entries, const Content& content, const Language& language) {
  for (const ZonePart& part : content.zone)
    entries.push_back(
        {SwatchForm::area, zone_class(part, content.zone), part_words(content, part, language)});
}

/// The date is the subtitle's to tell, if there is one.
std::string line_words(const Captions& captions, const Language& language) {
  return captions.date.empty() || !captions.subtitle.empty()
             ? language.phrase("legend.line")
             : language.phrase("legend.line.date", {{"date", language.date(captions.date)}});
}

XY middle_of(const Rect& rect) {
  return {rect.left + rect.width / 2, rect.top + rect.height / 2};
}

}  // namespace

std::string extent_words(const Content& content, double distance, const Language& language) {
  const char* key = !content.lines.empty()    ? "extent.line"
                    : !content.areas.empty()  ? "extent.area"
                    : !content.points.empty() ? "extent.point"
                                              : "extent.short";
  return language.phrase(key, {{"distance", language.length(distance)}});
}

std::vector<LegendEntry> legend_entries(const Content& content, const Language& language) {
  std::vector<LegendEntry> entries;
  add_zone(entries, content, language);
  if (!content.lines.empty())
    entries.push_back({SwatchForm::line, "line", line_words(content.captions, language)});
  if (!content.areas.empty())
    entries.push_back({SwatchForm::line, "line", language.phrase("legend.area")});
  if (!content.points.empty())
    entries.push_back({SwatchForm::point, "line-point", language.phrase("legend.point")});
  if (!content.basemap.disputed.empty())
    entries.push_back({SwatchForm::line, "disputed", language.phrase("legend.disputed")});
  return entries;
}

std::vector<Item> swatch(const LegendEntry& entry, const Rect& box) {
  const XY middle = middle_of(box);
  switch (entry.form) {
    case SwatchForm::area:
      return {{Box{"swatch " + entry.css_class, box}}};
    case SwatchForm::line:
      return {{Outline{entry.css_class, {{{box.left, middle.y}, {box.right(), middle.y}}}}}};
    case SwatchForm::point:
      break;
  }
  return {{Circle{entry.css_class, middle, box.height / 4}}};
}

}  // namespace cordon::map
