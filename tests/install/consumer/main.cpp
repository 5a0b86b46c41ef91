// A program of somebody else: the 5 km zone around a point, its area, and a file with it.
#include <cmath>
#include <cordon/geodesy/geodesic.hpp>
#include <cordon/io/output.hpp>
#include <cordon/zone/zone.hpp>
#include <iostream>
#include <numbers>

int main() {
  cordon::Shape shape;
  shape.points.push_back({36.63, 35.93});
  cordon::ZoneOptions options;
  options.distance = cordon::parse_length("5km");
  const cordon::Zone zone = cordon::build_zone(shape, options);

  double area = 0;
  for (const cordon::Polygon& polygon : zone.polygons) {
    cordon::Path path;
    for (const cordon::XY& xy : polygon.shell) path.push_back({xy.x, xy.y});
    area += std::abs(cordon::ring_area(path)) / 1e6;
  }
  std::cout << "area " << area << " km2, largest error " << zone.certificate.max_error() << " m\n";

  cordon::OutputOptions output;
  output.path = "zone.geojson";
  output.decimals = zone.decimals;
  output.overwrite = true;
  cordon::OutputSet outputs({output});
  outputs.write({{"zone", {{zone.polygons, {{"area_km2", "area_km2", area}}}}}});
  outputs.commit();

  // On a sphere of the local radius a cap of 5 km has pi d^2 to 5e-8; the tolerance of 1 m on the
  // radius allows 4e-4.
  const double disc = std::numbers::pi * 25;
  return std::abs(area / disc - 1) < 4e-4 ? 0 : 1;
}
