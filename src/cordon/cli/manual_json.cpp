// The manuals as JSON: what `cordon help --json` prints.
#include <nlohmann/json.hpp>

#include "cordon/cli/manual.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

Json option_json(const Option& option) {
  Json out{{"name", option.name}};
  if (option.letter != 0) out["letter"] = std::string(1, option.letter);
  if (!option.argument.empty()) out["argument"] = option.argument;
  if (!option.fallback.empty()) out["default"] = option.fallback;
  if (option.repeatable) out["repeatable"] = true;
  out["text"] = option.text;
  return out;
}

Json manual_json(const Manual& manual) {
  Json out{{"name", manual.name},         {"summary", manual.summary},
           {"synopsis", manual.synopsis}, {"description", manual.description},
           {"operands", manual.operands}, {"last_operand_repeats", manual.last_operand_repeats}};
  for (const OptionGroup& group : manual.options) {
    Json options = Json::array();
    for (const Option& option : group.options) options.push_back(option_json(option));
    out["groups"].push_back({{"title", group.title}, {"options", std::move(options)}});
  }
  for (const Example& example : manual.examples)
    out["examples"].push_back({{"command", example.command}, {"text", example.text}});
  return out;
}

}  // namespace

std::string manuals_json(const std::vector<Manual>& commands, const std::string& version) {
  Json out{{"cordon_version", version}, {"commands", Json::array()}};
  for (const Manual& manual : commands) out["commands"].push_back(manual_json(manual));
  return out.dump(2) + '\n';
}

}  // namespace cordon::cli
