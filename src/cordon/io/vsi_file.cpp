#include "cordon/io/vsi_file.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <cctype>
#include <memory>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"

namespace cordon {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
      throw DataError("OpenSSL cannot compute SHA-256", "check the OpenSSL installation");
  }

  bool add(std::string_view bytes) {
    return EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1;
  }

  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

std::optional<std::uint64_t> file_size(const std::string& path) {
  const GdalMessages quiet;
  VSIStatBufL status{};
  if (VSIStatL(path.c_str(), &status) != 0 || VSI_ISDIR(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

bool read_blocks(const std::string& path, std::uint64_t offset,
                 const std::function<bool(std::string_view)>& use) {
  const GdalMessages messages;
  const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL(path.c_str(), "rb"));
  if (!file || VSIFSeekL(file.get(), offset, SEEK_SET) != 0) return false;
  std::vector<char> block(kBlock);
  while (const std::size_t got = VSIFReadL(block.data(), 1, block.size(), file.get()))
    if (!use(std::string_view(block.data(), got))) return true;
  return VSIFEofL(file.get()) != 0 && !messages.failed();
}

std::string read_head(const std::string& path, std::size_t count) {
  std::string head;
  read_blocks(path, 0, [&](std::string_view bytes) {
    head.append(bytes.substr(0, count - head.size()));
    return head.size() < count;
  });
  return head;
}

std::string sha256_of_file(const std::string& path) {
  Sha256 digest;
  const bool whole =
      read_blocks(path, 0, [&](std::string_view bytes) { return digest.add(bytes); });
  return whole ? digest.hex() : std::string();
}

std::string sha256_of_text(std::string_view text) {
  Sha256 digest;
  digest.add(text);
  return digest.hex();
}

std::optional<std::string> side_file(const std::string& path, const std::string& extension) {
  std::string upper = extension;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  const std::string stem = path.substr(0, path.rfind('.'));
  for (const std::string& candidate : {stem + extension, stem + upper})
    if (file_size(candidate)) return candidate;
  return std::nullopt;
}

}  // namespace cordon
