#include "cordon/cli/versions.hpp"

#include <fmt/format.h>
#include <gdal.h>
#include <geos_c.h>
#include <proj.h>

namespace cordon::cli {

std::string cordon_version() {
  return CORDON_VERSION;
}

std::string versions_text() {
  return fmt::format("cordon {}\nGDAL {}, GEOS {}, PROJ {}\n", cordon_version(),
                     GDALVersionInfo("RELEASE_NAME"), GEOSversion(), proj_info().version);
}

}  // namespace cordon::cli
