#include "cordon/map/furniture/notes.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace cordon::map {
namespace {

bool ends_a_sentence(const std::string& text) {
  const auto words = icu::UnicodeString::fromUTF8(text);
  const UChar32 last = words.char32At(words.moveIndex32(words.length(), -1));
  return u_hasBinaryProperty(last, UCHAR_S_TERM) != 0;
}

/// One after the other, each with a full stop unless it has one.
std::string sentences(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += ends_a_sentence(text) ? " " : ". ";
    text += part;
  }
  return text;
}

}  // namespace

std::string note_words(const Content& content, const Language& language) {
  const auto tells = [](const ZonePart& part) { return part.sureness == Sureness::possible; };
  const bool told = std::any_of(content.zone.begin(), content.zone.end(), tells);
  std::string uncertainty;
  if (content.figures.uncertainty && !told)
    uncertainty = language.phrase("note.uncertainty",
                                  {{"uncertainty", language.length(*content.figures.uncertainty)}});
  return sentences({content.captions.note, uncertainty});
}

std::string credit_words(const Content& content, const Language& language) {
  std::vector<std::string> sources = content.captions.sources;
  for (const std::string& credit : content.basemap.credits)
    if (std::find(sources.begin(), sources.end(), credit) == sources.end())
      sources.push_back(credit);
  std::vector<std::string> parts;
  if (!sources.empty())
    parts.push_back(language.phrase("credits.sources", {{"list", language.list(sources)}}));
  if (!content.captions.credit.empty())
    parts.push_back(language.phrase("credits.map", {{"name", content.captions.credit}}));
  if (!content.zone.empty()) parts.push_back(language.phrase("credits.disclaimer"));
  return sentences(parts);
}

}  // namespace cordon::map
