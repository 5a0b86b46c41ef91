#include "cordon/cli/zone/zone_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <thread>
#include <utility>

#include "cordon/base/parallel.hpp"
#include "cordon/cli/arguments.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/measures.hpp"

namespace cordon::cli {
namespace {

std::optional<AreaSource> read(const std::optional<AreaFile>& file, std::string_view option) {
  return file ? std::optional(read_area_file(*file, option)) : std::nullopt;
}

std::vector<Area> all_areas(const AreaSource& source) {
  std::vector<Area> areas;
  for (const NamedAreas& named : source.areas)
    areas.insert(areas.end(), named.areas.begin(), named.areas.end());
  return areas;
}

/// All parts of a request as one, where parts with an uncertainty overlap or leave between them
/// what is certain of the whole.
PartsRequest undivided(PartsRequest request) {
  if (!request.bands.empty()) request.bands = {request.bands.back()};
  request.split = false;
  request.holders.clear();
  return request;
}

bool overlap_if_uncertain(const PartsRequest& request) {
  return request.split || request.bands.size() > 1;
}

/// Areas of certain and possible parts: the least zone is what is certain, the greatest all.
Range sum(const std::vector<ZonePart>& parts, const std::vector<double>& areas) {
  Range total;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].sureness != Sureness::possible) total.least += areas[i];
    total.most += areas[i];
  }
  return total;
}

class Builder {
 public:
  Builder(const ZoneOptions& options, const OutputSpace& space)
      : options_(options), space_(space) {}

  BuiltZone build(const PartsRequest& request, const Progress& progress) const {
    BuiltZone zone;
    zone.parts = build_parts(request, options_, progress);
    zone.areas = areas(zone.parts);
    zone.whole = whole(request, zone, progress);
    zone.clipped = area(zone.parts.clipped);
    zone.erased = area(zone.parts.erased);
    return zone;
  }

 private:
  double area(const MultiPolygon& polygons) const {
    return area_m2(polygons, space_, options_.tolerance.value / 10);
  }

  std::vector<double> areas(const ZoneParts& parts) const {
    std::vector<double> out;
    for (const ZonePart& part : parts.parts) out.push_back(area(part.polygons));
    return out;
  }

  Range whole(const PartsRequest& request, const BuiltZone& zone, const Progress& progress) const {
    if (request.uncertainty.value > 0 && overlap_if_uncertain(request)) {
      const ZoneParts parts = build_parts(undivided(request), options_, progress);
      return sum(parts.parts, areas(parts));
    }
    if (!request.nested) return sum(zone.parts.parts, zone.areas);
    Range total;
    for (std::size_t i = 0; i < zone.areas.size(); ++i) {
      const std::optional<Band>& band = zone.parts.parts[i].left;
      const std::optional<Band>& other = zone.parts.parts[i].right;
      if ((band ? band->to : other->to) < request.bands.back().value) continue;
      total.least += zone.areas[i];
      total.most += zone.areas[i];
    }
    return total;
  }

  const ZoneOptions& options_;
  OutputSpace space_;  // a copy for the thread that builds
};

double line_length(const std::vector<Member>& members, const ZoneOptions& options) {
  double sum = 0;
  for (const Member& member : members)
    sum += options.edges == Edges::planar
               ? line_length_m(geodesics_of_planar(member.shape, options.tolerance.value))
               : line_length_m(member.shape);
  return sum;
}

/// Runs work; an error in it says which of several features it is about.
template <typename Work>
void about_group(const ZoneGroup& group, const Work& work) {
  const auto about = [&](const Error& error) {
    return group.feature ? fmt::format("feature {}: {}", *group.feature, error.what())
                         : std::string(error.what());
  };
  try {
    work();
  } catch (const UsageError& error) {
    throw UsageError(about(error), error.advice());
  } catch (const DataError& error) {
    throw DataError(about(error), error.advice());
  } catch (const CertificateError& error) {
    throw CertificateError(about(error), error.advice());
  }
}

}  // namespace

AreaSource read_area_file(const AreaFile& file, std::string_view option) {
  SourceOptions source;
  source.path = file.path;
  source.layer = file.layer;
  source.layer_option =
      fmt::format("--{} {}:LAYER{}", option, file.path, file.field.empty() ? "" : ":FIELD");
  source.crs_option.clear();
  return about_option(option, [&] { return read_areas(source, file.field); });
}

Territory read_territory(const ZoneTask& task) {
  return {read(task.clip, "clip"), read(task.erase, "erase"), read(task.by, "by")};
}

Findings input_findings(const Source& source, const Territory& territory) {
  Findings out = source.findings;
  for (const auto* areas : {&territory.clip, &territory.erase, &territory.by})
    if (*areas) out.insert(out.end(), (*areas)->findings.begin(), (*areas)->findings.end());
  return out;
}

PartsRequest common_request(const ZoneTask& task, const Territory& territory) {
  PartsRequest request = task.parts;
  if (territory.clip) request.clip = all_areas(*territory.clip);
  if (territory.erase) request.erase = all_areas(*territory.erase);
  if (territory.by) request.holders = territory.by->areas;
  return request;
}

std::vector<BuiltZone> build_zones(std::vector<ZoneGroup>& groups, std::size_t all,
                                   const PartsRequest& common, const ZoneTask& task,
                                   const OutputSpace& space, const Progress& progress) {
  ZoneOptions options = task.zone;
  if (groups.size() > 1) options.threads = 1;
  std::vector<BuiltZone> zones(groups.size());
  std::atomic<std::size_t> done{0};
  const std::thread::id starter = std::this_thread::get_id();
  parallel_for(groups.size(), task.zone.threads, [&](std::size_t i) {
    // Progress is told from the thread that started the work only; the others just stop when told.
    const Progress step = [&](double part, std::string_view name) {
      if (std::this_thread::get_id() != starter) return interrupting_signal() == 0;
      const double whole = static_cast<double>(done) + part;
      return !progress || progress(whole / static_cast<double>(groups.size()), name);
    };
    PartsRequest request = common;
    request.members = std::move(groups[i].members);
    std::future<double> line =
        std::async(options.threads > 1 ? std::launch::async : std::launch::deferred,
                   [&] { return line_length(request.members, options); });
    about_group(groups[i], [&] {
      try {
        zones[i] = Builder(options, space.for_thread()).build(request, step);
      } catch (const NothingLeft&) {
        if (all == 1) throw;
      }
    });
    zones[i].line = line.get();
    groups[i].members = std::move(request.members);
    ++done;
  });
  return zones;
}

}  // namespace cordon::cli
