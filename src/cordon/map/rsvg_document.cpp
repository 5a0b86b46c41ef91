#include "cordon/map/rsvg_document.hpp"

#include <fmt/format.h>

#include "cordon/base/error.hpp"

namespace cordon::map {

std::string take_message(GError* error) {
  if (error == nullptr) return "no reason given";
  std::string message = error->message;
  g_error_free(error);
  return message;
}

RsvgDocument::RsvgDocument(const std::string& svg) {
  constexpr double kCssPixelsPerInch = 96;
  GError* error = nullptr;
  const auto* bytes = reinterpret_cast<const guint8*>(svg.data());
  handle_.reset(rsvg_handle_new_from_data(bytes, svg.size(), &error));
  if (!handle_)
    throw DataError(fmt::format("the map's SVG cannot be read: {}", take_message(error)),
                    "if you gave a style sheet, see that it is CSS in UTF-8");
  rsvg_handle_set_dpi(handle_.get(), kCssPixelsPerInch);
}

}  // namespace cordon::map
