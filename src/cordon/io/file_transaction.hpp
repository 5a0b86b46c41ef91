// Files that appear all together or not at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// New contents wait under temporary names in their targets' own folders. commit() renames them
/// into place; until then, and if it fails, everything stays as it was.
class FileTransaction {
 public:
  FileTransaction() = default;
  FileTransaction(const FileTransaction&) = delete;
  FileTransaction& operator=(const FileTransaction&) = delete;
  ~FileTransaction();

  /// Writes the bytes through to the disk. Throws DataError (disk full, no permission).
  void stage(const std::string& target, std::string_view bytes);

  /// A file that must not outlive the commit; need not exist.
  void stage_removal(const std::string& path);

  /// Throws DataError after it has undone what was done so far.
  void commit();

 private:
  struct Move {
    std::string from, to;
  };
  void set_aside(const std::string& path);

  std::vector<Move> staged_;
  std::vector<std::string> removals_;
  std::vector<Move> set_aside_;  ///< from: where the old file was, to: where it waits
};

}  // namespace cordon
