// Which features share a zone, and how far each of them reaches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cordon/cli/source_text.hpp"
#include "cordon/cli/zone/zone_options.hpp"
#include "cordon/io/source.hpp"
#include "cordon/zone/parts.hpp"

namespace cordon::cli {

/// Features that share a zone.
struct ZoneGroup {
  std::vector<Member> members;          ///< distances as the options or the feature's cell say
  std::optional<std::int64_t> feature;  ///< the only one of a group of its own
  std::vector<Value> attributes;        ///< carried over: one for each of carried_columns()
};

/// The columns that outputs take over: none, all, or the one that features are grouped by.
std::vector<Column> carried_columns(const Source& source, const ZoneTask& task);

/// The groups of a run, some at a time. With Grouping::none neither all features nor all groups are
/// in memory together.
class GroupStream {
 public:
  /// Reads the source, with Grouping::none only to check it. Throws as read_source(); UsageError (a
  /// field that is not there, options that do not fit the kind of shape) and DataError (a cell that
  /// holds no distance), which name the option, or the feature and the field; of cells next() may.
  explicit GroupStream(const ZoneTask& task);

  const Source& source() const { return source_; }     ///< without the features
  const SourceFacts& facts() const { return facts_; }  ///< with Grouping::none nothing
  std::size_t size() const { return size_; }           ///< of all groups; at least one

  /// Groups in their order; none after the last one.
  std::vector<ZoneGroup> next();

 private:
  const ZoneTask& task_;
  std::unique_ptr<SourceReader> reader_;  // with Grouping::none
  Source source_;
  SourceFacts facts_;
  std::size_t size_ = 0;
  std::vector<ZoneGroup> groups_;  // from next_ on to be handed out
  std::size_t next_ = 0;
};

}  // namespace cordon::cli
