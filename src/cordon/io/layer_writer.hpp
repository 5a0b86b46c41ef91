// Layers into a dataset of one OGR driver.
#pragma once

#include <gdal_priv.h>

#include <string>
#include <vector>

#include "cordon/io/output.hpp"

namespace cordon {

/// Creates the dataset `path` (any GDAL path) with these layers, and closes it. Throws DataError
/// with the driver's own words, naming options.path.
void write_dataset(GDALDriver& driver, const std::string& path, const std::vector<Layer>& layers,
                   const OutputOptions& options);

}  // namespace cordon
