#include "cordon/cli/interrupts.hpp"

#include <geos_c.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <string>

#include "cordon/base/error.hpp"
#include "cordon/cli/console.hpp"

namespace cordon::cli {
namespace {

constexpr long kGraceNs = 500'000'000;

enum class Stake { files, nothing, ending };

std::atomic<int> signal_received{0};
std::atomic<Stake> stake{Stake::files};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<Stake>::is_always_lock_free,
              "what signal handlers use must not lock");
timer_t grace{};
std::string last_words;  // of a program that does not wait for the work to stop

void begin_grace() {
  itimerspec end{};
  end.it_value.tv_nsec = kGraceNs;
  timer_settime(grace, 0, &end, nullptr);
}

// Handlers call what is safe in a signal handler only.
extern "C" void remember_signal(int number) {
  signal_received = number;
  begin_grace();
}

extern "C" void end_if_expendable(int) {
  Stake known = Stake::nothing;
  if (!stake.compare_exchange_strong(known, Stake::ending)) return;
  [[maybe_unused]] const ssize_t said =
      ::write(STDERR_FILENO, last_words.data(), last_words.size());
  ::_exit(128 + signal_received);
}

/// GEOS calls this now and then. One request stops one thread of it, so each asks for itself.
extern "C" void interrupt_geos() {
  if (signal_received != 0) GEOS_interruptRequest();
}

}  // namespace

void watch_interrupts(std::string_view command) {
  last_words = message_text(command, Cancelled().what(), kNothingWritten);
  if (shows_progress_bars()) last_words.insert(0, kClearLine);
  struct sigaction at_end {};
  at_end.sa_handler = end_if_expendable;
  at_end.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &at_end, nullptr);
  timer_create(CLOCK_MONOTONIC, nullptr, &grace);

  struct sigaction action {};
  action.sa_handler = remember_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int number : {SIGINT, SIGTERM}) sigaction(number, &action, nullptr);
  GEOS_interruptRegisterCallback(interrupt_geos);
}

int interrupting_signal() {
  return signal_received;
}

void stop_if_interrupted() {
  if (interrupting_signal() != 0) throw Cancelled();
}

Expendable::Expendable() {
  stake = Stake::nothing;
  // The grace of an earlier signal may have run out while files were at stake.
  if (interrupting_signal() != 0) begin_grace();
}

Expendable::~Expendable() {
  Stake known = Stake::nothing;
  // Past the point of no return, nothing may begin that leaves a trace.
  if (!stake.compare_exchange_strong(known, Stake::files))
    for (;;) ::pause();
}

}  // namespace cordon::cli
