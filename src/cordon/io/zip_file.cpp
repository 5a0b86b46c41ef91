#include "cordon/io/zip_file.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>

#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

/// GDAL gives no time to a file that it packs, and so says nothing of the day.
bool pack(void* zip, const std::filesystem::path& file) {
  if (CPLCreateFileInZip(zip, file.filename().c_str(), nullptr) != CE_None) return false;
  bool good = true;
  const bool whole = read_blocks(file.string(), 0, [&](std::string_view bytes) {
    good = CPLWriteFileInZip(zip, bytes.data(), static_cast<int>(bytes.size())) == CE_None;
    return good;
  });
  return CPLCloseFileInZip(zip) == CE_None && good && whole;
}

}  // namespace

void write_zip(const std::filesystem::path& zip, const std::vector<std::filesystem::path>& files) {
  const GdalMessages messages;
  void* open = CPLCreateZip(zip.c_str(), nullptr);
  bool good = open != nullptr;
  for (const std::filesystem::path& file : files) good = good && pack(open, file);
  if (open != nullptr) good = CPLCloseZip(open) == CE_None && good;
  if (!good || messages.failed())
    throw DataError(fmt::format("'{}' cannot be written", zip.filename().string()),
                    "check that the disk has space, and your right to write there");
}

}  // namespace cordon
