// The one call of the engine: from a shape on the Earth to its certified zone.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/base/units.hpp"
#include "cordon/geodesy/output_space.hpp"
#include "cordon/zone/caps/cap.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/projected/classic_buffer.hpp"

namespace cordon {

/// How the input joins two vertices: by a geodesic, or straight in longitude/latitude (RFC 7946).
enum class Edges { geodesic, planar };

enum class Method {
  exact,     ///< outer arcs of discs on the conformal sphere
  projected  ///< GEOS buffers in projected CRSs
};

/// On which side of the true boundary the drawn one may lie.
enum class Fit {
  nearest,  ///< on both, within the tolerance
  inside,   ///< nothing of the zone is beyond the distance
  outside   ///< nothing within the distance is left out
};

inline constexpr Metres kDefaultDistance{20000};
inline constexpr Metres kMaxDistance{2'000'000};
inline constexpr Metres kDefaultTolerance{1};
inline constexpr Metres kMinTolerance{0.001};
inline constexpr double kMaxToleranceShare = 0.1;  ///< of the distance

struct ZoneOptions {
  Metres distance = kDefaultDistance;    ///< from the line, on each side; (0, kMaxDistance]
  Metres tolerance = kDefaultTolerance;  ///< [kMinTolerance, kMaxToleranceShare * distance]
  Cap cap = Cap::round;
  Edges edges = Edges::geodesic;
  Method method = Method::exact;
  std::string crs = "auto";  ///< for Method::projected: "auto" (local pieces), "utm" (the zone that
                             ///< fits) or the name of a CRS
  std::optional<ClassicBuffer> classic;  ///< with Method::projected and one CRS
  Fit fit = Fit::nearest;
  std::string output_crs;  ///< empty: WGS84 longitude/latitude
  unsigned threads = 1;    ///< 1 or more; does not change the result
};

struct Zone {
  MultiPolygon polygons;    ///< in the output CRS; at least one; edges straight there
  Certificate certificate;  ///< with a ClassicBuffer it may hold problems, else none
  std::string crs;          ///< that it was buffered in; empty: the exact method, or local pieces
  int decimals = 0;         ///< of the coordinates
  bool rebuilt = false;     ///< the first result failed its certificate; this one is the robust one
};

/// Where the boundary may be, relative to the true one.
Allowance allowance_of(Fit fit, double tolerance);

/// What zones with these options are drawn in. Its grid is fine against what the boundary may miss,
/// so finer by half for a one-sided fit. Throws UsageError for a tolerance out of range and
/// if PROJ does not know the output CRS.
OutputSpace output_space(const ZoneOptions& options);

/// Builds the zone and certifies it.
///
/// With Fit::inside the certificate's outward error is 0, with Fit::outside its inward error: that
/// is what it proves, with all slack; on the other side the boundary keeps within the tolerance.
///
/// A ClassicBuffer is drawn once and is not refused. Its certificate states the errors that were
/// measured against the true zone with the same caps (with flat and square ones to a hundredth of
/// themselves), and as problems all that goes beyond the tolerance: too far out or in, parts
/// missing, false holes.
///
/// Throws UsageError for options out of range, DataError for a shape without any vertex or with
/// coordinates that are not on the Earth, CertificateError if no result within the tolerance was
/// found (its message gives the measured error), Cancelled.
Zone build_zone(const Shape& given, const ZoneOptions& options, const Progress& progress = {});

}  // namespace cordon
