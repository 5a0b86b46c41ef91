#include "cordon/io/folder_swap.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/file_transaction.hpp"

namespace cordon {
namespace {

namespace fs = std::filesystem;

/// Children of a killed run end right after it.
constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::chrono::milliseconds kBetween{50};

fs::path hidden(const fs::path& target, std::string_view purpose) {
  return target.parent_path() / fmt::format(".{}.cordon-{}", target.filename().string(), purpose);
}

/// An open folder; -1 if it cannot be opened.
class OpenFolder {
 public:
  explicit OpenFolder(const fs::path& path)
      : file_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {}
  OpenFolder(const OpenFolder&) = delete;
  OpenFolder& operator=(const OpenFolder&) = delete;
  ~OpenFolder() {
    if (file_ >= 0) ::close(file_);
  }

  bool lock() const { return ::flock(file_, LOCK_EX | LOCK_NB) == 0; }
  bool lock_patiently() const {
    for (auto waited = 0 * kBetween; !lock(); waited += kBetween) {
      if (errno != EWOULDBLOCK || waited >= kPatience) return false;
      std::this_thread::sleep_for(kBetween);
    }
    return true;
  }
  bool is_open() const { return file_ >= 0; }
  int number() const { return file_; }
  int release() { return std::exchange(file_, -1); }

 private:
  int file_;
};

/// Both steps of an exchange where the file system knows none: whoever is killed in between leaves
/// the old folder under this name.
fs::path aside(const fs::path& target) {
  return hidden(target, "old");
}

/// Removes what runs left behind that were killed. With the lock on the folder around it.
void clear_leftovers(const fs::path& target, const fs::path& unfinished) {
  if (const OpenFolder left(unfinished); left.is_open()) {
    if (!left.lock_patiently())
      throw DataError(fmt::format("'{}' is being made by another run", target.string()),
                      "wait until it has ended");
    fs::remove_all(unfinished);
  }
  const fs::path old = aside(target);
  if (!fs::exists(fs::symlink_status(old))) return;
  if (fs::exists(fs::symlink_status(target)))
    fs::remove_all(old);
  else
    fs::rename(old, target);
}

/// Exchanges two folders; false where the file system cannot.
bool exchange(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return true;
  if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) return false;
  throw fs::filesystem_error("", a, b, std::error_code(errno, std::generic_category()));
}

/// So that the names are on the disk before anything is removed.
void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

}  // namespace

FolderSwap::FolderSwap(const fs::path& target) : target_(target), folder_(hidden(target_, "new")) {
  const OpenFolder around(target_.parent_path());
  if (!around.is_open()) throw_write_error(target_.parent_path().string(), errno);
  // Two runs do not clear and make at the same time; where there are no locks, they must not run at
  // the same time at all.
  around.lock_patiently();
  try {
    clear_leftovers(target_, folder_);
  } catch (const fs::filesystem_error& error) {
    throw_write_error(error.path1().string(), error.code().value());
  }
  if (::mkdir(folder_.c_str(), 0777) != 0) throw_write_error(target_.string(), errno);
  OpenFolder made(folder_);
  made.lock();
  ::fcntl(made.number(), F_SETFD, 0);  // children keep it until they have ended
  lock_ = made.release();
}

FolderSwap::~FolderSwap() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void FolderSwap::commit() {
  try {
    sync_folder(folder_);
    if (!fs::exists(target_)) {
      fs::rename(folder_, target_);
    } else if (!exchange(folder_, target_)) {
      fs::rename(target_, aside(target_));
      fs::rename(folder_, target_);
      std::error_code left_to_the_next_run;
      fs::rename(aside(target_), folder_, left_to_the_next_run);
    }
    sync_folder(target_.parent_path());
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    if (!fs::exists(target_)) fs::rename(aside(target_), target_, ignored);
    throw_write_error(target_.string(), error.code().value());
  }
}

}  // namespace cordon
