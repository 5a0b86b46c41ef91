// Natural Earth, as Cordon brings it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>

#include "basemap_files.hpp"
#include "cordon/io/gdal_support.hpp"

namespace cordon::test {
namespace {

constexpr BoundingBox kIdlib{35.3, 34.6, 37.9, 37.0};

std::set<std::string> names_of(const std::vector<BasemapFeature>& features) {
  std::set<std::string> names;
  for (const BasemapFeature& feature : features) names.insert(feature.name);
  return names;
}

std::size_t parts_of(const std::vector<BasemapFeature>& features) {
  std::size_t parts = 0;
  for (const BasemapFeature& feature : features)
    parts += feature.shape.lines.size() + feature.shape.areas.size();
  return parts;
}

const BasemapFeature* named(const std::vector<BasemapFeature>& features, std::string_view name) {
  const auto found = std::find_if(features.begin(), features.end(),
                                  [&](const auto& feature) { return feature.name == name; });
  return found == features.end() ? nullptr : &*found;
}

/// The layers by OGR, without a filter.
class NaturalEarth {
 public:
  NaturalEarth() {
    register_drivers();
    dataset_.reset(GDALDataset::Open(CORDON_DATA_FOLDER "/natural-earth/natural-earth.gpkg",
                                     GDAL_OF_VECTOR | GDAL_OF_READONLY));
  }

  OGRLayer& layer(const char* name) { return *dataset_->GetLayerByName(name); }

  /// All lines and areas of a layer.
  std::vector<std::unique_ptr<OGRGeometry>> parts(const char* name) {
    std::vector<std::unique_ptr<OGRGeometry>> parts;
    for (const auto& feature : layer(name)) {
      const OGRGeometry* const geometry = feature->GetGeometryRef();
      if (geometry == nullptr) continue;
      for (const OGRGeometry* part : *geometry->toGeometryCollection())
        parts.emplace_back(part->clone());
    }
    return parts;
  }

 private:
  GDALDatasetUniquePtr dataset_;
};

OGRPolygon rectangle(double west, double south, double east, double north) {
  OGRLinearRing ring;
  for (const auto& [x, y] :
       {std::pair{west, south}, {east, south}, {east, north}, {west, north}, {west, south}})
    ring.addPoint(x, y);
  OGRPolygon polygon;
  polygon.addRing(&ring);
  return polygon;
}

/// How many parts meet a box, and how many have a bounding box that does.
std::pair<std::size_t, std::size_t> meeting(const std::vector<std::unique_ptr<OGRGeometry>>& parts,
                                            const BoundingBox& box) {
  std::vector<OGRPolygon> rectangles;
  if (box.west <= box.east) {
    rectangles.push_back(rectangle(box.west, box.south, box.east, box.north));
  } else {
    rectangles.push_back(rectangle(box.west, box.south, 180, box.north));
    rectangles.push_back(rectangle(-180, box.south, box.east, box.north));
  }
  std::pair<std::size_t, std::size_t> count;
  for (const auto& part : parts) {
    bool truly = false, by_box = false;
    for (const OGRPolygon& rectangle : rectangles) {
      OGREnvelope a, b;
      part->getEnvelope(&a);
      rectangle.getEnvelope(&b);
      by_box = by_box || a.Intersects(b) != 0;
      truly = truly || part->Intersects(&rectangle) != 0;
    }
    count.first += truly ? 1 : 0;
    count.second += by_box ? 1 : 0;
  }
  return count;
}

void expect_parts(std::size_t found, const std::vector<std::unique_ptr<OGRGeometry>>& parts,
                  const BoundingBox& box, std::size_t left_out) {
  const auto [least, most] = meeting(parts, box);
  EXPECT_GE(found + left_out, least);
  EXPECT_LE(found, most);
}

TEST(BasemapShipped, IdlibHasItsNeighboursAndNoMore) {
  const Basemap basemap = read_basemap(shipped(), kIdlib);
  EXPECT_EQ(names_of(basemap.countries), (std::set<std::string>{"Syria", "Turkey", "Lebanon"}));
  EXPECT_TRUE(names_of(basemap.provinces).contains("Idlib"));
  EXPECT_TRUE(names_of(basemap.rivers).contains("Ceyhan"));
  EXPECT_FALSE(names_of(basemap.provinces).contains("Damascus"));
  ASSERT_EQ(parts_of(basemap.land), 1U);
  EXPECT_EQ(basemap.credits, std::vector<std::string>{"Natural Earth"});
  for (const BasemapFeature& country : basemap.countries)
    EXPECT_EQ(country.country, country.name == "Syria"    ? "SY"
                               : country.name == "Turkey" ? "TR"
                                                          : "LB");
}

TEST(BasemapShipped, EveryPartThatMeetsABoxIsThereAndNoneFarFromIt) {
  NaturalEarth natural_earth;
  const auto land = natural_earth.parts("land");
  const auto rivers = natural_earth.parts("rivers");
  const auto provinces = natural_earth.parts("provinces");
  const auto countries = natural_earth.parts("countries");
  constexpr unsigned kSeed = 6;
  std::mt19937 random(kSeed);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-90, 90), size(0.5, 60);
  std::vector<BoundingBox> boxes{{175, -21, -178, -15}, {-180, 75, 180, 90}, {-180, -90, 180, -80},
                                 {179, 50, -179, 72},   {95, 60, 99, 62},    {}};
  for (int i = 0; i < 20; ++i) {
    const double west = lon(random), south = lat(random), east = west + size(random);
    boxes.push_back({west, south, east > 180 ? east - 360 : east, std::min(90.0, south + 20)});
  }
  for (const BoundingBox& box : boxes) {
    SCOPED_TRACE(
        fmt::format("seed {}, box {} {} {} {}", kSeed, box.west, box.south, box.east, box.north));
    const Basemap basemap = read_basemap(shipped(), box);
    const std::size_t null_island = box.contains({0, 0}) ? 1 : 0;
    expect_parts(parts_of(basemap.land), land, box, null_island);
    expect_parts(parts_of(basemap.rivers), rivers, box, 0);
    expect_parts(parts_of(basemap.provinces), provinces, box, 0);
    expect_parts(parts_of(basemap.countries), countries, box, 0);
  }
}

TEST(BasemapShipped, NothingIsDrawnWhereLongitudeAndLatitudeAreNull) {
  EXPECT_TRUE(read_basemap(shipped(), {-0.5, -0.5, 0.5, 0.5}).land.empty());
}

TEST(BasemapShipped, FijiIsThereOnBothSidesOfTheAntimeridian) {
  const Basemap basemap = read_basemap(shipped(), {177, -19.5, -179, -16});
  const BasemapFeature* const fiji = named(basemap.countries, "Fiji");
  ASSERT_NE(fiji, nullptr);
  bool west = false, east = false;
  for (const LonLat& v : vertices(fiji->shape)) {
    west = west || v.lon < 0;
    east = east || v.lon > 0;
  }
  EXPECT_TRUE(west && east);
  EXPECT_EQ(named(basemap.countries, "Brazil"), nullptr);
}

TEST(BasemapShipped, LinesOfControlAreDisputed) {
  struct Case {
    const char* name;
    BoundingBox box;
  };
  for (const auto& [name, box] : {Case{"Line of control", {73, 33, 77, 36}},  // Kashmir
                                  Case{"Ceasefire Lines 1974", {35.5, 32.6, 36.1, 33.5}},  // Golan
                                  Case{"Western Saharan claim", {-13, 21, -8, 28}},
                                  Case{"Military Demarcation Line 1953", {126, 37, 129, 39}},
                                  Case{"Ceasefire Line 1994", {46, 39, 48, 41}}}) {
    const Basemap basemap = read_basemap(shipped(), box);
    EXPECT_NE(named(basemap.disputed, name), nullptr) << name;
    EXPECT_EQ(named(basemap.borders, name), nullptr) << name;
  }
}

TEST(BasemapShipped, OnlyInternationalBoundariesAreAgreed) {
  NaturalEarth natural_earth;
  std::size_t agreed = 0, others = 0;
  for (const auto& feature : natural_earth.layer("boundaries"))
    ++(feature->GetFieldAsString("featurecla") == std::string("International boundary (verify)")
           ? agreed
           : others);
  others += static_cast<std::size_t>(natural_earth.layer("disputed").GetFeatureCount());
  const Basemap world = read_basemap(shipped(), {});
  EXPECT_EQ(world.borders.size(), agreed);
  EXPECT_EQ(world.disputed.size(), others);
}

TEST(BasemapShipped, CountriesHaveTheirCodes) {
  const Basemap world = read_basemap(shipped(), {}, 1);
  for (const auto& [name, code] : {std::pair{"France", "FR"}, std::pair{"Norway", "NO"},
                                   std::pair{"Kosovo", "XK"}, std::pair{"Russia", "RU"}}) {
    const BasemapFeature* const country = named(world.countries, name);
    ASSERT_NE(country, nullptr) << name;
    EXPECT_EQ(country->country, code);
  }
}

TEST(BasemapShipped, ProvincesAreNamedWithoutSignsAndSecondNames) {
  const Basemap basemap = read_basemap(shipped(), {35.6, 32.3, 42.4, 37.4});
  const std::set<std::string> names = names_of(basemap.provinces);
  for (const char* name : {"Homs", "Dara", "As Suwayda", "Hasaka", "Dayr Az Zawr"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST(BasemapShipped, LongitudesAreThoseOfOneTurn) {
  for (const double detail : {0.0, 0.3})
    for (const BasemapFeature& land : read_basemap(shipped(), {}, detail).land)
      for (const LonLat& v : vertices(land.shape)) ASSERT_LE(std::abs(v.lon), 180);
}

TEST(BasemapShipped, SameBoxSameMap) {
  EXPECT_EQ(text_of(read_basemap(shipped(), kIdlib)), text_of(read_basemap(shipped(), kIdlib)));
  EXPECT_EQ(text_of(read_basemap(shipped(), {170, -30, -170, 10}, 0.2)),
            text_of(read_basemap(shipped(), {170, -30, -170, 10}, 0.2)));
}

TEST(BasemapShipped, MissingDataAreNamed) {
  BasemapOptions options;
  options.data_folder = CORDON_DATA_FOLDER "/places";
  try {
    read_basemap(options, kIdlib);
    FAIL();
  } catch (const FindingError& error) {
    EXPECT_EQ(error.code(), "no-data");
    EXPECT_STREQ(error.what(), "Cordon's data lack 'natural-earth/natural-earth.gpkg'");
  }
}

}  // namespace
}  // namespace cordon::test
