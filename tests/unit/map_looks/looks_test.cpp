// The cascade, on style sheets as people write them and as they should not.
#include "cordon/map/looks.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "cordon/base/error.hpp"

namespace cordon::map {
namespace {

std::string fill_of(const std::string& css, const std::string& element = "path",
                    const std::string& classes = "zone") {
  const Looks looks = StyleSheet(css).looks_of(element, classes);
  const auto found = looks.find("fill");
  return found == looks.end() ? "" : found->second;
}

TEST(Looks, TheMoreSpecificRuleWinsThenTheLaterOne) {
  EXPECT_EQ("b", fill_of(".zone{fill:a} .zone{fill:b}"));
  EXPECT_EQ("a", fill_of(".zone{fill:a} path{fill:b} *{fill:c}"));
  EXPECT_EQ("a", fill_of("path.zone{fill:a} .zone{fill:b}"));
  EXPECT_EQ("a", fill_of(".zone.left{fill:a} path.zone{fill:b}", "path", "zone left"));
  EXPECT_EQ("b", fill_of(".zone.left{fill:a} path.zone{fill:b}", "path", "zone right"));
  EXPECT_EQ("b", fill_of(".zone{fill:a;fill:b}"));
  EXPECT_EQ("b", fill_of(".left, .zone{fill:b}"));
  EXPECT_EQ("", fill_of("text.zone{fill:a}"));
  EXPECT_EQ("", fill_of(".zone-left{fill:a} .zon{fill:a}"));
}

TEST(Looks, DeclarationsOfSeveralRulesComeTogether) {
  const Looks looks = StyleSheet(".zone { fill: a ; stroke : b } .left { stroke: c; }")
                          .looks_of("path", "zone left");
  EXPECT_EQ((Looks{{"fill", "a"}, {"stroke", "c"}}), looks);
}

TEST(Looks, OtherSelectorsAndAtRulesAreLeftOut) {
  for (const std::string rule :
       {"#zone{fill:x}", ".zone:hover{fill:x}", "g .zone{fill:x}", "g>.zone{fill:x}",
        ".zone[lang]{fill:x}", "..zone{fill:x}", "{fill:x}", ".{fill:x}",
        "@media print { .zone { fill: x } .zone { fill: x } }", "@import 'x.css';",
        "@import url(data:text/css;.zone{fill:x});", "@font-face { src: url(a;b{c}) }"})
    EXPECT_EQ("a", fill_of(".zone{fill:a}" + rule)) << rule;
  for (const std::string rule : {"@media print { .zone { fill: x } }", "@import 'x;{}';"})
    EXPECT_EQ("a", fill_of(rule + ".zone{fill:a}")) << rule;
}

TEST(Looks, CommentsStringsAndBracketsHideWhatTheyHold) {
  EXPECT_EQ("a", fill_of("/* .zone{fill:x} */.zone{fill:a/*;fill:x*/}"));
  EXPECT_EQ("a", fill_of(".zone{/**/fill/* : */:/**/a}"));
  EXPECT_EQ("a", fill_of(".zone{content:'}';fill:a}"));
  EXPECT_EQ("a", fill_of(".zone{content:\"\\\"; fill: x;\";fill:a}"));
  EXPECT_EQ("a", fill_of(".zone{content:'/*';fill:a;quotes:'*/'}"));
  EXPECT_EQ("url(data:a;b:c)", fill_of(".zone{fill:url(data:a;b:c)}"));
}

TEST(Looks, ABracketTooManyHidesNothing) {
  EXPECT_EQ("a", fill_of(".place{fill:x)} .zone{fill:a}"));
  EXPECT_EQ("a", fill_of(".zone{stroke:x);fill:a}"));
}

TEST(Looks, EmptySheetsAndBlocks) {
  for (const std::string css : {"", " \n", "/**/", ".zone{}", ".zone{;;}", ".zone{fill}", ";"})
    EXPECT_EQ("", fill_of(css)) << css;
  EXPECT_EQ("a", fill_of(".zone{;;fill:a;;}"));
}

TEST(Looks, WhatDoesNotEndIsRefused) {
  for (const std::string css : {".zone{", ".zone{fill:a", "}", ".zone{fill:a}}", "/* a", "/*/",
                                ".zone{content:'a}", ".zone{content:\"a\n\"}"})
    EXPECT_THROW(StyleSheet{css}, DataError) << css;
}

TEST(Looks, AnyTextIsReadOrRefused) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const std::string letters = "{}()[];:.,*/\\'\"@#a \n\xC3\xA9";
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1), length(0, 40);
  int read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string css;
    for (std::size_t n = length(random); n > 0; --n) css += letters[letter(random)];
    try {
      const StyleSheet sheet(css);
      sheet.looks_of("a", "a a");
      ++read;
    } catch (const DataError&) {
    }
  }
  EXPECT_GT(read, 100);
}

TEST(Pixels, AreNumbersWithOrWithoutTheirUnit) {
  EXPECT_EQ(1.25, pixels("1.25px"));
  EXPECT_EQ(2, pixels(" 2 "));
  EXPECT_EQ(0, pixels("0"));
  for (const std::string text : {"", "px", "1em", "1 px 2", "1.5.2", "wide", "1,5px", "0x10"})
    EXPECT_THROW(pixels(text), DataError) << text;
}

}  // namespace
}  // namespace cordon::map
