#include "cordon/io/gdal_support.hpp"

#include <gdal.h>

#include <algorithm>
#include <cctype>
#include <mutex>

namespace cordon {
namespace {

constexpr std::size_t kMaxMessages = 100;  // a damaged file may give one for every feature

std::string one_line(const char* text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  const std::size_t end = line.find_last_not_of(" .");
  line.resize(end == std::string::npos ? 0 : end + 1);
  return line;
}

}  // namespace

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    const GdalMessages quiet;
    GDALAllRegister();
  });
}

GdalMessages::GdalMessages() {
  CPLPushErrorHandlerEx(&GdalMessages::keep, this);
  CPLSetCurrentErrorHandlerCatchDebug(0);
}

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
}

void GdalMessages::keep(CPLErr level, CPLErrorNum /*number*/, const char* text) {
  auto& self = *static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  auto& list = level >= CE_Failure ? self.failures_ : self.warnings_;
  std::string line = one_line(text);
  if (list.size() < kMaxMessages && std::find(list.begin(), list.end(), line) == list.end())
    list.push_back(std::move(line));
}

}  // namespace cordon
