#include "cordon/zone/exact/hull.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "random.hpp"

namespace cordon {
namespace {

using oracle::Random;
using oracle::test_seed;
using Indices = std::vector<std::uint32_t>;

double cross(const XY& o, const XY& a, const XY& b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

Indices all_of(const std::vector<XY>& points) {
  Indices indices(points.size());
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

std::vector<XY> sorted(std::vector<XY> points) {
  std::sort(points.begin(), points.end(),
            [](const XY& a, const XY& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

std::vector<XY> sorted_at(const std::vector<XY>& points, const Indices& indices) {
  std::vector<XY> found;
  for (const std::uint32_t i : indices) found.push_back(points[i]);
  return sorted(found);
}

/// By definition: p is a vertex if it lies on no segment and in no triangle of other points. On
/// integers, where cross products are exact: p q is a hull edge if no point is right of it, and the
/// ends of maximal edges are the vertices.
std::vector<XY> brute_hull(const std::vector<XY>& points) {
  const std::vector<XY> distinct = sorted(points);
  if (distinct.size() < 3) return distinct;
  std::vector<XY> hull;
  for (const XY& p : distinct)
    for (const XY& q : distinct) {
      if (p == q) continue;
      const bool edge = std::all_of(distinct.begin(), distinct.end(), [&](const XY& r) {
        const double side = cross(p, q, r);
        const double along = (r.x - p.x) * (q.x - p.x) + (r.y - p.y) * (q.y - p.y);
        const double length2 = (q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y);
        return side > 0 || (side == 0 && along >= 0 && along <= length2);
      });
      if (edge) hull.insert(hull.end(), {p, q});
    }
  return sorted(hull);
}

/// Point sets on integers, from plain to degenerate.
std::vector<XY> point_set(int kind, Random& random) {
  const auto whole = [&](double range) { return std::floor(random.uniform(-range, range)); };
  std::vector<XY> points;
  const std::size_t count = 1 + random.bits() % 60;
  for (std::size_t i = 0; i < count; ++i) switch (kind) {
      case 0:
        points.push_back({whole(1000), whole(1000)});
        break;
      case 1:
        points.push_back({whole(4), whole(4)});
        break;   // a lattice, with duplicates
      case 2: {  // collinear
        const double t = whole(50);
        points.push_back({3 * t, -7 * t});
        break;
      }
      case 3: {  // a thin diagonal strip
        const double t = whole(100'000);
        points.push_back({t, t + whole(3)});
        break;
      }
      case 4:
        points.push_back({5, whole(20)});
        break;  // vertical
      case 5:
        points.push_back({7, 7});
        break;    // one place
      default: {  // on a circle, nearly
        const double a = random.uniform(0, 2 * std::numbers::pi);
        points.push_back({std::round(1e4 * std::cos(a)), std::round(1e4 * std::sin(a))});
      }
    }
  return points;
}
constexpr int kKinds = 7;

TEST(ConvexHull, AgreesWithBruteForce) {
  Random random(test_seed());
  for (int i = 0; i < 700; ++i) {
    const std::vector<XY> points = point_set(i % kKinds, random);
    Indices hull = all_of(points);
    convex_hull(points, hull);
    EXPECT_EQ(sorted_at(points, hull), brute_hull(points))
        << "kind " << i % kKinds << ", set " << i << ", CORDON_SEED " << test_seed();
    EXPECT_EQ(sorted_at(points, hull).size(), hull.size()) << "a vertex comes twice";
    for (std::size_t k = 0; hull.size() > 2 && k < hull.size(); ++k)
      EXPECT_GT(cross(points[hull[k]], points[hull[(k + 1) % hull.size()]],
                      points[hull[(k + 2) % hull.size()]]),
                0)
          << "not counter-clockwise";
  }
}

TEST(DropInnerPoints, KeepsEveryVertexOfTheHullAndTheOrder) {
  Random random(test_seed());
  for (int i = 0; i < 700; ++i) {
    const std::vector<XY> points = point_set(i % kKinds, random);
    Indices kept = all_of(points);
    drop_inner_points(points, kept);
    EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
    const std::vector<XY> left = sorted_at(points, kept);
    for (const XY& vertex : brute_hull(points))
      EXPECT_TRUE(std::find(left.begin(), left.end(), vertex) != left.end())
          << "kind " << i % kKinds << ", set " << i << ", CORDON_SEED " << test_seed();
  }
}

TEST(DropInnerPoints, KeepsTheHullOfThinStripsAtAnyAngle) {
  Random random(test_seed());
  for (int i = 0; i < 200; ++i) {
    const double angle = random.uniform(0, std::numbers::pi);
    const double width = std::pow(10, random.uniform(-9, 3));
    std::vector<XY> points;
    for (int k = 0; k < 300; ++k) {
      const double u = random.uniform(-1e4, 1e4);
      const double v = random.uniform(-width, width);
      points.push_back(
          {u * std::cos(angle) - v * std::sin(angle), u * std::sin(angle) + v * std::cos(angle)});
    }
    Indices whole = all_of(points);
    convex_hull(points, whole);
    Indices filtered = all_of(points);
    drop_inner_points(points, filtered);
    if (width > 30) {
      EXPECT_LT(filtered.size(), points.size() / 2) << "width " << width;
    }
    convex_hull(points, filtered);
    // Where rounding decides who is a vertex, what was dropped may lie outside by rounding only.
    for (const std::uint32_t vertex : whole)
      for (std::size_t k = 0; filtered.size() > 2 && k < filtered.size(); ++k) {
        const XY& a = points[filtered[k]];
        const XY& b = points[filtered[(k + 1) % filtered.size()]];
        EXPECT_GE(cross(a, b, points[vertex]) / std::hypot(b.x - a.x, b.y - a.y), -1e-8)
            << "width " << width << ", angle " << angle;
      }
  }
}

/// From the polygon of the kept vertices; 0 inside.
double outside(const std::vector<XY>& points, const Indices& polygon, const XY& p) {
  double least = INFINITY;
  bool inside = polygon.size() > 2;
  for (std::size_t k = 0; k < polygon.size(); ++k) {
    const XY& a = points[polygon[k]];
    const XY& b = points[polygon[(k + 1) % polygon.size()]];
    inside = inside && cross(a, b, p) >= 0;
    const double s2 = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    const double t =
        s2 > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / s2, 0.0, 1.0)
               : 0;
    least = std::min(least, std::hypot(a.x + t * (b.x - a.x) - p.x, a.y + t * (b.y - a.y) - p.y));
  }
  return inside ? 0 : least;
}

TEST(SimplifyConvex, LeavesNothingFartherOutsideThanTheSlack) {
  Random random(test_seed());
  std::size_t dropped = 0;
  for (int i = 0; i < 700; ++i) {
    const std::vector<XY> points = point_set(i % kKinds, random);
    Indices hull = all_of(points);
    convex_hull(points, hull);
    for (const double slack : {0.0, 0.5, 30.0, 400.0, 1e6}) {
      Indices kept = hull;
      simplify_convex(points, kept, slack);
      ASSERT_FALSE(kept.empty());
      dropped += hull.size() - kept.size();
      EXPECT_TRUE(std::includes(hull.begin(), hull.end(), kept.begin(), kept.end(),
                                [&](std::uint32_t a, std::uint32_t b) {
                                  return std::find(hull.begin(), hull.end(), a) <
                                         std::find(hull.begin(), hull.end(), b);
                                }))
          << "order is lost";
      for (const XY& p : points)
        EXPECT_LE(outside(points, kept, p), slack + 1e-9)
            << "kind " << i % kKinds << ", set " << i << ", slack " << slack;
    }
  }
  EXPECT_GT(dropped, 1000U);
}

}  // namespace
}  // namespace cordon
