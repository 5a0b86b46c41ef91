// What the program says: results on stdout, messages and the progress bar on stderr.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/progress_line.hpp"
#include "cordon/io/finding.hpp"

namespace cordon::cli {

inline constexpr std::string_view kNothingWritten = "nothing was written";
inline constexpr std::string_view kClearLine = "\r\x1b[K";

/// "cordon zone: PROBLEM" and the advice on a line of its own. Empty command: the program itself.
std::string message_text(std::string_view command, std::string_view problem,
                         std::string_view advice);

/// From now on no message repeats the passwords of connections in these words of the command line.
void keep_passwords(const std::vector<std::string>& words);

/// The text on stderr; a progress bar makes way for it.
void print_message(std::string_view command, std::string_view problem, std::string_view advice);

void print_warnings(std::string_view command, const Findings& findings);

/// Throws DataError if stdout cannot take the text (a full disk, a closed pipe).
void print_result(std::string_view text);

/// Whether stderr is a terminal that can clear a line.
bool shows_progress_bars();

/// Shows how far work is once it has taken a second, ten times a second, also while the work is
/// silent; only on a terminal whose foreground is ours. Gone when destroyed. At most one at a time.
/// With CORDON_PROGRESS=json in the environment, whatever stderr is: from the start, as
/// progress_json(), whenever something changed.
class ProgressBar {
 public:
  explicit ProgressBar(bool quiet);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  /// A step of which nobody knows how long it takes; until the next one or the next report.
  void begin(std::string_view step);

  /// From now on, the work that is reported is counted: "1,240 zones/s". 0: it is not.
  void count(std::size_t items, std::string_view unit);

  /// Passes on what the work tells, and answers with whether to go on. The bar must outlive it.
  Progress callback();

  /// Takes the bar away, until the next step or report.
  void clear();

 private:
  void update(double done, std::string_view step);
  void draw();
  ProgressState state();
  void draw_until_stopped(const std::stop_token& stop);
  double seconds() const;

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex guard_;  // of all that follows
  std::condition_variable_any stopped_;
  std::string step_;  // empty: there is nothing to show
  std::optional<double> done_;
  std::size_t count_ = 0;
  std::string unit_;
  TimeLeft time_left_;
  bool for_machines_;
  std::string said_;     // last, to a machine
  std::jthread drawer_;  // last: it uses all others
};

}  // namespace cordon::cli
