// The error of a zone that is there already, whoever drew it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/base/progress.hpp"
#include "cordon/zone/certificate.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {

/// An error and where it is.
struct PlacedError {
  double error = 0;  ///< m
  LonLat place;
};

/// A connected region that is drawn and should not be, or should be and is not.
struct Difference {
  std::string kind;     ///< as Problem::kind
  PlacedError worst;    ///< the distance from there to the true boundary; of a part of the shape
                        ///< that is left out, all of the zone's distance
  double area = 0;      ///< m2; 0: not known
  MultiPolygon region;  ///< straight in the coordinates of the drawn zone; empty: not known
};

/// Set against the zone that Cordon builds.
struct AreaBalance {
  double truth = 0;    ///< m2, of the true zone
  double error = 0;    ///< m2; the truth is no farther from that
  double missing = 0;  ///< m2 that are not drawn and should be
  double excess = 0;   ///< m2 that are drawn and should not be
};

/// The errors are upper bounds of the true ones, however large they are: too high by no more than a
/// twentieth of the tolerance, and a part in ten thousand.
struct Measurement {
  PlacedError outward;    ///< the zone holds no place farther than the distance and this
  PlacedError inward;     ///< it leaves out none nearer than the distance less this; all of the
                          ///< distance if it leaves out a part of the shape itself
  std::size_t edges = 0;  ///< of the boundary, that were bounded over their whole length
  bool holds = false;     ///< the tolerance, with all parts and holes and no others
  double area = 0;        ///< m2, drawn
  std::optional<AreaBalance> balance;
  std::string no_balance;               ///< why there is none: one sentence
  std::vector<Difference> differences;  ///< those beyond the tolerance, worst first; empty if the
                                        ///< zone holds
};

/// Measures a drawn zone, in the coordinates of options.output_crs, with edges straight there, as a
/// valid set of polygons, against the true zone of a shape: by the certificate, and by the zone
/// that build_zone() makes with a tenth of the tolerance, which shows where and how large
/// differences are. With flat and square caps the outward error is bounded over the boundary, and
/// within it by what is beyond the distance. Of `options` method, crs and classic are not looked
/// at.
///
/// Throws as build_zone() for options and shapes.
Measurement measure_zone(const Shape& shape, const MultiPolygon& drawn, const ZoneOptions& options,
                         const Progress& progress = {});

/// The same against another zone, in the same coordinates, whose boundary is known to within its
/// certificate: for what is not all places within a distance of the shape, such as one side of it,
/// but holds none farther than options.distance. Errors are distances from its boundary; inwards no
/// more than what a place is nearer than that distance. Where a polygon of it is not drawn at all
/// the error is the distance.
Measurement measure_against(const MultiPolygon& reference, const Certificate& known,
                            const Shape& shape, const MultiPolygon& drawn,
                            const ZoneOptions& options);

}  // namespace cordon
