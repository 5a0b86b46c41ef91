// The words that stand for options and numbers, in fields, summaries and messages alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cordon/zone/parts.hpp"
#include "cordon/zone/zone.hpp"

namespace cordon::cli {

/// Every choice of an option with its word: parsed by Arguments::choice, printed by name_of.
const std::vector<std::pair<std::string_view, Cap>>& cap_names();
const std::vector<std::pair<std::string_view, Edges>>& edges_names();
const std::vector<std::pair<std::string_view, Method>>& method_names();
const std::vector<std::pair<std::string_view, Fit>>& fit_names();
const std::vector<std::pair<std::string_view, Join>>& join_names();
const std::vector<std::pair<std::string_view, Side>>& side_names();

std::string name_of(Cap cap);
std::string name_of(Edges edges);
std::string name_of(Method method);
std::string name_of(Fit fit);
std::string name_of(Join join);
std::string name_of(Side side);
std::string name_of(Sureness sureness);

/// "1 line", "1,234 lines"; `many` where an s does not make the plural.
std::string counted(std::size_t count, std::string_view one, std::string_view many = {});

/// "a", "a and b", "a, b and c".
std::string enumerated(const std::vector<std::string>& parts);

/// 16200.5 with 1 decimal -> "16,200.5".
std::string grouped(double number, int decimals);

/// Letters, not bytes: names may hold more than ASCII. Marks that combine with a letter are none.
std::size_t letters(const std::string& text);

/// "185 kB": decimal multiples, as disks and mail programs count.
std::string file_size(std::uintmax_t bytes);

}  // namespace cordon::cli
