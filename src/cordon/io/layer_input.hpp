// From a layer to its parts and their CRS: what reading lines and reading areas have in common.
#pragma once

#include <ogrsf_frmts.h>

#include <future>
#include <string>
#include <vector>

#include "cordon/io/finding.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_geometry.hpp"
#include "cordon/io/open_source.hpp"
#include "cordon/io/source.hpp"

namespace cordon {

/// The digest of Source::sha256, computed while the source is read.
std::future<std::string> start_digest(const OpenSource& source);

/// Indices of all fields of a layer but those that its geometry is read from as text.
std::vector<int> attribute_fields(const OpenSource& source, OGRLayer& layer);

std::vector<std::string> field_names(OGRLayer& layer);

/// Reads the features that options.where lets pass, with the values of `attributes`. Throws
/// UsageError if the condition does not work.
PartsReader parts_reader(const OpenSource& source, OGRLayer& layer,
                         const std::vector<int>& attributes, const SourceOptions& options,
                         const Place& place);

/// What PartsReader tells, and "no-match".
void tell(const PartsReader& reader, const SourceOptions& options, Findings& findings);

/// All features in one batch.
Parts read_layer(const OpenSource& source, OGRLayer& layer, const std::vector<int>& attributes,
                 const SourceOptions& options, const Place& place, Findings& findings);

/// What decides about the CRS of a layer.
CrsQuestion crs_question(const OpenSource& source, OGRLayer& layer, const SourceOptions& options);

/// The CRS of the parts, which are put east first; null, with a finding, if nobody says.
Crs locate(const OpenSource& source, OGRLayer& layer, const SourceOptions& options,
           const Place& place, Parts& parts, Findings& findings);

/// Throws FindingError for the first finding that is an error.
void throw_first_error(const Findings& findings);

}  // namespace cordon
