#include "cordon/io/raster.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/open_source.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

[[noreturn]] void fail(std::string code, std::string problem, std::string advice) {
  throw FindingError({Severity::error, std::move(code), std::move(problem), std::move(advice)});
}

GDALDatasetUniquePtr open(const std::string& path) {
  register_drivers();
  const GdalMessages messages;
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                                 nullptr, nullptr, nullptr));
  if (dataset && dataset->GetRasterCount() > 0) return dataset;
  open_source(path);  // says why, unless it is a vector
  fail("not-raster", fmt::format("'{}' is no raster", path),
       "give a raster, such as a GeoTIFF; what gdalinfo reads will do");
}

int choose_band(GDALDataset& dataset, const RasterOptions& options) {
  const int count = dataset.GetRasterCount();
  if (options.band == 0 && count > 1)
    throw UsageError(fmt::format("'{}' has {} bands", options.path, count),
                     fmt::format("choose one with {} 1 to {}", options.band_option, count));
  if (options.band < 0 || options.band > count)
    throw UsageError(fmt::format("'{}' has no band {}", options.path, options.band),
                     fmt::format("it has the bands 1 to {}", count));
  return std::max(options.band, 1);
}

Grid grid_of(GDALDataset& dataset, const std::string& path) {
  std::array<double, 6> t{};
  if (dataset.GetGeoTransform(t.data()) != CE_None)
    fail("no-geotransform", fmt::format("'{}' does not say where on the Earth its cells are", path),
         "georeference it, in QGIS or with gdal_edit.py -a_ullr");
  const auto columns = static_cast<std::size_t>(dataset.GetRasterXSize());
  const auto rows = static_cast<std::size_t>(dataset.GetRasterYSize());
  // Less than a hundredth of a cell over the whole raster is nothing but rounding.
  const bool rotated = std::abs(t[2]) * static_cast<double>(rows) > 0.01 * std::abs(t[1]) ||
                       std::abs(t[4]) * static_cast<double>(columns) > 0.01 * std::abs(t[5]);
  if (rotated || t[1] == 0 || t[5] == 0)
    fail("rotated",
         fmt::format("'{}' is rotated: its rows do not run along an axis of its CRS", path),
         "make it upright, which spreads its values anew: gdalwarp -r sum FILE upright.tif");
  return {{t[0], t[3]}, t[1], t[5], columns, rows};
}

Crs crs_of(GDALDataset& dataset, const std::string& path) {
  const OGRSpatialReference* own = dataset.GetSpatialRef();
  if (own == nullptr || own->IsEmpty() != 0 || own->IsLocal() != 0)
    fail("no-crs", fmt::format("'{}' states no CRS for its cells", path),
         "say which it is: gdal_edit.py -a_srs EPSG:4326 FILE");
  Crs crs(own->Clone());
  crs->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (crs->IsCompound() != 0) crs->StripVertical();
  return crs;
}

std::string definition_of(const OGRSpatialReference& crs) {
  if (is_wgs84(crs)) return {};
  const char* authority = crs.GetAuthorityName(nullptr);
  const char* code = crs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
  char* text = nullptr;
  const std::array<const char*, 2> format{"FORMAT=WKT2", nullptr};
  crs.exportToWkt(&text, format.data());
  std::string wkt = text == nullptr ? "" : text;
  CPLFree(text);
  return wkt;
}

}  // namespace

struct Raster::State {
  GDALDatasetUniquePtr dataset;
  GDALRasterBand* band = nullptr;
  double scale = 1, offset = 0;
};

Raster::Raster(const RasterOptions& options) : state_(std::make_unique<State>()) {
  state_->dataset = open(options.path);
  const GdalMessages quiet;
  GDALDataset& dataset = *state_->dataset;
  info_.path = options.path;
  info_.driver = dataset.GetDriverName();
  info_.band = choose_band(dataset, options);
  state_->band = dataset.GetRasterBand(info_.band);
  if (GDALDataTypeIsComplex(state_->band->GetRasterDataType()) != 0)
    fail("complex-cells", fmt::format("the cells of '{}' are complex numbers", options.path),
         "give a raster of plain numbers");
  state_->scale = state_->band->GetScale();
  state_->offset = state_->band->GetOffset();
  info_.grid = grid_of(dataset, options.path);
  const Crs crs = crs_of(dataset, options.path);
  info_.crs = crs_text(crs.get());
  info_.crs_definition = definition_of(*crs);
  if (file_size(options.path)) info_.sha256 = sha256_of_file(options.path);
}

Raster::Raster(Raster&&) noexcept = default;
Raster& Raster::operator=(Raster&&) noexcept = default;
Raster::~Raster() = default;

std::vector<double> Raster::read(const Window& window) const {
  const GdalMessages messages;
  const auto at = [&](GDALRasterBand& band, void* cells, GDALDataType type) {
    return band.RasterIO(GF_Read, static_cast<int>(window.column), static_cast<int>(window.row),
                         static_cast<int>(window.columns), static_cast<int>(window.rows), cells,
                         static_cast<int>(window.columns), static_cast<int>(window.rows), type, 0,
                         0, nullptr) == CE_None;
  };
  std::vector<double> cells(window.columns * window.rows);
  std::vector<std::uint8_t> known(cells.size());
  if (!at(*state_->band, cells.data(), GDT_Float64) ||
      !at(*state_->band->GetMaskBand(), known.data(), GDT_Byte))
    fail("damaged-file",
         fmt::format("'{}' cannot be read: {}", info_.path,
                     messages.failed() ? messages.failure() : "no reason given"),
         "get the file anew; gdalinfo -checksum tells whether it is whole");
  for (std::size_t i = 0; i < cells.size(); ++i)
    cells[i] = known[i] != 0 && std::isfinite(cells[i]) ? cells[i] * state_->scale + state_->offset
                                                        : std::numeric_limits<double>::quiet_NaN();
  return cells;
}

}  // namespace cordon
