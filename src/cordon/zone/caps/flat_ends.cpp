#include "cordon/zone/caps/flat_ends.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

struct LonLatHash {
  std::size_t operator()(const LonLat& place) const {
    const std::hash<double> hash;
    return hash(place.lon) * 31 + hash(place.lat);
  }
};

/// A vertex of one of the lines.
struct VertexId {
  std::size_t line;
  std::size_t vertex;
};

/// Positions along a line: vertex number plus fraction of the edge that follows.
using Span = std::pair<double, double>;
using Spans = std::map<std::size_t, std::vector<Span>>;  // by line; sorted and disjoint once merged

void merge(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (!merged.empty() && span.first <= merged.back().second)
      merged.back().second = std::max(merged.back().second, span.second);
    else
      merged.push_back(span);
  }
  spans.swap(merged);
}

bool overlap(const Spans& a, const Spans& b) {
  for (const auto& [line, spans] : a) {
    const auto other = b.find(line);
    if (other == b.end()) continue;
    for (const Span& s : spans)
      for (const Span& t : other->second)
        if (s.first <= t.second && t.first <= s.second) return true;
  }
  return false;
}

LonLat place_at(const Path& line, double position) {
  const double whole = std::floor(position);
  const auto i = static_cast<std::size_t>(whole);
  if (position == whole) return line[i];
  const Inverse edge = geodesic_inverse(line[i], line[i + 1]);
  return geodesic_direct(line[i], edge.azimuth_start, edge.distance * (position - whole)).place;
}

Path cut_out(const Path& line, const Span& span) {
  Path path{place_at(line, span.first)};
  for (auto i = static_cast<std::size_t>(std::floor(span.first)) + 1;
       static_cast<double>(i) < span.second; ++i)
    path.push_back(line[i]);
  path.push_back(place_at(line, span.second));
  return path;
}

class Network {
 public:
  Network(const std::vector<Path>& lines, double distance) : lines_(lines), distance_(distance) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
      nodes_[lines[k].front()];
      nodes_[lines[k].back()];
    }
    for (std::size_t k = 0; k < lines.size(); ++k)
      for (std::size_t i = 0; i < lines[k].size(); ++i)
        if (const auto node = nodes_.find(lines[k][i]); node != nodes_.end())
          node->second.push_back({k, i});
  }

  std::vector<VertexId> free_ends() const {
    std::vector<VertexId> ends;
    for (std::size_t k = 0; k < lines_.size(); ++k)
      for (const std::size_t i : {std::size_t{0}, lines_[k].size() - 1})
        if (is_free(k, i)) ends.push_back({k, i});
    return ends;
  }

  /// All that hangs together with `end` within the distance.
  Spans stretch_of(const VertexId& end) const {
    Spans spans;
    const LonLat centre = lines_[end.line][end.vertex];
    std::vector<VertexId> open{end};
    while (!open.empty()) {
      const VertexId from = open.back();
      open.pop_back();
      std::vector<Span>& known = spans[from.line];
      const auto at = static_cast<double>(from.vertex);
      if (std::any_of(known.begin(), known.end(),
                      [at](const Span& s) { return s.first <= at && at <= s.second; }))
        continue;
      known.push_back({walk(from, -1, centre, open), walk(from, +1, centre, open)});
      merge(known);
    }
    return spans;
  }

  FlatEnd flat_end(const VertexId& end) const {
    const Path& line = lines_[end.line];
    const LonLat place = line[end.vertex];
    std::size_t before = end.vertex;
    while (line[before] == place) before = end.vertex == 0 ? before + 1 : before - 1;
    return {place, geodesic_inverse(line[before], place).azimuth_end};
  }

 private:
  /// Repeated vertices at an end are one; anything else there joins it to a line.
  bool is_free(std::size_t k, std::size_t i) const {
    const Path& line = lines_[k];
    if (line.front() == line.back()) return false;
    for (const VertexId& other : nodes_.at(line[i])) {
      if (other.line != k) return false;
      const std::size_t low = std::min(i, other.vertex);
      const std::size_t high = std::max(i, other.vertex);
      for (std::size_t j = low; j < high; ++j)
        if (line[j] != line[i]) return false;
    }
    return true;
  }

  /// Goes along a line until it leaves the distance; notes where other lines join.
  double walk(const VertexId& from, int step, const LonLat& centre,
              std::vector<VertexId>& joined) const {
    const Path& line = lines_[from.line];
    std::size_t i = from.vertex;
    for (;;) {
      if (const auto node = nodes_.find(line[i]); node != nodes_.end())
        for (const VertexId& other : node->second)
          if (other.line != from.line) joined.push_back(other);
      if (step < 0 ? i == 0 : i + 1 == line.size()) return static_cast<double>(i);
      const std::size_t next = step < 0 ? i - 1 : i + 1;
      if (geodesic_distance(centre, line[next]) > distance_)
        return static_cast<double>(i) + step * leaving(line[i], line[next], centre);
      i = next;
    }
  }

  /// The part of the edge from `inside` to `outside` that is within the distance, by halving.
  double leaving(const LonLat& inside, const LonLat& outside, const LonLat& centre) const {
    const Inverse edge = geodesic_inverse(inside, outside);
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; ++i) {
      const double middle = (low + high) / 2;
      const LonLat place =
          geodesic_direct(inside, edge.azimuth_start, middle * edge.distance).place;
      (geodesic_distance(centre, place) > distance_ ? high : low) = middle;
    }
    return low;
  }

  const std::vector<Path>& lines_;
  double distance_;
  std::unordered_map<LonLat, std::vector<VertexId>, LonLatHash> nodes_;  // at the lines' ends
};

/// The parts of a line that no span covers.
std::vector<Path> uncovered(const Path& line, const std::vector<Span>& covered) {
  std::vector<Path> parts;
  double from = 0;
  const auto last = static_cast<double>(line.size() - 1);
  const auto add = [&](double to) {
    if (to > from) parts.push_back(cut_out(line, {from, to}));
  };
  for (const Span& span : covered) {
    add(span.first);
    from = span.second;
  }
  add(last);
  return parts;
}

}  // namespace

bool EndStretch::is_end(const LonLat& place) const {
  return std::any_of(ends.begin(), ends.end(),
                     [&](const FlatEnd& end) { return end.place == place; });
}

FlatEnds find_flat_ends(const Shape& shape, double distance) {
  const Network network(shape.lines, distance);
  const std::vector<VertexId> ends = network.free_ends();

  std::vector<Spans> spans;           // of each stretch
  std::vector<EndStretch> stretches;  // with no lines yet
  for (const VertexId& end : ends) {
    Spans joint = network.stretch_of(end);
    EndStretch stretch{{network.flat_end(end)}, {}};
    for (std::size_t k = 0; k < spans.size();) {
      if (!overlap(spans[k], joint)) {
        ++k;
        continue;
      }
      for (auto& [line, more] : spans[k])
        joint[line].insert(joint[line].end(), more.begin(), more.end());
      stretch.ends.insert(stretch.ends.begin(), stretches[k].ends.begin(), stretches[k].ends.end());
      spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(k));
      stretches.erase(stretches.begin() + static_cast<std::ptrdiff_t>(k));
    }
    for (auto& [line, list] : joint) merge(list);
    spans.push_back(std::move(joint));
    stretches.push_back(std::move(stretch));
  }

  FlatEnds result{std::move(stretches), {shape.points, {}, shape.areas}};
  Spans covered;
  for (std::size_t k = 0; k < spans.size(); ++k)
    for (const auto& [line, list] : spans[k]) {
      for (const Span& span : list)
        if (span.second > span.first)
          result.stretches[k].stretch.lines.push_back(cut_out(shape.lines[line], span));
      covered[line].insert(covered[line].end(), list.begin(), list.end());
    }
  for (std::size_t line = 0; line < shape.lines.size(); ++line) {
    merge(covered[line]);
    for (Path& part : uncovered(shape.lines[line], covered[line]))
      result.rest.lines.push_back(std::move(part));
  }
  return result;
}

Shape with_prolonged_ends(const Shape& shape, double length) {
  const Network network(shape.lines, length);
  Shape result = shape;
  for (const VertexId& id : network.free_ends()) {
    const FlatEnd end = network.flat_end(id);
    Path& line = result.lines[id.line];
    line.insert(id.vertex == 0 ? line.begin() : line.end(),
                geodesic_direct(end.place, end.outward, length).place);
  }
  return result;
}

Shape without_short_lines(const Shape& shape, double longest) {
  std::vector<std::size_t> free_ends(shape.lines.size(), 0);
  for (const VertexId& end : Network(shape.lines, longest).free_ends()) ++free_ends[end.line];
  Shape kept{shape.points, {}, shape.areas};
  for (std::size_t k = 0; k < shape.lines.size(); ++k)
    if (free_ends[k] < 2 || path_length(shape.lines[k]) > longest)
      kept.lines.push_back(shape.lines[k]);
  return kept;
}

}  // namespace cordon
