#include "cordon/cli/zone/zone_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "cordon/cli/words.hpp"
#include "cordon/io/connection.hpp"

namespace cordon::cli {
namespace {

std::string length(double metres) {
  return format_length({metres});
}

bool only_lines(const Centre& centre) {
  return centre.points + centre.areas == 0;
}

bool is_one(const Centre& centre) {
  return centre.points + centre.lines + centre.areas == 1;
}

/// "the line", "the 3 lines", "1 line, 2 points and 1 area".
std::string the(const Centre& centre) {
  std::string all = in_words(centre);
  const int kinds =
      (centre.points > 0 ? 1 : 0) + (centre.lines > 0 ? 1 : 0) + (centre.areas > 0 ? 1 : 0);
  if (kinds > 1) return all;
  return is_one(centre) ? "the " + all.substr(2) : "the " + all;
}

/// "20 km", "5 km to 10 km".
std::string reach(const Band& band) {
  return band.from > 0 ? fmt::format("from {} to {}", length(band.from), length(band.to))
                       : length(band.to);
}

std::string range(const Range& distance) {
  return distance.least == distance.most
             ? length(distance.least)
             : fmt::format("{} to {}", length(distance.least), length(distance.most));
}

/// Of a zone on both sides, each with its own reach or both with the same.
std::string both_sides(const Stated& stated, const std::string& centre) {
  if (stated.left && stated.right && *stated.left != *stated.right)
    return fmt::format("{} on the left and {} on the right of {}, {} across", reach(*stated.left),
                       reach(*stated.right), centre, length(stated.left->to + stated.right->to));
  const Band band = stated.left.value_or(Band{0, stated.distance.most});
  if (band.from > 0) return fmt::format("{} on each side of {}", reach(band), centre);
  if (!stated.left && stated.distance.least < stated.distance.most)
    return fmt::format("{} on each side of {}", range(stated.distance), centre);
  return fmt::format("{} on each side of {}, {} across", reach(band), centre, length(2 * band.to));
}

std::string one_side(const Stated& stated, const std::string& centre) {
  const std::string side = stated.left ? "left" : "right";
  const bool named = !stated.side_name.empty() && stated.side_name != side;
  return fmt::format("{} on the {} of {}{}", reach(stated.left ? *stated.left : *stated.right),
                     side, centre, named ? fmt::format(" ({})", stated.side_name) : "");
}

std::string extent(const Stated& stated) {
  const std::string centre = the(stated.centre);
  if (stated.distance.most < 0)
    return fmt::format("{} without the {} along {}", centre,
                       range({-stated.distance.most, -stated.distance.least}),
                       is_one(stated.centre) ? "its edge" : "their edges");
  if (stated.left.has_value() != stated.right.has_value()) return one_side(stated, centre);
  if (only_lines(stated.centre)) return both_sides(stated, centre);
  return fmt::format("{} around {}", stated.left ? reach(*stated.left) : range(stated.distance),
                     centre);
}

/// "with round ends": of lines only.
std::string ends(Cap cap, const Centre& centre) {
  if (centre.lines == 0) return "";
  const std::string_view kind = cap == Cap::round  ? "round ends"
                                : cap == Cap::flat ? "ends cut flat"
                                                   : "square ends";
  return fmt::format(", with {}{}", kind, only_lines(centre) ? "" : " of lines");
}

std::string buffer(const ClassicBuffer& classic, const std::string& crs) {
  return fmt::format(", as GEOS buffers it in {} with {} corners and {} segments a quarter circle",
                     crs, name_of(classic.join), classic.segments);
}

std::string territory(const ZoneTask& task) {
  std::string out;
  if (task.parts.outside) out += ", without what lies inside";
  if (task.clip) out += fmt::format(", within {}", in_words(*task.clip));
  if (task.erase) out += fmt::format(", outside of {}", in_words(*task.erase));
  return out;
}

std::string holders(const ZoneTask& task, const std::vector<std::string>& names) {
  if (names.empty()) return fmt::format(", in none of the areas of {}", in_words(*task.by));
  return fmt::format(", where {} is {}", task.by->field, enumerated(names));
}

std::string sureness(const ZoneTask& task, Sureness sureness) {
  if (sureness == Sureness::drawn) return "";
  return fmt::format("; {} with the line up to {} off",
                     sureness == Sureness::certain ? "certain" : "possible, not certain,",
                     format_length(task.parts.uncertainty));
}

}  // namespace

Centre count(const Shape& shape) {
  return {shape.points.size(), shape.lines.size(), shape.areas.size()};
}

Centre count(const std::vector<Member>& members) {
  Centre sum;
  for (const Member& member : members) {
    const Centre one = count(member.shape);
    sum = {sum.points + one.points, sum.lines + one.lines, sum.areas + one.areas};
  }
  return sum;
}

std::string in_words(const Centre& centre) {
  std::vector<std::string> kinds;
  if (centre.lines > 0) kinds.push_back(counted(centre.lines, "line"));
  if (centre.points > 0) kinds.push_back(counted(centre.points, "point"));
  if (centre.areas > 0) kinds.push_back(counted(centre.areas, "area"));
  return enumerated(kinds);
}

std::string in_words(const AreaFile& areas) {
  const std::string file = source_name(areas.path);
  return areas.layer.empty() ? file : fmt::format("{} of {}", areas.layer, file);
}

std::string statement(const ZoneTask& task, const Stated& stated) {
  std::string out = extent(stated) + ends(task.zone.cap, stated.centre);
  if (task.zone.classic) out += buffer(*task.zone.classic, stated.crs);
  out += territory(task);
  if (stated.holders) out += holders(task, *stated.holders);
  return out + sureness(task, stated.sureness);
}

std::string run_statement(const ZoneTask& task, const Centre& centre, const Range& distance,
                          const std::string& crs) {
  const PartsRequest& parts = task.parts;
  Stated whole;
  whole.centre = centre;
  whole.distance = distance;
  whole.crs = crs;
  const auto side_of = [](Metres reach) {
    return reach.value > 0 ? std::optional(Band{0, reach.value}) : std::nullopt;
  };
  if (parts.left) {
    whole.left = side_of(*parts.left);
    whole.right = side_of(*parts.right);
  } else if (!parts.bands.empty()) {
    whole.distance = {parts.bands.back().value, parts.bands.back().value};
  }
  if (parts.side == Side::left) whole.left = Band{0, whole.distance.most};
  if (parts.side == Side::right) whole.right = Band{0, whole.distance.most};
  std::string out = statement(task, whole);
  if (task.grouping == Grouping::none) out += ", a zone for each feature";
  if (task.grouping == Grouping::field)
    out += fmt::format(", a zone for each {}", task.group_field);
  if (!parts.bands.empty()) {
    std::vector<std::string> lengths;
    for (const Metres band : parts.bands) lengths.push_back(format_length(band));
    out += fmt::format(", {} out to {}", parts.nested ? "nested zones" : "in bands",
                       enumerated(lengths));
  }
  if (parts.split) out += ", split into two sides";
  if (task.by) out += fmt::format(", divided by {} in {}", task.by->field, in_words(*task.by));
  if (parts.uncertainty.value > 0)
    out += fmt::format(", with the line up to {} off", format_length(parts.uncertainty));
  return out;
}

}  // namespace cordon::cli
