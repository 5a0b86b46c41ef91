// Ctrl-C and SIGTERM as a request to stop, so that nothing half-written is left behind.
#pragma once

#include <string_view>

namespace cordon::cli {

/// From now on SIGINT and SIGTERM ask the work to stop, also inside GEOS; a second one ends the
/// program at once. `command` signs the message of a program that Expendable lets end.
void watch_interrupts(std::string_view command);

/// The signal that asked the work to stop; 0: none.
int interrupting_signal();

/// Throws Cancelled if a signal asked the work to stop.
void stop_if_interrupted();

/// While one exists, the program holds nothing but memory. If the work has not stopped half a
/// second after a signal, as inside a library that takes no requests, the program ends there and
/// then, with the message and the exit code of an interrupted one. Not to be nested.
class Expendable {
 public:
  Expendable();
  Expendable(const Expendable&) = delete;
  Expendable& operator=(const Expendable&) = delete;
  ~Expendable();
};

}  // namespace cordon::cli
