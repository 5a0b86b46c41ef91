// A layer of a basemap on WGS84, its longitudes within [-180, 180].
#pragma once

#include <ogrsf_frmts.h>

#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/io/layer_geometry.hpp"
#include "cordon/io/open_source.hpp"

namespace cordon {

/// The features that may meet `box`, with the values of `fields`, and maybe some others. Throws as
/// read_basemap().
Parts read_basemap_layer(const OpenSource& source, OGRLayer& layer, const std::vector<int>& fields,
                         const BoundingBox& box);

}  // namespace cordon
