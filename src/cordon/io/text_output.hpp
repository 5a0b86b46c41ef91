// Writing results as text: CSV, Markdown and JSON, chosen by the extension of the file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cordon/io/file_transaction.hpp"

namespace cordon {

enum class TextFormat { csv, markdown, json };

/// By the extension, in any case: .csv, .md, .json.
std::optional<TextFormat> text_format(const std::string& path);

/// Text files that appear all together or not at all.
class TextOutputs {
 public:
  /// Checks all targets. Throws as check_target(), and UsageError for an extension that names no
  /// text format or two targets with one name.
  TextOutputs(std::vector<std::string> paths, bool overwrite);

  bool empty() const { return targets_.empty(); }

  /// Writes under temporary names what `text` gives for each format; every format ends in a line
  /// end. Throws DataError (disk full ...).
  void write(const std::function<std::string(TextFormat)>& text);

  /// Puts all in place and returns their paths. Throws DataError after it has put everything back
  /// as it was.
  std::vector<std::string> commit();

 private:
  struct Target {
    std::string path;
    TextFormat format;
  };
  std::vector<Target> targets_;
  FileTransaction files_;
};

}  // namespace cordon
