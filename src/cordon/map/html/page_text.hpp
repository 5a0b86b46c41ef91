// Texts and data made fit to stand in a page of HTML.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace cordon::map {

/// The same text in UTF-8, without control characters and without those that turn the direction of
/// letters (embeddings and overrides; isolates stay).
std::string plain_text(std::string_view text);

/// As text between tags or within quotes.
std::string html_escaped(std::string_view text);

/// JSON that can stand in a <script>, whatever its strings hold.
std::string script_json(const nlohmann::ordered_json& data);

/// The same text with \n for line ends: a browser reads them so before it checks a policy's hash.
std::string unix_lines(std::string_view text);

/// A style sheet without what would end its <style>.
std::string style_text(std::string_view css);

/// A template with each {{name}} replaced. Throws std::out_of_range for a name without a value.
std::string filled(std::string_view pattern, const std::map<std::string, std::string>& values);

/// What a content security policy calls an inline script or style sheet by: "'sha256-...'".
std::string policy_hash(std::string_view content);

}  // namespace cordon::map
