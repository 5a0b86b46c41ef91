// The report that Cordon brings about Idlib: every figure in it against an independent computation.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "idlib_facts.hpp"

namespace cordon::test {
namespace {

namespace fs = std::filesystem;

nlohmann::json report() {
  const fs::path file = fs::temp_directory_path() / "cordon-report-idlib.json";
  const std::string data = CORDON_DATA_FOLDER;
  const std::string command =
      "CORDON_DATA='" + data + "' '" CORDON_PROGRAM "' report '" + data +
      "/idlib-2018-09/contact_line_2018-09.geojson' --left-name opposition --right-name government "
      "--incidents '" +
      data +
      "/incidents/ucdp_nw_syria_2018-01_2019-04.csv' --incidents-where \"dyad_name = 'Government "
      "of Syria - Syrian insurgents' AND where_prec <= 2 AND date_start >= '2018-09-17' AND "
      "date_start <= '2019-04-29'\" --quiet --overwrite -o '" +
      file.string() + "'";
  EXPECT_EQ(0, std::system(command.c_str()));
  nlohmann::json json = nlohmann::json::parse(std::ifstream(file));
  fs::remove(file);
  return json;
}

TEST(IdlibReport, EveryFigureIsRight) {
  ExpectedFacts expected;
  expect_line_and_areas(expected);
  expect_places(expected);
  expect_incidents(expected);
  expected.numbers[{"zone", "outward error"}] = {0.5, 0.5};
  expected.numbers[{"zone", "inward error"}] = {0.5, 0.5};
  expected.words[{"line", "date"}] = "2018-09-17";

  const nlohmann::json json = report();
  std::size_t numbers = 0;
  for (const auto& statement : json["statements"])
    for (const auto& fact : statement["facts"]) {
      const FactKey key{fact["subject"], fact["measure"]};
      SCOPED_TRACE(key.first + ": " + key.second);
      const auto& value = fact["value"];
      if (value.is_number()) {
        ASSERT_TRUE(expected.numbers.contains(key));
        EXPECT_NEAR(expected.numbers[key].value, value.get<double>(),
                    expected.numbers[key].tolerance);
        ++numbers;
      } else if (value.is_null()) {
        EXPECT_EQ("population", key.second);
        EXPECT_FALSE(expected.numbers.contains(key));
      } else if (expected.words.contains(key)) {
        EXPECT_EQ(expected.words[key], value.get<std::string>());
      } else {  // the file's own words, and the files
        EXPECT_TRUE(key.second == "note" || key.second == "file" || key.second == "sha256");
      }
    }
  EXPECT_GT(numbers, 500U);
}

TEST(IdlibReport, NamesProvincesAndTowns) {
  std::map<std::string, std::string> status;
  std::set<std::string> subjects;
  const nlohmann::json json = report();
  for (const auto& statement : json["statements"])
    for (const auto& fact : statement["facts"]) {
      subjects.insert(fact["subject"].get<std::string>());
      if (fact["measure"] == "status") status[fact["subject"]] = fact["value"];
    }
  for (const char* province : {"Idlib, Syria", "Aleppo, Syria", "Hamah, Syria", "Lattakia, Syria"})
    EXPECT_TRUE(subjects.contains(province)) << province;
  for (const char* town : {"Aleppo", "Hama", "Jisr al-Shughur", "Saraqib", "Khan Sheikhoun"})
    EXPECT_EQ("inside", status[town]) << town;
  for (const char* town : {"Idlib", "Binnish", "Al-Bab"})
    EXPECT_EQ("outside", status[town]) << town;
}

TEST(IdlibReport, EventsWithinTwentyAndTenKilometres) {
  ExpectedFacts expected;
  expect_incidents(expected);
  EXPECT_EQ(304, (expected.numbers[{"file", "incidents"}].value));
  EXPECT_EQ(286, (expected.numbers[{"zone", "incidents"}].value));
  const nlohmann::json json = report();
  std::size_t found = 0;
  for (const auto& statement : json["statements"])
    for (const auto& fact : statement["facts"]) {
      if (fact["subject"] == "zone" && fact["measure"] == "incidents") {
        EXPECT_EQ(286, fact["value"].get<double>());
        ++found;
      }
    }
  EXPECT_EQ(1U, found);
}

}  // namespace
}  // namespace cordon::test
