// cordon map: a zone as a picture, on paper or to explore.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "cordon/cli/command.hpp"
#include "cordon/cli/console.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/map/map_content.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/map/map_summary.hpp"
#include "cordon/cli/words.hpp"
#include "cordon/io/output_files.hpp"
#include "cordon/map/compose.hpp"
#include "cordon/map/furniture.hpp"
#include "cordon/map/html.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::cli {
namespace {

constexpr const char* kName = "map";

bool is_picture(const MapOutput& output) {
  return output.format != MapFormat::html;
}

/// The maps, and beside each picture its description in words.
std::vector<std::string> paths_of(const MapTask& task) {
  std::vector<std::string> paths, texts;
  for (const MapOutput& output : task.outputs) {
    paths.push_back(output.path);
    const std::string text = std::filesystem::path(output.path).replace_extension(".txt").string();
    if (is_picture(output) && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(text);
  }
  paths.insert(paths.end(), texts.begin(), texts.end());
  return paths;
}

/// Debian's package of Noto fonts for a character, by its Unicode name.
std::string_view font_package(std::string_view character) {
  for (const std::string_view script : {"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO"})
    if (character.find(script) != std::string_view::npos) return "fonts-noto-cjk";
  return "fonts-noto-core";
}

/// With room for a panel that becomes a little lower.
BoundingBox widened(const BoundingBox& box) {
  constexpr double kShare = 0.15;
  const double high = kShare * (box.north - box.south);
  const double width = box.east - box.west + (box.east < box.west ? 360 : 0);
  const double wide = kShare * width;
  BoundingBox wider{-180, std::max(-90.0, box.south - high), 180, std::min(90.0, box.north + high)};
  if (width + 2 * wide < 360) {
    wider.west = std::remainder(box.west - wide, 360);
    wider.east = std::remainder(box.east + wide, 360);
  }
  return wider;
}

void check_fonts(const map::Scene& scene) {
  const std::vector<std::string> missing = map::missing_glyphs(map::texts_of(scene));
  if (missing.empty()) return;
  const std::size_t others = missing.size() - 1;
  throw DataError(
      fmt::format("no installed font has the character {}{}", missing.front(),
                  others == 0 ? "" : fmt::format(", nor {}", counted(others, "other character"))),
      fmt::format("install one that has, such as those of Debian's {}",
                  font_package(missing.front())));
}

/// What is drawn once for all pictures.
struct Picture {
  map::Content content;
  map::Sheet sheet;
  map::Scene scene;
  std::string svg;
};

bool is_in_view(const BasemapFeature& feature, const map::Frame& frame) {
  const map::Rect& panel = frame.panel();
  const auto shows = [&](const LonLat& place) {
    const XY at = frame.to_page(place);
    return panel.contains({at.x, at.y, 0, 0});
  };
  return std::any_of(feature.shape.lines.begin(), feature.shape.lines.end(), [&](const Path& path) {
    return std::any_of(path.begin(), path.end(), shows);
  });
}

map::Sheet laid_out(const map::Content& content, const MapTask& task) {
  return about_option("crs", [&] { return map::lay_out(content, task.style, task.language); });
}

/// The page is laid out twice: its frame says which basemap is needed, and with that the legend may
/// grow.
Picture draw(const MapTask& task, Material& material) {
  const map::Sheet first = laid_out(material.content, task);
  map::Content content = with_surroundings(material, task, widened(first.frame.box()));
  std::erase_if(content.basemap.disputed,
                [&](const BasemapFeature& feature) { return !is_in_view(feature, first.frame); });
  map::Sheet sheet = laid_out(content, task);
  Basemap world;
  if (const auto box = map::locator_box(sheet.frame)) world = wider_basemap(task, *box);
  map::Scene scene = map::compose(content, world, task.style, sheet, task.language);
  check_fonts(scene);
  std::string svg = map::svg_text(scene);
  return {std::move(content), std::move(sheet), std::move(scene), std::move(svg)};
}

std::string bytes_of(MapFormat format, const Picture& picture) {
  if (format == MapFormat::png) return map::png_bytes(picture.svg, picture.scene.page);
  if (format == MapFormat::pdf) return map::pdf_bytes(picture.svg, picture.scene.page);
  return picture.svg;
}

/// All files of a map, by the order of paths_of().
struct Drawn {
  std::vector<std::string> contents;
  std::optional<Picture> picture;
  map::Content content;  ///< with places and basemap: of the picture, or of the page
  std::string description;
};

Drawn draw_all(const MapTask& task, Material& material) {
  Drawn drawn;
  if (std::any_of(task.outputs.begin(), task.outputs.end(), is_picture)) {
    drawn.picture = draw(task, material);
    drawn.content = drawn.picture->content;
  }
  for (const MapOutput& output : task.outputs) {
    stop_if_interrupted();
    if (is_picture(output)) {
      drawn.contents.push_back(bytes_of(output.format, *drawn.picture));
      continue;
    }
    map::Content content = with_surroundings(material, task, map::page_box(material.content));
    drawn.contents.push_back(map::html_page(content, task.language, task.themes));
    if (!drawn.picture) drawn.content = std::move(content);
  }
  drawn.description = map::alternative_text(drawn.content, task.language);
  return drawn;
}

int run(const MapTask& task) {
  OutputFiles files(paths_of(task), task.overwrite);
  ProgressBar bar(task.quiet);
  std::optional<Expendable> nothing_on_disk(std::in_place);
  Material material = map_material(task, bar.callback());
  stop_if_interrupted();
  bar.begin("drawing the map");
  Drawn drawn = draw_all(task, material);
  drawn.contents.resize(files.paths().size(), drawn.description + '\n');
  nothing_on_disk.reset();
  for (std::size_t i = 0; i < drawn.contents.size(); ++i) files.stage(i, drawn.contents[i]);
  stop_if_interrupted();
  files.commit();
  bar.clear();
  if (!task.quiet) print_warnings(kName, material.warnings);
  const MapSummary summary{task,
                           material,
                           drawn.content,
                           drawn.picture ? &drawn.picture->sheet.frame : nullptr,
                           drawn.description,
                           measured(files.paths())};
  if (task.json)
    print_result(map_json(summary));
  else if (!task.quiet)
    print_result(map_text(summary));
  return kExitDone;
}

Work setup(const Arguments& arguments) {
  return [task = map_task(arguments)] { return run(task); };
}

}  // namespace

Command map_command() {
  return {map_manual(), setup};
}

}  // namespace cordon::cli
