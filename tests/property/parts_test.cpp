// Zones in parts: every part is what its definition says, and together they are the whole.
#include "parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "cordon/zone/parts.hpp"
#include "judge.hpp"

namespace cordon {
namespace {

constexpr double kAreaShare = 1e-6;  // of the whole, that the areas of its parts may differ by
constexpr oracle::Effort kEffort{
    .near_samples = 200, .far_samples = 120, .cell = 0, .seed = 1, .slack = 0.02};

/// What is asked of a shape at a distance: m.
struct Question {
  std::string name;
  std::function<void(PartsRequest&, double distance)> ask;
  Cap cap = Cap::round;
};

LonLat first_place(const Shape& shape) {
  return shape.lines.empty() ? shape.areas.at(0).shell.front() : shape.lines[0].front();
}

/// A ring of geodesics `size` m around a place.
Area octagon(const LonLat& centre, double size) {
  Area area;
  for (int i = 0; i <= 8; ++i)
    area.shell.push_back(oracle::geodesic_direct(centre, 45.0 * (i % 8) + 7, size));
  return area;
}

Area octagon_beside(const PartsRequest& request, double azimuth, double away, double size) {
  return octagon(oracle::geodesic_direct(first_place(request.members[0].shape), azimuth, away),
                 size);
}

const std::vector<Question>& line_questions() {
  static const std::vector<Question> all{
      {"split", [](PartsRequest& r, double) { r.split = true; }},
      {"left", [](PartsRequest& r, double) { r.side = Side::left; }},
      {"right_uncertain",
       [](PartsRequest& r, double d) {
         r.side = Side::right;
         r.uncertainty = {d / 8};
       }},
      {"unequal", [](PartsRequest& r, double d) { r.left = {0.75 * d}, r.right = {d}; }},
      {"right_reach_only", [](PartsRequest& r, double d) { r.left = {0}, r.right = {d}; }},
      {"unequal_split",
       [](PartsRequest& r, double d) {
         r.left = {d};
         r.right = {0.5 * d};
         r.split = true;
       }},
      {"bands",
       [](PartsRequest& r, double d) {
         r.bands = {{d / 4}, {d / 2}, {d}};
       }},
      {"nested",
       [](PartsRequest& r, double d) {
         r.bands = {{d / 4}, {d}};
         r.nested = true;
       }},
      {"split_bands",
       [](PartsRequest& r, double d) {
         r.bands = {{d / 2}, {d}};
         r.split = true;
       }},
      {"uncertain", [](PartsRequest& r, double d) { r.uncertainty = {d / 10}; }},
      {"clip", [](PartsRequest& r, double d) { r.clip = {{octagon_beside(r, 30, d / 2, d)}}; }},
      {"erase_split",
       [](PartsRequest& r, double d) {
         r.erase = {{octagon_beside(r, 200, d / 3, d)}};
         r.split = true;
       }},
      {"holders",
       [](PartsRequest& r, double d) {
         r.holders = {{"north", {octagon_beside(r, 0, d, 1.2 * d)}},
                      {"east", {octagon_beside(r, 90, d, 1.1 * d)}},
                      {"nowhere", {octagon_beside(r, 90, 20 * d, d)}}};
       }},
      {"flat_split", [](PartsRequest& r, double) { r.split = true; }, Cap::flat},
      {"flat_bands",
       [](PartsRequest& r, double d) {
         r.bands = {{d / 2}, {d}};
       },
       Cap::flat},
      {"square_split", [](PartsRequest& r, double) { r.split = true; }, Cap::square}};
  return all;
}

const std::vector<Question>& area_questions() {
  static const std::vector<Question> all{
      {"outside", [](PartsRequest& r, double) { r.outside = true; }},
      {"outside_bands",
       [](PartsRequest& r, double d) {
         r.outside = true;
         r.bands = {{d / 2}, {d}};
       }},
      {"bands_with_areas",
       [](PartsRequest& r, double d) {
         r.bands = {{d / 2}, {d}};
       }},
      {"shrink", [](PartsRequest& r, double d) { r.members[0].distance = {-d}; }},
      {"shrink_uncertain",
       [](PartsRequest& r, double d) {
         r.members[0].distance = {-d};
         r.uncertainty = {d / 5};
       }},
      {"outside_uncertain",
       [](PartsRequest& r, double d) {
         r.outside = true;
         r.uncertainty = {d / 5};
       }},
      {"two_members", [](PartsRequest& r, double d) {
         const LonLat beside = oracle::geodesic_direct(first_place(r.members[0].shape), 80, 2 * d);
         r.members.push_back({Shape{{beside}, {}, {}}, Metres{1.6 * d}});
       }}};
  return all;
}

struct Trial {
  std::string ground;  // a case of anywhere_cases() or all_cases()
  const Question* question = nullptr;
  double distance, tolerance;  // m
};

const Shape& ground_named(const std::string& name) {
  static const std::vector<oracle::AnywhereCase> anywhere = oracle::anywhere_cases();
  const auto found = std::find_if(anywhere.begin(), anywhere.end(),
                                  [&](const oracle::Case& c) { return c.name == name; });
  return found != anywhere.end() ? found->shape : case_named(name).shape;
}

std::string test_name(const testing::TestParamInfo<Trial>& info) {
  return info.param.ground + "_" + info.param.question->name + "_" +
         name_of(Metres{info.param.distance}) + "_" + name_of(Metres{info.param.tolerance});
}

bool is_part_of(const ZonePart& part, const oracle::IdealPart& ideal) {
  return part.sureness == ideal.sureness && part.left == ideal.left && part.right == ideal.right;
}

/// Every part against its definition, in the order that is promised. What is not there must be
/// empty.
void check_each(const ZoneParts& built, const PartsRequest& request, const ZoneOptions& options,
                double reach) {
  const Shape& shape = request.members[0].shape;
  std::size_t next = 0;
  for (const oracle::IdealPart& ideal : oracle::ideal_parts(request, options)) {
    std::vector<oracle::Drawing> drawings;
    for (; next < built.parts.size() && is_part_of(built.parts[next], ideal); ++next) {
      const ZonePart& part = built.parts[next];
      EXPECT_TRUE(part.certificate.holds());
      EXPECT_LE(part.certificate.max_error(), options.tolerance.value);
      drawings.push_back(oracle::drawn_in_lonlat(part.polygons));
      const oracle::SetReport report =
          oracle::check_set(*oracle::held_by(ideal, part.holders, request, options),
                            drawings.back(), shape, reach, options.tolerance.value, kEffort);
      EXPECT_TRUE(report.holds()) << "part " << next << ": " << report;
    }
    const oracle::Drawing together{
        [&](const LonLat& place) {
          return std::any_of(drawings.begin(), drawings.end(),
                             [&](const oracle::Drawing& d) { return d.contains(place); });
        },
        {}};
    const oracle::SetReport report =
        oracle::check_set(*ideal.places, together, shape, reach, options.tolerance.value, kEffort);
    EXPECT_TRUE(report.holds()) << "before part " << next << ": " << report;
  }
  EXPECT_EQ(next, built.parts.size()) << "parts that nobody asked for, or out of order";
}

/// The request for the same places, undivided.
PartsRequest undivided(PartsRequest request) {
  if (!request.bands.empty()) request.members[0].distance = request.bands.back();
  if (request.left && request.left == request.right) request.members[0].distance = *request.left;
  request.bands.clear();
  request.holders.clear();
  request.split = false;
  return request;
}

void check_sum(const ZoneParts& built, const PartsRequest& request, const ZoneOptions& options) {
  const ZoneParts whole = build_parts(undivided(request), options);
  ASSERT_EQ(whole.parts.size(), 1U);
  double sum = 0;
  std::vector<oracle::Drawing> drawings;
  for (const ZonePart& part : built.parts) {
    sum += oracle::area(part.polygons);
    drawings.push_back(oracle::drawn_in_lonlat(part.polygons));
  }
  EXPECT_NEAR(sum / oracle::area(whole.parts[0].polygons), 1, kAreaShare);
  const auto wrong = oracle::misdivided(drawings, oracle::drawn_in_lonlat(whole.parts[0].polygons),
                                        options.tolerance.value, kEffort);
  EXPECT_TRUE(wrong.empty()) << wrong.size() << " places in no part or in several, one at "
                             << wrong[0].lon << ' ' << wrong[0].lat;
}

class Parts : public testing::TestWithParam<Trial> {};

TEST_P(Parts, AreWhatTheyAreDefinedToBe) {
  const Trial& trial = GetParam();
  PartsRequest request;
  request.members = {{ground_named(trial.ground), Metres{trial.distance}}};
  trial.question->ask(request, trial.distance);
  ZoneOptions options = zone_options(Method::exact, trial.distance, trial.tolerance);
  options.cap = trial.question->cap;
  const ZoneParts built = build_parts(request, options);
  check_each(built, request, options, 1.6 * trial.distance);
  const bool divides = !request.nested && request.uncertainty.value == 0;
  if (divides && built.parts.size() > 1) check_sum(built, request, options);
}

/// Every question on every third ground, at the distances and tolerances in turn. Of the scribble,
/// whose sides have thousands of cuts, and of the long line at the coarse one.
std::vector<Trial> trials(const std::vector<std::string>& grounds,
                          const std::vector<Question>& questions,
                          const std::vector<double>& distances) {
  constexpr double kFine = 0.01;
  constexpr std::size_t kGroundsApart = 3;
  std::vector<Trial> all;
  for (std::size_t i = 0; i < questions.size(); ++i)
    for (std::size_t k = i % kGroundsApart; k < grounds.size(); k += kGroundsApart) {
      // All bands of a flat zone end where the widest does; where a line curls back behind its own
      // end, the zone of a smaller distance alone may end elsewhere.
      if (grounds[k] == "scribble" && questions[i].name == "flat_bands") continue;
      const bool fine =
          all.size() % 4 == 1 && grounds[k] != "scribble" && grounds[k] != "long_2500_km";
      const double d = fine ? distances[0] : distances[all.size() % distances.size()];
      all.push_back({grounds[k], &questions[i], d, fine ? kFine : std::min(1.0, d / 50)});
    }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Lines, Parts,
                         testing::ValuesIn(trials({"mid_latitude", "north_80", "fiji", "chukotka",
                                                   "past_north_pole", "over_north_pole",
                                                   "past_south_pole", "equator", "scribble",
                                                   "long_2500_km"},
                                                  line_questions(), {20'000, 1'000, 370'400})),
                         test_name);

INSTANTIATE_TEST_SUITE_P(Areas, Parts,
                         testing::ValuesIn(trials({"area_with_hole", "area_over_180",
                                                   "area_around_north_pole"},
                                                  area_questions(), {5'000, 500})),
                         test_name);

}  // namespace
}  // namespace cordon
