// A loop over independent items on several threads; results do not depend on their number.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "cordon/base/progress.hpp"

namespace cordon {

/// Calls work(i) once for each i in [0, count). Items may run in any order and at the same time,
/// so work(i) writes to what belongs to i only. After an exception no further item begins; the
/// first exception is thrown on after all threads have stopped.
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, const Work& work) {
  const auto workers = std::min<std::size_t>(std::max(1U, threads), count);
  if (workers <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto fail = [&] {
    const std::lock_guard lock(failure_guard);
    if (!failure) failure = std::current_exception();
    failed = true;
  };
  const auto loop = [&] {
    try {
      for (std::size_t i = next++; i < count && !failed; i = next++) work(i);
    } catch (...) {
      fail();
    }
  };
  {
    std::vector<std::jthread> pool;
    try {
      for (std::size_t t = 1; t < workers; ++t) pool.emplace_back(loop);
    } catch (...) {  // no further thread is to be had
      fail();
    }
    loop();
  }
  if (failure) std::rethrow_exception(failure);
}

/// The same, and tells the progress before each item that the calling thread takes: the part of
/// the items that are done, in [0, 1].
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, const Progress& progress,
                  std::string_view step, const Work& work) {
  std::atomic<std::size_t> done{0};
  const std::thread::id caller = std::this_thread::get_id();
  parallel_for(count, threads, [&](std::size_t i) {
    if (std::this_thread::get_id() == caller)
      report(progress, static_cast<double>(done) / static_cast<double>(count), step);
    work(i);
    ++done;
  });
}

}  // namespace cordon
