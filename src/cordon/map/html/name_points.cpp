#include "cordon/map/html/name_points.hpp"

#ifndef GEOS_USE_ONLY_R_API
#define GEOS_USE_ONLY_R_API
#endif
#include <geos_c.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/map/labels/lettering.hpp"
#include "cordon/map/panel_geometry.hpp"

namespace cordon::map {
namespace {

static_assert(sizeof(XY) == 2 * sizeof(double));  // rings travel to GEOS as blocks of doubles

/// A part of the map that is looked at by itself, `kPixels` wide.
struct View {
  static constexpr double kPixels = 600;

  WebMercator ground;
  double step;
  PanelGeometry geometry;

  explicit View(const WebMercator& shown)
      : ground(shown),
        step(std::max(shown.width(), shown.height()) / kPixels),
        geometry(frame_of(shown, step)) {}
};

struct Disc {
  XY middle;
  double radius;  // px
};

class Areas {
 public:
  Areas()
      : context_(GEOS_init_r(), GEOS_finish_r),
        polygonal_(GEOSMakeValidParams_create_r(context_.get()), {context_.get()}) {
    GEOSMakeValidParams_setMethod_r(context_.get(), polygonal_.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(context_.get(), polygonal_.get(), 0);
  }

  struct Destroy {
    GEOSContextHandle_t geos;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(geos, geometry); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

  /// Of rings that are filled by the even-odd rule; valid.
  Geometry of(const Paths& rings) const {
    GEOSContextHandle_t geos = context_.get();
    Geometry all = owned(GEOSGeom_createEmptyPolygon_r(geos));
    for (std::vector<XY> ring : rings) {
      ring.push_back(XY(ring.front()));
      GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
          geos, &ring.front().x, static_cast<unsigned>(ring.size()), 0, 0);
      const Geometry one = owned(
          GEOSGeom_createPolygon_r(geos, GEOSGeom_createLinearRing_r(geos, sequence), nullptr, 0));
      const Geometry valid = owned(GEOSMakeValidWithParams_r(geos, one.get(), polygonal_.get()));
      all = owned(GEOSSymDifference_r(geos, all.get(), valid.get()));
    }
    return all;
  }

  /// They may overlap.
  Geometry united(const std::vector<Geometry>& areas) const {
    Geometry all = owned(GEOSGeom_createEmptyPolygon_r(context_.get()));
    for (const Geometry& area : areas)
      all = owned(GEOSUnion_r(context_.get(), all.get(), area.get()));
    return all;
  }

  /// Nothing for an empty area.
  std::optional<Disc> largest_circle(const Geometry& area, const Geometry& without) const {
    GEOSContextHandle_t geos = context_.get();
    const Geometry rest = owned(GEOSDifference_r(geos, area.get(), without.get()));
    if (GEOSisEmpty_r(geos, rest.get()) != 0) return std::nullopt;
    const Geometry radius = owned(GEOSMaximumInscribedCircle_r(geos, rest.get(), 1));
    Disc circle{};
    const Geometry middle = owned(GEOSGeomGetPointN_r(geos, radius.get(), 0));
    GEOSGeomGetX_r(geos, middle.get(), &circle.middle.x);
    GEOSGeomGetY_r(geos, middle.get(), &circle.middle.y);
    GEOSGeomGetLength_r(geos, radius.get(), &circle.radius);
    return circle;
  }

 private:
  Geometry owned(GEOSGeometry* geometry) const {
    if (geometry == nullptr)
      throw DataError("there is an area of the basemap whose name finds no place",
                      "look for areas that cross themselves, or leave out that layer");
    return {geometry, Destroy{context_.get()}};
  }

  struct DestroyParams {
    GEOSContextHandle_t geos;
    void operator()(GEOSMakeValidParams* params) const {
      GEOSMakeValidParams_destroy_r(geos, params);
    }
  };

  std::unique_ptr<GEOSContextHandle_HS, void (*)(GEOSContextHandle_t)> context_;
  std::unique_ptr<GEOSMakeValidParams, DestroyParams> polygonal_;
};

/// The zone and a bit around it, but no more than the page shows.
WebMercator near_zone(const Content& content, const WebMercator& page) {
  constexpr double kAround = 0.4;  // of the zone's longer side
  WebMercator near = web_mercator_of(content.zone);
  const double around = kAround * std::max(near.width(), near.height());
  near.west = std::max(near.west - around, page.west);
  near.east = std::min(near.east + around, page.east);
  near.south = std::max(near.south - around, page.south);
  near.north = std::min(near.north + around, page.north);
  return near;
}

class Finder {
 public:
  Finder(const Content& content, const WebMercator& page)
      : views_{View(near_zone(content, page)), View(page)} {
    for (const View& view : views_) {
      std::vector<Areas::Geometry> parts;
      for (const ZonePart& part : content.zone)
        parts.push_back(areas_.of(view.geometry.areas(rings_of(part.area), 0)));
      zones_.push_back(areas_.united(parts));
    }
  }

  void add(const BasemapFeature& feature, const std::string& css_class, const std::string& name,
           double least, std::vector<NamePoint>& to) const {
    if (name.empty()) return;
    for (std::size_t i = 0; i < views_.size(); ++i) {
      const View& view = views_[i];
      const Paths rings = view.geometry.areas(rings_of(feature.shape.areas), least * least);
      if (rings.empty()) continue;
      const auto circle = areas_.largest_circle(areas_.of(rings), zones_[i]);
      if (!circle || circle->radius < least) continue;
      const LonLat at = frame_of(view.ground, view.step).from_page(circle->middle);
      to.push_back(
          {css_class, name, {view.ground.longitude(at.lon), at.lat}, circle->radius * view.step});
      return;
    }
  }

 private:
  Areas areas_;
  std::vector<View> views_;
  std::vector<Areas::Geometry> zones_;
};

}  // namespace

std::vector<NamePoint> name_points(const Content& content, const WebMercator& ground,
                                   const Language& language) {
  constexpr double kCountry = 20;  // px of a view; the least radius
  constexpr double kProvince = 25;
  const Finder finder(content, ground);
  std::vector<NamePoint> points;
  for (const BasemapFeature& country : content.basemap.countries)
    finder.add(country, "label label-country", language.country(country.country, country.name),
               kCountry, points);
  const auto wider = [](const NamePoint& a, const NamePoint& b) { return a.reach > b.reach; };
  std::stable_sort(points.begin(), points.end(), wider);
  std::vector<NamePoint> provinces;
  for (const BasemapFeature& province : content.basemap.provinces) {
    // As on the other maps: a province must not stand in another script where its town could.
    if (!foreign_script(province.name, language.code()).empty()) continue;
    finder.add(province, "label label-province", province.name, kProvince, provinces);
  }
  std::stable_sort(provinces.begin(), provinces.end(), wider);
  points.insert(points.end(), provinces.begin(), provinces.end());
  return points;
}

}  // namespace cordon::map
