#include "cordon/cli/zone/zone_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_statement.hpp"
#include "cordon/io/names.hpp"

namespace cordon::cli {
namespace {

/// Where a column stands. Throws UsageError with the name that was probably meant.
std::size_t column_index(const Source& source, const std::string& name, std::string_view option) {
  const auto find = [&](const auto& is_name) {
    return std::find_if(source.columns.begin(), source.columns.end(), is_name) -
           source.columns.begin();
  };
  const auto end = static_cast<std::ptrdiff_t>(source.columns.size());
  auto at = find([&](const Column& column) { return column.name == name; });
  if (at == end) at = find([&](const Column& column) { return same_word(column.name, name); });
  if (at < end) return static_cast<std::size_t>(at);
  std::vector<std::string> names;
  for (const Column& column : source.columns) names.push_back(column.name);
  const std::string nearest = closest_name(name, names);
  const std::string all = names.empty() ? fmt::format("it has no fields: leave out --{}", option)
                                        : "it has the fields " + name_list(names);
  throw UsageError(fmt::format("--{}: layer '{}' of '{}' has no field '{}'", option, source.layer,
                               source.path, name),
                   nearest.empty() ? all : fmt::format("did you mean '{}'? {}", nearest, all));
}

/// The distance in a cell: a number in the column's unit, or a text with or without its own.
Metres cell_length(const Value& cell, const DistanceColumn& column) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    const bool bare =
        !text->empty() && text->find_first_not_of("+-.0123456789eE \t") == std::string::npos;
    return parse_length(bare ? trimmed(*text) + column.unit : *text);
  }
  const double number = std::holds_alternative<double>(cell)
                            ? std::get<double>(cell)
                            : static_cast<double>(std::get<std::int64_t>(cell));
  return {number * parse_length("1" + column.unit).value};
}

class DistanceReader {
 public:
  DistanceReader(const Source& source, const DistanceColumn& column)
      : source_(source),
        column_(column),
        index_(column_index(source, column.name, "distance-field")) {
    if (source.columns[index_].type != ValueType::text && column.unit.empty())
      throw UsageError(
          fmt::format("--distance-field: the numbers in field '{}' have no unit", column.name),
          fmt::format("write --distance-field {0}:km or {0}:m", column.name));
  }

  Metres distance(const SourceFeature& feature) const {
    const Value& cell = feature.attributes[index_].value;
    const auto* text = std::get_if<std::string>(&cell);
    if (std::holds_alternative<std::monostate>(cell) || (text != nullptr && trimmed(*text).empty()))
      fail(feature, "holds no distance");
    Metres length;
    try {
      length = cell_length(cell, column_);
    } catch (const UsageError& error) {
      fail(feature, fmt::format("is wrong: {}", error.what()));
    }
    check(feature, length);
    return length;
  }

 private:
  void check(const SourceFeature& feature, Metres length) const {
    if (length.value == 0 || std::abs(length.value) > kMaxDistance.value)
      fail(feature,
           fmt::format("is out of range: {}, not above 0 and up to {} km", format_length(length),
                       grouped(kMaxDistance.value / 1000, 0)),
           length.value <= 0 ? "> 0" : "IS NOT NULL");
    if (length.value < 0 && (!feature.shape.lines.empty() || !feature.shape.points.empty()))
      fail(feature, fmt::format("is {}, and only areas can shrink", format_length(length)), "> 0");
  }

  [[noreturn]] void fail(const SourceFeature& feature, const std::string& problem,
                         std::string_view wanted = "IS NOT NULL") const {
    throw DataError(fmt::format("field '{}' of feature {} in '{}' {}", column_.name, feature.id,
                                source_.path, problem),
                    fmt::format("write a length such as 20 km there, or choose features with "
                                "--where \"{} {}\"",
                                column_.name, wanted));
  }

  const Source& source_;
  const DistanceColumn& column_;
  std::size_t index_;
};

/// Sides are sides of lines, and only areas have an inside.
void check_shape(const Source& source, const ZoneTask& task) {
  const ShapeCounts& shapes = source.counts;
  const auto refuse = [&](std::string_view option, std::string_view rule,
                          const std::string& advice) {
    throw UsageError(
        fmt::format("--{}: {}; layer '{}' of '{}' holds {}", option, rule, source.layer,
                    source.path, in_words(Centre{shapes.points, shapes.lines, shapes.areas})),
        advice);
  };
  if (shapes.points + shapes.areas > 0) {
    constexpr std::string_view kRule = "only lines have sides";
    const std::string advice = shapes.lines == 0
                                   ? "give --distance instead"
                                   : "choose the lines with --where, or give --distance instead";
    if (task.parts.split) refuse("split", kRule, advice);
    if (task.parts.side != Side::both) refuse("side", kRule, advice);
    if (task.parts.left) refuse(task.parts.left->value > 0 ? "left" : "right", kRule, advice);
  }
  if (task.parts.outside && shapes.areas == 0)
    refuse("outside", "only areas can be left out", "leave out --outside");
  if (!task.column && task.zone.distance.value < 0 && shapes.lines + shapes.points > 0)
    refuse("distance", "only areas can shrink", "give a distance above 0");
}

void append(Shape& to, Shape&& from) {
  const auto move_all = [](auto& target, auto& items) {
    target.insert(target.end(), std::make_move_iterator(items.begin()),
                  std::make_move_iterator(items.end()));
  };
  move_all(to.points, from.points);
  move_all(to.lines, from.lines);
  move_all(to.areas, from.areas);
}

/// A group with what its first feature hands on to it.
ZoneGroup new_group(const SourceFeature& feature, Grouping grouping,
                    std::optional<std::size_t> key_column) {
  ZoneGroup group;
  if (key_column) group.attributes = {feature.attributes[*key_column].value};
  if (grouping != Grouping::none) return group;
  group.feature = feature.id;
  for (const Attribute& attribute : feature.attributes) group.attributes.push_back(attribute.value);
  return group;
}

/// Features of equal distance, one after the other, are one member: one zone to build.
void add_member(ZoneGroup& group, Shape&& shape, Metres distance) {
  if (!group.members.empty() && group.members.back().distance == distance)
    append(group.members.back().shape, std::move(shape));
  else
    group.members.push_back({std::move(shape), distance});
}

/// The side of a place is told by the line that is nearest to it, wherever that one's zone ends.
void check_sides(const std::vector<ZoneGroup>& groups, const ZoneTask& task) {
  if (!task.parts.split && task.parts.side == Side::both) return;
  const std::string_view option = task.parts.split ? "split" : "side";
  for (const ZoneGroup& group : groups)
    if (group.members.size() > 1)
      throw UsageError(
          fmt::format("--{} and --distance-field do not go together where features of different "
                      "distances share a zone",
                      option),
          fmt::format("add --dissolve none for a zone around each feature, or leave out --{}",
                      option));
}

/// What all groups of a task are made of, whichever batch of features they come from.
std::vector<ZoneGroup> group_features(const Source& source, std::vector<SourceFeature> features,
                                      const ZoneTask& task) {
  const std::optional<DistanceReader> reader =
      task.column ? std::optional<DistanceReader>(std::in_place, source, *task.column)
                  : std::nullopt;
  const std::optional<std::size_t> key_column =
      task.grouping == Grouping::field
          ? std::optional(column_index(source, task.group_field, "dissolve"))
          : std::nullopt;
  std::vector<ZoneGroup> groups;
  std::map<Value, std::size_t> group_of;  // by what the features of a group have in common
  for (SourceFeature& feature : features) {
    if (is_empty(feature.shape)) continue;
    const Metres distance = reader ? reader->distance(feature) : task.zone.distance;
    Value key;
    if (key_column) key = feature.attributes[*key_column].value;
    if (task.grouping == Grouping::none) key = feature.id;
    const auto [found, is_new] = group_of.try_emplace(key, groups.size());
    if (is_new) groups.push_back(new_group(feature, task.grouping, key_column));
    add_member(groups[found->second], std::move(feature.shape), distance);
  }
  check_sides(groups, task);
  return groups;
}

/// A line that jumps from 180 to -180 is what geodesics take for granted; read as straight in
/// degrees it goes around the whole Earth.
void judge_jumps(Source& source, Edges edges) {
  const auto jumps = [](const Finding& finding) {
    return finding.code == "edge-over-antimeridian";
  };
  const auto jump = std::find_if(source.findings.begin(), source.findings.end(), jumps);
  if (jump != source.findings.end() && edges == Edges::planar) throw FindingError(*jump);
  std::erase_if(source.findings, jumps);
}

// Enough features that reading them is no work of many small steps, few enough that they take tens
// of megabytes.
constexpr BatchSize kReadAtOnce{32'768, 1'000'000};

// Enough zones to keep all threads busy, few enough that they take megabytes.
constexpr std::size_t kBuiltAtOnce = 512;

}  // namespace

std::vector<Column> carried_columns(const Source& source, const ZoneTask& task) {
  if (task.grouping == Grouping::all) return {};
  if (task.grouping == Grouping::none) return source.columns;
  return {source.columns[column_index(source, task.group_field, "dissolve")]};
}

GroupStream::GroupStream(const ZoneTask& task) : task_(task) {
  if (task.grouping == Grouping::none) {
    reader_ = std::make_unique<SourceReader>(task.source, kReadAtOnce);
    source_ = reader_->source();
    judge_jumps(source_, task.zone.edges);
    check_shape(source_, task);
    size_ = source_.counts.features;
    groups_ = group_features(source_, reader_->next(), task);
    return;
  }
  source_ = read_source(task.source);
  facts_ = facts_of(source_);
  judge_jumps(source_, task.zone.edges);
  check_shape(source_, task);
  if (task.source.by_feature)
    groups_ = group_features(source_, std::exchange(source_.by_feature, {}), task);
  else
    groups_.emplace_back().members.push_back({std::move(source_.shape), task.zone.distance});
  source_.shape = {};
  size_ = groups_.size();
}

std::vector<ZoneGroup> GroupStream::next() {
  while (next_ == groups_.size() && reader_) {
    std::vector<SourceFeature> features = reader_->next();
    if (features.empty()) return {};
    groups_ = group_features(source_, std::move(features), task_);
    next_ = 0;
  }
  const auto begin = groups_.begin() + static_cast<std::ptrdiff_t>(next_);
  next_ = std::min(next_ + kBuiltAtOnce, groups_.size());
  const auto end = groups_.begin() + static_cast<std::ptrdiff_t>(next_);
  return {std::make_move_iterator(begin), std::make_move_iterator(end)};
}

}  // namespace cordon::cli
