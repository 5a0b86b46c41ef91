#include "cordon/io/xml_document.hpp"

#include <sstream>

#include "cordon/base/xml_text.hpp"

namespace cordon {
namespace {

struct Cleaner : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node& node) override {
    for (pugi::xml_attribute attribute : node.attributes())
      attribute.set_value(xml_text(attribute.value()).c_str());
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
      node.set_value(xml_text(node.value()).c_str());
    return true;
  }
};

}  // namespace

std::string document_text(pugi::xml_document& document, unsigned flags) {
  Cleaner cleaner;
  document.traverse(cleaner);
  std::ostringstream text;
  document.save(text, "  ", flags, pugi::encoding_utf8);
  return text.str();
}

}  // namespace cordon
