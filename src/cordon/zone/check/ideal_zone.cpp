#include "cordon/zone/check/ideal_zone.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cordon {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

/// Stretches reach no farther than the distance from their ends: farther than this from all of
/// those, places have an excess of more than kFarOut over the stretch.
constexpr double kEndReach = 2.3;            // of the distance
constexpr double kFarOut = kEndReach - 2.0;  // of the distance

/// A stretch decides nothing where the rest is nearer by this much; over an edge of half the length
/// that cannot change.
constexpr double kLead = 0.5;  // of the distance

/// Of more ends the cells of two are not looked at: their borders count as borders of the zone.
constexpr std::size_t kMostPaired = 8;

double lower_distance(const Foot& a, const Foot& b, double s) {
  const double a2 = a.distance * a.distance;
  const double b2 = b.distance * b.distance;
  if (s == 0) return std::min(a.distance, b.distance);
  const double x = std::clamp((s - (b2 - a2) / s) / 2, 0.0, s);
  return std::sqrt(std::max(0.0, a2 + (b2 - a2) * x / s - x * (s - x)));
}

/// By chords in space; the arc is longer by the same factor as at the ends.
double upper_distance(const Site& a, const Foot& foot_a, const Site& b, const Foot& foot_b,
                      double s) {
  const Vec3 along = b.ecef - a.ecef;
  const Vec3 to_a = a.ecef - foot_a.ecef;
  const Vec3 to_b = a.ecef - foot_b.ecef;
  const double a2 = squared_length(to_a);
  const double b2 = squared_length(to_b);
  const double ends = std::max(foot_a.distance, foot_b.distance);
  // Squared distances to the two feet differ linearly along the edge: find where they are equal.
  const double slope = 2 * (dot(along, to_b) - dot(along, to_a));
  if (slope == 0 || s == 0) return ends;
  const double t = (a2 - b2) / slope;
  if (!(t > 0 && t < 1)) return ends;
  const double crossing = std::sqrt(std::max(0.0, a2 + t * (2 * dot(along, to_a) + t * s * s)));
  const double chord = std::sqrt(a2);
  return std::max(ends, chord > 0 ? crossing * foot_a.distance / chord : crossing);
}

}  // namespace

std::pair<double, double> distance_bounds(const Site& a, const Foot& foot_a, const Site& b,
                                          const Foot& foot_b, double length) {
  if (!std::isfinite(foot_a.distance) || !std::isfinite(foot_b.distance)) return {kInf, kInf};
  return {lower_distance(foot_a, foot_b, length), upper_distance(a, foot_a, b, foot_b, length)};
}

IdealZone::IdealZone(const Shape& shape, double distance, double error)
    : distance_(distance), rest_(shape, distance, error) {}

IdealZone::IdealZone(const Shape& shape, const FlatEnds& ends, double distance, double error)
    : distance_(distance),
      whole_(std::in_place, shape, distance, error),
      rest_(ends.rest, distance, error) {
  std::vector<Box3> boxes;
  for (const EndStretch& stretch : ends.stretches) {
    std::vector<EndDepth>& depths = stretch_ends_.emplace_back();
    for (std::size_t e = 0; e < stretch.ends.size(); ++e) {
      depths.emplace_back(stretch, std::vector{e}, error);
      for (std::size_t other = 0; other < e && stretch.ends.size() <= kMostPaired; ++other)
        depths.emplace_back(stretch, std::vector{other, e}, error);
      stretch_of_end_.push_back(stretch_fields_.size());
      boxes.emplace_back().add(site_at(stretch.ends[e].place).ecef);
    }
    stretch_fields_.emplace_back(stretch.stretch, distance, error);
  }
  ends_ = BoxTree(std::move(boxes));
}

std::vector<std::size_t> IdealZone::stretches_near(const Site& site) const {
  std::vector<std::size_t> near;
  const double reach = kEndReach * distance_;
  ends_.visit_near(site.ecef, reach * reach, [&](std::size_t end) {
    near.push_back(stretch_of_end_[end]);
    return reach * reach;
  });
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  return near;
}

void IdealZone::add_stretch(Sample& sample, std::size_t stretch, double beyond) const {
  Sample::OnStretch on{stretch, stretch_fields_[stretch].nearest(sample.site), {}};
  if (on.foot.distance > beyond) return;
  for (const EndDepth& end : stretch_ends_[stretch]) on.ends.push_back(end.at(sample.site.place));
  const auto after =
      std::find_if(sample.stretches.begin(), sample.stretches.end(),
                   [&](const Sample::OnStretch& other) { return other.stretch > stretch; });
  sample.stretches.insert(after, std::move(on));
}

void IdealZone::add_if_missing(Sample& sample, std::size_t stretch) const {
  if (std::none_of(sample.stretches.begin(), sample.stretches.end(),
                   [&](const Sample::OnStretch& own) { return own.stretch == stretch; }))
    add_stretch(sample, stretch, kInf);
}

/// Adds what only the other sample knows about, so that the two can be compared.
void IdealZone::complete(Sample& sample, const Sample& other) const {
  for (const Sample::OnStretch& theirs : other.stretches) add_if_missing(sample, theirs.stretch);
}

void IdealZone::update_excess(Sample& sample) const {
  sample.excess = sample.foot.distance - distance_;
  for (const Sample::OnStretch& on : sample.stretches) {
    double excess = on.foot.distance - distance_;
    for (const EndDepth::Depth& end : on.ends) excess = std::max(excess, end.depth);
    sample.excess = std::min(sample.excess, excess);
  }
}

IdealZone::Sample IdealZone::sample(const Site& site, const Sample* neighbour) const {
  Sample sample{site,
                neighbour != nullptr && std::isfinite(neighbour->foot.distance)
                    ? rest_.nearest(site, neighbour->foot.ecef)
                    : rest_.nearest(site),
                {},
                0};
  if (ends_.size() > 0)
    for (const std::size_t stretch : stretches_near(site))
      add_stretch(sample, stretch, sample.foot.distance + kLead * distance_);
  update_excess(sample);
  if (sample.excess > kFarOut * distance_ && !stretch_fields_.empty()) {
    for (std::size_t k = 0; k < stretch_fields_.size(); ++k) add_if_missing(sample, k);
    update_excess(sample);
  }
  return sample;
}

std::pair<double, double> IdealZone::bounds(const Sample& first, const Sample& second,
                                            double bend) const {
  const double s = length(second.site.ecef - first.site.ecef);
  if (ends_.size() > 0 && s > kLead / 2 * distance_) return {-kInf, kInf};
  auto [low, high] = distance_bounds(first.site, first.foot, second.site, second.foot, s);
  low -= distance_;
  high -= distance_;
  if (first.stretches.empty() && second.stretches.empty()) return {low - bend, high + bend};
  Sample a = first;
  Sample b = second;
  complete(a, b);
  complete(b, a);
  for (std::size_t k = 0; k < a.stretches.size(); ++k) {
    const Sample::OnStretch& on_a = a.stretches[k];
    const Sample::OnStretch& on_b = b.stretches[k];
    auto [l, h] = distance_bounds(a.site, on_a.foot, b.site, on_b.foot, s);
    l -= distance_;
    h -= distance_;
    const std::vector<EndDepth>& ends = stretch_ends_[on_a.stretch];
    for (std::size_t e = 0; e < ends.size(); ++e) {
      const auto [dl, dh] = ends[e].bounds(a.site.place, on_a.ends[e], b.site.place, on_b.ends[e]);
      l = std::max(l, dl);
      h = std::max(h, dh);
    }
    low = std::min(low, l);
    high = std::min(high, h);
  }
  return {low - bend, high + bend};
}

}  // namespace cordon
