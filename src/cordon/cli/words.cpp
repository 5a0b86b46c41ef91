#include "cordon/cli/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cordon::cli {
namespace {

template <typename T>
std::string name_in(const std::vector<std::pair<std::string_view, T>>& names, T value) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](const auto& entry) { return entry.second == value; });
  return std::string(found->first);
}

}  // namespace

const std::vector<std::pair<std::string_view, Cap>>& cap_names() {
  static const std::vector<std::pair<std::string_view, Cap>> names{
      {"round", Cap::round}, {"flat", Cap::flat}, {"square", Cap::square}};
  return names;
}

const std::vector<std::pair<std::string_view, Edges>>& edges_names() {
  static const std::vector<std::pair<std::string_view, Edges>> names{{"geodesic", Edges::geodesic},
                                                                     {"planar", Edges::planar}};
  return names;
}

const std::vector<std::pair<std::string_view, Method>>& method_names() {
  static const std::vector<std::pair<std::string_view, Method>> names{
      {"exact", Method::exact}, {"projected", Method::projected}};
  return names;
}

const std::vector<std::pair<std::string_view, Fit>>& fit_names() {
  static const std::vector<std::pair<std::string_view, Fit>> names{
      {"nearest", Fit::nearest}, {"inside", Fit::inside}, {"outside", Fit::outside}};
  return names;
}

const std::vector<std::pair<std::string_view, Join>>& join_names() {
  static const std::vector<std::pair<std::string_view, Join>> names{
      {"round", Join::round}, {"mitre", Join::mitre}, {"bevel", Join::bevel}};
  return names;
}

const std::vector<std::pair<std::string_view, Side>>& side_names() {
  static const std::vector<std::pair<std::string_view, Side>> names{
      {"both", Side::both}, {"left", Side::left}, {"right", Side::right}};
  return names;
}

std::string name_of(Cap cap) {
  return name_in(cap_names(), cap);
}
std::string name_of(Edges edges) {
  return name_in(edges_names(), edges);
}
std::string name_of(Method method) {
  return name_in(method_names(), method);
}
std::string name_of(Fit fit) {
  return name_in(fit_names(), fit);
}
std::string name_of(Join join) {
  return name_in(join_names(), join);
}
std::string name_of(Side side) {
  return name_in(side_names(), side);
}
std::string name_of(Sureness sureness) {
  if (sureness == Sureness::drawn) return "drawn";
  return sureness == Sureness::certain ? "certain" : "possible";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  const std::string number = grouped(static_cast<double>(count), 0);
  if (count == 1) return fmt::format("{} {}", number, one);
  return many.empty() ? fmt::format("{} {}s", number, one) : fmt::format("{} {}", number, many);
}

std::string enumerated(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 < parts.size() ? ", " : " and ";
    out += parts[i];
  }
  return out;
}

std::string grouped(double number, int decimals) {
  std::string text = fmt::format("{:.{}f}", number, decimals);
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;)
    text.insert(at -= 3, 1, ',');
  return text;
}

std::size_t letters(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    const bool continues = (byte & 0xC0U) == 0x80U;
    const bool combines = byte == 0xCC || (byte == 0xCD && next < 0xB0);  // U+0300 to U+036F
    if (!continues && !combines) ++count;
  }
  return count;
}

std::string file_size(std::uintmax_t bytes) {
  constexpr std::array<std::string_view, 5> kUnits{"bytes", "kB", "MB", "GB", "TB"};
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return fmt::format("{:.{}f} {}", size, unit > 0 && size < 10 ? 1 : 0, kUnits[unit]);
}

}  // namespace cordon::cli
