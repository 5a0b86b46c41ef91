// Reading any raster that GDAL opens, a window of cells at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cordon/base/grid.hpp"
#include "cordon/io/finding.hpp"

namespace cordon {

struct RasterOptions {
  std::string path;                    ///< anything that GDAL opens
  int band = 0;                        ///< counted from 1; 0: the only one
  std::string band_option = "--band";  ///< that chooses it, for errors
};

struct RasterInfo {
  std::string path;
  std::string driver;          ///< GDAL's short name
  std::string sha256;          ///< of the bytes of the file; lower-case hex; empty for a service
  std::string crs;             ///< readable: "EPSG:4326 (WGS 84)"
  std::string crs_definition;  ///< for PROJ; empty: WGS84 longitude/latitude
  int band = 1;
  Grid grid;  ///< x is longitude or easting, in the unit of the CRS
};

class Raster {
 public:
  /// Throws UsageError (no such band, several bands and none chosen) or FindingError: those of
  /// open_source(), "not-raster", "complex-cells", "no-geotransform", "rotated", "no-crs".
  explicit Raster(const RasterOptions& options);
  Raster(Raster&&) noexcept;
  Raster& operator=(Raster&&) noexcept;
  ~Raster();

  const RasterInfo& info() const { return info_; }

  /// The cells of a window, row by row, with the scale and the offset of the band applied. NaN:
  /// no data, by the band's NoData value, a mask, transparency, or as it is in the file. Throws
  /// FindingError "damaged-file".
  std::vector<double> read(const Window& window) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  RasterInfo info_;
};

}  // namespace cordon
