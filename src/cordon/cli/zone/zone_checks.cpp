// Which options of `cordon zone` go together.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "cordon/cli/words.hpp"
#include "cordon/cli/zone/zone_options.hpp"

namespace cordon::cli {
namespace {

/// Two options of which one makes the other pointless, or wrong.
struct Conflict {
  std::string_view option;
  std::string_view other;
  std::string_view reason;
  std::string_view advice;
};

/// An option that means nothing without another.
struct Need {
  std::string_view option;
  std::string_view needed;
  std::string_view reason;
  std::string_view advice;
};

constexpr std::array<std::string_view, 6> kReaches{"distance", "width", "left",
                                                   "right",    "rings", "distance-field"};
constexpr std::array<std::string_view, 3> kClassic{"join", "segments", "mitre-limit"};
constexpr std::array<std::string_view, 9> kRefusedByClassic{
    "fit", "uncertainty", "left", "right", "side", "split", "rings", "outside", "distance-field"};

constexpr std::string_view kOneSide =
    "--left and --right say already how far the zone reaches on each side";
constexpr std::string_view kAreasHaveNoSides =
    "the one is for areas, which have no sides, the other for lines";

constexpr std::array kConflicts{
    Conflict{"split", "side", "one side cannot be split into two",
             "leave out --side for both sides as features of their own, or --split for one"},
    Conflict{"side", "left", kOneSide, "leave out --side; --left 15km alone is that side only"},
    Conflict{"side", "right", kOneSide, "leave out --side; --right 15km alone is that side only"},
    Conflict{"outside", "split", kAreasHaveNoSides, "leave one of them out"},
    Conflict{"outside", "side", kAreasHaveNoSides, "leave one of them out"},
    Conflict{"outside", "left", kAreasHaveNoSides, "give --distance instead of --left"},
    Conflict{"outside", "right", kAreasHaveNoSides, "give --distance instead of --right"},
};

constexpr std::array kNeeds{
    Need{"nested", "rings", "it draws rings as whole zones", "add --rings 5km,10km,20km"},
};

/// Whether the command line gives the option a meaning of its own.
bool used(const Arguments& arguments, std::string_view option) {
  const std::string name(option);
  return arguments.given(name) && (name != "side" || arguments.text(name) != "both");
}

[[noreturn]] void refuse(std::string_view option, std::string_view other, std::string_view reason,
                         std::string_view advice) {
  throw UsageError(fmt::format("--{} and --{} do not go together: {}", option, other, reason),
                   std::string(advice));
}

void check_classic(const Arguments& arguments) {
  const auto* const option = std::find_if(kClassic.begin(), kClassic.end(), [&](const auto& name) {
    return arguments.given(std::string(name));
  });
  if (option == kClassic.end()) return;
  if (arguments.text("method") != "projected")
    throw UsageError(
        fmt::format("--{}: only the classic buffer has it; the corners of a true zone are round, "
                    "mitred ones reach farther than the distance and bevelled ones fall short",
                    *option),
        fmt::format("leave out --{}, or draw the classic buffer: --method projected --crs utm",
                    *option));
  if (!arguments.given("crs") || arguments.text("crs") == "auto")
    throw UsageError(fmt::format("--{}: the classic buffer is drawn in one CRS", *option),
                     "add --crs utm, or a CRS by name, such as --crs EPSG:32637");
  for (const std::string_view refused : kRefusedByClassic)
    if (used(arguments, refused))
      refuse(refused, *option, "the classic buffer is one plain zone with an error that is stated",
             fmt::format("leave out --{} for a certified zone, or --{}", *option, refused));
  if (arguments.given("mitre-limit") && arguments.text("join") != "mitre")
    throw UsageError("--mitre-limit: there are no mitres to limit",
                     "add --join mitre, or leave out --mitre-limit");
}

/// Names are told of features of one side.
void check_names_mean_something(const Arguments& arguments) {
  const bool one_side =
      used(arguments, "side") || used(arguments, "left") != used(arguments, "right");
  if (one_side || used(arguments, "split")) return;
  for (const std::string_view name : {"left-name", "right-name"})
    if (used(arguments, name))
      throw UsageError(
          fmt::format("--{} means nothing without --split: it names a side, and the zone is drawn "
                      "as one feature on both",
                      name),
          fmt::format("add --split, or leave out --{}", name));
}

}  // namespace

void check_reach(const Arguments& arguments) {
  for (std::size_t i = 0; i < kReaches.size(); ++i)
    for (std::size_t j = i + 1; j < kReaches.size(); ++j) {
      if (kReaches[i] == "left" && kReaches[j] == "right") continue;
      if (used(arguments, kReaches[i]) && used(arguments, kReaches[j]))
        refuse(kReaches[i], kReaches[j], "both say how far the zone reaches",
               "keep one: --distance from the line, --width from edge to edge, --left and --right "
               "for each side, --rings for bands, --distance-field for each feature's own");
    }
}

void check_side_names(const Arguments& arguments) {
  for (const std::string option : {"left-name", "right-name"})
    if (arguments.text(option).empty())
      throw UsageError(fmt::format("--{}: the name is empty", option),
                       fmt::format("write --{} NAME, or leave it out", option));
  if (arguments.text("left-name") == arguments.text("right-name"))
    throw UsageError(
        fmt::format("--left-name and --right-name are both '{}'", arguments.text("left-name")),
        "give the two sides different names");
}

void check_combinations(const Arguments& arguments) {
  check_reach(arguments);
  for (const Conflict& conflict : kConflicts)
    if (used(arguments, conflict.option) && used(arguments, conflict.other))
      refuse(conflict.option, conflict.other, conflict.reason, conflict.advice);
  for (const Need& need : kNeeds)
    if (used(arguments, need.option) && !used(arguments, need.needed))
      throw UsageError(
          fmt::format("--{} means nothing without --{}: {}", need.option, need.needed, need.reason),
          fmt::format("{}, or leave out --{}", need.advice, need.option));
  if (arguments.given("crs") && arguments.text("method") != "projected")
    throw UsageError("--crs: only the projected method works in a CRS",
                     "add --method projected, or use --output-crs for the CRS of the outputs");
  check_names_mean_something(arguments);
  check_side_names(arguments);
  check_classic(arguments);
}

}  // namespace cordon::cli
