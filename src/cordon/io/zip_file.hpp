#pragma once

#include <filesystem>
#include <vector>

namespace cordon {

/// Packs files under their names without folders, in this order; the same files make the same
/// bytes. Throws DataError.
void write_zip(const std::filesystem::path& zip, const std::vector<std::filesystem::path>& files);

}  // namespace cordon
