// Names for fields that are carried over from a source to an output.
#pragma once

#include <string>
#include <vector>

#include "cordon/io/output.hpp"

namespace cordon {

struct FieldName {
  std::string name;        ///< the source's own, unless it is taken
  std::string short_name;  ///< for Shapefile: 1 to 10 ASCII letters, digits and underscores
};

/// One for each column name, in their order. No two fields of a layer, `taken` included, have equal
/// names or equal short names, case ignored: a name in `taken` gets the prefix "source_", one that
/// is there twice a number.
std::vector<FieldName> carried_names(const std::vector<std::string>& columns,
                                     const std::vector<Field>& taken);

}  // namespace cordon
