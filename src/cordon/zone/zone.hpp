// The one call of the engine: from a shape on the Earth to its certified zone.
#pragma once

#include <cstddef>
#include <string>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/base/units.hpp"
#include "cordon/zone/caps/cap.hpp"
#include "cordon/zone/certificate.hpp"

namespace cordon {

/// How the input joins two vertices: by a geodesic, or straight in longitude/latitude (RFC 7946).
enum class Edges { geodesic, planar };

enum class Method {
  exact,     ///< outer arcs of discs on the conformal sphere
  projected  ///< GEOS buffers in projected CRSs
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
  std::string crs = "auto";  ///< for Method::projected: "auto" (local pieces) or the name of a CRS
  std::string output_crs;    ///< empty: WGS84 longitude/latitude
  unsigned threads = 1;      ///< 1 or more; does not change the result
};

struct Zone {
  MultiPolygon polygons;  ///< in the output CRS; at least one; edges straight there
  Certificate certificate;
  int decimals = 0;      ///< of the coordinates
  bool rebuilt = false;  ///< the first result failed its certificate; this one is the robust one
};

/// Builds the zone and certifies it.
/// Throws UsageError for options out of range, DataError for a shape without any vertex or with
/// coordinates that are not on the Earth, CertificateError if no result within the tolerance was
/// found (its message gives the measured error), Cancelled.
Zone build_zone(const Shape& given, const ZoneOptions& options, const Progress& progress = {});

}  // namespace cordon
