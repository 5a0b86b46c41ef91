// The two kinds of ends of a zone.
#pragma once

namespace cordon {

/// What lies beyond a free end of a line: a half disc, or nothing (the zone is cut there at a
/// right angle to the line). Ends that meet another line of the same input are not free.
enum class Cap { round, flat };

}  // namespace cordon
