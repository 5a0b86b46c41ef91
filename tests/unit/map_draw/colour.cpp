#include "colour.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cordon::map {
namespace {

constexpr std::array<Light, 3> kToXyz{{{0.4124564, 0.3575761, 0.1804375},
                                       {0.2126729, 0.7151522, 0.0721750},
                                       {0.0193339, 0.1191920, 0.9503041}}};
constexpr Light kWhite{0.95047, 1.0, 1.08883};
constexpr double kDegree = std::numbers::pi / 180;

Light times(const std::array<Light, 3>& m, const Light& v) {
  Light result{};
  for (std::size_t i = 0; i < 3; ++i) result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return result;
}

double hue(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double degrees = std::atan2(b, a) / kDegree;
  return degrees < 0 ? degrees + 360 : degrees;
}

}  // namespace

const std::vector<Vision>& visions() {
  static const std::vector<Vision> all{{"ordinary", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
                                       {"protanopia",
                                        {{{0.152286, 1.052583, -0.204868},
                                          {0.114503, 0.786281, 0.099216},
                                          {-0.003882, -0.048116, 1.051998}}}},
                                       {"deuteranopia",
                                        {{{0.367322, 0.860646, -0.227968},
                                          {0.280085, 0.672501, 0.047413},
                                          {-0.011820, 0.042940, 0.968881}}}},
                                       {"tritanopia",
                                        {{{1.255528, -0.076749, -0.178779},
                                          {-0.078411, 0.930809, 0.147602},
                                          {0.004733, 0.691367, 0.303900}}}}};
  return all;
}

const Vision& without_colour() {
  static const Vision grey{"grey", {{kToXyz[1], kToXyz[1], kToXyz[1]}}};
  return grey;
}

Light light_of(const Colour& colour) {
  Light light{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = colour[i] / 255.0;
    light[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return light;
}

double luminance(const Colour& colour) {
  return times(kToXyz, light_of(colour))[1];
}

double contrast(const Colour& a, const Colour& b) {
  const double one = luminance(a) + 0.05;
  const double other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

Lab seen(const Colour& colour, const Vision& vision) {
  Light light = times(vision.matrix, light_of(colour));
  for (double& channel : light) channel = std::clamp(channel, 0.0, 1.0);
  Light f = times(kToXyz, light);
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = f[i] / kWhite[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double difference_2000(const Lab& one, const Lab& two) {
  const double mean_chroma = (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2;
  const double seventh = std::pow(mean_chroma, 7);
  const double g = 0.5 * (1 - std::sqrt(seventh / (seventh + std::pow(25.0, 7))));
  const double a1 = (1 + g) * one[1];
  const double a2 = (1 + g) * two[1];
  const double c1 = std::hypot(a1, one[2]);
  const double c2 = std::hypot(a2, two[2]);
  const double h1 = hue(a1, one[2]);
  const double h2 = hue(a2, two[2]);
  const bool grey = c1 * c2 == 0;
  const double dh = grey ? 0 : std::remainder(h2 - h1, 360.0);
  const double d_hue = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * kDegree);
  double h = h1 + h2;
  if (!grey) h = std::abs(h1 - h2) <= 180 ? h / 2 : (h < 360 ? h / 2 + 180 : h / 2 - 180);
  const double l = (one[0] + two[0]) / 2;
  const double c = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos((h - 30) * kDegree) + 0.24 * std::cos(2 * h * kDegree) +
                   0.32 * std::cos((3 * h + 6) * kDegree) - 0.20 * std::cos((4 * h - 63) * kDegree);
  const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
  const double sc = 1 + 0.045 * c;
  const double sh = 1 + 0.015 * c * t;
  const double theta = 30 * std::exp(-std::pow((h - 275) / 25, 2));
  const double c7 = std::pow(c, 7);
  const double rc = 2 * std::sqrt(c7 / (c7 + std::pow(25.0, 7)));
  const double rt = -std::sin(2 * theta * kDegree) * rc;
  const double dl = (two[0] - one[0]) / sl;
  const double dc = (c2 - c1) / sc;
  const double dhue = d_hue / sh;
  return std::sqrt(dl * dl + dc * dc + dhue * dhue + rt * dc * dhue);
}

Colour blended(const Colour& ground, const Colour& paint, double opacity) {
  Colour result{};
  for (std::size_t i = 0; i < 3; ++i)
    result[i] = static_cast<int>(std::lround(ground[i] + opacity * (paint[i] - ground[i])));
  return result;
}

}  // namespace cordon::map
