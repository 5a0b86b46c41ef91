#include "cordon/io/layer_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "cordon/io/data_folder.hpp"

namespace cordon {
namespace {

void append(Findings& to, const Findings& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void count(const Parts& batch, ShapeCounts& counts) {
  counts.points += batch.shape.points.size();
  counts.lines += batch.shape.lines.size();
  counts.areas += batch.shape.areas.size();
  std::vector<bool> filled(batch.features.size(), false);
  for (const auto* owners : {&batch.point_feature, &batch.line_feature, &batch.area_feature})
    for (const std::size_t feature : *owners) filled[feature] = true;
  counts.features += static_cast<std::size_t>(std::count(filled.begin(), filled.end(), true));
}

/// Each batch may tell the same once more.
void append_new(Findings& to, const Findings& from) {
  for (const Finding& finding : from)
    if (std::none_of(to.begin(), to.end(),
                     [&](const Finding& f) { return f.code == finding.code; }))
      to.push_back(finding);
}

/// As far as the layer says.
bool is_geographic(OGRLayer& layer) {
  const OGRSpatialReference* crs = layer.GetSpatialRef();
  return crs == nullptr || crs->IsGeographic() != 0;
}

}  // namespace

LayerStream::LayerStream(const OpenSource& source, OGRLayer& layer,
                         const std::vector<int>& attributes, const SourceOptions& options,
                         const BatchSize& size)
    : source_(source),
      layer_(layer),
      options_(options),
      size_(size),
      place_{source.path, layer_name(source, layer, options)},
      reader_(parts_reader(source, layer, attributes, options, place_)),
      land_(load_land(data_file("natural-earth/natural-earth.gpkg", options.data_folder),
                      is_geographic(layer))) {}

LayerInspection LayerStream::check(Together together) {
  LayerInspection result;
  result.name = place_.layer;
  result.geometry_type = OGRGeometryTypeToName(layer_.GetGeomType());
  Step step = check_batches(together, result);
  while (step == Step::again) {
    reader_.rewind();
    step = check_batches(together, result);
  }
  features_ = result.features = reader_.features();
  vertices_ = result.vertices = reader_.vertices();
  result.extent = reader_.extent();
  Findings located = std::exchange(result.findings, {});
  tell(reader_, options_, result.findings);
  append(result.findings, located);
  if (vertices_ == 0) {
    if (!options_.input_crs.empty()) named_crs(options_.input_crs, "--input-crs");
    result.crs = crs_text(layer_.GetSpatialRef());
  } else if (step == Step::done) {
    tell_checks(together, result);
  }
  return result;
}

LayerStream::Step LayerStream::check_batches(Together together, LayerInspection& result) {
  checks_ = {};
  only_ = {};
  result.findings.clear();
  Parts batch;
  for (batches_ = 0; reader_.next(size_, batch);) {
    ++batches_;
    if (batch.vertices > 0) {
      const Step step = to_wgs84(batch, result);
      if (step == Step::failed) read_rest();
      if (step != Step::done) return step;
      look_at(batch, together);
    }
    only_ = batches_ == 1 ? std::move(batch) : Parts();
  }
  return Step::done;
}

/// What the first batch says about the CRS may look different with the whole layer in sight.
LayerStream::Step LayerStream::to_wgs84(Parts& batch, LayerInspection& result) {
  if (!range_checked_ && !settle_crs(batch)) {
    const bool more = read_rest();
    if (!settle_crs_by_all(result)) return Step::failed;
    if (more || batches_ > 1) return Step::again;
  }
  result.crs = crs_text(crs_.get());
  if (north_first_) swap_axes(batch);
  const Operation before = operation_;
  Findings found;
  const bool moved = transform_to_wgs84(*crs_, operation_, batch, place_, found);
  append_new(checks_.transform, found);
  if (!moved) {
    append(result.findings, checks_.transform);
    return Step::failed;
  }
  return operation_ != before && batches_ > 1 ? Step::again : Step::done;
}

/// False if it takes all coordinates to tell.
bool LayerStream::settle_crs(const Parts& batch) {
  Findings ignored;
  Parts box;
  box.extent = batch.extent;
  const CrsQuestion question = crs_question(source_, layer_, options_);
  if (!crs_) {
    if (question.only_by_default && !question.input_crs.empty()) return false;
    crs_ = resolve_crs(question, box, place_, ignored);
    if (!crs_) return false;
    north_first_ = is_north_first(*crs_);
    if (north_first_) crs_->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  }
  if (north_first_) swap_axes(box);
  if (crs_->IsGeographic() == 0 && fits_degrees(box.extent)) return false;
  return check_range(*crs_, box, place_, ignored);
}

bool LayerStream::settle_crs_by_all(LayerInspection& result) {
  Parts box;
  box.extent = reader_.extent();
  crs_ = resolve_crs(crs_question(source_, layer_, options_), box, place_, result.findings);
  if (!crs_) return false;
  north_first_ = is_north_first(*crs_);
  put_east_first(*crs_, box);
  result.crs = crs_text(crs_.get());
  range_checked_ = check_range(*crs_, box, place_, result.findings);
  return range_checked_;
}

void LayerStream::look_at(const Parts& batch, Together together) {
  count(batch, checks_.counts);
  if (crs_->IsGeographic() != 0) checks_.sample.add(batch);
  checks_.antimeridian.add(batch);
  if (together == Together::no)
    checks_.gaps.add(batch);
  else
    check_gaps(batch, place_, checks_.whole_gaps);
}

void LayerStream::tell_checks(Together together, LayerInspection& result) {
  Findings& findings = result.findings;
  append(findings, checks_.transform);
  check_swapped(checks_.sample, land_, place_, findings);
  checks_.antimeridian.tell(place_, findings);
  if (together == Together::no) checks_.gaps.tell(place_, findings);
  append(findings, checks_.whole_gaps);
}

/// Whether there was any.
bool LayerStream::read_rest() {
  bool any = false;
  for (Parts batch; reader_.next({size_.features, size_.vertices}, batch);) any = true;
  return any;
}

bool LayerStream::next(Parts& batch) {
  if (batches_ <= 1) {
    batch = std::exchange(only_, {});
    return !batch.features.empty();
  }
  if (!std::exchange(reading_again_, true)) reader_.rewind();
  if (!reader_.next(size_, batch)) {
    expect_unchanged();
    return false;
  }
  if (north_first_) swap_axes(batch);
  Findings found;
  transform_to_wgs84(*crs_, operation_, batch, place_, found);
  throw_first_error(found);
  return true;
}

void LayerStream::expect_unchanged() const {
  Findings findings;
  tell(reader_, options_, findings);
  throw_first_error(findings);
  if (reader_.features() != features_ || reader_.vertices() != vertices_)
    throw FindingError({Severity::error, "changed-file",
                        fmt::format("{} has changed while it was read", place_.text()),
                        "run again once nothing writes to it any more"});
}

}  // namespace cordon
