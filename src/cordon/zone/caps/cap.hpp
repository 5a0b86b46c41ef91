// The kinds of ends of a zone.
#pragma once

namespace cordon {

/// What lies beyond a free end of a line: a half disc; nothing (the zone is cut there at a right
/// angle to the line); or a square, as if the line went on straight for another distance and ended
/// flat there. Ends that meet another line of the same input are not free.
enum class Cap { round, flat, square };

}  // namespace cordon
