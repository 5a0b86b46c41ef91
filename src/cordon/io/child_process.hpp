// Programs that run beside this one and end with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cordon {

struct ChildTask {
  std::vector<std::string> words;              ///< of its command line, without the program
  std::filesystem::path folder;                ///< that it works in
  std::filesystem::path output;                ///< new file for its stdout
  std::filesystem::path messages;              ///< new file for its stderr
  std::vector<std::string> without_variables;  ///< of the environment
};

struct ChildEnd {
  int number = 0;  ///< as start() gave it
  int code = 0;    ///< exit code
  int signal = 0;  ///< that ended it; 0: none
};

/// Runs of this very program. Where it is killed, they are as well.
class Children {
 public:
  Children() = default;
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  ~Children();  ///< asks those that run to end, and waits

  /// A number for it. From the main thread. Throws DataError if there is no memory or no process
  /// to be had.
  int start(const ChildTask& task);

  std::size_t running() const { return children_.size(); }

  /// One that has ended; nothing if none does in that time, or a signal comes first.
  std::optional<ChildEnd> wait(std::chrono::milliseconds longest);

 private:
  struct Child {
    int number;
    pid_t process;
    int handle;
  };
  std::vector<Child> children_;
  int started_ = 0;
};

}  // namespace cordon
