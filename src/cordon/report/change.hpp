// What became of land: gained, lost, kept, and who took it from whom.
#pragma once

#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/report/shares.hpp"

namespace cordon {

/// Polygons straight in longitude/latitude, within [-180, 180], valid.
struct Change {
  MultiPolygon gained;  ///< in the later one only
  MultiPolygon lost;    ///< in the earlier one only
  MultiPolygon kept;    ///< in both
};

/// Operands as the members of a Change.
Change change_between(const MultiPolygon& before, const MultiPolygon& after);

/// Land that passed from one holder to another.
struct Transfer {
  std::string from, to;   ///< empty: nobody
  MultiPolygon polygons;  ///< never empty
};

/// All land that has another holder than before: by the earlier holder, then by the later one, in
/// the order given; nobody last. Of land that several hold at once, each passing counts.
std::vector<Transfer> transfers_between(const std::vector<NamedPolygons>& before,
                                        const std::vector<NamedPolygons>& after);

}  // namespace cordon
