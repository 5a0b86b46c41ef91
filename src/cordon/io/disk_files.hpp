// Plain files for OGR's drivers, which take little notice of writes that fail.
#pragma once

#include <functional>
#include <string>

namespace cordon {

/// A GDAL path for a plain file or folder whose failed writes DiskWrites tells of.
std::string disk_path(const std::string& path);

/// While it lives, watches what this thread writes below disk_path(). A write that fails is also a
/// failure among GDAL's messages. Objects nest; the innermost counts.
class DiskWrites {
 public:
  /// Once `stop` returns true, every write fails. Empty: never.
  explicit DiskWrites(std::function<bool()> stop = {});
  DiskWrites(const DiskWrites&) = delete;
  DiskWrites& operator=(const DiskWrites&) = delete;
  ~DiskWrites();

  /// errno of the first write that failed; ECANCELED for one that was stopped, 0 for none.
  int error() const { return error_; }

  /// The rest is for the files.
  static bool may_write();
  static void failed(int error);

 private:
  std::function<bool()> stop_;
  int error_ = 0;
  DiskWrites* outer_;
};

}  // namespace cordon
