// XML documents as text.
#pragma once

#include <pugixml.hpp>
#include <string>

namespace cordon {

/// Indented, in UTF-8. Characters that XML does not allow, which pugixml would write as references
/// that no reader takes, become U+FFFD. `flags` of pugixml.
std::string document_text(pugi::xml_document& document, unsigned flags);

}  // namespace cordon
