// Reading any vector source that OGR opens into a shape on WGS84.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/value.hpp"

namespace cordon {

struct SourceOptions {
  std::string path;         ///< anything that OGR opens: a file, /vsizip/..., a .zip, PG:...
  std::string layer;        ///< empty: the only layer (with features)
  std::string sql;          ///< a SELECT in the dialect that OGR takes for the source, instead of
                            ///< a layer; empty: none
  std::string where;        ///< OGR SQL WHERE clause; empty: all features
  std::string input_crs;    ///< for sources without a CRS of their own; empty: none given
  std::string data_folder;  ///< holds natural-earth/natural-earth.gpkg; empty: see data_folder()
  bool by_feature = false;  ///< read attributes, and fill Source::by_feature

  /// What errors name: how a layer is chosen, features are, and a CRS given (empty: that is not
  /// offered).
  std::string layer_option = "--layer";
  std::string where_option = "--where";
  std::string sql_option = "--sql";
  std::string crs_option = "--input-crs";
};

/// Names of the layers of a source that hold features with geometry, in its order. Throws
/// FindingError as read_source() does for what cannot be opened.
std::vector<std::string> layers_of(const std::string& path);

/// One feature of a source.
struct SourceFeature {
  std::int64_t id = 0;                ///< OGR's FID
  Shape shape;                        ///< empty for a feature without geometry
  std::vector<Attribute> attributes;  ///< one for each of Source::columns
};

/// How many there are in a layer.
struct ShapeCounts {
  std::size_t points = 0;
  std::size_t lines = 0;
  std::size_t areas = 0;
  std::size_t features = 0;  ///< that have any of them
};

/// All features of one layer as one shape.
///
/// Longitudes are those of the source, which may go on beyond 180 (0 to 360, 170 to 190) or jump
/// (170 to -170, warning "edge-over-antimeridian"). Of a source in a projected CRS they go on, but
/// for rings around a pole.
struct Source {
  Shape shape;         ///< WGS84 degrees
  std::string path;    ///< as shown_name()
  std::string name;    ///< for outputs: "line.geojson", "PG:gis/public.lines"
  std::string layer;   ///< of a table with its schema; the statement, if there is one
  std::string table;   ///< its identity (table_identity()), of a table in a database
  std::string driver;  ///< OGR's short name
  std::string crs;     ///< readable: "EPSG:4326 (WGS 84)"
  std::string sha256;  ///< of the bytes of the file (of a Shapefile: of its .shp; of what is in
                       ///< a .zip: of the .zip); lower-case hex; empty for a service
  std::size_t features = 0;
  ShapeCounts counts;
  std::size_t vertices = 0;
  Findings findings;  ///< warnings only

  /// Only with SourceOptions::by_feature. Booleans are integers 0 and 1; dates and times ISO 8601
  /// texts; lists JSON texts; numbers that are not finite null.
  std::vector<Column> columns;
  std::vector<SourceFeature> by_feature;  ///< in the order of the file; together they are `shape`
};

/// Reads and checks. Throws UsageError (unknown layer, several layers and none chosen, bad --where
/// or --input-crs) or FindingError (the first finding that is an error; see inspect() for all).
Source read_source(const SourceOptions& options);

/// Where a batch of features ends: before there are more of either, but not before one feature.
struct BatchSize {
  std::size_t features = std::numeric_limits<std::size_t>::max();
  std::size_t vertices = std::numeric_limits<std::size_t>::max();
};

/// A source whose features are used one by one, so that they need not be in memory together. It is
/// read twice if it is larger than a batch: once to check it, and once for next().
class SourceReader {
 public:
  /// Reads and checks the source as a whole, as read_source() does and throws; options.by_feature
  /// counts as set. Of gaps, only those between lines of the same feature are told.
  SourceReader(const SourceOptions& options, const BatchSize& size);
  SourceReader(const SourceReader&) = delete;
  SourceReader& operator=(const SourceReader&) = delete;
  ~SourceReader();

  /// All that read_source() tells, but `shape` and `by_feature` are empty.
  const Source& source() const;

  /// The next features, in the order of the file; none after the last one. Throws FindingError
  /// "changed-file" if the source is no longer what was checked.
  std::vector<SourceFeature> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct LayerInspection {
  std::string name;
  std::string geometry_type;       ///< OGR's name: "Line String", "Multi Polygon", ...
  std::string crs;                 ///< readable; empty: none
  std::array<double, 4> extent{};  ///< min x, min y, max x, max y in the layer's own CRS, over
                                   ///< the finite coordinates; zeros if there are none
  std::size_t features = 0;
  std::size_t vertices = 0;
  Shape shape;        ///< WGS84; empty where it could not be read
  Findings findings;  ///< warnings and errors
};

struct Inspection {
  std::string path;
  std::string driver;
  std::string sha256;
  std::vector<LayerInspection> layers;
  Findings findings;  ///< about the file as a whole
};

/// What is in a source (in one layer, if options.layer is given), and everything that would make a
/// zone of it wrong. Throws FindingError only if the file cannot be opened at all, UsageError for a
/// wrong option.
Inspection inspect(const SourceOptions& options);

}  // namespace cordon
