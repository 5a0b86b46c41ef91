// A call that writes: what it needs to say what failed.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "cordon/io/disk_files.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/output.hpp"

namespace cordon {

class WriteJob {
 public:
  WriteJob(std::string driver, const OutputOptions& options, const std::function<bool()>& stop)
      : driver_(std::move(driver)), options_(options), writes_(stop) {}

  /// Throws if `good` is false or anything failed until now; see LayerWriter.
  void check(bool good) const {
    if (!good || messages_.failed()) fail();
  }
  [[noreturn]] void fail() const;

 private:
  std::string driver_;
  const OutputOptions& options_;
  GdalMessages messages_;
  DiskWrites writes_;
};

}  // namespace cordon
