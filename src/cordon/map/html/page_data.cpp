#include "cordon/map/html/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "cordon/geodesy/ellipsoid.hpp"
#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/furniture/legend.hpp"
#include "cordon/map/html/name_points.hpp"
#include "cordon/map/html/page_text.hpp"
#include "cordon/map/resources.hpp"

namespace cordon::map {
namespace {

using Json = nlohmann::ordered_json;

/// Vertices as whole multiples of `step`: x, y, and the steps that follow.
Json steps_of(const std::vector<XY>& path, double step) {
  Json numbers = Json::array();
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (const XY& xy : path) {
    const std::int64_t next_x = std::llround(xy.x / step);
    const std::int64_t next_y = std::llround(xy.y / step);
    if (!numbers.empty() && next_x == x && next_y == y) continue;
    numbers.push_back(next_x - x);
    numbers.push_back(next_y - y);
    x = next_x;
    y = next_y;
  }
  return numbers;
}

Json steps_of(const std::vector<std::vector<XY>>& paths) {
  Json all = Json::array();
  for (const std::vector<XY>& path : paths) all.push_back(steps_of(path, 1));
  return all;
}

void add_shapes(const Group& group, Json& shapes) {
  for (const Item& item : group.items) {
    if (const auto* outline = std::get_if<Outline>(&item.value)) {
      Json shape{{"class", outline->css_class}, {"paths", steps_of(outline->paths)}};
      if (outline->closed) shape["closed"] = true;
      if (group.id == "routes" && !outline->name.empty()) shape["name"] = plain_text(outline->name);
      shapes.push_back(std::move(shape));
    } else if (const auto* circle = std::get_if<Circle>(&item.value)) {
      shapes.push_back({{"class", circle->css_class},
                        {"radius", circle->radius},
                        {"paths", steps_of({{circle->centre}})}});
    } else if (const auto* box = std::get_if<Box>(&item.value)) {
      const Rect& r = box->rect;
      shapes.push_back({{"class", box->css_class},
                        {"paths", steps_of({{{r.left, r.top},
                                             {r.right(), r.top},
                                             {r.right(), r.bottom()},
                                             {r.left, r.bottom()}}})},
                        {"closed", true}});
    } else if (const auto* inner = std::get_if<Group>(&item.value)) {
      add_shapes(*inner, shapes);
    }
  }
}

/// The layers of a map that has these names, drawn `step` degrees of longitude to a pixel.
Json drawing(const Content& content, const WebMercator& ground, double step,
             const std::vector<std::string>& layers) {
  Json drawn{{"west", ground.west}, {"north", ground.north}, {"step", step}};
  for (const Group& group : panel_groups(content, frame_of(ground, step))) {
    if (std::find(layers.begin(), layers.end(), group.id) == layers.end()) continue;
    Json shapes = Json::array();
    add_shapes(group, shapes);
    drawn["layers"][group.id] = std::move(shapes);
  }
  return drawn;
}

Json ground_drawing(const Content& content, const WebMercator& ground) {
  constexpr double kPixels = 8192;  // finer than 1:10m maps are where a map shows a country
  Content below;
  below.basemap = content.basemap;
  const double step = std::max(ground.width(), ground.height()) / kPixels;
  return drawing(below, ground, step,
                 {"sea", "land", "lakes", "rivers", "provinces", "borders", "disputed"});
}

/// `kinds` are the parts of the zones of all days: a band has its class among all of them.
Json contact_drawing(const Content& content, const std::vector<ZonePart>& kinds,
                     const WebMercator& ground) {
  constexpr double kStep = 1e-5;       // degrees: about a metre
  constexpr double kPixels = 100'000;  // at least, for small zones
  Content above = content;
  above.basemap = {};
  above.places.clear();
  for (const ZonePart& kind : kinds) above.zone.emplace_back(kind).area.clear();
  const double step = std::min(kStep, std::max(ground.width(), ground.height()) / kPixels);
  return drawing(above, ground, step, {"zone", "routes", "line"});
}

Json degrees(const Path& path) {
  constexpr double kStep = 1e-7;  // about a centimetre
  std::vector<XY> vertices;
  for (const LonLat& place : path) vertices.push_back({place.lon, place.lat});
  return steps_of(vertices, kStep);
}

Json degrees(const Ring& ring) {
  Path path;
  for (const XY& xy : ring) path.push_back({xy.x, xy.y});
  return degrees(path);
}

/// What distances are measured from: what the zone is around or, if that is not known, the zone.
Json measured(const Content& content) {
  Json lines = Json::array();
  Json areas = Json::array();
  for (const Path& line : content.lines) lines.push_back(degrees(line));
  for (const Area& area : content.areas) {
    Json rings{degrees(area.shell)};
    for (const Path& hole : area.holes) rings.push_back(degrees(hole));
    areas.push_back(std::move(rings));
  }
  Json points = Json::array();
  for (const LonLat& point : content.points) points.push_back(degrees(Path{point}));
  const bool known = !lines.empty() || !areas.empty() || !points.empty();
  for (std::size_t i = 0; !known && i < content.zone.size(); ++i)
    for (const Polygon& polygon : content.zone[i].area) {
      Json rings{degrees(polygon.shell)};
      for (const Ring& hole : polygon.holes) rings.push_back(degrees(hole));
      areas.push_back(std::move(rings));
    }
  return {{"lines", lines}, {"areas", areas}, {"points", points}};
}

/// Larger for what is named first.
double importance(const Place& place) {
  constexpr double kFar = 100e3;  // m
  return (place.capital ? 2 : 0) + (place.in_zone ? 1 : 0) +
         std::log10(std::max(place.population.value_or(0), 100.0)) - place.distance / kFar;
}

/// A place and how it lies on each day; nothing where that day's map does not have it.
struct DailyPlace {
  std::vector<const Place*> days;

  const Place& any() const {
    return **std::find_if(days.begin(), days.end(), [](const Place* place) { return place; });
  }
  bool in_zone() const {
    return std::any_of(days.begin(), days.end(),
                       [](const Place* place) { return place != nullptr && place->in_zone; });
  }
  double most_important() const {
    double most = -std::numeric_limits<double>::infinity();
    for (const Place* place : days)
      if (place != nullptr) most = std::max(most, importance(*place));
    return most;
  }
};

/// The same place is known by its position and its name.
std::vector<DailyPlace> daily_places(const std::vector<PageDay>& days) {
  std::vector<DailyPlace> places;
  std::map<std::tuple<double, double, std::string>, std::size_t> known;
  for (std::size_t day = 0; day < days.size(); ++day)
    for (const Place& place : days[day].content.places) {
      const std::tuple key(place.at.lon, place.at.lat, place.name);
      auto found = days.size() > 1 ? known.find(key) : known.end();
      if (found == known.end()) {
        found = known.insert_or_assign(key, places.size()).first;
        places.push_back({std::vector<const Place*>(days.size(), nullptr)});
      }
      places[found->second].days[day] = &place;
    }
  return places;
}

/// In the zone all, around it no more than can be looked at.
std::vector<DailyPlace> chosen_places(std::vector<DailyPlace> places) {
  constexpr std::size_t kMost = 2000;
  std::stable_sort(places.begin(), places.end(), [](const DailyPlace& a, const DailyPlace& b) {
    return a.most_important() > b.most_important();
  });
  std::size_t count = 0;
  std::erase_if(places, [&](const DailyPlace& p) { return ++count > kMost && !p.in_zone(); });
  return places;
}

Json place_json(const Place& place, const WebMercator& ground) {
  constexpr double kRound = 1e5;  // of a degree: about a metre
  Json json{{"name", plain_text(place.name)},
            {"lon", std::round(ground.longitude(place.at.lon) * kRound) / kRound},
            {"lat", std::round(place.at.lat * kRound) / kRound}};
  if (place.population) json["population"] = std::llround(*place.population);
  if (place.capital) json["capital"] = true;
  return json;
}

Json places_json(const std::vector<DailyPlace>& places, const WebMercator& ground) {
  Json all = Json::array();
  for (const DailyPlace& place : places) all.push_back(place_json(place.any(), ground));
  return all;
}

/// By place: metres, null where the day does not have it; whether it is inside; its side.
void add_standings(Json& json, const std::vector<DailyPlace>& places, std::size_t day) {
  Json distances = Json::array(), inside = Json::array();
  std::string sides;
  for (const DailyPlace& daily : places) {
    const Place* place = daily.days[day];
    distances.push_back(place != nullptr ? Json(std::llround(place->distance)) : Json());
    inside.push_back(place != nullptr && place->in_zone ? 1 : 0);
    sides += place == nullptr || !place->side ? '-' : *place->side == "left" ? 'l' : 'r';
  }
  json["distances"] = std::move(distances);
  json["inside"] = std::move(inside);
  json["sides"] = sides;
}

Json names_json(const Content& content, const WebMercator& ground, const Language& language) {
  constexpr double kRound = 1e4;  // of a degree
  Json names = Json::array();
  for (const NamePoint& point : name_points(content, ground, language))
    names.push_back({{"class", point.css_class},
                     {"name", plain_text(point.name)},
                     {"lon", std::round(point.at.lon * kRound) / kRound},
                     {"lat", std::round(point.at.lat * kRound) / kRound},
                     {"reach", std::round(point.reach * kRound) / kRound}});
  return names;
}

/// What each class of the drawing stands for. Parts of the zone come first, as many as there are.
Json legend_json(Content content, const Language& language) {
  content.zone = kinds_of(content.zone);
  Json legend = Json::array();
  for (const LegendEntry& entry : legend_entries(content, language)) {
    const char* form = entry.form == SwatchForm::area   ? "area"
                       : entry.form == SwatchForm::line ? "line"
                                                        : "point";
    legend.push_back(
        {{"form", form}, {"class", entry.css_class}, {"words", plain_text(entry.words)}});
  }
  return legend;
}

Json side_names(const Content& content) {
  Json names = Json::object();
  for (const ZonePart& part : content.zone)
    if (!part.side_name.empty() && part.side != Side::both)
      names[part.side == Side::left ? "left" : "right"] = plain_text(part.side_name);
  return names;
}

/// Intl's locale with the digits that Language writes.
std::string locale_of(const Language& language) {
  const bool latin = language.number(0) == "0";
  return (language.code() == "en" ? "en-GB" : language.code()) +
         (latin ? "-u-nu-latn" : "-u-nu-arab");
}

std::string around(const Content& content) {
  if (!content.lines.empty()) return "line";
  if (!content.areas.empty()) return "area";
  return content.points.empty() ? "zone" : "point";
}

/// South, west, north, east; degrees.
Json bounds_json(const WebMercator& ground) {
  const auto latitude = [](double stretched) {
    return std::atan(std::sinh(stretched * wgs84::kDegree)) / wgs84::kDegree;
  };
  return {latitude(ground.south), ground.west, latitude(ground.north), ground.east};
}

struct AllDays {
  std::vector<DailyPlace> places;
  std::vector<ZonePart> kinds;
};

Json day_json(const PageDay& day, std::size_t index, const AllDays& all, const WebMercator& ground,
              const Language& language) {
  Json json;
  if (!day.date.empty()) {
    json["date"] = day.date;
    json["words"] = plain_text(language.date(day.date));
    json["figures"] = plain_text(day.figures);
  }
  json["around"] = around(day.content);
  json["contact"] = contact_drawing(day.content, all.kinds, ground);
  json["measured"] = measured(day.content);
  add_standings(json, all.places, index);
  return json;
}

}  // namespace

Content all_days(const Content& shared, const std::vector<PageDay>& days) {
  Content all;
  all.captions = shared.captions;
  all.basemap = shared.basemap;
  all.figures = shared.figures;
  for (const auto& [date, figures, content] : days) {
    all.zone.insert(all.zone.end(), content.zone.begin(), content.zone.end());
    if (all.lines.empty()) all.lines = content.lines;
    if (all.areas.empty()) all.areas = content.areas;
    if (all.points.empty()) all.points = content.points;
  }
  return all;
}

std::vector<ZonePart> kinds_of(const std::vector<ZonePart>& zone) {
  std::vector<ZonePart> kinds;
  for (const ZonePart& part : zone)
    if (std::none_of(kinds.begin(), kinds.end(), [&](const ZonePart& kind) {
          return std::tie(kind.side, kind.from, kind.to, kind.sureness) ==
                 std::tie(part.side, part.from, part.to, part.sureness);
        }))
      kinds.push_back(part);
  return kinds;
}

nlohmann::ordered_json page_data(const Content& all, const std::vector<PageDay>& days,
                                 const WebMercator& ground, const Language& language) {
  const AllDays common{chosen_places(daily_places(days)), kinds_of(all.zone)};
  Json data;
  data["locale"] = locale_of(language);
  data["phrases"] = Json::parse(resource("languages/page/" + language.code() + ".json"));
  data["bounds"] = bounds_json(ground);
  data["zoneBounds"] = bounds_json(web_mercator_of(all.zone));
  data["sides"] = side_names(all);
  data["legend"] = legend_json(all, language);
  data["ground"] = ground_drawing(all, ground);
  data["names"] = names_json(all, ground, language);
  data["places"] = places_json(common.places, ground);
  data["days"] = Json::array();
  for (std::size_t i = 0; i < days.size(); ++i)
    data["days"].push_back(day_json(days[i], i, common, ground, language));
  return data;
}

}  // namespace cordon::map
