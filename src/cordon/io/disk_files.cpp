#include "cordon/io/disk_files.hpp"

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrefix = "/vsicordon/";
constexpr std::size_t kBuffer = std::size_t{1} << 16;

thread_local DiskWrites* innermost = nullptr;

/// A stream may not turn from reading to writing, or back, without a seek.
struct DiskFile {
  enum class Last { none, read, write };
  std::FILE* stream = nullptr;
  Last last = Last::none;

  void turn_to(Last next) {
    if (last != Last::none && last != next) ::fseeko(stream, 0, SEEK_CUR);
    last = next;
  }
};

DiskFile& file_of(void* handle) {
  return *static_cast<DiskFile*>(handle);
}

int checked(bool good) {
  if (!good) DiskWrites::failed(errno);
  return good ? 0 : -1;
}

void* open_file(void*, const char* name, const char* access) {
  const std::string mode = std::string(access) + "e";
  std::FILE* stream = std::fopen(name, mode.c_str());
  if (stream == nullptr) {
    if (mode.find_first_of("wa+") != std::string::npos && errno != ENOENT)
      DiskWrites::failed(errno);
    return nullptr;
  }
  std::setvbuf(stream, nullptr, _IOFBF, kBuffer);
  return std::make_unique<DiskFile>(DiskFile{stream}).release();
}

int close_file(void* handle) {
  const std::unique_ptr<DiskFile> file(static_cast<DiskFile*>(handle));
  return checked(std::fclose(file->stream) == 0);
}

vsi_l_offset tell(void* handle) {
  return static_cast<vsi_l_offset>(::ftello(file_of(handle).stream));
}

int seek(void* handle, vsi_l_offset offset, int whence) {
  file_of(handle).last = DiskFile::Last::none;
  return checked(::fseeko(file_of(handle).stream, static_cast<off_t>(offset), whence) == 0);
}

size_t read(void* handle, void* buffer, size_t size, size_t count) {
  file_of(handle).turn_to(DiskFile::Last::read);
  return std::fread(buffer, size, count, file_of(handle).stream);
}

int is_at_end(void* handle) {
  return std::feof(file_of(handle).stream) != 0 ? 1 : 0;
}

size_t write(void* handle, const void* buffer, size_t size, size_t count) {
  if (!DiskWrites::may_write()) return 0;
  file_of(handle).turn_to(DiskFile::Last::write);
  const size_t written = std::fwrite(buffer, size, count, file_of(handle).stream);
  if (size > 0 && written < count) DiskWrites::failed(errno);
  return written;
}

int flush(void* handle) {
  return checked(std::fflush(file_of(handle).stream) == 0);
}

int truncate(void* handle, vsi_l_offset size) {
  std::FILE* stream = file_of(handle).stream;
  return checked(std::fflush(stream) == 0 &&
                 ::ftruncate(::fileno(stream), static_cast<off_t>(size)) == 0);
}

int status(void*, const char* name, VSIStatBufL* status, int) {
  return ::stat64(name, status);
}

int remove_file(void*, const char* name) {
  return ::unlink(name);
}

int rename_file(void*, const char* from, const char* to) {
  const std::string target(to);  // of which GDAL does not take the prefix off
  return std::rename(from, target.rfind(kPrefix, 0) == 0 ? to + std::strlen(kPrefix) : to);
}

int make_folder(void*, const char* name, long mode) {
  return ::mkdir(name, static_cast<mode_t>(mode));
}

int remove_folder(void*, const char* name) {
  return ::rmdir(name);
}

char** list_folder(void*, const char* name, int) {
  CPLStringList names;
  std::error_code error;
  for (fs::directory_iterator it(name, error), end; !error && it != end; it.increment(error))
    names.AddString(it->path().filename().c_str());
  return names.StealList();
}

void install() {
  const std::unique_ptr<VSIFilesystemPluginCallbacksStruct,
                        decltype(&VSIFreeFilesystemPluginCallbacksStruct)>
      calls(VSIAllocFilesystemPluginCallbacksStruct(), &VSIFreeFilesystemPluginCallbacksStruct);
  calls->stat = status;
  calls->unlink = remove_file;
  calls->rename = rename_file;
  calls->mkdir = make_folder;
  calls->rmdir = remove_folder;
  calls->read_dir = list_folder;
  calls->open = open_file;
  calls->tell = tell;
  calls->seek = seek;
  calls->read = read;
  calls->eof = is_at_end;
  calls->write = write;
  calls->flush = flush;
  calls->truncate = truncate;
  calls->close = close_file;
  VSIInstallPluginHandler(kPrefix, calls.get());
}

}  // namespace

std::string disk_path(const std::string& path) {
  static std::once_flag once;
  std::call_once(once, install);
  return kPrefix + path;
}

DiskWrites::DiskWrites(std::function<bool()> stop)
    : stop_(std::move(stop)), outer_(std::exchange(innermost, this)) {}

DiskWrites::~DiskWrites() {
  innermost = outer_;
}

bool DiskWrites::may_write() {
  if (innermost == nullptr || !innermost->stop_ || !innermost->stop_()) return true;
  failed(ECANCELED);
  return false;
}

void DiskWrites::failed(int error) {
  if (innermost != nullptr && innermost->error_ == 0) innermost->error_ = error;
  CPLError(CE_Failure, CPLE_FileIO, "%s", std::strerror(error));
}

}  // namespace cordon
