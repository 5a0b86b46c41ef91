#include "cordon/cli/console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cordon/base/error.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/io/connection.hpp"

namespace cordon::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr std::chrono::milliseconds kRefresh{100};
constexpr std::size_t kUsualWidth = 80;

/// The line on stderr that a bar may stand on, shared by the bar's thread and messages.
struct Terminal {
  std::mutex guard;
  bool has_bar = false;

  /// With the guard held.
  void clear() {
    if (has_bar) write(kClearLine);
    has_bar = false;
  }
  void draw(const std::string& line) {
    write(std::string(kClearLine) + line);
    has_bar = true;
  }
  static void say(const std::string& line) { write(line + '\n'); }

 private:
  /// In one go, so that nothing else comes in between.
  static void write(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
  }
};

Terminal terminal;

std::vector<std::string> words_with_passwords;

/// The text without passwords: exactly where it quotes the command line, and by their looks where
/// it quotes others.
std::string presentable(std::string_view problem) {
  std::string text(problem);
  for (const std::string& word : words_with_passwords) {
    const std::string_view head = std::string_view(word).substr(0, password_in(word));
    for (std::size_t at = text.find(head); at != std::string::npos; at = text.find(head, at + 1)) {
      const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
      const auto same = std::mismatch(begin, text.end(), word.begin(), word.end()).first;
      text.replace(begin + static_cast<std::ptrdiff_t>(head.size()), same, "***");
    }
  }
  return without_passwords(text);
}

/// One less than the terminal has: some go on to the next line after the last column.
std::size_t width_for_bar() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualWidth - 1;
  return size.ws_col - 1U;
}

/// Not while another job has the terminal. Where it is nobody's, it is ours.
bool in_foreground() {
  const pid_t group = ::tcgetpgrp(STDERR_FILENO);
  return group == -1 || group == ::getpgrp();
}

bool tells_machines() {
  const char* form = std::getenv("CORDON_PROGRESS");
  return form != nullptr && std::string_view(form) == "json";
}

/// The calling thread leaves signals to others: a write to the terminal is not cut short.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

std::string message_text(std::string_view command, std::string_view problem,
                         std::string_view advice) {
  std::string text = fmt::format("cordon{}{}: {}\n", command.empty() ? "" : " ", command, problem);
  if (!advice.empty()) text += fmt::format("  {}\n", advice);
  return text;
}

void keep_passwords(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::size_t at = password_in(word);
    if (at == std::string::npos) continue;
    // "--output=PG:..." is quoted without the option.
    const std::size_t value = word.starts_with("--") ? word.find('=') + 1 : 0;
    words_with_passwords.push_back(value < at ? word.substr(value) : word);
  }
}

void print_message(std::string_view command, std::string_view problem, std::string_view advice) {
  const std::lock_guard lock(terminal.guard);
  terminal.clear();
  fmt::print(stderr, "{}", message_text(command, presentable(problem), presentable(advice)));
}

void print_warnings(std::string_view command, const Findings& findings) {
  for (const Finding& finding : findings)
    print_message(command, "warning: " + finding.problem, finding.advice);
}

void print_result(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw DataError("the result could not be written to standard output",
                    "check where it is redirected to: a full disk or a closed pipe");
}

bool shows_progress_bars() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && (kind == nullptr || std::string_view(kind) != "dumb");
}

ProgressBar::ProgressBar(bool quiet) : for_machines_(tells_machines()) {
  if (for_machines_ || (!quiet && shows_progress_bars()))
    drawer_ = std::jthread([this](const std::stop_token& stop) { draw_until_stopped(stop); });
}

ProgressBar::~ProgressBar() {
  drawer_.request_stop();
  if (drawer_.joinable()) drawer_.join();
  clear();
}

void ProgressBar::begin(std::string_view step) {
  const std::lock_guard lock(guard_);
  step_ = step;
  done_.reset();
  time_left_ = {};
}

void ProgressBar::count(std::size_t items, std::string_view unit) {
  const std::lock_guard lock(guard_);
  count_ = items;
  unit_ = unit;
}

Progress ProgressBar::callback() {
  return [this](double done, std::string_view step) {
    if (drawer_.joinable()) update(done, step);
    return interrupting_signal() == 0;
  };
}

void ProgressBar::update(double done, std::string_view step) {
  const std::lock_guard lock(guard_);
  if (step_ != step) step_ = step;
  done_ = std::clamp(done, 0.0, 1.0);
  time_left_.update(seconds(), *done_);
}

void ProgressBar::clear() {
  {
    const std::lock_guard lock(guard_);
    step_.clear();
  }
  const std::lock_guard lock(terminal.guard);
  terminal.clear();
}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressBar::draw_until_stopped(const std::stop_token& stop) {
  block_signals();
  std::unique_lock lock(guard_);
  if (!for_machines_) stopped_.wait_for(lock, stop, kPatience, [] { return false; });
  while (!stop.stop_requested()) {
    if (!step_.empty() && interrupting_signal() == 0 && (for_machines_ || in_foreground())) draw();
    stopped_.wait_for(lock, stop, kRefresh, [] { return false; });
  }
}

ProgressState ProgressBar::state() {
  if (done_) time_left_.update(seconds(), *done_);
  ProgressState state;
  state.step = step_;
  state.elapsed = seconds();
  state.done = done_;
  if (done_) {
    state.pace = time_left_.pace();
    state.seconds_left = time_left_.seconds();
    state.count = count_;
    state.unit = unit_;
  }
  return state;
}

void ProgressBar::draw() {
  if (for_machines_) {
    std::string line = progress_json(state());
    if (line == said_) return;
    const std::lock_guard lock(terminal.guard);
    terminal.say(line);
    said_ = std::move(line);
  } else {
    const std::string line = progress_line(state(), width_for_bar());
    const std::lock_guard lock(terminal.guard);
    terminal.draw(line);
  }
}

}  // namespace cordon::cli
