#include "cordon/io/write_job.hpp"

#include <fmt/format.h>

#include <cerrno>

#include "cordon/base/error.hpp"
#include "cordon/io/file_transaction.hpp"

namespace cordon {

void WriteJob::fail() const {
  if (writes_.error() == ECANCELED) throw Cancelled();
  if (writes_.error() != 0) throw_write_error(options_.path, writes_.error());
  throw DataError(
      fmt::format("'{}' cannot be written as {}: {}", options_.path, driver_,
                  messages_.failed() ? messages_.failure() : "the driver does not say why"),
      "choose another format: .geojson, .shp and .gpkg hold every zone");
}

}  // namespace cordon
