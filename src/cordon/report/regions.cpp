#include "cordon/report/regions.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cordon {
namespace {

std::size_t band_of(const ZonePart& part, const std::vector<Metres>& bands) {
  if (bands.empty()) return 0;
  const double outer = part.left ? part.left->to : part.right->to;
  const auto found = std::min_element(bands.begin(), bands.end(), [&](Metres a, Metres b) {
    return std::abs(a.value - outer) < std::abs(b.value - outer);
  });
  return static_cast<std::size_t>(found - bands.begin()) + 1;
}

Side side_of(const ZonePart& part) {
  if (part.left && part.right) return Side::both;
  return part.left ? Side::left : Side::right;
}

Certificate worse(Certificate a, const Certificate& b) {
  a.outward_error = std::max(a.outward_error, b.outward_error);
  a.inward_error = std::max(a.inward_error, b.inward_error);
  a.edges += b.edges;
  return a;
}

/// One way to divide the zone.
std::vector<Region> divide(const PartsRequest& request, const ZoneOptions& options,
                           const Progress& progress) {
  PartsRequest drawn = request;
  drawn.uncertainty = {0};
  std::vector<Region> regions;
  for (ZonePart& part : build_parts(drawn, options, progress).parts)
    regions.push_back({side_of(part),
                       band_of(part, request.bands),
                       part.left,
                       part.right,
                       std::move(part.polygons),
                       {},
                       {},
                       part.certificate});
  if (request.uncertainty.value == 0) return regions;
  for (ZonePart& part : build_parts(request, options, progress).parts)
    for (Region& region : regions) {
      if (region.left != part.left || region.right != part.right) continue;
      (part.sureness == Sureness::certain ? region.certain : region.possible) =
          std::move(part.polygons);
      region.certificate = worse(region.certificate, part.certificate);
    }
  return regions;
}

/// The whole zone, out to the last band.
PartsRequest without_bands(PartsRequest request) {
  if (!request.bands.empty()) request.members.front().distance = request.bands.back();
  request.bands.clear();
  return request;
}

/// A stretch of signed distances, negative on the left.
struct Stretch {
  double from = 0, to = 0;
};

/// Where in the region a line across it runs; both sides join at the line.
std::vector<Stretch> stretches(const Region& region, bool sides) {
  if (!sides) {
    const Band& band = region.left ? *region.left : *region.right;
    return {{band.from <= 0 ? -band.to : band.from, band.to}};
  }
  const bool at_line = region.left && region.right && region.left->from <= 0;
  if (at_line) return {{-region.left->to, region.right->to}};
  std::vector<Stretch> out;
  if (region.left) out.push_back({-region.left->to, -std::max(0.0, region.left->from)});
  if (region.right) out.push_back({std::max(0.0, region.right->from), region.right->to});
  return out;
}

bool lies_in(const Region& region, const Standing& standing) {
  const bool on_left = standing.hand ? *standing.hand == Hand::left : region.left.has_value();
  const std::optional<Band>& band = on_left ? region.left : region.right;
  return band && standing.distance <= band->to &&
         (band->from <= 0 || standing.distance > band->from);
}

}  // namespace

std::vector<Region> build_regions(const PartsRequest& request, bool split,
                                  const ZoneOptions& options, const Progress& progress) {
  PartsRequest all = request;
  all.split = false;
  all.nested = false;
  all.side = Side::both;
  std::vector<Region> regions;
  const auto add = [&](PartsRequest division, bool sides) {
    division.split = sides;
    for (Region& region : divide(division, options, progress)) regions.push_back(std::move(region));
  };
  add(without_bands(all), false);
  if (split) add(without_bands(all), true);
  if (!all.bands.empty()) add(all, false);
  if (!all.bands.empty() && split) add(all, true);
  std::stable_sort(regions.begin(), regions.end(),
                   [](const Region& a, const Region& b) { return a.band < b.band; });
  return regions;
}

Estimate measure(const Region& region, bool uncertain,
                 const std::function<double(const MultiPolygon&)>& of) {
  const double drawn = of(region.drawn);
  if (!uncertain) return {drawn, drawn, drawn};
  const double certain = of(region.certain);
  return {drawn, certain, certain + of(region.possible)};
}

Presence presence(const Region& region, const Standing& standing, double uncertainty) {
  const bool drawn = lies_in(region, standing);
  if (uncertainty == 0) return {drawn, drawn, drawn};
  const double signed_distance =
      standing.hand == Hand::left ? -standing.distance : standing.distance;
  const double low = signed_distance - uncertainty;
  const double high = signed_distance + uncertainty;
  Presence result{drawn, false, false};
  for (const Stretch& stretch : stretches(region, standing.hand.has_value())) {
    result.certain = result.certain || (low >= stretch.from && high <= stretch.to);
    result.possible = result.possible || (high >= stretch.from && low <= stretch.to);
  }
  return result;
}

}  // namespace cordon
