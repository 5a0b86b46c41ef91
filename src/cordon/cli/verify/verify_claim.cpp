#include "cordon/cli/verify/verify_claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/base/units.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

constexpr double kSame = 1e-5;  // m; fields hold micrometres

bool same(double a, double b) {
  return std::abs(a - b) <= kSame;
}

using Features = std::vector<ZoneFeature>;

class Reader {
 public:
  Reader(const DrawnAreas& zone, const VerifyTask& task)
      : task_(task), path_(zone.source.path), features_(zone_features(zone.source)) {
    options_.threads = task.threads;
    options_.output_crs = zone.crs;
  }

  Claim read() {
    check_features();
    options_.cap = agreed(
        "cap", task_.cap, [](const ZoneFeature& f) { return f.cap; }, Cap::round);
    options_.edges = agreed(
        "edges", task_.edges, [](const ZoneFeature& f) { return f.edges; }, Edges::geodesic);
    options_.fit = features_.front().fit;
    read_checks();
    read_tolerance();
    return {options_, std::move(checks_), std::move(left_out_)};
  }

 private:
  [[noreturn]] void cannot(const std::string& why, const std::string& advice) const {
    throw DataError(fmt::format("'{}' cannot be verified: {}", path_, why), advice);
  }

  /// Zones that are more, or less, than all places within a distance.
  void check_features() const {
    for (const ZoneFeature& feature : features_) {
      if (feature.cut_by)
        cannot(
            fmt::format("it was cut with {}, and has edges that are at no distance from the line",
                        *feature.cut_by),
            "verify the zone as it was before: cordon zone without --clip and --erase");
      if (feature.outside)
        cannot("the areas that it is built around are left out of it",
               "verify the zone as it was before: cordon zone without --outside");
      if (feature.own_distances)
        cannot("it is built around features of several distances",
               "verify one distance at a time: cordon zone --dissolve none, and --where on both");
      if (feature.to < 0)
        cannot("it shrinks areas instead of reaching out from them", "measure it by other means");
      if (feature.fit != features_.front().fit)
        cannot("some of its features are drawn inside of the true zone and others are not",
               "choose one kind with --where");
    }
  }

  /// What the command line says, if the file does not say otherwise, or what the file says.
  template <typename T, typename Of>
  T agreed(std::string_view option, const std::optional<T>& asked, const Of& of, T fallback) const {
    std::optional<T> told;
    for (const ZoneFeature& feature : features_) {
      const std::optional<T> value = of(feature);
      if (!value) continue;
      if (told && *told != *value)
        cannot(fmt::format("its features differ in {}", option), "choose one kind with --where");
      told = value;
    }
    if (asked && told && *asked != *told)
      throw UsageError(fmt::format("--{} {} contradicts '{}', which says {}", option,
                                   name_of(*asked), path_, name_of(*told)),
                       fmt::format("leave out --{}; it is the zone's to say", option));
    return asked ? *asked : told ? *told : fallback;
  }

  bool tells_reach() const {
    return std::any_of(features_.begin(), features_.end(), [](const ZoneFeature& feature) {
      return feature.to > 0 || feature.left || feature.right;
    });
  }

  std::vector<std::size_t> all() const {
    return where([](const ZoneFeature&) { return true; });
  }

  template <typename Test>
  std::vector<std::size_t> where(const Test& test) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < features_.size(); ++i)
      if (test(features_[i])) out.push_back(i);
    return out;
  }

  void read_checks() {
    if (!tells_reach()) return read_asked();
    for (const ZoneFeature& feature : features_)
      if (!(feature.to > 0) && !feature.left && !feature.right)
        cannot("only some of its features say how far they reach",
               "choose those of one kind with --where");
    if (features_.front().left || features_.front().right)
      read_sides();
    else
      read_distances();
  }

  /// A file that says nothing: all of it is one zone, as the command line says.
  void read_asked() {
    if (task_.distance) {
      add({"the whole zone",
           Means::distance,
           Side::both,
           {*task_.distance, *task_.distance},
           0,
           *task_.distance,
           all()});
    } else if (task_.sides) {
      const Side side = task_.sides->left == 0    ? Side::right
                        : task_.sides->right == 0 ? Side::left
                                                  : Side::both;
      add_reach(side, *task_.sides, all(), "the whole zone");
    } else {
      throw UsageError(fmt::format("'{}' does not say how far its zone reaches", path_),
                       "say what it should be: --distance 20km, --width 40km, or --left and "
                       "--right");
    }
  }

  /// Sides that may differ: their union, or each.
  void read_sides() {
    const auto reach_of = [](const ZoneFeature& f) {
      return Sides{f.left.value_or(0), f.right.value_or(0)};
    };
    const Sides reach = reach_of(features_.front());
    for (const ZoneFeature& feature : features_)
      if (!(reach_of(feature) == reach))
        cannot("its features differ in left_m and right_m", "choose one kind with --where");
    refuse_distance(reach);
    if (task_.sides &&
        !(same(task_.sides->left, reach.left) && same(task_.sides->right, reach.right)))
      contradict(fmt::format("--left {} --right {}", length_option({task_.sides->left}),
                             length_option({task_.sides->right})),
                 fmt::format("{} on the left and {} on the right", format_length({reach.left}),
                             format_length({reach.right})));
    refuse_uncertain();
    add_by_side(reach, 0);
  }

  void refuse_distance(const Sides& reach) const {
    if (!task_.distance ||
        (same(reach.left, *task_.distance) && same(reach.right, *task_.distance)))
      return;
    contradict(fmt::format("a distance of {} on each side", format_length({*task_.distance})),
               fmt::format("{} on the left and {} on the right", format_length({reach.left}),
                           format_length({reach.right})));
  }

  [[noreturn]] void contradict(const std::string& asked, const std::string& told) const {
    throw UsageError(fmt::format("{} contradicts '{}', which says {}", asked, path_, told),
                     "leave it out; it is the zone's to say");
  }

  void refuse_uncertain() const {
    for (const ZoneFeature& feature : features_)
      if (feature.sureness != Sureness::drawn)
        cannot("sides of an uncertain line have edges that are at no distance from it",
               "verify the zone of the line as it is drawn, without --uncertainty");
  }

  /// One distance, or bands out to several.
  void read_distances() {
    std::set<double> distances;
    for (const ZoneFeature& feature : features_) distances.insert(feature.to);
    check_bands(distances);
    const double farthest = *distances.rbegin();
    if (task_.distance && !same(*task_.distance, farthest))
      contradict(fmt::format("--distance {}", length_option({*task_.distance})),
                 format_length({farthest}));
    if (task_.sides) contradict("--left and --right", format_length({farthest}) + " on each side");
    if (std::any_of(features_.begin(), features_.end(),
                    [](const ZoneFeature& feature) { return feature.sureness != Sureness::drawn; }))
      return add_uncertain(distances);
    for (const double distance : distances) add_by_side({distance, distance}, farthest);
  }

  /// Several distances are bands, or zones of their own.
  void check_bands(const std::set<double>& distances) const {
    if (distances.size() < 2) return;
    const bool bands = std::any_of(features_.begin(), features_.end(),
                                   [](const ZoneFeature& f) { return f.from > 0 || f.band; });
    if (!bands)
      cannot(fmt::format("its features have distances of their own, from {} to {}",
                         format_length({*distances.begin()}), format_length({*distances.rbegin()})),
             "verify one distance at a time, with --where, and --line-where for its line");
  }

  void add_uncertain(const std::set<double>& distances) {
    const double uncertainty = features_.front().uncertainty;
    const double farthest = *distances.rbegin();
    const bool plain =
        distances.size() == 1 && std::all_of(features_.begin(), features_.end(),
                                             [](const auto& f) { return f.side == Side::both; });
    if (plain && farthest > uncertainty) {
      const double least = farthest - uncertainty;
      add({"what is certain",
           Means::distance,
           Side::both,
           {least, least},
           0,
           least,
           where([](const ZoneFeature& f) { return f.sureness == Sureness::certain; })});
    } else {
      left_out_.emplace_back(
          "what is certain of each side and band is bounded by the doubt about "
          "the line, not by a distance from it");
    }
    const double most = farthest + uncertainty;
    const std::set<Side> sides = sides_of(all());
    if (sides.count(Side::both) == 0 && sides.size() < 2) refuse_uncertain();
    add({"all that is possible", Means::distance, Side::both, {most, most}, 0, most, all()});
  }

  std::set<Side> sides_of(const std::vector<std::size_t>& numbers) const {
    std::set<Side> sides;
    for (const std::size_t i : numbers) sides.insert(features_[i].side);
    return sides;
  }

  /// All features out to a distance together, and those of each side.
  void add_by_side(const Sides& reach, double farthest) {
    const double to = std::max(reach.left, reach.right);
    const auto within = [&](const ZoneFeature& f) { return farthest == 0 || f.to <= to; };
    const std::vector<std::size_t> members = where(within);
    const std::set<Side> sides = sides_of(members);
    const std::string name = farthest > to ? fmt::format("all out to {}", format_length({to}))
                                           : std::string("the whole zone");
    const bool is_whole = sides.count(Side::both) > 0 || sides.size() == 2;
    if (is_whole) add_reach(Side::both, reach, members, name, farthest);
    if (sides.count(Side::both) > 0) return;
    for (const Side side : sides) {
      const Sides own{side == Side::left ? reach.left : 0, side == Side::right ? reach.right : 0};
      add_reach(side, own, where([&](const ZoneFeature& f) { return within(f) && f.side == side; }),
                fmt::format("the {} side{}", name_of(side),
                            farthest > to ? " out to " + format_length({to}) : ""),
                farthest);
    }
  }

  /// By the distance where that tells all, else by parts.
  void add_reach(Side side, const Sides& reach, std::vector<std::size_t> members, std::string what,
                 double farthest = 0) {
    double from = reach.left > 0 || reach.right > 0 ? kMaxDistance.value : 0;
    for (const std::size_t i : members) from = std::min(from, features_[i].from);
    const double to = std::max(reach.left, reach.right);
    const bool by_distance = side == Side::both && reach.left == reach.right && from == 0 &&
                             (options_.cap == Cap::round || farthest <= to);
    add({std::move(what), by_distance ? Means::distance : Means::parts, side, reach, from,
         std::max(farthest, to), std::move(members)});
  }

  void add(Check check) {
    if (!check.features.empty()) checks_.push_back(std::move(check));
  }

  /// The smallest distance limits it, as it does for cordon zone.
  void read_tolerance() {
    double told = 0;
    for (const ZoneFeature& feature : features_) told = std::max(told, feature.tolerance);
    options_.tolerance.value = task_.tolerance ? *task_.tolerance
                               : told > 0      ? told
                                               : kDefaultTolerance.value;
    double least = kMaxDistance.value;
    for (const Check& check : checks_)
      for (const double reach : {check.reach.left, check.reach.right})
        if (reach > 0) least = std::min(least, reach);
    const Metres most{kMaxToleranceShare * least};
    if (options_.tolerance.value > most.value)
      throw UsageError(
          fmt::format("--tolerance: {}{} is out of range for a distance of {}",
                      task_.tolerance ? "" : "the default of ", format_length(options_.tolerance),
                      format_length({least})),
          fmt::format("give a tolerance from {} to {} ({:g} % of the distance)",
                      format_length(kMinTolerance), format_length(most), 100 * kMaxToleranceShare));
  }

  const VerifyTask& task_;
  std::string path_;
  Features features_;
  ZoneOptions options_;
  std::vector<Check> checks_;
  std::vector<std::string> left_out_;
};

}  // namespace

Claim claim_of(const DrawnAreas& zone, const VerifyTask& task) {
  return Reader(zone, task).read();
}

}  // namespace cordon::cli
