#include "cordon/io/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/names.hpp"

namespace cordon {
namespace {

constexpr std::string_view kPrefix = "PG:";
constexpr std::string_view kSpaces = " \t\r\n\f\v";
constexpr std::string_view kPassword = "password";
constexpr std::string_view kAdvice =
    "write PG:dbname=NAME host=HOST user=NAME, with single quotes around values that hold blanks; "
    "a password is best kept in PGPASSWORD or ~/.pgpass";

/// What tells which database and tables are meant; the last three are OGR's own.
constexpr std::array<std::string_view, 9> kShown{
    "service", "dbname", "host", "hostaddr", "port", "user", "schemas", "active_schema", "tables"};

bool begins(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && same_word(text.substr(0, start.size()), start);
}

/// The text behind "PG:".
std::string_view connection_of(std::string_view name) {
  return begins(name, kPrefix) ? name.substr(kPrefix.size()) : name;
}

/// Behind the slashes of "postgresql://..."; nothing for other connections.
std::optional<std::string_view> uri_of(std::string_view connection) {
  for (const std::string_view scheme : {"postgresql://", "postgres://"})
    if (begins(connection, scheme)) return connection.substr(scheme.size());
  return std::nullopt;
}

struct Setting {
  std::string name, value;
};

/// "name=value name='a value'", with backslashes before letters to be taken as they are; nothing if
/// it is not of this form (libpq, "Connection Strings").
std::optional<std::vector<Setting>> settings_of(std::string_view text) {
  std::vector<Setting> settings;
  std::size_t at = 0;
  const auto skip_spaces = [&] { at = std::min(text.find_first_not_of(kSpaces, at), text.size()); };
  for (skip_spaces(); at < text.size(); skip_spaces()) {
    const std::size_t end =
        std::min(text.find_first_of(std::string(kSpaces) + "=", at), text.size());
    Setting setting{std::string(text.substr(at, end - at)), ""};
    at = end;
    skip_spaces();
    if (at == text.size() || text[at] != '=' || setting.name.empty()) return std::nullopt;
    ++at;
    skip_spaces();
    const bool quoted = at < text.size() && text[at] == '\'';
    if (quoted) ++at;
    const auto ends = [&](char c) {
      return quoted ? c == '\'' : kSpaces.find(c) != std::string_view::npos;
    };
    for (; at < text.size() && !ends(text[at]); ++at) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      setting.value += text[at];
    }
    if (quoted && at++ >= text.size()) return std::nullopt;
    settings.push_back(std::move(setting));
  }
  return settings;
}

bool is_shown(const Setting& setting) {
  // A name of a database may itself be a connection.
  return std::find(kShown.begin(), kShown.end(), setting.name) != kShown.end() &&
         setting.value.find_first_of("=:@\\'") == std::string::npos;
}

struct Uri {
  std::string_view user;      ///< empty: none
  std::string_view location;  ///< host:port/database
};

/// Nothing if its password is not percent-encoded as it should be.
std::optional<Uri> parse_uri(std::string_view uri) {
  Uri parts;
  const std::size_t at = uri.find_first_of("@/");
  if (at != std::string_view::npos && uri[at] == '@') {
    parts.user = uri.substr(0, uri.substr(0, at).find(':'));
    parts.user = parts.user.substr(0, at);
    uri = uri.substr(at + 1);
  }
  parts.location = uri.substr(0, uri.find('?'));
  if (parts.location.find('@') != std::string_view::npos) return std::nullopt;
  return parts;
}

std::string shown_uri(std::string_view uri) {
  const std::optional<Uri> parts = parse_uri(uri);
  if (!parts) return "postgresql://***";
  return fmt::format("postgresql://{}{}{}", parts->user, parts->user.empty() ? "" : "@",
                     parts->location);
}

std::string shown_settings(std::string_view connection) {
  std::string out(kPrefix);
  for (const Setting& setting : settings_of(connection).value_or(std::vector<Setting>())) {
    if (!is_shown(setting)) continue;
    const bool quoted =
        setting.value.empty() || setting.value.find_first_of(kSpaces) != std::string::npos;
    out += fmt::format("{}{}={}{}{}", out.size() > kPrefix.size() ? " " : "", setting.name,
                       quoted ? "'" : "", setting.value, quoted ? "'" : "");
  }
  return out;
}

std::string database_name(std::string_view connection) {
  if (const auto uri = uri_of(connection)) {
    const std::string_view location = parse_uri(*uri).value_or(Uri{}).location;
    const std::size_t slash = location.rfind('/');
    return slash == std::string_view::npos ? "" : std::string(location.substr(slash + 1));
  }
  std::string name;
  for (const Setting& setting : settings_of(connection).value_or(std::vector<Setting>()))
    if (is_shown(setting) &&
        (setting.name == "dbname" || (setting.name == "service" && name.empty())))
      name = setting.value;
  return name;
}

struct Span {
  std::size_t begin = 0, end = 0;
};

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  const auto* const found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from),
                                        text.end(), word.begin(), word.end(), same);
  return found == text.end() ? std::string_view::npos
                             : static_cast<std::size_t>(found - text.begin());
}

/// The value behind "password" and an equals sign. Without quotes of its own it goes on to those
/// that the text puts around names.
std::optional<Span> password_value(std::string_view text, std::size_t at) {
  at = text.find_first_not_of(kSpaces, at);
  if (at == std::string_view::npos || text[at] != '=') return std::nullopt;
  at = text.find_first_not_of(kSpaces, at + 1);
  if (at == std::string_view::npos) return std::nullopt;
  if (text[at] != '\'') return Span{at, std::min(text.find('\'', at), text.size())};
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '\'') end += text[end] == '\\' ? 2 : 1;
  return Span{at + 1, std::min(end, text.size())};
}

std::vector<Span> passwords_in(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t at = find_word(text, kPassword, 0); at != std::string_view::npos;
       at = find_word(text, kPassword, at)) {
    at += kPassword.size();
    if (const auto span = password_value(text, at)) {
      spans.push_back(*span);
      at = span->end;
    }
  }
  for (const std::string_view scheme : {"postgresql://", "postgres://"}) {
    const std::size_t at = find_word(text, scheme, 0);
    if (at == std::string_view::npos) continue;
    const std::size_t colon = text.find(':', at + scheme.size());
    const std::size_t end = text.rfind('@');
    if (colon < end && end != std::string_view::npos) spans.push_back({colon + 1, end});
  }
  return spans;
}

}  // namespace

bool is_database(std::string_view name) {
  return begins(name, kPrefix) || uri_of(name).has_value();
}

void check_connection(const std::string& name) {
  if (!is_database(name)) return;
  const std::string_view connection = connection_of(name);
  if (const auto uri = uri_of(connection)) {
    if (!parse_uri(*uri))
      throw UsageError("the connection postgresql://... has an @ or / in its password",
                       "write %40 for @ and %2F for /, or keep the password in PGPASSWORD or "
                       "~/.pgpass");
  } else if (!settings_of(connection)) {
    throw UsageError(
        fmt::format("the connection '{}...' is not made of NAME=VALUE", shown_name(name)),
        std::string(kAdvice));
  }
}

std::string shown_name(const std::string& name) {
  if (!is_database(name)) return name;
  const std::string_view connection = connection_of(name);
  const auto uri = uri_of(connection);
  return without_passwords(uri ? shown_uri(*uri) : shown_settings(connection));
}

std::string source_name(const std::string& name, const std::string& layer) {
  if (!is_database(name)) return std::filesystem::path(name).filename().string();
  return fmt::format("{}{}{}{}", kPrefix, database_name(connection_of(name)),
                     layer.empty() ? "" : "/", layer);
}

std::string without_passwords(std::string_view text) {
  std::vector<Span> spans = passwords_in(text);
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Span& span : spans) {
    if (span.end <= at) continue;
    if (span.begin >= at) out += std::string(text.substr(at, span.begin - at)) + "***";
    at = span.end;
  }
  return out += text.substr(at);
}

std::size_t password_in(std::string_view word) {
  std::size_t first = std::string_view::npos;
  for (const Span& span : passwords_in(word)) first = std::min(first, span.begin);
  return first;
}

}  // namespace cordon
