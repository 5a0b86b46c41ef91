// Layers into tables of a PostGIS database, in one transaction.
#pragma once

#include <gdal_priv.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cordon/io/database.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_writer.hpp"

namespace cordon {

/// Fills new tables beside those that are there, which finish() replaces within the transaction:
/// until it is committed, and if anything fails or this process ends, everybody else sees the
/// database as it was. Readers of a table that is replaced wait from finish() to commit().
class DatabaseWriter final : public LayerWriter {
 public:
  /// Connects, and checks all that can be known before any work is done. `options` must outlive it.
  /// Throws UsageError (a table that is there without overwrite, one named twice, a name that no
  /// table can have, a CRS that PostGIS has no SRID for) and DataError (no connection, no PostGIS,
  /// read-only, no such schema, no right to create or replace a table).
  DatabaseWriter(const OutputOptions& options, std::function<bool()> stop);
  DatabaseWriter(const DatabaseWriter&) = delete;
  DatabaseWriter& operator=(const DatabaseWriter&) = delete;
  ~DatabaseWriter() override;

  void begin(const LayerSchema& schema) override;
  void add(const std::vector<Feature>& features) override;

  /// A comment for the table of a layer that was begun. Before finish().
  void describe(const std::string& layer, const LayerNotes& notes) override;

  void finish() override;

  /// Returns what was written: "PG:gis/public.zone".
  std::vector<std::string> commit();

  /// Identities (table_identity()) of the tables that are to be replaced, as far as they are known.
  std::vector<std::string> replaced() const;

  /// Where its tables go, for two outputs to be told apart: server, database, schema and table.
  std::vector<std::string> places() const;

 private:
  struct Table {
    std::string layer, schema, name;
    std::string identity;  ///< of the one that is there; empty: none
    std::string comment;
    std::string fresh;  ///< the name until finish()
    std::string id, geometry;
    LayerSchema fields;
    GIntBig rows = 0;
  };
  Table& table_of(const std::string& layer);
  void check(Table& table);
  void replace(const Table& table);
  [[noreturn]] void fail(const GdalMessages& messages) const;

  const OutputOptions& options_;
  std::string shown_;
  std::function<bool()> stop_;
  Crs crs_;
  GDALDatasetUniquePtr database_;
  std::string server_, database_name_, schema_;
  std::vector<Table> tables_;
  std::size_t current_ = 0;
  OGRLayer* layer_ = nullptr;
  bool in_transaction_ = false;
};

}  // namespace cordon
