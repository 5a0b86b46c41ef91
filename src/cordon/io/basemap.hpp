// Reading what lies below a zone on a map.
#pragma once

#include <string>

#include "cordon/base/basemap.hpp"
#include "cordon/base/geometry.hpp"

namespace cordon {

struct BasemapOptions {
  std::string path;         ///< anything that OGR opens; empty: Natural Earth, as Cordon brings it
  std::string data_folder;  ///< holds natural-earth/natural-earth.gpkg; empty: see data_folder()
};

/// The layers land, lakes, rivers, boundaries, disputed, provinces and countries of a source, in
/// any case; all but land may be missing. Of their features, the lines and areas that meet `box`,
/// each of them whole; others come along only if at least their bounding box meets it. CRSs other
/// than longitude and latitude are transformed, and what goes over the antimeridian is cut there; a
/// layer without a CRS is taken for WGS84 if its numbers can be degrees.
///
/// Fields in any case, all optional: name; iso_a2, iso_a2_eh, iso_a3, adm0_a3 (countries,
/// provinces); featurecla (boundaries: agreed, unless it speaks of a dispute, a claim, a line of
/// control, a cease-fire or the like; all of `disputed` is not); min_zoom or scalerank (rank).
///
/// `detail`, degrees: where several vertices in a row share a square of that size of a grid, only
/// one is kept, the same for neighbours with a common border; areas that collapse are left out. 0:
/// all vertices.
///
/// Throws FindingError as open_source() does, "no-land" (no such layer, or an empty one),
/// "not-areas" and "not-lines" (features of another kind), "no-crs", "transform-failed" and others
/// that say what is wrong with coordinates; "no-data" if Cordon's own file is missing.
Basemap read_basemap(const BasemapOptions& options, const BoundingBox& box, double detail = 0);

}  // namespace cordon
