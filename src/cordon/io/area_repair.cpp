#include "cordon/io/area_repair.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <numbers>
#include <optional>
#include <string>
#include <utility>

#include "cordon/io/gdal_support.hpp"

namespace cordon {
namespace {

constexpr std::size_t kSmallestRing = 4;  // a triangle, its first vertex repeated

template <typename Change>
void change_rings(Area& area, const Change& change) {
  change(area.shell);
  for (Path& hole : area.holes) change(hole);
}

/// Vertices no more than half a turn apart, but for edges along a pole: they are as long as they
/// are drawn.
void unroll(Path& ring, double turn) {
  const double pole = turn / 4;
  double shift = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    // Added once: a ring that comes back to its turn ends exactly where it began.
    const double lon = ring[i].lon;
    if (std::abs(ring[i].lat) != pole || ring[i].lat != ring[i - 1].lat)
      shift += turn * turns_towards(ring[i - 1].lon, lon + shift, turn);
    ring[i].lon = lon + shift;
  }
}

bool goes_round(const Path& ring, double turn) {
  return std::abs(ring.back().lon - ring.front().lon) > turn / 2;
}

double middle_longitude(const Path& ring) {
  const auto [west, east] = std::minmax_element(
      ring.begin(), ring.end(), [](const LonLat& a, const LonLat& b) { return a.lon < b.lon; });
  return (west->lon + east->lon) / 2;
}

/// Longitude and latitude as angle and distance about a pole, and back; in units of the layer.
class PolarMap {
 public:
  PolarMap(const Path& around, double turn) : turn_(turn) {
    double sum = 0;
    for (const LonLat& vertex : around) sum += vertex.lat;
    pole_ = std::copysign(turn / 4, sum);
  }

  LonLat forward(const LonLat& place) const {
    const double radius = std::abs(pole_ - place.lat);
    const double angle = place.lon / turn_ * 2 * std::numbers::pi;
    return {radius * std::cos(angle), radius * std::sin(angle)};
  }
  LonLat inverse(const LonLat& xy) const {
    const double radius = std::hypot(xy.lon, xy.lat);
    return {std::atan2(xy.lat, xy.lon) / (2 * std::numbers::pi) * turn_,
            pole_ - std::copysign(radius, pole_)};
  }

 private:
  double turn_;
  double pole_ = 0;
};

/// An area on the plane in which GEOS is to look at it.
struct Flat {
  Area area;
  std::optional<PolarMap> map;

  LonLat back(const LonLat& xy) const { return map ? map->inverse(xy) : xy; }
};

Flat flatten(const Area& given, double turn) {
  Flat flat{given, std::nullopt};
  if (turn == 0) return flat;
  Area& area = flat.area;
  change_rings(area, [&](Path& ring) { unroll(ring, turn); });
  if (goes_round(area.shell, turn) ||
      std::any_of(area.holes.begin(), area.holes.end(),
                  [&](const Path& hole) { return goes_round(hole, turn); })) {
    flat.map.emplace(area.shell, turn);
    change_rings(area, [&](Path& ring) {
      for (LonLat& vertex : ring) vertex = flat.map->forward(vertex);
      ring.back() = ring.front();
    });
    return flat;
  }
  const double middle = middle_longitude(area.shell);
  for (Path& hole : area.holes) {
    const double shift = turn * std::round((middle - middle_longitude(hole)) / turn);
    for (LonLat& vertex : hole) vertex.lon += shift;
  }
  return flat;
}

std::unique_ptr<OGRLinearRing> to_ogr(const Path& path) {
  auto ring = std::make_unique<OGRLinearRing>();
  ring->setNumPoints(static_cast<int>(path.size()));
  for (std::size_t i = 0; i < path.size(); ++i)
    ring->setPoint(static_cast<int>(i), path[i].lon, path[i].lat);
  return ring;
}

/// Rings of fewer than three corners enclose nothing. Nothing if the shell is one.
std::unique_ptr<OGRPolygon> to_ogr(const Area& area) {
  if (area.shell.size() < kSmallestRing) return nullptr;
  auto polygon = std::make_unique<OGRPolygon>();
  polygon->addRingDirectly(to_ogr(area.shell).release());
  for (const Path& hole : area.holes)
    if (hole.size() >= kSmallestRing) polygon->addRingDirectly(to_ogr(hole).release());
  return polygon;
}

Path from_ogr(const OGRLinearRing& ring, const Flat& flat) {
  Path path;
  path.reserve(static_cast<std::size_t>(ring.getNumPoints()));
  for (int i = 0; i < ring.getNumPoints(); ++i)
    path.push_back(flat.back({ring.getX(i), ring.getY(i)}));
  return path;
}

void collect(const OGRGeometry& geometry, const Flat& flat, std::vector<Area>& areas) {
  if (const auto* members = dynamic_cast<const OGRGeometryCollection*>(&geometry))
    for (const OGRGeometry* member : *members) collect(*member, flat, areas);
  const auto* polygon = dynamic_cast<const OGRPolygon*>(&geometry);
  if (polygon == nullptr || polygon->IsEmpty()) return;
  Area area{from_ogr(*polygon->getExteriorRing(), flat), {}};
  for (int i = 0; i < polygon->getNumInteriorRings(); ++i)
    area.holes.push_back(from_ogr(*polygon->getInteriorRing(i), flat));
  areas.push_back(std::move(area));
}

/// What GEOS says is wrong, and where: "Self-intersection at or near point 36.5 35.6".
std::string reason(const std::vector<std::string>& warnings, const Flat& flat) {
  if (warnings.empty()) return "a ring has fewer than three corners";
  constexpr std::string_view kNear = " at or near point ";
  const std::string& words = warnings.front();
  const std::size_t at = words.find(kNear);
  if (at == std::string::npos) return words;
  const CPLStringList numbers(CSLTokenizeString2(words.c_str() + at + kNear.size(), " ", 0));
  if (numbers.Count() < 2) return words;
  const LonLat place = flat.back({CPLAtof(numbers[0]), CPLAtof(numbers[1])});
  return fmt::format("{} near {:.10g}, {:.10g}", words.substr(0, at), place.lon, place.lat);
}

struct Repair {
  std::vector<Area> areas;
  std::string reason;  ///< why it was needed
};

/// Nothing if the area is valid.
std::optional<Repair> repair(const Area& area, double turn) {
  const Flat flat = flatten(area, turn);
  const std::unique_ptr<OGRPolygon> polygon = to_ogr(flat.area);
  const GdalMessages messages;
  const bool all_rings =
      polygon && polygon->getNumInteriorRings() == static_cast<int>(area.holes.size());
  if (all_rings && polygon->IsValid()) return std::nullopt;
  Repair result;
  if (polygon) {
    result.reason = reason(messages.warnings(), flat);
    CPLStringList options;
    options.SetNameValue("METHOD", "STRUCTURE");
    const std::unique_ptr<OGRGeometry> valid(polygon->MakeValid(options.List()));
    if (valid) collect(*valid, flat, result.areas);
  }
  return result;
}

}  // namespace

void repair_areas(double turn, Parts& parts, const Place& place, Findings& findings) {
  Tally repaired, collapsed;
  std::string first_reason;
  std::vector<Area> areas;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < parts.shape.areas.size(); ++i) {
    std::optional<Repair> better = repair(parts.shape.areas[i], turn);
    const GIntBig id = parts.features[parts.area_feature[i]].id;
    if (!better) {
      areas.push_back(std::move(parts.shape.areas[i]));
    } else if (better->areas.empty()) {
      collapsed.add(id);
    } else {
      if (repaired.count == 0) first_reason = better->reason;
      repaired.add(id);
      std::move(better->areas.begin(), better->areas.end(), std::back_inserter(areas));
    }
    owners.resize(areas.size(), parts.area_feature[i]);
  }
  parts.shape.areas = std::move(areas);
  parts.area_feature = std::move(owners);
  if (repaired.count > 0)
    findings.push_back({Severity::warning, "repaired-area",
                        fmt::format("{}, {}: the area was not valid ({}) and was repaired",
                                    place.text(), repaired.text(), first_reason),
                        "look at the place on a map; correct the area there if the repair is not "
                        "what was meant"});
  if (collapsed.count > 0)
    findings.push_back({Severity::warning, "collapsed-area",
                        fmt::format("{}, {}: the rings enclose nothing; the area was left out",
                                    place.text(), collapsed.text()),
                        "nothing to do if that is a remnant; else draw the area again"});
}

}  // namespace cordon
