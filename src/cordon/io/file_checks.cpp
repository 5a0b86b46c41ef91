#include "cordon/io/file_checks.hpp"

#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/io/geojson_crs.hpp"
#include "cordon/io/layer_crs.hpp"
#include "cordon/io/names.hpp"
#include "cordon/io/vsi_file.hpp"

namespace cordon {
namespace {

constexpr std::size_t kTextChecked = std::size_t{1} << 24;  // bytes of attributes

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count, bool big_endian) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t index = at + (big_endian ? i : count - 1 - i);
    value = value << 8U | static_cast<unsigned char>(bytes[index]);
  }
  return value;
}

void expect_size(const std::string& file, std::uint64_t expected, Findings& findings) {
  const std::uint64_t size = file_size(file).value_or(0);
  if (size < expected)
    findings.push_back({Severity::error, "truncated-file",
                        fmt::format("'{}' is cut short: {} bytes of the {} that its header says",
                                    file, size, expected),
                        "copy or export the Shapefile again, all of its files"});
}

/// Length of .shp and .shx: a big-endian number of 16-bit words at byte 24.
void check_shape_length(const std::string& file, Findings& findings) {
  const std::string head = read_head(file, 100);
  expect_size(file, head.size() < 100 ? 100 : 2 * number(head, 24, 4, true), findings);
}

struct Dbf {
  std::uint64_t records = 0;
  std::uint64_t header_size = 0;
  std::uint64_t record_size = 0;
  unsigned language = 0;  ///< code page mark; 0: none
};

/// dBASE III header.
std::optional<Dbf> read_dbf_header(const std::string& file) {
  const std::string head = read_head(file, 32);
  if (head.size() < 32) return std::nullopt;
  return Dbf{number(head, 4, 4, false), number(head, 8, 2, false), number(head, 10, 2, false),
             static_cast<unsigned char>(head[29])};
}

struct TextKind {
  bool ascii = true;
  bool utf8 = true;
};

TextKind text_kind(const std::string& file, std::uint64_t from) {
  std::string text;
  read_blocks(file, from, [&](std::string_view bytes) {
    text.append(bytes.substr(0, kTextChecked - text.size()));
    return text.size() < kTextChecked;
  });
  TextKind kind;
  kind.ascii = std::none_of(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::replace(text.begin(), text.end(), '\0', ' ');  // CPLIsUTF8 would stop there
  if (text.size() == kTextChecked)                    // the last letter may be cut
    while (!text.empty() && static_cast<unsigned char>(text.back()) >= 0x80) text.pop_back();
  kind.utf8 = CPLIsUTF8(text.data(), static_cast<int>(text.size())) != 0;
  return kind;
}

void warn_encoding(const std::string& problem, const std::string& advice, Findings& findings) {
  findings.push_back({Severity::warning, "wrong-encoding", problem, advice});
}

void check_dbf_encoding(const std::string& shp, const std::string& dbf, const Dbf& header,
                        Findings& findings) {
  const TextKind kind = text_kind(dbf, header.header_size);
  if (kind.ascii) return;
  const auto cpg = side_file(shp, ".cpg");
  const std::string stated = cpg ? trimmed(read_head(*cpg, 100)) : std::string();
  const bool states_utf8 =
      same_word(stated, "UTF-8") || same_word(stated, "UTF8") || stated == "65001";
  const char* const advice =
      "write the true encoding (such as UTF-8, 1251 or ISO-8859-1) into the .cpg file beside it";
  if (states_utf8 && !kind.utf8)
    warn_encoding(fmt::format("the attributes in '{}' are not UTF-8 as its .cpg says; names may "
                              "come out garbled",
                              dbf),
                  advice, findings);
  else if (kind.utf8 && !states_utf8 && (!stated.empty() || header.language != 0))
    warn_encoding(fmt::format("the attributes in '{}' look like UTF-8, but the file says {}", dbf,
                              stated.empty() ? fmt::format("language {}", header.language)
                                             : "'" + stated + "'"),
                  advice, findings);
  else if (stated.empty() && header.language == 0)
    warn_encoding(fmt::format("'{}' does not say the encoding of its attributes{}", dbf,
                              kind.utf8 ? "; they look like UTF-8" : ""),
                  advice, findings);
}

void check_shapefile(const std::string& shp, Findings& findings) {
  check_shape_length(shp, findings);
  if (const auto shx = side_file(shp, ".shx")) check_shape_length(*shx, findings);
  const auto dbf = side_file(shp, ".dbf");
  if (!dbf) {
    findings.push_back({Severity::warning, "missing-dbf",
                        fmt::format("the Shapefile '{}' comes without its .dbf file: there are no "
                                    "attributes to choose features by",
                                    shp),
                        "put the .dbf beside it if you need --where"});
    return;
  }
  const auto header = read_dbf_header(*dbf);
  expect_size(*dbf, header ? header->header_size + header->records * header->record_size : 32,
              findings);
  if (header) check_dbf_encoding(shp, *dbf, *header, findings);
}

void check_crs_member(const OpenSource& source, Findings& findings) {
  if (!source.crs_member) return;
  const std::string name = crs_name(*source.crs_member);
  if (*source.crs_member == "null" || name.find("CRS84") != std::string::npos) return;
  try {
    const Crs crs = named_crs(name, "crs member");
    findings.push_back({Severity::warning, "crs-member",
                        fmt::format("'{}' has a crs member, which GeoJSON no longer has; it is "
                                    "believed: the coordinates are taken as {}, east first",
                                    source.path, crs_text(crs.get())),
                        "GeoJSON is WGS84 longitude/latitude since RFC 7946: convert it with "
                        "ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES"});
  } catch (const UsageError&) {
    findings.push_back({Severity::error, "unknown-crs-member",
                        fmt::format("the crs member of '{}' names no CRS that PROJ knows: {}",
                                    source.path, source.crs_member->substr(0, 120)),
                        "correct the member or remove it, and name the CRS with --input-crs"});
  }
}

}  // namespace

Findings check_file(const OpenSource& source) {
  Findings findings;
  if (source.driver == "ESRI Shapefile" && has_extension(source.path, ".shp"))
    check_shapefile(source.path, findings);
  check_crs_member(source, findings);
  const bool plain_text = source.driver == "GeoJSON" || source.driver == "CSV" ||
                          source.driver == "OGR_GMT" || source.driver == "GeoJSONSeq";
  if (plain_text && file_size(source.path) && !text_kind(source.path, 0).utf8)
    warn_encoding(fmt::format("'{}' is not UTF-8 text; names may come out garbled", source.path),
                  "save it as UTF-8: iconv -f ISO-8859-1 -t UTF-8", findings);
  return findings;
}

}  // namespace cordon
