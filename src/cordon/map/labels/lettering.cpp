#include "cordon/map/labels/lettering.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

using icu::UnicodeString;

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

/// Of the first letter that belongs to one.
UScriptCode script_of(const UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(text.char32At(i), &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN &&
        script != USCRIPT_INVALID_CODE)
      return script;
  }
  return USCRIPT_COMMON;
}

}  // namespace

std::vector<MeasuredName> measured(const std::vector<Lettering>& names, const std::string& css,
                                   const std::string& language) {
  std::vector<Text> texts;
  for (const Lettering& name : names)
    for (const std::string& line : name.lines)
      for (const Anchor anchor : {Anchor::middle, Anchor::left})
        texts.push_back({name.css_class, line, {0, 0}, anchor, 0, name.lang});
  const std::vector<Rect> boxes = measure_texts(texts, css, language);
  std::vector<MeasuredName> result;
  std::size_t next = 0;
  for (const Lettering& name : names) {
    MeasuredName& into = result.emplace_back();
    into.lettering = name;
    for (std::size_t i = 0; i < name.lines.size(); ++i, next += 2)
      into.sizes.push_back({boxes[next], 2 * (boxes[next + 1].left - boxes[next].left)});
  }
  return result;
}

Lettering in_capitals(const std::string& css_class, const std::string& name,
                      const Language& language) {
  const auto text = UnicodeString::fromUTF8(name);
  const icu::Locale locale(language.code().c_str());
  const UnicodeString upper = UnicodeString(text).toUpper(locale);
  const bool has_case = upper != UnicodeString(text).toLower(locale);
  return {has_case ? css_class + " spaced" : css_class,
          {utf8(upper)},
          foreign_script(name, language.code())};
}

Lettering in_two_lines(const Lettering& name) {
  Lettering result = name;
  result.lines.clear();
  const auto text = UnicodeString::fromUTF8(name.lines.front());
  int32_t best = -1;
  for (int32_t i = text.indexOf(u' '); i >= 0; i = text.indexOf(u' ', i + 1))
    if (best < 0 || std::abs(2 * i - text.length()) < std::abs(2 * best - text.length())) best = i;
  if (best > 0 && best + 1 < text.length())
    result.lines = {utf8(UnicodeString(text, 0, best)), utf8(UnicodeString(text, best + 1))};
  return result;
}

std::string foreign_script(const std::string& name, const std::string& language) {
  const UScriptCode script = script_of(UnicodeString::fromUTF8(name));
  if (script == USCRIPT_COMMON) return {};
  std::array<UScriptCode, 8> own{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t count =
      uscript_getCode(language.c_str(), own.data(), static_cast<int32_t>(own.size()), &status);
  const auto* end = own.data() + (U_FAILURE(status) != 0 ? 0 : count);
  if (std::find(static_cast<const UScriptCode*>(own.data()), end, script) != end) return {};
  return fmt::format("und-{}", uscript_getShortName(script));
}

}  // namespace cordon::map
