// Cutting at the antimeridian, against points that are asked for one by one.
#include "cordon/io/basemap_turns.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "fixtures.hpp"

namespace cordon::test {
namespace {

Parts areas(std::vector<Area> of) {
  Parts parts;
  parts.area_feature.resize(of.size());
  parts.features.resize(1);
  parts.shape.areas = std::move(of);
  return parts;
}

Parts lines(std::vector<Path> of) {
  Parts parts;
  parts.line_feature.resize(of.size());
  parts.features.resize(1);
  parts.shape.lines = std::move(of);
  return parts;
}

bool in_ring(const Path& ring, double lon, double lat) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const LonLat &a = ring[i - 1], &b = ring[i];
    if ((a.lat > lat) != (b.lat > lat) &&
        lon < a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
      inside = !inside;
  }
  return inside;
}

bool in_areas(const std::vector<Area>& areas, double lon, double lat) {
  bool inside = false;
  for (const Area& area : areas) {
    bool here = in_ring(area.shell, lon, lat);
    for (const Path& hole : area.holes) here = here != in_ring(hole, lon, lat);
    inside = inside || here;
  }
  return inside;
}

/// A star about a centre, whose longitudes go on over the antimeridian.
Path star(std::mt19937& random, const LonLat& centre, double reach) {
  std::uniform_real_distribution<double> radius(reach / 3, reach);
  Path ring;
  for (int i = 0; i < 40; ++i) {
    const double angle = i * M_PI / 20, r = radius(random);
    ring.push_back({centre.lon + r * std::cos(angle), centre.lat + r * std::sin(angle)});
  }
  ring.push_back(LonLat(ring.front()));
  return ring;
}

TEST(BasemapTurns, PiecesCoverWhatTheWholeCovers) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> lon(-200, 560), lat(-30, 30);
    const LonLat centre{lon(random), lat(random)};
    const Area whole{star(random, centre, 50), {star(random, centre, 10)}};
    Area jumping = whole;  // as a projected CRS leaves it: all on one turn
    for (LonLat& v : jumping.shell) v.lon = std::remainder(v.lon, 360);
    for (LonLat& v : jumping.holes[0]) v.lon = std::remainder(v.lon, 360);
    for (const Area& given : {whole, jumping}) {
      Parts parts = areas({given});
      fit_to_one_turn(parts);
      ASSERT_EQ(parts.area_feature.size(), parts.shape.areas.size());
      for (const Area& area : parts.shape.areas)
        for (const LonLat& v : area.shell) ASSERT_LE(std::abs(v.lon), 180);
      std::uniform_real_distribution<double> across(-60, 60);
      for (int i = 0; i < 300; ++i) {
        const double x = centre.lon + across(random), y = centre.lat + across(random);
        EXPECT_EQ(in_areas(parts.shape.areas, std::remainder(x, 360), y), in_areas({whole}, x, y));
      }
    }
  }
}

TEST(BasemapTurns, CapsGoBackAlongTheirPole) {
  for (const double lat : {-70.0, 70.0})
    for (const double direction : {1.0, -1.0}) {
      Path ring;
      for (int i = 0; i < 36; ++i)
        ring.push_back({std::remainder(5 + direction * 10 * i, 360), lat});
      ring.push_back(LonLat(ring.front()));
      Parts parts = areas({{ring, {}}});
      fit_to_one_turn(parts);
      for (int lon = -179; lon < 180; lon += 7) {
        EXPECT_TRUE(in_areas(parts.shape.areas, lon, std::copysign(89.9, lat)));
        EXPECT_TRUE(in_areas(parts.shape.areas, lon, std::copysign(70.1, lat)));
        EXPECT_FALSE(in_areas(parts.shape.areas, lon, std::copysign(69.9, lat)));
      }
    }
}

TEST(BasemapTurns, WhatIsOnOneTurnStays) {
  const Path ring{{-180, -90}, {180, -90}, {180, -80}, {0, -70}, {-180, -80}, {-180, -90}};
  Parts parts = areas({{ring, {}}});
  fit_to_one_turn(parts);
  ASSERT_EQ(parts.shape.areas.size(), 1U);
  EXPECT_EQ(parts.shape.areas[0].shell, ring);
}

TEST(BasemapTurns, LinesAreCutWhereTheyCross) {
  Parts parts = lines({{{170, 0}, {190, 10}, {175, 20}}, {{170, 0}, {-170, 10}}, {{1, 2}, {3, 4}}});
  parts.line_feature = {0, 1, 2};
  fit_to_one_turn(parts);
  const std::vector<Path> expected{{{170, 0}, {180, 5}},
                                   {{-180, 5}, {-170, 10}, {-180, 10 + 20 / 3.0}},
                                   {{180, 10 + 20 / 3.0}, {175, 20}},
                                   {{170, 0}, {180, 5}},
                                   {{-180, 5}, {-170, 10}},
                                   {{1, 2}, {3, 4}}};
  ASSERT_EQ(parts.shape.lines.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    expect_path(expected[i], parts.shape.lines[i], 1e-12);
  EXPECT_EQ(parts.line_feature, (std::vector<std::size_t>{0, 0, 0, 1, 1, 2}));
}

}  // namespace
}  // namespace cordon::test
