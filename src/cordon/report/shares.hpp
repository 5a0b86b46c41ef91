// Which part of a zone lies in each of named areas, such as provinces.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"

namespace cordon {

/// An area on the map, straight in longitude/latitude, cut at the antimeridian.
struct NamedPolygons {
  std::string name;
  MultiPolygon polygons;  ///< valid
  double area = 0;        ///< m2 on the ellipsoid
};

/// Areas with edges straight in longitude/latitude as files draw them; an edge over more than half
/// a turn goes the short way.
NamedPolygons as_drawn(const NamedAreas& areas);

/// Areas with edges straight in longitude/latitude, as files draw them, as valid polygons cut at
/// the antimeridian. An edge over more than half a turn goes the short way. Throws as flatten().
MultiPolygon straight_polygons(const std::vector<Area>& areas);

/// The areas that come near a zone (in longitude/latitude, within [-180, 180]), by
/// straight_polygons().
std::vector<NamedPolygons> areas_near(const std::vector<NamedAreas>& areas,
                                      const MultiPolygon& zone);

/// What of a zone lies in each area, m2 on the ellipsoid, and what in none of them. Areas that
/// overlap count what they share each.
struct Shares {
  std::vector<double> in_area;  ///< one for each area
  double in_none = 0;
};

/// Both straight in longitude/latitude; the polygons of the zone valid together.
Shares share_out(const MultiPolygon& zone, const std::vector<NamedPolygons>& areas);

/// m2 on the ellipsoid, of polygons straight in longitude/latitude.
double lonlat_area_m2(const MultiPolygon& polygons);

/// Parts of a whole in per cent of their sum, rounded to `decimals` such that they add up to 100:
/// those with the largest remainders are rounded up. All 0 if the sum is.
std::vector<double> rounded_percents(const std::vector<double>& parts, int decimals);

}  // namespace cordon
