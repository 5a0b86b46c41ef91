// GeoJSON as RFC 7946 has it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cordon/io/layer_writer.hpp"
#include "cordon/io/output.hpp"

namespace cordon {

/// Writes a feature a line, in longitude and latitude with OutputOptions::decimals, zeros at the
/// end left out. `path` as in layer_writer(). OGR's own writer takes longer to print a zone than it
/// takes to build and certify it.
std::unique_ptr<LayerWriter> geojson_writer(const std::string& path, const OutputOptions& options,
                                            const std::function<bool()>& stop);

}  // namespace cordon
