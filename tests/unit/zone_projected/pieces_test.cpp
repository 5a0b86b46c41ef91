#include "cordon/zone/projected/pieces.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/projected/straighten.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

TEST(PieceRadius, BoundsTheErrorOfThePlaneFromBothSides) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> azimuth(-180, 180);
  std::uniform_real_distribution<double> part(0, 1);
  for (const double lat : {0.0, 36.0, -75.0, 89.0}) {
    for (const auto& [distance, error] :
         {std::pair{20'000.0, 0.5}, std::pair{20'000.0, 0.005}, std::pair{2'000.0, 1.0},
          std::pair{500'000.0, 5.0}, std::pair{2'000'000.0, 100.0}}) {
      const double radius = piece_radius(distance, error);
      const LonLat centre{36, lat};
      const Projection plane = Projection::azimuthal_equidistant(centre);
      double largest = 0;
      for (int i = 0; i < 2'000; ++i) {
        const LonLat from =
            geodesic_direct(centre, azimuth(random), radius * (i % 2 == 0 ? 1 : part(random)))
                .place;
        const XY a = plane.forward(from);
        const double direction = azimuth(random) * 3.14159265358979 / 180;
        const LonLat to = plane.inverse(
            {a.x + distance * std::cos(direction), a.y + distance * std::sin(direction)});
        const double excess = distance - geodesic_distance(from, to);
        largest = std::max(largest, excess);
        EXPECT_GT(excess, -0.02 * error);
      }
      EXPECT_LT(largest, 1.02 * error) << "distance " << distance << " latitude " << lat;
      if (radius < 199'999) {
        EXPECT_GT(largest, 0.9 * error) << "pieces are smaller than they need be";
      }
    }
  }
}

TEST(Pieces, KeepEveryEdgeNearTheirCentres) {
  const Path line = reference::fractal({30, 50}, {40, 46}, 500, 0.4, 9);
  const double radius = 15'000;
  const std::vector<Piece> pieces = cut_into_pieces({line, {{36, 36}}}, radius);
  EXPECT_GT(pieces.size(), 20U);
  double length = 0;
  int points = 0;
  for (const Piece& piece : pieces) {
    for (const Path& path : piece.paths) {
      length += path_length(path);
      if (path.size() == 1) ++points;
      for (const LonLat& place : path)
        EXPECT_LE(geodesic_distance(piece.centre, place), 1.01 * radius);
    }
  }
  EXPECT_EQ(points, 1);
  EXPECT_NEAR(length, path_length(line), 1e-5);
}

TEST(Pieces, GatherNearPathsWhateverTheirOrder) {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> part(0, 1);
  std::vector<Path> points;
  for (int i = 0; i < 4'000; ++i) points.push_back({{36 + part(random), 35 + part(random)}});
  // About 90 by 110 km: some 30 boxes of this radius, and no more than a few times as many.
  EXPECT_LT(cut_into_pieces(points, 15'000).size(), 150U);
}

TEST(Outlines, DropRepeatedVerticesAndKeepPoints) {
  const Shape shape{{{1, 1}}, {{{0, 0}, {0, 0}, {1, 0}, {1, 0}}, {{2, 2}, {2, 2}}}, {}};
  const std::vector<Path> paths = outlines(shape);
  ASSERT_EQ(paths.size(), 3U);
  EXPECT_EQ(paths[0].size(), 1U);
  EXPECT_EQ(paths[1].size(), 2U);
  EXPECT_EQ(paths[2].size(), 1U);
}

TEST(ToPlane, FollowsTheGeodesic) {
  const Projection utm = Projection::named("EPSG:32637");
  const Path edge{{36, 60}, {44, 61}};
  const Path samples = cut_geodesic(edge[0], edge[1], 500);
  for (const double error : {10.0, 0.1, 0.001}) {
    const PlanePath path = to_plane(edge, utm, error);
    double worst = 0;
    for (const LonLat& sample : samples) {
      const XY p = utm.forward(sample);
      double least = 1e9;
      for (std::size_t i = 1; i < path.size(); ++i)
        if (p.x >= path[i - 1].x && p.x <= path[i].x)
          least = std::min(least, distance_to_line(p, path[i - 1], path[i]));
      worst = std::max(worst, least);
    }
    EXPECT_LT(worst, 1.25 * error);  // probed off the middle, a bend of one sign is a fifth larger
    EXPECT_GT(path.size(), 4U);
  }
}

}  // namespace
}  // namespace cordon
