// Questions and commands to a PostgreSQL database that OGR has opened.
#pragma once

#include <gdal_priv.h>

#include <optional>
#include <string>
#include <string_view>

#include "cordon/io/gdal_support.hpp"

namespace cordon {

/// A name in SQL, whatever is in it.
std::string sql_name(std::string_view name);
std::string sql_name(std::string_view schema, std::string_view table);

/// A text in SQL, whatever is in it.
std::string sql_text(std::string_view text);

/// The first value of the first row; nothing for no row or null. Throws DataError with the server's
/// words.
std::optional<std::string> ask(GDALDataset& database, const std::string& sql);

/// Throws DataError with the server's words.
void run_sql(GDALDataset& database, const std::string& sql);

/// The first failure, as the server or libpq put it, without what OGR says around it.
std::string database_words(const GdalMessages& messages);

/// The error of a connection that could not be made. `shown` as by shown_name().
[[noreturn]] void throw_no_connection(const std::string& shown, const std::string& words);

/// The error of a database without PostGIS, or with one that its search_path does not reach.
/// Nothing if there is one.
void check_postgis(GDALDataset& database, const std::string& shown);

/// Tells tables apart, also those of different servers and databases; empty if there is none of
/// that name ("schema.table").
std::string table_identity(GDALDataset& database, const std::string& name);

}  // namespace cordon
