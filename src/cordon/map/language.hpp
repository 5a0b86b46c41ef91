// The languages of a map: its furniture's words, numbers, lengths and dates.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cordon::map {

/// Codes of all languages that there are: ar, en, fr, ru, tr, uk.
const std::vector<std::string>& language_codes();

/// Words and forms of one language. Numbers, units, dates and country names are those of the
/// Unicode CLDR; the space between a number and its unit never breaks.
class Language {
 public:
  /// Throws UsageError for an unknown code, with those there are.
  explicit Language(std::string_view code);

  const std::string& code() const { return code_; }
  bool right_to_left() const;

  /// The phrase of that key (a member of languages/map/en.json or languages/page/en.json), with
  /// {names} in it replaced. Values that run against the language's direction are isolated, so that
  /// they do not turn their neighbours round. Throws std::out_of_range for a key that there is not
  /// and for a name without a value.
  std::string phrase(std::string_view key,
                     const std::map<std::string, std::string>& values = {}) const;

  std::string number(double value, int decimals = 0) const;  ///< digits and separators by locale
  std::string length(double metres) const;                   ///< "20 km", "500 m", to 3 digits
  std::string miles(double miles) const;                     ///< "12 mi", to 3 digits
  std::string area(double square_metres) const;  ///< "11,437 km²", to a km² or 3 digits
  /// "17 September 2018" of "2018-09-17", "September 2018" of "2018-09"; other texts as they are.
  std::string date(std::string_view iso) const;
  /// Of a country by its ISO 3166-1 alpha-2 code (CLDR); `fallback` where it is not known.
  std::string country(std::string_view iso_a2, const std::string& fallback) const;
  /// "Syria; Türkiye", with the language's semicolon.
  std::string list(const std::vector<std::string>& items) const;

 private:
  std::string isolated(const std::string& value) const;

  std::string code_;
  std::map<std::string, std::string, std::less<>> phrases_;
};

}  // namespace cordon::map
