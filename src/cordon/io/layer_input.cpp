#include "cordon/io/layer_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "cordon/base/error.hpp"
#include "cordon/io/gdal_support.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

/// A filter may fail when it is set or, in databases, when the first feature is asked for.
void set_filter(OGRLayer& layer, const SourceOptions& options, const Place& place) {
  const std::string& where = options.where;
  const GdalMessages messages;
  if (where.empty()) {
    layer.SetAttributeFilter(nullptr);
    return;
  }
  bool good = layer.SetAttributeFilter(where.c_str()) == OGRERR_NONE && !messages.failed();
  if (good) {
    const OGRFeatureUniquePtr first(layer.GetNextFeature());
    good = !messages.failed();
  }
  if (good) return;
  const std::vector<std::string> fields = field_names(layer);
  throw UsageError(
      fmt::format("{} '{}' does not work on {}: {}", options.where_option, where, place.text(),
                  messages.failure()),
      fields.empty()
          ? fmt::format("the layer has no fields; leave {} out", options.where_option)
          : fmt::format("the fields are {}; put texts in single quotes", name_list(fields)));
}

/// These formats need not read attributes that nobody asks for.
void leave_out_attributes(OGRLayer& layer, const std::string& driver,
                          const std::vector<int>& wanted) {
  if (driver != "FlatGeobuf" && driver != "GPKG" && driver != "ESRI Shapefile" &&
      driver != "PostgreSQL")
    return;
  const std::vector<std::string> names = field_names(layer);
  std::vector<const char*> ignored;
  ignored.reserve(names.size() + 2);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::find(wanted.begin(), wanted.end(), static_cast<int>(i)) == wanted.end())
      ignored.push_back(names[i].c_str());
  ignored.push_back("OGR_STYLE");
  ignored.push_back(nullptr);
  const GdalMessages quiet;
  layer.SetIgnoredFields(ignored.data());
}

std::string missing_crs_advice(const OpenSource& source, const std::string& option) {
  const std::string advice =
      option.empty()
          ? std::string("write the CRS into the source: ogr2ogr -a_srs EPSG:4326")
          : fmt::format("name the CRS with {}, such as EPSG:4326 for longitude/latitude", option);
  return source.driver == "ESRI Shapefile" ? "put the Shapefile's .prj beside it, or " + advice
                                           : advice;
}

void mention_no_match(const SourceOptions& options, Findings& findings) {
  for (Finding& finding : findings)
    if (finding.code == "no-features")
      finding = {Severity::error, "no-match",
                 fmt::format("{} that match {} '{}'", finding.problem, options.where_option,
                             options.where),
                 fmt::format("check the condition, or leave {} out", options.where_option)};
}

}  // namespace

std::future<std::string> start_digest(const OpenSource& source) {
  return std::async(std::launch::async, [file = source.bytes] {
    return file.empty() ? std::string() : sha256_of_file(file);
  });
}

std::vector<int> attribute_fields(const OpenSource& source, OGRLayer& layer) {
  std::vector<int> fields(static_cast<std::size_t>(layer.GetLayerDefn()->GetFieldCount()));
  std::iota(fields.begin(), fields.end(), 0);
  for (const int geometry : wkt_fields(source, layer)) std::erase(fields, geometry);
  return fields;
}

std::vector<std::string> field_names(OGRLayer& layer) {
  std::vector<std::string> names;
  const OGRFeatureDefn* definition = layer.GetLayerDefn();
  names.reserve(static_cast<std::size_t>(definition->GetFieldCount()));
  for (int i = 0; i < definition->GetFieldCount(); ++i)
    names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
  return names;
}

PartsReader parts_reader(const OpenSource& source, OGRLayer& layer,
                         const std::vector<int>& attributes, const SourceOptions& options,
                         const Place& place) {
  set_filter(layer, options, place);
  if (options.where.empty()) leave_out_attributes(layer, source.driver, attributes);
  return {layer, {wkt_fields(source, layer), attributes}, place};
}

void tell(const PartsReader& reader, const SourceOptions& options, Findings& findings) {
  reader.tell(findings);
  if (!options.where.empty()) mention_no_match(options, findings);
}

Parts read_layer(const OpenSource& source, OGRLayer& layer, const std::vector<int>& attributes,
                 const SourceOptions& options, const Place& place, Findings& findings) {
  PartsReader reader = parts_reader(source, layer, attributes, options, place);
  Parts parts;
  reader.next({}, parts);
  tell(reader, options, findings);
  return parts;
}

CrsQuestion crs_question(const OpenSource& source, OGRLayer& layer, const SourceOptions& options) {
  CrsQuestion question;
  if (source.crs_member != "null") question.own = layer.GetSpatialRef();  // OGR: WGS84
  question.only_by_default = source.driver == "GeoJSON" && !source.crs_member;
  question.input_crs = options.input_crs;
  question.missing_advice = missing_crs_advice(source, options.crs_option);
  return question;
}

Crs locate(const OpenSource& source, OGRLayer& layer, const SourceOptions& options,
           const Place& place, Parts& parts, Findings& findings) {
  Crs crs = resolve_crs(crs_question(source, layer, options), parts, place, findings);
  if (crs) put_east_first(*crs, parts);
  return crs;
}

void throw_first_error(const Findings& findings) {
  for (const Finding& finding : findings)
    if (finding.severity == Severity::error) throw FindingError(finding);
}

}  // namespace cordon
