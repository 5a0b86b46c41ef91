#include "cordon/map/html.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string_view>
#include <vector>

#include "cordon/map/furniture.hpp"
#include "cordon/map/furniture/legend.hpp"
#include "cordon/map/furniture/notes.hpp"
#include "cordon/map/html/page_data.hpp"
#include "cordon/map/html/page_text.hpp"
#include "cordon/map/html/web_mercator.hpp"
#include "cordon/map/resources.hpp"

namespace cordon::map {
namespace {

/// A file of Leaflet without the reference to its source map, which would be another file.
std::string leaflet(std::string_view name) {
  const std::string text = unix_lines(resource(name));
  const std::size_t reference = text.rfind("# sourceMappingURL=");
  return reference == std::string::npos ? text : text.substr(0, reference - 2) + '\n';
}

/// The page's own scripts share one scope.
std::string page_script(bool has_slider) {
  std::string script = "(() => {\n'use strict';\n";
  for (const std::string_view name :
       {"geodesic", "nearest", "words", "drawing", "places", "measuring", "days", "page"})
    if (has_slider || name != "days") script += resource(fmt::format("page/{}.js", name));
  return script + "})();\n";
}

/// A style sheet for some media, and its name in the content security policy.
struct Sheets {
  std::string elements;
  std::vector<std::string> hashes;

  void add(std::string_view id, std::string_view media, std::string_view css) {
    const std::string text = style_text(css);
    hashes.push_back(policy_hash(text));
    elements += fmt::format("<style id=\"{}\" media=\"{}\">{}</style>\n", id, media, text);
  }
};

Sheets sheets_of(const PageThemes& themes) {
  const auto themed = [](std::string_view page, const std::string& map) {
    return std::string(resource(page)) + map;
  };
  Sheets sheets;
  sheets.add("style-leaflet", "all", leaflet("leaflet.css"));
  sheets.add("style-page", "all", resource("page/page.css"));
  sheets.add("style-light", "screen and (prefers-color-scheme: light)",
             themed("page/light.css", themes.light));
  sheets.add("style-dark", "screen and (prefers-color-scheme: dark)",
             themed("page/dark.css", themes.dark));
  sheets.add("style-print", "print", themed("page/light.css", themes.print));
  return sheets;
}

std::string element(std::string_view tag, const std::string& words) {
  return words.empty() ? ""
                       : fmt::format("<{0} dir=\"auto\">{1}</{0}>\n", tag, html_escaped(words));
}

std::string paragraph(std::string_view css_class, const std::string& words) {
  return words.empty()
             ? ""
             : fmt::format("<p class=\"{}\" dir=\"auto\">{}</p>\n", css_class, html_escaped(words));
}

std::string legend_items(const Content& content, const Language& language) {
  std::string items;
  for (const LegendEntry& entry : legend_entries(content, language))
    items += fmt::format(
        "<li><svg class=\"sample\" width=\"28\" height=\"16\" aria-hidden=\"true\"></svg>"
        "<span>{}</span></li>\n",
        html_escaped(plain_text(entry.words)));
  return items;
}

using Values = std::map<std::string, std::string>;

/// Words of the page's own, ready to stand between tags or within quotes.
void add_phrases(Values& values, const Language& language) {
  for (const char* key : {"legend", "find", "measure", "layers", "dark", "close", "help", "script",
                          "result", "day", "earlier", "later", "play"})
    values[key] = html_escaped(language.phrase(fmt::format("page.{}", key)));
}

/// The slider over the days, at the last; nothing for a page of one.
std::string slider(const std::vector<PageDay>& days, const Language& language, Values values) {
  if (days.size() < 2) return {};
  const PageDay& last = days.back();
  values["last-day"] = std::to_string(days.size() - 1);
  values["date"] = html_escaped(last.date);
  values["date-words"] = html_escaped(plain_text(language.date(last.date)));
  values["figures"] = html_escaped(plain_text(last.figures));
  for (const PageDay& day : days)
    values["room"] += fmt::format("<span class=\"room\" aria-hidden=\"true\">{}</span>",
                                  html_escaped(plain_text(day.figures)));
  return filled(resource("page/days.html"), values);
}

std::string described(const Content& all, const std::vector<PageDay>& days,
                      const Language& language) {
  if (days.size() < 2) return alternative_text(days.front().content, language);
  return language.phrase("sheet.figure",
                         {{"name", all.captions.title}, {"value", all.captions.subtitle}});
}

std::string page_of(const Content& shared, const std::vector<PageDay>& days,
                    const Language& language, const PageThemes& themes) {
  Content all = all_days(shared, days);
  const WebMercator ground = web_mercator_around(all.zone);
  const nlohmann::ordered_json data = page_data(all, days, ground, language);
  all.zone = kinds_of(all.zone);
  const Captions& captions = all.captions;
  const Sheets sheets = sheets_of(themes);
  const std::string library = leaflet("leaflet.js");
  const std::string script = page_script(days.size() > 1);

  Values values;
  values["language"] = language.code();
  values["direction"] = language.right_to_left() ? "rtl" : "ltr";
  values["policy"] = fmt::format(
      "default-src 'none'; script-src {} {}; style-src {}; base-uri 'none'; form-action 'none'",
      policy_hash(library), policy_hash(script), fmt::join(sheets.hashes, " "));
  values["title"] = html_escaped(plain_text(captions.title));
  values["description"] = html_escaped(plain_text(described(all, days, language)));
  values["styles"] = sheets.elements;
  values["heading"] = element("h1", plain_text(captions.title));
  values["subheading"] = paragraph("lead", plain_text(captions.subtitle));
  values["legend-items"] = legend_items(all, language);
  values["note"] = paragraph("caution", plain_text(note_words(all, language)));
  values["credits"] =
      paragraph("sources", credit_words(all, language) + ' ' + language.phrase("page.leaflet"));
  values["data"] = script_json(data);
  values["licence"] = std::string(resource("page/leaflet-licence.txt"));
  values["leaflet-script"] = library;
  values["page-script"] = script;
  add_phrases(values, language);
  values["days"] = slider(days, language, values);
  return filled(resource("page/page.html"), values);
}

Content zones_of(const std::vector<PageDay>& days) {
  Content zones;
  for (const PageDay& day : days)
    zones.zone.insert(zones.zone.end(), day.content.zone.begin(), day.content.zone.end());
  return zones;
}

}  // namespace

BoundingBox page_box(const Content& content) {
  const WebMercator ground = web_mercator_around(content.zone);
  constexpr double kPixels = 1000;
  return frame_of(ground, ground.width() / kPixels).box();
}

BoundingBox page_box(const std::vector<PageDay>& days) {
  return page_box(zones_of(days));
}

std::string html_page(const Content& content, const Language& language, const PageThemes& themes) {
  return page_of(content, {{{}, {}, content}}, language, themes);
}

std::string html_page(const Content& shared, const std::vector<PageDay>& days,
                      const Language& language, const PageThemes& themes) {
  return page_of(shared, days, language, themes);
}

}  // namespace cordon::map
