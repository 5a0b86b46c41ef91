#include "cordon/map/language.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/dtptngen.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "cordon/base/error.hpp"
#include "cordon/map/resources.hpp"

namespace cordon::map {
namespace {

using icu::UnicodeString;
using icu::number::Precision;

constexpr char16_t kNoBreakSpace = 0xA0;
constexpr char16_t kIsolate = 0x2068;  // FIRST STRONG ISOLATE
constexpr char16_t kEnd = 0x2069;      // POP DIRECTIONAL ISOLATE

/// English is written here as the world reads it: day before month.
icu::Locale locale_of(const std::string& code) {
  return icu::Locale(code == "en" ? "en_GB" : code.c_str());
}

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

void check(UErrorCode status) {
  if (U_FAILURE(status) != 0)
    throw DataError(fmt::format("a text cannot be written: ICU reports {}", u_errorName(status)),
                    "check that ICU's data are installed");
}

std::string formatted(const icu::number::LocalizedNumberFormatter& formatter, double value) {
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString text =
      formatter.roundingMode(UNUM_ROUND_HALFUP).formatDouble(value, status).toString(status);
  check(status);
  return utf8(text.findAndReplace(UnicodeString(u' '), UnicodeString(kNoBreakSpace)));
}

/// To 3 digits, but to the whole unit at least.
std::string measure(const std::string& code, double value, const icu::MeasureUnit& unit) {
  const double size = std::abs(value);
  const int digits = size > 0 ? std::max(0, 2 - static_cast<int>(std::floor(std::log10(size)))) : 0;
  return formatted(icu::number::NumberFormatter::withLocale(locale_of(code))
                       .unit(unit)
                       .unitWidth(UNUM_UNIT_WIDTH_SHORT)
                       .precision(Precision::maxFraction(std::min(digits, 9))),
                   value);
}

using Phrases = std::map<std::string, std::string, std::less<>>;

Phrases read_phrases(const std::string& code) {
  Phrases phrases;
  for (const char* part : {"map", "page"}) {
    const auto file =
        nlohmann::json::parse(resource(fmt::format("languages/{}/{}.json", part, code)));
    for (const auto& [key, words] : file.items()) phrases.emplace(key, words.get<std::string>());
  }
  return phrases;
}

/// Fields of "2018-09-17", of which the last ones may be missing; empty: not such a date.
std::vector<int> date_fields(std::string_view iso) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return {};
  std::vector<int> fields{0};
  for (std::size_t i = 0; i < iso.size(); ++i) {
    const bool digit = iso[i] >= '0' && iso[i] <= '9';
    if (digit != (kForm[i] == 'd') || (!digit && iso[i] != '-')) return {};
    if (digit)
      fields.back() = 10 * fields.back() + (iso[i] - '0');
    else
      fields.push_back(0);
  }
  return fields;
}

}  // namespace

const std::vector<std::string>& language_codes() {
  static const std::vector<std::string> codes{"ar", "en", "fr", "ru", "tr", "uk"};
  return codes;
}

Language::Language(std::string_view code) : code_(code) {
  const std::vector<std::string>& codes = language_codes();
  if (std::find(codes.begin(), codes.end(), code_) == codes.end())
    throw UsageError(fmt::format("no language '{}'", code),
                     fmt::format("choose one of {}", fmt::join(codes, ", ")));
  phrases_ = read_phrases(code_);
}

bool Language::right_to_left() const {
  return locale_of(code_).isRightToLeft() != 0;
}

std::string Language::isolated(const std::string& value) const {
  UnicodeString text;
  bool against = false;
  const auto from = UnicodeString::fromUTF8(value);
  for (int32_t i = 0; i < from.length(); i = from.moveIndex32(i, 1)) {
    const UChar32 c = from.char32At(i);
    const UCharDirection direction = u_charDirection(c);
    const bool right_to_left = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    against |= this->right_to_left() ? direction == U_LEFT_TO_RIGHT : right_to_left;
    const bool embeds = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!embeds) text.append(c);  // one without its end would reach beyond the value
  }
  return utf8(against ? UnicodeString(kIsolate) + text + kEnd : text);
}

std::string Language::phrase(std::string_view key,
                             const std::map<std::string, std::string>& values) const {
  const auto found = phrases_.find(key);
  if (found == phrases_.end())
    throw std::out_of_range(fmt::format("no phrase '{}' in language '{}'", key, code_));
  const std::string& pattern = found->second;
  std::string text;
  std::size_t done = 0;
  for (std::size_t open = 0; (open = pattern.find('{', done)) != std::string::npos;) {
    const std::size_t close = pattern.find('}', open);
    if (close == std::string::npos)
      throw std::out_of_range(fmt::format("phrase '{}' has a name without an end", key));
    text += pattern.substr(done, open - done);
    text += isolated(values.at(pattern.substr(open + 1, close - open - 1)));
    done = close + 1;
  }
  return text + pattern.substr(done);
}

std::string Language::number(double value, int decimals) const {
  return formatted(icu::number::NumberFormatter::withLocale(locale_of(code_))
                       .precision(Precision::fixedFraction(decimals)),
                   value);
}

std::string Language::length(double metres) const {
  constexpr double kRoundsTo1000 = 999.5;
  if (std::abs(metres) >= kRoundsTo1000)
    return measure(code_, metres / 1000, icu::MeasureUnit::getKilometer());
  if (std::abs(metres) >= 1 || metres == 0)
    return measure(code_, metres, icu::MeasureUnit::getMeter());
  return measure(code_, 100 * metres, icu::MeasureUnit::getCentimeter());
}

std::string Language::miles(double miles) const {
  return measure(code_, miles, icu::MeasureUnit::getMile());
}

std::string Language::area(double square_metres) const {
  constexpr double kLeast = 1e4;  // m2; below it square metres are easier to grasp
  return square_metres < kLeast
             ? measure(code_, square_metres, icu::MeasureUnit::getSquareMeter())
             : measure(code_, square_metres / 1e6, icu::MeasureUnit::getSquareKilometer());
}

std::string Language::date(std::string_view iso) const {
  constexpr std::array<const char16_t*, 3> kSkeletons{u"y", u"yMMMM", u"yMMMMd"};
  std::vector<int> fields = date_fields(iso);
  if (fields.empty()) return std::string(iso);
  const icu::Locale locale = locale_of(code_);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  check(status);
  const UnicodeString pattern =
      patterns->getBestPattern(UnicodeString(kSkeletons[fields.size() - 1]), status);
  icu::SimpleDateFormat format(pattern, locale, status);
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(icu::TimeZone::createTimeZone("UTC"), locale, status));
  check(status);
  fields.resize(3, 1);
  calendar->setLenient(0);
  calendar->clear();
  calendar->set(fields[0], fields[1] - 1, fields[2]);
  const UDate day = calendar->getTime(status);
  if (U_FAILURE(status) != 0) return std::string(iso);  // no such day
  format.adoptTimeZone(icu::TimeZone::createTimeZone("UTC"));
  UnicodeString text;
  format.format(day, text);
  return utf8(text.findAndReplace(UnicodeString(u' '), UnicodeString(kNoBreakSpace)));
}

std::string Language::country(std::string_view iso_a2, const std::string& fallback) const {
  if (iso_a2.size() != 2) return fallback;
  UnicodeString name;
  icu::Locale("", std::string(iso_a2).c_str()).getDisplayCountry(locale_of(code_), name);
  const std::string found = utf8(name);
  return found.empty() || found == iso_a2 ? fallback : found;
}

std::string Language::list(const std::vector<std::string>& items) const {
  std::string text;
  for (const std::string& item : items)
    text += (text.empty() ? "" : phrase("list.separator")) + isolated(item);
  return text;
}

}  // namespace cordon::map
