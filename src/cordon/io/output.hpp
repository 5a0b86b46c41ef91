// Writing layers to files, whole or not at all.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cordon/base/geometry.hpp"
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
  std::variant<MultiPolygon, std::vector<std::vector<XY>>> geometry;  ///< areas or lines
  std::vector<Field> fields;  ///< the same names and types in every feature of a layer, or null
};

struct Layer {
  std::string name;
  std::vector<Feature> features;  ///< at least one; all areas or all lines
};

struct OutputOptions {
  std::string path;    ///< "-": standard output (GeoJSON unless `format` says otherwise)
  std::string format;  ///< OGR driver name or an extension; empty: by the extension of path
  std::string crs;     ///< empty: WGS84 longitude/latitude
  int decimals = 7;    ///< of the coordinates, where the format writes them as text; [0, 15]
  bool overwrite = false;
};

/// Files that are built in memory, written under temporary names beside their targets, and take
/// their places only when all of them are complete. Destroyed before commit(), it removes what it
/// wrote. The same layers give the same bytes: no clock, no names of temporary files.
class OutputSet {
 public:
  /// Checks all targets before any work is done. Throws UsageError (unknown extension or format
  /// with the list of what there is, a CRS that the format cannot hold, two targets with one name,
  /// a target that exists without overwrite) or DataError (folder missing, not writable).
  explicit OutputSet(std::vector<OutputOptions> outputs);
  OutputSet(const OutputSet&) = delete;
  OutputSet& operator=(const OutputSet&) = delete;
  ~OutputSet();

  /// Writes the layers to every target's temporary name. Formats that hold one layer get the
  /// first. Throws DataError (disk full, driver's own words), UsageError for a side file (.dbf ...)
  /// that exists without overwrite. To be called once.
  void write(const std::vector<Layer>& layers);

  /// Puts all in place and returns the paths, side files (.dbf, .prj ...) included. Throws
  /// DataError after it has put everything back as it was.
  std::vector<std::string> commit();

 private:
  struct Target;
  struct State;
  std::vector<Target> targets_;
  std::unique_ptr<State> state_;
};

}  // namespace cordon
