// Colours as people see them, with ordinary and with deficient colour vision.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "picture.hpp"

namespace cordon::map {

/// Red, green and blue in [0, 1], linear in light.
using Light = std::array<double, 3>;

/// CIE L*a*b*, D65.
using Lab = std::array<double, 3>;

struct Vision {
  std::string name;
  std::array<Light, 3> matrix;  ///< rows, upon linear light
};

/// Ordinary vision; protanopia, deuteranopia and tritanopia by Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009),
/// severity 1.
const std::vector<Vision>& visions();

/// Shades of grey: a photocopy.
const Vision& without_colour();

Light light_of(const Colour& colour);

/// Relative luminance, WCAG 2.
double luminance(const Colour& colour);

/// Contrast ratio, WCAG 2: 1 to 21.
double contrast(const Colour& a, const Colour& b);

Lab seen(const Colour& colour, const Vision& vision);

/// CIEDE2000: Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Research and
/// Application 30 (2005).
double difference_2000(const Lab& a, const Lab& b);

/// Of paint of some opacity upon a ground.
Colour blended(const Colour& ground, const Colour& paint, double opacity);

}  // namespace cordon::map
