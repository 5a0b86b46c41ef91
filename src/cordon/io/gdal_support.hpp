// GDAL without its habits: drivers registered once, messages collected instead of printed.
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>

#include <string>
#include <vector>

namespace cordon {

/// Registers GDAL's drivers; later calls cost nothing. Any thread.
void register_drivers();

/// While it lives, GDAL's messages of this thread are kept here and printed nowhere. Objects nest.
class GdalMessages {
 public:
  GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;
  ~GdalMessages();

  bool failed() const { return !failures_.empty(); }
  const std::vector<std::string>& warnings() const { return warnings_; }

  /// The first failure, which is the cause of the others, on one line without a full stop; empty
  /// if there was none.
  std::string failure() const { return failed() ? failures_.front() : std::string(); }

 private:
  static void keep(CPLErr level, CPLErrorNum number, const char* text);
  std::vector<std::string> failures_;
  std::vector<std::string> warnings_;
};

/// A GDAL configuration option of this thread, set back at the end.
class ConfigOption {
 public:
  ConfigOption(const char* name, const char* value) : name_(name) {
    const char* old = CPLGetThreadLocalConfigOption(name, nullptr);
    had_old_ = old != nullptr;
    if (had_old_) old_ = old;
    CPLSetThreadLocalConfigOption(name, value);
  }
  ConfigOption(const ConfigOption&) = delete;
  ConfigOption& operator=(const ConfigOption&) = delete;
  ~ConfigOption() { CPLSetThreadLocalConfigOption(name_, had_old_ ? old_.c_str() : nullptr); }

 private:
  const char* name_;
  std::string old_;
  bool had_old_ = false;
};

}  // namespace cordon
