// The zone and its parts that a report gives figures of: all of it, its sides, its bands, and the
// sides of its bands.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/report/estimate.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/sides/network.hpp"

namespace cordon {

struct Region {
  Side side = Side::both;
  std::size_t band = 0;             ///< counted from 1 outwards; 0: all of them
  std::optional<Band> left, right;  ///< reach on each side; equal unless sides matter
  MultiPolygon drawn;               ///< longitude/latitude
  MultiPolygon certain, possible;  ///< with an uncertainty: what is surely in it, and what else may
                                   ///< be; without one empty
  Certificate certificate;         ///< the worst of its polygons
};

/// From the zone as a whole to its parts: all, left, right, then for each band all, left, right.
/// `split`: with the sides. request.members is one; of `request`, split, nested, side, clip, erase
/// and holders are not looked at. Throws as build_parts().
std::vector<Region> build_regions(const PartsRequest& request, bool split,
                                  const ZoneOptions& options, const Progress& progress = {});

/// Applies a measure that adds up over polygons to what is drawn of a region, to what is certain,
/// and to that with what is possible.
Estimate measure(const Region& region, bool uncertain,
                 const std::function<double(const MultiPolygon&)>& of);

/// Where a place lies as seen from a line.
struct Standing {
  double distance = 0;       ///< m
  std::optional<Hand> hand;  ///< none: the shape has no sides
};

/// Whether a place lies in a region: as drawn, surely, and possibly, with the line up to
/// `uncertainty` m off. The inner border of a band belongs to the band before.
struct Presence {
  bool drawn = false, certain = false, possible = false;
};
Presence presence(const Region& region, const Standing& standing, double uncertainty);

}  // namespace cordon
