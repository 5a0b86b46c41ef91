// Writing layers to files, whole or not at all.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/qgis/layer_style.hpp"
#include "cordon/io/value.hpp"

namespace cordon {

struct Field {
  std::string name;        ///< any length, lower case with underscores
  std::string short_name;  ///< at most 10 characters, for Shapefile
  Value value;             ///< a Shapefile keeps 254 bytes of a text
  /// Of the column; without it the first value in the layer that is not null tells.
  std::optional<ValueType> type = std::nullopt;
};

/// A feature of the output, in coordinates of the output CRS.
struct Feature {
  std::variant<MultiPolygon, std::vector<std::vector<XY>>, XY> geometry;  ///< areas, lines, a point
  std::vector<Field> fields;  ///< the same names and types in every feature of a layer, or null
};

struct Layer {
  std::string name;
  std::vector<Feature> features;  ///< at least one; all areas, all lines or all points
};

/// What the features of a layer have in common.
struct FieldSchema {
  std::string name, short_name;  ///< as in Field
  ValueType type = ValueType::text;
  std::string description = {};  ///< for people, where the format has a place for it
};

/// In the order of Feature::geometry.
enum class GeometryKind { areas, lines, points };

struct LayerSchema {
  std::string name;
  GeometryKind kind = GeometryKind::areas;
  std::vector<FieldSchema> fields;
  bool company = false;  ///< of the other layers: only GeoPackages take it
  std::string crs = {};  ///< of its coordinates; empty: that of the output
};

/// What a layer holds, for people and catalogues.
struct LayerNotes {
  std::string title;                       ///< one line
  std::string text;                        ///< a paragraph
  std::vector<std::string> sources = {};   ///< what it was made from
  std::vector<std::string> licences = {};  ///< of these
};

/// Text where neither a field nor any of its values says otherwise.
LayerSchema schema_of(const Layer& layer);

/// Where a layer goes in a database.
struct OutputTable {
  std::string layer;
  std::string schema;  ///< empty: the first one in the database's search_path
  std::string table;
};

/// "table", "schema.table", and each of them in double quotes as SQL has it; other than in SQL,
/// also without quotes letters stay as they are, capitals and blanks among them. Throws UsageError.
OutputTable parse_table_name(const std::string& text);

struct OutputOptions {
  /// A file; "-": standard output (GeoJSON unless `format` says otherwise); a connection to a
  /// PostGIS database, see connection.hpp.
  std::string path;
  std::string format;  ///< OGR driver name or an extension; empty: by the extension of path
  std::string crs;     ///< empty: WGS84 longitude/latitude
  int decimals = 7;    ///< of the coordinates, where the format writes them as text; [0, 15]
  bool overwrite = false;
  /// Of a database, which is asked for them before any work is done; other layers go to tables of
  /// their own names.
  std::vector<OutputTable> tables = {};
};

/// Whether the output, as its name or its format say, takes layers that are the company of others.
bool holds_company(const OutputOptions& output);

/// Files that are written under temporary names beside their targets, and take their places only
/// when all of them are complete; what goes to standard output waits in memory. Destroyed before
/// commit(), it removes what it wrote. Of tables in a database the same holds: each database sees
/// one transaction. The same features give the same bytes, in however many
/// batches they come: no clock, no names of temporary files.
class OutputSet {
 public:
  /// Checks all targets before any work is done. Throws UsageError (unknown extension or format
  /// with the list of what there is, a CRS that the format cannot hold, two targets with one name,
  /// a target that exists without overwrite) or DataError (folder missing, not writable; of a
  /// database see DatabaseWriter).
  /// Once `stop` returns true, writing throws Cancelled; any thread that writes calls it.
  explicit OutputSet(std::vector<OutputOptions> outputs, std::function<bool()> stop = {});
  OutputSet(const OutputSet&) = delete;
  OutputSet& operator=(const OutputSet&) = delete;
  ~OutputSet();

  /// Whether a second layer would be written anywhere; and one that is the company of others.
  bool holds_several_layers() const;
  bool holds_company() const;

  /// Whether a table of that identity (Source::table) is to be replaced.
  bool replaces(const std::string& table) const;

  /// Begins a layer in every target. Formats that hold one layer leave out all but the first. This
  /// and what follows may come from any thread, one at a time, and throw DataError (disk full,
  /// driver's own words).
  void begin(const LayerSchema& schema);

  /// Writes features to the layer begun last. A Shapefile keeps them in memory until finish().
  void add(const std::vector<Feature>& features);

  /// What a layer that was begun holds: the comment on a table in a database, contents and metadata
  /// of a GeoPackage. Other files do without.
  void describe(const std::string& layer, const LayerNotes& notes);

  /// How a layer that was begun looks: the one style of it in a GeoPackage. Beside a Shapefile,
  /// GeoJSON or FlatGeobuf file goes its style as zone.qml.
  void style(const std::string& layer, const qgis::LayerStyle& style);

  /// Another file of the run, which appears together with all others. Checked as the targets are,
  /// and throws likewise; written with write_file() before finish().
  void reserve_file(const std::string& path, bool overwrite);
  void write_file(const std::string& path, std::string_view bytes);

  /// Completes all files under their temporary names. Throws UsageError for a side file (.dbf ...)
  /// that exists without overwrite.
  void finish();

  /// All layers from begin() to finish().
  void write(const std::vector<Layer>& layers);

  /// Puts all in place and returns the paths, side files (.dbf, .prj ...) included, and the tables
  /// ("PG:gis/public.zone"). Throws DataError after it has put everything back as it was, but for
  /// databases that have taken their transactions already.
  std::vector<std::string> commit();

 private:
  struct Target;
  struct State;
  void open(Target& target);
  void stage(const Target& target, std::set<std::string>& written);
  void stage_style(const Target& target, std::set<std::string>& written);

  std::unique_ptr<State> state_;
  std::vector<Target> targets_;
};

}  // namespace cordon
