#include "cordon/cli/contact/contact_sides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_build.hpp"
#include "cordon/contact/control_areas.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/attributes.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/place_table.hpp"

namespace cordon::cli {
namespace {

/// Index of a name in a list, to which it is added if it is new.
std::size_t index_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

void append(Findings& to, const Findings& from) {
  to.insert(to.end(), from.begin(), from.end());
}

AreaSource read_side(const SourceOptions& source, const std::string& field) {
  try {
    return read_areas(source, field);
  } catch (const FindingError& error) {
    if (error.code() != "not-areas") throw;
    throw FindingError({Severity::error, error.code(), error.what(),
                        error.advice() + "; for places with who holds each, add --places --by "
                                         "FIELD"});
  }
}

/// Throws UsageError for a name of --between that no side has.
void check_between(const ContactTask& task, const std::vector<std::string>& names) {
  for (const std::string& wanted : task.between)
    if (std::find(names.begin(), names.end(), wanted) == names.end()) {
      const std::string near = closest_name(wanted, names);
      throw UsageError(
          fmt::format("--between: nothing has '{}' in the field '{}'", wanted, task.by),
          fmt::format("{}there are {}",
                      near.empty() ? "" : fmt::format("did you mean '{}'? ", near),
                      name_list(names)));
    }
}

FindingError without_side(const ContactTask& task, const std::string& what) {
  return FindingError(
      {Severity::error, "no-side", fmt::format("{} in the field '{}'", what, task.by),
       "fill it in, leave them out with --where, or name the sides with --between"});
}

/// Of a file, or of a table in a database.
std::string side_name(const AreaSource& source) {
  return is_database(source.path) ? source.layer
                                  : std::filesystem::path(source.path).stem().string();
}

struct NamedFiles {
  std::vector<std::string> names;
  std::vector<std::vector<Area>> areas;  // of each name
  std::vector<std::set<std::size_t>> files;
};

void read_by_field(const ContactTask& task, Sides& sides, NamedFiles& found) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    AreaSource source = read_side(task.sources[i], task.by);
    for (NamedAreas& named : source.areas) {
      if (named.name == kNoName && task.between.empty())
        throw without_side(task, fmt::format("'{}': areas without a side", source.path));
      const std::size_t side = index_of(found.names, named.name);
      found.areas.resize(found.names.size());
      found.files.resize(found.names.size());
      found.files[side].insert(i);
      std::move(named.areas.begin(), named.areas.end(), std::back_inserter(found.areas[side]));
    }
    append(sides.findings, source.findings);
    sides.sources.push_back({source.path, source.layer, source.driver, source.crs, source.sha256,
                             source.features, source.table});
  }
}

void read_by_file(const ContactTask& task, Sides& sides, NamedFiles& found) {
  for (std::size_t i = 0; i < task.sources.size(); ++i) {
    AreaSource source = read_side(task.sources[i], {});
    const std::string name = task.between.empty() ? side_name(source) : task.between[i];
    if (index_of(found.names, name) < i)
      throw UsageError(fmt::format("two files are named '{}'", name),
                       "name the sides with --between, in the order of the files");
    found.areas.emplace_back();
    for (NamedAreas& named : source.areas)
      std::move(named.areas.begin(), named.areas.end(), std::back_inserter(found.areas.back()));
    found.files.push_back({i});
    append(sides.findings, source.findings);
    sides.sources.push_back({source.path, source.layer, source.driver, source.crs, source.sha256,
                             source.features, source.table});
  }
}

struct Places {
  std::vector<std::string> names;
  std::vector<HeldPlace> held;
  std::vector<std::set<std::size_t>> files;
};

void add_places(const ContactTask& task, std::size_t file, Sides& sides, Places& found) {
  PlaceOptions options;
  options.source = task.sources[file];
  options.lat_field = task.lat_field;
  options.lon_field = task.lon_field;
  options.distinct_names = false;
  const PlaceTable table = read_places(options);
  const std::size_t column = named_column(table, task.by, "--by");
  std::size_t nobodys = 0;
  const PlaceRow* first = nullptr;
  for (const PlaceRow& row : table.rows) {
    const std::string name = trimmed(value_text(row.values[column]));
    if (name.empty() && nobodys++ == 0) first = &row;
    const std::size_t side = index_of(found.names, name.empty() ? kNoName : name);
    found.files.resize(found.names.size());
    found.files[side].insert(file);
    found.held.push_back({row.place, side});
  }
  if (nobodys > 0 && task.between.empty())
    throw without_side(task,
                       fmt::format("'{}': {} without a side (the first is {} {}{})", table.path,
                                   counted(nobodys, "place"), table.counted, first->number,
                                   first->name.empty() ? "" : ", '" + first->name + "'"));
  append(sides.findings, table.findings);
  sides.sources.push_back(
      {table.path, table.layer, table.driver, table.crs, table.sha256, table.rows.size()});
}

NamedFiles read_from_places(const ContactTask& task, Sides& sides) {
  Places found;
  for (std::size_t i = 0; i < task.sources.size(); ++i) add_places(task, i, sides, found);
  std::vector<Area> boundary;
  if (task.clip) {
    AreaSource clip = read_area_file(*task.clip, "clip");
    for (NamedAreas& named : clip.areas)
      std::move(named.areas.begin(), named.areas.end(), std::back_inserter(boundary));
    append(sides.findings, clip.findings);
    sides.clip_source = source_name(clip.path, clip.layer);
  }
  check_between(task, found.names);
  NamedFiles out{found.names, {}, found.files};
  for (NamedAreas& named : control_areas(found.held, found.names, boundary))
    out.areas.push_back(std::move(named.areas));
  sides.places.resize(found.names.size());
  for (const HeldPlace& held : found.held) ++sides.places[held.holder];
  return out;
}

/// In the order of --between; all of them without it.
void choose(const ContactTask& task, NamedFiles& found, Sides& sides) {
  std::vector<std::string> chosen = task.between.empty() ? found.names : task.between;
  std::vector<std::size_t> places;
  for (const std::string& name : chosen) {
    const std::size_t side = index_of(found.names, name);
    sides.areas.push_back({name, std::move(found.areas[side])});
    sides.files.emplace_back(found.files[side].begin(), found.files[side].end());
    if (!sides.places.empty()) places.push_back(sides.places[side]);
  }
  sides.places = std::move(places);
}

}  // namespace

Sides read_sides(const ContactTask& task) {
  Sides sides;
  NamedFiles found;
  if (task.places)
    found = read_from_places(task, sides);
  else if (task.by.empty())
    read_by_file(task, sides, found);
  else
    read_by_field(task, sides, found);
  check_between(task, found.names);
  choose(task, found, sides);
  return sides;
}

}  // namespace cordon::cli
