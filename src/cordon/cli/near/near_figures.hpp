// The figures of `cordon near`: computed once, quoted by every output.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cordon/cli/near/near_options.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/io/place_table.hpp"
#include "cordon/io/source.hpp"
#include "cordon/report/near.hpp"

namespace cordon::cli {

enum class Verdict { inside, outside, depends };

/// Whether a place is in the zone. With an uncertainty, every place of the true line may be so far
/// from the drawn one: `depends` if that decides.
Verdict verdict(const Nearness& near, const Reach& reach, double uncertainty);

struct NearPlace {
  const PlaceRow* row = nullptr;
  Nearness near;
  Verdict verdict = Verdict::outside;
};

struct NearFigures {
  NearTask task;
  Source line;  ///< without the shape
  PlaceTable places;
  bool has_sides = false;         ///< lines only
  std::vector<NearPlace> listed;  ///< nearest first
  std::size_t measured = 0;       ///< places whose distance was asked for
  Findings warnings;
};

/// From the distances of all places of `places`; sorts and cuts the list.
void list_places(std::vector<Nearness> distances, NearFigures& figures);

/// Warning "swapped-axes-likely" if most places would be ten times nearer with latitude and
/// longitude swapped.
void check_mirrored(const NearSearch& search, const NearFigures& figures, Findings& findings);

enum class Reader { person, machine };

/// One row for each place that is listed; for machines with the places' own coordinates. Throws
/// UsageError for a column of --keep that is not there.
Table near_table(const NearFigures& figures, Reader reader);

/// "234 places; the zone of 20 km: 180 inside and 54 outside."
std::string near_sentence(const NearFigures& figures);

std::string near_text(const NearFigures& figures);
std::string near_markdown(const NearFigures& figures);
std::string near_json(const NearFigures& figures);

}  // namespace cordon::cli
