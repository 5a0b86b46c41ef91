#include "cordon/base/units.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "cordon/base/error.hpp"

namespace cordon {
namespace {

struct Written {
  std::string text;
  double metres;
};

TEST(ParseLength, KnowsEveryUnit) {
  const std::vector<Written> lengths{
      {"20km", 20'000},  {"20 km", 20'000}, {"20KM", 20'000},  {"500m", 500},
      {"10cm", 0.1},     {"1mm", 0.001},    {"12nmi", 22'224}, {"15mi", 24'140.16},
      {"1000ft", 304.8}, {"0.5km", 500},    {" 2 km ", 2'000}, {"1e3m", 1'000},
      {"0m", 0},         {"-3km", -3'000},  {".25km", 250},    {"200NMI", 370'400},
  };
  for (const Written& length : lengths)
    EXPECT_NEAR(parse_length(length.text).value, length.metres, 1e-12 * std::abs(length.metres))
        << length.text;
}

TEST(ParseLength, RefusesAndSaysTheFix) {
  struct Refused {
    std::string text, problem, advice;
  };
  const std::vector<Refused> all{
      {"20", "'20' has no unit", "20km"},
      {"20 ", "has no unit", "20km"},
      {"", "'' is not a length", "20km"},
      {"km", "'km' is not a length", "20km"},
      {"twenty km", "is not a length", "20km"},
      {"nan km", "is not a length", "20km"},
      {"inf m", "is not a length", "20km"},
      {"1e400m", "is not a length", "20km"},
      {"20kms", "unknown unit 'kms'", "20km"},
      {"20 parsecs", "unknown unit 'parsecs'", "20km"},
      {"20km 3", "unknown unit", "20km"},
      {"1,5km", "holds a comma", "1.5km"},
      {"12nm", "nanometres or nautical miles", "nmi"},
      {"0x10m", "unknown unit", "20km"},
  };
  for (const Refused& refused : all) {
    try {
      const Metres parsed = parse_length(refused.text);
      ADD_FAILURE() << "'" << refused.text << "' was read as " << parsed.value << " m";
    } catch (const UsageError& error) {
      EXPECT_NE(std::string(error.what()).find(refused.problem), std::string::npos)
          << refused.text << ": " << error.what();
      EXPECT_NE(error.advice().find(refused.advice), std::string::npos)
          << refused.text << ": " << error.advice();
    }
  }
}

TEST(FormatLength, IsShortAndExact) {
  const std::vector<Written> lengths{
      {"20 km", 20'000}, {"1.5 km", 1'500},
      {"1 km", 1'000},   {"999 m", 999},
      {"1 m", 1},        {"25 cm", 0.25},
      {"1 cm", 0.01},    {"1 mm", 0.001},
      {"0.1 mm", 1e-4},  {"0 m", 0},
      {"-3 km", -3'000}, {"370.4 km", 370'400},
      {"-5 cm", -0.05},  {"123.456 m", 123.456},
  };
  for (const Written& length : lengths)
    EXPECT_EQ(format_length(Metres{length.metres}), length.text);
}

TEST(FormatLength, IsReadBackAsTheSameLength) {
  for (const double metres : {0.001, 0.0123, 0.1, 0.999, 1.0, 12.5, 999.5, 1'000.0, 1'852.0,
                              24'140.16, 370'400.0, 2'000'000.0})
    EXPECT_NEAR(parse_length(format_length(Metres{metres})).value, metres, 1e-11 * metres);
}

}  // namespace
}  // namespace cordon
