// The shipped themes: colours that everybody can tell apart, and texts that everybody can read.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "colour.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

/// A style sheet of plain rules, each for a list of classes or element names.
class Sheet {
 public:
  explicit Sheet(std::string css) {
    css = std::regex_replace(css, std::regex(R"(/\*[\s\S]*?\*/)"), "");
    const std::regex rule(R"(([^{}]+)\{([^}]*)\})");
    for (std::sregex_iterator it(css.begin(), css.end(), rule), end; it != end; ++it)
      add((*it)[1], (*it)[2]);
  }

  /// What an element of these classes gets; of equal rules the last one counts.
  std::string value(const std::string& classes, const std::string& property) const {
    std::istringstream words(classes);
    const std::set<std::string> wanted{std::istream_iterator<std::string>(words), {}};
    std::string result;
    for (const auto& [selector, properties] : rules_) {
      const auto found = properties.find(property);
      if (wanted.count(selector) > 0 && found != properties.end()) result = found->second;
    }
    EXPECT_FALSE(result.empty()) << "no " << property << " for " << classes;
    return result;
  }

  Colour colour(const std::string& classes, const std::string& property = "fill") const {
    const std::string text = value(classes, property);
    EXPECT_TRUE(std::regex_match(text, std::regex("#[0-9a-f]{6}"))) << classes << ": " << text;
    const auto channel = [&](std::size_t at) { return std::stoi(text.substr(at, 2), nullptr, 16); };
    return {channel(1), channel(3), channel(5)};
  }

  /// A fill as it looks upon a ground.
  Colour fill(const std::string& classes, const Colour& ground) const {
    return blended(ground, colour(classes), std::stod(value(classes, "fill-opacity")));
  }

  const std::vector<std::pair<std::string, std::map<std::string, std::string>>>& rules() const {
    return rules_;
  }

 private:
  void add(const std::string& selectors, const std::string& body) {
    std::map<std::string, std::string> properties;
    const std::regex declaration(R"(\s*([a-z-]+)\s*:\s*([^;]*?)\s*;)");
    for (std::sregex_iterator it(body.begin(), body.end(), declaration), end; it != end; ++it)
      properties[(*it)[1]] = (*it)[2];
    const std::regex name(R"(\.?([a-zA-Z0-9-]+))");
    for (std::sregex_iterator it(selectors.begin(), selectors.end(), name), end; it != end; ++it)
      rules_.emplace_back((*it)[1], properties);
  }

  std::vector<std::pair<std::string, std::map<std::string, std::string>>> rules_;
};

constexpr int kBands = 6;

std::string band(int i) {
  return " band-" + std::to_string(i);
}

class Themes : public testing::TestWithParam<std::string> {
 protected:
  Sheet sheet_{theme(GetParam())};
  Colour land_ = sheet_.colour("land");
  Colour sea_ = sheet_.colour("sea");

  std::vector<Vision> seen_with() const {
    std::vector<Vision> all = visions();
    if (GetParam() == "print") all.push_back(without_colour());
    return all;
  }

  /// CIEDE2000: 1 can just be seen, side by side. Of a copy in grey less is asked for: hatches and
  /// dashes are left to tell things apart.
  void expect_apart(const std::string& what, const Colour& a, const Colour& b, double least) const {
    for (const Vision& vision : seen_with())
      EXPECT_GE(difference_2000(seen(a, vision), seen(b, vision)),
                vision.name == "grey" ? 0.6 * least : least)
          << GetParam() << ", " << vision.name << ": " << what;
  }
};

TEST_P(Themes, the_zone_stands_out_on_land_and_on_sea) {
  for (const Colour& ground : {land_, sea_})
    for (const std::string part : {"zone zone-both", "zone zone-left", "zone zone-right"}) {
      const std::string where = part + (ground == land_ ? " on land" : " on sea");
      expect_apart(where, sheet_.fill(part, ground), ground, 12);
      EXPECT_GE(contrast(sheet_.colour(part, "stroke"), ground), 3) << GetParam() << " " << where;
    }
}

TEST_P(Themes, sides_differ) {
  for (const Colour& ground : {land_, sea_})
    expect_apart("left, right", sheet_.fill("zone zone-left", ground),
                 sheet_.fill("zone zone-right", ground), 15);
}

TEST_P(Themes, certain_and_possible_differ) {
  for (const Colour& ground : {land_, sea_})
    for (const std::string side : {"zone zone-both", "zone zone-left", "zone zone-right"}) {
      const Colour possible = sheet_.fill(side + " possible", ground);
      expect_apart(side + " certain, possible", sheet_.fill(side + " certain", ground), possible,
                   9);
      expect_apart(side + " possible, ground", possible, ground, 5);
    }
  EXPECT_NE("none", sheet_.value("zone possible", "stroke-dasharray"));
}

TEST_P(Themes, bands_go_from_strong_to_weak) {
  for (const Colour& ground : {land_, sea_})
    for (const std::string side : {"zone zone-both", "zone zone-left", "zone zone-right"})
      for (int i = 1; i <= kBands; ++i) {
        const Colour here = sheet_.fill(side + band(i), ground);
        const Colour next = i < kBands ? sheet_.fill(side + band(i + 1), ground) : ground;
        const std::string which = side + band(i);
        expect_apart(which + " and the next", here, next, 3.5);
        for (const Vision& vision : seen_with()) {
          const double step = seen(next, vision)[0] - seen(here, vision)[0];
          EXPECT_GT(GetParam() == "dark" ? -step : step, 0.5)
              << GetParam() << ", " << vision.name << ": lightness of " << which;
        }
      }
}

TEST_P(Themes, ground_and_lines_differ) {
  expect_apart("land, sea", land_, sea_, 5);
  EXPECT_EQ(sea_, sheet_.colour("lake"));
  for (const std::string other : {"border", "route", "zone zone-both", "zone zone-left"})
    expect_apart("line, " + other, sheet_.colour("line", "stroke"), sheet_.colour(other, "stroke"),
                 10);
  for (const Colour& ground : {land_, sea_})
    for (const std::string line : {"line", "border", "disputed", "route"})
      EXPECT_GE(contrast(sheet_.colour(line, "stroke"), ground), 3) << GetParam() << " " << line;
  EXPECT_GE(contrast(sheet_.colour("line", "stroke"), sheet_.colour("line-casing", "stroke")), 11);
  for (const std::string side : {"zone zone-both", "zone zone-left", "zone zone-right"})
    for (int i = 1; i <= kBands; ++i)
      expect_apart("line in " + side + band(i), sheet_.colour("line", "stroke"),
                   sheet_.fill(side + band(i), land_), 15);
  EXPECT_NE("none", sheet_.value("disputed", "stroke-dasharray"));
}

TEST_P(Themes, texts_can_be_read) {
  const Colour page = sheet_.colour("page");
  for (const std::string text : {"title", "subtitle", "legend-text", "note"})
    EXPECT_GE(contrast(sheet_.colour(text), page), 11) << GetParam() << " " << text;
  EXPECT_GE(contrast(sheet_.colour("credit"), page), 7) << GetParam();
  for (const std::string name :
       {"place", "place-major", "capital", "country", "province", "route"}) {
    const std::string label = "text label label-" + name;
    const double least = name.find('c') == 0 || name.find("place") == 0 ? 5 : 4.5;
    EXPECT_GE(contrast(sheet_.colour(label), sheet_.colour(label, "stroke")), least)
        << GetParam() << " " << name << " on its halo";
    EXPECT_GE(contrast(sheet_.colour(label), land_), 4.5) << GetParam() << " " << name;
  }
  const std::string water = "text label label-water";
  EXPECT_GE(contrast(sheet_.colour(water), sheet_.colour(water, "stroke")), 4.5) << GetParam();
  EXPECT_GE(contrast(sheet_.colour(water), sea_), 4.5) << GetParam();
  EXPECT_GE(contrast(sheet_.colour("text scale-text"), sheet_.colour("scale-text", "stroke")), 11);
  // Names in the zone: the strongest fill that is not a band.
  for (const std::string side : {"zone zone-both", "zone zone-left", "zone zone-right"})
    EXPECT_GE(contrast(sheet_.colour("text label label-place"), sheet_.fill(side, land_)), 4.5)
        << GetParam() << " " << side;
}

TEST_P(Themes, no_text_is_smaller_than_11_px) {
  int sizes = 0;
  for (const auto& [selector, properties] : sheet_.rules())
    if (const auto size = properties.find("font-size"); size != properties.end()) {
      EXPECT_GE(std::stod(size->second), 11) << selector;
      EXPECT_EQ("px", size->second.substr(size->second.size() - 2)) << selector;
      ++sizes;
    }
  EXPECT_GT(sizes, 10);
}

TEST_P(Themes, know_the_same_classes_and_properties) {
  const auto names = [](const Sheet& sheet) {
    std::set<std::string> result;
    for (const auto& [selector, properties] : sheet.rules())
      for (const auto& [property, value] : properties) result.insert(selector + " " + property);
    return result;
  };
  EXPECT_EQ(names(Sheet(theme("light"))), names(sheet_));
}

INSTANTIATE_TEST_SUITE_P(Shipped, Themes, testing::Values("light", "dark", "print"),
                         [](const auto& theme_case) { return theme_case.param; });

TEST(Colours, differences_are_those_that_were_published) {
  // From table 1 of Sharma, Wu and Dalal.
  EXPECT_NEAR(2.0425, difference_2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 5e-5);
  EXPECT_NEAR(2.3669, difference_2000({50, 0, 0}, {50, -1, 2}), 5e-5);
  EXPECT_NEAR(27.1492, difference_2000({50, 2.5, 0}, {73, 25, -18}), 5e-5);
  EXPECT_NEAR(1.2644, difference_2000({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}),
              5e-5);
  EXPECT_NEAR(21, contrast({0, 0, 0}, {255, 255, 255}), 1e-4);
}

}  // namespace
}  // namespace cordon::map
