// A report in sentences, each with the facts that it states.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/report/report_data.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/io/value.hpp"

namespace cordon::cli {

/// A figure, or a word.
struct Fact {
  std::string subject;                ///< what it is about: "zone", "left", "Idlib"
  std::string measure;                ///< "area", "population", "side"
  Value value;                        ///< null: not known
  std::string unit;                   ///< "km2", "m", "%", "people"; empty: none
  std::optional<double> least, most;  ///< with an uncertain line
  std::string source;  ///< file or table that it was taken from; empty: the line alone
};

struct Statement {
  std::string section;   ///< "Line", "Zone", "Areas" ...
  std::string sentence;  ///< with a full stop
  std::vector<Fact> facts;
};

struct ReportText {
  std::string title;
  std::vector<Statement> statements;  ///< those of a section stand together
};

ReportText report_text(const ReportTask& task, const ReportData& data);

/// Sentences about the places, the incidents and the people of a report.
void state_places(const ReportTask& task, const ReportData& data, ReportText& text);
void state_incidents(const ReportTask& task, const ReportData& data, ReportText& text);
void state_population(const ReportTask& task, const ReportData& data, ReportText& text);

/// Of limits that somebody published.
void state_limits(const ReportTask& task, const ReportData& data, ReportText& text);

/// "17 September 2018", "September 2018".
std::string date_words(const Date& date);
std::string month_words(const std::chrono::year_month& month);

/// "the zone", "the government side", "the band from 5 km to 10 km".
std::string region_words(const ReportTask& task, const Region& region);

/// The same for machines: "zone", "left", "5-10 km", "5-10 km left".
std::string region_key(const Region& region);

/// "1,234.5 km²", or "1,234.5 km² (1,000.0 to 1,500.0)".
std::string estimate_words(const Estimate& estimate, double per, int decimals,
                           const std::string& unit);

/// With the range only where there is an uncertainty; the unit divides the estimate by `per`.
Fact estimate_fact(const ReportTask& task, std::string subject, std::string measure,
                   const Estimate& estimate, double per, std::string unit, std::string source = {});

/// How many of the items lie in a region, by their `in_region`.
template <typename Items>
Estimate count_in(const Items& items, std::size_t region) {
  Estimate sum;
  for (const auto& item : items) {
    const Presence& presence = item.in_region[region];
    sum +=
        {presence.drawn ? 1.0 : 0.0, presence.certain ? 1.0 : 0.0, presence.possible ? 1.0 : 0.0};
  }
  return sum;
}

}  // namespace cordon::cli
