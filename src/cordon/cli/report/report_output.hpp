// A report as it is printed and written.
#pragma once

#include <string>

#include "cordon/cli/report/report_data.hpp"
#include "cordon/cli/report/report_text.hpp"
#include "cordon/io/text_output.hpp"

namespace cordon::cli {

/// For a terminal: sections of sentences; of long sections the first sentences.
std::string terminal_text(const ReportText& text);

/// CSV: one row a fact; Markdown: a page of sentences; JSON: both, with inputs and warnings.
std::string formatted(const ReportText& text, const ReportData& data, TextFormat format);

}  // namespace cordon::cli
