// Faces of overlapping polygons, and the check of what is made of them.
#include "cordon/zone/parts/arrangement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "cordon/zone/geos.hpp"
#include "cordon/zone/parts/area_edges.hpp"
#include "cordon/zone/parts/overlay_check.hpp"

namespace cordon {
namespace {

constexpr double kGrid = 0.001;

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}};
}

MultiPolygon with_hole(MultiPolygon polygons, const MultiPolygon& hole) {
  polygons[0].holes.push_back(hole[0].shell);
  return polygons;
}

double area(const Polygon& polygon) {
  double twice = std::abs(twice_signed_area(polygon.shell));
  for (const Ring& hole : polygon.holes) twice -= std::abs(twice_signed_area(hole));
  return twice / 2;
}

double area_where(const std::vector<Face>& faces, const std::vector<bool>& in) {
  double sum = 0;
  for (const Face& face : faces)
    if (face.in == in) sum += area(face.polygon);
  return sum;
}

TEST(Arrangement, OverlappingBoxes) {
  const MultiPolygon a = box(0, 0, 2, 2);
  const MultiPolygon b = box(1, 1, 3, 3);
  const std::vector<Face> faces = arrange({&a, &b}, kGrid);
  ASSERT_EQ(faces.size(), 3U);
  EXPECT_DOUBLE_EQ(area_where(faces, {true, false}), 3);
  EXPECT_DOUBLE_EQ(area_where(faces, {true, true}), 1);
  EXPECT_DOUBLE_EQ(area_where(faces, {false, true}), 3);
}

TEST(Arrangement, HoleIsAFaceOfItsOwn) {
  const MultiPolygon a = with_hole(box(0, 0, 4, 4), box(1, 1, 3, 3));
  const MultiPolygon b = box(2, 2, 5, 5);
  const std::vector<Face> faces = arrange({&a, &b}, kGrid);
  EXPECT_DOUBLE_EQ(area_where(faces, {true, false}), 9);
  EXPECT_DOUBLE_EQ(area_where(faces, {true, true}), 3);
  EXPECT_DOUBLE_EQ(area_where(faces, {false, true}), 6);
  EXPECT_DOUBLE_EQ(area_where(faces, {false, false}), 3);  // the rest of the hole
}

TEST(Arrangement, EmptyOperands) {
  const MultiPolygon nothing;
  const MultiPolygon a = box(0, 0, 1, 1);
  EXPECT_TRUE(arrange({&nothing}, kGrid).empty());
  const std::vector<Face> faces = arrange({&nothing, &a}, kGrid);
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_EQ(faces[0].in, (std::vector<bool>{false, true}));
}

class ThinFaces : public testing::TestWithParam<double> {};  // grid steps between two borders

TEST_P(ThinFaces, GoToANeighbour) {
  const double gap = GetParam() * kGrid;
  const MultiPolygon west = box(0, 0, 1, 1);
  const MultiPolygon east = box(1 + gap, 0, 2, 1);
  const MultiPolygon both = box(0, 0, 2, 1);
  const std::vector<Face> faces = arrange({&west, &east, &both}, kGrid);
  EXPECT_EQ(area_where(faces, {false, false, true}), 0);
  EXPECT_NEAR(area_where(faces, {true, false, true}) + area_where(faces, {false, true, true}), 2,
              1e-12);
}

INSTANTIATE_TEST_SUITE_P(Steps, ThinFaces, testing::Values(1, 2, 3, 3.5));

TEST(Arrangement, ThinFaceAtTheRimGoesToTheOutside) {
  const MultiPolygon a = box(0, 0, 1, 1);
  const MultiPolygon b = box(-0.001, -0.001, 1.001, 1.001);
  const std::vector<Face> faces = arrange({&a, &b}, kGrid);
  EXPECT_EQ(area_where(faces, {false, true}), 0);  // longer outside than inside
  EXPECT_NEAR(area_where(faces, {true, true}), 1, 1e-12);
}

TEST(Arrangement, WideEnoughFacesStay) {
  const MultiPolygon west = box(0, 0, 1, 1);
  const MultiPolygon east = box(1.005, 0, 2, 1);
  const MultiPolygon both = box(0, 0, 2, 1);
  const std::vector<Face> faces = arrange({&west, &east, &both}, kGrid);
  EXPECT_NEAR(area_where(faces, {false, false, true}), 0.005, 1e-12);
}

TEST(Arrangement, FacesUniteToTheirOperand) {
  const MultiPolygon a = with_hole(box(0, 0, 4, 4), box(1, 1, 3, 3));
  const MultiPolygon b = box(2, 2, 5, 5);
  MultiPolygon of_a;
  for (const Face& face : arrange({&a, &b}, kGrid))
    if (face.in[0]) of_a.push_back(face.polygon);
  const MultiPolygon again = unite(of_a);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_TRUE(is_valid(again));
  EXPECT_DOUBLE_EQ(area(again[0]), 12);
  EXPECT_EQ(again[0].holes.size(), 1U);
}

// --- the check
// ------------------------------------------------------------------------------------

/// Two overlapping boxes, one of them with a hole, cut into what only a, both, and only b hold.
class OverlayCheck : public testing::Test {
 protected:
  OverlayCheck() {
    const Definition definition = definition_;
    for (const Face& face : arrange(operands(), kGrid))
      for (const std::size_t k : definition(face.in)) parts_[k].push_back(face.polygon);
    for (MultiPolygon& part : parts_) part = unite(part);
  }

  std::vector<const MultiPolygon*> operands() const { return {&a_, &b_}; }

  std::optional<XY> fault() const {
    return find_overlay_fault(operands(), {&parts_[0], &parts_[1], &parts_[2]}, definition_, kGrid);
  }

  MultiPolygon a_ = with_hole(box(0, 0, 4, 4), box(0.5, 0.5, 1.5, 1.5));
  MultiPolygon b_ = box(2, 2, 5, 5);
  Definition definition_ = [](const std::vector<bool>& in) -> std::vector<std::size_t> {
    if (in[0] && in[1]) return {1};
    if (in[0]) return {0};
    if (in[1]) return {2};
    return {};
  };
  std::array<MultiPolygon, 3> parts_;
};

TEST_F(OverlayCheck, RightPartsPass) {
  EXPECT_FALSE(fault());
}

TEST_F(OverlayCheck, MoreVerticesDoNoHarm) {
  Ring& shell = parts_[2][0].shell;
  shell.insert(shell.begin() + 1, {(shell[0].x + shell[1].x) / 2, (shell[0].y + shell[1].y) / 2});
  EXPECT_FALSE(fault());
}

TEST_F(OverlayCheck, MissingPart) {
  parts_[1].clear();
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, PartsSwapped) {
  std::swap(parts_[0], parts_[2]);
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, FaceInTheWrongPart) {
  parts_[0] = unite({parts_[0][0], parts_[1][0]});
  parts_[1].clear();
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, FaceInTwoParts) {
  parts_[0] = unite({parts_[0][0], parts_[1][0]});
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, HoleFilled) {
  parts_[0][0].holes.clear();
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, StrayEdge) {
  parts_[1] = intersection(parts_[1], {{{{0, 0}, {5, 0}, {5, 3}, {0, 5}, {0, 0}}, {}}});
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, VertexOutOfPlaceByThreeSteps) {
  for (XY& xy : parts_[2][0].shell)
    if (xy == XY{5, 5}) xy = {5 + 3 * kGrid, 5};
  EXPECT_TRUE(fault());
}

TEST_F(OverlayCheck, VertexOutOfPlaceByAStep) {
  for (XY& xy : parts_[2][0].shell)
    if (xy == XY{5, 5}) xy = {5 + kGrid, 5};
  EXPECT_FALSE(fault());
}

TEST_F(OverlayCheck, SmallStrayPolygon) {
  parts_[0].push_back(box(4.5, 0.5, 4.52, 0.52)[0]);
  EXPECT_TRUE(fault());
}

// --- edges of areas
// -------------------------------------------------------------------------------

double length_of(const std::vector<Path>& lines) {  // degrees
  double sum = 0;
  for (const Path& line : lines)
    for (std::size_t i = 1; i < line.size(); ++i)
      sum += std::hypot(line[i].lon - line[i - 1].lon, line[i].lat - line[i - 1].lat);
  return sum;
}

Area degrees(double west, double south, double east, double north) {
  return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

TEST(AreaEdges, OneRing) {
  const std::vector<Path> lines = area_edges({degrees(10, -1, 12, 1)}, 0.01);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].front(), lines[0].back());
  EXPECT_NEAR(length_of(lines), 8, 1e-3);
}

TEST(AreaEdges, CommonBordersAreNone) {
  EXPECT_NEAR(length_of(area_edges({degrees(10, -1, 12, 1), degrees(12, -1, 14, 1)}, 0.01)), 12,
              1e-3);
}

TEST(AreaEdges, CutAtTheAntimeridianIsNone) {
  EXPECT_NEAR(length_of(area_edges({degrees(178, -1, 182, 1)}, 0.01)), 12, 1e-3);
}

TEST(AreaEdges, HalvesThatMeetAtTheAntimeridian) {
  EXPECT_NEAR(length_of(area_edges({degrees(178, -1, 180, 1), degrees(-180, -1, -178, 0)}, 0.01)),
              12, 1e-3);
}

TEST(AreaEdges, BorderAlongTheAntimeridian) {
  EXPECT_NEAR(length_of(area_edges({degrees(178, -1, 180, 1)}, 0.01)), 8, 1e-3);
}

TEST(AreaEdges, PoleIsNone) {
  const Path ring{{0, 89}, {90, 89}, {180, 89}, {-90, 89}, {0, 89}};
  for (const Path& line : area_edges({{ring, {}}}, 0.01))
    for (const LonLat& place : line) EXPECT_LT(place.lat, 89.6);
}

}  // namespace
}  // namespace cordon
