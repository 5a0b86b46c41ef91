// The coordinates that a zone is written in: WGS84 degrees or a CRS of the user's choice, with as
// many decimals as the tolerance asks for. Edges of a zone are straight in these coordinates.
#pragma once

#include <optional>
#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/projection.hpp"

namespace cordon {

/// Metres east and north for a small step in output coordinates.
struct LocalScale {
  double east_x = 1, east_y = 0;
  double north_x = 0, north_y = 1;

  XY metres(const XY& step) const {
    return {east_x * step.x + east_y * step.y, north_x * step.x + north_y * step.y};
  }
};

class OutputSpace {
 public:
  /// WGS84 longitude/latitude. Rounding to decimals() moves a vertex by at most tolerance / 100.
  static OutputSpace lonlat(double tolerance);

  /// A CRS by name. Throws UsageError if PROJ does not know it.
  static OutputSpace named(const std::string& crs, double tolerance);

  /// A copy for another thread: one object must not be used by two at once.
  OutputSpace for_thread() const { return *this; }

  /// From a place to rounded output coordinates.
  XY forward(const LonLat& place) const;
  LonLat inverse(const XY& xy) const;
  XY rounded(const XY& xy) const;
  /// forward() without rounding.
  XY project(const LonLat& place) const;
  /// The scale about a place of the space.
  LocalScale scale_at(const XY& xy) const;

  /// The step from one vertex to another; where the space wraps, the short way round.
  XY step(const XY& from, const XY& to) const;

  /// Whether x is a longitude in degrees: the space breaks off at +-180 and at the poles.
  bool wraps() const { return !projection_ || projection_->is_geographic(); }

  /// The same vertex, or where it lies on the border of a space that wraps, one 0.1 mm inside of
  /// it: for asking what is there.
  XY off_seam(const XY& xy) const;

  /// Throws DataError if an edge jumps over a break of a projection: its middle is elsewhere.
  void check_edge(const XY& from, const XY& to) const;

  /// Digits behind the decimal point (1 cm tolerance in degrees: 9); may be 0, never negative.
  int decimals() const { return decimals_; }
  bool is_lonlat() const { return !projection_.has_value(); }

 private:
  OutputSpace(std::optional<Projection> projection, int decimals);
  std::optional<Projection> projection_;
  int decimals_ = 0;
  double scale_ = 1;
};

}  // namespace cordon
