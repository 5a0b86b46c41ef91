// The sides of `cordon contact`, as read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cordon/base/geometry.hpp"
#include "cordon/cli/contact/contact_options.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::cli {

/// A file that was read.
struct SideFile {
  std::string path, layer, driver, crs, sha256;
  std::size_t features = 0;
  std::string table = {};  ///< AreaSource::table
};

struct Sides {
  std::vector<NamedAreas> areas;                ///< two or more, the left one of two first
  std::vector<std::vector<std::size_t>> files;  ///< of each side, indices into `sources`
  std::vector<std::size_t> places;              ///< of each side; empty if areas were read
  std::vector<SideFile> sources;
  std::string clip_source;  ///< name of the file of --clip; empty: none
  Findings findings;        ///< warnings only
};

/// Throws as read_areas(), read_places() and control_areas(); UsageError for a side that is not
/// there or two with one name; FindingError "no-side" for areas or places that are nobody's.
Sides read_sides(const ContactTask& task);

}  // namespace cordon::cli
