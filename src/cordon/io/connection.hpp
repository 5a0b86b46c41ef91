// Names of sources and outputs that may be connections to a database, and what of them may be seen.
#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// Whether OGR takes the name for a PostgreSQL connection: "PG:dbname=gis host=...", or
/// "postgresql://host/gis", with or without "PG:" before it.
bool is_database(std::string_view name);

/// Throws UsageError for a connection that libpq would not read as it was meant, which could bring
/// half a password into its complaint. Other names pass.
void check_connection(const std::string& name);

/// How messages and figures call a source or an output: of a connection only what tells which
/// database it is, and never a password. It still connects where none is asked for. Other names
/// are as they are.
std::string shown_name(const std::string& name);

/// How outputs call what they are made from: a file without its folders, "PG:gis" or, with a layer,
/// "PG:gis/public.lines". Takes shown names, too.
std::string source_name(const std::string& name, const std::string& layer = {});

/// The text with *** for the passwords of connections in it; where it cannot tell where a password
/// ends, for more than that.
std::string without_passwords(std::string_view text);

/// Where in a word of the command line, which holds at most one connection, a password may begin;
/// npos if there is none. It may go on to the end of the word.
std::size_t password_in(std::string_view word);

}  // namespace cordon
