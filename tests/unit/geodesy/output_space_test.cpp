#include "cordon/geodesy/output_space.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cordon/base/error.hpp"
#include "random.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;

TEST(OutputSpace, RoundingMovesAVertexByAHundredthOfTheTolerance) {
  Random random(test_seed());
  for (const double tolerance : {1000.0, 1.0, 0.3, 0.01, 0.001})
    for (const OutputSpace& space :
         {OutputSpace::lonlat(tolerance), OutputSpace::named("EPSG:32637", tolerance),
          OutputSpace::named("EPSG:3034", tolerance), OutputSpace::named("EPSG:2263", tolerance)}) {
      double worst = 0;
      for (int i = 0; i < 300; ++i) {
        const LonLat p{random.uniform(36, 42), random.uniform(30, 42)};
        worst = std::max(worst, oracle::geodesic_distance(space.inverse(space.forward(p)), p));
      }
      EXPECT_LE(worst, 0.0105 * tolerance) << space.decimals() << " decimals at " << tolerance;
      EXPECT_GT(worst, 0.0002 * tolerance) << "more decimals than the tolerance asks for";
    }
}

TEST(OutputSpace, CentimetreToleranceNeedsNineDecimalsOfADegree) {
  EXPECT_EQ(OutputSpace::lonlat(0.01).decimals(), 9);
  EXPECT_EQ(OutputSpace::lonlat(1).decimals(), 7);
  EXPECT_EQ(OutputSpace::named("EPSG:32637", 0.01).decimals(), 4);
  EXPECT_EQ(OutputSpace::named("EPSG:32637", 1000).decimals(), 0);
}

TEST(OutputSpace, RoundedIsRoundedAgainToItself) {
  const OutputSpace space = OutputSpace::lonlat(1);
  Random random(test_seed());
  for (int i = 0; i < 1000; ++i) {
    const XY once = space.forward({random.uniform(-180, 180), random.uniform(-90, 90)});
    EXPECT_EQ(space.rounded(once), once);
  }
}

TEST(OutputSpace, LonLatKeepsLongitudesInRange) {
  EXPECT_TRUE(OutputSpace::lonlat(1).is_lonlat());
  EXPECT_FALSE(OutputSpace::named("EPSG:4326", 1).is_lonlat());
  EXPECT_EQ(OutputSpace::lonlat(1).forward({190, 10}), (XY{-170, 10}));
  EXPECT_THROW(OutputSpace::named("EPSG:0", 1), UsageError);
}

TEST(OutputSpace, DegreesWrapAndMetresDoNot) {
  for (const OutputSpace& space : {OutputSpace::lonlat(1), OutputSpace::named("EPSG:4269", 1)}) {
    EXPECT_TRUE(space.wraps());
    EXPECT_EQ(space.step({179, 1}, {-179, 3}), (XY{2, 2}));
    EXPECT_EQ(space.off_seam({180, 3}), (XY{180 - 1e-9, 3}));
    EXPECT_EQ(space.off_seam({0, -90}), (XY{0, -(90 - 1e-9)}));
    EXPECT_EQ(space.off_seam({12, 3}), (XY{12, 3}));
    EXPECT_NO_THROW(space.check_edge({179, 1}, {-179, 3}));
  }
  const OutputSpace pacific = OutputSpace::named("EPSG:3832", 1);
  EXPECT_FALSE(pacific.wraps());
  EXPECT_EQ(pacific.step({179, 1}, {-179, 3}), (XY{-358, 2}));
  EXPECT_EQ(pacific.off_seam({180, 3}), (XY{180, 3}));
}

TEST(OutputSpace, AnEdgeOverTheBreakOfAProjectionIsRefused) {
  const OutputSpace pacific = OutputSpace::named("EPSG:3832", 1);  // breaks off at 30 W
  EXPECT_NO_THROW(pacific.check_edge(pacific.forward({179, 10}), pacific.forward({-179, 11})));
  EXPECT_THROW(pacific.check_edge(pacific.forward({-30.1, 10}), pacific.forward({-29.9, 10})),
               DataError);
  const OutputSpace mercator = OutputSpace::named("EPSG:3857", 1);
  EXPECT_THROW(mercator.check_edge(mercator.forward({179.9, 60}), mercator.forward({-179.9, 60})),
               DataError);
  EXPECT_NO_THROW(mercator.check_edge(mercator.forward({20, 84}), mercator.forward({21, 84})));
}

}  // namespace
}  // namespace cordon
