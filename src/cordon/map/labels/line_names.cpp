#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "cordon/map/drawing_layers.hpp"
#include "cordon/map/labels/lines_on_page.hpp"
#include "cordon/map/labels/positions.hpp"
#include "cordon/map/labels/wish.hpp"
#include "cordon/map/panel_geometry.hpp"

namespace cordon::map {
namespace {

constexpr double kShort = 60;  // px: no room for a river's name

double length_of(const Paths& paths) {
  double length = 0;
  for (const std::vector<XY>& path : paths)
    for (std::size_t i = 1; i < path.size(); ++i)
      length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  return length;
}

Wish wish_along(NameLayer layer, double value, Lettering lettering, Paths paths,
                const Ground& ground) {
  Wish wish;
  wish.layer = layer;
  wish.value = value;
  wish.variants = {std::move(lettering)};
  wish.positions = [&ground, paths = std::move(paths)](const MeasuredName& name) {
    return positions_along(name, paths, ground);
  };
  return wish;
}

}  // namespace

std::vector<Wish> river_wishes(const Content& content, const Frame& frame, const Ground& ground,
                               const Language& language) {
  const PanelGeometry geometry(frame);
  const double zoom = zoom_level(frame);
  std::map<std::string, Paths> rivers;
  for (const BasemapFeature& river : content.basemap.rivers) {
    if (river.name.empty() || river.rank > zoom) continue;
    if (!foreign_script(river.name, language.code()).empty()) continue;
    const Paths paths = lines_on_page(river, geometry);
    Paths& all = rivers[river.name];
    all.insert(all.end(), paths.begin(), paths.end());
  }
  std::vector<Wish> wishes;
  for (auto& [name, paths] : rivers)
    if (length_of(paths) > kShort)
      wishes.push_back(wish_along(NameLayer::water, kWaterValue, {"label label-water", {name}, {}},
                                  std::move(paths), ground));
  return wishes;
}

std::vector<Wish> route_wishes(const Content& content, const Frame& frame, const Ground& ground,
                               const Language& language) {
  const PanelGeometry geometry(frame);
  std::vector<Wish> wishes;
  for (const Route& route : content.routes)
    if (!route.name.empty())
      wishes.push_back(wish_along(
          NameLayer::routes, kRouteValue,
          {"label label-route", {route.name}, foreign_script(route.name, language.code())},
          geometry.geodesics(route.paths), ground));
  return wishes;
}

}  // namespace cordon::map
