#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/furniture/legend.hpp"
#include "cordon/map/furniture/notes.hpp"
#include "cordon/map/furniture/wrap.hpp"

namespace cordon::map {
namespace {

constexpr double kLeastPanel = 1.0 / 3;  // of the page's height
constexpr std::size_t kTitleLines = 3;
constexpr double kNarrow = 480;       // px; below it the map goes to the edges of the page
constexpr double kSwatchWidth = 24;   // px
constexpr double kSwatchHeight = 13;  // px
constexpr double kSwatchGap = 7;      // px, to its words
constexpr double kEntryGap = 20;      // px, from entry to entry
constexpr double kGap = 8;            // px, between the groups
constexpr double kSmallGap = 3;       // px, within a group

/// A page that is read from one side to the other.
struct Sheet {
  Page page;
  bool right_to_left = false;
  double margin = 0;  // px

  double width() const { return page.width - 2 * margin; }
  /// A box that begins `start` px from where reading begins.
  Rect box(double start, double top, double width, double height) const {
    return {right_to_left ? page.width - start - width : start, top, width, height};
  }
  Text line(const std::string& css_class, const std::string& words, double start, double y) const {
    Text text;
    text.css_class = css_class;
    text.words = words;
    text.at = {right_to_left ? page.width - start : start, y};
    text.anchor = right_to_left ? Anchor::right : Anchor::left;
    return text;
  }
};

/// The words around the panel, in lines.
struct Words {
  Wrapped title, subtitle, note, credits;
  std::vector<LegendEntry> entries;
  std::vector<Wrapped> legend;
};

Words words_of(const Content& content, const Sheet& sheet, const Ink& ink) {
  Words words;
  words.entries = legend_entries(content, ink.language);
  std::vector<Block> blocks{{"title", content.captions.title, sheet.width(), true},
                            {"subtitle", content.captions.subtitle, sheet.width(), true},
                            {"note", note_words(content, ink.language), sheet.width()},
                            {"credit", credit_words(content, ink.language), sheet.width()}};
  const double entry_width = sheet.width() - kSwatchWidth - kSwatchGap;
  for (const LegendEntry& entry : words.entries)
    blocks.push_back({"legend-text", entry.words, entry_width});
  std::vector<Wrapped> wrapped = wrap(blocks, ink);
  words.title = std::move(wrapped[0]);
  words.subtitle = std::move(wrapped[1]);
  words.note = std::move(wrapped[2]);
  words.credits = std::move(wrapped[3]);
  words.legend.assign(std::make_move_iterator(wrapped.begin() + 4),
                      std::make_move_iterator(wrapped.end()));
  if (words.title.lines.size() > kTitleLines)
    throw DataError(fmt::format("the title takes {} lines on a page that is {:.0f} px wide; {} are "
                                "the most",
                                words.title.lines.size(), sheet.page.width, kTitleLines),
                    "shorten it, tell the rest in the subtitle, or choose a wider page");
  return words;
}

/// Appends the lines from `top` on; returns where they end.
double add_lines(Group& group, const std::string& css_class, const Wrapped& words,
                 const Sheet& sheet, double start, double top) {
  for (std::size_t i = 0; i < words.lines.size(); ++i)
    group.items.push_back({sheet.line(css_class, words.lines[i], start,
                                      top + words.ascent + words.pitch * static_cast<double>(i))});
  return top + words.height();
}

/// Entries one beside the other, and in a new row where one does not fit; returns where they end.
double add_legend(Group& group, const Words& words, const Sheet& sheet, double top) {
  double start = sheet.margin;
  double bottom = top;
  for (std::size_t i = 0; i < words.entries.size(); ++i) {
    const Wrapped& text = words.legend[i];
    const double width = kSwatchWidth + kSwatchGap + text.width();
    if (start > sheet.margin && start + width > sheet.margin + sheet.width()) {
      start = sheet.margin;
      top = bottom + kSmallGap;
    }
    const double line = std::max(text.pitch, kSwatchHeight);
    const Rect box =
        sheet.box(start, top + (line - kSwatchHeight) / 2, kSwatchWidth, kSwatchHeight);
    for (Item& item : swatch(words.entries[i], box)) group.items.push_back(std::move(item));
    const double below = top + (line - text.pitch) / 2;
    bottom = std::max(
        {bottom, top + line,
         add_lines(group, "legend-text", text, sheet, start + kSwatchWidth + kSwatchGap, below)});
    start += width + kEntryGap;
  }
  return bottom;
}

Group group_of(const std::string& id) {
  Group group;
  group.id = id;
  return group;
}

Sheet sheet_of(const Page& page, const Language& language) {
  return {page, language.right_to_left(), std::clamp(0.025 * page.width, 12.0, 32.0)};
}

}  // namespace

Surround surround(const Content& content, const Page& page, const std::string& css,
                  const Language& language) {
  const Sheet sheet = sheet_of(page, language);
  const Words words = words_of(content, sheet, {css, language});
  Group background = group_of("background");
  background.items.push_back({Box{"page", {0, 0, page.width, page.height}}});

  Group title = group_of("title");
  double top = 0.75 * sheet.margin;
  top = add_lines(title, "title", words.title, sheet, sheet.margin, top);
  top = add_lines(title, "subtitle", words.subtitle, sheet, sheet.margin, top);
  if (!title.items.empty()) top += kGap;

  Group legend = group_of("legend");
  top = add_legend(legend, words, sheet, top) + kGap;

  Group credits = group_of("credits");
  const double note = words.note.lines.empty() ? 0 : words.note.height() + kSmallGap;
  const double foot = note + words.credits.height();
  const double bottom = page.height - 0.5 * sheet.margin - foot;
  const double below = add_lines(credits, "note", words.note, sheet, sheet.margin, bottom);
  add_lines(credits, "credit", words.credits, sheet, sheet.margin,
            below + (note > 0 ? kSmallGap : 0));

  const double side = page.width < kNarrow ? 0 : sheet.margin;
  Rect panel{side, std::round(top), page.width - 2 * side, 0};
  panel.height = std::floor(bottom - kGap) - panel.top;
  if (panel.height < kLeastPanel * page.height)
    throw DataError(
        fmt::format("a page of {:.0f}x{:.0f} px leaves no room for a map beside its title, legend "
                    "and sources",
                    page.width, page.height),
        "choose a larger page, or shorten the texts");
  return {{std::move(background), std::move(title), std::move(legend), std::move(credits)}, panel};
}

}  // namespace cordon::map
