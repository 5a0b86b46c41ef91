#include "cordon/io/database.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <array>

#include "cordon/io/connection.hpp"
#include "cordon/io/finding.hpp"

namespace cordon {
namespace {

std::string doubled(std::string_view text, std::string_view letters) {
  std::string out;
  for (const char c : text) {
    if (letters.find(c) != std::string_view::npos) out += c;
    out += c;
  }
  return out;
}

/// What the database says, and what helps.
struct Cause {
  std::string_view words;
  std::string_view advice;
};

constexpr std::array kRefusals{
    Cause{"lock timeout", "another session is using the table; run again when it is done"},
    Cause{"depend on it",
          "drop the views on the table first, or write to another one with --table"},
    Cause{"already exists", "somebody made it meanwhile; choose another one with --table"}};

[[noreturn]] void fail(const GdalMessages& messages) {
  const std::string words = database_words(messages);
  std::string_view advice = "nothing in it was changed";
  for (const Cause& cause : kRefusals)
    if (words.find(cause.words) != std::string::npos) advice = cause.advice;
  throw DataError(fmt::format("the database says: {}", words), std::string(advice));
}

constexpr std::array kCauses{
    Cause{"no password supplied",
          "set PGPASSWORD, or write the password into ~/.pgpass or a service file"},
    Cause{"password authentication failed",
          "check user and password: PGPASSWORD, ~/.pgpass, or a service file"},
    Cause{"authentication failed",
          "check user=, and how the server lets users in (pg_hba.conf, pg_ident.conf)"},
    Cause{"pg_hba.conf", "have the server's administrator let this user in from here"},
    Cause{"role \"", "check user="},
    Cause{"database \"", "check dbname=; 'psql -l' lists the databases of a server"},
    Cause{"definition of service", "check service=, and the file ~/.pg_service.conf"}};

}  // namespace

std::string sql_name(std::string_view name) {
  return fmt::format("\"{}\"", doubled(name, "\""));
}

std::string sql_name(std::string_view schema, std::string_view table) {
  return sql_name(schema) + "." + sql_name(table);
}

std::string sql_text(std::string_view text) {
  return fmt::format("E'{}'", doubled(text, "'\\"));
}

std::optional<std::string> ask(GDALDataset& database, const std::string& sql) {
  const GdalMessages messages;
  OGRLayer* rows = database.ExecuteSQL(sql.c_str(), nullptr, nullptr);
  if (rows == nullptr) fail(messages);
  std::optional<std::string> answer;
  {
    const OGRFeatureUniquePtr row(rows->GetNextFeature());
    if (row && row->GetFieldCount() > 0 && row->IsFieldSetAndNotNull(0))
      answer = row->GetFieldAsString(0);
  }
  database.ReleaseResultSet(rows);
  if (messages.failed()) fail(messages);
  return answer;
}

void run_sql(GDALDataset& database, const std::string& sql) {
  const GdalMessages messages;
  database.ReleaseResultSet(database.ExecuteSQL(sql.c_str(), nullptr, nullptr));
  if (messages.failed()) fail(messages);
}

std::string database_words(const GdalMessages& messages) {
  std::string words = without_passwords(messages.failure());
  if (words.empty()) return "it does not say why";
  for (const std::string_view mark : {"ERROR: ", "FATAL: ", "failed. "})
    if (const std::size_t at = words.find(mark); at != std::string::npos) {
      words = words.substr(at + mark.size());
      break;
    }
  // The statement that failed, which repeats what it says.
  words = words.substr(0, words.find(" LINE 1:"));
  const std::size_t begin = words.find_first_not_of(' ');
  const std::size_t end = words.find_last_not_of(" .");
  return begin == std::string::npos ? "it does not say why" : words.substr(begin, end + 1 - begin);
}

void throw_no_connection(const std::string& shown, const std::string& words) {
  std::string_view advice =
      "check host= and port=, and that the server runs there: pg_isready -h HOST -p PORT";
  for (const Cause& cause : kCauses)
    if (words.find(cause.words) != std::string::npos) {
      advice = cause.advice;
      break;
    }
  throw FindingError({Severity::error, "no-connection",
                      fmt::format("there is no connection to '{}': {}", shown, words),
                      std::string(advice)});
}

void check_postgis(GDALDataset& database, const std::string& shown) {
  if (ask(database, "SELECT to_regtype('geometry')")) return;
  const auto schema =
      ask(database,
          "SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace "
          "WHERE extname = 'postgis'");
  if (schema)
    throw FindingError({Severity::error, "no-postgis",
                        fmt::format("the search_path of '{}' does not reach PostGIS, which is in "
                                    "schema '{}'",
                                    shown, *schema),
                        "add it: ALTER ROLE ... SET search_path = public, " + *schema});
  throw FindingError({Severity::error, "no-postgis",
                      fmt::format("the database of '{}' has no PostGIS", shown),
                      "have its owner run there: CREATE EXTENSION postgis"});
}

std::string table_identity(GDALDataset& database, const std::string& name) {
  // OGR may name the geometry column of a table with several in parentheses.
  return ask(database,
             fmt::format("SELECT pg_postmaster_start_time() || ' ' || d.oid || ' ' || c.oid "
                         "FROM pg_database d, pg_class c JOIN pg_namespace n "
                         "ON n.oid = c.relnamespace WHERE d.datname = current_database() "
                         "AND n.nspname || '.' || c.relname IN ({}, {})",
                         sql_text(name), sql_text(name.substr(0, name.rfind('(')))))
      .value_or("");
}

}  // namespace cordon
