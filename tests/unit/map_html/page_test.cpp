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
  const Json lines = data_of(html_page(given, Language("en"), kThemes))["measured"]["lines"];
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
  const Json contact = data_of(html_page(content(), Language("en"), kThemes))["contact"];
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
  const Json places = data["places"];
  ASSERT_EQ(places.size(), 3U);
  EXPECT_EQ(places[0]["name"], "<Large>");
  EXPECT_EQ(places[1]["name"], "Small");
  EXPECT_EQ(places[1]["distance"], 1234);
  EXPECT_EQ(places[1]["population"], 900);
  EXPECT_EQ(places[1]["side"], "left");
  EXPECT_FALSE(places[0].contains("side"));
  EXPECT_FALSE(places[2].contains("population"));
  EXPECT_FALSE(places[2].contains("inside"));
  // Both sides of the antimeridian are on one turn.
  EXPECT_NEAR(std::abs(places[0]["lon"].get<double>() - places[1]["lon"].get<double>()), 1.5, 1e-4);
}

TEST(HtmlPage, MeasuresFromTheZoneIfThereIsNoLine) {
  Content given = content();
  given.lines.clear();
  const Json data = data_of(html_page(given, Language("en"), kThemes));
  EXPECT_EQ(data["around"], "zone");
  EXPECT_EQ(data["measured"]["areas"].size(), 2U);
  EXPECT_EQ(vertices(data["measured"]["areas"][1][0]).size(), 5U);
}

}  // namespace
}  // namespace cordon::map
