#include "cordon/io/field_names.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <set>

namespace cordon::test {
namespace {

using Strings = std::vector<std::string>;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Strings short_names(const Strings& columns, const std::vector<Field>& taken = {}) {
  Strings names;
  for (const FieldName& name : carried_names(columns, taken)) names.push_back(name.short_name);
  return names;
}

Strings long_names(const Strings& columns, const std::vector<Field>& taken = {}) {
  Strings names;
  for (const FieldName& name : carried_names(columns, taken)) names.push_back(name.name);
  return names;
}

TEST(FieldNames, TenBytesOfAscii) {
  EXPECT_EQ(short_names({"name", "population_2018", "población", "a b-c", "__x__", "2018"}),
            (Strings{"name", "population", "poblaci_n", "a_b_c", "x", "f2018"}));
  EXPECT_EQ(short_names({"اسم", "", "é"}), (Strings{"field", "field_2", "field_3"}));
}

TEST(FieldNames, NoClashAfterTruncation) {
  EXPECT_EQ(short_names({"population_2017", "population_2018", "POPULATION"}),
            (Strings{"population", "populati_2", "POPULATI_3"}));
}

TEST(FieldNames, ManyAlikeStayApart) {
  Strings columns;
  for (int i = 0; i < 1200; ++i) columns.push_back("attribute_" + std::to_string(i));
  std::set<std::string> seen;
  for (const std::string& name : short_names(columns)) {
    EXPECT_LE(name.size(), 10U);
    EXPECT_TRUE(seen.insert(lower(name)).second) << name;
  }
}

TEST(FieldNames, TakenNamesGiveWay) {
  const std::vector<Field> own{{"area_km2", "area_km2", 1.0}, {"tolerance_m", "toleranc_m", 1.0}};
  EXPECT_EQ(long_names({"AREA_KM2", "name", "source_AREA_KM2"}, own),
            (Strings{"source_AREA_KM2", "name", "source_AREA_KM2_2"}));
  EXPECT_EQ(short_names({"toleranc_m", "Area_km2"}, own), (Strings{"toleranc_2", "source_Are"}));
  EXPECT_EQ(long_names({"Name", "name"}), (Strings{"Name", "name_2"}));
}

}  // namespace
}  // namespace cordon::test
