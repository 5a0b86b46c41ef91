#include "cordon/io/connection.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cordon/base/error.hpp"
#include "cordon/io/output.hpp"

namespace cordon {
namespace {

TEST(Connection, IsToldFromFiles) {
  for (const char* name : {"PG:", "pg:dbname=x", "PG:service=news", "postgresql://host/db",
                           "PG:postgres://host/db", "POSTGRESQL://host"})
    EXPECT_TRUE(is_database(name)) << name;
  for (const char* name : {"", "P", "PG", "PGX:dbname=x", "line.gpkg", "./PG:x", "http://host/db"})
    EXPECT_FALSE(is_database(name)) << name;
}

TEST(Connection, ShowsWhichDatabaseItIs) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"line.geojson", "line.geojson"},
      {"folder/password=x", "folder/password=x"},
      {"PG:", "PG:"},
      {"PG:dbname=gis password=s user=u", "PG:dbname=gis user=u"},
      {"PG: dbname = 'my db'  host='' options='-c x=y'", "PG:dbname='my db' host=''"},
      {R"(PG:user=a\ b password='it\'s b' port=1)", "PG:user='a b' port=1"},
      {"PG:password=s", "PG:"},
      {"PG:sslpassword=s dbname=a", "PG:dbname=a"},
      {"PG:dbname=gis tables=front.lines active_schema=s",
       "PG:dbname=gis tables=front.lines active_schema=s"},
      {"PG:dbname='host=h password=s'", "PG:"},
      {"PG:dbname=postgresql://u:s@h/db", "PG:"},
      {"PG:dbname", "PG:"},
      {"postgresql://u:s@h:5432/db?sslmode=require", "postgresql://u@h:5432/db"},
      {"PG:postgresql://h/db", "postgresql://h/db"},
      {"postgres://u@h1:1,h2:2/db", "postgresql://u@h1:1,h2:2/db"},
      {"postgresql://u:s@s@h/db", "postgresql://***"},
      {"postgresql://u:s/s@h/db", "postgresql://***"},
      {"postgresql://h/db?password=s@x", "postgresql://h/db"},
      {"postgresql://:s@h/db", "postgresql://h/db"}};
  for (const auto& [name, shown] : cases) {
    EXPECT_EQ(shown, shown_name(name)) << name;
    EXPECT_EQ(shown, shown_name(shown)) << name;
  }
}

TEST(Connection, NamesTheSource) {
  EXPECT_EQ("line.shp", source_name("a/b/line.shp", "line"));
  EXPECT_EQ("PG:gis/public.lines", source_name("PG:dbname=gis password=x", "public.lines"));
  EXPECT_EQ("PG:gis", source_name("postgresql://u:x@h/gis?a=b"));
  EXPECT_EQ("PG:news", source_name("PG:service=news"));
  EXPECT_EQ("PG:gis", source_name("PG:service=news dbname=gis"));
  EXPECT_EQ("PG:/t", source_name("PG:", "t"));
}

TEST(Connection, IsCheckedBeforeLibpqComplains) {
  for (const char* name : {"line.gpkg", "PG:", "PG:a=b", "PG:a = 'b c' d=e\\ f",
                           "PG:a=", "postgresql://u:p%40x@h/db", "postgresql://h?x=a@b"})
    EXPECT_NO_THROW(check_connection(name)) << name;
  for (const char* name : {"PG:a", "PG:a=b c", "PG:=b", "PG:a='b", "PG:a=b password=my secret",
                           "postgresql://u:p@x@h/db", "PG:postgres://u:p/x@h/db"}) {
    try {
      check_connection(name);
      ADD_FAILURE() << name;
    } catch (const UsageError& error) {
      const std::string text = std::string(error.what()) + error.advice();
      EXPECT_EQ(std::string::npos, text.find("secret")) << text;
    }
  }
}

TEST(Connection, TextsLoseTheirPasswords) {
  EXPECT_EQ("a 'PG:dbname=x password=***' b", without_passwords("a 'PG:dbname=x password=s' b"));
  EXPECT_EQ("PASSWORD = '***' x", without_passwords(R"(PASSWORD = 'it\'s' x)"));
  EXPECT_EQ("'postgresql://u:***@h/db'", without_passwords("'postgresql://u:a@b@h/db'"));
  EXPECT_EQ("password=", without_passwords("password="));
  EXPECT_EQ("the password is wrong", without_passwords("the password is wrong"));
  EXPECT_EQ("postgresql://h:1/db", without_passwords("postgresql://h:1/db"));
}

TEST(Connection, PasswordsBeginSomewhere) {
  EXPECT_EQ(std::string::npos, password_in("PG:dbname=x"));
  EXPECT_EQ(12U, password_in("PG:password=x"));
  EXPECT_EQ(15U, password_in("postgresql://u:s@h"));
}

TEST(TableName, IsReadAsSqlWritesIt) {
  const auto read = [](const std::string& text) {
    const OutputTable name = parse_table_name(text);
    return name.schema + "|" + name.table;
  };
  EXPECT_EQ("|zone", read("zone"));
  EXPECT_EQ("front|zone", read("front.zone"));
  EXPECT_EQ("a.b|C d", read("\"a.b\".C d"));
  EXPECT_EQ("|a\"b", read("\"a\"\"b\""));
  EXPECT_EQ("s|a\";--", read("s.a\";--"));
  for (const char* text : {"", ".", "a.", ".a", "a.b.c", "\"a", "\"a\"b", "\"\"", "\"\".a"})
    EXPECT_THROW(parse_table_name(text), UsageError) << text;
}

}  // namespace
}  // namespace cordon
