// A source in batches tells and gives what it does in one.
#include <fmt/format.h>

#include <functional>

#include "cordon/base/error.hpp"
#include "fixtures.hpp"

namespace cordon::test {
namespace {

class Batches : public IoTest, public ::testing::WithParamInterface<std::size_t> {
 protected:
  BatchSize size() const { return {GetParam(), std::numeric_limits<std::size_t>::max()}; }

  /// A FindingError's or UsageError's words; "" if there is none.
  static std::string words(const std::function<void()>& read) {
    try {
      read();
    } catch (const FindingError& error) {
      return fmt::format("{}: {} / {}", error.code(), error.what(), error.advice());
    } catch (const Error& error) {
      return fmt::format("{} / {}", error.what(), error.advice());
    }
    return {};
  }

  void expect_as_in_one(const SourceOptions& options) const {
    SourceOptions whole = options;
    whole.by_feature = true;
    const std::string expected = words([&] { read_source(whole); });
    EXPECT_EQ(words([&] { const SourceReader reader(options, size()); }), expected);
    if (!expected.empty()) return;
    const Source source = read_source(whole);
    SourceReader reader(options, size());
    EXPECT_EQ(reader.source().sha256, source.sha256);
    EXPECT_EQ(reader.source().crs, source.crs);
    EXPECT_EQ(reader.source().vertices, source.vertices);
    EXPECT_EQ(reader.source().counts.lines, source.shape.lines.size());
    EXPECT_EQ(reader.source().counts.points, source.shape.points.size());
    expect_same_findings(without_gaps(source.findings), without_gaps(reader.source().findings));
    expect_same_features(source.by_feature, reader);
  }

 private:
  /// Those between features are told of whole sources only.
  static Findings without_gaps(Findings findings) {
    std::erase_if(findings, [](const Finding& finding) { return finding.code == "gap"; });
    return findings;
  }

  static void expect_same_findings(const Findings& expected, const Findings& findings) {
    ASSERT_EQ(findings.size(), expected.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
      EXPECT_EQ(findings[i].code, expected[i].code);
      EXPECT_EQ(findings[i].problem, expected[i].problem);
    }
  }

  void expect_same_features(const std::vector<SourceFeature>& expected,
                            SourceReader& reader) const {
    std::size_t next = 0;
    for (auto batch = reader.next(); !batch.empty(); batch = reader.next()) {
      EXPECT_LE(batch.size(), GetParam());
      for (const SourceFeature& feature : batch) {
        ASSERT_LT(next, expected.size());
        EXPECT_EQ(feature.id, expected[next].id);
        EXPECT_EQ(feature.shape.lines, expected[next].shape.lines);
        EXPECT_EQ(feature.shape.points, expected[next].shape.points);
        ASSERT_EQ(feature.attributes.size(), expected[next].attributes.size());
        for (std::size_t k = 0; k < feature.attributes.size(); ++k)
          EXPECT_EQ(feature.attributes[k].value, expected[next].attributes[k].value);
        ++next;
      }
    }
    EXPECT_EQ(next, expected.size());
  }
};

INSTANTIATE_TEST_SUITE_P(Sizes, Batches, ::testing::Values(1, 7, 1000),
                         ::testing::PrintToStringParamName());

/// Lines of 0.01 degrees, 0.1 degrees apart.
std::vector<std::string> lines(int count, double lon = 36, double lat = 35) {
  std::vector<std::string> wkt;
  for (int i = 0; i < count; ++i)
    wkt.push_back(fmt::format("LINESTRING ({0:.1f} {1},{0:.1f}1 {1})", lon + 0.1 * (i % 100), lat));
  return wkt;
}

std::string csv(const std::vector<std::string>& wkt) {
  std::string text = "WKT,name\n";
  for (const std::string& line : wkt) text += '"' + line + "\",x\n";
  return text;
}

TEST_P(Batches, FindingsOfAllBatchesAreToldOnce) {
  std::vector<std::string> wkt = lines(20);
  wkt[2] = "";
  wkt[9] = wkt[15] = "LINESTRING (36 35,36 35)";
  wkt[18] = "LINESTRING (179 35,-179 35)";
  for (const char* file : {"a.fgb", "a.gpkg", "a.geojson"}) {
    SCOPED_TRACE(file);
    const std::string name = file;
    make_vector(name == "a.fgb"    ? "FlatGeobuf"
                : name == "a.gpkg" ? "GPKG"
                                   : "GeoJSON",
                path(name), {{"line", wkt}},
                name == "a.fgb" ? std::vector<std::string>{"SPATIAL_INDEX=NO"}
                                : std::vector<std::string>{});
    expect_as_in_one(options_for(path(name)));
  }
}

TEST_P(Batches, GapsWithinAFeature) {
  std::vector<std::string> wkt = lines(10);
  wkt[8] = "MULTILINESTRING ((36 36,36.1 36),(36.1001 36,36.2 36))";
  make_vector("GPKG", path("a.gpkg"), {{"line", wkt}});
  const SourceReader reader(options_for(path("a.gpkg")), size());
  EXPECT_NE(problem_of(reader.source().findings, "gap").find("two parts of feature 9"),
            std::string::npos);
}

TEST_P(Batches, GapsBetweenFeaturesMeanNothing) {
  make_vector("GPKG", path("a.gpkg"),
              {{"line", {"LINESTRING (36 35,36.1 35)", "LINESTRING (36.1001 35,36.2 35)"}}});
  EXPECT_EQ(warning_codes(options_for(path("a.gpkg"))), (std::vector<std::string>{"gap"}));
  EXPECT_TRUE(SourceReader(options_for(path("a.gpkg")), size()).source().findings.empty());
}

TEST_P(Batches, AnErrorInTheLastFeatureIsFoundBeforeAnyIsGiven) {
  const std::string file = write("a.csv", csv(lines(20)) + "\"LINESTRING (36 35,nan 35)\",x\n");
  SourceOptions options = options_for(file);
  options.input_crs = "EPSG:4326";
  EXPECT_NE(words([&] { const SourceReader reader(options, size()); }).find("not-finite"),
            std::string::npos);
  expect_as_in_one(options);
}

TEST_P(Batches, CoordinatesOfTheLastFeatureDecideAboutTheCrs) {
  // In degrees but for the last one; in metres but for the first ones, near the origin.
  std::vector<std::string> degrees = lines(20);
  degrees.push_back("LINESTRING (300000 3900000,310000 3900000)");
  make_vector("FlatGeobuf", path("a.fgb"), {{"line", degrees}}, {"SPATIAL_INDEX=NO"});
  expect_as_in_one(options_for(path("a.fgb")));
  make_vector("GPKG", path("metres.gpkg"), {{"line", degrees, "EPSG:3857"}});
  expect_as_in_one(options_for(path("metres.gpkg")));
  make_vector("GPKG", path("wrong.gpkg"), {{"line", lines(20), "EPSG:32637"}});
  expect_as_in_one(options_for(path("wrong.gpkg")));
  make_vector("GeoJSON", path("a.geojson"), {{"line", degrees}}, {"RFC7946=YES"});
  SourceOptions options = options_for(path("a.geojson"));
  expect_as_in_one(options);
  options.input_crs = "EPSG:3857";
  expect_as_in_one(options);
}

TEST_P(Batches, SwappedAxesShowInAnyBatch) {
  make_vector("GPKG", path("sea.gpkg"), {{"line", lines(30, 39.9, -8.2)}});
  EXPECT_EQ(warning_codes(options_for(path("sea.gpkg"))),
            (std::vector<std::string>{"swapped-axes-likely"}));
  expect_as_in_one(options_for(path("sea.gpkg")));
}

using BatchOfVertices = IoTest;

TEST_F(BatchOfVertices, EndsBeforeThereAreMore) {
  make_vector("GPKG", path("a.gpkg"), {{"line", lines(10)}});
  SourceReader reader(options_for(path("a.gpkg")), {1000, 5});
  EXPECT_EQ(reader.next().size(), 3U);
}

TEST_P(Batches, ASourceThatChangesWhileItIsReadIsAnError) {
  if (GetParam() > 20) return;  // few batches: OGR may have read ahead
  const std::string text = csv(lines(2000));
  SourceOptions options = options_for(write("a.csv", text));
  options.input_crs = "EPSG:4326";
  SourceReader reader(options, size());
  cut(options.path, text.size() / 2);
  EXPECT_NE(words([&] {
              while (!reader.next().empty()) continue;
            }),
            "");
}

}  // namespace
}  // namespace cordon::test
