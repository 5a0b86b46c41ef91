#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/labels/positions.hpp"
#include "cordon/map/labels/raster.hpp"
#include "cordon/map/labels/wish.hpp"
#include "cordon/map/panel_geometry.hpp"

namespace cordon::map {
namespace {

/// Finer cells would not move a name by what can be seen.
Raster empty_raster(const Rect& panel) {
  constexpr double kCells = 6e4;
  return {panel, std::max(3.0, std::sqrt(panel.width * panel.height / kCells))};
}

double filled(const Raster& raster) {
  return static_cast<double>(std::count(raster.values.begin(), raster.values.end(), 1)) *
         raster.cell * raster.cell;
}

/// Cells that are in both.
Raster common(Raster a, const Raster& b) {
  std::transform(a.values.begin(), a.values.end(), b.values.begin(), a.values.begin(),
                 [](std::uint8_t one, std::uint8_t other) { return one & other; });
  return a;
}

Raster without(Raster a, const Raster& b) {
  std::transform(a.values.begin(), a.values.end(), b.values.begin(), a.values.begin(),
                 [](std::uint8_t one, std::uint8_t other) {
                   return static_cast<std::uint8_t>(one & (other ^ 1U));
                 });
  return a;
}

Rect box_of(const Paths& rings) {
  XY low = rings.front().front();
  XY high = low;
  for (const std::vector<XY>& ring : rings)
    for (const XY& xy : ring) {
      low = {std::min(low.x, xy.x), std::min(low.y, xy.y)};
      high = {std::max(high.x, xy.x), std::max(high.y, xy.y)};
    }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

/// Of areas with the same country and name, all rings on the page.
using Regions = std::map<std::pair<std::string, std::string>, Paths>;

/// Those whose box is larger than `least` px2.
Regions regions_of(const std::vector<BasemapFeature>& features, const Frame& frame, double least) {
  const PanelGeometry geometry(frame);
  const double zoom = zoom_level(frame);
  Regions regions;
  for (const BasemapFeature& feature : features) {
    if (feature.name.empty() || feature.rank > zoom) continue;
    const Paths rings = geometry.areas(rings_of(feature.shape.areas), 1);
    if (rings.empty()) continue;
    Paths& region = regions[{feature.country, feature.name}];
    region.insert(region.end(), rings.begin(), rings.end());
  }
  std::erase_if(regions, [&](const auto& region) {
    const Rect box = box_of(region.second);
    return box.width * box.height < least;
  });
  return regions;
}

Raster cells_of(const Paths& rings, const Frame& frame) {
  Raster raster = empty_raster(frame.panel());
  fill_rings(raster, rings, 1);
  return raster;
}

struct Country {
  std::string name;
  Raster cells;
  double in_zone = 0;  // px2
};

std::vector<Country> countries_of(const Content& content, const Frame& frame, const Raster& zone,
                                  const Language& language) {
  std::vector<Country> countries;
  for (const auto& [key, rings] : regions_of(content.basemap.countries, frame, 0)) {
    Country country{language.country(key.first, key.second), cells_of(rings, frame), 0};
    country.in_zone = filled(common(country.cells, zone));
    countries.push_back(std::move(country));
  }
  return countries;
}

/// Beside the zone, or upon it if little of the country is elsewhere; the zone's country even where
/// it is too small for its name.
std::vector<Position> positions_in_country(const MeasuredName& name, const Raster& cells,
                                           const Raster& zone, bool own, const Ground& ground) {
  constexpr double kLittle = 0.3;
  const Raster beside = without(cells, zone);
  std::vector<Position> positions;
  if (filled(beside) > kLittle * filled(cells)) positions = positions_within(name, beside, ground);
  if (positions.empty()) positions = positions_within(name, cells, ground);
  if (positions.empty() && own) positions = positions_over(name, cells, ground);
  return positions;
}

/// "Aleppo" of "Aleppo (Halab)".
std::string short_name(const std::string& name) {
  return name.substr(0, name.find(" ("));
}

/// Whether one begins with the other, as "Hamah" does with "Hama".
bool are_alike(const std::string& a, const std::string& b) {
  const std::size_t shared = std::min(a.size(), b.size());
  return shared > 0 && a.compare(0, shared, b, 0, shared) == 0;
}

}  // namespace

std::vector<Wish> country_wishes(const Content& content, const Frame& frame, const Ground& ground,
                                 const Language& language) {
  constexpr double kLeast = 0.012;    // of the panel, for a neighbour to be named
  constexpr double kZoneShare = 0.2;  // of the zone, for a country to be the zone's
  const Raster zone = cells_of(zone_outlines(content, frame), frame);
  std::vector<Country> countries = countries_of(content, frame, zone, language);
  double largest = 0;
  double all = 0;
  for (const Country& country : countries) {
    largest = std::max(largest, country.in_zone);
    all += country.in_zone;
  }
  const double panel = frame.panel().width * frame.panel().height;
  std::vector<Wish> wishes;
  for (Country& country : countries) {
    const double area = filled(country.cells);
    const bool own =
        country.in_zone > 0 && (country.in_zone == largest || country.in_zone > kZoneShare * all);
    if (!own && area < kLeast * panel) continue;
    Wish wish;
    wish.layer = NameLayer::countries;
    wish.value = own ? kZoneCountryValue : kCountryValue;
    wish.variants = {in_capitals("label label-country", country.name, language)};
    if (Lettering two = in_two_lines(wish.variants.front()); !two.lines.empty())
      wish.variants.push_back(std::move(two));
    wish.positions = [own, zone, &ground,
                      cells = std::move(country.cells)](const MeasuredName& name) {
      return positions_in_country(name, cells, zone, own, ground);
    };
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

std::vector<Wish> province_wishes(const Content& content, const Frame& frame, const Ground& ground,
                                  const Language& language) {
  constexpr double kLeast = 0.03;  // of the panel
  const Raster zone = cells_of(zone_outlines(content, frame), frame);
  const std::vector<Place>& places = content.places;
  const double panel = frame.panel().width * frame.panel().height;
  std::vector<Wish> wishes;
  for (const auto& [key, rings] : regions_of(content.basemap.provinces, frame, kLeast * panel)) {
    const std::string name = short_name(key.second);
    const bool is_place = std::any_of(places.begin(), places.end(), [&](const Place& place) {
      return are_alike(place.name, name);
    });
    if (is_place) continue;
    Raster cells = without(cells_of(rings, frame), zone);
    if (!foreign_script(name, language.code()).empty() || filled(cells) < kLeast * panel) continue;
    Wish wish;
    wish.layer = NameLayer::provinces;
    wish.value = kProvinceValue;
    wish.variants = {{"label label-province", {name}, {}}};
    wish.positions = [&ground, cells = std::move(cells)](const MeasuredName& measured) {
      return positions_within(measured, cells, ground);
    };
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

std::vector<Wish> lake_wishes(const Content& content, const Frame& frame, const Ground& ground,
                              const Language& language) {
  constexpr double kLeast = 60;  // px2
  std::vector<Wish> wishes;
  for (const auto& [key, rings] : regions_of(content.basemap.lakes, frame, kLeast)) {
    const std::string& name = key.second;
    if (!foreign_script(name, language.code()).empty()) continue;
    Raster cells = cells_of(rings, frame);
    if (filled(cells) < kLeast) continue;
    Wish wish;
    wish.layer = NameLayer::water;
    wish.value = kWaterValue;
    wish.variants = {{"label label-water", {name}, {}}};
    wish.positions = [&ground, cells = std::move(cells), mark = box_of(rings),
                      mirrored = language.right_to_left()](const MeasuredName& measured) {
      std::vector<Position> positions = positions_within(measured, cells, ground);
      return positions.empty() ? positions_beside(measured, mark, mirrored, ground) : positions;
    };
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

}  // namespace cordon::map
