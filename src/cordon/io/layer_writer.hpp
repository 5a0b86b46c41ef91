// Layers into a dataset of one format, some features at a time.
#pragma once

#include <gdal_priv.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cordon/io/output.hpp"

namespace cordon {

/// Layers are begun and filled one after the other. Any thread, one at a time. All throw DataError,
/// with the driver's own words or those of the disk, naming OutputOptions::path; Cancelled if
/// writing was stopped. Destroyed before finish(), it leaves a file that is of no use.
class LayerWriter {
 public:
  LayerWriter() = default;
  LayerWriter(const LayerWriter&) = delete;
  LayerWriter& operator=(const LayerWriter&) = delete;
  virtual ~LayerWriter() = default;

  virtual void begin(const LayerSchema& schema) = 0;
  virtual void add(const std::vector<Feature>& features) = 0;
  /// Of a layer that was begun; formats that have no place for it pass over it.
  virtual void describe(const std::string& /*layer*/, const LayerNotes& /*notes*/) {}
  virtual void style(const std::string& /*layer*/, const qgis::LayerStyle& /*style*/) {}
  virtual void finish() = 0;
};

/// Writes the dataset `path` (below disk_path() or in memory) in a folder that is its own: drivers
/// may need room for temporary files beside it. Once `stop` returns true, so does writing.
std::unique_ptr<LayerWriter> layer_writer(GDALDriver& driver, const std::string& path,
                                          const OutputOptions& options,
                                          const std::function<bool()>& stop);

}  // namespace cordon
