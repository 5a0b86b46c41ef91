// What the program says: results on stdout, messages and the progress bar on stderr.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "cordon/base/progress.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::cli {

/// "cordon zone: PROBLEM" and the advice on a line of its own. Empty command: the program itself.
void print_message(std::string_view command, std::string_view problem, std::string_view advice);

void print_warnings(std::string_view command, const Findings& findings);

/// Throws DataError if stdout cannot take the text (a full disk, a closed pipe).
void print_result(std::string_view text);

/// Shows how far work is once it has taken a second; only on a terminal. Gone when destroyed.
class ProgressBar {
 public:
  explicit ProgressBar(bool quiet);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { clear(); }

  /// Passes on what the work tells, and answers with whether to go on. The bar must outlive it.
  Progress callback();
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void show(double done, std::string_view step);

  bool enabled_;
  bool visible_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_;
};

}  // namespace cordon::cli
