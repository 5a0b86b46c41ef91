#include <algorithm>
#include <array>
#include <initializer_list>

#include "cordon/io/names.hpp"
#include "cordon/io/place_names.hpp"

namespace cordon {
namespace {

/// How the names of a country come into Latin script.
enum class Spelling {
  own,       ///< they are written in it
  french,    ///< by French rules, officially: accents are part of the name
  pinyin,    ///< an apostrophe parts syllables (in Japanese, too)
  scholarly  ///< letter by letter, with marks that only scholars use
};

bool is_listed(std::string_view codes, std::string_view code) {
  return code.size() == 2 && codes.find(code) != std::string_view::npos;
}

Spelling spelling_of(std::string_view country) {
  if (is_listed("DJ DZ KM LB MA MR TD TN", country)) return Spelling::french;
  if (is_listed("CN HK JP MO TW", country)) return Spelling::pinyin;
  constexpr std::string_view kOtherScripts =
      "AE AF AM BD BG BH BT BY CY EG EH ER ET GE GR IL IN IQ IR JO KG KH KP KR KW KZ LA LK LY MM "
      "MN MV NP OM PK PS QA RU SA SD SY TH TJ UA YE";
  return is_listed(kOtherScripts, country) ? Spelling::scholarly : Spelling::own;
}

constexpr std::array<std::string_view, 9> kSigns{"'", "`", "‘", "’", "ʻ", "ʼ", "ʿ", "ʾ", "ʹ"};

/// Letters with marks that are usual in names of places far from where Latin is written.
constexpr std::array<std::string_view, 4> kUmlauts{"ö", "ü", "Ö", "Ü"};
constexpr std::array<std::string_view, 28> kFrench{"à", "â", "ä", "ç", "é", "è", "ê", "ë", "î", "ï",
                                                   "ô", "ö", "ù", "û", "ü", "À", "Â", "Ä", "Ç", "É",
                                                   "È", "Ê", "Ë", "Î", "Ï", "Ô", "Û", "Ü"};

template <typename Words>
std::string_view first_of(const Words& words, std::string_view text) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](std::string_view word) { return text.starts_with(word); });
  return found == words.end() ? std::string_view() : *found;
}

/// Whether all that is not ASCII is a sign or one of these letters.
template <typename Letters>
bool is_written_with(const Letters& letters, std::string_view name) {
  while (!name.empty()) {
    const bool ascii = static_cast<unsigned char>(name.front()) < 0x80;
    const std::string_view sign = first_of(kSigns, name);
    const std::size_t known = ascii ? 1 : std::max(sign.size(), first_of(letters, name).size());
    if (known == 0) return false;
    name.remove_prefix(known);
  }
  return true;
}

/// M'sila, L'Arbaa: one letter at the beginning of a word stands before.
bool is_elision(std::string_view before) {
  const std::size_t n = before.size();
  return n > 0 && before[n - 1] != ' ' && (n == 1 || before[n - 2] == ' ');
}

std::string with_signs(std::string_view name, Spelling spelling) {
  std::string result;
  while (!name.empty()) {
    const std::string_view sign = first_of(kSigns, name);
    const bool kept =
        spelling == Spelling::pinyin || (spelling == Spelling::french && is_elision(result));
    if (sign.empty())
      result += name.front();
    else if (kept)
      result += '\'';
    name.remove_prefix(std::max<std::size_t>(1, sign.size()));
  }
  return result;
}

/// Without a second name, or what tells it from others, behind it.
std::string_view first_name(std::string_view name) {
  for (const std::string_view end : {" (", " [", ", "})
    if (const std::size_t at = name.find(end); at != std::string_view::npos && at > 0)
      name = name.substr(0, at);
  return name;
}

}  // namespace

std::string press_name(std::string_view name, std::string_view ascii, std::string_view country) {
  name = first_name(name);
  const Spelling spelling = spelling_of(country);
  if (spelling == Spelling::own) return trimmed(name);
  const bool plain = spelling == Spelling::french ? is_written_with(kFrench, name)
                                                  : is_written_with(kUmlauts, name);
  return trimmed(with_signs(plain || ascii.empty() ? name : first_name(ascii), spelling));
}

}  // namespace cordon
