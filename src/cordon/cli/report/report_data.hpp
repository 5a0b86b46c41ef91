// What a report states, as measured: figures without words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/report/report_options.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/source.hpp"
#include "cordon/report/limits.hpp"
#include "cordon/report/population.hpp"
#include "cordon/report/regions.hpp"

namespace cordon::cli {

/// An input that figures were taken from.
struct InputFile {
  std::string role;    ///< "line", "zone", "areas", "places", "incidents", "population"
  std::string name;    ///< of the file, without its folder
  std::string layer;   ///< empty: no matter
  std::string credit;  ///< whose data they are, where Cordon knows
  std::string sha256;
};

struct AreaRow {
  std::string name;
  double area = 0;                  ///< m2
  std::vector<Estimate> in_region;  ///< m2, one for each region
};

/// Areas of one layer and what of the regions lies in them.
struct AreaTable {
  std::string kind;               ///< "province", "country", or the name of the field
  std::string kinds;              ///< in the plural
  std::string source;             ///< file
  std::vector<AreaRow> rows;      ///< that the zone reaches, the largest part first
  std::vector<Estimate> in_none;  ///< m2, one for each region
};

struct NamedPlace {
  std::string name;
  LonLat place;
  std::optional<double> population;  ///< nothing: not known
};

struct PlaceFact {
  NamedPlace named;
  std::optional<Standing> standing;  ///< nothing: there is no line
  std::vector<Presence> in_region;   ///< one for each region; the first is the whole zone
};

struct PlaceFacts {
  std::string source;
  std::vector<PlaceFact> places;  ///< inside or near, the most populous first, unknown ones last
};

struct IncidentFact {
  std::optional<Date> date;
  std::string precision;            ///< code, as in the file; empty: not known
  std::vector<Presence> in_region;  ///< one for each region
};

struct IncidentFacts {
  std::string source;
  std::string precision_field;          ///< empty: there is none
  bool dated = false;                   ///< there is a column of dates
  std::size_t all = 0;                  ///< in the file, after the filter
  std::vector<IncidentFact> incidents;  ///< possibly in the zone
};

struct PopulationFacts {
  std::string source;
  CellMeaning meaning = CellMeaning::count;
  std::vector<Estimate> in_region;  ///< people, one for each region
  Population whole;                 ///< in the zone as drawn
};

struct LimitFacts {
  std::string source;
  std::string where;  ///< empty: all of it
  LimitFigures figures;
};

struct ReportData {
  ReportTask task;         ///< as asked for, with what the fields of a zone's file tell
  Source source;           ///< of the line, or of a zone without one; without its shape
  std::string line_name;   ///< file that the line comes from; empty: none
  bool is_zone = false;    ///< the zone comes from a file
  bool tells_how = false;  ///< such a zone: it is known how it was drawn around the line
  std::string cut_by;      ///< the areas that such a zone was cut with; empty: none
  bool has_sides = false;
  std::size_t lines = 0;
  double line_length = 0;       ///< m; 0: no lines
  std::vector<Region> regions;  ///< the first is the whole zone
  std::vector<Estimate> areas;  ///< m2, one for each region
  std::vector<AreaTable> area_tables;
  std::optional<PlaceFacts> places;
  std::optional<IncidentFacts> incidents;
  std::optional<PopulationFacts> population;
  std::optional<LimitFacts> limits;
  std::vector<InputFile> files;
  Findings warnings;
};

/// Reads all inputs, builds the zone and measures. Throws as the readers and build_parts().
ReportData report_data(const ReportTask& task, const Progress& progress);

}  // namespace cordon::cli
