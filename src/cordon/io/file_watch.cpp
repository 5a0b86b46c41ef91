#include "cordon/io/file_watch.hpp"

#include <fmt/format.h>
#include <sys/inotify.h>
#include <sys/poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE;
constexpr std::size_t kBuffer = std::size_t{1} << 14;

}  // namespace

FileWatch::FileWatch(std::set<fs::path> files)
    : files_(std::move(files)), events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  std::set<fs::path> folders;
  for (const fs::path& file : files_) folders.insert(file.parent_path());
  for (const fs::path& folder : folders) {
    const int watch = ::inotify_add_watch(events_, folder.c_str(), kEvents);
    if (watch < 0) {
      const int error = errno;
      if (events_ >= 0) ::close(events_);
      throw DataError(fmt::format("the folder '{}' cannot be watched: {}", folder.string(),
                                  std::strerror(error)),
                      "check that it is there, or make the package without --watch");
    }
    folders_.emplace_back(watch, folder);
  }
}

FileWatch::~FileWatch() {
  ::close(events_);
}

bool FileWatch::concerns_us(int folder, const char* name) const {
  return std::any_of(folders_.begin(), folders_.end(), [&](const auto& watched) {
    return watched.first == folder && files_.contains(watched.second / name);
  });
}

bool FileWatch::changed(std::chrono::milliseconds longest) {
  pollfd handle{events_, POLLIN, 0};
  if (::poll(&handle, 1, static_cast<int>(longest.count())) <= 0) return false;
  alignas(inotify_event) std::array<char, kBuffer> buffer{};
  bool ours = false;
  for (ssize_t got = 0; (got = ::read(events_, buffer.data(), buffer.size())) > 0;)
    for (ssize_t at = 0; at < got;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      // Where events were lost, any file may have changed.
      ours = ours || (event.mask & IN_Q_OVERFLOW) != 0 ||
             (event.len > 0 && concerns_us(event.wd, name));
      at += static_cast<ssize_t>(sizeof event + event.len);
    }
  return ours;
}

}  // namespace cordon
