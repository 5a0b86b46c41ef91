// Texts in a page of HTML: whatever they hold, they stay texts.
#include "cordon/map/html/page_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>

#include "cordon/map/language.hpp"

namespace cordon::map {
namespace {

TEST(PageText, IsPlain) {
  EXPECT_EQ(plain_text("Kafr Zaytā إدلب"), "Kafr Zaytā إدلب");
  EXPECT_EQ(plain_text("a\nb\tc\x01"), "a b c\uFFFD");
  EXPECT_EQ(plain_text("\u202Eturned\u202C \u2066isolated\u2069"), "turned \u2066isolated\u2069");
  EXPECT_EQ(plain_text("می\u200Cخواهم\u2028x"), "می\u200Cخواهم x");  // joiners are letters' own
  EXPECT_EQ(plain_text("not UTF-8: \xff"), "not UTF-8: \uFFFD");
}

TEST(PageText, NeverBecomesMarkup) {
  const std::string hostile = "</script><script>'\"&<!--]]>\u2028";
  EXPECT_EQ(html_escaped(hostile),
            "&lt;/script&gt;&lt;script&gt;&#39;&quot;&amp;&lt;!--]]&gt;\u2028");
  const std::string json = script_json({{"name", hostile}});
  EXPECT_EQ(json.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(json.find("\u2028"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(json)["name"], hostile);
  EXPECT_EQ(style_text("a{}</style >\r\nb{}\r"), "a{}<\\/style >\nb{}\n");
}

TEST(PageText, FillsTemplates) {
  EXPECT_EQ(filled("<{{a}}>{{b}}{{a}}", {{"a", "{{b}}"}, {"b", "x"}}), "<{{b}}>x{{b}}");
  EXPECT_THROW(filled("{{missing}}", {}), std::out_of_range);
}

/// NIST's examples for SHA-256, in Base64.
TEST(PageText, HashesAreThoseOfThePolicy) {
  EXPECT_EQ(policy_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
  EXPECT_EQ(policy_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

nlohmann::json phrases_of(const std::string& code) {
  std::ifstream file(std::filesystem::path(PAGE_PHRASES) / (code + ".json"));
  return nlohmann::json::parse(file);
}

std::multiset<std::string> names_in(const std::string& phrase) {
  static const std::regex name("\\{\\w+\\}");
  std::multiset<std::string> names;
  for (std::sregex_iterator i(phrase.begin(), phrase.end(), name), end; i != end; ++i)
    names.insert(i->str());
  return names;
}

TEST(PagePhrases, AreCompleteInAllLanguages) {
  const nlohmann::json english = phrases_of("en");
  ASSERT_GT(english.size(), 40U);
  for (const std::string& code : language_codes()) {
    const nlohmann::json phrases = phrases_of(code);
    EXPECT_EQ(phrases.size(), english.size()) << code;
    for (const auto& [key, words] : english.items()) {
      EXPECT_EQ(key.rfind("page.", 0), 0U) << key;
      ASSERT_TRUE(phrases.contains(key)) << code << ' ' << key;
      EXPECT_EQ(names_in(phrases[key]), names_in(words)) << code << ' ' << key;
    }
  }
}

}  // namespace
}  // namespace cordon::map
