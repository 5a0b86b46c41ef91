// Texts from anywhere, made fit for XML.
#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// The same text in UTF-8; what is not UTF-8 or not allowed in XML 1.0 (control characters, for
/// instance) becomes U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace cordon
