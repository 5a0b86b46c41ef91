// Running the steps of a package: commands as programs of their own, side by side.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cordon/base/progress.hpp"
#include "cordon/cli/publish/plan.hpp"
#include "cordon/cli/publish/provenance.hpp"

namespace cordon::cli {

/// What is done about a step before it is run: what it made earlier, if that will do.
using Earlier = std::function<std::optional<MadeStep>(const Step&)>;

/// Makes the files of all steps in the folder; of each, `earlier` is asked when those that it comes
/// after are there, and what it gives must be in the folder then. Keys are left empty. Throws
/// DataError or CertificateError with the title of the first step that failed, and Cancelled.
///
/// Commands run as programs of their own, since each has the signals, the messages and the caches
/// of GDAL, PROJ and Pango for itself, and one that crashes is a step that failed.
void run_steps(const Plan& plan, const std::filesystem::path& folder, unsigned threads,
               const Earlier& earlier, const std::function<void(const Step&, MadeStep)>& done,
               const Progress& progress);

}  // namespace cordon::cli
