// Shapes that an adversary would draw: no zone may be wrong, and every one must be found.
//
// CORDON_HOSTILE_CASES says how many are tried in all (scripts/fuzz --cases 10000); the seed of a
// failure is printed, and CORDON_SEED repeats it.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/zone/geos.hpp"
#include "flat.hpp"
#include "hostile_shapes.hpp"
#include "oracle.hpp"
#include "random.hpp"

namespace cordon::hostile {
namespace {

constexpr int kShards = 12;  // entries of CTest
constexpr int kCases = 600;  // of all shards together
constexpr int kMostStrands = 4;
constexpr int kMostMoves = 14;

int case_count() {
  const char* text = std::getenv("CORDON_HOSTILE_CASES");
  return text != nullptr ? std::stoi(text) : kCases;
}

/// Numbers below `count`, all as likely at every size; they shrink towards 0.
rc::Gen<int> below(int count) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count));
}

template <typename T>
struct Choice {
  T value;
  int weight;
};

/// Shrinks towards the first.
template <typename T>
rc::Gen<T> choose(const std::vector<Choice<T>>& choices) {
  std::vector<T> urn;
  for (const Choice<T>& choice : choices)
    urn.insert(urn.end(), static_cast<std::size_t>(choice.weight), choice.value);
  return rc::gen::map(below(static_cast<int>(urn.size())),
                      [urn](int i) { return urn[static_cast<std::size_t>(i)]; });
}

/// At most so many, more of them as the size grows; each as large as it would be alone.
template <typename T>
rc::Gen<std::vector<T>> up_to(int most, const rc::Gen<T>& gen) {
  return rc::gen::withSize([most, gen](int size) {
    return rc::gen::resize(size * most / rc::kNominalSize,
                           rc::gen::container<std::vector<T>>(rc::gen::resize(size, gen)));
  });
}

rc::Gen<Move> moves() {
  const auto steps = choose<Step>({{Step::go, 8},
                                   {Step::go_straight, 1},
                                   {Step::repeat, 1},
                                   {Step::spike, 2},
                                   {Step::retrace, 1},
                                   {Step::jump, 2},
                                   {Step::touch, 1}});
  constexpr int kOfTheDistance = 16;  // lengths that are comparable with it
  const auto lengths = rc::gen::oneOf(below(kOfTheDistance), below(kLengths));
  return rc::gen::construct<Move>(steps, below(kTurns), lengths, below(40));
}

rc::Gen<Strand> strands() {
  const auto forms = choose<Form>({{Form::line, 10},
                                   {Form::points, 2},
                                   {Form::closed_line, 2},
                                   {Form::area, 2},
                                   {Form::area_with_hole, 2},
                                   {Form::bow_tie, 1}});
  const auto starts = choose<Start>({{Start::nearby, 4},
                                     {Start::at_vertex, 2},
                                     {Start::on_edge, 2},
                                     {Start::kissing, 2},
                                     {Start::elsewhere, 1}});
  return rc::gen::construct<Strand>(forms, starts, moves(), up_to(kMostMoves, moves()),
                                    below(kPlaces));
}

rc::Gen<Recipe> recipes() {
  constexpr int kTame = 16;  // places with a name
  const auto places = rc::gen::oneOf(below(kTame), below(kPlaces));
  const auto caps = choose<Cap>({{Cap::round, 14}, {Cap::flat, 1}, {Cap::square, 1}});
  const auto fits = choose<Fit>({{Fit::nearest, 6}, {Fit::inside, 1}, {Fit::outside, 1}});
  const auto methods = choose<Method>({{Method::exact, 9}, {Method::projected, 1}});
  const auto planar = choose<bool>({{false, 4}, {true, 1}});
  return rc::gen::construct<Recipe>(places, below(kDistances), below(kTolerances), below(4), planar,
                                    caps, fits, methods,
                                    rc::gen::nonEmpty(up_to(kMostStrands, strands())));
}

std::string same_for_two_threads(const Zone& one, const Trial& trial) {
  ZoneOptions options = trial.options;
  options.threads = 2;
  const Zone two = build_zone(trial.shape, options);
  const auto polygon_sizes = [](const Zone& zone) {
    std::vector<std::size_t> holes;
    for (const Polygon& polygon : zone.polygons) holes.push_back(polygon.holes.size());
    return holes;
  };
  const bool same = polygon_sizes(one) == polygon_sizes(two) &&
                    oracle::rings(one.polygons) == oracle::rings(two.polygons) &&
                    one.certificate.outward_error == two.certificate.outward_error &&
                    one.certificate.inward_error == two.certificate.inward_error;
  return same ? "" : "two threads give another zone than one";
}

/// The oracle tells by places on circles how far a place is from the boundary of flat caps, and may
/// miss slivers; nor is the tip of a thin wedge where it should be, though its sides are. So only
/// random places count, and those that are called wrong are asked again, by the distance and all
/// over the disc of the tolerance.
void ask_again(const Trial& trial, oracle::Report& report) {
  constexpr int kLooks = 3000;
  const ZoneOptions& options = trial.options;
  const double d = options.distance.value;
  const auto joined = options.edges == Edges::planar ? oracle::Joined::straight_in_lonlat
                                                     : oracle::Joined::by_geodesics;
  const Shape shape = options.cap == Cap::square ? prolonged(trial.meant, d) : trial.meant;
  const oracle::FlatZone truth(shape, d, joined);
  const oracle::ReferenceShape reference(shape, joined);
  oracle::Random random(oracle::test_seed());
  const auto is_right = [&](const LonLat& place) {
    if (std::abs(reference.distance(place) - d) <= options.tolerance.value) return true;
    for (int i = 0; i < kLooks; ++i) {
      const double reach = options.tolerance.value * random.uniform();
      const LonLat other = oracle::geodesic_direct(place, random.uniform(0, 360), reach);
      if (truth.contains(other) != truth.contains(place)) return true;
    }
    return false;
  };
  std::erase_if(report.wrong, is_right);
  report.loose = 0;
}

/// What is wrong with a zone; empty: nothing.
std::string flaw(const Zone& zone, const Trial& trial) {
  constexpr double kNoise = 1e-6;  // m
  const ZoneOptions& options = trial.options;
  if (!is_valid(zone.polygons)) return "not valid: " + validity(zone.polygons).reason;
  if (!zone.certificate.holds()) return "handed out though its certificate fails";
  const double d = options.distance.value;
  oracle::Report report =
      oracle::check_zone(trial.meant, options, zone.polygons,
                         {.near_samples = 60, .far_samples = 30, .cell = d / 2, .slack = 0.1});
  if (!report.holds() && options.cap != Cap::round) ask_again(trial, report);
  if (!report.holds()) return oracle::to_line(report);
  const Certificate& certificate = zone.certificate;
  if (certificate.max_error() > options.tolerance.value ||
      certificate.outward_error < report.boundary.outward - kNoise ||
      certificate.inward_error < report.boundary.inward - kNoise)
    return fmt::format("certificate of {} outward, {} inward against {}", certificate.outward_error,
                       certificate.inward_error, oracle::to_line(report));
  return same_for_two_threads(zone, trial);
}

/// With flat caps nothing may be left of lines that are shorter than the tolerance.
bool may_vanish(const Trial& trial) {
  return trial.options.cap == Cap::flat && trial.shape.points.empty() && trial.shape.areas.empty();
}

std::string try_out(const Trial& trial) {
  try {
    return flaw(build_zone(trial.shape, trial.options), trial);
  } catch (const DataError& error) {
    return may_vanish(trial) ? "" : error.what();
  } catch (const std::exception& error) {
    return error.what();
  }
}

void no_flaw(const Trial& trial) {
  const std::string found = try_out(trial);
  if (!found.empty()) RC_FAIL(found);
}

class Hostile : public testing::TestWithParam<int> {};

TEST_P(Hostile, ShapesHaveRightZones) {
  rc::detail::TestParams params;
  params.seed = oracle::test_seed() + static_cast<unsigned>(GetParam());
  params.maxSuccess = std::max(1, case_count() / kShards);
  const auto result =
      rc::detail::checkTestable([] { no_flaw(*rc::gen::map(recipes(), make_trial)); },
                                rc::detail::TestMetadata{"hostile", "hostile"}, params);
  std::ostringstream words;
  rc::detail::printResultMessage(result, words);
  EXPECT_TRUE(result.is<rc::detail::SuccessResult>())
      << words.str() << "\nCORDON_SEED=" << oracle::test_seed();
}

INSTANTIATE_TEST_SUITE_P(Shard, Hostile, testing::Range(0, kShards));

}  // namespace
}  // namespace cordon::hostile
