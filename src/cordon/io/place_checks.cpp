#include "cordon/io/place_checks.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/io/gdal_support.hpp"

namespace cordon {
namespace {

constexpr double kWidestGap = 1000;       // m
constexpr double kWidestGapShare = 0.01;  // of the length of all lines
constexpr std::size_t kGapsShown = 10;
constexpr std::size_t kMostSamples = 80;

bool inside(const OGRPolygon& polygon, const OGRPoint& point) {
  const OGRLinearRing* shell = polygon.getExteriorRing();
  if (shell == nullptr || !shell->isPointInRing(&point, FALSE)) return false;
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i)
    if (polygon.getInteriorRing(i)->isPointInRing(&point, TRUE)) return false;
  return true;
}

struct End {
  LonLat place;
  std::size_t line = 0;
  Vec3 in_space{};  // m
};

/// The same place always has the same coordinates: longitude in [-180, 180), 0 at the poles, and
/// without the rounding errors of longitudes on other turns (1e-11 degrees are a micrometre).
LonLat canonical(const LonLat& place) {
  constexpr double kSteps = 1e11;  // per degree
  if (std::abs(place.lat) == 90) return {0, place.lat};
  const double lon = std::round(wgs84::wrap_longitude(place.lon) * kSteps) / kSteps;
  return {lon == 180 ? -180 : lon, std::round(place.lat * kSteps) / kSteps};
}

bool southern(const End& a, const End& b) {
  return std::tie(a.place.lat, a.place.lon) < std::tie(b.place.lat, b.place.lon);
}

std::vector<End> ends_of(const std::vector<Path>& lines) {
  std::vector<End> ends;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LonLat first = canonical(lines[i].front());
    const LonLat last = canonical(lines[i].back());
    if (first == last) continue;
    ends.push_back({first, i, wgs84::to_ecef(first)});
    ends.push_back({last, i, wgs84::to_ecef(last)});
  }
  std::sort(ends.begin(), ends.end(), southern);
  return ends;
}

/// Drops the ends that lie on a vertex of another line.
void drop_touching(const std::vector<Path>& lines, std::vector<End>& ends) {
  std::vector<bool> touches(ends.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const LonLat& vertex : lines[i]) {
      const LonLat place = canonical(vertex);
      auto at = std::lower_bound(ends.begin(), ends.end(), End{place}, southern);
      for (; at != ends.end() && at->place == place; ++at)
        if (at->line != i) touches[static_cast<std::size_t>(at - ends.begin())] = true;
    }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (!touches[i]) ends[kept++] = ends[i];
  ends.resize(kept);
}

/// Calls use(i, j, chord in metres) for ends of different lines nearer than `limit` metres.
template <typename Use>
void for_near_ends(const std::vector<End>& ends, double limit, const Use& use) {
  const double latitude_step = limit / wgs84::meridian_radius(0) / wgs84::kDegree;
  for (std::size_t i = 0; i < ends.size(); ++i)
    for (std::size_t j = i + 1; j < ends.size(); ++j) {
      if (ends[j].place.lat - ends[i].place.lat > latitude_step) break;
      if (ends[i].line == ends[j].line) continue;
      const double metres = length(ends[j].in_space - ends[i].in_space);
      if (metres < limit) use(i, j, metres);
    }
}

double total_chords(const std::vector<Path>& lines) {
  double total = 0;
  for (const Path& line : lines) {
    Vec3 from = wgs84::to_ecef(line.front());
    for (const LonLat& vertex : line) {
      const Vec3 to = wgs84::to_ecef(vertex);
      total += length(to - from);
      from = to;
    }
  }
  return total;
}

}  // namespace

Land::Land(const std::filesystem::path& natural_earth) {
  register_drivers();
  const GdalMessages messages;
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(natural_earth.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  OGRLayer* layer = dataset ? dataset->GetLayerByName("land") : nullptr;
  if (layer != nullptr)  // a spatial filter would take longer: GEOS on whole continents
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()})
      if (OGRGeometry* geometry = feature->StealGeometry()) {
        owned_.emplace_back(geometry);
        add(*geometry);
      }
  if (layer == nullptr || messages.failed())
    throw DataError(fmt::format("'{}' has no readable layer 'land'", natural_earth.string()),
                    "restore Cordon's data folder");
}

void Land::add(const OGRGeometry& geometry) {
  if (const auto* collection = dynamic_cast<const OGRGeometryCollection*>(&geometry))
    for (const OGRGeometry* member : *collection) add(*member);
  if (const auto* polygon = dynamic_cast<const OGRPolygon*>(&geometry)) {
    OGREnvelope box;
    polygon->getEnvelope(&box);
    areas_.emplace_back(box, polygon);
  }
}

bool Land::contains(const LonLat& place) const {
  const OGRPoint point(place.lon, place.lat);
  return std::any_of(areas_.begin(), areas_.end(), [&](const auto& area) {
    const auto& [box, polygon] = area;
    return place.lon >= box.MinX && place.lon <= box.MaxX && place.lat >= box.MinY &&
           place.lat <= box.MaxY && inside(*polygon, point);
  });
}

void Sample::add(const Parts& parts) {
  for_each_path(parts, [this](const LonLat* path, std::size_t count, GIntBig) {
    for (std::size_t i = (step_ - seen_ % step_) % step_; i < count;
         i += step_ - (seen_ + i) % step_) {
      places_.push_back({wgs84::wrap_longitude(path[i].lon), path[i].lat});
      if (places_.size() < kMostSamples) continue;
      for (std::size_t k = 0; 2 * k < places_.size(); ++k) places_[k] = places_[2 * k];
      places_.resize(kMostSamples / 2);
      step_ *= 2;
    }
    seen_ += count;
  });
}

std::future<Land> load_land(const std::optional<std::filesystem::path>& natural_earth,
                            bool likely) {
  return std::async(likely ? std::launch::async : std::launch::deferred, [natural_earth] {
    if (!natural_earth) throw DataError("the file natural-earth/natural-earth.gpkg is missing");
    return Land(*natural_earth);
  });
}

void check_swapped(const Sample& sample, std::future<Land>& land_loading, const Place& place,
                   Findings& findings) {
  const Path& here = sample.places();
  Path swapped;
  for (const LonLat& p : here) {
    if (std::abs(p.lon) > 90) return;
    swapped.push_back({p.lat, p.lon});
  }
  if (here.empty()) return;
  try {
    const Land land = land_loading.get();
    const auto on_land = [&](const LonLat& p) { return land.contains(p); };
    if (std::any_of(here.begin(), here.end(), on_land)) return;
    const auto hits = std::count_if(swapped.begin(), swapped.end(), on_land);
    if (static_cast<std::size_t>(hits) * 2 <= swapped.size()) return;
  } catch (const DataError& error) {
    findings.push_back(
        {Severity::warning, "no-land-data",
         fmt::format("{}: not checked whether longitude and latitude are swapped, {}", place.text(),
                     error.what()),
         "set CORDON_DATA to Cordon's data folder"});
    return;
  }
  findings.push_back(
      {Severity::warning, "swapped-axes-likely",
       fmt::format(
           "{}: all of it lies at sea, near longitude {:.4f}, latitude {:.4f}; with the two "
           "swapped it would be on land",
           place.text(), here.front().lon, here.front().lat),
       "if it is meant to be on land, write longitude first, then latitude",
       FindingSpot{here.front(), "all of it lies at sea; longitude and latitude may be swapped"}});
}

void AntimeridianCheck::add(const Parts& parts) {
  const auto jumps = [](const LonLat& a, const LonLat& b) {
    const bool at_pole = a.lat == b.lat && std::abs(a.lat) == 90;
    return !at_pole && std::abs(b.lon - a.lon) > 180;
  };
  for_each_path(parts, [&](const LonLat* path, std::size_t count, GIntBig feature) {
    const LonLat* const end = path + count;
    const LonLat* const jump = std::adjacent_find(path, end, jumps);
    if (jump == end) return;
    if (met_.count == 0) {
      from_ = jump[0];
      to_ = jump[1];
    }
    met_.add(feature);
  });
}

void AntimeridianCheck::tell(const Place& place, Findings& findings) const {
  if (met_.count == 0) return;
  const std::string edge =
      fmt::format("an edge leads from longitude {:.10g} to {:.10g}", from_.lon, to_.lon);
  findings.push_back(
      {Severity::warning, "edge-over-antimeridian",
       fmt::format("{}, {}: {} (near latitude {:.4f}); straight in longitude and latitude it would "
                   "go the long way round the Earth",
                   place.text(), met_.text(), edge, from_.lat),
       fmt::format("nothing to do with geodesic edges, which take the short way; with --edges "
                   "planar write {:.10g} instead of {:.10g}, or cut the line at the antimeridian",
                   to_.lon + (to_.lon < from_.lon ? 360 : -360), to_.lon),
       FindingSpot{from_, edge}});
}

std::vector<Gap> find_gaps(const Shape& shape) {
  std::vector<End> ends = ends_of(shape.lines);
  bool any = false;
  for_near_ends(ends, kWidestGap, [&](std::size_t i, std::size_t j, double) {
    any = any || ends[i].place != ends[j].place;
  });
  if (!any) return {};
  drop_touching(shape.lines, ends);
  const double limit = std::min(kWidestGap, kWidestGapShare * total_chords(shape.lines));

  std::vector<std::pair<double, std::size_t>> nearest(ends.size(), {limit, ends.size()});
  for_near_ends(ends, limit, [&](std::size_t i, std::size_t j, double metres) {
    nearest[i] = std::min(nearest[i], {metres, j});
    nearest[j] = std::min(nearest[j], {metres, i});
  });
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < ends.size(); ++i)
    if (nearest[i].second < ends.size()) pairs.insert(std::minmax(i, nearest[i].second));
  std::vector<Gap> gaps;
  for (const auto& [i, j] : pairs) {
    const bool in_order = ends[i].line < ends[j].line;
    const End& from = ends[in_order ? i : j];
    const End& to = ends[in_order ? j : i];
    gaps.push_back(
        {from.place, to.place, from.line, to.line, geodesic_distance(from.place, to.place)});
  }
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const Gap& a, const Gap& b) { return a.width > b.width; });
  return gaps;
}

namespace {

/// The gaps are those shown, widest first, of `count`.
void tell_gaps(const std::vector<FeatureGapCheck::Found>& gaps, std::size_t count,
               const Place& place, Findings& findings) {
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const FeatureGapCheck::Found& gap = gaps[i];
    const std::string lines = gap.from == gap.to
                                  ? fmt::format("two parts of feature {}", gap.from)
                                  : fmt::format("features {} and {}", gap.from, gap.to);
    const std::string more = i + 1 == kGapsShown && count > kGapsShown
                                 ? fmt::format("; {} narrower gaps follow", count - kGapsShown)
                                 : "";
    const std::string there = fmt::format("{} leave a gap of {:.3g} m", lines, gap.width);
    findings.push_back({Severity::warning, "gap",
                        fmt::format("{}: {} at longitude {:.6f}, latitude {:.6f}{}", place.text(),
                                    there, gap.place.lon, gap.place.lat, more),
                        "nothing to do if the line really ends there; else join the ends",
                        FindingSpot{gap.place, there}});
  }
}

}  // namespace

void check_gaps(const Parts& parts, const Place& place, Findings& findings) {
  const std::vector<Gap> gaps = find_gaps(parts.shape);
  std::vector<FeatureGapCheck::Found> shown;
  for (std::size_t i = 0; i < std::min(gaps.size(), kGapsShown); ++i) {
    const auto feature = [&](std::size_t line) {
      return parts.features[parts.line_feature[line]].id;
    };
    shown.push_back(
        {feature(gaps[i].from_line), feature(gaps[i].to_line), gaps[i].from, gaps[i].width});
  }
  tell_gaps(shown, gaps.size(), place, findings);
}

void FeatureGapCheck::add(const Parts& parts) {
  const std::vector<std::size_t>& owner = parts.line_feature;
  for (std::size_t begin = 0, end = 0; begin < owner.size(); begin = end) {
    while (end < owner.size() && owner[end] == owner[begin]) ++end;
    if (end - begin < 2) continue;
    Shape shape;
    shape.lines.assign(parts.shape.lines.begin() + static_cast<std::ptrdiff_t>(begin),
                       parts.shape.lines.begin() + static_cast<std::ptrdiff_t>(end));
    const GIntBig feature = parts.features[owner[begin]].id;
    const std::vector<Gap> gaps = find_gaps(shape);
    for (const Gap& gap : gaps) widest_.push_back({feature, feature, gap.from, gap.width});
    count_ += gaps.size();
  }
  std::stable_sort(widest_.begin(), widest_.end(),
                   [](const Found& a, const Found& b) { return a.width > b.width; });
  widest_.resize(std::min(widest_.size(), kGapsShown));
}

void FeatureGapCheck::tell(const Place& place, Findings& findings) const {
  tell_gaps(widest_, count_, place, findings);
}

}  // namespace cordon
