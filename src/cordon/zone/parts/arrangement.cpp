#include "cordon/zone/parts/arrangement.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "cordon/zone/geos.hpp"

namespace cordon {
namespace {

constexpr double kThinRadius = 2;  // grid steps; no disc of this radius fits into a thin face
constexpr double kThinWidth = 8;   // grid steps; mean width beyond which no face can be thin
constexpr std::size_t kUnbounded = static_cast<std::size_t>(-1);  // the face around all others

MultiPolygon node_and_polygonize(const std::vector<const MultiPolygon*>& operands, double grid) {
  std::vector<std::vector<XY>> rings;
  for (const MultiPolygon* operand : operands)
    for (const Polygon& polygon : *operand) {
      rings.push_back(polygon.shell);
      rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
    }
  const GeosContext context;
  const GeosGeometry lines = to_geos_paths(context, rings);
  const GeosGeometry noded{context, GEOSUnaryUnionPrec_r(context.handle(), lines.get(), grid),
                           "node boundaries on a grid"};
  const GEOSGeometry* only = noded.get();
  return from_geos(
      {context, GEOSPolygonize_r(context.handle(), &only, 1), "make faces of boundaries"});
}

XY inner_point(const GeosContext& context, const GeosGeometry& polygon) {
  const GeosGeometry point{context, GEOSPointOnSurface_r(context.handle(), polygon.get()),
                           "find an inner point"};
  XY xy;
  GEOSGeomGetX_r(context.handle(), point.get(), &xy.x);
  GEOSGeomGetY_r(context.handle(), point.get(), &xy.y);
  return xy;
}

template <typename Visit>  // visit(a, b) for each edge
void for_each_edge(const Polygon& polygon, const Visit& visit) {
  const auto walk = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) visit(ring[i - 1], ring[i]);
  };
  walk(polygon.shell);
  for (const Ring& hole : polygon.holes) walk(hole);
}

double length_of(const XY& a, const XY& b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

bool is_thin(const GeosContext& context, const Polygon& face, const GeosGeometry& geometry,
             double grid) {
  double area = std::abs(twice_signed_area(face.shell)) / 2;
  for (const Ring& hole : face.holes) area -= std::abs(twice_signed_area(hole)) / 2;
  double perimeter = 0;
  for_each_edge(face, [&](const XY& a, const XY& b) { perimeter += length_of(a, b); });
  if (2 * area > kThinWidth * grid * perimeter) return false;
  const GeosGeometry core{context,
                          GEOSBuffer_r(context.handle(), geometry.get(), -kThinRadius * grid, 1),
                          "shrink a face"};
  return GEOSisEmpty_r(context.handle(), core.get()) == 1;
}

/// For each face, how long its boundary with each neighbour is.
class Neighbours {
 public:
  explicit Neighbours(const std::vector<Face>& faces) : shared_(faces.size()) {
    struct Half {
      XY low, high;
      std::size_t face;
    };
    std::vector<Half> halves;
    const auto key = [](const XY& p) { return std::tie(p.x, p.y); };
    for (std::size_t f = 0; f < faces.size(); ++f)
      for_each_edge(faces[f].polygon, [&](const XY& a, const XY& b) {
        halves.push_back(key(a) < key(b) ? Half{a, b, f} : Half{b, a, f});
      });
    std::sort(halves.begin(), halves.end(), [&](const Half& a, const Half& b) {
      return std::tuple(key(a.low), key(a.high), a.face) <
             std::tuple(key(b.low), key(b.high), b.face);
    });
    for (std::size_t i = 0; i < halves.size(); ++i) {
      const Half& half = halves[i];
      const bool paired =
          i + 1 < halves.size() && halves[i + 1].low == half.low && halves[i + 1].high == half.high;
      const std::size_t other = paired ? halves[i + 1].face : kUnbounded;
      const double length = length_of(half.low, half.high);
      shared_[half.face][other] += length;
      if (paired) {
        shared_[other][half.face] += length;
        ++i;
      }
    }
  }

  const std::map<std::size_t, double>& of(std::size_t face) const { return shared_[face]; }

 private:
  std::vector<std::map<std::size_t, double>> shared_;
};

/// Gives thin faces to their neighbours, from those that touch other faces inwards.
void give_away(std::vector<std::size_t> thin, std::vector<Face>& faces) {
  const Neighbours neighbours(faces);
  std::vector<bool> open(faces.size(), false);
  for (const std::size_t f : thin) open[f] = true;
  for (bool progress = true; progress && !thin.empty();) {
    std::vector<std::size_t> left;
    std::vector<std::size_t> done;
    for (const std::size_t f : thin) {
      double longest = 0;
      std::size_t best = f;
      for (const auto& [other, length] : neighbours.of(f))
        if ((other == kUnbounded || !open[other]) && length > longest)
          std::tie(longest, best) = std::tuple(length, other);
      if (best == f) {
        left.push_back(f);
        continue;
      }
      faces[f].in = best == kUnbounded ? std::vector<bool>(faces[f].in.size()) : faces[best].in;
      done.push_back(f);
    }
    for (const std::size_t f : done) open[f] = false;
    progress = !done.empty();
    thin = std::move(left);
  }
}

}  // namespace

std::vector<Face> arrange(const std::vector<const MultiPolygon*>& operands, double grid) {
  std::vector<PointLocator> locators;
  locators.reserve(operands.size());
  for (const MultiPolygon* operand : operands) locators.emplace_back(*operand);
  const GeosContext context;
  std::vector<Face> faces;
  std::vector<std::size_t> thin;
  for (Polygon& polygon : node_and_polygonize(operands, grid)) {
    const GeosGeometry geometry = to_geos(context, {polygon});
    const XY inside = inner_point(context, geometry);
    Face face;
    for (const PointLocator& locator : locators) face.in.push_back(locator.contains(inside));
    if (is_thin(context, polygon, geometry, grid)) thin.push_back(faces.size());
    face.polygon = std::move(polygon);
    faces.push_back(std::move(face));
  }
  if (!thin.empty()) give_away(std::move(thin), faces);
  return faces;
}

}  // namespace cordon
