// Checks of a line that is on WGS84 already: is it where it was meant to be, and in one piece?
#pragma once

#include <ogr_geometry.h>

#include <filesystem>
#include <future>
#include <optional>
#include <utility>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/finding.hpp"
#include "cordon/io/layer_geometry.hpp"

namespace cordon {

/// The land of Natural Earth: layer `land` of its GeoPackage (WGS84).
class Land {
 public:
  /// Throws DataError if the layer cannot be read.
  explicit Land(const std::filesystem::path& natural_earth);
  /// Longitude in [-180, 180].
  bool contains(const LonLat& place) const;

 private:
  void add(const OGRGeometry& geometry);
  std::vector<OGRGeometryUniquePtr> owned_;
  std::vector<std::pair<OGREnvelope, const OGRPolygon*>> areas_;
};

/// Starts reading the land, in the background if it is likely to be needed; get() throws DataError
/// if there is none.
std::future<Land> load_land(const std::optional<std::filesystem::path>& natural_earth, bool likely);

/// A few vertices, spread evenly over the order of all that were added.
class Sample {
 public:
  void add(const Parts& parts);
  const Path& places() const { return places_; }  ///< longitude in [-180, 180]

 private:
  std::size_t seen_ = 0;
  std::size_t step_ = 1;
  Path places_;
};

/// Warning "swapped-axes-likely" if all of the sample lies at sea but most of it would be on land
/// with longitude and latitude swapped; "no-land-data" if that cannot be told.
void check_swapped(const Sample& sample, std::future<Land>& land, const Place& place,
                   Findings& findings);

/// Warning "edge-over-antimeridian" for an edge whose longitudes differ by more than 180 degrees,
/// unless it lies at a pole: a geodesic goes the short way, straight in longitude/latitude it would
/// go the long one.
class AntimeridianCheck {
 public:
  void add(const Parts& parts);
  void tell(const Place& place, Findings& findings) const;

 private:
  Tally met_;
  LonLat from_, to_;  // of the first
};

/// A free end of a line that nearly meets the free end of another.
struct Gap {
  LonLat from, to;                         ///< longitude in [-180, 180)
  std::size_t from_line = 0, to_line = 0;  ///< indices into Shape::lines
  double width = 0;                        ///< m
};

/// The gaps that are narrower than 1 km and than 1 % of the length of all lines, widest first. Ends
/// that touch any vertex of another line (on whatever turn of longitude) are not free; each end
/// counts with its nearest counterpart only.
std::vector<Gap> find_gaps(const Shape& shape);

/// Warnings "gap", one for each of the ten widest, with width and place.
void check_gaps(const Parts& parts, const Place& place, Findings& findings);

/// The same for the gaps that single features have in themselves.
class FeatureGapCheck {
 public:
  void add(const Parts& parts);
  void tell(const Place& place, Findings& findings) const;

  struct Found {
    GIntBig from = OGRNullFID, to = OGRNullFID;  ///< features
    LonLat place;
    double width = 0;  ///< m
  };

 private:
  std::vector<Found> widest_;
  std::size_t count_ = 0;
};

}  // namespace cordon
