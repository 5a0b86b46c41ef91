#pragma once

#include <string>

namespace cordon::cli {

/// Of Cordon: "0.1.0".
std::string cordon_version();

/// Of Cordon and of the libraries that decide about its results, as they are loaded: two lines.
std::string versions_text();

}  // namespace cordon::cli
