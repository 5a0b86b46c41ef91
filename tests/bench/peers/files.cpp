#include "files.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <stdexcept>
#include <utility>

namespace cordon::bench {
namespace {

OGRSpatialReference wgs84() {
  OGRSpatialReference crs;
  crs.importFromEPSG(4326);
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

/// Null for a layer that is in longitude and latitude already, or says nothing.
Transformation to_lonlat(const OGRLayer& layer) {
  const OGRSpatialReference* given = const_cast<OGRLayer&>(layer).GetSpatialRef();
  if (given == nullptr || given->IsProjected() == 0) return nullptr;
  OGRSpatialReference from = *given;
  from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRSpatialReference to = wgs84();
  Transformation way(OGRCreateCoordinateTransformation(&from, &to));
  if (!way) throw std::runtime_error("the layer's CRS cannot be projected to WGS84");
  return way;
}

double wall_time() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Of all threads.
double cpu_time() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

void read_features(const std::string& path,
                   const std::function<void(Feature, const OGRFeature&)>& take) {
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!dataset || dataset->GetLayerCount() == 0)
    throw std::runtime_error(path + " cannot be read by OGR");
  OGRLayer& layer = *dataset->GetLayer(0);
  const Transformation way = to_lonlat(layer);
  const int id = layer.GetLayerDefn()->GetFieldIndex("id");
  for (std::int64_t place = 0;; ++place) {
    const OGRFeatureUniquePtr row(layer.GetNextFeature());
    if (!row) return;
    Feature feature{id < 0 ? place : row->GetFieldAsInteger64(id),
                    OGRGeometryUniquePtr(row->StealGeometry())};
    if (!feature.geometry)
      throw std::runtime_error(fmt::format("{}: feature {} has no geometry", path, feature.id));
    if (way && feature.geometry->transform(way.get()) != OGRERR_NONE)
      throw std::runtime_error(fmt::format("{}: feature {} is not on WGS84", path, feature.id));
    take(std::move(feature), *row);
  }
}

std::vector<Feature> read_features(const std::string& path) {
  std::vector<Feature> features;
  read_features(path, [&](Feature f, const OGRFeature&) { features.push_back(std::move(f)); });
  return features;
}

std::vector<const OGRLineString*> lines_of(const OGRGeometry& geometry) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbLineString:
      return {geometry.toLineString()};
    case wkbMultiLineString: {
      const auto& parts = *geometry.toMultiLineString();
      return {parts.begin(), parts.end()};
    }
    default:
      throw std::runtime_error(fmt::format("a line is wanted, not a {}",
                                           OGRGeometryTypeToName(geometry.getGeometryType())));
  }
}

std::vector<const OGRPolygon*> polygons_of(const OGRGeometry& geometry) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPolygon:
      return {geometry.toPolygon()};
    case wkbMultiPolygon: {
      const auto& parts = *geometry.toMultiPolygon();
      return {parts.begin(), parts.end()};
    }
    default:
      throw std::runtime_error(fmt::format("a zone is wanted, not a {}",
                                           OGRGeometryTypeToName(geometry.getGeometryType())));
  }
}

Writer::Writer(const std::string& path, const std::string& driver, OGRwkbGeometryType type,
               int decimals) {
  GDALDriver* format = GetGDALDriverManager()->GetDriverByName(driver.c_str());
  if (format == nullptr) throw std::runtime_error("OGR has no driver " + driver);
  VSIUnlink(path.c_str());
  dataset_.reset(format->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset_) throw std::runtime_error(path + " cannot be created");
  CPLStringList options;
  if (driver == "GeoJSON")
    options.SetNameValue("COORDINATE_PRECISION", std::to_string(decimals).c_str());
  OGRSpatialReference crs = wgs84();
  layer_ = dataset_->CreateLayer("lines", &crs, type, options.List());
  OGRFieldDefn id("id", OFTInteger64);
  if (layer_ == nullptr || layer_->CreateField(&id) != OGRERR_NONE)
    throw std::runtime_error(path + " cannot be written");
}

void Writer::write(Feature feature) {
  OGRFeature row(layer_->GetLayerDefn());
  row.SetField("id", static_cast<GIntBig>(feature.id));
  row.SetGeometryDirectly(feature.geometry.release());
  if (layer_->CreateFeature(&row) != OGRERR_NONE)
    throw std::runtime_error(fmt::format("feature {} cannot be written", feature.id));
}

void Writer::close() {
  CPLErrorReset();
  dataset_.reset();  // some formats write here
  if (CPLGetLastErrorType() >= CE_Failure) throw std::runtime_error(CPLGetLastErrorMsg());
}

void write_zones(const std::string& path, std::vector<Feature> zones) {
  Writer writer(path, "FlatGeobuf", wkbMultiPolygon);
  for (Feature& zone : zones) {
    zone.geometry.reset(OGRGeometryFactory::forceToMultiPolygon(zone.geometry.release()));
    writer.write(std::move(zone));
  }
  writer.close();
}

Phases::Phases() : wall_(wall_time()), cpu_(cpu_time()) {}

void Phases::end(const std::string& name) {
  const double wall = wall_time();
  const double cpu = cpu_time();
  fmt::print(stderr, "phase {} {:.6f} {:.6f}\n", name, wall - wall_, cpu - cpu_);
  wall_ = wall;
  cpu_ = cpu;
}

int run(const std::string& program, const std::function<void()>& body) {
  try {
    GDALAllRegister();
    body();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", program, error.what());
    return 1;
  }
  return 0;
}

}  // namespace cordon::bench
