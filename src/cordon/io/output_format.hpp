// Which OGR driver writes a file, and what it can hold.
#pragma once

#include <gdal_priv.h>

#include <string>
#include <vector>

#include "cordon/io/output.hpp"

namespace cordon {

/// The driver named by options.format or, if that is empty, by the extension of the path.
/// Throws UsageError that lists what there is.
GDALDriver& output_driver(const OutputOptions& options);

/// Formats whose standard allows WGS84 longitude/latitude only.
bool holds_only_wgs84(const std::string& driver);

/// Formats of one layer a file.
bool holds_one_layer(GDALDriver& driver);

/// Files that other programs, or an earlier write, may have left beside `path`; out of date once it
/// is replaced. They need not exist.
std::vector<std::string> stale_side_files(const std::string& path, const std::string& driver);

}  // namespace cordon
