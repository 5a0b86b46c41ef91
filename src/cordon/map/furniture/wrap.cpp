#include "cordon/map/furniture/wrap.hpp"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "cordon/base/error.hpp"
#include "cordon/map/svg.hpp"

namespace cordon::map {
namespace {

using icu::UnicodeString;

constexpr char16_t kIsolate = 0x2068;
constexpr char16_t kEndOfIsolate = 0x2069;
constexpr double kLeading = 1.14;  // of the height of the ink

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

/// Single spaces for all that is blank or not to be seen; none at the ends.
UnicodeString clean(const std::string& words) {
  UnicodeString text;
  const auto from = UnicodeString::fromUTF8(words);
  for (int32_t i = 0; i < from.length(); i = from.moveIndex32(i, 1)) {
    const UChar32 c = from.char32At(i);
    const bool blank = u_charType(c) == U_CONTROL_CHAR || c == ' ' ||
                       u_charType(c) == U_LINE_SEPARATOR ||
                       u_charType(c) == U_PARAGRAPH_SEPARATOR || u_charType(c) == U_SURROGATE;
    if (!blank)
      text.append(c);
    else if (!text.isEmpty() && !text.endsWith(u' '))
      text.append(u' ');
  }
  return text.trim();
}

std::vector<UnicodeString> cut(const UnicodeString& text, UBreakIteratorType where,
                               const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(language.c_str());
  const std::unique_ptr<icu::BreakIterator> breaks(
      where == UBRK_LINE ? icu::BreakIterator::createLineInstance(locale, status)
                         : icu::BreakIterator::createCharacterInstance(locale, status));
  if (U_FAILURE(status) != 0)
    throw DataError(
        fmt::format("a text cannot be broken into lines: ICU reports {}", u_errorName(status)),
        "check that ICU's data are installed");
  breaks->setText(text);
  std::vector<UnicodeString> parts;
  for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
       from = to, to = breaks->next())
    parts.emplace_back(text, from, to - from);
  return parts;
}

/// What of a text stays on one line.
struct Word {
  UnicodeString letters;  // with the space after it, if there is one
  double width = 0;       // px, without that space
};

Text text_of(const std::string& css_class, const std::string& words) {
  Text text;
  text.css_class = css_class;
  text.words = words;
  return text;
}

/// Measured in one go, whatever asks for it.
class Scale {
 public:
  void put(const std::string& css_class, const UnicodeString& words) {
    texts_.push_back(text_of(css_class, utf8(words)));
  }
  std::size_t size() const { return texts_.size(); }
  void weigh(const Ink& ink) { boxes_ = measure_texts(texts_, ink.css, ink.language.code()); }
  const Rect& box(std::size_t i) const { return boxes_[i]; }
  double width(std::size_t i) const { return boxes_[i].width; }

 private:
  std::vector<Text> texts_;
  std::vector<Rect> boxes_;
};

/// A text on its way to lines.
struct Draft {
  std::vector<Word> words;
  double space = 0;  // px
  double limit = 0;  // px; what a line may take by the sum of its words
  Rect letter;       // ink of tall and deep letters on the baseline 0
  std::vector<UnicodeString> lines;
};

/// The words, those that are wider than a line cut up as if all their letters were equally wide.
std::vector<Word> pieces(const Draft& draft, const std::string& language) {
  std::vector<Word> result;
  for (const Word& word : draft.words) {
    if (word.width <= draft.limit) {
      result.push_back(word);
      continue;
    }
    const std::vector<UnicodeString> letters = cut(word.letters, UBRK_CHARACTER, language);
    const double each = word.width / static_cast<double>(letters.size());
    const auto count = std::max<std::size_t>(1, static_cast<std::size_t>(draft.limit / each));
    for (std::size_t i = 0; i < letters.size(); i += count) {
      const std::size_t end = std::min(i + count, letters.size());
      Word piece{{}, each * static_cast<double>(end - i)};
      for (std::size_t k = i; k < end; ++k) piece.letters += letters[k];
      result.push_back(std::move(piece));
    }
  }
  return result;
}

/// As many words to a line as fit.
std::vector<UnicodeString> filled(const std::vector<Word>& words, double space, double limit) {
  std::vector<UnicodeString> lines;
  double width = 0;
  for (const Word& word : words) {
    const double gap = !lines.empty() && lines.back().endsWith(u' ') ? space : 0;
    if (lines.empty() || width + gap + word.width > limit) {
      lines.emplace_back();
      width = word.width;
    } else {
      width += gap + word.width;
    }
    lines.back() += word.letters;
  }
  return lines;
}

/// The narrowest lines that are as few as the widest ones.
std::vector<UnicodeString> balanced(const std::vector<Word>& words, double space, double limit) {
  std::vector<UnicodeString> lines = filled(words, space, limit);
  double low = 0;
  for (double high = limit; high - low > 1;) {
    const double middle = (low + high) / 2;
    std::vector<UnicodeString> tried = filled(words, space, middle);
    if (tried.size() > lines.size()) {
      low = middle;
    } else {
      lines = std::move(tried);
      high = middle;
    }
  }
  return lines;
}

/// What stands between two parts of a text is not needed where a line ends between them.
void drop_separators(std::vector<UnicodeString>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    if (lines[i].trim().endsWith(u"\u00a0·") || lines[i].endsWith(u" ·"))
      lines[i].truncate(lines[i].length() - 2);
}

/// An isolate that goes on over the end of a line ends there, and begins anew.
void mend_isolates(std::vector<UnicodeString>& lines) {
  int open = 0;
  for (UnicodeString& line : lines) {
    line.trim();
    for (int i = 0; i < open; ++i) line.insert(0, kIsolate);
    open = 0;
    for (int32_t i = 0; i < line.length(); ++i) {
      if (line[i] == kIsolate) ++open;
      if (line[i] == kEndOfIsolate && open > 0) --open;
    }
    for (int i = 0; i < open; ++i) line.append(kEndOfIsolate);
  }
}

std::vector<Draft> drafts_of(const std::vector<Block>& blocks, const Ink& ink) {
  Scale scale;
  std::vector<Draft> drafts(blocks.size());
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::string& css_class = blocks[b].css_class;
    scale.put(css_class, ink.language.right_to_left() ? u"Élgپطيإ" : u"ÉЙlgpр");
    scale.put(css_class, u"n n");
    scale.put(css_class, u"nn");
    for (UnicodeString& letters : cut(clean(blocks[b].words), UBRK_LINE, ink.language.code())) {
      scale.put(css_class, UnicodeString(letters).trim());
      drafts[b].words.push_back({std::move(letters)});
    }
  }
  scale.weigh(ink);
  std::size_t next = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    drafts[b].letter = scale.box(next);
    drafts[b].space = scale.width(next + 1) - scale.width(next + 2);
    drafts[b].limit = blocks[b].width;
    next += 3;
    for (Word& word : drafts[b].words) word.width = scale.width(next++);
  }
  return drafts;
}

std::vector<UnicodeString> drafted(const Block& block, const Draft& draft, const Ink& ink) {
  const std::vector<Word> words = pieces(draft, ink.language.code());
  std::vector<UnicodeString> lines = block.balanced ? balanced(words, draft.space, draft.limit)
                                                    : filled(words, draft.space, draft.limit);
  drop_separators(lines);
  mend_isolates(lines);
  return lines;
}

/// Lines that were drafted by the sum of their words, measured as wholes. False: one is too wide,
/// and the draft's limit is stricter now.
bool settle(const Block& block, Draft& draft, const Scale& scale, std::size_t first,
            Wrapped& wrapped) {
  wrapped = {};
  double top = draft.letter.top;
  double bottom = draft.letter.bottom();
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const Rect& box = scale.box(first + i);
    wrapped.lines.push_back(utf8(draft.lines[i]));
    wrapped.widths.push_back(std::max(box.right(), box.width));
    if (box.height > 0) {
      top = std::min(top, box.top);
      bottom = std::max(bottom, box.bottom());
    }
  }
  wrapped.ascent = -top;
  wrapped.pitch = kLeading * (bottom - top);
  const double excess = wrapped.width() / block.width;
  if (excess > 1) draft.limit *= 0.99 / excess;
  return excess <= 1;
}

}  // namespace

double Wrapped::width() const {
  return widths.empty() ? 0 : *std::max_element(widths.begin(), widths.end());
}

std::vector<Wrapped> wrap(const std::vector<Block>& blocks, const Ink& ink) {
  constexpr int kAttempts = 12;
  std::vector<Draft> drafts = drafts_of(blocks, ink);
  std::vector<Wrapped> wrapped(blocks.size());
  std::vector<std::size_t> open(blocks.size());
  std::iota(open.begin(), open.end(), 0U);
  for (int attempt = 0; attempt < kAttempts && !open.empty(); ++attempt) {
    Scale scale;
    std::vector<std::size_t> firsts;
    for (const std::size_t b : open) {
      drafts[b].lines = drafted(blocks[b], drafts[b], ink);
      firsts.push_back(scale.size());
      for (const UnicodeString& line : drafts[b].lines) scale.put(blocks[b].css_class, line);
    }
    scale.weigh(ink);
    std::vector<std::size_t> still_open;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const std::size_t b = open[k];
      if (!settle(blocks[b], drafts[b], scale, firsts[k], wrapped[b])) still_open.push_back(b);
    }
    open = std::move(still_open);
  }
  if (!open.empty())
    throw DataError(fmt::format("the page is too narrow: '{}' does not fit into {:.0f} px",
                                wrapped[open.front()].lines.front(), blocks[open.front()].width),
                    "choose a wider page or a smaller font-size");
  return wrapped;
}

}  // namespace cordon::map
