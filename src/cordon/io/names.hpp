// Words for messages: lists of names, and the name that was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cordon {

/// The candidate that differs least from `name` (letters inserted, left out, changed or
/// swapped, case ignored); empty if more than a third of the letters differ.
std::string closest_name(std::string_view name, const std::vector<std::string>& candidates);

/// 'a', 'b', 'c'; cut after a dozen with the number of the rest.
std::string name_list(const std::vector<std::string>& names);

/// Whether two texts are equal but for the case of their ASCII letters.
bool same_word(std::string_view a, std::string_view b);

/// Whether a path ends in an extension (".zip"), in any case.
bool has_extension(std::string_view path, std::string_view extension);

/// Without white space at its ends.
std::string trimmed(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace cordon
