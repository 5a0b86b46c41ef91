// The judge of zones in parts.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/zone/parts.hpp"
#include "drawing.hpp"
#include "oracle.hpp"
#include "place_set.hpp"

namespace cordon::oracle {

/// A part as the request defines it, not yet divided among holders.
struct IdealPart {
  std::optional<Band> left, right;  ///< what was asked for, as in ZonePart
  Sureness sureness = Sureness::drawn;
  PlaceSetPtr places;
};

/// All parts that a request asks for, in the order of ZoneParts. Of a part that is empty, or
/// narrower than 2.1 tolerances, there is none.
std::vector<IdealPart> ideal_parts(const PartsRequest& request, const ZoneOptions& options);

/// The share of a part that exactly these holders hold; all of it if nobody holds anything.
PlaceSetPtr held_by(const IdealPart& part, const std::vector<std::string>& names,
                    const PartsRequest& request, const ZoneOptions& options);

struct SetReport {
  std::size_t places = 0;     ///< that were classified
  std::vector<LonLat> wrong;  ///< on the wrong side by more than the tolerance
  std::size_t loose = 0;      ///< boundary places farther than the tolerance from the true boundary
  LonLat loose_at;
  bool holds() const { return wrong.empty() && loose == 0; }
};

std::ostream& operator<<(std::ostream& out, const SetReport& report);

/// Judges a drawing of any set of places: random ones near the drawn boundary, near the true one
/// and up to `reach` m around the shape; and vertices of the drawn boundary, some thousand evenly
/// spread.
SetReport check_set(const PlaceSet& truth, const Drawing& drawn, const Shape& around, double reach,
                    double tolerance, const Effort& effort = {});

/// How far the vertices of a drawn boundary, and the middles of its edges, are from the true one,
/// as far as is_clear() tells; errors beyond `most` m are given as `most`.
BoundaryError measure_set(const PlaceSet& truth, const Drawing& drawn, double most);

/// Random places near the boundaries of parts that lie in none or in several of them, though they
/// lie in the whole; or in some, though they do not.
std::vector<LonLat> misdivided(const std::vector<Drawing>& parts, const Drawing& whole,
                               double tolerance, const Effort& effort = {});

}  // namespace cordon::oracle
