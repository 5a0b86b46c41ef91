// The crs member that GeoJSON had before RFC 7946.
#pragma once

#include <optional>
#include <string>

namespace cordon {

/// The text of the value of the member `crs` of the outermost object, at most 1,000 characters;
/// nothing if there is no such member (or the file cannot be read).
std::optional<std::string> geojson_crs_member(const std::string& path);

/// The name of a CRS that PROJ may know ("EPSG:32637", "urn:ogc:def:crs:OGC:1.3:CRS84") in the text
/// of a crs member; empty if it is null, a link or nonsense.
std::string crs_name(const std::string& member);

}  // namespace cordon
