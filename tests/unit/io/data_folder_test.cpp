#include "cordon/io/data_folder.hpp"

#include <cstdlib>

#include "fixtures.hpp"

namespace cordon::test {
namespace {

class DataFolder : public IoTest {
 protected:
  DataFolder() {
    if (const char* value = std::getenv("CORDON_DATA")) saved_ = value;
  }
  ~DataFolder() override {
    if (saved_.empty())
      unsetenv("CORDON_DATA");
    else
      setenv("CORDON_DATA", saved_.c_str(), 1);
  }

 private:
  std::string saved_;
};

TEST_F(DataFolder, ChosenFolderComesBeforeTheEnvironment) {
  write("a.txt", "x");
  setenv("CORDON_DATA", CORDON_DATA_FOLDER, 1);
  EXPECT_EQ(data_folder(folder_.string()), folder_);
  EXPECT_EQ(data_file("a.txt", folder_.string()), folder_ / "a.txt");
  EXPECT_EQ(data_folder(), std::filesystem::path(CORDON_DATA_FOLDER));
  EXPECT_TRUE(data_file("natural-earth/natural-earth.gpkg").has_value());
}

TEST_F(DataFolder, AWrongChoiceIsNotReplacedByAnother) {
  setenv("CORDON_DATA", CORDON_DATA_FOLDER, 1);
  EXPECT_FALSE(data_folder(path("missing")).has_value());
  setenv("CORDON_DATA", path("missing").c_str(), 1);
  EXPECT_FALSE(data_folder().has_value());
  EXPECT_FALSE(data_file("missing.gpkg", CORDON_DATA_FOLDER).has_value());
}

}  // namespace
}  // namespace cordon::test
