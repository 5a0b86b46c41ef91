#include "cordon/io/geojson_crs.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "cordon/io/names.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

/// Follows a JSON text just far enough to know depth and keys.
class CrsMemberFinder {
 public:
  /// False when there is nothing more to look for.
  bool feed(std::string_view bytes) {
    for (const char c : bytes)
      if (!step(c)) return false;
    return true;
  }
  std::optional<std::string> value() const {
    return found_ ? std::optional(trimmed(value_)) : std::nullopt;
  }

 private:
  bool step(char c) {
    if (found_) {
      if (depth_ == 1 && !in_string_ && (c == ',' || c == '}')) return false;
      value_ += c;
      if (value_.size() >= 1000) return false;
    }
    if (in_string_) {
      if (!escaped_ && c == '"')
        in_string_ = false;
      else if (depth_ == 1 && !found_ && text_.size() < 4)
        text_ += c;
      escaped_ = !escaped_ && c == '\\';
    } else if (c == '"') {
      in_string_ = true;
      text_.clear();
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    } else if (c == ':' && depth_ == 1) {
      found_ = found_ || text_ == "crs";
    }
    return true;
  }

  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool found_ = false;
  std::string text_;
  std::string value_;
};

}  // namespace

std::optional<std::string> geojson_crs_member(const std::string& path) {
  CrsMemberFinder finder;
  read_blocks(path, 0, [&](std::string_view bytes) { return finder.feed(bytes); });
  return finder.value();
}

std::string crs_name(const std::string& member) {
  const auto json = nlohmann::json::parse(member, nullptr, false);
  const auto text = [&](const char* pointer) {
    const nlohmann::json::json_pointer at(pointer);
    if (json.is_discarded() || !json.contains(at)) return std::string();
    const auto& value = json[at];
    return value.is_string() ? value.get<std::string>() : value.dump();
  };
  const std::string name = text("/properties/name");
  const std::string code = text("/properties/code");  // {"type":"EPSG","properties":{"code":...}}
  return name.empty() && !code.empty() ? "EPSG:" + code : name;
}

}  // namespace cordon
