// Hostile geometry and options for the engine: whatever the bytes say, build_zone() and
// build_parts() give a valid, certified result or throw an Error that says what is wrong.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/geodesic.hpp"
#include "cordon/zone/geos.hpp"
#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon {
namespace {

constexpr std::size_t kMostVertices = 40;  // of one path
constexpr std::size_t kMostPaths = 4;      // of each kind
constexpr double kMostPitches = 1'500;     // chords of a zone, about
constexpr double kDegree = 111'000;        // m

constexpr std::array kDistances{20'000.0, 1.0, 100.0, 1'000.0, 100'000.0, 370'400.0, 2'000'000.0};
constexpr std::array kPlaces{LonLat{36.5, 36}, LonLat{180, -17},   LonLat{-179.9, 66},
                             LonLat{0, 90},    LonLat{77, -89.99}, LonLat{190, 0}};
constexpr std::array kCrs{"auto", "utm", "EPSG:32637", "EPSG:3857", "EPSG:3995", "nonsense"};
constexpr std::array kOutputCrs{"", "", "EPSG:32637", "EPSG:3995", "EPSG:3832", "EPSG:4979"};

class Reader {
 public:
  Reader(const std::uint8_t* data, std::size_t size) : bytes_(data, size) {}

  ZoneOptions options() {
    ZoneOptions options;
    options.distance = length();
    options.tolerance = {options.distance.value *
                         std::pow(10, -0.05 * bytes_.ConsumeIntegralInRange(15, 120))};
    options.cap = bytes_.PickValueInArray({Cap::round, Cap::flat, Cap::square});
    options.edges = bytes_.PickValueInArray({Edges::geodesic, Edges::planar});
    options.method = bytes_.PickValueInArray({Method::exact, Method::projected});
    options.fit = bytes_.PickValueInArray({Fit::nearest, Fit::inside, Fit::outside});
    options.crs = pick(kCrs);
    options.output_crs = pick(kOutputCrs);
    if (one_in(8)) options.classic = classic();
    options.threads = bytes_.ConsumeIntegralInRange(1U, 2U);
    return options;
  }

  Shape shape(double distance) {
    start();
    Shape shape;
    if (bytes_.ConsumeBool()) shape.points = path(distance);
    for (std::size_t i = count(); i > 0; --i) shape.lines.push_back(path(distance));
    shape.areas = areas(distance);
    return shape;
  }

  PartsRequest request(const ZoneOptions& options) {
    PartsRequest request;
    const double d = options.distance.value;
    for (std::size_t i = std::max<std::size_t>(1, count()); i > 0; --i) {
      const Metres own = one_in(3) ? length() : options.distance;
      request.members.push_back({shape(d), one_in(8) ? Metres{-own.value} : own});
    }
    for (std::size_t i = count(); i > 0; --i) request.bands.push_back(length());
    if (bytes_.ConsumeBool()) std::sort(request.bands.begin(), request.bands.end());
    request.nested = one_in(4);
    if (one_in(3)) request.left = one_in(4) ? Metres{0} : length();
    if (one_in(3)) request.right = one_in(4) ? Metres{0} : length();
    request.side = bytes_.PickValueInArray({Side::both, Side::both, Side::left, Side::right});
    request.split = one_in(3);
    request.outside = one_in(3);
    if (one_in(3)) request.uncertainty = {d * bytes_.ConsumeFloatingPointInRange(-0.1, 1.5)};
    if (one_in(3)) request.clip = areas(d);
    if (one_in(3)) request.erase = areas(d);
    for (std::size_t i = one_in(2) ? count() : 0; i > 0; --i)
      request.holders.push_back({std::string(1, static_cast<char>('a' + i)), areas(d)});
    return request;
  }

  bool one_in(int n) { return bytes_.ConsumeIntegralInRange(1, n) == n; }

 private:
  template <typename Array>
  std::string pick(const Array& array) {
    return array[bytes_.ConsumeIntegralInRange<std::size_t>(0, array.size() - 1)];
  }

  std::size_t count() { return bytes_.ConsumeIntegralInRange<std::size_t>(0, kMostPaths); }

  Metres length() {
    if (one_in(16)) return {bytes_.ConsumeFloatingPoint<double>()};
    const double ladder =
        kDistances[bytes_.ConsumeIntegralInRange<std::size_t>(0, kDistances.size() - 1)];
    return {ladder * bytes_.ConsumeIntegralInRange(1, 64) / 16};
  }

  ClassicBuffer classic() {
    return {bytes_.PickValueInArray({Join::round, Join::mitre, Join::bevel}),
            bytes_.ConsumeIntegralInRange(-1, 50), bytes_.ConsumeFloatingPointInRange(0.0, 20.0)};
  }

  void start() {
    here_ = kPlaces[bytes_.ConsumeIntegralInRange<std::size_t>(0, kPlaces.size() - 1)];
    seen_ = {here_};
  }

  /// A step, of up to four distances in each direction; an earlier vertex again; or anywhere.
  LonLat vertex(double distance) {
    const int how = bytes_.ConsumeIntegralInRange(0, 15);
    if (how == 0)
      return {bytes_.ConsumeFloatingPoint<double>(), bytes_.ConsumeFloatingPoint<double>()};
    if (how == 1)
      return {bytes_.ConsumeFloatingPointInRange(-540.0, 540.0),
              bytes_.ConsumeFloatingPointInRange(-90.0, 90.0)};
    if (how <= 4) return seen_[bytes_.ConsumeIntegralInRange<std::size_t>(0, seen_.size() - 1)];
    const double unit = 4 * distance / 32'768 / kDegree;
    const double narrow = std::max(0.01, std::cos(here_.lat / 180 * 3.14159));
    return {here_.lon + unit / narrow * bytes_.ConsumeIntegral<std::int16_t>(),
            std::clamp(here_.lat + unit * bytes_.ConsumeIntegral<std::int16_t>(), -90.0, 90.0)};
  }

  Path path(double distance) {
    Path path;
    for (std::size_t i = bytes_.ConsumeIntegralInRange<std::size_t>(0, kMostVertices);
         i > 0 && bytes_.remaining_bytes() > 0; --i) {
      here_ = vertex(distance);
      seen_.push_back(here_);
      path.push_back(here_);
    }
    return path;
  }

  Path ring(double distance) {
    Path ring = path(distance);
    if (!ring.empty()) ring.push_back(ring.front());
    return ring;
  }

  std::vector<Area> areas(double distance) {
    if (seen_.empty()) start();
    std::vector<Area> areas;
    for (std::size_t i = count(); i > 0; --i) {
      Area area{ring(distance), {}};
      for (std::size_t k = one_in(2) ? count() : 0; k > 0; --k)
        area.holes.push_back(ring(distance));
      areas.push_back(std::move(area));
    }
    return areas;
  }

  FuzzedDataProvider bytes_;
  LonLat here_;
  Path seen_;
};

[[noreturn]] void broken(const std::string& what) {
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::abort();
}

void expect(bool holds, const char* what) {
  if (!holds) broken(what);
}

void check_polygons(const MultiPolygon& polygons, const ZoneOptions& options) {
  expect(!polygons.empty(), "no polygon");
  expect(is_valid(polygons), "not valid");
  const bool lonlat = options.output_crs.empty();
  const auto check = [&](const Ring& ring) {
    for (const XY& xy : ring) {
      expect(std::isfinite(xy.x) && std::isfinite(xy.y), "a coordinate is not finite");
      expect(!lonlat || (std::abs(xy.x) <= 180 && std::abs(xy.y) <= 90), "off the map");
    }
  };
  for (const Polygon& polygon : polygons) {
    check(polygon.shell);
    for (const Ring& hole : polygon.holes) check(hole);
  }
}

void check_certificate(const Certificate& certificate, const ZoneOptions& options) {
  if (options.classic) return;
  expect(certificate.holds(), "handed out though its certificate fails");
  expect(certificate.max_error() <= options.tolerance.value, "error beyond the tolerance");
}

double length_of(const Shape& shape) {
  double sum = 0;
  const auto add = [&](const Path& path) {
    for (std::size_t i = 1; i < path.size(); ++i) sum += geodesic_distance(path[i - 1], path[i]);
  };
  for (const Path& line : shape.lines) add(line);
  for (const Area& area : shape.areas) {
    add(area.shell);
    for (const Path& hole : area.holes) add(hole);
  }
  return sum;
}

/// Raises a tolerance with which the work would take long.
void keep_quick(const std::vector<Shape>& shapes, ZoneOptions& options) {
  double length = 0;
  for (const Shape& shape : shapes) length += length_of(shape);
  const double d = options.distance.value;
  const double pitch = (length + 10 * d) / kMostPitches;
  if (std::isfinite(pitch) && std::isfinite(d) && d > 0)
    options.tolerance.value = std::max(options.tolerance.value, pitch * pitch / (8 * d));
}

void run_zone(Reader& reader) {
  ZoneOptions options = reader.options();
  const Shape shape = reader.shape(options.distance.value);
  keep_quick({shape}, options);
  const Zone zone = build_zone(shape, options);
  check_polygons(zone.polygons, options);
  check_certificate(zone.certificate, options);
}

void run_parts(Reader& reader) {
  ZoneOptions options = reader.options();
  const PartsRequest request = reader.request(options);
  std::vector<Shape> shapes;
  for (const Member& member : request.members) shapes.push_back(member.shape);
  keep_quick(shapes, options);
  const ZoneParts result = build_parts(request, options);
  expect(!result.parts.empty(), "no part");
  for (const ZonePart& part : result.parts) {
    check_polygons(part.polygons, options);
    check_certificate(part.certificate, options);
  }
}

}  // namespace
}  // namespace cordon

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    cordon::Reader reader(data, size);
    if (reader.one_in(2))
      cordon::run_parts(reader);
    else
      cordon::run_zone(reader);
  } catch (const cordon::GeosError& error) {
    cordon::broken(error.what());  // of GEOS, not of the input
  } catch (const cordon::Error& error) {
    cordon::expect(!std::string_view(error.what()).empty(), "an error without words");
  }
  return 0;
}
