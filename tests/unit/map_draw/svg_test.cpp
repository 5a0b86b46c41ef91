// The SVG's structure, and the pictures that are made from it.
#include "cordon/map/svg.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <thread>

#include "cordon/base/error.hpp"
#include "picture.hpp"

namespace cordon::map {
namespace {

pugi::xml_document parsed(const std::string& svg) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(svg.data(), svg.size());
  EXPECT_TRUE(result) << result.description();
  return document;
}

Text text_at(const std::string& words, XY at, Anchor anchor = Anchor::left) {
  return {"label", words, at, anchor};
}

TEST(Svg, says_what_it_is) {
  Scene scene = scene_of({}, ".a > .b { fill: red }");
  scene.language = "fr";
  const pugi::xml_document document = parsed(svg_text(scene));
  const pugi::xml_node root = document.child("svg");
  EXPECT_STREQ("http://www.w3.org/2000/svg", root.attribute("xmlns").value());
  EXPECT_STREQ("200", root.attribute("width").value());
  EXPECT_STREQ("0 0 200 100", root.attribute("viewBox").value());
  EXPECT_STREQ("img", root.attribute("role").value());
  EXPECT_STREQ("fr", root.attribute("xml:lang").value());
  EXPECT_STREQ("map-title map-description", root.attribute("aria-labelledby").value());
  EXPECT_STREQ("title", root.first_child().name()) << "browsers take the first child for the name";
  EXPECT_STREQ("Title", root.child("title").text().get());
  EXPECT_STREQ("Description", root.child("desc").text().get());
  EXPECT_STREQ(".a > .b { fill: red }", root.child("style").text().get());
}

TEST(Svg, ids_are_unique_and_references_are_kept) {
  Group inner;
  inner.id = "inner";
  inner.clip = Rect{1, 2, 3, 4};
  Group twin = inner;
  twin.id = "twin";
  Group other = inner;
  other.id = "other";
  other.clip = Rect{1, 2, 3, 5};
  const std::string svg = svg_text(scene_of({{inner}, {twin}, {other}}, ""));
  std::set<std::string> ids;
  std::set<std::string> clips;
  for (const pugi::xpath_node& node : parsed(svg).select_nodes("//@id"))
    EXPECT_TRUE(ids.insert(node.attribute().value()).second) << node.attribute().value();
  for (const pugi::xpath_node& node : parsed(svg).select_nodes("//@clip-path")) {
    const std::string url = node.attribute().value();
    EXPECT_EQ(1U, ids.count(url.substr(5, url.size() - 6))) << url;
    clips.insert(url);
  }
  EXPECT_EQ(2U, clips.size()) << "equal rectangles share a clip path";
}

TEST(Svg, layers_have_names_for_drawing_programs) {
  Group group;
  group.id = "sea";
  group.label = "Meer <&>";
  const pugi::xml_document document = parsed(svg_text(scene_of({{group}}, "")));
  const pugi::xml_node node = document.select_node("//g[@id='sea']").node();
  EXPECT_STREQ("layer", node.attribute("inkscape:groupmode").value());
  EXPECT_STREQ("Meer <&>", node.attribute("inkscape:label").value());
}

TEST(Svg, hostile_texts_stay_text) {
  const std::string hostile = "</text><script>alert('1')</script> & \"]]>\" <!-- &#60;";
  const Outline named{"land", {{{0, 0}, {9, 0}, {9, 9}}}, true, hostile};
  Scene scene = scene_of({{text_at(hostile, {0, 20})}, {named}}, "/* </style><script/> */");
  scene.title = scene.description = hostile;
  const std::string svg = svg_text(scene);
  const pugi::xml_document document = parsed(svg);
  EXPECT_TRUE(document.select_nodes("//script").empty());
  EXPECT_EQ(hostile, document.select_node("//text").node().text().get());
  EXPECT_EQ(hostile, document.select_node("//path/title").node().text().get());
  EXPECT_NO_THROW(png_bytes(svg, scene.page));
}

TEST(Svg, what_xml_does_not_allow_is_replaced) {
  const std::string svg = svg_text(scene_of({{text_at("a\x01"
                                                      "b\xff"
                                                      "c\xed\xa0\x80",
                                                      {0, 20})}},
                                            ""));
  const std::string words = parsed(svg).select_node("//text").node().text().get();
  EXPECT_EQ(0U, words.rfind("a\xEF\xBF\xBD"
                            "b\xEF\xBF\xBD"
                            "c",
                            0))
      << words;
  EXPECT_NO_THROW(png_bytes(svg, {200, 100, 1}));
}

TEST(Svg, numbers_are_short) {
  const Outline line{"", {{{0.004, -0.004}, {1.0 / 3, 1e6}, {-2.5, 7}}}, false};
  const Outline ring{"", {{{0, 0}, {1, 0}, {1, 1}}, {{5, 5}, {6, 5}, {6, 6}}}, true};
  const pugi::xml_document document = parsed(svg_text(scene_of({{line}, {ring}}, "")));
  const auto paths = document.select_nodes("//g/path");
  EXPECT_STREQ("M0 0 0.33 1000000 -2.5 7", paths[0].node().attribute("d").value());
  EXPECT_STREQ("M0 0 1 0 1 1ZM5 5 6 5 6 6Z", paths[1].node().attribute("d").value());
}

TEST(Svg, sides_and_what_is_possible_are_hatched_upon_their_colour) {
  const std::vector<std::vector<XY>> square{{{-9, -9}, {109, -9}, {109, 109}, {-9, 109}}};
  // The share of pixels that have not the colour that most have.
  const auto hatched = [&](const std::string& css_class) {
    const Scene scene = scene_of({{Outline{css_class, square, true}}}, theme("light"), 100, 100);
    std::map<Colour, int> counts;
    int most = 0;
    for (const Colour& pixel : decode_png(png_bytes(svg_text(scene), scene.page)).pixels)
      most = std::max(most, ++counts[pixel]);
    return 1 - most / 1e4;
  };
  EXPECT_EQ(0, hatched("zone zone-both"));
  for (const char* part : {"zone zone-left", "zone zone-right", "zone zone-both possible"})
    EXPECT_GT(hatched(part), 0.05) << part;
}

TEST(Svg, even_odd_leaves_holes) {
  const Outline ring{
      "a",
      {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{25, 25}, {75, 25}, {75, 75}, {25, 75}}},
      true};
  const Scene scene = scene_of({{ring}}, ".a { fill: #ff0000 }", 100, 100);
  const Picture picture = decode_png(png_bytes(svg_text(scene), scene.page));
  EXPECT_EQ((Colour{255, 0, 0}), picture.at(10, 10));
  EXPECT_EQ((Colour{255, 255, 255}), picture.at(50, 50));
}

TEST(Png, has_the_page_s_size_and_density) {
  Scene scene = scene_of({{Box{"a", {0, 0, 100, 50}}}}, ".a { fill: #102030 }", 101, 67);
  scene.page.density = 2.5;
  const std::string bytes = png_bytes(svg_text(scene), scene.page);
  const Picture picture = decode_png(bytes);
  EXPECT_EQ(253, picture.width);  // 252.5
  EXPECT_EQ(168, picture.height);
  EXPECT_EQ((Colour{0x10, 0x20, 0x30}), picture.at(248, 123));
  EXPECT_EQ((Colour{255, 255, 255}), picture.at(248, 127));
  // pHYs: dots per metre, twice, and 1 for metres.
  const std::size_t chunk = bytes.find("pHYs");
  ASSERT_NE(std::string::npos, chunk);
  EXPECT_EQ(std::string("\0\0\x24\xE9\0\0\x24\xE9\x01", 9), bytes.substr(chunk + 4, 9));  // 9449
  EXPECT_EQ(2, bytes[25]) << "colour type: RGB, no alpha";
}

TEST(Png, loads_nothing_from_outside) {
  const std::string path = temporary_path("outside.png");
  const Scene red = scene_of({{Box{"a", {0, 0, 200, 100}}}}, ".a { fill: #ff0000 }");
  std::ofstream(path, std::ios::binary) << png_bytes(svg_text(red), red.page);
  const std::string sheet = temporary_path("outside.css");
  std::ofstream(sheet) << ".a { fill: #ff0000 }";
  std::string svg = svg_text(scene_of({{Box{"a", {0, 0, 200, 100}}}},
                                      "@import url(file://" + sheet + "); .b { fill: #00ff00 }"));
  const std::string image = "<image width='200' height='100' href='file://" + path + "'/></svg>";
  svg.replace(svg.rfind("</svg>"), 6, image);
  const Picture picture = decode_png(png_bytes(svg, red.page));
  EXPECT_EQ((std::set<Colour>{{0, 0, 0}}),
            std::set<Colour>(picture.pixels.begin(), picture.pixels.end()));
  EXPECT_NE(std::string::npos, svg.find("<image"));
}

TEST(Png, bad_svg_is_an_error_with_the_reason) {
  try {
    png_bytes("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", {10, 10, 1});
    FAIL();
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find("end of data"), std::string::npos) << error.what();
    EXPECT_FALSE(error.advice().empty());
  }
}

TEST(Pdf, is_one_page_of_real_text_in_embedded_fonts) {
  const std::string path = temporary_path("page.pdf");
  const Scene scene = scene_of({{text_at("Kyiv Київ", {10, 30})}, {text_at("إدلب", {10, 60})}},
                               theme("light"), 400, 200);
  const std::string bytes = pdf_bytes(svg_text(scene), scene.page);
  std::ofstream(path, std::ios::binary) << bytes;
  const auto output = [&](const std::string& command) {
    const std::string out = temporary_path("out.txt");
    EXPECT_EQ(0, std::system((command + " > " + out).c_str())) << command;
    return read_file(out);
  };
  const std::string words = output("pdftotext " + path + " -");
  EXPECT_NE(std::string::npos, words.find("Kyiv Київ")) << words;
  const std::string info = output("pdfinfo " + path);
  EXPECT_NE(std::string::npos, info.find("300 x 150 pts")) << info;
  EXPECT_NE(std::string::npos, info.find("Pages:           1")) << info;
  EXPECT_NE(std::string::npos, info.find("Title:           Title")) << info;
  std::istringstream fonts(output("pdffonts " + path));
  std::string line;
  int count = -2;  // two lines of heading
  while (std::getline(fonts, line))
    if (++count > 0) {
      EXPECT_NE(std::string::npos, line.find(" yes yes yes ")) << line;
    }
  EXPECT_GE(count, 2) << "a Latin and an Arabic font";
}

TEST(Rendering, same_scene_same_bytes) {
  const Scene scene = scene_of({{text_at("Idlib", {10, 30})}}, theme("light"));
  const std::string svg = svg_text(scene);
  EXPECT_EQ(svg, svg_text(scene));
  EXPECT_EQ(png_bytes(svg, scene.page), png_bytes(svg, scene.page));
  const std::string pdf = pdf_bytes(svg, scene.page);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  EXPECT_EQ(pdf, pdf_bytes(svg, scene.page)) << "the time of day is in it";
}

}  // namespace
}  // namespace cordon::map
