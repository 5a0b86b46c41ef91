#include "real_places.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

#include "reference.hpp"

namespace cordon::map {

std::vector<Place> real_places(const Content& content, const Frame& frame) {
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> data(GDALDataset::Open(
      CORDON_DATA "/places/geonames_cities500.csv", GDAL_OF_VECTOR | GDAL_OF_READONLY));
  if (!data) throw std::runtime_error("cannot open the places");
  const BoundingBox box = frame.box();
  std::vector<Place> places;
  for (const auto& row : data->GetLayer(0)) {
    Place place;
    place.at = {std::stod(row->GetFieldAsString("longitude")),
                std::stod(row->GetFieldAsString("latitude"))};
    if (!box.contains(place.at)) continue;
    place.name = row->GetFieldAsString("asciiname");
    const double population = std::stod(row->GetFieldAsString("population"));
    if (population > 0) place.population = population;
    place.capital = std::string(row->GetFieldAsString("feature_code")) == "PPLC";
    place.distance = std::numeric_limits<double>::infinity();
    for (const Path& line : content.lines)
      for (const LonLat& vertex : line)
        place.distance = std::min(place.distance, oracle::geodesic_distance(place.at, vertex));
    place.in_zone = place.distance < content.zone.front().to;
    places.push_back(place);
  }
  return places;
}

}  // namespace cordon::map
