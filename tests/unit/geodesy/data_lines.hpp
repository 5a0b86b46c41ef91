// Lines of a readable data file, without comments.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cordon {

inline std::vector<std::string> data_lines(const std::string& file) {
  const std::string name = std::string(CORDON_TEST_DATA) + "/" + file;
  std::ifstream in(name);
  if (!in) throw std::runtime_error(name + ": cannot be opened");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  if (lines.empty()) throw std::runtime_error(name + ": no data");
  return lines;
}

}  // namespace cordon
