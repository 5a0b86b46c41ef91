// The page as a file: what is in it, and what its data say.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/html/page_text.hpp"
#include "random.hpp"

namespace cordon::map {
namespace {

using Json = nlohmann::json;

const PageThemes kThemes{".zone { fill: #d4351c; }\n", ".zone { fill: #ff5a3c; }\n", "@media{}\n"};

/// A line over the antimeridian with a box for its zone, towns and a coast.
Content content() {
  Content content;
  content.lines = {{{179.123456789, -17}, {-179.5, -16.5}}, {{178.5, -16}, {178.7, -16.2}}};
  ZonePart part;
  part.area = {{{{178, -18}, {180, -18}, {180, -15}, {178, -15}, {178, -18}}, {}},
               {{{-180, -18}, {-179, -18}, {-179, -15}, {-180, -15}, {-180, -18}}, {}}};
  part.to = 20000;
  content.zone = {part};
  content.places = {{{-179.5, -16}, "Small", 900, false, true, 1234.4, "left"},
                    {{179, -16}, "<Large>", 90000, false, true, 500, std::nullopt},
                    {{170, -16}, "Far", std::nullopt, true, false, 800e3, "right"}};
  content.basemap.land = {
      {{{}, {}, {{{{177, -20}, {179, -20}, {179, -16}, {177, -16}, {177, -20}}, {}}}}, "", "", 0}};
  content.basemap.credits = {"Natural Earth"};
  content.captions.title = "A <title>";
  content.captions.sources = {"A & B"};
  return content;
}

Json data_of(const std::string& page) {
  const std::string start = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(start) + start.size();
  return Json::parse(page.substr(from, page.find("</script>", from) - from));
}

/// Numbers told in steps, as pairs.
std::vector<XY> vertices(const Json& steps) {
  std::vector<XY> path;
  XY at;
  for (std::size_t i = 0; i < steps.size(); i += 2) {
    at.x += steps[i].get<double>();
    at.y += steps[i + 1].get<double>();
    path.push_back(at);
  }
  return path;
}

TEST(HtmlPage, IsOneFileWithAPolicyForItsScripts) {
  const std::string page = html_page(content(), Language("en"), kThemes);
  EXPECT_EQ(page, html_page(content(), Language("en"), kThemes));
  EXPECT_EQ(page.rfind("<!DOCTYPE html>", 0), 0U);
  EXPECT_NE(page.find("<h1 dir=\"auto\">A &lt;title&gt;</h1>"), std::string::npos);
  EXPECT_NE(page.find("A &amp; B"), std::string::npos);
  EXPECT_NE(page.find("Vladimir Agafonkin"), std::string::npos);  // Leaflet's licence
  EXPECT_EQ(page.find("sourceMappingURL"), std::string::npos);
  EXPECT_EQ(page.find("<script src="), std::string::npos);
  EXPECT_EQ(page.find("<link"), std::string::npos);
  EXPECT_EQ(page.find("{{"), std::string::npos);
  std::size_t scripts = 0;
  for (std::size_t at = 0; (at = page.find("<script>", at)) != std::string::npos; ++scripts) {
    at += 8;
    const std::string script = page.substr(at, page.find("</script>", at) - at);
    EXPECT_NE(page.find(policy_hash(script)), std::string::npos) << script.substr(0, 60);
  }
  EXPECT_EQ(scripts, 2U);
}

TEST(HtmlPage, FollowsItsLanguage) {
  for (const std::string& code : language_codes()) {
    const std::string page = html_page(content(), Language(code), kThemes);
    const char* direction = code == "ar" ? "rtl" : "ltr";
    EXPECT_NE(page.find(fmt::format("<html lang=\"{}\" dir=\"{}\">", code, direction)),
              std::string::npos);
  }
}

TEST(HtmlPage, ThemesCannotEndTheirStyleSheet) {
  PageThemes themes = kThemes;
  themes.dark += "</style><script>alert(1)</script>";
  const auto ends = [](const std::string& page) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = page.find("</style", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(ends(html_page(content(), Language("en"), themes)),
            ends(html_page(content(), Language("en"), kThemes)));
}

TEST(HtmlPage, KeepsAllVerticesOfTheLineToACentimetre) {
  Content given = content();
  given.lines.push_back(oracle::random_walk({179.9, -16}, 500, 300, 60, oracle::test_seed()));
  const Json lines =
      data_of(html_page(given, Language("en"), kThemes))["days"][0]["measured"]["lines"];
  ASSERT_EQ(lines.size(), given.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<XY> told = vertices(lines[i]);
    ASSERT_EQ(told.size(), given.lines[i].size());
    for (std::size_t k = 0; k < told.size(); ++k) {
      EXPECT_NEAR(told[k].x / 1e7, given.lines[i][k].lon, 0.51e-7);
      EXPECT_NEAR(told[k].y / 1e7, given.lines[i][k].lat, 0.51e-7);
    }
  }
}

TEST(HtmlPage, DrawsTheZoneInOnePieceOverTheAntimeridian) {
  const Json contact = data_of(html_page(content(), Language("en"), kThemes))["days"][0]["contact"];
  const Json zone = contact["layers"]["zone"];
  ASSERT_EQ(zone.size(), 1U);
  ASSERT_EQ(zone[0]["paths"].size(), 1U);  // the seam is gone
  double west = 1e9;
  double east = -1e9;
  for (const XY& xy : vertices(zone[0]["paths"][0])) {
    const double lon = contact["west"].get<double>() + xy.x * contact["step"].get<double>();
    west = std::min(west, lon);
    east = std::max(east, lon);
  }
  EXPECT_NEAR(std::remainder(west - 178, 360), 0, 2e-5);
  EXPECT_NEAR(east - west, 3, 4e-5);
}

TEST(HtmlPage, TellsPlacesByImportance) {
  const Json data = data_of(html_page(content(), Language("en"), kThemes));
  const Json& places = data["places"];
  ASSERT_EQ(places.size(), 3U);
  EXPECT_EQ(places[0]["name"], "<Large>");
  EXPECT_EQ(places[1]["name"], "Small");
  EXPECT_EQ(places[1]["population"], 900);
  EXPECT_FALSE(places[2].contains("population"));
  const Json day = data["days"][0];
  EXPECT_EQ(day["distances"], Json({500, 1234, 800'000}));
  EXPECT_EQ(day["inside"], Json({1, 1, 0}));
  EXPECT_EQ(day["sides"], "-lr");
  // Both sides of the antimeridian are on one turn.
  EXPECT_NEAR(std::abs(places[0]["lon"].get<double>() - places[1]["lon"].get<double>()), 1.5, 1e-4);
}

TEST(HtmlPage, MeasuresFromTheZoneIfThereIsNoLine) {
  Content given = content();
  given.lines.clear();
  const Json data = data_of(html_page(given, Language("en"), kThemes));
  EXPECT_EQ(data["days"][0]["around"], "zone");
  EXPECT_EQ(data["days"][0]["measured"]["areas"].size(), 2U);
  EXPECT_EQ(vertices(data["days"][0]["measured"]["areas"][1][0]).size(), 5U);
}

/// Days whose zones move to the east by a degree, with places of their own.
std::vector<PageDay> days_of(std::size_t count) {
  std::vector<PageDay> days;
  for (std::size_t i = 0; i < count; ++i) {
    const auto east = static_cast<double>(i);
    PageDay day{fmt::format("2018-09-{:02}", 10 + i), fmt::format("<{}>", i), {}};
    Content& content = day.content;
    content.lines = {{{36 + east, 35}, {36 + east, 36}}};
    ZonePart part;
    part.to = 20000;
    part.area = {{{{35.5 + east, 34.5},
                   {36.5 + east, 34.5},
                   {36.5 + east, 36.5},
                   {35.5 + east, 36.5},
                   {35.5 + east, 34.5}},
                  {}}};
    content.zone = {part};
    content.places = {{{36.2, 35.5}, "Fixed", 1000, false, i == 0, 100 * east, "left"},
                      {{36.2 + east, 35}, fmt::format("Only {}", i), 10, false, true, 7, "right"}};
    days.push_back(std::move(day));
  }
  return days;
}

Content shared_content() {
  Content shared;
  shared.captions.title = "Title";
  shared.captions.subtitle = "It moved";
  shared.basemap.credits = {"Natural Earth"};
  shared.basemap.land = {
      {{{}, {}, {{{{30, 30}, {45, 30}, {45, 40}, {30, 40}, {30, 30}}, {}}}}, "", "", 0}};
  return shared;
}

TEST(HtmlPageOfDays, TellsEachDayItsOwn) {
  const std::vector<PageDay> days = days_of(5);
  const std::string page = html_page(shared_content(), days, Language("en"), kThemes);
  EXPECT_EQ(page, html_page(shared_content(), days, Language("en"), kThemes));
  const Json data = data_of(page);
  ASSERT_EQ(data["days"].size(), days.size());
  ASSERT_EQ(data["places"].size(), days.size() + 1);
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Json day = data["days"][i];
    EXPECT_EQ(day["date"], days[i].date);
    EXPECT_EQ(day["words"], Language("en").date(days[i].date));
    EXPECT_EQ(day["figures"], days[i].figures);
    const double step = day["contact"]["step"];
    const std::vector<XY> ring = vertices(day["contact"]["layers"]["zone"][0]["paths"][0]);
    double west = 1e9;
    for (const XY& xy : ring)
      west = std::min(west, day["contact"]["west"].get<double>() + step * xy.x);
    EXPECT_NEAR(west, 35.5 + static_cast<double>(i), step);
    const std::vector<XY> line = vertices(day["measured"]["lines"][0]);
    EXPECT_NEAR(line[0].x / 1e7, days[i].content.lines[0][0].lon, 1e-7);
    for (std::size_t k = 0; k < data["places"].size(); ++k) {
      const std::string name = data["places"][k]["name"];
      const bool fixed = name == "Fixed";
      const bool here = fixed || name == fmt::format("Only {}", i);
      EXPECT_EQ(day["distances"][k], !here ? Json() : Json(fixed ? 100 * i : 7)) << name;
      EXPECT_EQ(day["inside"][k], here && (!fixed || i == 0) ? 1 : 0) << name;
      EXPECT_EQ(day["sides"].get<std::string>()[k], !here ? '-' : fixed ? 'l' : 'r') << name;
    }
  }
}

TEST(HtmlPageOfDays, ShowsTheGroundOfAllDays) {
  const std::vector<PageDay> days = days_of(3);
  const BoundingBox box = page_box(days);
  EXPECT_LT(box.west, 35.5);
  EXPECT_GT(box.east, 38.5);
  const Json data = data_of(html_page(shared_content(), days, Language("en"), kThemes));
  EXPECT_NEAR(data["zoneBounds"][1].get<double>(), 35.5, 1e-9);
  EXPECT_NEAR(data["zoneBounds"][3].get<double>(), 38.5, 1e-9);
  ASSERT_EQ(data["legend"].size(), 2U);  // the zone once, the line once
}

TEST(HtmlPageOfDays, HasASliderAndAPageOfOneDayHasNone) {
  const std::vector<PageDay> days = days_of(3);
  for (const std::string& code : language_codes()) {
    const std::string page = html_page(shared_content(), days, Language(code), kThemes);
    EXPECT_NE(page.find("<input type=\"range\" id=\"day\" min=\"0\" max=\"2\""), std::string::npos);
    EXPECT_EQ(page.find("{{"), std::string::npos);
    EXPECT_NE(page.find("class Days {"), std::string::npos);
    const std::string still = html_page(content(), Language(code), kThemes);
    for (const char* part : {"type=\"range\"", "id=\"day", "class Days {"})
      EXPECT_EQ(still.find(part), std::string::npos) << part;
  }
}

TEST(HtmlPageOfDays, ShowsTheLastDayWithoutAScript) {
  const std::string page = html_page(shared_content(), days_of(3), Language("fr"), kThemes);
  EXPECT_NE(page.find("datetime=\"2018-09-12\">12\u00a0septembre\u00a02018</time>"),
            std::string::npos);
  EXPECT_NE(page.find("<span id=\"day-figures\">&lt;2&gt;</span>"), std::string::npos);
}

TEST(HtmlPageOfDays, TextsAreNeverMarkup) {
  std::vector<PageDay> days = days_of(3);
  const std::string hostile = "</script><b>'\"{{title}}-->\u2028\u202e";
  for (PageDay& day : days) {
    day.date = day.figures = hostile;
    day.content.places[0].name = hostile;
    day.content.routes = {{hostile, {{{36, 35}, {36.5, 35.5}}}}};
  }
  const std::string page = html_page(shared_content(), days, Language("en"), kThemes);
  const std::string plain = html_page(shared_content(), days_of(3), Language("en"), kThemes);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  const auto count = [](const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; ++at) ++found;
    return found;
  };
  for (const char* end : {"</script", "-->", "Title"})
    EXPECT_EQ(count(page, end), count(plain, end)) << end;
  const Json data = data_of(page);
  const std::string seen = "</script><b>'\"{{title}}-->";
  EXPECT_EQ(data["days"][1]["figures"].get<std::string>().substr(0, seen.size()), seen);
  EXPECT_EQ(data["days"][1]["contact"]["layers"]["routes"][0]["name"], data["places"][0]["name"]);
}

/// The zone of the first day has two bands, that of the second only the outer one.
TEST(HtmlPageOfDays, ABandLooksTheSameOnAllDays) {
  std::vector<PageDay> days = days_of(2);
  for (PageDay& day : days) {
    ZonePart outer = day.content.zone[0];
    outer.from = day.content.zone[0].to;
    outer.to = 2 * outer.from;
    day.content.zone.push_back(outer);
  }
  days[1].content.zone.erase(days[1].content.zone.begin());
  const Json data = data_of(html_page(shared_content(), days, Language("en"), kThemes));
  const auto zone = [&](int day) { return data["days"][day]["contact"]["layers"]["zone"]; };
  ASSERT_EQ(zone(0).size(), 2U);
  ASSERT_EQ(zone(1).size(), 1U);
  EXPECT_NE(zone(0)[0]["class"], zone(0)[1]["class"]);
  EXPECT_EQ(zone(1)[0]["class"], zone(0)[1]["class"]);
  ASSERT_EQ(data["legend"].size(), 3U);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(data["legend"][i]["class"], zone(0)[i]["class"]);
}

TEST(HtmlPageOfDays, SaysOfEachDayWhatItsDistancesAreFrom) {
  std::vector<PageDay> days = days_of(3);
  days[0].content.areas = {{days[0].content.lines[0], {}}};
  days[0].content.lines.clear();
  days[2].content.lines.clear();
  const Json data = data_of(html_page(shared_content(), days, Language("en"), kThemes));
  EXPECT_EQ(data["days"][0]["around"], "area");
  EXPECT_EQ(data["days"][1]["around"], "line");
  EXPECT_EQ(data["days"][2]["around"], "zone");
  ASSERT_EQ(data["legend"].size(), 3U);  // the zone, the line, the edge of the area
}

TEST(HtmlPageOfDays, StaysSmallWithManyPlaces) {
  std::vector<PageDay> days = days_of(60);
  for (PageDay& day : days) {
    day.content = days.front().content;
    for (int i = 0; i < 2000; ++i)
      day.content.places.push_back(
          {{36 + i * 1e-3, 35}, fmt::format("Place {}", i), 1, false, true, 12'345, "left"});
  }
  EXPECT_LT(html_page(shared_content(), days, Language("en"), kThemes).size(), 2'000'000U);
}

}  // namespace
}  // namespace cordon::map
