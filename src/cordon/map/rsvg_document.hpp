// An SVG as librsvg reads it.
#pragma once

#include <librsvg/rsvg.h>

#include <memory>
#include <string>

namespace cordon::map {

/// A document that loads nothing from outside: it has no address of its own, and so librsvg allows
/// it no other.
class RsvgDocument {
 public:
  /// Throws DataError if it is not well-formed.
  explicit RsvgDocument(const std::string& svg);

  RsvgHandle* handle() const { return handle_.get(); }

 private:
  struct Release {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
  };
  std::unique_ptr<RsvgHandle, Release> handle_;
};

/// Takes what a failed call of GLib left behind: its message, freed.
std::string take_message(GError* error);

}  // namespace cordon::map
