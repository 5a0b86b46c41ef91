#include "cordon/cli/console.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cordon/base/error.hpp"
#include "cordon/cli/interrupts.hpp"

namespace cordon::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr std::chrono::milliseconds kRefresh{100};
constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

void print_message(std::string_view command, std::string_view problem, std::string_view advice) {
  fmt::print(stderr, "cordon{}{}: {}\n", command.empty() ? "" : " ", command, problem);
  if (!advice.empty()) fmt::print(stderr, "  {}\n", advice);
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

ProgressBar::ProgressBar(bool quiet)
    : enabled_(!quiet && isatty(STDERR_FILENO) != 0), next_(start_ + kPatience) {}

Progress ProgressBar::callback() {
  return [this](double done, std::string_view step) {
    if (enabled_ && Clock::now() >= next_) show(done, step);
    return interrupting_signal() == 0;
  };
}

void ProgressBar::show(double done, std::string_view step) {
  constexpr int kCells = 30;
  const double part = std::clamp(done, 0.0, 1.0);
  const auto filled = static_cast<std::size_t>(part * kCells);
  const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start_);
  fmt::print(stderr, "{}[{:<{}}] {:3.0f} %  {:%M:%S}  {}", kClearLine, std::string(filled, '='),
             kCells, 100 * part, elapsed, step);
  std::fflush(stderr);
  visible_ = true;
  next_ = Clock::now() + kRefresh;
}

void ProgressBar::clear() {
  if (visible_) fmt::print(stderr, "{}", kClearLine);
  visible_ = false;
}

}  // namespace cordon::cli
