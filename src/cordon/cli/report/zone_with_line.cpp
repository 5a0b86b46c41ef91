#include "cordon/cli/report/zone_with_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/report/report_zone.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/report/shares.hpp"
#include "cordon/zone/geos.hpp"

namespace cordon::cli {
namespace {

using Features = std::vector<ZoneFeature>;

constexpr double kSame = 1e-5;          // m; fields hold micrometres
constexpr double kForeignShare = 1e-3;  // of a zone; less may lie beyond by how a CRS bends edges

template <typename Of>
bool agree(const Features& features, const Of& of) {
  return std::all_of(features.begin(), features.end(), [&](const ZoneFeature& feature) {
    return of(feature) == of(features.front());
  });
}

template <typename Test>
bool all(const Features& features, const Test& test) {
  return std::all_of(features.begin(), features.end(), test);
}

std::set<double> distances_of(const Features& features) {
  std::set<double> distances;
  for (const ZoneFeature& feature : features) distances.insert(feature.to);
  return distances;
}

/// The side of all features; `both` where they differ.
Side only_side(const Features& features) {
  return agree(features, [](const ZoneFeature& f) { return f.side; }) ? features.front().side
                                                                      : Side::both;
}

bool are_bands(const Features& features) {
  return distances_of(features).size() > 1;
}

/// Whether one reach, or ascending ones, tell how all features were drawn.
bool tell_all(const Features& features) {
  if (features.empty()) return false;
  const bool told = all(features, [](const ZoneFeature& f) {
    return !f.own_distances && (f.to > 0 || (f.left && f.right));
  });
  const bool one_way = agree(features, [](const ZoneFeature& f) {
    return std::tuple(f.left, f.right, f.cap, f.edges, f.uncertainty, f.outside, f.tolerance);
  });
  if (!told || !one_way) return false;
  return !are_bands(features) || (all(features, [](const ZoneFeature& f) { return f.band; }) &&
                                  only_side(features) == Side::both);
}

void tell_names(const Features& features, ZoneTask& zone) {
  for (const ZoneFeature& feature : features) {
    if (feature.side_name.empty() || feature.side == Side::both) continue;
    const bool left = feature.side == Side::left;
    std::string& name = left ? zone.left_name : zone.right_name;
    if (name == (left ? "left" : "right")) name = feature.side_name;
  }
}

/// What the features hold, by region and sureness.
class Held {
 public:
  explicit Held(const Features& features)
      : features_(features),
        uncertain_(features.front().uncertainty > 0),
        bands_(are_bands(features)),
        nested_(bands_ && all(features, [](const ZoneFeature& f) { return f.from <= 0; })),
        farthest_(*distances_of(features).rbegin()) {}

  /// All of the zone.
  MultiPolygon extent() const {
    return straight_polygons(areas([&](const ZoneFeature& f) { return !nested_ || outermost(f); }));
  }

  /// Nothing where no features, or features of several kinds, make up the region.
  std::optional<MultiPolygon> find(const Region& region, Sureness sureness) const {
    if (uncertain_ == (sureness == Sureness::drawn)) return std::nullopt;
    if (!holds_side(region.side) || !holds_band(region.band)) return std::nullopt;
    return straight_polygons(areas([&](const ZoneFeature& f) {
      const bool side = region.side == Side::both || f.side == region.side;
      const bool band =
          region.band == 0 ? !nested_ || outermost(f) : std::abs(f.to - reach_of(region)) <= kSame;
      return side && band && f.sureness == sureness;
    }));
  }

 private:
  static double reach_of(const Region& region) {
    return region.left ? region.left->to : region.right->to;
  }

  bool outermost(const ZoneFeature& feature) const { return feature.to >= farthest_ - kSame; }

  /// What is possible of a side may be certain of the zone.
  bool holds_side(Side side) const {
    const bool whole = all(features_, [](const ZoneFeature& f) { return f.side == Side::both; });
    if (side == Side::both) return whole || !uncertain_;
    return all(features_, [](const ZoneFeature& f) { return f.side != Side::both; });
  }

  bool holds_band(std::size_t band) const {
    return band == 0 ? !bands_ || nested_ || !uncertain_ : bands_ && !nested_;
  }

  template <typename Test>
  std::vector<Area> areas(const Test& test) const {
    std::vector<Area> out;
    for (const ZoneFeature& feature : features_)
      if (test(feature)) out.insert(out.end(), feature.areas.begin(), feature.areas.end());
    return out;
  }

  const Features& features_;
  bool uncertain_, bands_, nested_;
  double farthest_;
};

MultiPolygon common(const MultiPolygon& a, const MultiPolygon& b) {
  return a.empty() || b.empty() ? MultiPolygon() : intersection(a, b);
}

MultiPolygon all_of(const Region& region) {
  MultiPolygon all = region.drawn;
  for (const MultiPolygon* more : {&region.certain, &region.possible})
    all.insert(all.end(), more->begin(), more->end());
  return unite(all);
}

/// Places beyond the reach of the line are those of another line; cordon verify looks closer.
void check_line(const Features& features, const MultiPolygon& extent, const Region& built) {
  const ZoneFeature& first = features.front();
  double error = first.tolerance;
  for (const ZoneFeature& feature : features) error = std::max(error, feature.max_error);
  const double beyond = lonlat_area_m2(difference(extent, all_of(built)));
  const double allowed = kForeignShare * lonlat_area_m2(extent) +
                         2 * error * perimeter_m(extent, OutputSpace::lonlat(1e-3));
  if (beyond > allowed)
    throw DataError(fmt::format("--line: {:.1f} km² of the zone lie beyond the distance from this "
                                "line that the zone's own fields tell",
                                beyond / 1e6),
                    "give the line that the zone was built around");
}

void take_certificate(const Features& features, Certificate& certificate) {
  for (const ZoneFeature& feature : features) {
    certificate.outward_error = std::max(certificate.outward_error, feature.outward_error);
    certificate.inward_error = std::max(certificate.inward_error, feature.inward_error);
  }
}

}  // namespace

std::optional<ReportTask> told_task(const ReportTask& asked, const Features& features) {
  if (!tell_all(features)) return std::nullopt;
  ReportTask told = asked;
  const ZoneFeature& first = features.front();
  const std::set<double> distances = distances_of(features);
  PartsRequest& parts = told.zone.parts;
  ZoneOptions& zone = told.zone.zone;
  if (first.left) {
    parts.left = Metres{*first.left};
    parts.right = Metres{*first.right};
  } else {
    zone.distance.value = *distances.rbegin();
    if (const Side side = only_side(features); side != Side::both) {
      parts.left = Metres{side == Side::left ? first.to : 0};
      parts.right = Metres{side == Side::right ? first.to : 0};
    }
  }
  if (distances.size() > 1)
    for (const double distance : distances) parts.bands.push_back({distance});
  parts.uncertainty.value = first.uncertainty;
  parts.outside = first.outside;
  if (first.tolerance > 0) zone.tolerance.value = first.tolerance;
  if (first.cap) zone.cap = *first.cap;
  if (first.edges) zone.edges = *first.edges;
  zone.fit = first.fit;
  tell_names(features, told.zone);
  return told;
}

bool holds_all_within_reach(const Features& features) {
  return all(features, [](const ZoneFeature& f) {
    return !f.cut_by && !f.outside && f.cap.value_or(Cap::round) == Cap::round &&
           f.fit == Fit::nearest && f.max_error <= f.tolerance;
  });
}

std::vector<Region> regions_with_line(const Features& features, const Shape& line,
                                      const ReportTask& told, const Progress& progress) {
  std::vector<Region> regions = built_regions(line, told, progress);
  const Held held(features);
  const MultiPolygon extent = held.extent();
  check_line(features, extent, regions.front());
  const auto take = [&](const Region& region, MultiPolygon& polygons, Sureness sureness) {
    std::optional<MultiPolygon> own = held.find(region, sureness);
    polygons = own ? std::move(*own) : common(polygons, extent);
  };
  for (Region& region : regions) {
    take(region, region.drawn, Sureness::drawn);
    if (told.zone.parts.uncertainty.value == 0) continue;
    take(region, region.certain, Sureness::certain);
    take(region, region.possible, Sureness::possible);
  }
  take_certificate(features, regions.front().certificate);
  return regions;
}

}  // namespace cordon::cli
