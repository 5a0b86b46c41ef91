// The languages say the same things: as many phrases, with the same names in them.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "cordon/map/language.hpp"
#include "cordon/map/resources.hpp"

namespace cordon::map {
namespace {

class Phrases : public testing::TestWithParam<std::string> {};  // a folder of languages

/// Read here by a parser of its own callback: a key that comes twice is seen.
std::map<std::string, std::string> phrases_of(const std::string& folder, const std::string& code) {
  std::string key;
  std::map<std::string, std::string> phrases;
  std::set<std::string> seen;
  const auto file = nlohmann::json::parse(
      resource("languages/" + folder + "/" + code + ".json"),
      [&](int, nlohmann::json::parse_event_t event, const nlohmann::json& value) {
        if (event == nlohmann::json::parse_event_t::key) {
          key = value.get<std::string>();
          EXPECT_TRUE(seen.insert(key).second) << code << " has '" << key << "' twice";
        } else if (event == nlohmann::json::parse_event_t::value) {
          phrases[key] = value.get<std::string>();
        }
        return true;
      });
  EXPECT_TRUE(file.is_object()) << code;
  return phrases;
}

std::set<std::string> names_in(const std::string& words) {
  std::set<std::string> names;
  for (std::size_t open = words.find('{'); open != std::string::npos;
       open = words.find('{', open + 1))
    names.insert(words.substr(open, words.find('}', open) - open + 1));
  return names;
}

TEST_P(Phrases, AreTheSameInAllLanguages) {
  const auto english = phrases_of(GetParam(), "en");
  ASSERT_GT(english.size(), 10U);
  for (const std::string& code : language_codes()) {
    const auto phrases = phrases_of(GetParam(), code);
    EXPECT_EQ(phrases.size(), english.size()) << code;
    for (const auto& [key, words] : english) {
      const auto found = phrases.find(key);
      ASSERT_NE(found, phrases.end()) << code << " lacks '" << key << "'";
      EXPECT_NE(found->second.find_first_not_of(" "), std::string::npos) << code << " " << key;
      EXPECT_EQ(names_in(found->second), names_in(words)) << code << " " << key;
    }
  }
}

/// Whatever is written in another script has been translated.
TEST_P(Phrases, AreInTheScriptOfTheirLanguage) {
  const std::set<std::string> one_letter{"north.letter", "list.separator"};
  for (const std::string code : {"ar", "ru", "uk"})
    for (const auto& [key, words] : phrases_of(GetParam(), code)) {
      std::string bare = words;
      for (const std::string& name : names_in(words))
        for (std::size_t at; (at = bare.find(name)) != std::string::npos;)
          bare.erase(at, name.size());
      bool foreign = true;
      for (const char c : bare) foreign = foreign && static_cast<unsigned char>(c) < 0x80;
      const bool may_be_signs =
          bare.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      EXPECT_TRUE(!foreign || may_be_signs) << code << " " << key << ": " << words;
    }
}

INSTANTIATE_TEST_SUITE_P(Folders, Phrases, testing::Values("map", "page"));

}  // namespace
}  // namespace cordon::map
