// Which CRS coordinates are in, whether they can be in it, and their way to WGS84.
#pragma once

#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <array>
#include <memory>
#include <string>

#include "cordon/io/finding.hpp"
#include "cordon/io/layer_geometry.hpp"

namespace cordon {

struct FreeCrs {
  void operator()(OGRSpatialReference* crs) const { crs->Release(); }
};

/// Two-dimensional.
using Crs = std::unique_ptr<OGRSpatialReference, FreeCrs>;

/// A CRS by any name that PROJ knows. Throws UsageError that names the option.
Crs named_crs(const std::string& name, const std::string& option);

/// WGS84 longitude/latitude, whatever the order of its axes on paper.
bool is_wgs84(const OGRSpatialReference& crs);

/// "EPSG:4326 (WGS 84)"; empty for null.
std::string crs_text(const OGRSpatialReference* crs);

/// What decides about a layer's CRS.
struct CrsQuestion {
  const OGRSpatialReference* own = nullptr;  ///< the layer's; null: none
  bool only_by_default = false;  ///< the format sets it where the file says nothing (GeoJSON)
  std::string input_crs;         ///< of the user; empty: none
  std::string missing_advice;    ///< where this format keeps its CRS
};

/// The CRS of the coordinates; null with finding "no-crs" if nobody says. Throws UsageError if
/// input_crs contradicts a CRS that the source states.
Crs resolve_crs(const CrsQuestion& question, const Parts& parts, const Place& place,
                Findings& findings);

/// Whether the source says that northing or latitude comes first.
bool is_north_first(const OGRSpatialReference& crs);

/// Swaps x and y of all coordinates and of the extent.
void swap_axes(Parts& parts);

/// Swaps coordinates that are north first, and has the CRS say so.
void put_east_first(OGRSpatialReference& crs, Parts& parts);

/// Whether an extent could be one of longitudes and latitudes in degrees.
bool fits_degrees(const std::array<double, 4>& extent);

/// Coordinates that cannot be in the CRS: "metres-as-degrees", "degrees-as-metres",
/// "swapped-axes", "out-of-range". False if one was found that is an error.
bool check_range(const OGRSpatialReference& crs, const Parts& parts, const Place& place,
                 Findings& findings);

/// A whole turn of longitude in units of the CRS: 360 for degrees, 400 for grads; 0 if the CRS is
/// not geographic.
double whole_turn(const OGRSpatialReference& crs);

/// How coordinates come to WGS84.
enum class Operation {
  exact,    ///< by what PROJ knows of both datums
  ballpark  ///< as if both were one
};

/// Moves all coordinates to WGS84 longitude/latitude by PROJ's best operation; nothing happens if
/// they are there already. Longitudes stay on the turn that they are on (0 to 360); paths of a
/// projected CRS go on over the antimeridian, unless they close around a pole. `operation` becomes
/// Operation::ballpark if it must. False, with finding "transform-failed", if one cannot be moved.
/// Warnings: "inexact-datum", "outside-crs".
bool transform_to_wgs84(const OGRSpatialReference& crs, Operation& operation, Parts& parts,
                        const Place& place, Findings& findings);

}  // namespace cordon
