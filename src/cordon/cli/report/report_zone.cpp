#include "cordon/cli/report/report_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/zone_file.hpp"
#include "cordon/report/shares.hpp"

namespace cordon::cli {
namespace {

/// What sets the features of a zone apart.
struct Label {
  double from = 0, to = 0;  // m; 0: not told
  Side side = Side::both;

  friend bool operator<(const Label& a, const Label& b) {
    return std::tie(a.from, a.to, a.side) < std::tie(b.from, b.to, b.side);
  }
};

Label label_of(const ZoneFeature& feature) {
  return {feature.from, feature.to, feature.side};
}

Region region(const std::vector<Area>& areas, Side side, std::size_t band, const Label& label) {
  Region region;
  region.side = side;
  region.band = band;
  const Band reach{label.from, label.to};
  if (side != Side::right) region.left = reach;
  if (side != Side::left) region.right = reach;
  region.drawn = straight_polygons(areas);
  return region;
}

void append(std::vector<Area>& to, const std::vector<Area>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

bool is_zone_file(const Source& source, const ReportTask& task) {
  return !task.states_reach && source.counts.areas > 0 &&
         source.counts.lines + source.counts.points == 0;
}

std::vector<Region> built_regions(const Shape& shape, const ReportTask& task,
                                  const Progress& progress) {
  PartsRequest request = task.zone.parts;
  request.members.push_back({shape, task.zone.zone.distance});
  const bool only_lines = shape.points.empty() && shape.areas.empty();
  if (request.left && !only_lines)
    throw UsageError("--left and --right: only lines have sides",
                     "give --distance, or choose the lines with --where");
  const bool one_side = request.left && (request.left->value == 0 || request.right->value == 0);
  return build_regions(request, only_lines && !one_side, task.zone.zone, progress);
}

void refuse_for_zone(const Source& source, const ReportTask& task, bool has_line) {
  if (task.zone.parts.uncertainty.value > 0)
    throw UsageError(
        fmt::format("--uncertainty: '{}' holds a zone that is drawn already", source.path),
        "give the line itself, or say how far around these areas with --distance");
  if (!has_line && task.places && task.places->within)
    throw UsageError(
        fmt::format("--places-within: '{}' holds a zone, and no line", source.path),
        "name the line with --line FILE, or say how far around these areas with --distance");
}

std::vector<Region> file_regions(const Source& source) {
  std::map<Label, std::vector<Area>> parts;
  std::map<std::pair<double, double>, std::vector<Area>> bands;
  std::map<Side, std::vector<Area>> sides;
  for (const ZoneFeature& feature : zone_features(source)) {
    if (feature.sureness != Sureness::drawn)
      throw DataError(fmt::format("'{}' holds the zone of a line with an uncertainty, which does "
                                  "not say where the line itself was drawn",
                                  source.path),
                      "name the line with --line FILE, for figures with their ranges");
    append(parts[label_of(feature)], feature.areas);
    append(bands[{feature.from, feature.to}], feature.areas);
    append(sides[feature.side], feature.areas);
  }
  Label whole = bands.size() == 1 ? parts.begin()->first : Label{};
  whole.from = 0;
  std::vector<Region> regions{
      region(source.shape.areas, sides.size() == 1 ? sides.begin()->first : Side::both, 0, whole)};
  const bool by_side = sides.size() > 1;
  if (by_side)
    for (const auto& [side, areas] : sides)
      if (side != Side::both) regions.push_back(region(areas, side, 0, whole));
  std::size_t band = 0;
  if (bands.size() > 1)
    for (const auto& [reach, areas] : bands) {
      const Label label{reach.first, reach.second};
      regions.push_back(region(areas, Side::both, ++band, label));
      for (const auto& [part, part_areas] : parts)
        if (by_side && part.from == label.from && part.to == label.to)
          regions.push_back(region(part_areas, part.side, band, label));
    }
  return regions;
}

}  // namespace cordon::cli
