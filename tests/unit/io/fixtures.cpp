#include "fixtures.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "cordon/io/gdal_support.hpp"

// Asked by LeakSanitizer: libkml forgets a damaged KMZ that it has given up reading.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libkmlbase\nleak:libkmlengine";
}

namespace cordon::test {

namespace fs = std::filesystem;

const Path kLinePath{{36.5, 35.6}, {36.6, 35.7}, {36.7, 35.65}};

IoTest::IoTest() {
  register_drivers();
  std::string pattern = (fs::temp_directory_path() / "cordon-io-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
}

IoTest::~IoTest() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string IoTest::write(const std::string& name, std::string_view bytes) const {
  std::ofstream(path(name), std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path(name);
}

std::vector<std::string> IoTest::files() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void make_vector(const std::string& driver, const std::string& path,
                 const std::vector<LayerRecipe>& layers,
                 const std::vector<std::string>& layer_options) {
  register_drivers();
  CPLStringList options;
  for (const std::string& option : layer_options) options.AddString(option.c_str());
  GDALDriver* writer = GetGDALDriverManager()->GetDriverByName(driver.c_str());
  GDALDatasetUniquePtr dataset(writer->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  for (const LayerRecipe& recipe : layers) {
    OGRSpatialReference crs;
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (!recipe.crs.empty()) crs.SetFromUserInput(recipe.crs.c_str());
    OGRLayer* layer = dataset->CreateLayer(recipe.name.c_str(), recipe.crs.empty() ? nullptr : &crs,
                                           wkbUnknown, options.List());
    if (layer == nullptr) throw std::runtime_error("no layer in " + path);
    OGRFieldDefn field("name", OFTString);
    layer->CreateField(&field);
    for (std::size_t i = 0; i < recipe.wkt.size(); ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField("name", fmt::format("f{}", i).c_str());
      OGRGeometry* geometry = nullptr;
      if (!recipe.wkt[i].empty()) {
        if (OGRGeometryFactory::createFromWkt(recipe.wkt[i].c_str(), nullptr, &geometry) !=
            OGRERR_NONE)
          throw std::runtime_error("bad WKT " + recipe.wkt[i]);
        feature.SetGeometryDirectly(geometry);
      }
      if (layer->CreateFeature(&feature) != OGRERR_NONE)
        throw std::runtime_error("no feature in " + path);
    }
  }
}

void convert(const std::string& from, const std::string& driver, const std::string& to,
             const std::vector<std::string>& arguments) {
  register_drivers();
  CPLStringList words;
  for (const std::string& word : {std::string("-f"), driver}) words.AddString(word.c_str());
  for (const std::string& word : arguments) words.AddString(word.c_str());
  const GDALDatasetUniquePtr source(GDALDataset::Open(from.c_str(), GDAL_OF_VECTOR));
  GDALDatasetH source_handle = GDALDataset::ToHandle(source.get());
  GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(words.List(), nullptr);
  GDALDatasetH target =
      GDALVectorTranslate(to.c_str(), nullptr, 1, &source_handle, options, nullptr);
  GDALVectorTranslateOptionsFree(options);
  if (target == nullptr) throw std::runtime_error("cannot convert to " + to);
  GDALClose(target);
}

OrdinaryUser::OrdinaryUser() : was_root_(getuid() == 0) {
  constexpr uid_t kNobody = 65534;
  if (was_root_ && setreuid(kNobody, 0) != 0) throw std::runtime_error("cannot change the user");
}

OrdinaryUser::~OrdinaryUser() {
  if (was_root_ && setreuid(0, 0) != 0) std::abort();
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void cut(const std::string& path, std::size_t bytes_to_keep) {
  if (fs::file_size(path) <= bytes_to_keep) throw std::runtime_error("nothing to cut: " + path);
  fs::resize_file(path, bytes_to_keep);
}

SourceOptions options_for(const std::string& path) {
  SourceOptions options;
  options.path = path;
  options.data_folder = CORDON_DATA_FOLDER;
  return options;
}

Refusal refusal(const SourceOptions& options) {
  try {
    read_source(options);
  } catch (const FindingError& error) {
    return {error.code(), error.what(), error.advice()};
  }
  return {};
}

std::string problem_of(const Findings& findings, const std::string& code) {
  for (const Finding& finding : findings)
    if (finding.code == code) return finding.problem;
  return {};
}

std::vector<std::string> warning_codes(const SourceOptions& options) {
  std::vector<std::string> codes;
  for (const Finding& finding : read_source(options).findings) {
    EXPECT_EQ(finding.severity, Severity::warning);
    codes.push_back(finding.code);
  }
  return codes;
}

void expect_path(const Path& expected, const Path& actual, double tolerance) {
  ASSERT_EQ(expected.size(), actual.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(expected[i].lon, actual[i].lon, tolerance) << "vertex " << i;
    EXPECT_NEAR(expected[i].lat, actual[i].lat, tolerance) << "vertex " << i;
  }
}

}  // namespace cordon::test
