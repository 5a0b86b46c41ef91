// Basemaps for the tests, and what is in the one that Cordon brings, by OGR alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cordon/base/basemap.hpp"
#include "cordon/io/basemap.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::test {

struct TestFeature {
  std::string wkt;
  std::map<std::string, std::string> fields{};
};

struct TestLayer {
  std::string name;
  std::vector<TestFeature> features;
  std::string crs = "EPSG:4326";  ///< empty: none
};

/// Writes a GeoPackage with text fields.
void make_basemap(const std::string& path, const std::vector<TestLayer>& layers);

BasemapOptions shipped();
BasemapOptions own(const std::string& path);

/// The code of the FindingError that read_basemap() throws for the whole Earth; "" if none.
struct BasemapRefusal {
  std::string code, problem, advice;
};
BasemapRefusal basemap_refusal(const std::string& path);

/// All vertices of a shape.
Path vertices(const Shape& shape);

/// Everything in a basemap as one text.
std::string text_of(const Basemap& basemap);

}  // namespace cordon::test
