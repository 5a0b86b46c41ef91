#include "cordon/io/child_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

constexpr const char* kThisProgram = "/proc/self/exe";
constexpr int kNotStarted = 127;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment(const std::vector<std::string>& without) {
  std::vector<std::string> out;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const std::string_view name = text.substr(0, text.find('='));
    if (std::find(without.begin(), without.end(), name) == without.end()) out.emplace_back(text);
  }
  return out;
}

/// glibc 2.36 declares its pidfd_open() for C only.
int pidfd_of(pid_t process) {
  return static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
}

void redirect(const char* path, int file) {
  const int opened = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (opened < 0 || ::dup2(opened, file) < 0) ::_exit(kNotStarted);
}

}  // namespace

int Children::start(const ChildTask& task) {
  std::vector<std::string> words{"cordon"};
  words.insert(words.end(), task.words.begin(), task.words.end());
  std::vector<std::string> variables = environment(task.without_variables);
  const std::vector<char*> argv = pointers(words);
  const std::vector<char*> envp = pointers(variables);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process == 0) {  // only what is safe in a signal handler until the other program begins
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(kNotStarted);
    redirect(task.output.c_str(), STDOUT_FILENO);
    redirect(task.messages.c_str(), STDERR_FILENO);
    if (::chdir(task.folder.c_str()) == 0) ::execve(kThisProgram, argv.data(), envp.data());
    ::_exit(kNotStarted);
  }
  const int error = errno;
  const int handle = process < 0 ? -1 : pidfd_of(process);
  if (process < 0 || handle < 0)
    throw DataError(fmt::format("no further process can be started: {}", std::strerror(error)),
                    "use fewer threads, or end other programs");
  children_.push_back({++started_, process, handle});
  return started_;
}

std::optional<ChildEnd> Children::wait(std::chrono::milliseconds longest) {
  std::vector<pollfd> handles;
  for (const Child& child : children_) handles.push_back({child.handle, POLLIN, 0});
  if (::poll(handles.data(), handles.size(), static_cast<int>(longest.count())) <= 0)
    return std::nullopt;
  for (std::size_t i = 0; i < handles.size(); ++i) {
    if (handles[i].revents == 0) continue;
    const Child child = children_[i];
    int status = 0;
    if (::waitpid(child.process, &status, WNOHANG) != child.process) continue;
    ::close(child.handle);
    children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
    if (WIFSIGNALED(status)) return ChildEnd{child.number, 0, WTERMSIG(status)};
    return ChildEnd{child.number, WEXITSTATUS(status), 0};
  }
  return std::nullopt;
}

Children::~Children() {
  for (const Child& child : children_) ::kill(child.process, SIGTERM);
  for (const Child& child : children_) {
    ::waitpid(child.process, nullptr, 0);
    ::close(child.handle);
  }
}

}  // namespace cordon
