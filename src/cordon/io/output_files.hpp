// Files of bytes that are written all together or not at all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/file_transaction.hpp"

namespace cordon {

class OutputFiles {
 public:
  OutputFiles() = default;

  /// Checks all targets. Throws as check_target(), and UsageError for two targets with one name.
  OutputFiles(std::vector<std::string> paths, bool overwrite);

  /// As given; links are followed.
  const std::vector<std::string>& paths() const { return paths_; }

  /// Writes the bytes of a file under a temporary name. Throws DataError (disk full ...).
  void stage(std::size_t index, std::string_view bytes);

  /// Puts all in place. Throws DataError after it has put everything back as it was.
  void commit();

 private:
  std::vector<std::string> paths_;
  FileTransaction files_;
};

}  // namespace cordon
