// Contact that can be told without a program, in the middle of a country, over the antimeridian and
// at the poles.
#include <gtest/gtest.h>

#include <cmath>

#include "cordon/base/error.hpp"
#include "cordon/contact/contact.hpp"
#include "ground.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using test::Ground;
using test::hausdorff;

constexpr double kOff = 0.1;  // m: kContactTolerance, as promised

class Known : public ::testing::TestWithParam<LonLat> {
 protected:
  const Ground ground{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Everywhere, Known, ::testing::ValuesIn(test::kCentres));

std::vector<Path> paths(const Contact& contact) {
  std::vector<Path> out;
  for (const ContactLine& line : contact.lines) out.push_back(line.path);
  return out;
}

std::vector<Path> paths(const Contact& contact, std::size_t left, std::size_t right) {
  std::vector<Path> out;
  for (const ContactLine& line : contact.lines)
    if (line.left == left && line.right == right) out.push_back(line.path);
  return out;
}

/// The same place, whatever turn its longitude is on.
bool same_place(const LonLat& a, const LonLat& b) {
  return oracle::geodesic_distance(a, b) < 1e-6;
}

TEST_P(Known, SharedEdgeKeepsTheGivenVertices) {
  // The vertices at 100 and 2,000 are the east's alone.
  const Path edge = ground.path({{0, -5000}, {0, 100}, {0, 2000}, {0, 5000}});
  const Area west{ground.ring({{-8000, -5000}, {0, -5000}, {0, 5000}, {-8000, 5000}}), {}};
  const Area east{
      ground.ring({{0, -5000}, {8000, -5000}, {8000, 5000}, {0, 5000}, {0, 2000}, {0, 100}}), {}};
  const Contact contact = find_contact({{"west", {west}}, {"east", {east}}}, {});
  ASSERT_EQ(1U, contact.lines.size());
  const ContactLine& line = contact.lines[0];
  ASSERT_EQ(edge.size(), line.path.size());
  for (std::size_t i = 0; i < edge.size(); ++i) EXPECT_TRUE(same_place(edge[i], line.path[i])) << i;
  EXPECT_EQ(0U, line.left);
  EXPECT_EQ(1U, line.right);
  EXPECT_NEAR(10'000, line.length, 1e-3);
  EXPECT_EQ(0, line.gap_max);
  EXPECT_EQ(0, line.overlap_max);
}

TEST_P(Known, TheFirstSideIsOnTheLeft) {
  const Area west = ground.box(-8000, -5000, 0, 5000);
  const Area east = ground.box(0, -5000, 8000, 5000);
  const Path north = ground.path({{0, -5000}, {0, 5000}});
  const Path there = find_contact({{"w", {west}}, {"e", {east}}}, {}).lines.at(0).path;
  const Path back = find_contact({{"e", {east}}, {"w", {west}}}, {}).lines.at(0).path;
  EXPECT_TRUE(same_place(north.front(), there.front()) && same_place(north.back(), there.back()));
  EXPECT_TRUE(same_place(north.back(), back.front()) && same_place(north.front(), back.back()));
}

TEST_P(Known, GapOfConstantWidth) {
  const std::vector<NamedAreas> sides{{"west", {ground.box(-8000, -5000, -500, 5000)}},
                                      {"east", {ground.box(500, -5000, 8000, 5000)}}};
  const Contact contact = find_contact(sides, {.gap = {1200}});
  ASSERT_EQ(1U, contact.lines.size());
  // Around the ends it goes on until the corners are 600 m away.
  const double end = 5000 + std::sqrt(600.0 * 600 - 500.0 * 500);
  EXPECT_LT(hausdorff({ground.path({{0, -end}, {0, end}})}, paths(contact)), kOff);
  EXPECT_NEAR(2 * end, contact.lines[0].length, 2 * kOff);
  EXPECT_NEAR(1200, contact.lines[0].gap_max, kOff);
  EXPECT_EQ(0, contact.lines[0].overlap_max);
}

TEST_P(Known, WedgeIsHalvedUntilItIsTooWide) {
  const Area west{ground.ring({{-8000, -6000}, {0, -6000}, {0, 0}, {-1000, 10000}, {-8000, 10000}}),
                  {}};
  const Area east{ground.ring({{8000, -6000}, {0, -6000}, {0, 0}, {1000, 10000}, {8000, 10000}}),
                  {}};
  const std::vector<NamedAreas> sides{{"west", {west}}, {"east", {east}}};
  const double end = 400 / (1000 / std::hypot(1000, 10000));
  const Contact contact = find_contact(sides, {.gap = {800}});
  ASSERT_EQ(1U, contact.lines.size());
  EXPECT_LT(hausdorff({ground.path({{0, -6000}, {0, end}})}, paths(contact)), kOff);
  EXPECT_NEAR(800, contact.lines[0].gap_max, kOff);
  EXPECT_EQ(0U, contact.left_out.ends);
  // The part in the wedge is a dead end shorter than 5 km.
  const Contact cut = find_contact(sides, {.gap = {800}, .min_length = {5000}});
  ASSERT_EQ(1U, cut.lines.size());
  EXPECT_NEAR(6000, cut.lines[0].length, 1e-3);
  EXPECT_EQ(0, cut.lines[0].gap_max);
  EXPECT_EQ(1U, cut.left_out.ends);
  EXPECT_NEAR(end, cut.left_out.length, kOff);
}

TEST_P(Known, OverlapIsHalvedAsFarAsItGoes) {
  // The coast of both, at 0, ends it; at 5,000 the east's ends, from where the west is nearer.
  const std::vector<NamedAreas> sides{{"west", {ground.box(-8000, 0, 300, 6000)}},
                                      {"east", {ground.box(-300, 0, 8000, 5000)}}};
  const Contact contact = find_contact(sides, {});
  ASSERT_EQ(1U, contact.lines.size());
  const Path middle = ground.path({{0, 0}, {0, 4700}, {300, 5000}});
  EXPECT_LT(hausdorff({middle}, paths(contact)), kOff);
  EXPECT_NEAR(600, contact.lines[0].overlap_max, kOff);
  EXPECT_EQ(0, contact.lines[0].gap_max);
}

TEST_P(Known, EnclavesAreRings) {
  const std::vector<XY> outer{{-2000, -2000}, {2000, -2000}, {2000, 2000}, {-2000, 2000}};
  const std::vector<XY> inner{{-500, -500}, {500, -500}, {500, 500}, {-500, 500}};
  const Area around{ground.box(-8000, -8000, 8000, 8000).shell, {ground.ring(outer)}};
  const Area enclave{ground.ring(outer), {ground.ring(inner)}};
  const Area within{ground.ring(inner), {}};
  const Contact contact = find_contact({{"around", {around, within}}, {"enclave", {enclave}}}, {});
  ASSERT_EQ(2U, contact.lines.size());
  EXPECT_NEAR(16'000, contact.lines[0].length, 0.01);
  EXPECT_NEAR(4'000, contact.lines[1].length, 0.01);
  for (const ContactLine& line : contact.lines) {
    EXPECT_EQ(5U, line.path.size());
    EXPECT_EQ(line.path.front(), line.path.back());
  }
  EXPECT_LT(hausdorff({ground.ring(outer), ground.ring(inner)}, paths(contact)), 1e-3);
  const Contact large =
      find_contact({{"around", {around, within}}, {"enclave", {enclave}}}, {.min_length = {5000}});
  EXPECT_EQ(1U, large.lines.size());
  EXPECT_EQ(1U, large.left_out.loops);
  EXPECT_NEAR(4'000, large.left_out.length, 0.01);
}

TEST_P(Known, ThreeSidesMeetInAPoint) {
  const std::vector<NamedAreas> sides{
      {"north", {{ground.ring({{0, 0}, {8000, 0}, {8000, 8000}, {-8000, 8000}, {-8000, 0}}), {}}}},
      {"west", {ground.box(-8000, -8000, 0, 0)}},
      {"east", {ground.box(0, -8000, 8000, 0)}}};
  const Contact contact = find_contact(sides, {});
  ASSERT_EQ(3U, contact.lines.size());
  for (const ContactLine& line : contact.lines) {
    EXPECT_NEAR(8000, line.length, 1e-3);
    EXPECT_TRUE(line.path.front() == sides[0].areas[0].shell[0] ||
                line.path.back() == sides[0].areas[0].shell[0]);
  }
}

TEST_P(Known, NoMansLandBetweenThree) {
  // 400 m between each pair; the three points are equally far from the middle.
  const double c = 200;
  const std::vector<NamedAreas> sides{{"north", {ground.box(-8000, c, 8000, 8000)}},
                                      {"west", {ground.box(-8000, -8000, -c, -c)}},
                                      {"east", {ground.box(c, -8000, 8000, -c)}}};
  const Contact contact = find_contact(sides, {.gap = {600}});
  ASSERT_EQ(3U, contact.lines.size());
  std::vector<LonLat> ends;
  for (const ContactLine& line : contact.lines)
    for (const LonLat& end : {line.path.front(), line.path.back()})
      if (oracle::geodesic_distance(end, ground.at(0, 0)) < 1000) ends.push_back(end);
  ASSERT_EQ(3U, ends.size());
  EXPECT_EQ(ends[0], ends[1]);
  EXPECT_EQ(ends[1], ends[2]);
  double least = 1e9;
  double most = 0;
  for (const NamedAreas& side : sides) {
    const double far = oracle::ReferenceShape({{}, {}, side.areas}).distance(ends[0]);
    least = std::min(least, far);
    most = std::max(most, far);
  }
  EXPECT_LT(most - least, kOff);
}

TEST_P(Known, AnEdgeThatEndsBeforeAThirdSideIsLedToTheMiddle) {
  const std::vector<NamedAreas> sides{{"north", {ground.box(-8000, 400, 8000, 8000)}},
                                      {"west", {ground.box(-8000, -8000, 0, 0)}},
                                      {"east", {ground.box(0, -8000, 8000, 0)}}};
  const Contact contact = find_contact(sides, {.gap = {600}});
  ASSERT_EQ(3U, contact.lines.size());
  EXPECT_LT(hausdorff({ground.path({{0, -8000}, {0, 200}})}, paths(contact, 1, 2)), kOff);
  const double end = 8200;  // there the corners are seen at a right angle
  EXPECT_LT(hausdorff({ground.path({{-end, 200}, {0, 200}})}, paths(contact, 0, 1)), kOff);
  EXPECT_LT(hausdorff({ground.path({{0, 200}, {end, 200}})}, paths(contact, 0, 2)), kOff);
}

TEST_P(Known, AStraightCoastHasNoDeadEnd) {
  const std::vector<NamedAreas> sides{{"west", {ground.box(-8000, -5000, 0, 5000)}},
                                      {"east", {ground.box(0, -5000, 8000, 5000)}}};
  const Contact contact = find_contact(sides, {.gap = {2000}, .min_length = {0}});
  ASSERT_EQ(1U, contact.lines.size());
  EXPECT_NEAR(10'000, contact.lines[0].length, 1e-3);
  EXPECT_EQ(0U, contact.left_out.ends + contact.left_out.pieces + contact.left_out.loops);
}

std::string problem(const std::vector<NamedAreas>& sides, const ContactOptions& options = {}) {
  try {
    find_contact(sides, options);
  } catch (const DataError& error) {
    return std::string(error.what()) + " | " + error.advice();
  }
  return "no error";
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_P(Known, SidesThatNeverComeNear) {
  const std::string text = problem({{"west", {ground.box(-8000, -5000, -1510, 5000)}},
                                    {"east", {ground.box(1510, 4000, 8000, 9000)}}});
  EXPECT_TRUE(has(text, "'west' and 'east' come no closer than 3.02 km to each other")) << text;
  EXPECT_TRUE(has(text, "gaps up to 100 m are bridged")) << text;
  EXPECT_TRUE(has(text, "--gap 3.1km joins them there")) << text;
  EXPECT_NO_THROW(find_contact({{"west", {ground.box(-8000, -5000, -1510, 5000)}},
                                {"east", {ground.box(1510, 4000, 8000, 9000)}}},
                               {.gap = {3100}}));
}

TEST_P(Known, SidesThatTouchInAPointOnly) {
  const std::string text = problem(
      {{"west", {ground.box(-8000, -5000, 0, 0)}}, {"east", {ground.box(0, 0, 8000, 5000)}}});
  EXPECT_TRUE(has(text, "'west' and 'east' touch in a point only")) << text;
}

TEST_P(Known, ContactThatIsTooShort) {
  const std::vector<NamedAreas> sides{{"west", {ground.box(-8000, -5000, 0, 0)}},
                                      {"east", {ground.box(0, -400, 8000, 5000)}}};
  EXPECT_TRUE(has(problem(sides), "contact along 400 m at most, less than the 1 km"))
      << problem(sides);
  EXPECT_NEAR(400, find_contact(sides, {.min_length = {100}}).lines.at(0).length, 1e-3);
}

TEST_P(Known, LandWithinTheOtherSideIsRefused) {
  const std::string text = problem({{"around", {ground.box(-8000, -8000, 8000, 8000)}},
                                    {"enclave", {ground.box(-1000, -1000, 1000, 1000)}}});
  EXPECT_TRUE(has(text, "lies within that of 'around', so nobody can tell who holds it")) << text;
  const Area same = ground.box(-1000, -1000, 1000, 1000);
  EXPECT_TRUE(has(problem({{"a", {same}}, {"b", {same}}}), "is claimed by several sides"));
}

TEST(Contact, RefusesWhatHasNoContact) {
  const Ground ground({36.5, 35.5});
  const Area box = ground.box(0, 0, 1000, 1000);
  EXPECT_TRUE(has(problem({}), "there are no areas"));
  EXPECT_TRUE(has(problem({{"gov", {box}}}), "all areas belong to one side, 'gov'"));
  EXPECT_TRUE(has(problem({{"gov", {box}}, {"opp", {}}}), "the side 'opp' has no areas"));
  const Area far = Ground({-120, 35.5}).box(0, 0, 1000, 1000);
  EXPECT_TRUE(has(problem({{"gov", {box}}, {"opp", {far}}}), "contact can be found within"));
  const auto usage = [&](const ContactOptions& options) {
    find_contact({{"a", {box}}, {"b", {box}}}, options);
  };
  EXPECT_THROW(usage({.gap = {-1}}), UsageError);
  EXPECT_THROW(usage({.gap = {kMaxGap.value + 1}}), UsageError);
  EXPECT_THROW(usage({.min_length = {-1}}), UsageError);
}

}  // namespace
}  // namespace cordon
