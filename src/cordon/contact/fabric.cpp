#include "cordon/contact/fabric.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "cordon/zone/areas.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/parts/arrangement.hpp"

namespace cordon::contact {
namespace {

constexpr std::size_t kOutside = static_cast<std::size_t>(-1);  // the face around all others

enum class Hold { nobody, one, several };

struct Land {
  Hold hold = Hold::nobody;
  std::size_t side = 0;  // with Hold::one
  friend bool operator==(const Land&, const Land&) = default;
};

Land land_of(const Face& face) {
  const auto claims = std::count(face.in.begin(), face.in.end(), true);
  if (claims == 0) return {};
  if (claims > 1) return {Hold::several, 0};
  const auto holder = std::find(face.in.begin(), face.in.end(), true);
  return {Hold::one, static_cast<std::size_t>(holder - face.in.begin())};
}

using DirectedEdge = std::pair<GridPoint, GridPoint>;

/// The face on the left of every edge.
std::map<DirectedEdge, std::size_t> faces_by_edge(const std::vector<Face>& faces,
                                                  const Plane& plane) {
  std::map<DirectedEdge, std::size_t> left_face;
  const auto walk = [&](const Ring& ring, bool counter_clockwise, std::size_t face) {
    const bool forward = (twice_signed_area(ring) > 0) == counter_clockwise;
    for (std::size_t i = 1; i < ring.size(); ++i) {
      GridPoint from = plane.to_grid(ring[i - 1]);
      GridPoint to = plane.to_grid(ring[i]);
      if (!forward) std::swap(from, to);
      left_face.emplace(DirectedEdge{from, to}, face);
    }
  };
  for (std::size_t i = 0; i < faces.size(); ++i) {
    walk(faces[i].polygon.shell, true, i);
    for (const Ring& hole : faces[i].polygon.holes) walk(hole, false, i);
  }
  return left_face;
}

/// Contested faces that touch along edges are one piece of contested land.
class ContestedLand {
 public:
  explicit ContestedLand(std::size_t faces) : parent_(faces), around_(faces), perimeter_(faces) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  void join(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

  void add_border(std::size_t face, const Land& beyond, double length) {
    if (beyond.hold == Hold::one) around_[face].insert(beyond.side);
    perimeter_[face] += length;
  }

  /// Pieces around which there is one side's own land, or none at all.
  std::vector<Enclosed> enclosed(const std::vector<Face>& faces, const std::vector<Land>& lands,
                                 const Plane& plane) {
    std::map<std::size_t, std::pair<std::set<std::size_t>, double>> pieces;
    for (std::size_t i = 0; i < faces.size(); ++i)
      if (lands[i].hold == Hold::several) {
        auto& [around, perimeter] = pieces[root(i)];
        around.insert(around_[i].begin(), around_[i].end());
        perimeter += perimeter_[i];
      }
    std::vector<Enclosed> out;
    for (const auto& [piece, found] : pieces) {
      if (found.first.size() > 1) continue;
      const auto claimant = std::find(faces[piece].in.begin(), faces[piece].in.end(), true);
      out.push_back({plane.place(faces[piece].polygon.shell.front()), found.second,
                     found.first.empty()
                         ? static_cast<std::size_t>(claimant - faces[piece].in.begin())
                         : *found.first.begin()});
    }
    return out;
  }

 private:
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  std::vector<std::size_t> parent_;
  std::vector<std::set<std::size_t>> around_;
  std::vector<double> perimeter_;
};

std::map<GridPoint, LonLat> given_vertices(const std::vector<NamedAreas>& sides,
                                           const Plane& plane) {
  std::map<GridPoint, LonLat> given;
  const auto add = [&](const Path& ring) {
    for (const LonLat& place : ring) given.emplace(plane.to_grid(plane.project(place)), place);
  };
  for (const NamedAreas& side : sides)
    for (const Area& area : side.areas) {
      add(area.shell);
      for (const Path& hole : area.holes) add(hole);
    }
  return given;
}

std::vector<Face> faces_of(const std::vector<NamedAreas>& sides, const Plane& plane) {
  std::vector<MultiPolygon> polygons;
  polygons.reserve(sides.size());
  // So straight that a vertex on an edge of the neighbour's is found to lie on it.
  const double bend = kGrid / 10;
  for (const NamedAreas& side : sides) polygons.push_back(flatten(side.areas, bend, plane.space()));
  std::vector<const MultiPolygon*> operands;
  operands.reserve(polygons.size());
  for (const MultiPolygon& side : polygons) operands.push_back(&side);
  return arrange(operands, kGrid);
}

MultiPolygon united(const std::vector<Face>& faces, const std::vector<Land>& lands, Hold hold) {
  MultiPolygon polygons;
  for (std::size_t i = 0; i < faces.size(); ++i)
    if (lands[i].hold == hold) polygons.push_back(faces[i].polygon);
  return polygons.size() > 1 ? unite(polygons) : polygons;
}

}  // namespace

Fabric weave(const std::vector<NamedAreas>& sides, const Plane& plane) {
  const std::vector<Face> faces = faces_of(sides, plane);
  std::vector<Land> lands;
  lands.reserve(faces.size());
  for (const Face& face : faces) lands.push_back(land_of(face));
  const std::map<DirectedEdge, std::size_t> left_face = faces_by_edge(faces, plane);

  Fabric fabric;
  ContestedLand contested(faces.size());
  for (const auto& [edge, left] : left_face) {
    const auto& [from, to] = edge;
    const auto other = left_face.find({to, from});
    const std::size_t right = other == left_face.end() ? kOutside : other->second;
    const Land here = lands[left];
    const Land beyond = right == kOutside ? Land{} : lands[right];
    if (here.hold == Hold::several) {
      const double length = plane.distance(plane.from_grid(from), plane.from_grid(to));
      if (beyond.hold == Hold::several)
        contested.join(left, right);
      else
        contested.add_border(left, beyond, length);
    }
    if (here.hold != Hold::one || here == beyond) continue;
    if (beyond.hold != Hold::one)
      fabric.fronts.push_back({from, to, here.side});
    else if (here.side < beyond.side)
      fabric.shared.push_back({from, to, here.side, beyond.side});
  }
  fabric.held = united(faces, lands, Hold::one);
  fabric.contested = united(faces, lands, Hold::several);
  fabric.enclosed = contested.enclosed(faces, lands, plane);
  fabric.given = given_vertices(sides, plane);
  return fabric;
}

}  // namespace cordon::contact
