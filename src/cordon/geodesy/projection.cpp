#include "cordon/geodesy/projection.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cmath>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/geodesy/ellipsoid.hpp"

namespace cordon {

struct Projection::State {
  PJ_CONTEXT* context = nullptr;
  PJ* transform = nullptr;
  bool degrees_in = false;  // the transformation takes degrees (else radians)
  bool geographic = false;
  double metres_per_unit = 1;
  std::string name;

  State() : context(proj_context_create()) { proj_log_level(context, PJ_LOG_NONE); }
  State(const State& other)
      : context(proj_context_create()),
        transform(proj_clone(context, other.transform)),
        degrees_in(other.degrees_in),
        geographic(other.geographic),
        metres_per_unit(other.metres_per_unit),
        name(other.name) {
    proj_log_level(context, PJ_LOG_NONE);
  }
  State& operator=(const State&) = delete;
  ~State() {
    proj_destroy(transform);
    proj_context_destroy(context);
  }
};

namespace {

/// Unit of the first axis of a CRS.
void read_axis(PJ_CONTEXT* context, const PJ* crs, bool& geographic, double& metres_per_unit) {
  PJ* system = proj_crs_get_coordinate_system(context, crs);
  double factor = 1;
  const char* unit = nullptr;
  proj_cs_get_axis_info(context, system, 0, nullptr, nullptr, nullptr, &factor, &unit, nullptr,
                        nullptr);
  const PJ_COORDINATE_SYSTEM_TYPE type = proj_cs_get_type(context, system);
  geographic = type == PJ_CS_TYPE_ELLIPSOIDAL;
  metres_per_unit = geographic ? factor * wgs84::kA : factor;
  proj_destroy(system);
}

}  // namespace

Projection::Projection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Projection::Projection(const Projection& other) : state_(std::make_unique<State>(*other.state_)) {}
Projection& Projection::operator=(const Projection& other) {
  if (this != &other) state_ = std::make_unique<State>(*other.state_);
  return *this;
}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Projection Projection::azimuthal_equidistant(const LonLat& centre) {
  auto state = std::make_unique<State>();
  state->name = fmt::format("+proj=aeqd +lat_0={:.17g} +lon_0={:.17g} +ellps=WGS84 +units=m",
                            centre.lat, centre.lon);
  state->transform = proj_create(state->context, state->name.c_str());
  if (state->transform == nullptr)
    throw DataError(fmt::format("no local projection at {}, {}", centre.lon, centre.lat));
  return Projection(std::move(state));
}

Projection Projection::named(const std::string& crs) {
  auto state = std::make_unique<State>();
  state->name = crs;
  const std::string advice =
      "name a CRS that PROJ knows, such as EPSG:32637 (UTM zone 37N) or EPSG:4326";
  PJ* target = proj_create(state->context, crs.c_str());
  if (target == nullptr || proj_is_crs(target) == 0) {
    proj_destroy(target);
    throw UsageError(fmt::format("'{}' is not a CRS that PROJ knows", crs), advice);
  }
  read_axis(state->context, target, state->geographic, state->metres_per_unit);
  PJ* source = proj_create(state->context, "OGC:CRS84");
  PJ* transform = proj_create_crs_to_crs_from_pj(state->context, source, target, nullptr, nullptr);
  proj_destroy(source);
  proj_destroy(target);
  if (transform != nullptr) {
    state->transform = proj_normalize_for_visualization(state->context, transform);
    proj_destroy(transform);
  }
  if (state->transform == nullptr)
    throw UsageError(fmt::format("PROJ cannot transform from WGS84 to '{}'", crs), advice);
  state->degrees_in = true;
  return Projection(std::move(state));
}

XY Projection::forward(const LonLat& place) const {
  const double unit = state_->degrees_in ? 1 : wgs84::kDegree;
  const PJ_COORD out =
      proj_trans(state_->transform, PJ_FWD, proj_coord(place.lon * unit, place.lat * unit, 0, 0));
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
    throw DataError(
        fmt::format("{} cannot show the place {:.6f}, {:.6f}", state_->name, place.lon, place.lat),
        "choose a CRS that covers the whole zone");
  return {out.xy.x, out.xy.y};
}

LonLat Projection::inverse(const XY& xy) const {
  const double unit = state_->degrees_in ? 1 : wgs84::kDegree;
  const PJ_COORD out = proj_trans(state_->transform, PJ_INV, proj_coord(xy.x, xy.y, 0, 0));
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y))
    throw DataError(
        fmt::format("the coordinates {:.3f}, {:.3f} lie outside of {}", xy.x, xy.y, state_->name),
        "choose a CRS that covers the whole zone");
  return {wgs84::wrap_longitude(out.xy.x / unit), out.xy.y / unit};
}

bool Projection::is_geographic() const {
  return state_->geographic;
}
double Projection::metres_per_unit() const {
  return state_->metres_per_unit;
}

}  // namespace cordon
