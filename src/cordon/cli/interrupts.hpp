// Ctrl-C and SIGTERM as a request to stop, so that nothing half-written is left behind.
#pragma once

namespace cordon::cli {

/// From now on SIGINT and SIGTERM ask the work to stop, also inside GEOS; a second one ends the
/// program at once.
void watch_interrupts();

/// The signal that asked the work to stop; 0: none.
int interrupting_signal();

/// Throws Cancelled if a signal asked the work to stop.
void stop_if_interrupted();

}  // namespace cordon::cli
