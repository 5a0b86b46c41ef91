// What `cordon contact` found, for the outputs, for people and for machines.
#pragma once

#include <string>
#include <vector>

#include "cordon/cli/contact/contact_options.hpp"
#include "cordon/cli/contact/contact_sides.hpp"
#include "cordon/cli/outcome.hpp"
#include "cordon/contact/contact.hpp"
#include "cordon/io/output.hpp"

namespace cordon::cli {

struct ContactReport {
  ContactTask task;
  Sides sides;
  Contact contact;
  std::vector<WrittenFile> files;
};

/// "contact": one feature for each line.
Layer contact_layer(const ContactReport& report);

/// "control": one feature for each side that has land.
Layer control_layer(const ContactReport& report);

std::string contact_summary(const ContactReport& report);
std::string contact_json(const ContactReport& report);

}  // namespace cordon::cli
