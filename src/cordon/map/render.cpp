#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>
#include <png.h>

#include <bit>
#include <cmath>
#include <csetjmp>
#include <cstddef>
#include <memory>
#include <pugixml.hpp>

#include "cordon/base/error.hpp"
#include "cordon/map/rsvg_document.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

/// Draws the document over a surface of that size, on white.
void paint(const Surface& surface, const std::string& svg, double width, double height) {
  const RsvgDocument document(svg);
  const std::unique_ptr<cairo_t, DestroyContext> context(cairo_create(surface.get()));
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  const RsvgRectangle viewport{0, 0, width, height};
  GError* error = nullptr;
  if (rsvg_handle_render_document(document.handle(), context.get(), &viewport, &error) == 0)
    throw DataError(fmt::format("the map cannot be drawn: {}", take_message(error)));
  if (const cairo_status_t status = cairo_status(context.get()); status != CAIRO_STATUS_SUCCESS)
    throw DataError(fmt::format("the map cannot be drawn: {}", cairo_status_to_string(status)),
                    "choose a smaller page or a lower density");
}

void append_png(png_structp png, png_bytep bytes, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(bytes), size);
}

/// False if libpng cannot. It leaves by longjmp: nothing here may need a destructor.
bool write_png(cairo_surface_t* surface, double pixels_per_metre, png_structp png, png_infop info,
               std::string& into) {
  constexpr int kBits = 8;
  constexpr int kBestCompression = 9;
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  const int width = cairo_image_surface_get_width(surface);
  const int height = cairo_image_surface_get_height(surface);
  const auto density = static_cast<png_uint_32>(std::lround(pixels_per_metre));
  png_set_write_fn(png, &into, append_png, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), kBits,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
  // Flat colours repeat as they are: a filter would make files a quarter larger.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(png, kBestCompression);
  png_write_info(png, info);
  if constexpr (std::endian::native == std::endian::little) png_set_bgr(png);
  png_set_filler(png, 0,
                 std::endian::native == std::endian::little ? PNG_FILLER_AFTER : PNG_FILLER_BEFORE);
  for (int y = 0; y < height; ++y)
    png_write_row(png, cairo_image_surface_get_data(surface) +
                           std::ptrdiff_t{y} * cairo_image_surface_get_stride(surface));
  png_write_end(png, info);
  return true;
}

std::string as_png(const Surface& surface, double pixels_per_metre) {
  cairo_surface_flush(surface.get());
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
  const bool written =
      info != nullptr && write_png(surface.get(), pixels_per_metre, png, info, bytes);
  png_destroy_write_struct(&png, &info);
  if (!written) throw DataError("the map cannot be written as PNG: libpng failed");
  return bytes;
}

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string png_bytes(const std::string& svg, const Page& page) {
  const int width = static_cast<int>(std::lround(page.width * page.density));
  const int height = static_cast<int>(std::lround(page.height * page.density));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  paint(surface, svg, width, height);
  constexpr double kCssPixelsPerMetre = 96 / 0.0254;
  return as_png(surface, kCssPixelsPerMetre * page.density);
}

std::string pdf_bytes(const std::string& svg, const Page& page) {
  constexpr double kPointsPerPixel = 0.75;
  const double width = page.width * kPointsPerPixel;
  const double height = page.height * kPointsPerPixel;
  pugi::xml_document document;
  document.load_buffer(svg.data(), svg.size());
  std::string bytes;
  {
    const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, width, height));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                   document.child("svg").child_value("title"));
    // Cairo would write the time of day.
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2000-01-01T00:00:00Z");
    paint(surface, svg, width, height);
    cairo_surface_finish(surface.get());
    if (const cairo_status_t status = cairo_surface_status(surface.get());
        status != CAIRO_STATUS_SUCCESS)
      throw DataError(
          fmt::format("the map cannot be written as PDF: {}", cairo_status_to_string(status)));
  }
  return bytes;
}

}  // namespace cordon::map
