#include "cordon/base/xml_text.hpp"

#include <unicode/utf8.h>

namespace cordon {
namespace {

bool allowed_in_xml(UChar32 c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

}  // namespace

std::string xml_text(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  std::string result;
  result.reserve(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t first = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (allowed_in_xml(c))
      result.append(
          text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(i - first)));
    else
      result += "\xEF\xBF\xBD";
  }
  return result;
}

}  // namespace cordon
