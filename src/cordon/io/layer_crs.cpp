#include "cordon/io/layer_crs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/names.hpp"

namespace cordon {
namespace {

constexpr double kMaxLongitude = 540;  // a line that has gone once and a half around is still one

bool is_unknown(const OGRSpatialReference& crs) {
  const char* name = crs.GetName();
  const std::string text = name == nullptr ? "" : name;
  return crs.IsEmpty() != 0 || crs.IsLocal() != 0 ||
         same_word(text.substr(0, std::min<std::size_t>(text.size(), 9)), "undefined");
}

/// Heights play no part in a zone, and vertical grids must not be asked for.
void make_flat(OGRSpatialReference& crs) {
  if (crs.IsCompound() != 0) crs.StripVertical();
  crs.DemoteTo2D(nullptr);
}

double degrees_per_unit(const OGRSpatialReference& crs) {
  return crs.GetAngularUnits() * 180 / M_PI;
}

bool fits_degrees(const std::array<double, 4>& extent, double unit) {
  return extent[0] * unit >= -kMaxLongitude && extent[2] * unit <= kMaxLongitude &&
         extent[1] * unit >= -90 && extent[3] * unit <= 90;
}

std::string extent_text(const std::array<double, 4>& extent) {
  return fmt::format("x from {:.10g} to {:.10g}, y from {:.10g} to {:.10g}", extent[0], extent[2],
                     extent[1], extent[3]);
}

struct AreaOfUse {
  double west = 0, south = 0, east = 0, north = 0;
  std::string name;

  /// Part of the world, and the place lies farther than `margin` degrees outside.
  bool excludes(const LonLat& place, double margin) const {
    const double width = east < west ? east - west + 360 : east - west;
    const double from_west = std::fmod(place.lon - (west - margin) + 720, 360);
    return place.lat < south - margin || place.lat > north + margin ||
           (width + 2 * margin < 360 && from_west > width + 2 * margin);
  }
};

std::optional<AreaOfUse> area_of_use(const OGRSpatialReference& crs) {
  AreaOfUse area;
  const char* name = nullptr;
  if (!crs.GetAreaOfUse(&area.west, &area.south, &area.east, &area.north, &name) ||
      area.west <= -1000)
    return std::nullopt;
  area.name = name == nullptr ? "" : name;
  return area;
}

/// Null if PROJ has no such operation.
std::unique_ptr<OGRCoordinateTransformation> operation_to_wgs84(const OGRSpatialReference& crs,
                                                                bool ballpark) {
  OGRSpatialReference target;
  target.SetFromUserInput("OGC:CRS84");
  target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRCoordinateTransformationOptions options;
  options.SetBallparkAllowed(ballpark);
  return std::unique_ptr<OGRCoordinateTransformation>(
      OGRCreateCoordinateTransformation(&crs, &target, options));
}

/// All coordinates in two columns, as PROJ takes them in one call.
struct Columns {
  std::vector<double> x, y;

  explicit Columns(const Parts& parts) {
    x.reserve(parts.vertices);
    y.reserve(parts.vertices);
    for_each_path(parts, [&](const LonLat* path, std::size_t count, GIntBig) {
      for (const LonLat* vertex = path; vertex != path + count; ++vertex) {
        x.push_back(vertex->lon);
        y.push_back(vertex->lat);
      }
    });
  }

  void store(Parts& parts) const {
    std::size_t next = 0;
    for_each_path(parts, [&](LonLat* path, std::size_t count, GIntBig) {
      for (LonLat* vertex = path; vertex != path + count; ++vertex, ++next)
        *vertex = {x[next], y[next]};
    });
  }

  /// Index of the first vertex that failed; nothing if all went well.
  std::optional<std::size_t> transform(OGRCoordinateTransformation& operation) {
    std::vector<int> success(x.size(), 0);
    operation.Transform(static_cast<int>(x.size()), x.data(), y.data(), nullptr, success.data());
    for (std::size_t i = 0; i < x.size(); ++i)
      if (success[i] == 0 || !std::isfinite(x[i]) || !std::isfinite(y[i])) return i;
    return std::nullopt;
  }
};

/// Whether a place within 540 units of a projection's origin can be meant: it lies where the CRS is
/// used, and would not if its coordinates were degrees.
bool is_plausible_near_origin(const OGRSpatialReference& crs, const LonLat& xy) {
  Parts parts;
  parts.shape.points = {xy};
  parts.point_feature = {0};
  parts.features.resize(1);
  parts.vertices = 1;
  const GdalMessages quiet;
  const auto area = area_of_use(crs);
  const auto operation = operation_to_wgs84(crs, true);
  Columns place(parts);
  if (!operation || place.transform(*operation)) return false;
  return !area || (!area->excludes({place.x[0], place.y[0]}, 0) && area->excludes(xy, 0));
}

/// PROJ gives longitudes of one turn; those of a geographic CRS go back to the turn that they were
/// on.
void restore_turns(const OGRSpatialReference& crs, const Parts& given, Columns& moved) {
  const double degrees = degrees_per_unit(crs);
  const double prime_meridian = crs.GetPrimeMeridian();
  std::size_t next = 0;
  for_each_path(given, [&](const LonLat* path, std::size_t count, GIntBig) {
    for (const LonLat* vertex = path; vertex != path + count; ++vertex, ++next) {
      const double turns = (vertex->lon * degrees + prime_meridian - moved.x[next]) / 360;
      moved.x[next] += 360 * std::round(turns);
    }
  });
}

/// Lets longitudes go on beyond +-180 degrees, where a path does not close around a pole.
void join_over_antimeridian(Parts& parts) {
  for_each_path(parts, [](LonLat* path, std::size_t count, GIntBig) {
    Path joined(path, path + count);
    for (std::size_t i = 1; i < count; ++i)
      joined[i].lon += 360 * turns_towards(joined[i - 1].lon, joined[i].lon, 360);
    const bool was_closed = path[0] == path[count - 1];
    if (!was_closed || joined.front() == joined.back())
      std::copy(joined.begin(), joined.end(), path);
  });
}

void report_failure(const Parts& parts, std::size_t index, const OGRSpatialReference& crs,
                    const std::string& words, const Place& place, Findings& findings) {
  std::size_t next = 0;
  for_each_path(parts, [&](const LonLat* path, std::size_t count, GIntBig feature) {
    if (index >= next && index < next + count)
      findings.push_back(
          {Severity::error, "transform-failed",
           fmt::format("{}, feature {}: the coordinates {:.10g}, {:.10g} lie outside of {}{}{}",
                       place.text(), feature, path[index - next].lon, path[index - next].lat,
                       crs_text(&crs), words.empty() ? "" : ": ", words),
           "check the CRS of the source and the coordinates of that feature"});
    next += count;
  });
}

void warn_if_outside(const OGRSpatialReference& crs, const Parts& parts, const Place& place,
                     Findings& findings) {
  constexpr double kMargin = 5;  // degrees; neighbouring zones are in use a little way beyond
  const auto area = area_of_use(crs);
  if (!area) return;
  bool found = false;
  for_each_path(parts, [&](const LonLat* path, std::size_t count, GIntBig feature) {
    const LonLat* const end = path + count;
    const LonLat* const outside = std::find_if(
        path, end, [&](const LonLat& vertex) { return area->excludes(vertex, kMargin); });
    if (found || outside == end) return;
    found = true;
    findings.push_back(
        {Severity::warning, "outside-crs",
         fmt::format("{}, feature {}: the place {:.4f}, {:.4f} is far from where {} is used ({})",
                     place.text(), feature, outside->lon, outside->lat, crs_text(&crs), area->name),
         "check the CRS, and that easting and northing are not swapped"});
  });
}

}  // namespace

Crs named_crs(const std::string& name, const std::string& option) {
  const GdalMessages messages;
  Crs crs(new OGRSpatialReference);
  crs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRErr status = crs->SetFromUserInput(
      name.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get());
  if (status != OGRERR_NONE || crs->IsEmpty() != 0)
    throw UsageError(fmt::format("{} '{}' is not a CRS that PROJ knows", option, name),
                     "name it like EPSG:4326 (longitude/latitude) or EPSG:32637 (UTM zone 37N)");
  make_flat(*crs);
  return crs;
}

bool is_wgs84(const OGRSpatialReference& crs) {
  OGRSpatialReference wgs84;
  wgs84.SetFromUserInput("EPSG:4326");
  const char* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                 "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
  return crs.IsSame(&wgs84, options) != 0;
}

std::string crs_text(const OGRSpatialReference* crs) {
  if (crs == nullptr) return {};
  const char* name = crs->GetName();
  std::string text = name == nullptr ? "unnamed" : name;
  if (text == "unnamed" && is_wgs84(*crs)) text = "WGS 84";  // as MapInfo files have it
  const char* authority = crs->GetAuthorityName(nullptr);
  const char* code = crs->GetAuthorityCode(nullptr);
  return authority != nullptr && code != nullptr ? fmt::format("{}:{} ({})", authority, code, text)
                                                 : text;
}

Crs resolve_crs(const CrsQuestion& question, const Parts& parts, const Place& place,
                Findings& findings) {
  const bool stated = question.own != nullptr && !is_unknown(*question.own);
  const bool default_fits = question.only_by_default && fits_degrees(parts.extent, 1);
  if (!question.input_crs.empty()) {
    Crs given = named_crs(question.input_crs, "--input-crs");
    if (stated && (!question.only_by_default || default_fits))
      throw UsageError(
          fmt::format("{} has a CRS of its own, {}; --input-crs is for sources without",
                      place.text(), crs_text(question.own)),
          "leave --input-crs out; if the source's own CRS is wrong, correct it there "
          "(ogr2ogr -a_srs)");
    return given;
  }
  if (!stated) {
    findings.push_back({Severity::error, "no-crs",
                        fmt::format("{} does not say which CRS its coordinates are in ({})",
                                    place.text(), extent_text(parts.extent)),
                        question.missing_advice});
    return nullptr;
  }
  Crs own(question.own->Clone());
  make_flat(*own);
  return own;
}

bool is_north_first(const OGRSpatialReference& crs) {
  const std::vector<int>& mapping = crs.GetDataAxisToSRSAxisMapping();
  OGRAxisOrientation first = OAO_Other;
  OGRAxisOrientation second = OAO_Other;
  if (mapping.size() < 2 || mapping[0] < 1 || mapping[1] < 1) return false;
  crs.GetAxis(nullptr, mapping[0] - 1, &first);
  crs.GetAxis(nullptr, mapping[1] - 1, &second);
  return first == OAO_North && second == OAO_East;
}

void swap_axes(Parts& parts) {
  for_each_path(parts, [](LonLat* path, std::size_t count, GIntBig) {
    for (LonLat* vertex = path; vertex != path + count; ++vertex)
      std::swap(vertex->lon, vertex->lat);
  });
  std::swap(parts.extent[0], parts.extent[1]);
  std::swap(parts.extent[2], parts.extent[3]);
}

void put_east_first(OGRSpatialReference& crs, Parts& parts) {
  if (!is_north_first(crs)) return;
  swap_axes(parts);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
}

bool fits_degrees(const std::array<double, 4>& extent) {
  return fits_degrees(extent, 1);
}

bool check_range(const OGRSpatialReference& crs, const Parts& parts, const Place& place,
                 Findings& findings) {
  const auto& e = parts.extent;
  const auto find = [&](const char* code, const std::string& problem, const char* advice) {
    findings.push_back(
        {Severity::error, code, fmt::format("{}: {}", place.text(), problem), advice});
    return false;
  };
  const std::string where = extent_text(e);
  const std::string name = crs_text(&crs);
  if (crs.IsGeocentric() != 0)
    return find("out-of-range", fmt::format("coordinates in {} are places in space", name),
                "convert the source to longitude/latitude: ogr2ogr -t_srs EPSG:4326");
  if (crs.IsGeographic() != 0) {
    const double unit = degrees_per_unit(crs);
    if (fits_degrees(e, unit)) return true;
    if (fits_degrees({e[1], e[0], e[3], e[2]}, unit))
      return find("swapped-axes",
                  fmt::format("latitude and longitude are swapped: {}; latitudes end at 90", where),
                  "write longitude first, then latitude: ogr2ogr -dialect SQLite -sql \"SELECT "
                  "ST_SwapCoordinates(geometry) ...\", or swap the columns");
    const double largest = std::max({-e[0], -e[1], e[2], e[3]}) * unit;
    if (largest > 2 * kMaxLongitude)
      return find("metres-as-degrees",
                  fmt::format("the CRS is {}, in degrees, but the coordinates look like metres: {}",
                              name, where),
                  "find out which projected CRS they are in: name it with --input-crs if the "
                  "source is GeoJSON without a crs member, else correct the source with ogr2ogr "
                  "-a_srs");
    return find("out-of-range",
                fmt::format("there are coordinates that are not on the Earth: {}", where),
                "latitudes end at 90, longitudes at 540; correct the coordinates at their source");
  }
  if (!fits_degrees(e, 1)) return true;
  if (is_plausible_near_origin(crs, {e[0], e[1]})) return true;
  return find("degrees-as-metres",
              fmt::format("the CRS is {}, but the coordinates look like degrees: {}", name, where),
              "if they are longitude and latitude, say so in the source: ogr2ogr -a_srs EPSG:4326");
}

double whole_turn(const OGRSpatialReference& crs) {
  return crs.IsGeographic() != 0 ? 360 / degrees_per_unit(crs) : 0;
}

bool transform_to_wgs84(const OGRSpatialReference& crs, Operation& operation, Parts& parts,
                        const Place& place, Findings& findings) {
  if (is_wgs84(crs)) return true;
  const GdalMessages messages;
  Columns columns(parts);
  const auto transform = [&] {
    const auto found = operation_to_wgs84(crs, operation == Operation::ballpark);
    return found ? columns.transform(*found) : std::optional<std::size_t>(0);
  };
  auto failed = transform();
  if (failed && operation == Operation::exact) {
    operation = Operation::ballpark;
    columns = Columns(parts);
    failed = transform();
  }
  if (failed) {
    report_failure(parts, *failed, crs, messages.failure(), place, findings);
    return false;
  }
  if (operation == Operation::ballpark)
    findings.push_back(
        {Severity::warning, "inexact-datum",
         fmt::format(
             "{}: no exact way from {} to WGS84 is known here; the line may lie off by tens "
             "or hundreds of metres",
             place.text(), crs_text(&crs)),
         "convert the source to WGS84 where its datum is known, or install PROJ's grids "
         "(package proj-data)"});
  if (crs.IsGeographic() != 0) restore_turns(crs, parts, columns);
  columns.store(parts);
  if (crs.IsGeographic() == 0) join_over_antimeridian(parts);
  warn_if_outside(crs, parts, place, findings);
  return true;
}

}  // namespace cordon
