#include "parts.hpp"

#include <fmt/format.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <utility>

#include "flat.hpp"
#include "random.hpp"
#include "side.hpp"

namespace cordon::oracle {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kLeastWidth = 2.1;  // of the tolerance

Joined joined_of(const ZoneOptions& options) {
  return options.edges == Edges::planar ? Joined::straight_in_lonlat : Joined::by_geodesics;
}

/// From one distance to another, m. `own`: counted from each member's own distance.
struct Bound {
  double at = 0;
  bool own = false;
};
struct Interval {
  Bound from, to;
};

Interval grown(const Interval& interval, double by) {
  return {{interval.from.at - by, interval.from.own}, {interval.to.at + by, interval.to.own}};
}

/// Nothing is a null pointer.
class Ideal {
 public:
  Ideal(const PartsRequest& request, const ZoneOptions& options)
      : request_(request), options_(options), joined_(joined_of(options)) {
    sided_ = request.side != Side::both || request.split ||
             (request.left && request.left->value != request.right->value);
    if (sided_) left_ = left_of(request.members[0].shape.lines, joined_);
  }

  std::vector<IdealPart> parts() {
    for (const Interval& interval : sided_ ? signed_intervals() : whole_intervals()) add(interval);
    return std::move(parts_);
  }

 private:
  /// Of the distance; with the inside of areas unless that is to be left out.
  std::vector<Interval> whole_intervals() const {
    const Bound inmost{request_.outside ? 0 : -kInf};
    if (request_.left) return {{inmost, {request_.left->value}}};
    if (request_.bands.empty()) return {{inmost, {0, true}}};
    std::vector<Interval> all;
    Bound from = inmost;
    for (const Metres& band : request_.bands) {
      all.push_back({from, {band.value}});
      if (!request_.nested) from = {band.value};
    }
    return all;
  }

  /// Of the distance, negative on the left.
  std::vector<Interval> signed_intervals() const {
    const double own = request_.members[0].distance.value;
    if (request_.bands.empty()) {
      const double left = request_.left ? request_.left->value : own;
      const double right = request_.right ? request_.right->value : own;
      if (request_.side == Side::both && !request_.split) return {{{-left}, {right}}};
      return chosen_sides({-left}, {right}, 0);
    }
    std::vector<Interval> all;
    double from = 0;
    for (const Metres& band : request_.bands) {
      for (const Interval& side : chosen_sides({-band.value}, {band.value}, from))
        all.push_back(side);
      if (!request_.nested) from = band.value;
    }
    return all;
  }

  std::vector<Interval> chosen_sides(Bound left, Bound right, double from) const {
    std::vector<Interval> sides;
    if (request_.split || request_.side == Side::left) sides.push_back({left, {-from}});
    if (request_.split || request_.side == Side::right) sides.push_back({{from}, right});
    return sides;
  }

  void add(const Interval& drawn) {
    const double u = request_.uncertainty.value;
    if (u == 0) {
      add_part(drawn, between(drawn), Sureness::drawn);
      return;
    }
    const PlaceSetPtr certain = between(grown(drawn, -u));
    PlaceSetPtr possible = between(grown(drawn, u));
    add_part(drawn, certain, Sureness::certain);
    if (possible && certain) possible = intersection({possible, complement(certain)});
    add_part(drawn, possible, Sureness::possible);
  }

  void add_part(const Interval& drawn, PlaceSetPtr places, Sureness sureness) {
    if (!places) return;
    IdealPart part;
    part.sureness = sureness;
    part.right = band_of(farthest(drawn.from), farthest(drawn.to));
    part.left = sided_ ? band_of(-farthest(drawn.to), -farthest(drawn.from)) : part.right;
    if (request_.clip) places = intersection({places, inside_of(*request_.clip, joined_)});
    if (request_.erase)
      places = intersection({places, complement(inside_of(*request_.erase, joined_))});
    part.places = std::move(places);
    parts_.push_back(std::move(part));
  }

  /// Without areas there is nothing below 0.
  std::optional<Band> band_of(double from, double to) const {
    const bool areas = std::any_of(request_.members.begin(), request_.members.end(),
                                   [](const Member& m) { return !m.shape.areas.empty(); });
    if (areas) return Band{from, to};
    if (to <= 0) return std::nullopt;
    return Band{std::max(0.0, from), to};
  }

  double farthest(const Bound& bound) const {
    if (!bound.own) return bound.at;
    double most = -kInf;
    for (const Member& member : request_.members)
      most = std::max(most, member.distance.value + bound.at);
    return most;
  }

  PlaceSetPtr between(const Interval& interval) const {
    if (farthest(interval.to) - farthest(interval.from) < kLeastWidth * options_.tolerance.value)
      return nullptr;
    if (!sided_) return without(level(interval.to), level(interval.from));
    std::vector<PlaceSetPtr> sides;
    const double left_to = -interval.from.at;
    const double right_to = interval.to.at;
    if (left_to > 0)
      sides.push_back(intersection({left_, without(level({left_to}), level({-interval.to.at}))}));
    if (right_to > 0)
      sides.push_back(
          intersection({complement(left_), without(level({right_to}), level({interval.from.at}))}));
    return sides.empty() ? nullptr : union_of(sides);
  }

  static PlaceSetPtr without(const PlaceSetPtr& set, const PlaceSetPtr& hole) {
    return set && hole ? intersection({set, complement(hole)}) : set;
  }

  /// All places as near as that to any member.
  PlaceSetPtr level(const Bound& bound) const {
    std::vector<PlaceSetPtr> zones;
    for (const Member& member : request_.members)
      if (PlaceSetPtr zone =
              zone_of(member.shape, bound.at + (bound.own ? member.distance.value : 0)))
        zones.push_back(std::move(zone));
    return zones.empty() ? nullptr : union_of(zones);
  }

  PlaceSetPtr zone_of(const Shape& shape, double distance) const {
    if (distance <= 0) {
      if (shape.areas.empty() || distance == -kInf) return nullptr;
      return within(Shape{{}, {}, shape.areas}, distance, joined_);
    }
    if (options_.cap == Cap::flat) return std::make_shared<FlatZone>(shape, distance, joined_);
    if (options_.cap == Cap::square)
      return std::shared_ptr<const PlaceSet>(new FlatZone(square_zone(shape, distance, joined_)));
    return within(shape, distance, joined_);
  }

  const PartsRequest& request_;
  const ZoneOptions& options_;
  Joined joined_;
  bool sided_ = false;
  PlaceSetPtr left_;
  std::vector<IdealPart> parts_;
};

LonLat random_place_around(const Path& vertices, double reach, Random& random) {
  const LonLat& vertex = vertices[random.bits() % vertices.size()];
  return geodesic_direct(vertex, random.uniform(0, 360), random.uniform(0, 1.2) * reach);
}

Path vertices_of(const Shape& shape) {
  Path all = shape.points;
  const auto append = [&](const Path& path) { all.insert(all.end(), path.begin(), path.end()); };
  for (const Path& line : shape.lines) append(line);
  for (const Area& area : shape.areas) {
    append(area.shell);
    for (const Path& hole : area.holes) append(hole);
  }
  return all;
}

/// A place where the geodesic between one in the set and one outside leaves it, to 1 um.
LonLat place_on_boundary(const PlaceSet& set, const LonLat& inside, const LonLat& outside) {
  const auto line = GeographicLib::Geodesic::WGS84().InverseLine(inside.lat, inside.lon,
                                                                 outside.lat, outside.lon);
  double low = 0, high = line.Distance();
  LonLat place = inside;
  while (high - low > 1e-6) {
    const double half = (low + high) / 2;
    line.Position(half, place.lat, place.lon);
    (set.contains(place) ? low : high) = half;
  }
  return place;
}

/// Places up to four tolerances from the drawn boundary.
Path places_near(const Drawing& drawn, int count, double tolerance, Random& random) {
  std::vector<std::pair<XY, XY>> edges;
  for (const Ring& loop : drawn.loops)
    for (std::size_t i = 1; i < loop.size(); ++i) edges.emplace_back(loop[i - 1], loop[i]);
  Path places;
  for (int i = 0; i < count && !edges.empty(); ++i) {
    const auto& [a, b] = edges[random.bits() % edges.size()];
    const double t = random.uniform();
    places.push_back(geodesic_direct({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)},
                                     random.uniform(0, 360), random.uniform(0, 4) * tolerance));
  }
  return places;
}

Path boundary_vertices(const Drawing& drawn) {
  Path vertices;
  for (const Ring& loop : drawn.loops)
    for (std::size_t i = 1; i < loop.size(); ++i) vertices.push_back(to_lonlat(loop[i]));
  return vertices;
}

}  // namespace

std::vector<IdealPart> ideal_parts(const PartsRequest& request, const ZoneOptions& options) {
  return Ideal(request, options).parts();
}

PlaceSetPtr held_by(const IdealPart& part, const std::vector<std::string>& names,
                    const PartsRequest& request, const ZoneOptions& options) {
  std::vector<PlaceSetPtr> sets{part.places};
  for (const NamedAreas& holder : request.holders) {
    const PlaceSetPtr held = inside_of(holder.areas, joined_of(options));
    const bool named = std::find(names.begin(), names.end(), holder.name) != names.end();
    sets.push_back(named ? held : complement(held));
  }
  return intersection(std::move(sets));
}

std::ostream& operator<<(std::ostream& out, const SetReport& report) {
  out << fmt::format("{} of {} places wrong, {} boundary places off", report.wrong.size(),
                     report.places, report.loose);
  if (!report.wrong.empty())
    out << fmt::format(", first wrong {:.9f} {:.9f}", report.wrong[0].lon, report.wrong[0].lat);
  if (report.loose > 0)
    out << fmt::format(", off at {:.9f} {:.9f}", report.loose_at.lon, report.loose_at.lat);
  return out;
}

SetReport check_set(const PlaceSet& truth, const Drawing& drawn, const Shape& around, double reach,
                    double tolerance, const Effort& effort) {
  constexpr int kTries = 20;
  constexpr std::size_t kMostVertices = 1500;
  Random random(effort.seed);
  const Path vertices = vertices_of(around);
  Path places = places_near(drawn, effort.near_samples, tolerance, random);
  for (int i = 0; i < effort.far_samples; ++i) {
    const LonLat place = random_place_around(vertices, reach, random);
    places.push_back(place);
    const bool inside = truth.contains(place);
    for (int k = 0; k < kTries; ++k) {
      const LonLat other = random_place_around(vertices, reach, random);
      if (truth.contains(other) == inside) continue;
      places.push_back(
          geodesic_direct(place_on_boundary(truth, inside ? place : other, inside ? other : place),
                          random.uniform(0, 360), random.uniform(0, 4) * tolerance));
      break;
    }
  }
  SetReport report;
  for (const LonLat& place : places) {
    const bool right = drawn.contains(place) == truth.contains(place);
    if (!right && !truth.is_clear(place, tolerance)) continue;
    ++report.places;
    if (!right) report.wrong.push_back(place);
  }
  const Path vertices_drawn = boundary_vertices(drawn);
  const std::size_t step = 1 + vertices_drawn.size() / kMostVertices;
  for (std::size_t i = 0; i < vertices_drawn.size(); i += step)
    if (truth.is_clear(vertices_drawn[i], (1 + effort.slack) * tolerance)) {
      ++report.loose;
      report.loose_at = vertices_drawn[i];
    }
  return report;
}

BoundaryError measure_set(const PlaceSet& truth, const Drawing& drawn, double most) {
  BoundaryError error;
  const auto measure = [&](const LonLat& place) {
    const bool outside = !truth.contains(place);
    double& worst = outside ? error.outward : error.inward;
    if (!truth.is_clear(place, worst)) return;
    double low = worst, high = most;
    while (high - low > most / 1000) {
      const double half = (low + high) / 2;
      (truth.is_clear(place, half) ? low : high) = half;
    }
    worst = high;
    (outside ? error.outward_at : error.inward_at) = place;
  };
  for (const Ring& loop : drawn.loops)
    for (std::size_t i = 1; i < loop.size(); ++i) {
      measure(to_lonlat(loop[i]));
      measure({(loop[i].x + loop[i - 1].x) / 2, (loop[i].y + loop[i - 1].y) / 2});
    }
  return error;
}

std::vector<LonLat> misdivided(const std::vector<Drawing>& parts, const Drawing& whole,
                               double tolerance, const Effort& effort) {
  Random random(effort.seed);
  std::vector<LonLat> wrong;
  for (const Drawing& part : parts)
    for (const LonLat& place : places_near(part, effort.near_samples, tolerance, random)) {
      const auto count = std::count_if(parts.begin(), parts.end(),
                                       [&](const Drawing& p) { return p.contains(place); });
      if (count != (whole.contains(place) ? 1 : 0)) wrong.push_back(place);
    }
  return wrong;
}

}  // namespace cordon::oracle
