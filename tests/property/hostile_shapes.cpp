#include "hostile_shapes.hpp"

#include <fmt/format.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <ostream>
#include <string>
#include <utility>

#include "reference.hpp"

namespace cordon::hostile {
namespace {

constexpr double kLongestEdge = 1'000'000;    // m
constexpr double kLargestArea = 300'000;      // m from its middle; larger ones take long to judge
constexpr double kLongestStrand = 8'000'000;  // m; no two places of it are antipodes
constexpr double kMostPitches = 1'500;        // of all strands together
constexpr double kGolden = 0.6180339887498949;

constexpr std::array<LonLat, 16> kNastyPlaces{{{36.5, 36},
                                               {-70, 0},
                                               {179.9, -17},
                                               {12, 80.2},
                                               {180, 45},
                                               {20, 89.9},
                                               {0, 90},
                                               {0, -90},
                                               {-180, -66},
                                               {0, 0},
                                               {100, -89.999},
                                               {-179.9999999, 51},
                                               {0, 60},
                                               {-90, 89.999999},
                                               {180, -78},
                                               {45, -0.0001}}};
constexpr std::array<double, 20> kLadder{20'000, 1'000,   2'000, 100,    10,        5,        1,
                                         50'000, 370'400, 500,   20,     1'852'000, 200,      2,
                                         5'000,  100'000, 50,    10'000, 1'000'000, 2'000'000};
constexpr std::array<double, 14> kNastyTurns{0,  90,  180,    -90,   60,   -120, 45,
                                             -1, 179, 179.99, -0.01, 1e-6, 135,  -150};

static_assert(std::size(kLadder) == kDistances);

/// The first ones by name, the others spread over the globe.
LonLat place_of(int index) {
  const auto i = static_cast<std::size_t>(index);
  if (i < kNastyPlaces.size()) return kNastyPlaces[i];
  const double lon = 360 * (i * kGolden - std::floor(i * kGolden)) - 180;
  const double sine = 2 * (static_cast<double>(i) / kPlaces) - 1;
  return {lon, std::asin(sine) * 180 / std::acos(-1)};
}

double turn_of(int index) {
  const auto i = static_cast<std::size_t>(index);
  return i < kNastyTurns.size() ? kNastyTurns[i] : index;
}

/// Where a pen is, and which way it looks (degrees clockwise from north).
struct Pen {
  LonLat place;
  double heading = 0;
};

Pen go(const Pen& pen, double length) {
  Pen next;
  GeographicLib::Geodesic::WGS84().Direct(pen.place.lat, pen.place.lon, pen.heading, length,
                                          next.place.lat, next.place.lon, next.heading);
  return next;
}

/// From one place towards another, by a share of the way.
LonLat between(const LonLat& a, const LonLat& b, double share) {
  Pen pen{a, 0};
  double length = 0;
  double arrival = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, length, pen.heading,
                                           arrival);
  return go(pen, share * length).place;
}

double way(const LonLat& a, const LonLat& b) {
  double length = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, length);
  return length;
}

class Artist {
 public:
  Artist(const LonLat& origin, double distance, double tolerance)
      : origin_(origin),
        distance_(distance),
        tolerance_(tolerance),
        left_(kMostPitches * pitch()) {}

  void draw(const Strand& strand) {
    const Pen pen = start(strand);
    switch (strand.form) {
      case Form::line:
        return add_line(walk(pen, strand.moves), false);
      case Form::closed_line:
        return add_line(walk(pen, strand.moves), true);
      case Form::points:
        return add_points(walk(pen, strand.moves));
      case Form::bow_tie:
        return add_bow_tie(pen, strand);
      default:
        return add_star(pen, strand);
    }
  }

  Shape finish() && {
    if (is_empty(shape_)) shape_.points = {origin_};
    return std::move(shape_);
  }
  /// Where an area crosses itself, by its number.
  const std::map<std::size_t, LonLat>& crossings() const { return crossings_; }

 private:
  /// Length of a chord whose arc is a tolerance higher.
  double pitch() const { return std::sqrt(8 * distance_ * tolerance_); }

  double length_of(int index) const {
    const std::array nasty{2 * distance_,     tolerance_,    0.001,
                           100 * pitch(),     0.01,          2 * distance_ - tolerance_,
                           tolerance_ / 2,    400 * pitch(), distance_ + tolerance_,
                           2.0001 * distance_};
    const auto i = static_cast<std::size_t>(index);
    constexpr std::size_t kPlain = kLengths - std::tuple_size_v<decltype(nasty)>;
    return std::min(kLongestEdge,
                    i < kPlain ? 4 * distance_ * std::pow(10.0, -0.1 * index) : nasty[i - kPlain]);
  }

  /// So much of a length as there is left.
  double spend(double length) {
    length = std::min(length, left_);
    left_ -= length;
    return length;
  }

  std::size_t earlier(int which, std::size_t count) const {
    return count - 1 - static_cast<std::size_t>(which) % count;
  }

  Pen start(const Strand& strand) {
    const Move& offset = strand.offset;
    Pen pen{origin_, turn_of(offset.turn)};
    if (strand.start == Start::elsewhere) return {place_of(strand.place), pen.heading};
    if (seen_.empty()) return pen;
    const LonLat vertex = seen_[earlier(offset.which, seen_.size())];
    if (strand.start == Start::at_vertex) return {vertex, pen.heading};
    if (strand.start == Start::on_edge && !edges_.empty()) {
      const auto& [a, b] = edges_[earlier(offset.which, edges_.size())];
      return {between(a, b, kGolden), pen.heading};
    }
    if (strand.start == Start::kissing) {
      const double gap = tolerance_ * (offset.length % 5 - 2);
      return go({vertex, pen.heading}, 2 * distance_ + gap);
    }
    return go(pen, length_of(offset.length));
  }

  /// The vertices that the moves lead to, the first included. All of them can be touched later.
  Path walk(Pen pen, const std::vector<Move>& moves) {
    Path path{pen.place};
    length_ = 0;
    for (const Move& move : moves) step(move, pen, path);
    seen_.insert(seen_.end(), path.begin(), path.end());
    for (std::size_t i = 1; i < path.size(); ++i) edges_.emplace_back(path[i - 1], path[i]);
    return path;
  }

  void step(const Move& move, Pen& pen, Path& path) {
    const LonLat here = pen.place;
    switch (move.step) {
      case Step::repeat:
        return path.push_back(here);
      case Step::go_straight:
        for (int i = 0; i < 3; ++i) advance(pen, length_of(move.length) / 3, path);
        return;
      case Step::retrace:
        return retrace(1 + static_cast<std::size_t>(move.which), pen, path);
      case Step::jump: {
        const std::size_t all = seen_.size() + path.size();
        const std::size_t i = earlier(move.which, all);
        return jump(i < seen_.size() ? seen_[i] : path[i - seen_.size()], pen, path);
      }
      case Step::touch:
        if (path.size() > 1) {
          const std::size_t i = earlier(move.which, path.size() - 1);
          jump(between(path[i], path[i + 1], 0.5), pen, path);
        }
        return;
      case Step::spike:
        pen.heading += turn_of(move.turn);
        advance(pen, length_of(move.length), path);
        return jump(here, pen, path);
      case Step::go:
        pen.heading += turn_of(move.turn);
        return advance(pen, length_of(move.length), path);
    }
  }

  void advance(Pen& pen, double length, Path& path) {
    length = spend(std::min(length, kLongestStrand - length_));
    length_ += length;
    pen = go(pen, length);
    path.push_back(pen.place);
  }

  void jump(const LonLat& to, Pen& pen, Path& path) {
    const double length = way(pen.place, to);
    if (length > std::min(left_, kLongestStrand - length_)) return;
    length_ += spend(length);
    pen.place = to;
    path.push_back(to);
  }

  void retrace(std::size_t count, Pen& pen, Path& path) {
    const std::size_t last = path.size() - 1;
    for (std::size_t i = 1; i <= std::min(count, last); ++i) jump(path[last - i], pen, path);
  }

  void add_points(const Path& path) {
    shape_.points.insert(shape_.points.end(), path.begin(), path.end());
  }

  void add_line(Path path, bool closed) {
    if (closed || path.size() < 2) path.push_back(path.front());
    shape_.lines.push_back(std::move(path));
  }

  /// A ring that is seen whole from its middle, with a corner for each move: it may be as spiky as
  /// they like, and repeat itself, and is valid. Its hole has the same corners nearer to the
  /// middle, or shares them.
  void add_star(const Pen& pen, const Strand& strand) {
    const std::size_t corners = std::max<std::size_t>(3, strand.moves.size());
    Area area;
    Path hole;
    for (std::size_t i = 0; i < corners; ++i) {
      const Move move = i < strand.moves.size() ? strand.moves[i] : Move{};
      const double reach = spend(std::min(length_of(move.length) / 2, kLargestArea));
      const double azimuth =
          pen.heading + 360.0 * static_cast<double>(i) / static_cast<double>(corners);
      const double share = move.turn % 4 == 0 ? 1 : 0.25 * (move.turn % 4);
      for (int k = 0; k < (move.step == Step::repeat ? 2 : 1); ++k) {
        area.shell.push_back(go({pen.place, azimuth}, reach).place);
        hole.push_back(go({pen.place, azimuth}, share * reach).place);
      }
    }
    close(area.shell);
    close(hole);
    if (strand.form == Form::area_with_hole) area.holes.push_back(std::move(hole));
    seen_.insert(seen_.end(), area.shell.begin(), area.shell.end());
    shape_.areas.push_back(std::move(area));
  }

  /// A ring of four corners that crosses itself in its middle; with no pole inside, where such a
  /// ring has no meaning.
  void add_bow_tie(const Pen& pen, const Strand& strand) {
    const Move move = strand.moves.empty() ? Move{} : strand.moves.front();
    const double to_pole = way(pen.place, {0, std::copysign(90, pen.place.lat)});
    const double reach = spend(std::min({length_of(move.length), 0.9 * to_pole, kLargestArea}));
    const double angle = 5 + 80.0 * turn_of(move.turn % kTurns) / kTurns;
    Area area;
    for (const double azimuth : {angle, 180 + angle, 180 - angle, -angle})
      area.shell.push_back(go({pen.place, pen.heading + azimuth}, reach).place);
    close(area.shell);
    seen_.insert(seen_.end(), area.shell.begin(), area.shell.end());
    crossings_[shape_.areas.size()] = pen.place;
    shape_.areas.push_back(std::move(area));
  }

  static void close(Path& ring) { ring.push_back(ring.front()); }

  LonLat origin_;
  double distance_, tolerance_;
  double left_;        // m that may still be drawn
  double length_ = 0;  // m of the strand so far
  Path seen_;
  std::vector<std::pair<LonLat, LonLat>> edges_;
  std::map<std::size_t, LonLat> crossings_;
  Shape shape_;
};

template <typename Use>
void for_each_path(Shape& shape, const Use& use) {
  use(shape.points);
  for (Path& line : shape.lines) use(line);
  for (Area& area : shape.areas) {
    use(area.shell);
    for (Path& hole : area.holes) use(hole);
  }
}

/// Other longitudes for the same places: on another turn all of them, or every third vertex, or
/// so that they go on beyond 180. Closed paths stay closed.
void respell(Path& path, int spelling) {
  const bool closed = !path.empty() && path.front() == path.back();
  for (std::size_t i = 0; i < path.size(); ++i) {
    double& lon = path[i].lon;
    if (spelling == 1 || (spelling == 2 && i % 3 == 1)) lon += lon < 0 ? 360 : -360;
    if (spelling == 3 && i > 0) lon = path[i - 1].lon + std::remainder(lon - path[i - 1].lon, 360);
  }
  if (closed) path.back() = path.front();
}

/// Whether an edge jumps by more than half a turn and is no short way over the antimeridian: in an
/// area such ones are refused, as nobody can tell which way round they go.
bool is_ambiguous(const Path& ring) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const double span = std::abs(ring[i].lon - ring[i - 1].lon);
    if (span >= 180 && std::abs(std::remainder(span, 360)) >= 90) return true;
  }
  return false;
}

/// The two loops of a ring of four corners that crosses itself.
std::vector<Area> loops(const Path& ring, const LonLat& crossing) {
  return {{{crossing, ring[1], ring[2], crossing}, {}},
          {{crossing, ring[3], ring[0], crossing}, {}}};
}

/// Areas that would be refused become closed lines; what is meant by the others is written down.
void settle_areas(const std::map<std::size_t, LonLat>& crossings, Trial& trial) {
  const std::vector<Area> areas = std::exchange(trial.shape.areas, {});
  std::vector<Area> meant;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const Area& area = areas[i];
    if (is_ambiguous(area.shell) ||
        std::any_of(area.holes.begin(), area.holes.end(), is_ambiguous)) {
      trial.shape.lines.push_back(area.shell);
      trial.shape.lines.insert(trial.shape.lines.end(), area.holes.begin(), area.holes.end());
      continue;
    }
    trial.shape.areas.push_back(area);
    const auto crossing = crossings.find(i);
    for (const Area& part :
         crossing == crossings.end() ? std::vector{area} : loops(area.shell, crossing->second))
      meant.push_back(part);
  }
  trial.meant = trial.shape;
  trial.meant.areas = std::move(meant);
}

/// Whether edges that are straight in longitude/latitude are about as long as geodesics.
bool fits_planar(Shape shape) {
  constexpr double kHighest = 75, kWidest = 30;  // degrees
  bool fits = true;
  for_each_path(shape, [&](const Path& path) {
    for (std::size_t i = 0; i < path.size(); ++i)
      fits = fits && std::abs(path[i].lat) < kHighest &&
             std::abs(path[i].lon - path[std::max<std::size_t>(i, 1) - 1].lon) < kWidest;
  });
  return fits;
}

/// Whether both ends of every open line keep away from all of the shape but their own edges. Where
/// an end lies on a line, what its flat cap leaves depends on how coordinates were rounded.
bool has_clear_ends(const Shape& shape, double margin) {
  for (std::size_t k = 0; k < shape.lines.size(); ++k)
    for (const bool first : {true, false}) {
      Path line = shape.lines[k];
      if (line.front() == line.back()) continue;
      if (first) std::reverse(line.begin(), line.end());
      const LonLat end = line.back();
      while (line.size() > 1 && way(line.back(), end) == 0) line.pop_back();
      Shape rest = shape;
      rest.lines[k] = std::move(line);
      if (oracle::ReferenceShape(rest).distance(end) < margin) return false;
    }
  return true;
}

/// So that a circle has no more than about 3,000 vertices; 1,000 from where distances are compared
/// by exact geodesics, which takes minutes for parts far from each other (anywhere_test has finer
/// ones).
double tolerance_of(int index, double distance) {
  constexpr double kFar = 1e6;  // m
  const double wanted = kMaxToleranceShare * distance * std::pow(10.0, -0.5 * index);
  return std::max({wanted, kMinTolerance.value, (distance < kFar ? 5e-7 : 5e-6) * distance});
}

std::string to_text(const Path& path) {
  std::string text = "{";
  for (const LonLat& p : path)
    text += fmt::format("{}{{{}, {}}}", text.size() > 1 ? ", " : "", p.lon, p.lat);
  return text + "}";
}

}  // namespace

Trial make_trial(const Recipe& recipe) {
  Trial trial;
  ZoneOptions& options = trial.options;
  options.distance = Metres{kLadder.at(static_cast<std::size_t>(recipe.distance))};
  options.tolerance = Metres{tolerance_of(recipe.tolerance, options.distance.value)};
  options.fit = recipe.fit;
  options.method = recipe.method;
  Artist artist(place_of(recipe.place), options.distance.value, options.tolerance.value);
  for (const Strand& strand : recipe.strands) artist.draw(strand);
  const std::map<std::size_t, LonLat> crossings = artist.crossings();
  trial.shape = std::move(artist).finish();
  constexpr double kClear = 50;  // tolerances
  if (has_clear_ends(trial.shape, kClear * options.tolerance.value)) options.cap = recipe.cap;
  // Where an end is repeated under another name, the oracle does not see a free end.
  const int spelling = options.cap == Cap::round ? recipe.spelling : 0;
  for_each_path(trial.shape, [&](Path& path) { respell(path, spelling); });
  settle_areas(crossings, trial);
  // A capped end of a planar edge is cut across its last chord, which is not quite its direction.
  if (recipe.planar && options.cap == Cap::round && crossings.empty() && fits_planar(trial.shape))
    options.edges = Edges::planar;
  return trial;
}

Shape prolonged(Shape shape, double distance) {
  for (Path& line : shape.lines) {
    if (way(line.front(), line.back()) == 0) continue;
    for (int end = 0; end < 2; ++end) {
      std::reverse(line.begin(), line.end());
      const LonLat last = line.back();
      const auto before = std::find_if(line.rbegin(), line.rend(),
                                       [&](const LonLat& p) { return way(p, last) > 0; });
      line.push_back(between(*before, last, 1 + distance / way(*before, last)));
    }
  }
  return shape;
}

std::ostream& operator<<(std::ostream& out, const Trial& trial) {
  const ZoneOptions& options = trial.options;
  out << fmt::format("distance {} m, tolerance {} m, cap {}, fit {}, {}{}\npoints {}\n",
                     options.distance.value, options.tolerance.value, static_cast<int>(options.cap),
                     static_cast<int>(options.fit),
                     options.method == Method::exact ? "exact" : "projected",
                     options.edges == Edges::planar ? ", planar" : "", to_text(trial.shape.points));
  for (const Path& line : trial.shape.lines) out << "line " << to_text(line) << '\n';
  for (const Area& area : trial.shape.areas) {
    out << "area " << to_text(area.shell) << '\n';
    for (const Path& hole : area.holes) out << "  hole " << to_text(hole) << '\n';
  }
  return out;
}

}  // namespace cordon::hostile
