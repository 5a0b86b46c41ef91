// Contact on real areas.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cordon/contact/contact.hpp"
#include "cordon/contact/control_areas.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/io/area_source.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/source.hpp"
#include "ground.hpp"
#include "reference.hpp"

namespace cordon {
namespace {

const std::string kData = CORDON_DATA_FOLDER;
const std::string kTestData = CORDON_TEST_DATA;

SourceOptions file(const std::string& path) {
  SourceOptions options;
  options.path = path;
  options.data_folder = kData;
  return options;
}

std::vector<NamedAreas> idlib_areas() {
  std::vector<NamedAreas> sides;
  for (const std::string name : {"opposition", "government"})
    sides.push_back({name, read_areas(file(kData + "/idlib-2018-09/control_" + name + ".geojson"))
                               .areas.at(0)
                               .areas});
  return sides;
}

std::vector<Path> lines_of(const Contact& contact) {
  std::vector<Path> out;
  for (const ContactLine& line : contact.lines) out.push_back(line.path);
  return out;
}

double length_of(const std::vector<Path>& lines) {
  double length = 0;
  for (const Path& line : lines)
    for (std::size_t i = 1; i < line.size(); ++i)
      length += oracle::geodesic_distance(line[i - 1], line[i]);
  return length;
}

/// The part of a line that the reconstruction of the Idlib line covers.
Path south_of(const Path& line, double north) {
  Path out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const LonLat& place = line[i];
    if (i > 0 && (line[i - 1].lat > north) != (place.lat > north)) {
      const LonLat& from = line[i - 1];
      const double share = (north - from.lat) / (place.lat - from.lat);
      out.push_back({from.lon + share * (place.lon - from.lon), north});
    }
    if (place.lat <= north) out.push_back(place);
  }
  return out;
}

TEST(Data, IdlibsAreasGiveItsLineBack) {
  const Contact contact = find_contact(idlib_areas(), {});
  ASSERT_EQ(1U, contact.lines.size());
  EXPECT_EQ(0, contact.lines[0].gap_max);
  EXPECT_EQ(0, contact.lines[0].overlap_max);
  const std::vector<Path> truth =
      read_source(file(kData + "/idlib-2018-09/contact_line_2018-09.geojson")).shape.lines;
  // That line was cut at 36.375 N; the areas go on to 36.45.
  const Path found = south_of(contact.lines[0].path, 36.375);
  EXPECT_NEAR(length_of(truth), length_of({found}), 0.001 * length_of(truth));
  EXPECT_LT(test::hausdorff({found}, truth, 200), 2);
  // The opposition is first: on the left.
  EXPECT_LT(found.front().lon, found.back().lon);
}

TEST(Data, IdlibsTownsGiveItsLineBack) {
  PlaceOptions options;
  options.source = file(kData + "/idlib-2018-09/towns.csv");
  const PlaceTable table = read_places(options);
  const std::size_t column = named_column(table, "side_2018_09", "--by");
  const std::vector<std::string> names{"opp", "gov"};
  std::vector<HeldPlace> places;
  for (const PlaceRow& row : table.rows)
    places.push_back({row.place, std::get<std::string>(row.values[column]) == "gov" ? 1U : 0U});
  ASSERT_EQ(234U, places.size());
  std::vector<Area> boundary;
  for (const NamedAreas& side : idlib_areas())
    boundary.insert(boundary.end(), side.areas.begin(), side.areas.end());
  const Contact contact = find_contact(control_areas(places, names, boundary), {});
  // In the places' own cells the line is the reconstruction, which was made in UTM zone 37: its
  // cells' edges are off by what that map's scale changes between two towns.
  const Contact areas = find_contact(idlib_areas(), {});
  EXPECT_NEAR(length_of(lines_of(areas)), length_of(lines_of(contact)),
              0.001 * length_of(lines_of(areas)));
  EXPECT_LT(test::hausdorff(lines_of(areas), lines_of(contact), 200), 1);
}

TEST(Data, EveryPlaceOfALandIsNearestToOneOfItsHolder) {
  PlaceOptions options;
  options.source = file(kData + "/idlib-2018-09/towns.csv");
  const PlaceTable table = read_places(options);
  std::vector<HeldPlace> places;
  Path by_holder[3];
  for (const PlaceRow& row : table.rows) {
    const std::size_t holder = static_cast<std::size_t>(row.number) % 3;
    places.push_back({row.place, holder});
    by_holder[holder].push_back(row.place);
  }
  const std::vector<NamedAreas> areas = control_areas(places, {"a", "b", "c"}, {});
  std::vector<oracle::ReferenceShape> truth;
  for (const Path& held : by_holder) truth.emplace_back(Shape{held, {}, {}});
  for (std::size_t i = 0; i < areas.size(); ++i) {
    for (const Area& area : areas[i].areas)
      for (const LonLat& place : area.shell) {
        double least = 1e9;
        for (const oracle::ReferenceShape& holder : truth)
          least = std::min(least, holder.distance(place));
        EXPECT_NEAR(least, truth[i].distance(place), 0.2);
      }
  }
}

TEST(Data, NaturalEarthsTwoSidesMeetOnTheirSharedVertices) {
  struct Case {
    const char* file;
    const char* field;
    double length_km;
    std::size_t lines;
  };
  // Lengths: of the vertices that both sides' polygons have, joined by geodesics.
  for (const Case& known : {Case{"western_sahara_two_sides.geojson", "type", 1319.2, 1},
                            Case{"kashmir_two_sides.geojson", "name", 429.6, 1},
                            Case{"cyprus_two_sides.geojson", "name", 146.3, 3}}) {
    SCOPED_TRACE(known.file);
    const AreaSource source = read_areas(file(kTestData + "/control/" + known.file), known.field);
    ASSERT_EQ(2U, source.areas.size());
    const Contact contact = find_contact(source.areas, {});
    EXPECT_EQ(known.lines, contact.lines.size());
    double shared = 0;
    const auto rings = [](const NamedAreas& side) {
      std::vector<Path> out;
      for (const Area& area : side.areas) {
        out.push_back(area.shell);
        out.insert(out.end(), area.holes.begin(), area.holes.end());
      }
      return out;
    };
    for (const Path& ring : rings(source.areas[0]))
      for (std::size_t i = 1; i < ring.size(); ++i)
        for (const Path& other : rings(source.areas[1]))
          for (std::size_t k = 1; k < other.size(); ++k)
            if (ring[i - 1] == other[k] && ring[i] == other[k - 1])
              shared += oracle::geodesic_distance(ring[i - 1], ring[i]);
    EXPECT_NEAR(shared, length_of(lines_of(contact)), 0.001 * shared + 100);
    EXPECT_NEAR(known.length_km, shared / 1000, 0.001 * known.length_km + 0.1);
  }
}

/// A line of the Demilitarized Zone from west to east.
Path dmz_line(const std::string& condition) {
  SourceOptions options = file(kData + "/korea-dmz/dmz.shp");
  options.where = condition;
  Path line = read_source(options).shape.lines.at(0);
  if (line.front().lon > line.back().lon) std::reverse(line.begin(), line.end());
  return line;
}

/// The peninsula between 126 and 128.7 E, 37.5 and 39 N, north of one line and south of another,
/// which are led on to the south and to the east.
std::vector<NamedAreas> korea(Path north, Path south) {
  const LonLat low = north.front();
  const LonLat high = north.back();
  for (const LonLat corner :
       {LonLat{128.7, high.lat}, {128.7, 39}, {126, 39}, {126, 37.5}, {low.lon, 37.5}, low})
    north.push_back(corner);
  const LonLat start = south.front();
  for (const LonLat corner :
       {LonLat{128.7, south.back().lat}, {128.7, 37.5}, {start.lon, 37.5}, start})
    south.push_back(corner);
  return {{"north", {{north, {}}}}, {"south", {{south, {}}}}};
}

TEST(Data, KoreasHalvesGiveTheDemarcationLineBack) {
  Path mdl = dmz_line("DISCLAIME1 = 'Military Demarcation Line'");
  const Contact contact = find_contact(korea(mdl, mdl), {});
  ASSERT_EQ(1U, contact.lines.size());
  mdl.insert(mdl.begin(), {mdl.front().lon, 37.5});
  mdl.push_back({128.7, mdl.back().lat});
  EXPECT_NEAR(length_of({mdl}), contact.lines[0].length, 1);
  EXPECT_LT(test::hausdorff({mdl}, {contact.lines[0].path}), 0.02);
}

TEST(Data, TheDemarcationLineIsTheMiddleOfTheDemilitarizedZone) {
  const Path mdl = dmz_line("DISCLAIME1 = 'Military Demarcation Line'");
  const std::vector<NamedAreas> sides =
      korea(dmz_line("COUNTRY_C1 = 'KN'"), dmz_line("COUNTRY_CO = 'KS'"));
  const Contact contact = find_contact(sides, {.gap = {6000}});
  const oracle::ReferenceShape north({{}, {}, sides[0].areas});
  const oracle::ReferenceShape south({{}, {}, sides[1].areas});
  for (const ContactLine& line : contact.lines)
    for (const LonLat& place : line.path)
      EXPECT_NEAR(north.distance(place), south.distance(place),
                  std::sqrt(2) * kContactTolerance.value);
  const oracle::ReferenceShape middle({{}, lines_of(contact), {}});
  std::vector<double> off;
  for (const LonLat& place : mdl) off.push_back(middle.distance(place));
  std::sort(off.begin(), off.end());
  // The limits lie 2 km from the line but have fewer bends than it.
  EXPECT_LT(off[off.size() / 2], 150);
  EXPECT_LT(off[off.size() * 9 / 10], 400);
}

}  // namespace
}  // namespace cordon
