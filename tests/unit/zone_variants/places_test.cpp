// One place, however its longitude is written.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cases.hpp"
#include "cordon/base/error.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/zone/prepare.hpp"
#include "cordon/zone/zone.hpp"
#include "drawing.hpp"
#include "oracle.hpp"

namespace cordon {
namespace {

Shape shifted(Shape shape, double turn) {
  for (LonLat& point : shape.points) point.lon += turn;
  for (Path& line : shape.lines)
    for (LonLat& place : line) place.lon += turn;
  for (Area& area : shape.areas)
    for (LonLat& place : area.shell) place.lon += turn;
  return shape;
}

/// Longitudes that a whole turn changes by no rounding.
Shape mixed() {
  const LonLat corner{30.5, 10};
  return {{{28.5, 10.25}},
          {{{29, 10}, {29.5, 10.5}, {30, 10}}},
          {{{corner, {31, 10}, {31, 10.5}, corner}, {}}}};
}

TEST(Places, WholeTurnsChangeNothing) {
  ZoneOptions options;
  for (const Cap cap : {Cap::round, Cap::flat, Cap::square})
    for (const Edges edges : {Edges::geodesic, Edges::planar})
      for (const Method method : {Method::exact, Method::projected}) {
        options.cap = cap;
        options.edges = edges;
        options.method = method;
        const Zone zone = build_zone(mixed(), options);
        for (const double turn : {360.0, -360.0, 720.0}) {
          const Zone same = build_zone(shifted(mixed(), turn), options);
          ASSERT_EQ(zone.polygons.size(), same.polygons.size());
          for (std::size_t i = 0; i < zone.polygons.size(); ++i)
            EXPECT_EQ(zone.polygons[i].shell, same.polygons[i].shell);
        }
      }
}

TEST(Places, AShapeThatIsRightIsNotCopied) {
  EXPECT_FALSE(with_geodesic_edges(mixed(), Edges::geodesic, 1));
  EXPECT_TRUE(with_geodesic_edges(shifted(mixed(), 360), Edges::geodesic, 1));
  const Shape rounded = *with_geodesic_edges(shifted(mixed(), -360), Edges::geodesic, 1);
  EXPECT_EQ(rounded.points, mixed().points);
  EXPECT_EQ(rounded.lines, mixed().lines);
  EXPECT_EQ(rounded.areas[0].shell, mixed().areas[0].shell);
}

/// Ends that meet on the antimeridian or in a pole are not free, whatever longitude they are given.
TEST(Places, EndsThatMeetAreNotFree) {
  ZoneOptions options;
  options.cap = Cap::flat;
  for (const Shape& shape : {Shape{{}, {{{179, 10}, {180, 10}}, {{-180, 10}, {-179, 10.2}}}, {}},
                             Shape{{}, {{{179, 10}, {180, 10}}, {{180, 10}, {181, 10.2}}}, {}},
                             Shape{{}, {{{20, 89}, {20, 90}}, {{170, 90}, {170, 89.2}}}, {}}}) {
    const Zone zone = build_zone(shape, options);
    // The same, drawn as one line.
    Shape joined;
    joined.lines = {{shape.lines[0][0], shape.lines[0][1], shape.lines[1][1]}};
    EXPECT_TRUE(oracle::check_zone(joined, options, zone.polygons).holds());
  }
}

/// In degrees the straight way from 170 to -170 leads over 0, not over the antimeridian.
TEST(Places, PlanarEdgesGoTheLongWayRound) {
  ZoneOptions options;
  options.edges = Edges::planar;
  const Zone zone = build_zone(oracle::line_shape({{170, 5}, {-170, 5}}), options);
  const oracle::Raycaster drawing(zone.polygons);
  EXPECT_TRUE(drawing.contains({0, 5}));
  EXPECT_TRUE(drawing.contains({120, 5.15}));
  EXPECT_FALSE(drawing.contains({0, 5.25}));
  EXPECT_FALSE(drawing.contains({180, 5}));
}

TEST(Places, APlanarEdgeFrom180To180IsTheWholeParallel) {
  ZoneOptions options;
  options.edges = Edges::planar;
  for (const double lat : {0.0, 60.0, -85.0}) {
    const Zone zone = build_zone(oracle::line_shape({{-180, lat}, {180, lat}}), options);
    const oracle::Raycaster drawing(zone.polygons);
    for (const double lon : {-179.0, -90.0, 0.0, 33.3, 135.0, 180.0}) {
      EXPECT_TRUE(drawing.contains({lon, lat})) << lat;
      EXPECT_TRUE(drawing.contains({lon, lat + 0.17})) << lat;
      EXPECT_FALSE(drawing.contains({lon, lat + 0.19})) << lat;
    }
  }
}

}  // namespace
}  // namespace cordon
