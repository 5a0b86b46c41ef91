// Files that appear all together or not at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// Throws the DataError of a file that cannot be written, with the words and the advice for errno.
[[noreturn]] void throw_write_error(const std::string& target, int error);

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

  /// A new folder beside `target` to write files into; removed with all that is left in it.
  std::string make_folder(const std::string& target);

  /// A file in such a folder, of which nothing more is to be written. Waits until the disk has it;
  /// throws DataError.
  void stage_file(const std::string& file, const std::string& target);

  /// A file that must not outlive the commit; need not exist.
  void stage_removal(const std::string& path);

  /// Throws DataError after it has undone what was done so far.
  void commit();

 private:
  struct Move {
    std::string from, to;
  };
  void set_aside(const std::string& path);

  std::vector<std::string> folders_;
  std::vector<Move> staged_;
  std::vector<std::string> removals_;
  std::vector<Move> set_aside_;  ///< from: where the old file was, to: where it waits
};

}  // namespace cordon
