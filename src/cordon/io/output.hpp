// Writing layers to files, whole or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

struct Field {
  std::string name;        ///< any length, lower case with underscores
  std::string short_name;  ///< at most 10 characters, for Shapefile
  std::variant<std::string, double, std::int64_t> value;
};

/// A feature of the output, in coordinates of the output CRS.
struct Feature {
  std::variant<MultiPolygon, std::vector<std::vector<XY>>> geometry;  ///< areas or lines
  std::vector<Field> fields;  ///< the same names and types in every feature of a layer
};

struct Layer {
  std::string name;
  std::vector<Feature> features;  ///< at least one
};

struct OutputOptions {
  std::string path;
  std::string format;     ///< OGR driver name; empty: by the extension of path
  std::string crs;        ///< empty: WGS84 longitude/latitude
  int decimals = 7;       ///< of the coordinates, where the format writes them as text
  bool overwrite = false;
};

/// Files that are written under temporary names beside their targets and take their places only
/// when all of them are complete. Destroyed before commit(), it removes what it wrote.
class OutputSet {
 public:
  /// Checks all targets before any work is done. Throws UsageError (unknown extension or format
  /// with the list of what there is, two targets with one name, a target that exists without
  /// overwrite) or DataError (folder missing, not writable).
  explicit OutputSet(std::vector<OutputOptions> outputs);
  OutputSet(const OutputSet&) = delete;
  OutputSet& operator=(const OutputSet&) = delete;
  ~OutputSet();

  /// Writes the layers to every target's temporary name. Formats that hold one layer get the
  /// first. Throws DataError (disk full, driver's own words).
  void write(const std::vector<Layer>& layers);

  /// Renames all into place and returns the paths, side files (.dbf, .prj ...) included.
  std::vector<std::string> commit();

 private:
  struct Target;
  std::vector<Target> targets_;
};

}  // namespace cordon
