#include "judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "random.hpp"

namespace cordon {

Judged judge(const Shape& shape, const ZoneOptions& options, const oracle::Effort& effort) {
  constexpr double kNoise = 1e-6;  // m
  Judged judged{build_zone(shape, options), {}};
  judged.report = oracle::check_zone(shape, options, judged.zone.polygons, effort);
  EXPECT_TRUE(judged.report.holds()) << judged.report;
  const Certificate& certificate = judged.zone.certificate;
  EXPECT_TRUE(certificate.holds());
  EXPECT_LE(certificate.max_error(), options.tolerance.value);
  EXPECT_GE(certificate.outward_error, judged.report.boundary.outward - kNoise) << judged.report;
  EXPECT_GE(certificate.inward_error, judged.report.boundary.inward - kNoise) << judged.report;
  return judged;
}

ZoneOptions zone_options(Method method, double distance, double tolerance) {
  ZoneOptions options;
  options.method = method;
  options.distance = Metres{distance};
  options.tolerance = Metres{tolerance};
  options.threads = oracle::test_threads();
  return options;
}

std::string name_of(Method method) {
  return method == Method::exact ? "exact" : "projected";
}

std::string name_of(Metres length) {
  std::string name = format_length(length);
  std::erase(name, ' ');
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

const std::vector<oracle::Case>& all_cases() {
  static const std::vector<oracle::Case> all = [] {
    std::vector<oracle::Case> cases = oracle::real_cases();
    for (const auto& more : {oracle::large_cases(), oracle::hard_cases()})
      cases.insert(cases.end(), more.begin(), more.end());
    return cases;
  }();
  return all;
}

const oracle::Case& case_named(const std::string& name) {
  const auto found = std::find_if(all_cases().begin(), all_cases().end(),
                                  [&](const oracle::Case& c) { return c.name == name; });
  if (found == all_cases().end()) throw std::out_of_range("no case is called " + name);
  return *found;
}

}  // namespace cordon
