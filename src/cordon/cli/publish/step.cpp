#include "cordon/cli/publish/step.hpp"

#include <boost/algorithm/string/replace.hpp>

namespace cordon::cli {

std::string presented(std::string text, const Step& step) {
  for (const Word& word : step.words)
    if (!word.shown.empty()) boost::replace_all(text, word.text, word.shown);
  return text;
}

}  // namespace cordon::cli
