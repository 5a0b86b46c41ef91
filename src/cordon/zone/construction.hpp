// How a method builds a zone: what every method is told.
#pragma once

namespace cordon {

/// The first try of a method, and the slower one that relies on nothing that is not proven.
enum class Construction { plain, robust };

}  // namespace cordon
