// Folders that take their place whole, also on file systems that cannot exchange two of them, and
// when the program is killed at any of its steps.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/fs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "cordon/base/error.hpp"
#include "cordon/io/folder_swap.hpp"

namespace {

constexpr int kKilled = 99;  // exit code
bool exchanges = true;       // whether the file system is one that can
int dies_at = 0;             // the change of names that a process does not live to see; 0: none
int fails_at = 0;            // one that the file system refuses
int changes = 0;

int change_names(const char* from, const char* to, unsigned flags) {
  ++changes;
  if (changes == dies_at) _exit(kKilled);
  if (changes == fails_at) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags));
}

}  // namespace

// In the place of the C library's.
extern "C" int rename(const char* from, const char* to) noexcept {
  return change_names(from, to, 0);
}
extern "C" int renameat2(int, const char* from, int, const char* to, unsigned flags) noexcept {
  if (exchanges) return change_names(from, to, flags);
  errno = EINVAL;
  return -1;
}

namespace cordon {
namespace {

namespace fs = std::filesystem;

class Swap : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "cordon-swap-XXXXXX").string();
    ASSERT_NE(nullptr, mkdtemp(name.data()));
    folder = fs::canonical(name);
    target = folder / "package";
    exchanges = GetParam();
    dies_at = fails_at = changes = 0;
  }
  void TearDown() override { fs::remove_all(folder); }

  static void fill(const fs::path& place, const std::string& words) {
    fs::create_directories(place);
    for (const char* name : {"a.txt", "b.txt"}) std::ofstream(place / name) << words;
  }

  /// What both files of the package say; empty: there is none, or half of one.
  std::string words() const {
    std::set<std::string> found;
    for (const char* name : {"a.txt", "b.txt"}) {
      std::ifstream file(target / name);
      found.insert({std::istreambuf_iterator<char>(file), {}});
    }
    return found.size() == 1 ? *found.begin() : std::string();
  }

  std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder))
      found.insert(entry.path().filename().string());
    return found;
  }

  void swap_in(const std::string& words) const {
    FolderSwap swap(target);
    fill(swap.folder(), words);
    swap.commit();
  }

  /// The same in a process of its own, that dies at that change of names.
  int swap_and_die(const std::string& words, int at) const {
    const pid_t child = fork();
    if (child == 0) {
      changes = 0;
      dies_at = at;
      swap_in(words);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  }

  fs::path folder, target;
};

TEST_P(Swap, PutsTheNewFolderInItsPlace) {
  swap_in("first");
  EXPECT_EQ("first", words());
  swap_in("second");
  EXPECT_EQ("second", words());
  EXPECT_EQ(std::set<std::string>{"package"}, names());
}

TEST_P(Swap, WhatIsNotCommittedChangesNothing) {
  fill(target, "old");
  {
    FolderSwap swap(target);
    fill(swap.folder(), "new");
  }
  EXPECT_EQ("old", words());
  EXPECT_EQ(std::set<std::string>{"package"}, names());
}

TEST_P(Swap, WhoIsKilledAtAnyStepLeavesAWholePackageToTheNextRun) {
  int survived = 0;
  for (int step = 1; survived == 0; ++step) {
    SCOPED_TRACE(testing::Message() << "killed at change " << step);
    ASSERT_LT(step, 10);
    fs::remove_all(target);
    fill(target, "old");
    const int code = swap_and_die("new", step);
    if (code == 0) survived = step;
    { const FolderSwap next(target); }  // mends what is left
    EXPECT_EQ(std::set<std::string>{"package"}, names());
    EXPECT_TRUE(words() == "new" || (words() == "old" && code != 0)) << words();
  }
  EXPECT_EQ(GetParam() ? 2 : 4, survived);  // an exchange, or three changes of names
}

TEST_P(Swap, AFailureAtAnyStepLeavesTheOldPackage) {
  const int steps = GetParam() ? 1 : 2;
  for (int step = 1; step <= steps; ++step) {
    SCOPED_TRACE(testing::Message() << "failed at change " << step);
    fs::remove_all(target);
    fill(target, "old");
    changes = 0;
    fails_at = step;
    EXPECT_THROW(swap_in("new"), DataError);
    fails_at = 0;
    EXPECT_EQ("old", words());
    EXPECT_EQ(std::set<std::string>{"package"}, names());
  }
}

TEST_P(Swap, AnOldPackageThatCannotBeMovedAwayIsNoFailure) {
  exchanges = false;
  fill(target, "old");
  fails_at = 3;
  swap_in("new");
  fails_at = 0;
  EXPECT_EQ("new", words());
  swap_in("newer");
  EXPECT_EQ("newer", words());
  EXPECT_EQ(std::set<std::string>{"package"}, names());
}

TEST_P(Swap, TwoRunsDoNotMakeTheSameFolder) {
  const FolderSwap first(target);
  EXPECT_THROW(FolderSwap second(target), DataError);
}

INSTANTIATE_TEST_SUITE_P(FileSystems, Swap, testing::Bool(), [](const auto& test) {
  return test.param ? "ThatExchange" : "ThatDoNot";
});

}  // namespace
}  // namespace cordon
