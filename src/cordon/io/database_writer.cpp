#include "cordon/io/database_writer.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <set>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/connection.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/ogr_feature.hpp"

namespace cordon {
namespace {

constexpr std::size_t kNameBytes = 63;  // NAMEDATALEN - 1
constexpr const char* kPatience = "60s";

GDALDatasetUniquePtr connect(const std::string& path, const std::string& shown) {
  check_connection(path);
  register_drivers();
  const GdalMessages messages;
  const CPLStringList drivers(CSLAddString(nullptr, "PostgreSQL"));
  GDALDatasetUniquePtr database(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE,
                                                  drivers.List(), nullptr, nullptr));
  if (!database) throw_no_connection(shown, database_words(messages));
  return database;
}

/// An SRID, and that the database knows it: OGR would add one of its own.
void check_srid(GDALDataset& database, const OGRSpatialReference& crs, const std::string& shown) {
  const char* authority = crs.GetAuthorityName(nullptr);
  const char* code = crs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr &&
      ask(database, fmt::format("SELECT srid FROM spatial_ref_sys WHERE upper(auth_name) = {} "
                                "AND auth_srid::text = {}",
                                sql_text(authority), sql_text(code))))
    return;
  throw UsageError(
      fmt::format("--output-crs: PostGIS in '{}' has no SRID for {}", shown, crs_text(&crs)),
      "name a CRS of EPSG, such as EPSG:32637");
}

/// Column names of a table in their order, each once, short enough.
std::vector<std::string> column_names(const LayerSchema& schema) {
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (const FieldSchema& field : schema.fields) {
    std::string name = cut_text(field.name, kNameBytes);
    for (int i = 2; !taken.insert(name).second; ++i)
      name = fmt::format("{}_{}", cut_text(field.name, kNameBytes - 4), i);
    names.push_back(name);
  }
  return names;
}

/// A name that no field has.
std::string own_column(const std::vector<std::string>& fields, const std::string& name) {
  const bool taken = std::find(fields.begin(), fields.end(), name) != fields.end();
  return taken ? "cordon_" + name : name;
}

}  // namespace

DatabaseWriter::DatabaseWriter(const OutputOptions& options, std::function<bool()> stop)
    : options_(options),
      shown_(shown_name(options.path)),
      stop_(std::move(stop)),
      crs_(named_crs(options.crs.empty() ? "EPSG:4326" : options.crs, "--output-crs")),
      database_(connect(options.path, shown_)) {
  GDALDataset& database = *database_;
  check_postgis(database, shown_);
  server_ = ask(database, "SELECT pg_postmaster_start_time()").value_or("");
  database_name_ = ask(database, "SELECT current_database()").value_or("");
  schema_ = ask(database, "SELECT current_schema()").value_or("");
  if (ask(database, "SHOW transaction_read_only") == "on")
    throw DataError(fmt::format("the database of '{}' can only be read", shown_),
                    "name one that takes writes: it may be a standby, or set read-only for this "
                    "user");
  check_srid(database, *crs_, shown_);
  for (const OutputTable& table : options.tables) {
    Table& known = tables_.emplace_back();
    known.layer = table.layer;
    known.schema = table.schema.empty() ? schema_ : table.schema;
    known.name = table.table;
  }
  for (Table& table : tables_) check(table);
}

DatabaseWriter::~DatabaseWriter() {
  const GdalMessages quiet;
  if (in_transaction_) database_->RollbackTransaction();
  database_.reset();
}

/// Asks the database whether there can be such a table.
void DatabaseWriter::check(Table& table) {
  GDALDataset& database = *database_;
  if (table.name.empty() || table.name.size() > kNameBytes)
    throw UsageError(fmt::format("'{}' is no name for a table", table.name),
                     fmt::format("give one of 1 to {} letters", kNameBytes));
  const auto creates =
      ask(database, fmt::format("SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace "
                                "WHERE nspname = {}",
                                sql_text(table.schema)));
  if (!creates)
    throw DataError(fmt::format("there is no schema '{}' in '{}'", table.schema, shown_),
                    "create it, or name another one: --table SCHEMA.TABLE");
  if (*creates != "t" && *creates != "1")
    throw DataError(
        fmt::format("this user may not create tables in schema '{}' of '{}'", table.schema, shown_),
        fmt::format("have its owner run: GRANT CREATE ON SCHEMA {} TO ...",
                    sql_name(table.schema)));
  const std::string shown = fmt::format("{}.{}", table.schema, table.name);
  const auto kind = ask(
      database, fmt::format("SELECT CASE WHEN c.relkind NOT IN ('r', 'p') THEN 'other' "
                            "WHEN pg_has_role(c.relowner, 'USAGE') THEN 'own' ELSE 'foreign' END "
                            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                            "WHERE n.nspname = {} AND c.relname = {}",
                            sql_text(table.schema), sql_text(table.name)));
  if (!kind) return;
  if (!options_.overwrite)
    throw UsageError(fmt::format("the table '{}' is there already in '{}'", shown, shown_),
                     "choose another one with --table, or replace it with --overwrite");
  if (*kind == "other")
    throw DataError(
        fmt::format("'{}' in '{}' is no table, and cannot be replaced by one", shown, shown_),
        "choose another name with --table");
  if (*kind == "foreign")
    throw DataError(fmt::format("the table '{}' in '{}' belongs to another user", shown, shown_),
                    "choose another one with --table, or connect as its owner");
  table.identity = table_identity(database, shown);
}

DatabaseWriter::Table& DatabaseWriter::table_of(const std::string& layer) {
  for (Table& table : tables_)
    if (table.layer == layer) return table;
  Table& table = tables_.emplace_back();
  table.layer = table.name = layer;
  table.schema = schema_;
  check(table);
  return table;
}

void DatabaseWriter::begin(const LayerSchema& schema) {
  Table& table = table_of(schema.name);
  current_ = static_cast<std::size_t>(&table - tables_.data());
  table.fields = schema;
  const std::vector<std::string> columns = column_names(schema);
  for (std::size_t i = 0; i < columns.size(); ++i) table.fields.fields[i].name = columns[i];
  table.id = own_column(columns, "fid");
  table.geometry = own_column(columns, "geom");

  const GdalMessages messages;
  const ConfigOption copy("PG_USE_COPY", "YES");
  if (!std::exchange(in_transaction_, true) && database_->StartTransaction() != OGRERR_NONE)
    fail(messages);
  table.fresh = fmt::format("cordon_new_{}_{}",
                            ask(*database_, "SELECT pg_backend_pid()").value_or(""), current_);
  CPLStringList list;
  list.SetNameValue("SCHEMA", table.schema.c_str());
  list.SetNameValue("EXTRACT_SCHEMA_FROM_LAYER_NAME", "NO");
  list.SetNameValue("LAUNDER", "NO");
  list.SetNameValue("FID", table.id.c_str());
  list.SetNameValue("GEOMETRY_NAME", table.geometry.c_str());
  list.SetNameValue("SPATIAL_INDEX", "NONE");
  layer_ =
      database_->CreateLayer(table.fresh.c_str(), crs_.get(), ogr_type(schema.kind), list.List());
  if (layer_ == nullptr) fail(messages);
  for (const FieldSchema& field : table.fields.fields) {
    OGRFieldDefn definition(field.name.c_str(), ogr_type(field.type));
    if (layer_->CreateField(&definition) != OGRERR_NONE || messages.failed()) fail(messages);
  }
}

void DatabaseWriter::add(const std::vector<Feature>& features) {
  Table& table = tables_[current_];
  const GdalMessages messages;
  const ConfigOption copy("PG_USE_COPY", "YES");
  for (const Feature& feature : features) {
    if (stop_ && stop_()) throw Cancelled();
    OGRFeature row(layer_->GetLayerDefn());
    row.SetFID(++table.rows);
    for (std::size_t i = 0; i < feature.fields.size(); ++i)
      set_field(row, static_cast<int>(i), feature.fields[i].value);
    row.SetGeometryDirectly(to_ogr(feature.geometry).release());
    if (layer_->CreateFeature(&row) != OGRERR_NONE || messages.failed()) fail(messages);
  }
}

void DatabaseWriter::describe(const std::string& layer, const LayerNotes& notes) {
  table_of(layer).comment = notes.text;
}

/// The server chooses the names of key, index and sequence: they may be taken, or too long.
void DatabaseWriter::replace(const Table& table) {
  GDALDataset& database = *database_;
  const std::string fresh = sql_name(table.schema, table.fresh);
  const std::string name = sql_name(table.schema, table.name);
  const std::string id = sql_name(table.id);
  const auto run = [&](const std::string& sql) {
    if (stop_ && stop_()) throw Cancelled();
    run_sql(database, sql);
  };
  std::optional<std::string> rights;
  if (!table.identity.empty()) {
    rights = ask(database,
                 fmt::format("SELECT string_agg(format('GRANT %s ON TABLE %s TO %s%s', "
                             "a.privilege_type, {}, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE "
                             "quote_ident(pg_get_userbyid(a.grantee)) END, CASE WHEN "
                             "a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '; ') "
                             "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, "
                             "aclexplode(c.relacl) a WHERE n.nspname = {} AND c.relname = {} AND "
                             "a.grantee <> c.relowner",
                             sql_text(name), sql_text(table.schema), sql_text(table.name)));
    run(fmt::format("DROP TABLE {}", name));
  }
  run(
      fmt::format("ALTER TABLE {0} RENAME TO {1}; ALTER TABLE {2} DROP CONSTRAINT {3}, "
                  "ALTER {4} DROP DEFAULT; DROP SEQUENCE {5}",
                  fresh, sql_name(table.name), name, sql_name(table.fresh + "_pkey"), id,
                  sql_name(table.schema, fmt::format("{}_{}_seq", table.fresh, table.id))));
  run(
      fmt::format("ALTER TABLE {0} ADD PRIMARY KEY ({1}), ALTER {1} ADD GENERATED BY DEFAULT AS "
                  "IDENTITY (START {2})",
                  name, id, table.rows + 1));
  run(fmt::format("CREATE INDEX ON {} USING gist ({})", name, sql_name(table.geometry)));
  if (!table.comment.empty())
    run(fmt::format("COMMENT ON TABLE {} IS {}", name, sql_text(table.comment)));
  for (const FieldSchema& field : table.fields.fields)
    if (!field.description.empty())
      run(fmt::format("COMMENT ON COLUMN {}.{} IS {}", name, sql_name(field.name),
                      sql_text(field.description)));
  if (rights) run(*rights);
}

void DatabaseWriter::finish() {
  const GdalMessages messages;
  if (ask(*database_, "SHOW lock_timeout") == "0")
    run_sql(*database_, fmt::format("SET LOCAL lock_timeout = '{}'", kPatience));
  for (const Table& table : tables_)
    if (!table.fresh.empty()) replace(table);
  if (messages.failed()) fail(messages);
}

std::vector<std::string> DatabaseWriter::commit() {
  const GdalMessages messages;
  if (database_->CommitTransaction() != OGRERR_NONE || messages.failed()) fail(messages);
  in_transaction_ = false;
  std::vector<std::string> names;
  for (const Table& table : tables_)
    if (!table.fresh.empty())
      names.push_back(fmt::format("PG:{}/{}.{}", database_name_, table.schema, table.name));
  return names;
}

std::vector<std::string> DatabaseWriter::replaced() const {
  std::vector<std::string> identities;
  for (const Table& table : tables_)
    if (!table.identity.empty()) identities.push_back(table.identity);
  return identities;
}

std::vector<std::string> DatabaseWriter::places() const {
  std::vector<std::string> out;
  for (const Table& table : tables_)
    out.push_back(fmt::format("{}/{}/{}.{}", server_, database_name_, sql_name(table.schema),
                              sql_name(table.name)));
  return out;
}

void DatabaseWriter::fail(const GdalMessages& messages) const {
  throw DataError(
      fmt::format("the zone cannot be written to '{}': {}", shown_, database_words(messages)),
      "nothing in the database was changed");
}

}  // namespace cordon
