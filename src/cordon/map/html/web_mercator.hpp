// The part of the Earth that an interactive map can be moved over, in Web Mercator.
#pragma once

#include "cordon/map/content.hpp"
#include "cordon/map/frame.hpp"

namespace cordon::map {

/// A rectangle of the sphere's Mercator projection (radius 6378137 m, as web maps have it). Its
/// coordinates are degrees: longitude, and latitude stretched as the projection asks.
struct WebMercator {
  double middle = 0;          ///< the longitude that the plane is centred on
  double west = 0, east = 0;  ///< beyond [-180, 180] if it lies across the antimeridian
  double south = 0, north = 0;

  double width() const { return east - west; }
  double height() const { return north - south; }
  double longitude(double lon) const;  ///< the same one, within half a turn of the middle
};

/// The zone in the middle, with room around it on every side, but no farther than the projection
/// goes. Throws DataError for an empty zone, and for one that reaches beyond 85 degrees of
/// latitude.
WebMercator web_mercator_around(const std::vector<ZonePart>& zone);

/// The rectangle of the zone itself.
WebMercator web_mercator_of(const std::vector<ZonePart>& zone);

/// A frame whose panel is the whole rectangle, its corner in the origin, `step` degrees of
/// longitude for a pixel.
Frame frame_of(const WebMercator& ground, double step);

}  // namespace cordon::map
