// Vector files for the benchmarks' programs: lines in, zones out.
#pragma once

#include <ogrsf_frmts.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <vector>

namespace cordon::bench {

/// One geometry in WGS84 longitude and latitude, and the number by which a zone finds its line.
struct Feature {
  std::int64_t id = 0;  ///< the field "id"; without one: the place in the file, from 0
  OGRGeometryUniquePtr geometry;
};

/// Reads the first layer of any vector file, feature by feature, in the order of the file; hands on
/// OGR's own feature too. Vertices of a file in another CRS are projected. Throws
/// std::runtime_error if it cannot be read or a feature has no geometry.
void read_features(const std::string& path,
                   const std::function<void(Feature, const OGRFeature&)>& take);

std::vector<Feature> read_features(const std::string& path);

/// All linestrings of a geometry; throws std::runtime_error for points and areas.
std::vector<const OGRLineString*> lines_of(const OGRGeometry& geometry);
std::vector<const OGRPolygon*> polygons_of(const OGRGeometry& geometry);

/// Writes one layer of features with the field "id" in WGS84 longitude and latitude, in any order.
/// An older file is replaced.
class Writer {
 public:
  /// `decimals`: of the coordinates, in formats of text. Throws std::runtime_error if the file
  /// cannot be created.
  Writer(const std::string& path, const std::string& driver, OGRwkbGeometryType type,
         int decimals = 9);
  void write(Feature feature);
  void close();  ///< throws std::runtime_error if something could not be written

 private:
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
};

void write_zones(const std::string& path, std::vector<Feature> zones);

/// Tells on stderr what a program's phases took since the last: "phase NAME WALL CPU", in seconds.
class Phases {
 public:
  Phases();
  void end(const std::string& name);

 private:
  double wall_ = 0, cpu_ = 0;
};

/// The body of a program: registers OGR's drivers, prints what is thrown, returns the exit code.
int run(const std::string& program, const std::function<void()>& body);

}  // namespace cordon::bench
