#include "cordon/io/file_transaction.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

namespace fs = std::filesystem;

/// A name in the folder of `target` that is not taken.
std::string temporary_name(const std::string& target, std::string_view purpose) {
  const fs::path path(target);
  for (unsigned i = 0;; ++i) {
    const fs::path name = path.parent_path() / fmt::format(".{}.{}-{}-{}", path.filename().string(),
                                                           purpose, ::getpid(), i);
    if (!fs::exists(fs::symlink_status(name))) return name.string();
  }
}

/// Waits for the disk and closes; returns `error` or, if that is 0, its own.
int sync_and_close(int file, int error) {
  if (error == 0 && ::fsync(file) != 0 && errno != EINVAL) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

/// Writes and closes; returns errno, 0 if all went well.
int write_all(int file, std::string_view bytes) {
  int error = 0;
  while (error == 0 && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) error = errno;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return sync_and_close(file, error);
}

void remove_quietly(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

}  // namespace

void throw_write_error(const std::string& target, int error) {
  const char* advice = "check the folder and your right to write there";
  if (error == ENOSPC || error == EDQUOT)
    advice = "free some space, or write to another disk";
  else if (error == EFBIG)
    advice = "raise the limit on the size of files (ulimit -f), or write to another disk";
  throw DataError(fmt::format("'{}' cannot be written: {}", target, std::strerror(error)), advice);
}

FileTransaction::~FileTransaction() {
  for (const Move& move : staged_) remove_quietly(move.from);
  std::error_code ignored;
  for (const std::string& folder : folders_) fs::remove_all(folder, ignored);
}

std::string FileTransaction::make_folder(const std::string& target) {
  std::string folder = temporary_name(target, "new");
  if (::mkdir(folder.c_str(), 0700) != 0) throw_write_error(target, errno);
  folders_.push_back(folder);
  return folder;
}

void FileTransaction::stage_file(const std::string& file, const std::string& target) {
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) throw_write_error(target, errno);
  if (const int error = sync_and_close(opened, 0)) throw_write_error(target, error);
  staged_.push_back({file, target});
}

void FileTransaction::stage(const std::string& target, std::string_view bytes) {
  const std::string temporary = temporary_name(target, "new");
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) throw_write_error(target, errno);
  staged_.push_back({temporary, target});
  if (const int error = write_all(file, bytes)) throw_write_error(target, error);
}

void FileTransaction::stage_removal(const std::string& path) {
  removals_.push_back(path);
}

/// A second name keeps the old file while the new one takes its place in one step; where the file
/// system has no such links, the old file is moved away.
void FileTransaction::set_aside(const std::string& path) {
  if (!fs::exists(fs::symlink_status(path))) return;
  if (fs::is_directory(path))
    throw fs::filesystem_error("", path, std::make_error_code(std::errc::is_a_directory));
  const std::string keep = temporary_name(path, "old");
  std::error_code no_link;
  fs::create_hard_link(path, keep, no_link);
  if (no_link) fs::rename(path, keep);
  set_aside_.push_back({path, keep});
}

void FileTransaction::commit() {
  std::size_t placed = 0;
  try {
    for (const Move& move : staged_) set_aside(move.to);
    for (const std::string& path : removals_) set_aside(path);
    for (const std::string& path : removals_) fs::remove(path);
    for (; placed < staged_.size(); ++placed) fs::rename(staged_[placed].from, staged_[placed].to);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    for (std::size_t i = 0; i < placed; ++i) fs::rename(staged_[i].to, staged_[i].from, ignored);
    for (const Move& move : set_aside_) {
      fs::rename(move.to, move.from, ignored);
      remove_quietly(move.to);  // two names of one file: rename() leaves both
    }
    set_aside_.clear();
    throw_write_error(error.path2().empty() ? error.path1().string() : error.path2().string(),
                      error.code().value());
  }
  for (const Move& move : set_aside_) remove_quietly(move.to);
  set_aside_.clear();
  staged_.clear();
  removals_.clear();
}

}  // namespace cordon
