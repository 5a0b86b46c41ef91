#include <fmt/format.h>
#include <pango/pangocairo.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <set>

#include "cordon/base/xml_text.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

struct Release {
  void operator()(gpointer object) const { g_object_unref(object); }
};

/// Lays texts out as librsvg does, with every installed font to fall back on.
class GlyphSearch {
 public:
  GlyphSearch()
      : fonts_(pango_cairo_font_map_new()),
        context_(pango_font_map_create_context(fonts_.get())),
        layout_(pango_layout_new(context_.get())) {}

  bool all_there(const std::string& text) const {
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
    return pango_layout_get_unknown_glyphs_count(layout_.get()) == 0;
  }

 private:
  std::unique_ptr<PangoFontMap, Release> fonts_;
  std::unique_ptr<PangoContext, Release> context_;
  std::unique_ptr<PangoLayout, Release> layout_;
};

std::string described(UChar32 c) {
  std::array<char, 128> name{};
  UErrorCode status = U_ZERO_ERROR;
  u_charName(c, U_EXTENDED_CHAR_NAME, name.data(), static_cast<int32_t>(name.size()), &status);
  const auto code = static_cast<unsigned>(c);
  return U_SUCCESS(status) != 0 ? fmt::format("U+{:04X} ({})", code, name.data())
                                : fmt::format("U+{:04X}", code);
}

std::string utf8(UChar32 c) {
  std::string text;
  icu::UnicodeString(c).toUTF8String(text);
  return text;
}

}  // namespace

std::vector<std::string> missing_glyphs(const std::vector<std::string>& texts) {
  const GlyphSearch search;
  std::set<UChar32> missing;
  for (const std::string& text : texts) {
    const std::string clean = xml_text(text);
    if (search.all_there(clean)) continue;
    const auto characters = icu::UnicodeString::fromUTF8(clean);
    for (int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1))
      if (const UChar32 c = characters.char32At(i); !search.all_there(utf8(c))) missing.insert(c);
  }
  std::vector<std::string> result;
  result.reserve(missing.size());
  for (const UChar32 c : missing) result.push_back(described(c));
  return result;
}

}  // namespace cordon::map
