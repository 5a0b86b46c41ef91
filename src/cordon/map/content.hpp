// What a map shows, on the Earth: before it has a size, a projection or a style.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cordon/base/basemap.hpp"
#include "cordon/base/geometry.hpp"

namespace cordon::map {

enum class Side { both, left, right };

/// Of a line that is only known to within an uncertainty: what is in the zone wherever the line
/// truly runs, and what else may be. `drawn`: around the line as given.
enum class Sureness { drawn, certain, possible };

/// A part of the zone that has a fill and a legend entry of its own.
struct ZonePart {
  MultiPolygon area;  ///< degrees, edges straight in them, cut at the antimeridian as RFC 7946 asks
  Side side = Side::both;
  double from = 0;  ///< m from the line: of a band its inner edge, else 0
  double to = 0;    ///< m from the line
  Sureness sureness = Sureness::drawn;
  std::string side_name;  ///< who holds that side: "opposition"; empty: not told
};

/// A town or city.
struct Place {
  LonLat at;
  std::string name;                  ///< in the language of the map where the data have it
  std::optional<double> population;  ///< nothing: not known
  bool capital = false;              ///< of a country
  bool in_zone = false;
  double distance = 0;                ///< m from the line, or from the zone if there is no line
  std::optional<std::string> side{};  ///< "left", "right" of the line; nothing: it has no sides
};

/// A road or another line to find one's way by, with the name that is written along it.
struct Route {
  std::string name;
  std::vector<Path> paths;
};

/// Words of this map alone, in its language; empty: left out.
struct Captions {
  std::string title;
  std::string subtitle;
  std::string date;                  ///< of the line, ISO 8601
  std::string note;                  ///< what a reader must know of the line: "reconstruction ..."
  std::vector<std::string> sources;  ///< of the line, places and basemap: who made them, licence
  std::string credit;                ///< who made the map
};

/// Figures that captions and alternative texts quote. Nothing: not known.
struct Figures {
  std::optional<double> distance;     ///< m, on both sides
  std::optional<double> left, right;  ///< m, where the sides differ; 0: nothing on that side
  std::optional<double> area;         ///< m2
  std::optional<double> line_length;  ///< m
  std::optional<double> uncertainty;  ///< m
  std::optional<double> max_error;    ///< m, certified
};

struct Content {
  std::vector<ZonePart> zone;  ///< bands from the inside out; not empty
  std::vector<Path> lines;     ///< of contact; edges are geodesics; may be empty
  Path points;                 ///< what the zone is around, too
  std::vector<Area> areas;     ///< likewise
  std::vector<Route> routes;
  std::vector<Place> places;  ///< in and around the map, in no order
  Basemap basemap;
  Captions captions;
  Figures figures;
};

}  // namespace cordon::map
