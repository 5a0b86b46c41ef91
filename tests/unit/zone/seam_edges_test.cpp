#include "cordon/zone/seam_edges.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cases.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/zone.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

const OutputSpace& degrees() {
  static const OutputSpace space = OutputSpace::lonlat(1);
  return space;
}

Polygon box(double west, double south, double east, double north) {
  return {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}};
}

TEST(SeamEdges, BothSidesCancel) {
  const MultiPolygon zone{box(170, -10, 180, 10), box(-180, -10, -170, 10), box(0, 0, 1, 1)};
  const SeamEdges seam = match_seam_edges(zone, degrees());
  EXPECT_TRUE(seam.unmatched.empty());
  EXPECT_EQ(seam.part_of, (std::vector<std::size_t>{0, 0, 2}));
  std::size_t edges = 0;
  for (const auto& stretch : boundary_of(zone, seam)) edges += stretch.size() - 1;
  EXPECT_EQ(edges, 3U + 3U + 4U);
}

TEST(SeamEdges, WhatOneSideLacksIsBoundary) {
  const SeamEdges seam =
      match_seam_edges({box(170, -10, 180, 10), box(-180, -4, -170, 12)}, degrees());
  ASSERT_EQ(seam.unmatched.size(), 2U);
  EXPECT_EQ(seam.unmatched[0], (std::array<XY, 2>{{{-180, 10}, {-180, 12}}}));
  EXPECT_EQ(seam.unmatched[1], (std::array<XY, 2>{{{180, -10}, {180, -4}}}));
  EXPECT_EQ(seam.part_of, (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(match_seam_edges({box(170, -10, 180, 10)}, degrees()).unmatched.size(), 1U);
}

TEST(SeamEdges, APoleIsInsideOnlyIfItIsSurrounded) {
  EXPECT_TRUE(match_seam_edges({box(-180, 80, 180, 90)}, degrees()).unmatched.empty());
  const SeamEdges open = match_seam_edges({box(-180, 80, 170, 90)}, degrees());
  EXPECT_EQ(open.unmatched.size(), 2U);  // the pole, and the seam on one side
}

TEST(SeamEdges, WhereNothingWrapsThereAreNone) {
  const OutputSpace metres = OutputSpace::named("EPSG:3832", 1);
  const MultiPolygon zone{box(170, -10, 180, 10)};
  const SeamEdges seam = match_seam_edges(zone, metres);
  EXPECT_TRUE(seam.unmatched.empty());
  ASSERT_EQ(boundary_of(zone, seam).size(), 1U);
  EXPECT_EQ(boundary_of(zone, seam)[0].size(), 5U);
}

/// The certificate must see what is missing at the seam.
class SeamDamage : public testing::Test {
 protected:
  SeamDamage() : shape_(oracle::line_shape({{179.5, 60}, {-179.5, 60.2}})) {
    zone_ = build_zone(shape_, {}).polygons;
  }
  bool holds(const MultiPolygon& zone) const {
    return certify(shape_, zone, 20'000, 1, Cap::round, degrees(), 1).holds();
  }
  Shape shape_;
  MultiPolygon zone_;
};

TEST_F(SeamDamage, TheRightZoneHolds) {
  ASSERT_EQ(zone_.size(), 2U);
  EXPECT_TRUE(holds(zone_));
}

TEST_F(SeamDamage, AHalfIsMissing) {
  EXPECT_FALSE(holds({zone_[0]}));
  EXPECT_FALSE(holds({zone_[1]}));
}

TEST_F(SeamDamage, AHalfIsCutBack) {
  for (MultiPolygon zone : {zone_, MultiPolygon{zone_[1], zone_[0]}}) {
    for (XY& xy : zone[0].shell)
      if (std::abs(xy.x) > 179.999) xy.x = std::copysign(179.999, xy.x);
    EXPECT_FALSE(holds(zone));
  }
}

TEST_F(SeamDamage, AHalfIsMoved) {
  MultiPolygon zone = zone_;
  for (XY& xy : zone[0].shell) xy.y += 1e-4;
  EXPECT_FALSE(holds(zone));
}

TEST_F(SeamDamage, AStrayPartBeyondTheSeam) {
  MultiPolygon zone = zone_;
  zone.push_back(box(-180, 20, -179.9, 20.1));
  EXPECT_FALSE(holds(zone));
  zone.push_back(box(179.9, 20, 180, 20.1));
  EXPECT_FALSE(holds(zone));
}

}  // namespace
}  // namespace cordon
