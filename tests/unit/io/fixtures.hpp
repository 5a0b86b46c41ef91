// Files for the tests, made with OGR or byte by byte in a folder that goes away.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cordon/io/source.hpp"

namespace cordon::test {

/// A folder of its own for each test.
class IoTest : public ::testing::Test {
 protected:
  IoTest();
  ~IoTest() override;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, std::string_view bytes) const;
  std::vector<std::string> files() const;  ///< names in the folder, sorted, hidden ones too

  std::filesystem::path folder_;
};

struct LayerRecipe {
  std::string name = "line";
  std::vector<std::string> wkt;   ///< a feature each; "" for a null geometry
  std::string crs = "EPSG:4326";  ///< empty: none
};

/// Writes layers with a field `name` ("f0", "f1", ...) by an OGR driver. `dataset_options` and
/// `layer_options` are "NAME=VALUE".
void make_vector(const std::string& driver, const std::string& path,
                 const std::vector<LayerRecipe>& layers,
                 const std::vector<std::string>& layer_options = {});

/// The same layer in another format.
void convert(const std::string& from, const std::string& driver, const std::string& to,
             const std::vector<std::string>& arguments = {});

/// Coordinates of Idlib and Ariha's surroundings as WKT.
inline constexpr const char* kLine = "LINESTRING (36.5 35.6,36.6 35.7,36.7 35.65)";
extern const Path kLinePath;

/// While it lives, the process that root started has the rights of nobody where access() asks.
class OrdinaryUser {
 public:
  OrdinaryUser();
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  ~OrdinaryUser();

 private:
  bool was_root_;
};

std::string read_bytes(const std::string& path);
void cut(const std::string& path, std::size_t bytes_to_keep);

/// Options for a path, with the land of the repository's own data.
SourceOptions options_for(const std::string& path);

/// The code of the FindingError that read_source throws; "" if it throws none.
struct Refusal {
  std::string code, problem, advice;
};
Refusal refusal(const SourceOptions& options);

/// "" if there is no finding with that code.
std::string problem_of(const Findings& findings, const std::string& code);

/// Codes of the warnings that read_source gives.
std::vector<std::string> warning_codes(const SourceOptions& options);

void expect_path(const Path& expected, const Path& actual, double tolerance);

}  // namespace cordon::test
