// What `cordon map` prints about a finished map, for people and for machines.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/map/map_content.hpp"
#include "cordon/cli/map/map_options.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/map/frame.hpp"

namespace cordon::cli {

struct MapSummary {
  const MapTask& task;
  const Material& material;
  const map::Content& content;  ///< with its places
  const map::Frame* frame;      ///< of the pictures; null: there are none
  std::string description;
  std::vector<WrittenFile> files;
};

std::string map_text(const MapSummary& summary);
std::string map_json(const MapSummary& summary);

}  // namespace cordon::cli
