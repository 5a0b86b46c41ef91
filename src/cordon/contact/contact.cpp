#include "cordon/contact/contact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/contact/fabric.hpp"
#include "cordon/contact/graph.hpp"
#include "cordon/contact/middle.hpp"
#include "cordon/contact/plane.hpp"
#include "cordon/geodesy/geodesic.hpp"

namespace cordon {
namespace {

using namespace contact;

constexpr double kSamePoint = 0.01;  // m

std::string at_place(const LonLat& place) {
  return fmt::format("{:.5f}, {:.5f} (longitude, latitude)", place.lon, place.lat);
}

/// To metres, from 10 km on to hundreds of them.
std::string rounded(double length) {
  const double digit = length < 10'000 ? 1 : 100;
  return format_length({std::round(length / digit) * digit});
}

/// The next length with two digits, so that what is advised is enough: 3,141 m -> 3.2 km.
Metres enough(double length) {
  const double digit = std::pow(10, std::max(0.0, std::floor(std::log10(length)) - 1));
  return {std::ceil(length / digit * (1 + 1e-9)) * digit};
}

void check_options(const ContactOptions& options) {
  if (!(options.gap.value >= 0 && options.gap.value <= kMaxGap.value))
    throw UsageError(fmt::format("a gap of {} cannot be bridged", format_length(options.gap)),
                     fmt::format("give one from 0m to {}", length_option(kMaxGap)));
  if (!(options.min_length.value >= 0) || !std::isfinite(options.min_length.value))
    throw UsageError("a length below 0 leaves nothing out", "give 0m or more");
}

Path vertices_of(const std::vector<NamedAreas>& sides) {
  Path places;
  for (const NamedAreas& side : sides)
    for (const Area& area : side.areas)
      places.insert(places.end(), area.shell.begin(), area.shell.end());
  return places;
}

void check_sides(const std::vector<NamedAreas>& sides) {
  if (sides.size() < 2)
    throw DataError(sides.empty()
                        ? "there are no areas"
                        : fmt::format("all areas belong to one side, '{}'", sides[0].name),
                    "contact is between two sides or more");
  for (const NamedAreas& side : sides)
    if (side.areas.empty())
      throw DataError(fmt::format("the side '{}' has no areas", side.name),
                      "contact is between two sides or more");
}

/// A side whose land others surround and claim has no line: which of them holds it is not said.
void check_enclosed(const Fabric& fabric, const std::vector<NamedAreas>& sides,
                    const ContactOptions& options) {
  for (const Enclosed& enclosed : fabric.enclosed)
    if (enclosed.perimeter >= options.min_length.value)
      throw DataError(fmt::format("land at {} is claimed by several sides but lies within that of "
                                  "'{}', so nobody can tell who holds it",
                                  at_place(enclosed.at), sides[enclosed.around].name),
                      "cut it out of the areas of the side that does not hold it");
}

class LineMaker {
 public:
  LineMaker(const Fabric& fabric, const Plane& plane, const Graph& graph,
            const std::map<GridPoint, std::size_t>& grid_nodes, double min_length)
      : plane_(plane), graph_(graph), degree_(degrees(graph)), min_length_(min_length) {
    for (const auto& [point, node] : grid_nodes)
      if (const auto given = fabric.given.find(point); given != fabric.given.end())
        given_.emplace(node, given->second);
  }

  Contact make() {
    Contact contact;
    for (Chain& chain : join_links(graph_)) {
      if (!chain.closed) cut_dead_ends(chain, contact.left_out);
      ContactLine line = line_of(chain);
      longest_ = std::max(longest_, line.length);
      if (line.length >= min_length_ || !is_loose(chain)) {
        contact.lines.push_back(std::move(line));
      } else {
        ++(chain.closed ? contact.left_out.loops : contact.left_out.pieces);
        contact.left_out.length += line.length;
      }
    }
    std::stable_sort(contact.lines.begin(), contact.lines.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.left, a.right, -a.length) < std::tuple(b.left, b.right, -b.length);
    });
    return contact;
  }

  /// Of all lines, left out or not, m.
  double longest() const { return longest_; }

 private:
  const Link& link(std::size_t i) const { return graph_.links[i]; }

  bool ends_free(std::size_t node) const { return degree_[node] == 1; }

  /// A line between two junctions holds others together.
  bool is_loose(const Chain& chain) const {
    return chain.closed || ends_free(link(chain.links.front()).from) ||
           ends_free(link(chain.links.back()).to);
  }

  LonLat place_of(std::size_t node) const {
    const auto given = given_.find(node);
    return given != given_.end() ? given->second : plane_.place(graph_.nodes[node]);
  }

  /// Vertices of shared edges that were not given only keep them straight in the plane.
  bool is_needless(std::size_t node, const Link& before, const Link& after) const {
    return before.kind == LinkKind::shared && after.kind == LinkKind::shared &&
           degree_[node] == 2 && given_.count(node) == 0;
  }

  Path path_of(const Chain& chain) const {
    Path path;
    for (std::size_t i = 0; i < chain.links.size(); ++i) {
      const Link& here = link(chain.links[i]);
      if (i == 0 || !is_needless(here.from, link(chain.links[i - 1]), here))
        path.push_back(place_of(here.from));
      for (const XY& xy : here.inner) path.push_back(plane_.place(xy));
    }
    path.push_back(place_of(link(chain.links.back()).to));
    return path;
  }

  ContactLine line_of(const Chain& chain) const {
    const Link& first = link(chain.links.front());
    ContactLine line{first.left, first.right, path_of(chain)};
    line.length = path_length(line.path);
    for (const std::size_t i : chain.links) {
      line.gap_max = std::max(line.gap_max, link(i).gap);
      line.overlap_max = std::max(line.overlap_max, link(i).overlap);
    }
    return line;
  }

  /// How many links at the end of a chain, of those in `order`, run on into a gap that opens, and
  /// how long they are.
  template <typename Links>
  std::pair<std::size_t, double> dead_end(const Links& begin, const Links& end) const {
    std::size_t count = 0;
    double length = 0;
    for (auto i = begin; i != end; ++i, ++count) {
      const Link& here = link(*i);
      if (here.kind == LinkKind::shared || here.overlap > 0) return {count, length};
      length += path_length(path_of({{*i}, false}));
    }
    return {0, 0};  // it is all gap: a line of its own
  }

  void cut_dead_ends(Chain& chain, LeftOut& left_out) const {
    std::vector<std::size_t>& links = chain.links;
    const auto note = [&](const std::pair<std::size_t, double>& end) {
      if (end.first == 0 || end.second >= min_length_) return false;
      ++left_out.ends;
      left_out.length += end.second;
      return true;
    };
    if (ends_free(link(links.back()).to)) {
      const auto end = dead_end(links.rbegin(), links.rend());
      if (note(end)) links.resize(links.size() - end.first);
    }
    if (ends_free(link(links.front()).from)) {
      const auto end = dead_end(links.begin(), links.end());
      if (note(end))
        links.erase(links.begin(), links.begin() + static_cast<std::ptrdiff_t>(end.first));
    }
  }

  const Plane& plane_;
  const Graph& graph_;
  std::vector<std::size_t> degree_;
  std::map<std::size_t, LonLat> given_;  // by node
  double min_length_;
  double longest_ = 0;
};

[[noreturn]] void refuse_without_contact(const std::optional<Approach>& nearest, double longest,
                                         const std::vector<NamedAreas>& sides,
                                         const ContactOptions& options) {
  if (longest > 0)
    throw DataError(fmt::format("the sides have contact along {} at most, less than the {} "
                                "that a line must have",
                                rounded(longest), format_length(options.min_length)),
                    "give a shorter --min-length, or a wider --gap to join what belongs together");
  if (!nearest) throw DataError("no two sides face each other", "check what the areas are");
  const std::string who =
      fmt::format("'{}' and '{}'", sides[nearest->left].name, sides[nearest->right].name);
  if (nearest->distance < 2 * kSamePoint)
    throw DataError(fmt::format("{} touch in a point only, at {}", who, at_place(nearest->at)),
                    "contact has a length; a wider --gap draws the middle line beside the point");
  const Metres gap = enough(nearest->distance);
  throw DataError(fmt::format("{} come no closer than {} to each other, at {}; gaps up to {} "
                              "are bridged",
                              who, rounded(nearest->distance), at_place(nearest->at),
                              format_length(options.gap)),
                  gap.value <= kMaxGap.value
                      ? fmt::format("--gap {} joins them there", length_option(gap))
                      : "check that the areas are those of one region");
}

}  // namespace

Contact find_contact(const std::vector<NamedAreas>& sides, const ContactOptions& options,
                     const Progress& progress) {
  check_options(options);
  check_sides(sides);
  report(progress, 0, "dividing the land");
  const Plane plane(vertices_of(sides));
  const Fabric fabric = weave(sides, plane);
  check_enclosed(fabric, sides, options);

  Graph graph;
  std::map<GridPoint, std::size_t> grid_nodes;
  const auto node = [&](const GridPoint& point) {
    const auto [found, added] = grid_nodes.emplace(point, graph.nodes.size());
    if (added) graph.nodes.push_back(plane.from_grid(point));
    return found->second;
  };
  for (const SharedEdge& edge : fabric.shared)
    graph.links.push_back({node(edge.from), node(edge.to), {}, edge.left, edge.right});
  const std::optional<Approach> nearest =
      add_middle_lines(fabric, plane, options.gap.value, grid_nodes, graph, progress);
  prune_rays(graph);

  LineMaker maker(fabric, plane, graph, grid_nodes, options.min_length.value);
  Contact contact = maker.make();
  if (contact.lines.empty()) refuse_without_contact(nearest, maker.longest(), sides, options);
  return contact;
}

}  // namespace cordon
