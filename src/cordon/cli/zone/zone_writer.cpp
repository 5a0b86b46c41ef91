#include "cordon/cli/zone/zone_writer.hpp"

#include <iterator>
#include <utility>

namespace cordon::cli {

ZoneWriter::ZoneWriter(const ZoneTask& task, const Source& source, Territory territory,
                       OutputSet& outputs, const OutputSpace& space)
    : task_(task),
      outputs_(outputs),
      space_(space.for_thread()),
      reporter_(task, source, std::move(territory), space),
      with_lines_(source.counts.lines > 0 && outputs.holds_several_layers()) {}

void ZoneWriter::add(std::vector<ZoneGroup> groups, std::vector<BuiltZone> zones) {
  if (with_lines_) keep_lines(groups);
  const std::vector<GroupReport> reports = reporter_.add(std::move(groups), zones);
  Layer layer{"zone", {}};
  for (std::size_t g = 0; g < zones.size(); ++g)
    for (std::size_t i = 0; i < reports[g].features.size(); ++i)
      layer.features.push_back({std::move(zones[g].parts.parts[i].polygons),
                                reporter_.fields(reports[g], reports[g].features[i])});
  if (layer.features.empty()) return;
  if (!std::exchange(begun_, true)) outputs_.begin(described_schema(layer));
  outputs_.add(layer.features);
}

void ZoneWriter::keep_lines(const std::vector<ZoneGroup>& groups) {
  for (const ZoneGroup& group : groups)
    for (const Member& member : group.members) {
      std::vector<std::vector<XY>> drawn = drawn_lines(member.shape, task_.zone, space_);
      std::move(drawn.begin(), drawn.end(), std::back_inserter(lines_));
    }
}

ZoneReport ZoneWriter::finish() {
  ZoneReport report = reporter_.finish();
  if (with_lines_) {
    const Layer layer{"line", {{std::move(lines_), line_fields(report)}}};
    outputs_.begin(described_schema(layer));
    outputs_.add(layer.features);
    outputs_.describe("line", line_certificate(report));
  }
  outputs_.describe("zone", certificate_text(report));
  outputs_.finish();
  return report;
}

}  // namespace cordon::cli
