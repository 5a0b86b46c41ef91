// What the bytes of a file tell that OGR does not: missing and shortened side files, encodings, a
// GeoJSON crs member.
#pragma once

#include "cordon/io/finding.hpp"
#include "cordon/io/open_source.hpp"

namespace cordon {

/// Findings about the file as a whole: "truncated-file", "missing-dbf", "wrong-encoding",
/// "crs-member", "unknown-crs-member".
Findings check_file(const OpenSource& source);

}  // namespace cordon
