// Which part of the Earth a map shows, in which projection, and where on the page it comes to lie.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/geodesy/projection.hpp"
#include "cordon/map/page.hpp"

namespace cordon::map {

/// A conformal projection, scaled and moved so that it fills a rectangle of the page. Copies are
/// independent; one object must not be used by two threads at once.
class Frame {
 public:
  /// `scale`: CSS pixels per metre of the projection's plane; `middle`: what of the plane lies in
  /// the middle of the panel.
  Frame(Projection projection, std::string crs, const Rect& panel, double scale, const XY& middle);

  const Rect& panel() const { return panel_; }
  const std::string& crs() const { return crs_; }  ///< for PROJ

  /// To the page, also beyond the panel. Throws DataError for a place that the projection cannot
  /// show.
  XY to_page(const LonLat& place) const;
  LonLat from_page(const XY& xy) const;

  /// Metres on the Earth that a CSS pixel stands for at a place, along the page's x axis.
  double metres_per_pixel(const LonLat& place) const;

  /// Direction of north on the page at a place: degrees clockwise from the top, (-180, 180].
  double north(const LonLat& place) const;

  /// Holds all that the panel shows. All of the Earth if that is more than the projection has.
  BoundingBox box() const;

  /// The same map with a panel that reaches `by` px farther on every side.
  Frame grown(double by) const;

 private:
  Projection projection_;
  std::string crs_;
  Rect panel_;
  double scale_ = 1;
  XY middle_;
};

/// The frame that shows all of these polygons with `margin` (a share of the panel's smaller side)
/// around them, as large as fits. `crs`: if empty, the conformal projection whose scale varies
/// least in the panel is chosen, with north up in the middle; else any projected CRS that PROJ
/// knows. Throws UsageError for a CRS that is unknown, geographic or seen in a mirror; DataError if
/// there are none, or if it cannot show them and all that is around them in the panel in one piece.
Frame frame_around(const std::vector<MultiPolygon>& polygons, const Rect& panel, double margin,
                   const std::string& crs = {});

}  // namespace cordon::map
