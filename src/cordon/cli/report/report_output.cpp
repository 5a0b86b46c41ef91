#include "cordon/cli/report/report_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cordon/cli/outcome.hpp"
#include "cordon/cli/table.hpp"
#include "cordon/cli/versions.hpp"
#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLineWidth = 88;
constexpr std::size_t kShown = 24;  // sentences of a section on a terminal

/// Broken between words, every line behind the indent.
std::string wrapped(const std::string& text, const std::string& indent) {
  std::string out;
  std::string line;
  const auto flush = [&] {
    out += indent + line + '\n';
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!line.empty() && letters(line) + 1 + letters(word) > kLineWidth - indent.size()) flush();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  if (!line.empty()) flush();
  return out;
}

Table fact_table(const ReportText& text) {
  Table table;
  for (const char* key :
       {"section", "subject", "measure", "value", "unit", "least", "most", "source", "sentence"})
    table.columns.push_back({key, key, "", 1, 0});
  const auto optional = [](const std::optional<double>& number) {
    return number ? Value(*number) : Value();
  };
  for (const Statement& statement : text.statements)
    for (const Fact& fact : statement.facts)
      table.rows.push_back({statement.section, fact.subject, fact.measure, fact.value, fact.unit,
                            optional(fact.least), optional(fact.most), fact.source,
                            statement.sentence});
  return table;
}

/// Markdown's own signs as they are.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '<' || c == '*' || c == '_' || c == '`' || c == '[') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string markdown(const ReportText& text) {
  std::string out = fmt::format("# {}\n", escaped(text.title));
  std::string section;
  for (const Statement& statement : text.statements) {
    if (statement.section != section)
      out += fmt::format("\n## {}\n\n", section = statement.section);
    out += fmt::format("- {}\n", escaped(statement.sentence));
  }
  return out;
}

Json fact_json(const Fact& fact) {
  Json out{{"subject", fact.subject}, {"measure", fact.measure}, {"value", to_json(fact.value)}};
  if (!fact.unit.empty()) out["unit"] = fact.unit;
  if (fact.least) out["least"] = *fact.least;
  if (fact.most) out["most"] = *fact.most;
  if (!fact.source.empty()) out["source"] = fact.source;
  return out;
}

std::string json(const ReportText& text, const ReportData& data) {
  Json out{{"title", text.title}};
  out["statements"] = Json::array();
  for (const Statement& statement : text.statements) {
    Json facts = Json::array();
    for (const Fact& fact : statement.facts) facts.push_back(fact_json(fact));
    out["statements"].push_back({{"section", statement.section},
                                 {"sentence", statement.sentence},
                                 {"facts", std::move(facts)}});
  }
  out["inputs"] = Json::array();
  for (const InputFile& file : data.files)
    out["inputs"].push_back({{"role", file.role},
                             {"file", file.name},
                             {"layer", file.layer},
                             {"credit", file.credit},
                             {"sha256", file.sha256}});
  out["warnings"] = warnings_json(data.warnings);
  out["cordon_version"] = cordon_version();
  return out.dump(2) + '\n';
}

}  // namespace

std::string terminal_text(const ReportText& text) {
  std::string out = text.title + '\n';
  std::string section;
  std::size_t shown = 0;
  std::size_t hidden = 0;
  const auto end_section = [&] {
    if (hidden > 0)
      out += fmt::format("  and {} more; -o report.md has them all\n", counted(hidden, "sentence"));
    shown = hidden = 0;
  };
  for (const Statement& statement : text.statements) {
    if (statement.section != section) {
      end_section();
      out += fmt::format("\n{}\n", section = statement.section);
    }
    if (shown++ < kShown)
      out += wrapped(statement.sentence, "  ");
    else
      ++hidden;
  }
  end_section();
  return out;
}

std::string formatted(const ReportText& text, const ReportData& data, TextFormat format) {
  if (format == TextFormat::csv) return csv_text(fact_table(text));
  return format == TextFormat::markdown ? markdown(text) : json(text, data);
}

}  // namespace cordon::cli
