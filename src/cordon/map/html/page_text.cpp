#include "cordon/map/html/page_text.hpp"

#include <glib.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <utility>

#include "cordon/base/xml_text.hpp"

namespace cordon::map {
namespace {

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  result.reserve(text.size());
  std::size_t done = 0;
  for (std::size_t at = 0; (at = text.find(what, done)) != std::string_view::npos;
       done = at + what.size())
    result.append(text.substr(done, at - done)).append(by);
  return result.append(text.substr(done));
}

bool breaks_lines(UChar32 c) {
  return (U_GET_GC_MASK(c) & (U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0;
}

bool turns_letters(UChar32 c) {
  return c >= 0x202A && c <= 0x202E;
}

}  // namespace

std::string plain_text(std::string_view text) {
  const auto given = icu::UnicodeString::fromUTF8(xml_text(text));
  icu::UnicodeString kept;
  for (int32_t i = 0; i < given.length(); i = given.moveIndex32(i, 1)) {
    const UChar32 c = given.char32At(i);
    if (!turns_letters(c)) kept.append(breaks_lines(c) ? UChar32{' '} : c);
  }
  std::string bytes;
  return kept.toUTF8String(bytes);
}

std::string html_escaped(std::string_view text) {
  std::string escaped = replaced(xml_text(text), "&", "&amp;");
  for (const auto& [character, name] : {std::pair{"<", "&lt;"}, std::pair{">", "&gt;"},
                                        std::pair{"\"", "&quot;"}, std::pair{"'", "&#39;"}})
    escaped = replaced(escaped, character, name);
  return escaped;
}

std::string script_json(const nlohmann::ordered_json& data) {
  std::string text = data.dump();
  for (const auto& [character, escape] :
       {std::pair{"<", "\\u003c"}, std::pair{">", "\\u003e"}, std::pair{"&", "\\u0026"},
        std::pair{"\u2028", "\\u2028"}, std::pair{"\u2029", "\\u2029"}})
    text = replaced(text, character, escape);
  return text;
}

std::string unix_lines(std::string_view text) {
  return replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
}

std::string style_text(std::string_view css) {
  return replaced(unix_lines(xml_text(css)), "</", "<\\/");
}

std::string filled(std::string_view pattern, const std::map<std::string, std::string>& values) {
  std::string text;
  std::size_t done = 0;
  for (std::size_t open = 0; (open = pattern.find("{{", done)) != std::string_view::npos;) {
    const std::size_t close = pattern.find("}}", open);
    text += pattern.substr(done, open - done);
    text += values.at(std::string(pattern.substr(open + 2, close - open - 2)));
    done = close + 2;
  }
  return text.append(pattern.substr(done));
}

std::string policy_hash(std::string_view content) {
  const std::unique_ptr<GChecksum, void (*)(GChecksum*)> checksum(g_checksum_new(G_CHECKSUM_SHA256),
                                                                  g_checksum_free);
  for (std::string_view rest = content; !rest.empty();) {
    const std::string_view part = rest.substr(0, 1U << 30U);
    g_checksum_update(checksum.get(), reinterpret_cast<const guchar*>(part.data()),
                      static_cast<gssize>(part.size()));
    rest.remove_prefix(part.size());
  }
  std::array<guint8, 32> digest{};
  gsize size = digest.size();
  g_checksum_get_digest(checksum.get(), digest.data(), &size);
  const std::unique_ptr<gchar, void (*)(gpointer)> base64(g_base64_encode(digest.data(), size),
                                                          g_free);
  return std::string("'sha256-") + base64.get() + '\'';
}

}  // namespace cordon::map
