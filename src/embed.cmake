# Writes a C++ source that holds files as they are: cmake -DOUTPUT=... -DFILES="name=path;..." -P.
# The other side of it is cordon/map/resources.hpp.
set(entries "")
set(arrays "")
set(count 0)
foreach(entry IN LISTS FILES)
  string(FIND "${entry}" "=" equals)
  string(SUBSTRING "${entry}" 0 ${equals} name)
  math(EXPR after "${equals} + 1")
  string(SUBSTRING "${entry}" ${after} -1 path)
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  string(APPEND arrays "constexpr char kFile${count}[] = {${bytes}'\\0'};\n")
  string(APPEND entries "    {\"${name}\", {kFile${count}, sizeof kFile${count} - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUTPUT}" "#include \"cordon/map/resources.hpp\"

#include <array>
#include <stdexcept>
#include <utility>

namespace cordon::map {
namespace {
${arrays}
constexpr std::array<std::pair<std::string_view, std::string_view>, ${count}> kFiles{{
${entries}}};
}  // namespace

std::string_view resource(std::string_view name) {
  for (const auto& [known, bytes] : kFiles)
    if (known == name) return bytes;
  throw std::out_of_range(\"no resource '\" + std::string(name) + \"'\");
}

}  // namespace cordon::map
")
