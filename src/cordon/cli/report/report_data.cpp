#include "cordon/cli/report/report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/cli/place_box.hpp"
#include "cordon/cli/report/report_places.hpp"
#include "cordon/cli/report/report_zone.hpp"
#include "cordon/cli/report/zone_with_line.hpp"
#include "cordon/cli/source_text.hpp"
#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/cli/zone_file.hpp"
#include "cordon/geodesy/edges.hpp"
#include "cordon/geodesy/measures.hpp"
#include "cordon/io/data_folder.hpp"
#include "cordon/report/shares.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kNaturalEarth = "Natural Earth, 1:10m, public domain";

bool is_uncertain(const ReportTask& task) {
  return task.zone.parts.uncertainty.value > 0;
}

/// All that the zone may be.
MultiPolygon greatest(const Region& whole) {
  MultiPolygon all = whole.drawn;
  all.insert(all.end(), whole.possible.begin(), whole.possible.end());
  return all;
}

std::vector<Estimate> areas_of(const std::vector<Region>& regions, bool uncertain) {
  std::vector<Estimate> areas;
  areas.reserve(regions.size());
  for (const Region& region : regions) areas.push_back(measure(region, uncertain, lonlat_area_m2));
  return areas;
}

/// What of each region lies in each area, and in none.
AreaTable area_table(const std::vector<NamedPolygons>& near, const std::vector<Region>& regions,
                     bool uncertain) {
  AreaTable table;
  for (const NamedPolygons& area : near) table.rows.push_back({area.name, area.area, {}});
  const auto shares = [&](const MultiPolygon& zone) {
    return zone.empty() ? Shares{std::vector<double>(near.size(), 0.0), 0} : share_out(zone, near);
  };
  for (const Region& region : regions) {
    const Shares drawn = shares(region.drawn);
    const Shares certain = uncertain ? shares(region.certain) : drawn;
    const Shares possible = shares(region.possible);
    for (std::size_t i = 0; i < near.size(); ++i)
      table.rows[i].in_region.push_back(
          {drawn.in_area[i], certain.in_area[i], certain.in_area[i] + possible.in_area[i]});
    table.in_none.push_back({drawn.in_none, certain.in_none, certain.in_none + possible.in_none});
  }
  std::erase_if(table.rows, [](const AreaRow& row) { return row.in_region.front().most == 0; });
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const AreaRow& a, const AreaRow& b) {
    return a.in_region.front().drawn > b.in_region.front().drawn;
  });
  return table;
}

/// Where geometry cannot tell whether a zone was built around a line, its SHA-256 must.
void check_same_line(const std::vector<ZoneFeature>& features, const Source& line,
                     bool is_checked) {
  const std::string told = field_text(line, {"line_sha256"});
  const std::string& sha256 = told.empty() ? line.sha256 : told;
  for (const ZoneFeature& feature : features)
    if ((!is_checked || !told.empty()) && !feature.line_sha256.empty() &&
        feature.line_sha256 != sha256)
      throw DataError(fmt::format("--line: the zone says that it was built around '{}' of SHA-256 "
                                  "{}, the line has {}",
                                  feature.line_source, feature.line_sha256, sha256),
                      "give the line that the zone was built around");
}

class Gatherer {
 public:
  Gatherer(const ReportTask& task, const Progress& progress) : task_(task), progress_(progress) {}

  ReportData gather() {
    read_line();
    add_areas();
    add_places();
    add_population();
    add_limits();
    data_.task = std::move(task_);
    return std::move(data_);
  }

 private:
  void read_line() {
    report(progress_, 0, "reading the line");
    const ZoneSources sources = task_.states_reach ? ZoneSources{task_.zone.source, std::nullopt}
                                                   : zone_sources(task_.zone.source, task_.line);
    Source source = read_source(sources.zone);
    data_.is_zone = is_zone_file(source, task_);
    data_.warnings = source.findings;
    if (!data_.is_zone) {
      if (!task_.line.empty())
        throw UsageError(fmt::format("--line: '{}' is no zone with a line to add", source.path),
                         "leave out --line: the zone is built around the file itself");
      data_.regions = built_regions(source.shape, task_, progress_);
      data_.line_name = file_name(source.path);
      keep_line(std::move(source));
    } else {
      refuse_for_zone(source, task_, sources.line.has_value());
      data_.files.push_back({"zone", file_name(source.path), source.layer, "", source.sha256});
      if (sources.line)
        add_zone_with_line(std::move(source), *sources.line);
      else
        add_zone(std::move(source));
    }
    data_.areas = areas_of(data_.regions, is_uncertain(task_));
  }

  void add_zone(Source source) {
    data_.regions = file_regions(source);
    around_ = std::move(source.shape);
    for (SourceFeature& feature : source.by_feature) feature.shape = {};
    data_.source = std::move(source);
  }

  void add_zone_with_line(Source zone, const SourceOptions& line_source) {
    Source line = about_option("line", [&] { return read_source(line_source); });
    const std::vector<ZoneFeature> features = zone_features(zone);
    data_.warnings.insert(data_.warnings.end(), line.findings.begin(), line.findings.end());
    std::optional<ReportTask> told = told_task(task_, features);
    check_same_line(features, line, told.has_value());
    data_.tells_how = told.has_value();
    if (told) {
      task_ = std::move(*told);
      data_.regions = regions_with_line(features, line.shape, task_, progress_);
      by_distance_ = holds_all_within_reach(features);
      if (features.front().cut_by) data_.cut_by = *features.front().cut_by;
    } else {
      data_.regions = file_regions(zone);
      by_distance_ = false;
      around_ = std::move(zone.shape);
    }
    const std::string told_name = field_text(line, {"line_source"});
    data_.line_name = told_name.empty() ? file_name(line.path) : told_name;
    keep_line(std::move(line));
  }

  /// Keeps what is measured from the line, or from what else a zone is built around.
  void keep_line(Source line) {
    data_.lines = line.counts.lines;
    data_.has_sides = line.counts.points + line.counts.areas == 0;
    line_ = std::move(line.shape);
    if (task_.zone.zone.edges == Edges::planar)
      line_ = geodesics_of_planar(line_, task_.zone.zone.tolerance.value / 10);
    data_.line_length = line_length_m(line_);
    near_ = std::make_unique<NearSearch>(line_);
    around_.points.insert(around_.points.end(), line_.points.begin(), line_.points.end());
    around_.lines.insert(around_.lines.end(), line_.lines.begin(), line_.lines.end());
    around_.areas.insert(around_.areas.end(), line_.areas.begin(), line_.areas.end());
    data_.files.push_back(line_file(line));
    for (SourceFeature& feature : line.by_feature) feature.shape = {};
    data_.source = std::move(line);
  }

  /// The layer of a zone's file names the file that its line came from.
  InputFile line_file(const Source& line) const {
    const std::string credit = field_text(line, {"source", "attribution", "credit"});
    const std::string sha256 = field_text(line, {"line_sha256"});
    if (!sha256.empty())
      return {"line", data_.line_name, field_text(line, {"line_layer"}), credit, sha256};
    return {"line", data_.line_name, line.layer, credit, line.sha256};
  }

  void add_areas() {
    report(progress_, 0, "measuring areas");
    const MultiPolygon zone = greatest(data_.regions.front());
    for (const AreaFile& file : task_.areas) {
      AreaSource source = read_area_file(file, "areas");
      add_table(source, areas_near(source.areas, zone), "area", "areas of " + source.layer, "");
      data_.warnings.insert(data_.warnings.end(), source.findings.begin(), source.findings.end());
    }
    if (task_.shipped_areas) add_shipped_areas(zone);
  }

  /// Provinces are read country by country: their names are unique only there, and the whole world
  /// takes its time.
  void add_shipped_areas(const MultiPolygon& zone) {
    const auto file = data_file("natural-earth/natural-earth.gpkg");
    if (!file)
      throw DataError("Cordon's data lack 'natural-earth/natural-earth.gpkg'",
                      "name areas with --areas FILE:FIELD, or leave them out with --areas none");
    SourceOptions options;
    options.path = file->string();
    options.layer = "countries";
    const AreaSource countries = read_areas(options, "name");
    const std::vector<NamedPolygons> countries_near = areas_near(countries.areas, zone);
    options.layer = "provinces";
    std::vector<NamedPolygons> provinces_near;
    for (const NamedPolygons& country : countries_near) {
      std::string name = country.name;
      for (std::size_t at = 0; (at = name.find('\'', at)) != std::string::npos; at += 2)
        name.insert(at, 1, '\'');
      options.where = fmt::format("country = '{}'", name);
      for (NamedPolygons& province : areas_near(read_areas(options, "name").areas, zone)) {
        if (countries_near.size() > 1) province.name += ", " + country.name;
        provinces_near.push_back(std::move(province));
      }
    }
    add_table(countries, provinces_near, "province", "provinces", kNaturalEarth);
    data_.files.pop_back();  // the same file
    add_table(countries, countries_near, "country", "countries", kNaturalEarth);
  }

  void add_table(const AreaSource& source, const std::vector<NamedPolygons>& near,
                 const std::string& kind, const std::string& kinds, const std::string& credit) {
    AreaTable table = area_table(near, data_.regions, is_uncertain(task_));
    table.kind = kind;
    table.kinds = kinds;
    table.source = credit.empty() ? file_name(source.path) : "Natural Earth";
    data_.area_tables.push_back(std::move(table));
    data_.files.push_back({"areas", file_name(source.path), "", credit, source.sha256});
  }

  /// Incidents too.
  void add_places() {
    Surveyor surveyor;
    surveyor.line = near_.get();
    surveyor.by_distance = by_distance_;
    surveyor.uncertainty = task_.zone.parts.uncertainty.value;
    surveyor.threads = task_.zone.zone.threads;
    surveyor.regions = &data_.regions;
    if (task_.places) {
      report(progress_, 0, "reading places");
      NamedPlaces read = read_named_places(*task_.places, box_around(around_, farthest()));
      keep(read.file, read.findings);
      data_.places = place_facts(std::move(read), surveyor, within(), progress_);
    }
    if (task_.incidents) {
      report(progress_, 0, "reading incidents");
      ReadIncidents read = read_report_incidents(*task_.incidents, surveyor, progress_);
      data_.incidents = std::move(read.facts);
      keep(std::move(read.file), read.findings);
    }
  }

  /// How far from the line places are listed, m.
  double within() const {
    if (!task_.places) return 0;
    if (task_.places->within) return task_.places->within->value;
    return data_.is_zone && !data_.tells_how ? 0 : 2 * reach();
  }

  /// From the shape to any place that may be listed, m.
  double farthest() const {
    const bool by_polygons = data_.is_zone && !data_.tells_how;
    return std::max(within(), by_polygons ? 0 : reach() + task_.zone.parts.uncertainty.value);
  }

  double reach() const {
    const Region& whole = data_.regions.front();
    return std::max(whole.left ? whole.left->to : 0, whole.right ? whole.right->to : 0);
  }

  void add_population() {
    if (!task_.population) return;
    report(progress_, 0, "counting people");
    const Raster file =
        about_option("population", [&] { return Raster(task_.population->raster); });
    const RasterInfo& info = file.info();
    PopulationRaster raster;
    raster.grid = info.grid;
    if (!info.crs_definition.empty()) raster.space = OutputSpace::named(info.crs_definition, 1e-3);
    raster.meaning = task_.population->meaning;
    raster.read = [&](const Window& window) { return file.read(window); };
    PopulationFacts facts;
    facts.source = file_name(info.path);
    facts.meaning = raster.meaning;
    facts.whole = cordon::population(data_.regions.front().drawn, raster);
    if (facts.whole.with_data + facts.whole.no_data == 0) fail_elsewhere(info, raster.space);
    for (const Region& region : data_.regions)
      facts.in_region.push_back(measure(region, is_uncertain(task_), [&](const MultiPolygon& zone) {
        return cordon::population(zone, raster).people;
      }));
    data_.population = std::move(facts);
    data_.files.push_back({"population", file_name(info.path), "", "", info.sha256});
  }

  void add_limits() {
    if (!task_.limits) return;
    if (!near_)
      throw UsageError("--limits: there is no line to measure them from",
                       "give the line, or add it to the zone with --line");
    report(progress_, 0, "measuring limits");
    SourceOptions options;
    options.path = task_.limits->file.path;
    options.layer = task_.limits->file.layer;
    options.where = task_.limits->where;
    options.where_option = "--limits-where";
    options.layer_option = "--limits FILE:LAYER";
    const Source limits = about_option("limits", [&] { return read_source(options); });
    if (limits.counts.lines + limits.counts.areas == 0)
      throw DataError(fmt::format("--limits: '{}' holds neither lines nor areas", limits.path),
                      "give the limits themselves, as lines or areas");
    data_.limits = LimitFacts{file_name(limits.path), task_.limits->where,
                              measure_limits(limits.shape, *near_, data_.regions.front().drawn,
                                             task_.zone.zone.threads, progress_)};
    keep({"limits", file_name(limits.path), limits.layer, "", limits.sha256}, limits.findings);
  }

  [[noreturn]] void fail_elsewhere(const RasterInfo& info, const OutputSpace& space) const {
    const Grid& grid = info.grid;
    const LonLat a = space.inverse(grid.origin);
    const LonLat b = space.inverse({grid.origin.x + static_cast<double>(grid.columns) * grid.step_x,
                                    grid.origin.y + static_cast<double>(grid.rows) * grid.step_y});
    double west = 180, east = -180, south = 90, north = -90;
    for (const Polygon& polygon : data_.regions.front().drawn)
      for (const XY& xy : polygon.shell) {
        west = std::min(west, xy.x);
        east = std::max(east, xy.x);
        south = std::min(south, xy.y);
        north = std::max(north, xy.y);
      }
    throw DataError(
        fmt::format(
            "--population: '{}' is elsewhere: it goes from longitude {:.3f} to {:.3f} and "
            "latitude {:.3f} to {:.3f}, the zone from {:.3f} to {:.3f} and {:.3f} to {:.3f}",
            info.path, std::min(a.lon, b.lon), std::max(a.lon, b.lon), std::min(a.lat, b.lat),
            std::max(a.lat, b.lat), west, east, south, north),
        "give a raster of the zone's own region");
  }

  void keep(InputFile file, const Findings& findings) {
    data_.files.push_back(std::move(file));
    data_.warnings.insert(data_.warnings.end(), findings.begin(), findings.end());
  }

  ReportTask task_;
  const Progress& progress_;
  ReportData data_;
  Shape line_;                        // with geodesic edges
  Shape around_;                      // what places are looked for around
  std::unique_ptr<NearSearch> near_;  // of the line
  bool by_distance_ = true;           // a place's distance says whether it is in the zone
};

}  // namespace

ReportData report_data(const ReportTask& task, const Progress& progress) {
  return Gatherer(task, progress).gather();
}

}  // namespace cordon::cli
