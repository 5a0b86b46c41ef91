// A folder that is made beside its place and then takes it whole.
#pragma once

#include <filesystem>

namespace cordon {

/// The new folder waits under a hidden name beside its target. commit() puts it in place in one
/// step; until then, and if it fails, what is there stays as it was, also when the program is
/// killed. What killed runs left behind goes away with the next one.
class FolderSwap {
 public:
  /// `target`: absolute and without links; a folder, or nothing yet, in a folder that is there.
  /// Throws DataError if the new folder cannot be made, or another run is making one for this
  /// target.
  explicit FolderSwap(const std::filesystem::path& target);
  FolderSwap(const FolderSwap&) = delete;
  FolderSwap& operator=(const FolderSwap&) = delete;
  ~FolderSwap();

  /// Absolute; fill it.
  const std::filesystem::path& folder() const { return folder_; }

  /// Where there was a folder, it is removed afterwards. Throws DataError.
  void commit();

 private:
  std::filesystem::path target_, folder_;
  int lock_ = -1;  ///< on the new folder, held by the processes that fill it as well
};

}  // namespace cordon
