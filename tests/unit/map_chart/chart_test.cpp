// Charts of hostile series on pages of every size, in every language: each point where its day and
// its value say, all words on the page and apart.
#include "cordon/map/chart/chart.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/map/svg.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

constexpr unsigned kSeed = 20180917;
constexpr double kSeen = 0.01;  // px

const std::vector<Page>& pages() {
  static const std::vector<Page> all{
      {320, 640, 2}, {390, 844, 2}, {960, 640, 1}, {1123, 794, 2}, {3000, 1200, 1}};
  return all;
}

Day day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

Captions captions_of(const Language& language) {
  Captions captions;
  captions.title = language.phrase("sheet.title");
  captions.subtitle = language.phrase("sheet.picture");
  captions.sources = {"Wikipedia, CC BY-SA 3.0"};
  return captions;
}

/// Words of values as a caller writes them: areas in km2, counts.
Chart chart_of(std::vector<Day> days, const std::vector<std::vector<std::optional<double>>>& values,
               const Language& language) {
  Chart chart;
  chart.days = std::move(days);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ChartMeasure measure;
    measure.title = language.phrase(i == 0 ? "sheet.area" : "sheet.places");
    measure.values = values[i];
    measure.least_step = i == 0 ? 0 : 1;
    for (const std::optional<double>& value : values[i])
      measure.words.push_back(!value   ? ""
                              : i == 0 ? language.area(*value * 1e6)
                                       : language.number(*value));
    chart.measures.push_back(std::move(measure));
  }
  return chart;
}

/// Series to be afraid of, by name.
std::vector<std::pair<std::string, Chart>> hostile_charts(const Language& language) {
  std::vector<std::pair<std::string, Chart>> charts;
  const auto add = [&](const std::string& name, std::vector<Day> days,
                       const std::vector<std::vector<std::optional<double>>>& values) {
    charts.emplace_back(name, chart_of(std::move(days), values, language));
  };
  const Day sochi = day_of(2018, 9, 17);
  const auto after = [&](int days) { return sochi + std::chrono::days(days); };
  add("one day", {sochi}, {{11437.5}, {48}});
  add("two days", {sochi, after(1)}, {{11437.5, 11402.25}, {48, 47}});
  add("equal values", {sochi, after(30), after(61)}, {{500, 500, 500}, {3, 3, 3}});
  add("zeros", {sochi, after(30)}, {{0, 0}, {0, 0}});
  add("tiny", {sochi, after(30)}, {{0.0004, 0.00041}, {0, 1}});
  add("huge", {sochi, after(30)}, {{5.1e8, 4.9e8}, {200'000, 1}});
  add("spike", {sochi, after(1), after(2), after(3)}, {{10, 9000, 10, 9000}, {1, 90, 1, 90}});
  add("years of gap", {day_of(1953, 7, 27), sochi, after(1)}, {{990, 896.3, 896}, {5, 4, 4}});
  add("unknown counts", {sochi, after(9), after(99), after(100)},
      {{10, 11, 12, 13}, {{}, 4, {}, {}}});
  add("no counts", {sochi, after(9)}, {{10, 11}, {{}, {}}});
  std::mt19937_64 random(kSeed);
  std::uniform_real_distribution<> area(0, 20'000);
  std::uniform_int_distribution<int> count(0, 400), step(1, 40);
  std::vector<Day> days{sochi};
  std::vector<std::vector<std::optional<double>>> values{{area(random)}, {count(random)}};
  while (days.size() < 60) {
    days.push_back(days.back() + std::chrono::days(step(random)));
    values[0].emplace_back(area(random));
    values[1].emplace_back(count(random));
  }
  add("sixty days", days, values);
  add("uncertain", {sochi, after(40), after(90)}, {{11'000, 10'000, 9'000}, {48, {}, 44}});
  for (ChartMeasure& measure : charts.back().second.measures)
    for (std::size_t i = 0; i < measure.values.size(); ++i) {
      measure.bounds.emplace_back();
      if (!measure.values[i]) continue;
      const double value = *measure.values[i];
      measure.bounds.back() = ValueBounds{0.5 * value, 1.75 * value};
      measure.words[i] = language.phrase("sheet.range", {{"value", measure.words[i]},
                                                         {"least", language.number(0.5 * value)},
                                                         {"most", language.number(1.75 * value)}});
    }
  return charts;
}

template <typename T>
void collect(const Group& group, std::vector<T>& found) {
  for (const Item& item : group.items) {
    if (const auto* one = std::get_if<T>(&item.value)) found.push_back(*one);
    if (const auto* inner = std::get_if<Group>(&item.value)) collect(*inner, found);
  }
}

template <typename T>
std::vector<T> all_of(const Scene& scene) {
  std::vector<T> found;
  for (const Group& group : scene.groups) collect(group, found);
  return found;
}

const Group& group_of(const Scene& scene, const std::string& id) {
  return *std::find_if(scene.groups.begin(), scene.groups.end(),
                       [&](const Group& group) { return group.id == id; });
}

template <typename T>
std::vector<T> of_class(const Group& group, const std::string& css_class) {
  std::vector<T> found;
  collect(group, found);
  std::erase_if(found, [&](const T& one) { return one.css_class != css_class; });
  return found;
}

class Charts : public testing::TestWithParam<std::string> {
 protected:
  Scene compose(const Chart& chart, const Page& page) const {
    return compose_chart(chart, captions_of(language), {page, css, {}}, language);
  }

  const Language language{GetParam()};
  const std::string css = theme("light");
};

TEST_P(Charts, WordsAreOnThePageAndApart) {
  for (const auto& [name, chart] : hostile_charts(language))
    for (const Page& page : pages()) {
      SCOPED_TRACE(fmt::format("{}, {}x{}", name, page.width, page.height));
      const Scene scene = compose(chart, page);
      const std::vector<Text> texts = all_of<Text>(scene);
      const std::vector<Rect> boxes = measure_texts(texts, css, language.code());
      const Rect sheet{0, 0, page.width, page.height};
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(sheet.contains(boxes[i])) << texts[i].words;
        for (std::size_t k = 0; k < i; ++k)
          EXPECT_FALSE(boxes[i].overlaps(boxes[k])) << texts[i].words << " / " << texts[k].words;
      }
    }
}

TEST_P(Charts, PointsAreWhereTheirDaysSay) {
  for (const auto& [name, chart] : hostile_charts(language))
    for (const Page& page : pages()) {
      SCOPED_TRACE(fmt::format("{}, {}x{}", name, page.width, page.height));
      const Scene scene = compose(chart, page);
      const auto dots = of_class<Circle>(group_of(scene, "measure-1"), "chart-dot");
      ASSERT_EQ(chart.days.size(), dots.size());
      const double way = dots.back().centre.x - dots.front().centre.x;
      const auto time = static_cast<double>((chart.days.back() - chart.days.front()).count());
      if (dots.size() > 1) {
        EXPECT_EQ(language.right_to_left(), way < 0);
      }
      for (std::size_t i = 1; i < dots.size(); ++i) {
        const auto passed = static_cast<double>((chart.days[i] - chart.days[0]).count());
        EXPECT_NEAR(passed / time * way, dots[i].centre.x - dots[0].centre.x, kSeen);
      }
    }
}

TEST_P(Charts, TheFirstAndTheLastValueAreWrittenOut) {
  for (const auto& [name, chart] : hostile_charts(language)) {
    SCOPED_TRACE(name);
    const Scene scene = compose(chart, {960, 640, 1});
    for (std::size_t i = 0; i < chart.measures.size(); ++i) {
      const ChartMeasure& measure = chart.measures[i];
      std::vector<std::string> known;
      for (std::size_t k = 0; k < measure.values.size(); ++k)
        if (measure.values[k]) known.push_back(measure.words[k]);
      if (known.empty()) continue;
      std::vector<std::string> written;
      for (const Text& text :
           of_class<Text>(group_of(scene, fmt::format("measure-{}", i + 1)), "chart-value"))
        written.push_back(text.words);
      EXPECT_NE(written.end(), std::find(written.begin(), written.end(), known.front()));
      EXPECT_NE(written.end(), std::find(written.begin(), written.end(), known.back()));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Charts, testing::ValuesIn(language_codes()),
                         [](const auto& test) { return test.param; });

/// The values of tick labels in English by the heights of their lines.
struct Scale {
  double zero_y = 0, top_y = 0, top = 0;
  double y_of(double value) const { return zero_y + (top_y - zero_y) * value / top; }
};

double number_of(std::string words) {
  std::erase(words, ',');
  return std::stod(words);
}

Scale scale_of(const Group& group) {
  const auto ticks = of_class<Text>(group, "chart-tick");
  const auto grid = of_class<Outline>(group, "chart-grid");
  const auto axis = of_class<Outline>(group, "chart-axis");
  Scale scale{axis.front().paths[0][0].y, 0, number_of(ticks.back().words)};
  scale.top_y = grid.back().paths[0][0].y;
  EXPECT_EQ(0, number_of(ticks.front().words));
  EXPECT_EQ(ticks.size(), grid.size() + 1);
  for (std::size_t i = 1; i < ticks.size(); ++i)
    EXPECT_NEAR(scale.y_of(number_of(ticks[i].words)), grid[i - 1].paths[0][0].y, kSeen);
  return scale;
}

TEST(Chart, PointsAreAsHighAsTheTicksSay) {
  const Language english("en");
  for (const auto& [name, chart] : hostile_charts(english))
    for (const Page& page : pages()) {
      SCOPED_TRACE(fmt::format("{}, {}x{}", name, page.width, page.height));
      const Scene scene =
          compose_chart(chart, captions_of(english), {page, theme("light"), {}}, english);
      for (std::size_t i = 0; i < chart.measures.size(); ++i) {
        const Group& group = group_of(scene, fmt::format("measure-{}", i + 1));
        const Scale scale = scale_of(group);
        const auto dots = of_class<Circle>(group, "chart-dot");
        std::size_t dot = 0;
        for (const std::optional<double>& value : chart.measures[i].values)
          if (value) {
            EXPECT_NEAR(scale.y_of(*value), dots.at(dot++).centre.y, kSeen);
          }
        EXPECT_EQ(dots.size(), dot);
        const auto bars = of_class<Outline>(group, "chart-bounds");
        std::size_t bar = 0;
        for (const std::optional<ValueBounds>& bounds : chart.measures[i].bounds) {
          if (!bounds) continue;
          const std::vector<XY>& path = bars.at(bar).paths.at(0);
          EXPECT_EQ(path[0].x, dots.at(bar++).centre.x);
          EXPECT_NEAR(scale.y_of(bounds->least), path[0].y, kSeen);
          EXPECT_NEAR(scale.y_of(bounds->most), path[1].y, kSeen);
        }
        EXPECT_EQ(bars.size(), bar);
      }
    }
}

TEST(Chart, LinesJoinNeighboursAndNothingAcrossWhatIsNotKnown) {
  const Language english("en");
  const Day start = day_of(2018, 9, 17);
  std::vector<Day> days;
  for (int i = 0; i < 7; ++i) days.push_back(start + std::chrono::days(10 * i));
  const Chart chart = chart_of(days, {{1, 2, {}, 4, {}, 6, 7}}, english);
  const Scene scene =
      compose_chart(chart, captions_of(english), {{960, 640, 1}, theme("light"), {}}, english);
  const auto lines = of_class<Outline>(group_of(scene, "measure-1"), "chart-line");
  ASSERT_EQ(1U, lines.size());
  ASSERT_EQ(2U, lines[0].paths.size());
  EXPECT_EQ(2U, lines[0].paths[0].size());
  EXPECT_EQ(2U, lines[0].paths[1].size());
  const auto dots = of_class<Circle>(group_of(scene, "measure-1"), "chart-dot");
  ASSERT_EQ(5U, dots.size());
  EXPECT_EQ(dots[0].centre.x, lines[0].paths[0][0].x);
  EXPECT_EQ(dots[4].centre.x, lines[0].paths[1][1].x);
  EXPECT_EQ("17\u00a0September\u00a02018:\u00a01\u00a0km²", dots[0].name);
}

TEST(Chart, NamesDaysWhereTheyHaveRoomAndElseMonthsOrYears) {
  const Language english("en");
  const auto names = [&](std::vector<Day> days, double width) {
    std::vector<std::optional<double>> values(days.size(), 1);
    const Chart chart = chart_of(std::move(days), {values}, english);
    const Scene scene =
        compose_chart(chart, captions_of(english), {{width, 640, 1}, theme("light"), {}}, english);
    std::vector<std::string> words;
    for (const Text& text : of_class<Text>(group_of(scene, "days"), "chart-tick"))
      words.push_back(text.words);
    return words;
  };
  const Day sochi = day_of(2018, 9, 17);
  std::vector<Day> weekly;
  for (int i = 0; i < 20; ++i) weekly.push_back(sochi + std::chrono::days(7 * i));
  EXPECT_EQ((std::vector<std::string>{"17\u00a0September\u00a02018", "6\u00a0March\u00a02020"}),
            names({sochi, day_of(2020, 3, 6)}, 960));
  EXPECT_EQ((std::vector<std::string>{"October\u00a02018", "November\u00a02018",
                                      "December\u00a02018", "January\u00a02019"}),
            names(weekly, 960));
  std::vector<Day> yearly;
  for (int i = 0; i < 40; ++i) yearly.push_back(day_of(1980 + i, 3, 1));
  const std::vector<std::string> years = names(yearly, 390);
  ASSERT_FALSE(years.empty());
  EXPECT_EQ(4U, years.front().size());
}

TEST(Chart, RefusesWhatItCannotShow) {
  const Language english("en");
  const Style style{{960, 640, 1}, theme("light"), {}};
  const Day day = day_of(2018, 9, 17), next = day + std::chrono::days(1);
  const auto compose = [&](std::vector<Day> days, std::vector<std::optional<double>> values) {
    return compose_chart(chart_of(std::move(days), {std::move(values)}, english),
                         captions_of(english), style, english);
  };
  EXPECT_NO_THROW(compose({day, next}, {1, 2}));
  EXPECT_THROW(compose({}, {}), DataError);
  EXPECT_THROW(compose({next, day}, {1, 2}), DataError);
  EXPECT_THROW(compose({day, day}, {1, 2}), DataError);
  EXPECT_THROW(compose({day}, {-1}), DataError);
  EXPECT_THROW(compose({day}, {std::numeric_limits<double>::infinity()}), DataError);
  Chart unbounded = chart_of({day}, {{1}}, english);
  unbounded.measures[0].bounds = {ValueBounds{0, std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_THROW(compose_chart(unbounded, captions_of(english), style, english), DataError);
  EXPECT_THROW(compose_chart({{day}, {}}, captions_of(english), style, english), DataError);
  const Chart two = chart_of({day, next}, {{1, 2}, {1, 2}}, english);
  EXPECT_THROW(
      compose_chart(two, captions_of(english), {{320, 240, 1}, theme("light"), {}}, english),
      DataError);
}

TEST(Chart, IsTheSamePictureInEveryThemeAndTwice) {
  const Language english("en");
  const Chart chart = chart_of({day_of(2018, 9, 17), day_of(2019, 5, 1)}, {{1, 2}}, english);
  for (const char* name : {"light", "dark", "print"}) {
    const Style style{{960, 640, 1}, theme(name), {}};
    const std::string svg = svg_text(compose_chart(chart, captions_of(english), style, english));
    EXPECT_EQ(svg, svg_text(compose_chart(chart, captions_of(english), style, english)));
    const Picture picture = decode_png(png_bytes(svg, style.page));
    const Scene scene = compose_chart(chart, captions_of(english), style, english);
    const auto dots = of_class<Circle>(group_of(scene, "measure-1"), "chart-dot");
    for (const Circle& dot : dots) {
      const Colour& at = picture.at(static_cast<int>(dot.centre.x), static_cast<int>(dot.centre.y));
      EXPECT_GT(difference(at, picture.at(2, 2)), 60) << name;
    }
  }
}

}  // namespace
}  // namespace cordon::map
