// Waiting until files change.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

namespace cordon {

/// Watches the folders of files, so that it sees also those that are replaced, as editors do, and
/// those that are not there yet.
class FileWatch {
 public:
  /// Throws DataError where the system gives no watch.
  explicit FileWatch(std::set<std::filesystem::path> files);
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;
  ~FileWatch();

  /// True once one of the files was written, replaced, made or removed since the watch began; false
  /// if none was in that time, or a signal came first.
  bool changed(std::chrono::milliseconds longest);

 private:
  bool concerns_us(int folder, const char* name) const;

  std::set<std::filesystem::path> files_;
  std::vector<std::pair<int, std::filesystem::path>> folders_;
  int events_ = -1;
};

}  // namespace cordon
