// Writing results as text: CSV, Markdown and JSON, chosen by the extension of the file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cordon/io/output_files.hpp"

namespace cordon {

enum class TextFormat { csv, markdown, json };

/// By the extension, in any case: .csv, .md, .json.
std::optional<TextFormat> text_format(const std::string& path);

/// Text files that appear all together or not at all.
class TextOutputs {
 public:
  /// Throws as OutputFiles, and UsageError for an extension that names no text format.
  TextOutputs(const std::vector<std::string>& paths, bool overwrite);

  bool empty() const { return formats_.empty(); }

  /// Writes under temporary names what `text` gives for each format; every format ends in a line
  /// end. Throws DataError (disk full ...).
  void write(const std::function<std::string(TextFormat)>& text);

  /// Puts all in place and returns their paths. Throws DataError after it has put everything back
  /// as it was.
  const std::vector<std::string>& commit();

 private:
  std::vector<TextFormat> formats_;
  OutputFiles files_;
};

}  // namespace cordon
