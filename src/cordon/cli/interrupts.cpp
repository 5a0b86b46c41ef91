#include "cordon/cli/interrupts.hpp"

#include <geos_c.h>

#include <csignal>

#include "cordon/base/error.hpp"

namespace cordon::cli {
namespace {

volatile std::sig_atomic_t signal_received = 0;

extern "C" void remember_signal(int number) {
  signal_received = number;
}

/// GEOS calls this now and then. One request stops one thread of it, so each asks for itself.
extern "C" void interrupt_geos() {
  if (signal_received != 0) GEOS_interruptRequest();
}

}  // namespace

void watch_interrupts() {
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

}  // namespace cordon::cli
