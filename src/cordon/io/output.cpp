#include "cordon/io/output.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/file_transaction.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_writer.hpp"
#include "cordon/io/output_format.hpp"

namespace cordon {

namespace fs = std::filesystem;

struct OutputSet::Target {
  OutputOptions options;
  GDALDriver* driver = nullptr;
  std::string memory_folder;  // where the driver builds the files
  bool standard_output() const { return options.path == "-"; }
};

struct OutputSet::State {
  FileTransaction files;
  std::vector<std::string> paths;
};

namespace {

void check_crs(const OutputOptions& options, GDALDriver& driver) {
  if (options.crs.empty()) return;
  const Crs crs = named_crs(options.crs, "--output-crs");
  if (holds_only_wgs84(driver.GetDescription()) && !is_wgs84(*crs))
    throw UsageError(fmt::format("'{}': {} holds WGS84 longitude/latitude only, not {}",
                                 options.path, driver.GetDescription(), crs_text(crs.get())),
                     "leave --output-crs out, or write .gpkg, .shp or .fgb");
}

void check_target(const OutputOptions& options) {
  const fs::path path(options.path);
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    throw DataError(
        fmt::format("there is no folder '{}' to write '{}' into", folder.string(), options.path),
        fmt::format("make it: mkdir -p '{}'", folder.string()));
  if (::access(folder.c_str(), W_OK) != 0)
    throw DataError(fmt::format("the folder '{}' cannot be written to: {}", folder.string(),
                                std::strerror(errno)),
                    "choose another folder");
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw UsageError(fmt::format("the output '{}' is not a plain file", options.path),
                     "name a file; - writes to standard output");
  if (fs::exists(status) && !options.overwrite)
    throw UsageError(fmt::format("the output '{}' is there already", options.path),
                     "choose another name, or replace it with --overwrite");
}

std::vector<std::string> names_in_memory(const std::string& folder) {
  const CPLStringList names(VSIReadDir(folder.c_str()), TRUE);
  std::set<std::string> sorted;
  for (int i = 0; i < names.Count(); ++i)
    if (std::string_view(names[i]) != "." && std::string_view(names[i]) != "..")
      sorted.insert(names[i]);
  return {sorted.begin(), sorted.end()};
}

std::string_view bytes_in_memory(const std::string& path) {
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(path.c_str(), &size, FALSE);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

void print(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
      std::fflush(stdout) != 0)
    throw DataError(fmt::format("standard output cannot be written: {}", std::strerror(errno)),
                    "check where it goes");
}

}  // namespace

OutputSet::OutputSet(std::vector<OutputOptions> outputs) : state_(std::make_unique<State>()) {
  std::set<fs::path> seen;
  for (OutputOptions& options : outputs) {
    if (options.path == "/vsistdout/" || options.path == "/dev/stdout") options.path = "-";
    GDALDriver& driver = output_driver(options);
    check_crs(options, driver);
    std::error_code ignored;
    if (options.path != "-") {
      if (fs::is_symlink(options.path, ignored))
        options.path = fs::weakly_canonical(options.path).string();
      check_target(options);
    }
    if (!seen.insert(fs::weakly_canonical(options.path, ignored)).second)
      throw UsageError(fmt::format("the output '{}' is named twice", options.path),
                       "give every -o a name of its own");
    const std::string memory =
        fmt::format("/vsimem/cordon-{}-{}", fmt::ptr(state_.get()), seen.size());
    targets_.push_back({std::move(options), &driver, memory});
  }
}

OutputSet::~OutputSet() {
  const GdalMessages quiet;
  for (const Target& target : targets_) VSIRmdirRecursive(target.memory_folder.c_str());
}

void OutputSet::write(const std::vector<Layer>& layers) {
  std::set<fs::path> written;
  for (const Target& target : targets_) {
    const fs::path path(target.options.path);
    VSIMkdir(target.memory_folder.c_str(), 0700);
    const std::string name = target.standard_output() ? "stdout" : path.filename().string();
    write_dataset(*target.driver, target.memory_folder + "/" + name, layers, target.options);
    if (target.standard_output()) continue;
    for (const std::string& file : names_in_memory(target.memory_folder)) {
      const fs::path final_path = path.parent_path() / file;
      if (!written.insert(final_path).second)
        throw UsageError(fmt::format("two outputs would both write '{}'", final_path.string()),
                         "give one of them another name");
      if (!target.options.overwrite && fs::exists(final_path))
        throw UsageError(fmt::format("'{}', a part of the output '{}', is there already",
                                     final_path.string(), target.options.path),
                         "choose another name, or replace it with --overwrite");
      state_->files.stage(final_path.string(), bytes_in_memory(target.memory_folder + "/" + file));
      state_->paths.push_back(final_path.string());
    }
  }
  for (const Target& target : targets_) {
    if (!fs::exists(target.options.path)) continue;
    for (const std::string& stale :
         stale_side_files(target.options.path, target.driver->GetDescription()))
      if (written.count(stale) == 0) state_->files.stage_removal(stale);
  }
}

std::vector<std::string> OutputSet::commit() {
  for (const Target& target : targets_)
    if (target.standard_output()) print(bytes_in_memory(target.memory_folder + "/stdout"));
  state_->files.commit();
  return std::move(state_->paths);
}

}  // namespace cordon
