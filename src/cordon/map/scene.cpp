#include "cordon/map/scene.hpp"

namespace cordon::map {
namespace {

void gather(const Group& group, std::vector<std::string>& words) {
  for (const Item& item : group.items) {
    if (const auto* text = std::get_if<Text>(&item.value)) words.push_back(text->words);
    if (const auto* inner = std::get_if<Group>(&item.value)) gather(*inner, words);
  }
}

}  // namespace

std::vector<std::string> texts_of(const Scene& scene) {
  std::vector<std::string> words;
  for (const Group& group : scene.groups) gather(group, words);
  return words;
}

}  // namespace cordon::map
