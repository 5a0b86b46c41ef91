#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/locid.h>
#include <unicode/stringoptions.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "cordon/geodesy/conformal_sphere.hpp"
#include "cordon/map/furniture.hpp"

namespace cordon::map {
namespace {

/// What a zone is around: the middle part of the keys of phrases.
std::string around(const Content& content) {
  if (!content.lines.empty()) return "line";
  if (!content.areas.empty()) return "area";
  return content.points.empty() ? "zone" : "point";
}

/// "title.line", or what says less where the distance is not known or not the same on both sides.
std::string around_words(const std::string& start, const Content& content,
                         const Language& language) {
  const std::string what = around(content);
  if (content.figures.distance && what != "zone")
    return language.phrase(start + "." + what,
                           {{"distance", language.length(*content.figures.distance)}});
  return language.phrase(start + (what == "line" ? ".line.sides" : ".zone"));
}

using Facts = std::vector<std::string>;

std::string side_name(const Content& content, Side side) {
  for (const ZonePart& part : content.zone)
    if (part.side == side) return part.side_name;
  return {};
}

void add_side(Facts& facts, const Content& content, Side side,
              const std::optional<double>& distance, const Language& language) {
  if (content.figures.distance || !distance || *distance <= 0) return;
  const std::string name = side_name(content, side);
  const char* key = side == Side::left ? "fact.side.left" : "fact.side.right";
  const std::string length = language.length(*distance);
  facts.push_back(name.empty()
                      ? language.phrase(key, {{"distance", length}})
                      : language.phrase("fact.side.named", {{"distance", length}, {"name", name}}));
}

Facts zone_facts(const Content& content, const Language& language) {
  const Figures& figures = content.figures;
  Facts facts;
  add_side(facts, content, Side::left, figures.left, language);
  add_side(facts, content, Side::right, figures.right, language);
  if (!content.captions.date.empty())
    facts.push_back(language.phrase("fact.date", {{"date", language.date(content.captions.date)}}));
  if (figures.line_length)
    facts.push_back(
        language.phrase("fact.line", {{"length", language.length(*figures.line_length)}}));
  if (figures.uncertainty)
    facts.push_back(language.phrase("fact.uncertainty",
                                    {{"uncertainty", language.length(*figures.uncertainty)}}));
  if (figures.area)
    facts.push_back(language.phrase("fact.area", {{"area", language.area(*figures.area)}}));
  return facts;
}

void add_places(Facts& facts, const std::vector<Place>& places, const Language& language) {
  const auto inside =
      std::count_if(places.begin(), places.end(), [](const Place& place) { return place.in_zone; });
  if (places.empty()) return;
  facts.push_back(
      language.phrase("fact.places", {{"count", language.number(static_cast<double>(inside))}}));
  const auto largest =
      std::max_element(places.begin(), places.end(), [](const Place& a, const Place& b) {
        return (a.in_zone ? a.population.value_or(0) : -1) <
               (b.in_zone ? b.population.value_or(0) : -1);
      });
  if (!largest->in_zone || largest->population.value_or(0) <= 0) return;
  facts.push_back(language.phrase(
      "fact.largest.population",
      {{"name", largest->name}, {"population", language.number(*largest->population)}}));
}

/// By counting the edges that a ray to the north crosses.
bool encloses(const Path& ring, const XY& at) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const LonLat& a = ring[i - 1];
    const LonLat& b = ring[i];
    if ((a.lon <= at.x) == (b.lon <= at.x)) continue;
    if (a.lat + (at.x - a.lon) / (b.lon - a.lon) * (b.lat - a.lat) > at.y) inside = !inside;
  }
  return inside;
}

bool holds(const BasemapFeature& country, const XY& at) {
  return std::any_of(country.shape.areas.begin(), country.shape.areas.end(), [&](const Area& area) {
    return encloses(area.shell, at) &&
           std::none_of(area.holes.begin(), area.holes.end(),
                        [&](const Path& hole) { return encloses(hole, at); });
  });
}

/// Vertices of the zone, not many of them.
std::vector<XY> samples_of(const std::vector<ZonePart>& zone) {
  constexpr std::size_t kEach = 64;  // of a ring
  std::vector<XY> samples;
  for (const ZonePart& part : zone)
    for (const Polygon& polygon : part.area) {
      const std::size_t step = polygon.shell.size() / kEach + 1;
      for (std::size_t i = 0; i < polygon.shell.size(); i += step)
        samples.push_back(polygon.shell[i]);
    }
  return samples;
}

/// How near a country comes to any of these directions: the largest cosine of the angle between.
double nearness(const BasemapFeature& country, const std::vector<Vec3>& directions) {
  double most = -1;
  for (const Area& area : country.shape.areas)
    for (const LonLat& place : area.shell) {
      const Vec3 corner = to_conformal_sphere(place);
      for (const Vec3& direction : directions) most = std::max(most, dot(corner, direction));
    }
  return most;
}

const BasemapFeature& nearest(const std::vector<BasemapFeature>& countries,
                              const std::vector<XY>& samples) {
  std::vector<Vec3> directions;
  directions.reserve(samples.size());
  for (const XY& at : samples) directions.push_back(to_conformal_sphere({at.x, at.y}));
  std::size_t best = 0;
  double most = -1;
  for (std::size_t i = 0; i < countries.size(); ++i) {
    const double near = nearness(countries[i], directions);
    if (near > most) best = i;
    most = std::max(most, near);
  }
  return countries[best];
}

std::string name_of(const BasemapFeature& country, const Language& language) {
  return language.country(country.country, country.name);
}

/// Those that the zone reaches into, or else the nearest one.
void add_countries(Facts& facts, const Content& content, const Language& language) {
  const std::vector<BasemapFeature>& countries = content.basemap.countries;
  const std::vector<XY> samples = samples_of(content.zone);
  std::vector<std::pair<std::ptrdiff_t, std::string>> reached;
  for (const BasemapFeature& country : countries) {
    const auto inside = std::count_if(samples.begin(), samples.end(),
                                      [&](const XY& at) { return holds(country, at); });
    if (inside > 0) reached.push_back({-inside, name_of(country, language)});
  }
  std::sort(reached.begin(), reached.end());
  std::vector<std::string> names;
  names.reserve(reached.size());
  for (const auto& [inside, name] : reached) names.push_back(name);
  if (!names.empty())
    facts.push_back(language.phrase("fact.countries", {{"list", language.list(names)}}));
  if (!names.empty() || countries.empty()) return;
  facts.push_back(language.phrase("fact.nearest_country",
                                  {{"name", name_of(nearest(countries, samples), language)}}));
}

/// With a capital at its beginning, where the script has capitals.
std::string sentence_case(const std::string& text, const Language& language) {
  auto title = icu::UnicodeString::fromUTF8(text);
  title.toTitle(nullptr, icu::Locale(language.code().c_str()),
                U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE);
  std::string bytes;
  return title.toUTF8String(bytes);
}

}  // namespace

std::string alternative_text(const Content& content, const Language& language) {
  const std::string subject = around_words("alt", content, language);
  const Facts zone = zone_facts(content, language);
  Facts inside;
  add_places(inside, content.places, language);
  add_countries(inside, content, language);
  Facts sentences{subject + "."};
  if (!zone.empty())
    sentences = {
        language.phrase("alt.sentence", {{"subject", subject}, {"facts", language.list(zone)}})};
  if (!inside.empty())
    sentences.push_back(language.phrase("alt.inside", {{"facts", language.list(inside)}}));
  return fmt::format("{}", fmt::join(sentences, " "));
}

std::string default_title(const Content& content, const Language& language) {
  return around_words("title", content, language);
}

std::string default_subtitle(const Content& content, const Language& language) {
  Facts facts;
  if (!content.captions.date.empty())
    facts.push_back(
        language.phrase("subtitle.date", {{"date", language.date(content.captions.date)}}));
  if (content.figures.area)
    facts.push_back(
        language.phrase("subtitle.area", {{"area", language.area(*content.figures.area)}}));
  return sentence_case(fmt::format("{}", fmt::join(facts, "\u00a0· ")), language);
}

}  // namespace cordon::map
