// What is asked for becomes the right distances and labels, and nonsense is refused with advice.
#include "cordon/zone/parts/plan.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kTolerance = 1;  // m

Shape line() {
  return {{}, {{{36, 36}, {37, 36}}}, {}};
}

Shape square() {
  return {{}, {}, {{{{36, 36}, {37, 36}, {37, 37}, {36, 37}, {36, 36}}, {}}}};
}

PartsRequest around(Shape shape, double distance = 20'000) {
  PartsRequest request;
  request.members.push_back({std::move(shape), Metres{distance}});
  return request;
}

/// One span in distances of the first group; no `from`: -infinity.
using Reach = std::pair<double, double>;

std::vector<Reach> reaches(const Plan& plan, const std::vector<Span>& spans) {
  std::vector<Reach> result;
  for (const Span& span : spans)
    result.emplace_back(span.from ? plan.levels[*span.from].front() : -kInf,
                        plan.levels[span.to].front());
  return result;
}

struct Expected {
  std::vector<Reach> left, right;
  std::optional<Band> left_band, right_band;
  Sureness sureness = Sureness::drawn;
};

void expect_parts(const PartsRequest& request, const std::vector<Expected>& expected) {
  const Plan plan = plan_parts(request, kTolerance);
  ASSERT_EQ(plan.parts.size(), expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) {
    SCOPED_TRACE("part " + std::to_string(k));
    EXPECT_EQ(reaches(plan, plan.parts[k].left), expected[k].left);
    EXPECT_EQ(reaches(plan, plan.parts[k].right), expected[k].right);
    EXPECT_EQ(plan.parts[k].left_band, expected[k].left_band);
    EXPECT_EQ(plan.parts[k].right_band, expected[k].right_band);
    EXPECT_EQ(plan.parts[k].sureness, expected[k].sureness);
  }
}

Expected both_sides(std::vector<Reach> reach, Band band, Sureness sureness = Sureness::drawn) {
  return {reach, reach, band, band, sureness};
}

TEST(Plan, WholeZone) {
  expect_parts(around(line()), {both_sides({{-kInf, 20'000}}, {0, 20'000})});
  expect_parts(around(square()), {both_sides({{-kInf, 20'000}}, {-kInf, 20'000})});
}

TEST(Plan, ShrunkArea) {
  expect_parts(around(square(), -5'000), {both_sides({{-kInf, -5'000}}, {-kInf, -5'000})});
}

TEST(Plan, OutsideOfAreas) {
  PartsRequest request = around(square());
  request.outside = true;
  expect_parts(request, {both_sides({{0, 20'000}}, {0, 20'000})});
  request.uncertainty = Metres{2'000};
  expect_parts(request,
               {both_sides({{2'000, 18'000}}, {0, 20'000}, Sureness::certain),
                both_sides({{-2'000, 2'000}, {18'000, 22'000}}, {0, 20'000}, Sureness::possible)});
}

TEST(Plan, Bands) {
  PartsRequest request = around(line());
  request.bands = {Metres{5'000}, Metres{10'000}};
  expect_parts(request, {both_sides({{-kInf, 5'000}}, {0, 5'000}),
                         both_sides({{5'000, 10'000}}, {5'000, 10'000})});
  EXPECT_EQ(plan_parts(request, kTolerance).levels.size(), 2U);
  request.nested = true;
  expect_parts(request, {both_sides({{-kInf, 5'000}}, {0, 5'000}),
                         both_sides({{-kInf, 10'000}}, {0, 10'000})});
}

TEST(Plan, BandsOfSides) {
  PartsRequest request = around(line());
  request.bands = {Metres{5'000}, Metres{10'000}};
  request.split = true;
  expect_parts(request, {{{{-kInf, 5'000}}, {}, Band{0, 5'000}, {}},
                         {{}, {{-kInf, 5'000}}, {}, Band{0, 5'000}},
                         {{{5'000, 10'000}}, {}, Band{5'000, 10'000}, {}},
                         {{}, {{5'000, 10'000}}, {}, Band{5'000, 10'000}}});
}

TEST(Plan, Sides) {
  PartsRequest request = around(line());
  request.side = Side::left;
  expect_parts(request, {{{{-kInf, 20'000}}, {}, Band{0, 20'000}, {}}});
  request.side = Side::both;
  request.left = Metres{15'000};
  request.right = Metres{20'000};
  expect_parts(request, {{{{-kInf, 15'000}}, {{-kInf, 20'000}}, Band{0, 15'000}, Band{0, 20'000}}});
  request.left = Metres{0};
  expect_parts(request, {{{}, {{-kInf, 20'000}}, {}, Band{0, 20'000}}});
  request.left = request.right;
  EXPECT_FALSE(plan_parts(request, kTolerance).sides);
}

TEST(Plan, UncertainZone) {
  PartsRequest request = around(line());
  request.uncertainty = Metres{2'000};
  expect_parts(request, {both_sides({{-kInf, 18'000}}, {0, 20'000}, Sureness::certain),
                         both_sides({{18'000, 22'000}}, {0, 20'000}, Sureness::possible)});
  request.uncertainty = Metres{20'000};
  expect_parts(request, {both_sides({{-kInf, 40'000}}, {0, 20'000}, Sureness::possible)});
}

TEST(Plan, UncertainAreaLeavesItsDepthCertain) {
  PartsRequest request = around(square(), 1'000);
  request.uncertainty = Metres{3'000};
  expect_parts(request, {both_sides({{-kInf, -2'000}}, {-kInf, 1'000}, Sureness::certain),
                         both_sides({{-2'000, 4'000}}, {-kInf, 1'000}, Sureness::possible)});
}

TEST(Plan, UncertainSideReachesOverTheLine) {
  PartsRequest request = around(line());
  request.side = Side::left;
  request.uncertainty = Metres{2'000};
  expect_parts(request, {{{{2'000, 18'000}}, {}, Band{0, 20'000}, {}, Sureness::certain},
                         {{{18'000, 22'000}, {-kInf, 2'000}},
                          {{-kInf, 2'000}},
                          Band{0, 20'000},
                          {},
                          Sureness::possible}});
}

TEST(Plan, UncertainUnequalSides) {
  PartsRequest request = around(line());
  request.left = Metres{1'000};
  request.right = Metres{20'000};
  request.uncertainty = Metres{2'000};
  expect_parts(request,
               {{{}, {{1'000, 18'000}}, Band{0, 1'000}, Band{0, 20'000}, Sureness::certain},
                {{{-kInf, 3'000}},
                 {{-kInf, 1'000}, {18'000, 22'000}},
                 Band{0, 1'000},
                 Band{0, 20'000},
                 Sureness::possible}});
}

TEST(Plan, UncertainBandsMergeAcrossTheLine) {
  PartsRequest request = around(line());
  request.bands = {Metres{5'000}, Metres{10'000}};
  request.uncertainty = Metres{6'000};
  expect_parts(request, {both_sides({{-kInf, 11'000}}, {0, 5'000}, Sureness::possible),
                         both_sides({{-kInf, 16'000}}, {5'000, 10'000}, Sureness::possible)});
}

TEST(Plan, BandTooNarrowToBeCertainIsNot) {
  PartsRequest request = around(line());
  request.bands = {Metres{5'000}, Metres{10'000}};
  request.uncertainty = Metres{2'499.5};
  const Plan plan = plan_parts(request, kTolerance);
  ASSERT_EQ(plan.parts.size(), 3U);
  EXPECT_EQ(plan.parts[2].sureness, Sureness::possible);
  EXPECT_EQ(reaches(plan, plan.parts[2].right), (std::vector<Reach>{{2'500.5, 12'499.5}}));
}

TEST(Plan, EqualDistancesAreOneLevelHoweverTheyCameAbout) {
  PartsRequest request = around(line());
  request.bands = {Metres{0.1e5}, Metres{0.3e5}};
  request.uncertainty = Metres{0.1e5 - 1e-9};
  for (const Level& level : plan_parts(request, kTolerance).levels)
    EXPECT_EQ(level.front(), std::round(level.front()));
}

TEST(Plan, MembersOfOneDistanceAreOneGroup) {
  PartsRequest request = around(line(), 1'000);
  request.members.push_back({square(), Metres{3'000}});
  request.members.push_back({square(), Metres{1'000}});
  const Plan plan = plan_parts(request, kTolerance);
  ASSERT_EQ(plan.groups.size(), 2U);
  EXPECT_EQ(plan.groups[0].shape->lines.size(), 1U);
  EXPECT_EQ(plan.groups[0].shape->areas.size(), 1U);
  EXPECT_EQ(plan.levels, (std::vector<Level>{{1'000, 3'000}}));
  EXPECT_EQ(plan.parts.front().right_band, (Band{-kInf, 3'000}));
}

// --- refusals -----------------------------------------------------------------------------------

struct Refusal {
  const char* name;
  std::function<void(PartsRequest&)> change;  // of a request for 20 km around a line
  const char* problem;
  const char* advice;
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, WithAdvice) {
  PartsRequest request = around(line());
  GetParam().change(request);
  try {
    plan_parts(request, kTolerance);
    FAIL() << "nothing was refused";
  } catch (const UsageError& error) {
    EXPECT_EQ(std::string(error.what()), GetParam().problem);
    EXPECT_EQ(error.advice(), GetParam().advice);
  }
}

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> all{
      {"NoMember", [](PartsRequest& r) { r.members.clear(); },
       "there is nothing to build a zone around", "give at least one member"},
      {"Distance0", [](PartsRequest& r) { r.members[0].distance = Metres{0}; },
       "the distance 0 m is out of range",
       "give a distance above 0 and up to 2000 km; below 0 areas shrink by it"},
      {"DistanceTooFar", [](PartsRequest& r) { r.members[0].distance = Metres{3e6}; },
       "the distance 3000 km is out of range",
       "give a distance above 0 and up to 2000 km; below 0 areas shrink by it"},
      {"ShrunkLine", [](PartsRequest& r) { r.members[0].distance = Metres{-5'000}; },
       "a distance of -5 km shrinks areas, and the input has points or lines too",
       "give a distance above 0, or areas only"},
      {"Tolerance", [](PartsRequest& r) { r.members[0].distance = Metres{9}; },
       "the tolerance 1 m is out of range",
       "give a tolerance from 1 mm to 90 cm (a tenth of the distance)"},
      {"BandsOutOfOrder",
       [](PartsRequest& r) {
         r.bands = {Metres{10'000}, Metres{5'000}};
       },
       "the ring distance 5 km comes after 10 km",
       "give the distances from the smallest to the largest, each once"},
      {"BandsTwice",
       [](PartsRequest& r) {
         r.bands = {Metres{5'000}, Metres{5'000}};
       },
       "the ring distance 5 km comes after 5 km",
       "give the distances from the smallest to the largest, each once"},
      {"BandsTooNear",
       [](PartsRequest& r) {
         r.bands = {Metres{5'000}, Metres{5'002}};
       },
       "the rings at 5 km and 5.002 km are too near each other for a tolerance of 1 m",
       "give a tolerance of 95 cm or less, or rings that are farther apart"},
      {"BandBelow0",
       [](PartsRequest& r) {
         r.bands = {Metres{-5'000}, Metres{5'000}};
       },
       "the ring distance -5 km is out of range", "give distances above 0 and up to 2000 km"},
      {"NestedAlone", [](PartsRequest& r) { r.nested = true; },
       "nothing can be nested: no rings are asked for", "give the rings' distances"},
      {"BandsOfMembers",
       [](PartsRequest& r) {
         r.members.push_back(r.members[0]);
         r.bands = {Metres{5'000}};
       },
       "rings and distances of several members do not go together", "give one member, or no rings"},
      {"LeftAlone", [](PartsRequest& r) { r.left = Metres{5'000}; },
       "only one of the distances to the left and to the right is given",
       "give both; 0 for a side that is not wanted"},
      {"BothSides0", [](PartsRequest& r) { r.left = r.right = Metres{0}; },
       "the distances to the left and to the right are both 0",
       "give at least one of them a distance above 0"},
      {"LeftBelow0",
       [](PartsRequest& r) {
         r.left = Metres{-1};
         r.right = Metres{5};
       },
       "the distance -1 m is out of range", "give distances from 0 to 2000 km for each side"},
      {"SidesOfMembers",
       [](PartsRequest& r) {
         r.members.push_back(r.members[0]);
         r.split = true;
       },
       "sides and distances of several members do not go together", "give one member"},
      {"SplitWithoutLeft",
       [](PartsRequest& r) {
         r.left = Metres{0};
         r.right = Metres{5'000};
         r.split = true;
       },
       "the left side is asked for, and the distance on it is 0",
       "give that side a distance above 0, or do not ask for it"},
      {"SplitOneSide",
       [](PartsRequest& r) {
         r.side = Side::right;
         r.split = true;
       },
       "one side cannot be split into two",
       "ask for both sides as parts of their own, or for one of them"},
      {"SideOfPoint",
       [](PartsRequest& r) {
         r.members[0].shape.points = {{36, 36}};
         r.side = Side::left;
       },
       "the input has points, which have no left and right side",
       "give lines only, or ask for both sides together"},
      {"SplitArea",
       [](PartsRequest& r) {
         r.members[0].shape = square();
         r.split = true;
       },
       "the input has areas, which have no left and right side",
       "give lines only, or ask for both sides together"},
      {"OutsideOfLine", [](PartsRequest& r) { r.outside = true; },
       "the zone outside of the areas is asked for, and the input has no areas",
       "give areas, or ask for the whole zone"},
      {"OutsideOfShrunk",
       [](PartsRequest& r) {
         r = around(square(), -5'000);
         r.outside = true;
       },
       "areas that shrink by 5 km leave no zone outside of them",
       "give a distance above 0, or ask for the whole zone"},
      {"UncertaintyBelow0", [](PartsRequest& r) { r.uncertainty = Metres{-1}; },
       "the uncertainty -1 m is out of range", "give an uncertainty from 0 to 2000 km"},
      {"UncertaintyBelowTolerance", [](PartsRequest& r) { r.uncertainty = Metres{1}; },
       "the uncertainty 1 m is lost in the tolerance of 1 m",
       "give a tolerance of 95 cm or less, or leave the uncertainty out"},
      {"UncertaintyNearDistance", [](PartsRequest& r) { r.uncertainty = Metres{19'995}; },
       "with the uncertainty of 19.995 km one boundary is 5 m from the shape, too near for the "
       "tolerance of 1 m",
       "give a tolerance of 50 cm or less, or an uncertainty that does not come so near to one of "
       "the distances"},
      {"UncertaintyTooFar",
       [](PartsRequest& r) {
         r.members[0].distance = kMaxDistance;
         r.uncertainty = Metres{10'000};
       },
       "with the uncertainty of 10 km the zone may reach 2010 km",
       "no zone can reach beyond 2000 km: give a smaller distance or uncertainty"},
  };
  return all;
}

INSTANTIATE_TEST_SUITE_P(Plan, Refused, testing::ValuesIn(refusals()),
                         [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace cordon
