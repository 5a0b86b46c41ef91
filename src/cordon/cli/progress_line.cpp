#include "cordon/cli/progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cordon/cli/words.hpp"

namespace cordon::cli {
namespace {

constexpr double kSmoothing = 2;        // s that the estimate takes to follow
constexpr double kLeastDone = 0.002;    // of the whole, for an estimate
constexpr std::size_t kMostCells = 30;  // of the bar
constexpr std::size_t kLeastCells = 8;
constexpr double kMinute = 60;
constexpr double kHour = 3600;

/// "40 s", "5 min", "1 h 20 min": no finer than an estimate is worth.
std::string rough_time(double seconds) {
  if (seconds < 10) return fmt::format("{:.0f} s", std::max(1.0, std::ceil(seconds)));
  if (seconds < 57.5) return fmt::format("{:.0f} s", 5 * std::round(seconds / 5));
  if (seconds < 59.5 * kMinute)
    return fmt::format("{:.0f} min", std::max(1.0, std::round(seconds / kMinute)));
  const auto minutes = static_cast<int>(10 * std::round(seconds / kMinute / 10));
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                           : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string exact_time(double seconds) {
  const auto whole = static_cast<long>(seconds);
  return seconds < kHour ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                         : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string rate(const ProgressState& state) {
  if (!state.pace) return {};
  const double percent = 100 * *state.pace;
  if (state.count == 0) return fmt::format("{:.{}f} %/s", percent, percent < 1 ? 2 : 1);
  const double items = *state.pace * static_cast<double>(state.count);
  return fmt::format("{} {}/s", grouped(items, items < 10 ? 1 : 0), state.unit);
}

std::string bar(const ProgressState& state, std::size_t cells) {
  std::string text(cells, ' ');
  if (!state.done) {  // something that moves, to and fro
    constexpr std::size_t kLength = 3;
    const std::size_t room = cells - kLength;
    const std::size_t at = static_cast<std::size_t>(4 * state.elapsed) % (2 * room);
    text.replace(at < room ? at : 2 * room - at, kLength, "<=>");
    return text;
  }
  const auto filled = static_cast<std::size_t>(*state.done * static_cast<double>(cells));
  std::fill_n(text.begin(), filled, '=');
  if (filled < cells) text[filled] = '>';
  return text;
}

}  // namespace

void TimeLeft::update(double now, double done) {
  if (!began_ || done < done_) {
    began_ = now;
    began_done_ = done;
    end_.reset();
  }
  const double passed = now - now_;
  now_ = now;
  done_ = done;
  const std::optional<double> p = pace();
  if (!p || done - began_done_ < kLeastDone) return;
  const double end = now + (1 - done) / *p;
  end_ = end_ ? end + (*end_ - end) * std::exp(-passed / kSmoothing) : end;
}

std::optional<double> TimeLeft::seconds() const {
  if (!end_) return std::nullopt;
  return std::max(0.0, *end_ - now_);
}

std::optional<double> TimeLeft::pace() const {
  if (!began_ || now_ <= *began_ || done_ <= began_done_) return std::nullopt;
  return (done_ - began_done_) / (now_ - *began_);
}

std::string progress_line(const ProgressState& state, std::size_t width) {
  enum Part : std::size_t { kPercent, kRate, kTime, kStep };
  std::array<std::string, 4> parts;
  if (state.done) parts[kPercent] = fmt::format("{:3.0f} %", std::floor(100 * *state.done));
  parts[kRate] = rate(state);
  parts[kTime] = state.seconds_left ? fmt::format("about {} left", rough_time(*state.seconds_left))
                                    : exact_time(state.elapsed);
  parts[kStep] = state.step;

  const auto joined = [&] {
    std::string text;
    for (const std::string& part : parts)
      if (!part.empty()) text += (text.empty() ? "" : "  ") + part;
    return text;
  };
  constexpr std::size_t kFrame = 4;  // brackets and a gap
  for (const Part least : {kRate, kStep}) {
    if (joined().size() + kFrame + kLeastCells <= width) break;
    parts[least].clear();
  }
  std::string text = joined();
  if (text.size() + kFrame + kLeastCells > width) {
    if (text.size() > width && state.done) text = parts[kPercent];
    return text.substr(0, width);
  }
  const std::size_t cells = std::min(kMostCells, width - text.size() - kFrame);
  return fmt::format("[{}]  {}", bar(state, cells), text);
}

std::string progress_json(const ProgressState& state) {
  nlohmann::ordered_json out{{"step", state.step}};
  if (state.done) out["done"] = std::floor(1000 * *state.done) / 1000;
  if (state.seconds_left) out["seconds_left"] = std::lround(std::ceil(*state.seconds_left));
  return out.dump();
}

}  // namespace cordon::cli
