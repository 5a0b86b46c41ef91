#include "cordon/map/chart/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/chart/value_words.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

constexpr double kLeastPlot = 60;   // px, of a plot's height
constexpr double kStepHeight = 34;  // px, from tick to tick at least
constexpr double kGap = 18;         // px, between plots
constexpr double kTextGap = 6;      // px
constexpr double kDayGap = 16;      // px, between names of days
constexpr double kTick = 5;         // px
constexpr double kDot = 4;          // px
constexpr double kSmallDot = 2.5;   // px, where they stand close together

Text text_of(const std::string& css_class, const std::string& words, const XY& at, Anchor anchor) {
  Text text;
  text.css_class = css_class;
  text.words = words;
  text.at = at;
  text.anchor = anchor;
  return text;
}

Outline line_of(const std::string& css_class, const XY& from, const XY& to) {
  return {css_class, {{from, to}}, false, {}};
}

/// The height of a line's ink and what of it is above its baseline.
struct Height {
  double whole = 0, ascent = 0;
};

class Drawing {
 public:
  Drawing(const Chart& chart, const Rect& area, const std::string& css, const Language& language)
      : chart_(chart), css_(css), language_(language), area_(area) {
    divide();
    choose_days();
  }

  std::vector<Group> groups() {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < chart_.measures.size(); ++i) groups.push_back(measure(i));
    groups.push_back(names_);
    return groups;
  }

 private:
  std::vector<Rect> boxes(const std::string& css_class,
                          const std::vector<std::string>& words) const {
    std::vector<Text> texts;
    texts.reserve(words.size());
    for (const std::string& one : words) texts.push_back(text_of(css_class, one, {}, Anchor::left));
    return measure_texts(texts, css_, language_.code());
  }

  double widest(const std::string& css_class, const std::vector<std::string>& words) const {
    double width = 0;
    for (const Rect& box : boxes(css_class, words)) width = std::max(width, box.width);
    return width;
  }

  /// The same for all words of a class, so that rows are even.
  Height height_of(const std::string& css_class, const std::vector<std::string>& words) const {
    Height height;
    double below = 0;
    for (const Rect& box : boxes(css_class, words)) {
      height.ascent = std::max(height.ascent, -box.top);
      below = std::max(below, box.bottom());
    }
    height.whole = height.ascent + below;
    return height;
  }

  /// Where the plots are, and the ticks of their values.
  void divide() {
    std::vector<std::string> titles, words;
    for (const ChartMeasure& measure : chart_.measures) {
      titles.push_back(measure.title);
      std::copy(measure.words.begin(), measure.words.end(), std::back_inserter(words));
    }
    title_ = height_of("chart-title", titles);
    day_ = height_of("chart-tick", all_days());
    const Height value = height_of("chart-value", words);
    const auto count = static_cast<double>(titles.size());
    const double above = title_.whole + value.whole + 2 * kTextGap;
    const double below = day_.whole + kTick + kTextGap;
    const double height = std::floor((area_.height - below - (count - 1) * kGap) / count - above);
    if (height < kLeastPlot)
      throw DataError(fmt::format("a page of these texts leaves no room for {} measures over time",
                                  chart_.measures.size()),
                      "choose a larger page, or shorter texts");
    const auto steps = static_cast<std::size_t>(std::max(1.0, std::floor(height / kStepHeight)));
    double gutter = 0;
    for (const ChartMeasure& measure : chart_.measures) {
      axes_.push_back(axis_of(measure, steps));
      gutter = std::max(gutter, widest("chart-tick", tick_words(axes_.back())));
    }
    gutter = std::ceil(gutter) + kTextGap;
    for (std::size_t i = 0; i < axes_.size(); ++i)
      plots_.push_back({language_.right_to_left() ? area_.left : area_.left + gutter,
                        area_.top + above + static_cast<double>(i) * (above + height + kGap),
                        area_.width - gutter, height});
    const double most_inset = std::floor(plots_.front().width / 4);  // where words are too wide
    inset_ = std::min(most_inset,
                      std::ceil(std::max(widest("chart-value", words) / 2, 2 * kDot)) + kTextGap);
  }

  static ValueAxis axis_of(const ChartMeasure& measure, std::size_t steps) {
    double highest = 0;
    for (const std::optional<double>& value : measure.values)
      highest = std::max(highest, value.value_or(0));
    for (const std::optional<ValueBounds>& bounds : measure.bounds)
      if (bounds) highest = std::max(highest, bounds->most);
    constexpr double kLeast = 1e-9;
    return value_axis(highest, steps,
                      std::max(measure.least_step, highest > 0 ? kLeast * highest : 1));
  }

  std::vector<std::string> tick_words(const ValueAxis& axis) const {
    std::vector<std::string> words;
    for (const double tick : axis.ticks) words.push_back(language_.number(tick, axis.decimals));
    return words;
  }

  std::vector<std::string> all_days() const {
    std::vector<std::string> words;
    for (const Day day : chart_.days) words.push_back(language_.date(iso_date(day)));
    return words;
  }

  double x_of(Day day) const {
    const Day first = chart_.days.front(), last = chart_.days.back();
    const double share = first == last ? 0.5
                                       : static_cast<double>((day - first).count()) /
                                             static_cast<double>((last - first).count());
    const Rect& plot = plots_.front();
    const double along = inset_ + share * (plot.width - 2 * inset_);
    return language_.right_to_left() ? plot.right() - along : plot.left + along;
  }

  double y_of(std::size_t measure, double value) const {
    const Rect& plot = plots_[measure];
    return plot.bottom() - value / axes_[measure].ticks.back() * plot.height;
  }

  Group measure(std::size_t index) const {
    const ChartMeasure& measure = chart_.measures[index];
    Group group;
    group.id = fmt::format("measure-{}", index + 1);
    group.label = measure.title;
    add_axis(group, index);
    std::vector<std::vector<XY>> lines(1);
    std::vector<Circle> dots;
    std::vector<Valued> values;
    const std::vector<std::string> days = all_days();
    for (std::size_t i = 0; i < chart_.days.size(); ++i) {
      if (!measure.values[i]) {
        lines.emplace_back();
        continue;
      }
      const XY at{x_of(chart_.days[i]), y_of(index, *measure.values[i])};
      lines.back().push_back(at);
      const std::string name =
          language_.phrase("sheet.figure", {{"name", days[i]}, {"value", measure.words[i]}});
      dots.push_back({"chart-dot", at, dot_radius(), name});
      Valued value{at, measure.words[i], at.y, at.y};
      if (i < measure.bounds.size() && measure.bounds[i]) {
        value.top = y_of(index, measure.bounds[i]->most);
        value.bottom = y_of(index, measure.bounds[i]->least);
      }
      values.push_back(std::move(value));
    }
    std::erase_if(lines, [](const std::vector<XY>& line) { return line.size() < 2; });
    std::vector<Text> words = value_words(values, lines, room_for_words(index), css_, language_);
    add_bounds(group, index);
    if (!lines.empty()) group.items.push_back({Outline{"chart-line", std::move(lines), false, {}}});
    for (Circle& dot : dots) group.items.push_back({std::move(dot)});
    for (Text& text : words) group.items.push_back({std::move(text)});
    return group;
  }

  void add_bounds(Group& group, std::size_t index) const {
    const auto& bounds = chart_.measures[index].bounds;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      if (!bounds[i]) continue;
      const double x = x_of(chart_.days[i]);
      group.items.push_back({line_of("chart-bounds", {x, y_of(index, bounds[i]->least)},
                                     {x, y_of(index, bounds[i]->most)})});
    }
  }

  /// The plot and the row above it that is kept for words.
  Rect room_for_words(std::size_t index) const {
    Rect room = plots_[index];
    const double top = index == 0 ? area_.top : plots_[index - 1].bottom() + kGap;
    room.top = top + title_.whole + kTextGap;
    room.height = plots_[index].bottom() - room.top;
    return room;
  }

  double dot_radius() const {
    constexpr double kClose = 14;  // px
    double nearest = kClose;
    for (std::size_t i = 1; i < chart_.days.size(); ++i)
      nearest = std::min(nearest, std::abs(x_of(chart_.days[i]) - x_of(chart_.days[i - 1])));
    return nearest < kClose ? kSmallDot : kDot;
  }

  void add_axis(Group& group, std::size_t index) const {
    const bool mirrored = language_.right_to_left();
    const Rect& plot = plots_[index];
    const Anchor start = mirrored ? Anchor::right : Anchor::left;
    const double top = index == 0 ? area_.top : plots_[index - 1].bottom() + kGap;
    const double left = mirrored ? area_.right() : area_.left;
    group.items.push_back(
        {text_of("chart-title", chart_.measures[index].title, {left, top + title_.ascent}, start)});
    const std::vector<std::string> words = tick_words(axes_[index]);
    const Height height = height_of("chart-tick", words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const double y = y_of(index, axes_[index].ticks[i]);
      group.items.push_back(
          {line_of(i == 0 ? "chart-axis" : "chart-grid", {plot.left, y}, {plot.right(), y})});
      const double x = mirrored ? plot.right() + kTextGap : plot.left - kTextGap;
      group.items.push_back(
          {text_of("chart-tick", words[i], {x, y + height.ascent - height.whole / 2},
                   mirrored ? Anchor::left : Anchor::right)});
    }
    for (const DayTick& tick : ticks_) {
      const double x = x_of(tick.day);
      group.items.push_back(
          {line_of("chart-axis", {x, plot.bottom()}, {x, plot.bottom() + kTick})});
    }
  }

  /// The days that are named below the last plot: those of the chart or, where they have no room,
  /// those of a calendar.
  void choose_days() {
    std::vector<std::vector<DayTick>> divisions =
        day_ticks(chart_.days.front(), chart_.days.back());
    std::vector<DayTick> own;
    for (const Day day : chart_.days) own.push_back({day, iso_date(day)});
    divisions.insert(divisions.begin(), std::move(own));
    names_.id = "days";
    for (std::vector<DayTick>& ticks : divisions)
      if (std::optional<std::vector<Text>> names = names_of(ticks)) {
        for (Text& name : *names) names_.items.push_back({std::move(name)});
        ticks_ = std::move(ticks);
        return;
      }
  }

  /// Nothing: they have no room.
  std::optional<std::vector<Text>> names_of(const std::vector<DayTick>& ticks) const {
    constexpr double kLeastName = 20;  // px: no name is narrower
    if (static_cast<double>(ticks.size()) * (kLeastName + kDayGap) > area_.width + kDayGap)
      return std::nullopt;
    std::vector<std::string> words;
    words.reserve(ticks.size());
    for (const DayTick& tick : ticks) words.push_back(language_.date(tick.date));
    const std::vector<Rect> sizes = boxes("chart-tick", words);
    std::vector<Text> names;
    const double baseline = plots_.back().bottom() + kTick + kTextGap + day_.ascent;
    double done = -kDayGap;  // from the left or, mirrored, from the right
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      const double x = x_of(ticks[i].day);
      // A name at an end may lean inwards, but stays above or below its day.
      const double half = sizes[i].width / 2;
      if (sizes[i].width > area_.width) return std::nullopt;
      const double middle = std::clamp(x, area_.left + half, area_.right() - half);
      const double along = language_.right_to_left() ? area_.right() - middle : middle - area_.left;
      if (along - half < done + kDayGap) return std::nullopt;
      done = along + half;
      names.push_back(text_of("chart-tick", words[i], {middle, baseline}, Anchor::middle));
    }
    return names;
  }

  const Chart& chart_;
  const std::string& css_;
  const Language& language_;
  Rect area_;
  Height title_, day_;
  std::vector<ValueAxis> axes_;  // by measure
  std::vector<Rect> plots_;      // by measure
  double inset_ = 0;             // px, from a plot's sides to its first and last day
  std::vector<DayTick> ticks_;   // that are named
  Group names_;
};

void check(const Chart& chart) {
  if (chart.days.empty() || chart.measures.empty())
    throw DataError("a chart without a day or a measure", "give one of each or more");
  if (std::adjacent_find(chart.days.begin(), chart.days.end(), std::greater_equal<>()) !=
      chart.days.end())
    throw DataError("days of a chart that do not follow one another", "sort them, each once");
  for (const ChartMeasure& measure : chart.measures) {
    const auto look_at = [&](double value) {
      if (!(std::isfinite(value) && value >= 0))
        throw DataError(fmt::format("a chart cannot show {} for '{}'", value, measure.title),
                        "give finite numbers that are not below 0");
    };
    for (const std::optional<double>& value : measure.values)
      if (value) look_at(*value);
    for (const std::optional<ValueBounds>& bounds : measure.bounds)
      if (bounds) {
        look_at(bounds->least);
        look_at(bounds->most);
      }
  }
}

}  // namespace

Scene compose_chart(const Chart& chart, const Captions& captions, const Style& style,
                    const Language& language) {
  check(chart);
  Content content;
  content.captions = captions;
  Surround around = surround(content, style.page, style.css, language);
  constexpr double kNarrowMargin = 12;  // px, on phones, where a map has none
  const double margin = std::max(0.0, kNarrowMargin - around.panel.left);
  around.panel.left += margin;
  around.panel.width -= 2 * margin;
  Scene scene = blank_scene(style, captions.title, captions.subtitle, language);
  scene.groups = std::move(around.groups);
  std::erase_if(scene.groups, [](const Group& group) { return group.id == "legend"; });
  std::vector<Group> drawn = Drawing(chart, around.panel, style.css, language).groups();
  std::move(drawn.begin(), drawn.end(), std::back_inserter(scene.groups));
  return scene;
}

}  // namespace cordon::map
