// Zones in parts: by side, by band, by what an uncertain line leaves certain, and by who holds the
// land. Every part is cut from whole zones (zone.hpp), each certified for its own distance.
//
// The signed distance s of a place from the line is negative on the left (looking along the line)
// and positive on the right; on which side a place lies is told by the nearest place of the line,
// and beyond its ends by the line prolonged (sides/sides.hpp). Inside of areas the distance is
// negative: minus the depth. Parts are the places whose distance lies within given bounds. With
// flat caps all zones of one shape end where the largest does.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/base/units.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {

enum class Side { both, left, right };

/// What is known of the places of a part if the drawn line may be off by the uncertainty: all of
/// them are in the true zone, or they may be. `drawn`: the line is taken as it is.
enum class Sureness { drawn, certain, possible };

/// A shape with a distance of its own.
struct Member {
  Shape shape;
  Metres distance;  ///< (0, kMaxDistance]; negative down to -kMaxDistance: the areas shrink by it
};

struct PartsRequest {
  std::vector<Member> members;  ///< one; or several, whose zones are united

  /// Outer distances of bands, strictly ascending, at least 2.1 tolerances apart; the first band
  /// begins at the shape itself (with `outside`, at the areas' edge). Empty: one zone of the
  /// members' own distances. With bands there is one member, whose distance is not looked at.
  std::vector<Metres> bands;
  bool nested = false;  ///< whole zones out to each distance instead of bands

  /// Reach on each side, both given or none; each 0 or (0, kMaxDistance], not both 0. With one
  /// member of lines only, whose distance is not looked at; not with bands.
  std::optional<Metres> left, right;

  Side side = Side::both;  ///< left, right: only that side of it; lines only
  bool split = false;      ///< both sides, as parts of their own; lines only
  bool outside = false;    ///< without the areas that the zone is built around

  /// How far the drawn line may be off; 0: not at all. Each part becomes two, `certain` and
  /// `possible` (without the certain one); where the line's own place is what is uncertain,
  /// possible parts of neighbours share places. If nothing is certain there is no `certain` part.
  Metres uncertainty{0};

  std::optional<std::vector<Area>> clip;   ///< only what lies in these
  std::optional<std::vector<Area>> erase;  ///< nothing of what lies in these
  std::vector<NamedAreas> holders;         ///< divide every part; what lies in the areas of several
                                           ///< holders is a part with all their names
};

/// Distances from the line on one side of it, m. Where members have distances of their own, the
/// largest.
struct Band {
  double from = 0;  ///< 0: from the line, or the areas' edge; below 0: from so deep inside of
                    ///< areas; -infinity: with all of their inside
  double to = 0;    ///< below 0 for areas that shrink
  friend bool operator==(const Band&, const Band&) = default;
};

struct ZonePart {
  MultiPolygon polygons;            ///< in the output CRS, valid, canonical; never empty
  std::optional<Band> left, right;  ///< what was asked for, as drawn: an uncertainty leaves it as
                                    ///< it is; equal on both sides unless sides matter
  Sureness sureness = Sureness::drawn;
  std::vector<std::string> holders;  ///< who holds it; empty: nobody, or holders were not asked for
  Certificate certificate;           ///< of its boundary; only a classic buffer has problems
};

struct ZoneParts {
  std::vector<ZonePart> parts;  ///< at least one; order: bands outwards, left before right, certain
                                ///< before possible, holders as given, what nobody holds last
  MultiPolygon clipped;         ///< of the zone: what lies outside of `clip`
  MultiPolygon erased;          ///< of the zone within `clip`: what lies in `erase`
  Certificate certificate;      ///< the worst of all
  std::string crs;              ///< that zones were buffered in, as Zone says
  int decimals = 0;             ///< of the coordinates
  bool rebuilt = false;         ///< some zone failed its first certificate
};

/// No place has all that the request asks for.
class NothingLeft : public DataError {
  using DataError::DataError;
};

/// Builds and certifies all parts. options.distance is not looked at. Parts of one zone neither
/// overlap nor leave gaps (bands that are nested overlap by intent), to the grid of the output.
/// Throws as build_zone(); also UsageError for what does not go together, and NothingLeft (areas
/// that vanish, areas of `clip` that the zone does not reach).
ZoneParts build_parts(const PartsRequest& request, const ZoneOptions& options,
                      const Progress& progress = {});

}  // namespace cordon
