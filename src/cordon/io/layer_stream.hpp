// A layer on WGS84, a batch at a time, checked as a whole.
#pragma once

#include <ogrsf_frmts.h>

#include <future>
#include <optional>
#include <vector>

#include "cordon/io/layer_crs.hpp"
#include "cordon/io/layer_input.hpp"
#include "cordon/io/place_checks.hpp"
#include "cordon/io/source.hpp"

namespace cordon {

/// Whether lines of different features belong together, so that gaps between them mean something.
enum class Together { yes, no };

class LayerStream {
 public:
  /// Throws UsageError as parts_reader().
  LayerStream(const OpenSource& source, OGRLayer& layer, const std::vector<int>& attributes,
              const SourceOptions& options, const BatchSize& size);

  /// Reads all once. Findings are those of PartsReader, layer_crs.hpp and place_checks.hpp, "gap"
  /// of one batch with Together::yes. Inspection::shape stays empty. Throws UsageError for an
  /// input CRS that does not fit.
  LayerInspection check(Together together);

  const ShapeCounts& counts() const { return checks_.counts; }

  /// The next batch, from the first on, once check() has found no error; false after the last one.
  /// Throws FindingError if the layer is not what was checked.
  bool next(Parts& batch);

 private:
  enum class Step { done, again, failed };

  struct Checks {
    ShapeCounts counts;
    Findings transform;
    Sample sample;
    AntimeridianCheck antimeridian;
    FeatureGapCheck gaps;
    Findings whole_gaps;
  };

  Step check_batches(Together together, LayerInspection& result);
  Step to_wgs84(Parts& batch, LayerInspection& result);
  bool settle_crs(const Parts& batch);
  bool settle_crs_by_all(LayerInspection& result);
  void look_at(const Parts& batch, Together together);
  void tell_checks(Together together, LayerInspection& result);
  bool read_rest();
  void expect_unchanged() const;

  const OpenSource& source_;
  OGRLayer& layer_;
  const SourceOptions& options_;
  BatchSize size_;
  Place place_;
  PartsReader reader_;
  std::future<Land> land_;

  Crs crs_;  // once it is settled
  bool north_first_ = false;
  bool range_checked_ = false;  // of all there is
  Operation operation_ = Operation::exact;
  Checks checks_;
  std::size_t batches_ = 0;
  Parts only_;  // the batch, if it is the only one
  std::size_t features_ = 0, vertices_ = 0;
  bool reading_again_ = false;
};

}  // namespace cordon
