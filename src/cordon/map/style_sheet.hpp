// Style sheets that people write.
#pragma once

#include <string_view>

namespace cordon::map {

/// Throws DataError, with the line, for braces, comments or strings that are not closed: a reader
/// of CSS would skip what follows without a word.
void check_style_sheet(std::string_view css);

}  // namespace cordon::map
