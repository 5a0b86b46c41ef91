#include "cordon/io/file_transaction.hpp"

#include "fixtures.hpp"

namespace cordon::test {
namespace {

namespace fs = std::filesystem;

using Transaction = IoTest;
using Names = std::vector<std::string>;

TEST_F(Transaction, NothingShowsBeforeTheCommit) {
  write("a", "old");
  FileTransaction transaction;
  transaction.stage(path("a"), "new");
  transaction.stage(path("b"), "other");
  EXPECT_EQ(read_bytes(path("a")), "old");
  EXPECT_FALSE(fs::exists(path("b")));
  transaction.commit();
  EXPECT_EQ(read_bytes(path("a")), "new");
  EXPECT_EQ(read_bytes(path("b")), "other");
  EXPECT_EQ(files(), (Names{"a", "b"}));
}

TEST_F(Transaction, WithoutCommitNothingIsLeft) {
  write("a", "old");
  {
    FileTransaction transaction;
    transaction.stage(path("a"), "new");
    transaction.stage(path("b"), "other");
    EXPECT_EQ(files().size(), 3U);
  }
  EXPECT_EQ(files(), (Names{"a"}));
  EXPECT_EQ(read_bytes(path("a")), "old");
}

TEST_F(Transaction, AFailedCommitPutsEverythingBack) {
  write("a", "old a");
  write("stale", "old side file");
  fs::create_directory(path("b"));  // cannot be replaced by a file
  write("b/inside", "x");
  {
    FileTransaction transaction;
    transaction.stage(path("a"), "new a");
    transaction.stage(path("b"), "new b");
    transaction.stage_removal(path("stale"));
    EXPECT_THROW(transaction.commit(), DataError);
  }
  EXPECT_EQ(read_bytes(path("a")), "old a");
  EXPECT_EQ(read_bytes(path("stale")), "old side file");
  EXPECT_EQ(read_bytes(path("b/inside")), "x");
  EXPECT_EQ(files(), (Names{"a", "b", "stale"}));
}

TEST_F(Transaction, RemovalsGoWithTheCommit) {
  write("a", "old");
  write("stale", "old");
  FileTransaction transaction;
  transaction.stage(path("a"), "new");
  transaction.stage_removal(path("stale"));
  transaction.stage_removal(path("never there"));
  EXPECT_TRUE(fs::exists(path("stale")));
  transaction.commit();
  EXPECT_EQ(files(), (Names{"a"}));
}

TEST_F(Transaction, FilesGetTheUsualPermissions) {
  write("plain", "x");
  FileTransaction transaction;
  transaction.stage(path("a"), "new");
  transaction.commit();
  EXPECT_EQ(fs::status(path("a")).permissions(), fs::status(path("plain")).permissions());
}

TEST_F(Transaction, AMissingFolderIsAnError) {
  FileTransaction transaction;
  EXPECT_THROW(transaction.stage(path("none/a"), "x"), DataError);
}

}  // namespace
}  // namespace cordon::test
