#include "idlib_facts.hpp"

#include <GeographicLib/Ellipsoid.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <sstream>

#include "cordon/io/area_source.hpp"
#include "cordon/io/place_names.hpp"
#include "lonlat_areas.hpp"
#include "place_set.hpp"
#include "reference.hpp"
#include "side.hpp"

namespace cordon::test {
namespace {

constexpr double kReach = 20'000;  // m
const std::string kData = CORDON_DATA_FOLDER;
const std::array<std::string, 3> kRegions{"zone", "left", "right"};

/// A line of CSV; cells in quotes may hold commas and doubled quotes, but no line ends.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[i++];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

/// Areas under one name, as polygons of the map.
struct Territory {
  std::string name;
  std::vector<Ring> rings;
  double area = 0;  // m2

  /// By counting crossings: holes are crossed too.
  bool contains(const XY& at) const {
    bool inside = false;
    for (const Ring& ring : rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const XY& a = ring[i - 1];
        const XY& b = ring[i];
        if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
          inside = !inside;
      }
    return inside;
  }
};

Ring ring_of(const Path& path) {
  Ring ring;
  for (const LonLat& place : path) ring.push_back({place.lon, place.lat});
  return ring;
}

std::vector<Territory> territories(const char* layer, const std::string& country) {
  SourceOptions options;
  options.path = kData + "/natural-earth/natural-earth.gpkg";
  options.layer = layer;
  const bool provinces = std::string(layer) == "provinces";
  options.where = (provinces ? "country = '" : "name = '") + country + "'";
  std::vector<Territory> out;
  for (const NamedAreas& named : read_areas(options, "name").areas) {
    Territory& territory = out.emplace_back();
    territory.name = provinces ? named.name + ", " + country : named.name;
    for (const Area& area : named.areas) {
      territory.rings.push_back(ring_of(area.shell));
      territory.area += ring_by_geographiclib(territory.rings.back());
      for (const Path& hole : area.holes) {
        territory.rings.push_back(ring_of(hole));
        territory.area -= ring_by_geographiclib(territory.rings.back());
      }
    }
  }
  return out;
}

/// Areas of what is alike, found by quartering a square of degrees until it is.
class Quartering {
 public:
  Quartering(const Path& line, const std::vector<Territory>& territories)
      : zone_(oracle::within({{}, {line}, {}}, kReach, oracle::Joined::by_geodesics)),
        left_(oracle::left_of({line}, oracle::Joined::by_geodesics)),
        territories_(territories),
        sums_(territories.size() + 1) {
    for (const Territory& territory : territories)
      for (const Ring& ring : territory.rings)
        for (std::size_t i = 1; i < ring.size(); ++i) edges_.emplace_back(ring[i - 1], ring[i]);
    visit(34.75, 33.9, kLeaf * 4096, edges_);
  }

  /// m2; index territories.size(): all of the side.
  double on_left(std::size_t i) const { return sums_[i][0]; }
  double on_right(std::size_t i) const { return sums_[i][1]; }

 private:
  static constexpr double kLeaf = 0.001;  // degrees
  using Edges = std::vector<std::pair<XY, XY>>;

  static double square_m2(double south, double size) {
    const GeographicLib::Ellipsoid& earth = GeographicLib::Ellipsoid::WGS84();
    const auto height = [&](double lat) {
      return std::sin(earth.AuthalicLatitude(lat) * std::numbers::pi / 180);
    };
    return earth.Area() / 2 * (height(south + size) - height(south)) * size / 360;
  }

  static Edges edges_near(const Edges& edges, double west, double south, double size) {
    Edges near;
    std::copy_if(edges.begin(), edges.end(), std::back_inserter(near), [&](const auto& edge) {
      const auto [low_x, high_x] = std::minmax(edge.first.x, edge.second.x);
      const auto [low_y, high_y] = std::minmax(edge.first.y, edge.second.y);
      return high_x >= west && low_x <= west + size && high_y >= south && low_y <= south + size;
    });
    return near;
  }

  void visit(double west, double south, double size, const Edges& edges) {
    const LonLat middle{west + size / 2, south + size / 2};
    const double radius = size * 0.71 * 111'700;  // m; more than to any corner
    const bool leaf = size < 1.5 * kLeaf;
    const bool clear = leaf || zone_->is_clear(middle, radius);
    if (clear && !zone_->contains(middle)) return;
    const Edges near = leaf ? Edges{} : edges_near(edges, west, south, size);
    if (clear && near.empty() && (leaf || left_->is_clear(middle, radius))) {
      add(middle, square_m2(south, size));
      return;
    }
    for (const double dx : {0.0, size / 2})
      for (const double dy : {0.0, size / 2}) visit(west + dx, south + dy, size / 2, near);
  }

  void add(const LonLat& place, double m2) {
    const std::size_t side = left_->contains(place) ? 0 : 1;
    sums_.back()[side] += m2;
    for (std::size_t i = 0; i < territories_.size(); ++i)
      if (territories_[i].contains({place.lon, place.lat})) sums_[i][side] += m2;
  }

  oracle::PlaceSetPtr zone_, left_;
  const std::vector<Territory>& territories_;
  Edges edges_;
  std::vector<std::array<double, 2>> sums_;
};

using Sums = std::array<double, 3>;  // m2, of kRegions

void expect_territory(const std::string& subject, const Sums& in, const Sums& whole,
                      ExpectedFacts& facts) {
  // A metre along a boundary of a thousand kilometres, and five standard deviations of the squares
  // along it: 2.8 km2.
  constexpr double kTolerance = 2.8;
  for (std::size_t i = 0; i < 3; ++i) {
    facts.numbers[{subject, "area in " + kRegions[i]}] = {in[i] / 1e6, kTolerance};
    facts.numbers[{subject, "share of " + kRegions[i]}] = {100 * in[i] / whole[i],
                                                           100 * 2 * kTolerance / (whole[i] / 1e6)};
  }
}

std::string status(double distance) {
  return distance <= kReach ? "inside" : "outside";
}

}  // namespace

std::vector<CsvRow> read_csv(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> names = split(line);
  std::vector<CsvRow> rows;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = split(line);
    CsvRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
  }
  return rows;
}

Path idlib_line() {
  std::ifstream file(kData + "/idlib-2018-09/contact_line_2018-09.geojson");
  const auto json = nlohmann::json::parse(file);
  Path line;
  for (const auto& place : json["features"][0]["geometry"]["coordinates"])
    line.push_back({place[0].get<double>(), place[1].get<double>()});
  return line;
}

void expect_line_and_areas(ExpectedFacts& facts) {
  const Path line = idlib_line();
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    length += oracle::geodesic_distance(line[i - 1], line[i]);
  facts.numbers[{"line", "length"}] = {length, 1e-4};

  std::vector<Territory> all = territories("provinces", "Syria");
  for (Territory& more : territories("provinces", "Turkey")) all.push_back(std::move(more));
  const std::size_t provinces = all.size();
  for (const char* country : {"Syria", "Turkey"})
    for (Territory& more : territories("countries", country)) all.push_back(std::move(more));
  const Quartering areas(line, all);
  const auto sums = [&](std::size_t i) {
    return Sums{areas.on_left(i) + areas.on_right(i), areas.on_left(i), areas.on_right(i)};
  };
  const Sums whole = sums(all.size());
  for (std::size_t i = 0; i < 3; ++i) facts.numbers[{kRegions[i], "area"}] = {whole[i] / 1e6, 2.8};
  for (const std::size_t i : {1U, 2U})
    facts.numbers[{kRegions[i], "share of zone"}] = {100 * whole[i] / whole[0], 0.05};
  Sums no_province = whole;
  Sums no_country = whole;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Sums in = sums(i);
    for (std::size_t k = 0; k < 3; ++k) (i < provinces ? no_province : no_country)[k] -= in[k];
    expect_territory(all[i].name, in, whole, facts);
    facts.numbers[{all[i].name, "area"}] = {all[i].area / 1e6, 1e-9 * all[i].area / 1e6};
    facts.numbers[{all[i].name, "part in zone"}] = {100 * in[0] / all[i].area,
                                                    280 / (all[i].area / 1e6)};
  }
  expect_territory("none of the provinces", no_province, whole, facts);
  expect_territory("none of the countries", no_country, whole, facts);
}

void expect_places(ExpectedFacts& facts) {
  const Path line = idlib_line();
  const oracle::ReferenceShape shape({{}, {line}, {}});
  const oracle::PlaceSetPtr left = oracle::left_of({line}, oracle::Joined::by_geodesics);
  std::map<std::string, std::string> english;
  for (CsvRow& row : read_csv(kData + "/places/names_en.csv"))
    english[row["geonameid"]] = row["name"];
  std::array<double, 3> places{}, people{}, unknown{};
  for (CsvRow& row : read_csv(kData + "/places/geonames_cities500.csv")) {
    const std::string& kind = row["feature_code"];
    if (kind == "PPLX" || kind == "PPLH" || kind == "PPLQ" || kind == "PPLW") continue;
    const LonLat place{std::stod(row["longitude"]), std::stod(row["latitude"])};
    if (std::abs(place.lon - 36.6) > 3 || std::abs(place.lat - 35.8) > 3) continue;
    const double distance = shape.distance(place);
    if (distance > 2 * kReach) continue;
    const auto known = english.find(row["geonameid"]);
    std::string name = known != english.end()
                           ? known->second
                           : press_name(row["name"], row["asciiname"], row["country"]);
    if (name == "Suran")  // there are two
      name += place.lat < 36 ? " at 35.29, 36.75" : " at 36.57, 37.21";
    const double population = std::stod(row["population"]);
    const bool on_left = left->contains(place);
    facts.numbers[{name, "distance from line"}] = {distance, 1e-3};
    facts.numbers[{name, "longitude"}] = {place.lon, 1e-9};
    facts.numbers[{name, "latitude"}] = {place.lat, 1e-9};
    if (population > 0) facts.numbers[{name, "population"}] = {population, 0};
    facts.words[{name, "status"}] = status(distance);
    facts.words[{name, "side"}] = on_left ? "opposition" : "government";
    if (distance > kReach) continue;
    for (const std::size_t region : {std::size_t{0}, std::size_t{on_left ? 1U : 2U}}) {
      ++places[region];
      people[region] += population;
      unknown[region] += population > 0 ? 0 : 1;
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    facts.numbers[{kRegions[i], "places"}] = {places[i], 0};
    facts.numbers[{kRegions[i], "known population of places"}] = {people[i], 0};
    facts.numbers[{kRegions[i], "places of unknown population"}] = {unknown[i], 0};
  }
}

void expect_incidents(ExpectedFacts& facts) {
  const Path line = idlib_line();
  const oracle::ReferenceShape shape({{}, {line}, {}});
  const oracle::PlaceSetPtr left = oracle::left_of({line}, oracle::Joined::by_geodesics);
  for (CsvRow& row : read_csv(kData + "/incidents/ucdp_nw_syria_2018-01_2019-04.csv")) {
    const std::string& date = row["date_start"];
    if (row["dyad_name"] != "Government of Syria - Syrian insurgents" ||
        std::stoi(row["where_prec"]) > 2 || date < "2018-09-17" || date > "2019-04-29")
      continue;
    ++facts.numbers[{"file", "incidents"}].value;
    const LonLat place{std::stod(row["longitude"]), std::stod(row["latitude"])};
    if (shape.distance(place) > kReach) continue;
    ++facts.numbers[{"zone", "incidents with where_prec " + row["where_prec"]}].value;
    const std::string month = "incidents in " + date.substr(0, 7);
    const std::string side = left->contains(place) ? "left" : "right";
    for (const std::string& region : kRegions) {
      facts.numbers[{region, month}].value += region == "zone" || region == side ? 1 : 0;
      facts.numbers[{region, "incidents"}].value += region == "zone" || region == side ? 1 : 0;
    }
  }
}

}  // namespace cordon::test
