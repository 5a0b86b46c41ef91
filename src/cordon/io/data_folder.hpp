// Where Cordon's own data (basemap, samples) are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace cordon {

/// The first of these that is a folder: `chosen`; the environment variable CORDON_DATA;
/// ../share/cordon beside the folder of the running program (an installed Cordon); ../data beside
/// it (a build folder inside the source tree). If `chosen` or CORDON_DATA is given, no other place
/// is tried. Nothing if there is none.
std::optional<std::filesystem::path> data_folder(const std::string& chosen = {});

/// A file below data_folder(), such as "natural-earth/natural-earth.gpkg"; nothing if missing.
std::optional<std::filesystem::path> data_file(const std::filesystem::path& name,
                                               const std::string& chosen_folder = {});

}  // namespace cordon
