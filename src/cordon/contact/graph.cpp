#include "cordon/contact/graph.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace cordon::contact {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

double direction(const XY& from, const XY& to) {
  return std::atan2(to.y - from.y, to.x - from.x);
}

double direction_at_start(const Graph& graph, const Link& link) {
  return direction(graph.nodes[link.from],
                   link.inner.empty() ? graph.nodes[link.to] : link.inner.front());
}

double direction_at_end(const Graph& graph, const Link& link) {
  return direction(link.inner.empty() ? graph.nodes[link.from] : link.inner.back(),
                   graph.nodes[link.to]);
}

struct Meeting {
  std::vector<std::size_t> in, out;  // links
};

/// Which link follows which: at each meeting the pair that turns least first.
void match(const Graph& graph, const Meeting& meeting, std::vector<std::size_t>& next) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> turns;
  for (const std::size_t in : meeting.in)
    for (const std::size_t out : meeting.out) {
      const double turn =
          direction_at_start(graph, graph.links[out]) - direction_at_end(graph, graph.links[in]);
      turns.emplace_back(std::abs(std::remainder(turn, 2 * std::numbers::pi)), in, out);
    }
  std::sort(turns.begin(), turns.end());
  std::vector<std::size_t> taken;
  for (const auto& [turn, in, out] : turns) {
    if (next[in] != kNone || std::find(taken.begin(), taken.end(), out) != taken.end()) continue;
    next[in] = out;
    taken.push_back(out);
  }
}

std::vector<std::size_t> followers(const Graph& graph) {
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, Meeting> meetings;
  for (std::size_t i = 0; i < graph.links.size(); ++i) {
    const Link& link = graph.links[i];
    meetings[{link.to, link.left, link.right}].in.push_back(i);
    meetings[{link.from, link.left, link.right}].out.push_back(i);
  }
  std::vector<std::size_t> next(graph.links.size(), kNone);
  for (const auto& [where, meeting] : meetings) match(graph, meeting, next);
  return next;
}

}  // namespace

std::vector<std::size_t> degrees(const Graph& graph) {
  std::vector<std::size_t> degree(graph.nodes.size());
  for (const Link& link : graph.links) {
    ++degree[link.from];
    ++degree[link.to];
  }
  return degree;
}

void prune_rays(Graph& graph) {
  for (bool pruned = true; pruned;) {
    const std::vector<std::size_t> degree = degrees(graph);
    pruned =
        std::erase_if(graph.links, [&](const Link& link) {
          return link.kind == LinkKind::ray && (degree[link.from] == 1 || degree[link.to] == 1);
        }) > 0;
  }
}

std::vector<Chain> join_links(const Graph& graph) {
  const std::vector<std::size_t> next = followers(graph);
  std::vector<bool> follows(next.size());
  for (const std::size_t link : next)
    if (link != kNone) follows[link] = true;
  std::vector<bool> used(next.size());
  std::vector<Chain> chains;
  const auto walk = [&](std::size_t first) {
    Chain chain;
    std::size_t link = first;
    for (; link != kNone && !used[link]; link = next[link]) {
      used[link] = true;
      chain.links.push_back(link);
    }
    chain.closed = link == first;
    chains.push_back(std::move(chain));
  };
  for (std::size_t i = 0; i < next.size(); ++i)
    if (!follows[i]) walk(i);
  for (std::size_t i = 0; i < next.size(); ++i)
    if (!used[i]) walk(i);
  return chains;
}

}  // namespace cordon::contact
