// Places around a zone, and their names in the map's language.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>

#include "cordon/io/attributes.hpp"
#include "cordon/io/csv_rows.hpp"
#include "cordon/io/place_names.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

constexpr BoundingBox kIdlib{35.3, 34.6, 37.9, 37.0};
const std::string kTable = CORDON_DATA_FOLDER "/places/geonames_cities500.csv";

const MapPlace* named(const MapPlaces& found, std::string_view name) {
  const auto at = std::find_if(found.places.begin(), found.places.end(),
                               [&](const MapPlace& place) { return place.name == name; });
  return at == found.places.end() ? nullptr : &*at;
}

MapPlaces shipped_places(const BoundingBox& box, std::string_view language) {
  return shipped_map_places(box, language, CORDON_DATA_FOLDER);
}

TEST(ShippedPlaces, AreThoseThatOgrFindsInTheBox) {
  constexpr unsigned kSeed = 17;
  std::mt19937 random(kSeed);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-60, 70);
  std::vector<BoundingBox> boxes{kIdlib, {177, -20, -178, -15}, {-180, 60, 180, 90}};
  for (int i = 0; i < 5; ++i) {
    const double west = lon(random), south = lat(random);
    boxes.push_back({west, south, west > 165 ? west - 345 : west + 15, south + 8});
  }
  for (const BoundingBox& box : boxes) {
    SCOPED_TRACE(fmt::format("seed {}, box from {} {}", kSeed, box.west, box.south));
    PlaceOptions options;
    options.source = options_for(kTable);
    options.source.where = "feature_code NOT IN ('PPLX', 'PPLH', 'PPLQ', 'PPLW')";
    options.box = box;
    const PlaceTable table = read_places(options);
    const std::size_t people = *find_column(table.columns, {"population"});
    const MapPlaces found = shipped_places(box, "en");
    ASSERT_EQ(found.places.size(), table.rows.size());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      EXPECT_EQ(found.places[i].at, table.rows[i].place);
      const double population = std::stod(value_text(table.rows[i].values[people]));
      EXPECT_EQ(found.places[i].population.value_or(0), population);
      EXPECT_FALSE(found.places[i].name.empty());
    }
  }
}

TEST(ShippedPlaces, CapitalsArePicked) {
  const MapPlaces found = shipped_places({35, 33, 37, 34}, "en");
  std::set<std::string> capitals;
  for (const MapPlace& place : found.places)
    if (place.capital) capitals.insert(place.name + " " + place.country);
  EXPECT_EQ(capitals, (std::set<std::string>{"Beirut LB", "Damascus SY"}));
  EXPECT_NE(named(found, "Douma"), nullptr);
  EXPECT_EQ(found.credit, "GeoNames");
}

TEST(ShippedPlaces, HaveArabicNamesAroundIdlib) {
  const MapPlaces arabic = shipped_places(kIdlib, "ar");
  for (const char* name : {"إدلب", "حلب", "كفر زيتا", "دارة عزة", "محردة", "اللاذقية", "حمص"})
    EXPECT_NE(named(arabic, name), nullptr) << name;
  for (const MapPlace& place : arabic.places) {
    const bool arabic_letters = static_cast<unsigned char>(place.name.front()) >= 0x80;
    EXPECT_TRUE(arabic_letters || place.country != "SY" || place.population < 10'000) << place.name;
  }
  EXPECT_NE(named(arabic, "Erzin"), nullptr);  // not known in Arabic
}

TEST(ShippedPlaces, OtherLanguagesFallBackToTheTablesNames) {
  const MapPlaces russian = shipped_places(kIdlib, "ru");
  const MapPlaces unknown = shipped_places(kIdlib, "xx");
  ASSERT_EQ(russian.places.size(), unknown.places.size());
  for (std::size_t i = 0; i < russian.places.size(); ++i)
    EXPECT_EQ(russian.places[i].name, unknown.places[i].name);
  for (const char* name : {"Ayn Halaqim", "Kırıkhan", "Hamah"})
    EXPECT_NE(named(russian, name), nullptr) << name;
}

TEST(ShippedPlaces, HaveTheirUsualNamesInEnglish) {
  const MapPlaces english = shipped_places(kIdlib, "en");
  for (const char* name : {"Hama", "Maarat al-Numan", "Khan Sheikhoun", "Ayn Halaqim", "Idlib"})
    EXPECT_NE(named(english, name), nullptr) << name;
  EXPECT_EQ(named(english, "Hamah"), nullptr);
}

TEST(ShippedNames, AreOnePlainNameForEachPlaceThatThereIs) {
  std::set<std::string> ids;
  CsvRows rows(kTable, {"geonameid"});
  for (auto row = &rows.next(); !row->empty(); row = &rows.next())
    ids.insert(std::string(row->front()));
  for (const auto& [id, name] : place_names("en", CORDON_DATA_FOLDER))
    EXPECT_TRUE(ids.contains(std::to_string(id))) << name;
  const auto names = place_names("ar", CORDON_DATA_FOLDER);
  EXPECT_GT(names.size(), 190U);
  for (const auto& [id, name] : names) {
    EXPECT_TRUE(ids.contains(std::to_string(id))) << id;
    for (std::size_t i = 0; i < name.size(); ++i) {
      if (name[i] == ' ') continue;
      ASSERT_LT(i + 1, name.size());
      const unsigned code = (static_cast<unsigned char>(name[i]) & 0x1FU) << 6U |
                            (static_cast<unsigned char>(name[i + 1]) & 0x3FU);
      EXPECT_TRUE(code >= 0x621 && code <= 0x64A) << name;  // letters, no marks
      ++i;
    }
  }
}

class OwnPlaces : public IoTest {
 protected:
  MapPlaces read(std::string_view csv, std::string_view language = "en",
                 const std::string& population_field = {}) const {
    PlaceOptions options;
    options.source = options_for(write("towns.csv", csv));
    return read_map_places(options, language, population_field, CORDON_DATA_FOLDER);
  }
};

TEST_F(OwnPlaces, AreNamedAsTheirTableNamesThem) {
  const MapPlaces found = read(
      "name,lat,lon,country\n<script>alert(1)</script>,35.9,36.6,SY\n‘Ayn Ḩalāqīm,35.8,36.7,SY\n"
      "\"Homs (Hims), Syria\",35.7,36.8,Syria\n,35.6,36.9,SY\n");
  ASSERT_EQ(found.places.size(), 3U);
  EXPECT_EQ(found.places[0].name, "<script>alert(1)</script>");
  EXPECT_EQ(found.places[1].name, "‘Ayn Ḩalāqīm");
  EXPECT_EQ(found.places[2].name, "Homs (Hims), Syria");
  EXPECT_EQ(found.places[1].country, "SY");
  EXPECT_EQ(found.places[2].country, "");
  EXPECT_EQ(found.places[0].at, (LonLat{36.6, 35.9}));
  EXPECT_FALSE(found.places[0].population.has_value());
  EXPECT_EQ(found.credit, "towns.csv");
  EXPECT_NE(problem_of(found.findings, "no-name"), "");
}

TEST_F(OwnPlaces, SpeakTheLanguageWhereTheyHaveColumnsForIt) {
  const char* const table =
      "geonameid,name,name_ar,name:fr,lat,lon\n"
      "169389,Idlib,,Idleb,35.93,36.63\n1,Town,بلدة,,35.8,36.7\n170063,Aleppo,حلب الشهباء,Alep,"
      "36.2,37.16\n";
  const auto names = [&](std::string_view language) {
    std::vector<std::string> found;
    for (const MapPlace& place : read(table, language).places) found.push_back(place.name);
    return found;
  };
  EXPECT_EQ(names("ar"), (std::vector<std::string>{"إدلب", "بلدة", "حلب الشهباء"}));
  EXPECT_EQ(names("fr"), (std::vector<std::string>{"Idleb", "Town", "Alep"}));
  EXPECT_EQ(names("tr"), (std::vector<std::string>{"Idlib", "Town", "Aleppo"}));
}

TEST_F(OwnPlaces, TellPopulationAndCapitals) {
  const MapPlaces found = read(
      "name,lat,lon,pop,souls,capital,fcode\nA,35,36,0,7,yes,\nB,35,36.1,\"12,000\",8,0,PPLC\n"
      "C,35,36.2,x,9,primary,PPLA\n");
  EXPECT_FALSE(found.places[0].population.has_value());
  EXPECT_EQ(found.places[1].population, 12000);
  EXPECT_FALSE(found.places[2].population.has_value());
  EXPECT_TRUE(found.places[0].capital);
  EXPECT_TRUE(found.places[1].capital);
  EXPECT_FALSE(found.places[2].capital);
  EXPECT_EQ(read("name,lat,lon,souls\nA,35,36,7\n", "en", "souls").places[0].population, 7);
  EXPECT_THROW(read("name,lat,lon,souls\nA,35,36,7\n", "en", "people"), UsageError);
}

TEST_F(OwnPlaces, PointsWillDoToo) {
  make_vector("GPKG", path("towns.gpkg"), {{"towns", {"POINT (36.6 35.9)", "POINT (-170 5)"}}});
  PlaceOptions options;
  options.source = options_for(path("towns.gpkg"));
  options.box = kIdlib;
  const MapPlaces found = read_map_places(options, "en");
  ASSERT_EQ(found.places.size(), 1U);
  EXPECT_EQ(found.places[0].name, "f0");
}

class DamagedData : public IoTest {
 protected:
  std::string code_of(std::string_view table) const {
    std::filesystem::create_directories(folder_ / "places");
    std::ofstream(folder_ / "places" / "geonames_cities500.csv") << table;
    try {
      shipped_map_places({}, "en", folder_.string());
    } catch (const FindingError& error) {
      return error.code() + ": " + error.what();
    }
    return {};
  }
  std::string head() const {
    return "geonameid,name,asciiname,latitude,longitude,feature_code,country,population\r\n";
  }
};

TEST_F(DamagedData, IsRefused) {
  const std::string file = path("places/geonames_cities500.csv");
  EXPECT_EQ(code_of(head()), "");
  EXPECT_EQ(code_of(head() + "1,\"A \"\"B\"\", C\",A,5,6,PPL,SY,7\r\n\r\n"), "");
  EXPECT_EQ(code_of(head() + "1,A,A,5,6,PPL\n"),
            fmt::format("damaged-file: '{}', row 2: 6 cells below a heading of 8", file));
  EXPECT_EQ(code_of("geonameid,name\n1,A\n"),
            fmt::format("damaged-file: '{}' has no column 'asciiname'", file));
  EXPECT_EQ(code_of(""), fmt::format("damaged-file: '{}' has no rows", file));
  std::filesystem::remove(file);
  EXPECT_THROW(shipped_map_places({}, "en", folder_.string()), FindingError);
}

TEST_F(DamagedData, NamesOfALanguageAreFoundBesideTheTable) {
  std::filesystem::create_directories(folder_ / "places");
  std::ofstream(folder_ / "places" / "names_fr.csv")
      << "\xEF\xBB\xBFname,geonameid\nAlep,170063\n\"L'Île, \"\"grande\"\"\",7\n";
  const auto names = place_names("fr", folder_.string());
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names.at(170063), "Alep");
  EXPECT_EQ(names.at(7), "L'Île, \"grande\"");
  EXPECT_TRUE(place_names("tr", folder_.string()).empty());
}

}  // namespace
}  // namespace cordon::test
