// Bytes of files through GDAL's virtual file systems (plain paths, /vsizip/, /vsimem/ ...).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// Size in bytes; nothing if there is no such file (a folder is none).
std::optional<std::uint64_t> file_size(const std::string& path);

/// Calls `use` with the bytes of the file from `offset` on, a block at a time, until it returns
/// false. Returns false if the file cannot be opened or read.
bool read_blocks(const std::string& path, std::uint64_t offset,
                 const std::function<bool(std::string_view)>& use);

/// At most `count` first bytes; empty if the file cannot be read.
std::string read_head(const std::string& path, std::size_t count);

/// SHA-256 of the bytes as lower-case hex; empty if the file cannot be read.
std::string sha256_of_file(const std::string& path);

/// The same of a text.
std::string sha256_of_text(std::string_view text);

/// `path` with another extension (".shx") in the case that exists on disk; nothing if none does.
std::optional<std::string> side_file(const std::string& path, const std::string& extension);

}  // namespace cordon
