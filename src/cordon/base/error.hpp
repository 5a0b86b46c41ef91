// The errors that the library throws. Each says what is wrong (and where), and what to do.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace cordon {

/// Base of all errors. what() is one sentence without a full stop; advice() says what to do (may be
/// empty).
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& problem, std::string advice = {})
      : std::runtime_error(problem), advice_(std::move(advice)) {}
  const std::string& advice() const noexcept { return advice_; }

 private:
  std::string advice_;
};

/// An option or argument is wrong: exit code 2.
class UsageError : public Error {
  using Error::Error;
};

/// Input or output cannot be used: exit code 1.
class DataError : public Error {
  using Error::Error;
};

/// No zone within the tolerance was found; nothing may be written: exit code 3.
class CertificateError : public Error {
  using Error::Error;
};

/// The caller's progress callback asked to stop.
class Cancelled : public Error {
 public:
  Cancelled() : Error("interrupted") {}
};

}  // namespace cordon
