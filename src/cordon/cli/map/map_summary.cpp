#include "cordon/cli/map/map_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kPixel = 0.0254 / 96;  // m; CSS

LonLat middle_of(const map::Frame& frame) {
  const map::Rect& panel = frame.panel();
  return frame.from_page({panel.left + panel.width / 2, panel.top + panel.height / 2});
}

/// Of the scale 1:n on paper, n to three digits.
double scale_number(const map::Frame& frame) {
  const double number = frame.metres_per_pixel(middle_of(frame)) / kPixel;
  const double step = std::pow(10, std::floor(std::log10(number)) - 2);
  return std::round(number / step) * step;
}

std::size_t places_in_zone(const map::Content& content) {
  return static_cast<std::size_t>(std::count_if(content.places.begin(), content.places.end(),
                                                [](const map::Place& p) { return p.in_zone; }));
}

std::string page_text(const MapTask& task) {
  const map::Page& page = task.style.page;
  return fmt::format(
      "{:g} x {:g} pixels{}, {}, {}", page.width, page.height,
      page.density == 1 ? "" : fmt::format(" at {:g} times the density", page.density), task.theme,
      task.language.code());
}

template <typename T>
Json optional_json(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

}  // namespace

std::string map_text(const MapSummary& summary) {
  const map::Content& content = summary.content;
  std::string out = content.captions.title + '\n';
  if (summary.frame != nullptr)
    out += summary_row("Page", page_text(summary.task)) +
           summary_row("Scale",
                       fmt::format("1:{} in print, {}", grouped(scale_number(*summary.frame), 0),
                                   summary.frame->crs()));
  const std::size_t places = places_in_zone(content);
  return out + summary_row("Places", fmt::format("{} in the zone", counted(places, "place"))) +
         summary_row("In words", summary.description) + files_text(summary.files);
}

std::string map_json(const MapSummary& summary) {
  const MapTask& task = summary.task;
  const map::Content& content = summary.content;
  const map::Figures& figures = content.figures;
  Json out;
  out["title"] = content.captions.title;
  out["description"] = summary.description;
  out["language"] = task.language.code();
  out["theme"] = task.theme;
  if (summary.frame != nullptr) {
    out["width_px"] = task.style.page.width;
    out["height_px"] = task.style.page.height;
    out["density"] = task.style.page.density;
    out["crs"] = summary.frame->crs();
    out["scale"] = scale_number(*summary.frame);
  }
  out["distance_m"] = optional_json(figures.distance);
  out["left_m"] = optional_json(figures.left);
  out["right_m"] = optional_json(figures.right);
  out["uncertainty_m"] = optional_json(figures.uncertainty);
  out["max_error_m"] = optional_json(figures.max_error);
  out["area_m2"] = optional_json(figures.area);
  out["line_m"] = optional_json(figures.line_length);
  out["places_in_zone"] = places_in_zone(content);
  out["source"] = {{"path", summary.material.source.path},
                   {"layer", summary.material.source.layer},
                   {"sha256", summary.material.source.sha256}};
  out["files"] = files_json(summary.files);
  out["warnings"] = warnings_json(summary.material.warnings);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
