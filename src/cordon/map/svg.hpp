// A scene as SVG, and measured as it will be drawn.
#pragma once

#include <string>
#include <vector>

#include "cordon/map/scene.hpp"

namespace cordon::map {

/// SVG 1.1 (with `paint-order`, which SVG 2 has): one style sheet, a group with an id for each
/// group of the scene, every text a <text> element. An area of class "zone-left", "zone-right" or
/// "possible" is followed by another, of class "hatch" and "hatch-left", "hatch-right" or
/// "hatch-possible", for the patterns of these names. Same scene, same bytes.
std::string svg_text(const Scene& scene);

/// The box that each text takes on the page when it is drawn with that style sheet, with its halo,
/// in the order of the texts. Throws DataError for a style sheet that
/// cannot be read (see style_sheet.hpp).
std::vector<Rect> measure_texts(const std::vector<Text>& texts, const std::string& css,
                                const std::string& language);

/// The scene's picture, page.density pixels for each CSS pixel. Throws DataError.
std::string png_bytes(const std::string& svg, const Page& page);

/// One page, text as text, fonts embedded. Throws DataError.
std::string pdf_bytes(const std::string& svg, const Page& page);

/// Characters that no installed font has: "U+0639 (ARABIC LETTER AIN)"; without repetition.
std::vector<std::string> missing_glyphs(const std::vector<std::string>& texts);

}  // namespace cordon::map
