#include "cordon/cli/publish/step_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include "cordon/base/error.hpp"
#include "cordon/cli/command.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/io/child_process.hpp"
#include "cordon/io/vsi_file.hpp"
#include "cordon/io/zip_file.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kGlance{100};
constexpr const char* kScratch = ".steps";  // in the package, while it is made

struct Said {
  Findings warnings;
  std::string problem, advice;
};

/// "cordon zone: warning: PROBLEM" and "  ADVICE", any number of times.
Said messages_of(const fs::path& file, const Step& step) {
  Said said;
  const std::string head = fmt::format("cordon {}: ", step.command);
  constexpr std::string_view kWarning = "warning: ";
  std::string* advice = nullptr;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    line = presented(line, step);
    if (line.starts_with(head + std::string(kWarning))) {
      said.warnings.push_back(
          {Severity::warning, "", line.substr(head.size() + kWarning.size()), ""});
      advice = &said.warnings.back().advice;
    } else if (line.starts_with(head)) {
      said.problem = line.substr(head.size());
      advice = &said.advice;
    } else if (line.starts_with("  ") && advice != nullptr) {
      if (!advice->empty()) *advice += ' ';
      advice->append(line, 2);
    }
  }
  return said;
}

[[noreturn]] void throw_failure(const Step& step, const ChildEnd& end, const Said& said) {
  if (end.signal != 0)
    throw DataError(fmt::format("{}: the program was ended by signal {}", step.title, end.signal),
                    "a killed program has often run out of memory; use fewer threads");
  const std::string problem = said.problem.empty()
                                  ? fmt::format("{}: ended with exit code {}", step.title, end.code)
                                  : fmt::format("{}: {}", step.title, said.problem);
  if (end.code == kExitNotCertified) throw CertificateError(problem, said.advice);
  throw DataError(problem, said.advice);
}

/// The parts of a Shapefile become one file; its style is that of other files as well.
void pack_shapefile(const fs::path& shapefile) {
  std::vector<fs::path> parts;
  for (const char* extension : {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml"})
    if (const fs::path part = fs::path(shapefile).replace_extension(extension); fs::exists(part))
      parts.push_back(part);
  write_zip(shapefile.parent_path() / (shapefile.stem().string() + "-shapefile.zip"), parts);
  for (const fs::path& part : parts)
    if (part.extension() != ".qml") fs::remove(part);
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(folder))
    if (item.is_regular_file()) files.push_back(item.path());
  std::sort(files.begin(), files.end());
  return files;
}

PackageFile package_file(const fs::path& folder, const fs::path& path) {
  return {path.generic_string(), sha256_of_file((folder / path).string()),
          fs::file_size(folder / path)};
}

/// One run of all steps.
class Run {
 public:
  Run(const Plan& plan, const fs::path& folder, unsigned threads)
      : plan_(plan), folder_(folder), threads_(threads) {}

  void all(const Earlier& earlier, const std::function<void(const Step&, MadeStep)>& done,
           const Progress& progress) {
    const auto finish = [&](const Step& step, MadeStep made) {
      done(step, std::move(made));
      finished_.insert(step.id);
    };
    while (finished_.size() < plan_.steps.size()) {
      report(progress,
             static_cast<double>(finished_.size()) / static_cast<double>(plan_.steps.size()),
             label());
      stop_if_interrupted();
      if (const Step* step = next_ready()) {
        begun_.insert(step->id);
        if (auto made = earlier(*step))
          finish(*step, std::move(*made));
        else if (step->command.empty())
          finish(*step, make(*step));
        else
          start(*step);
      } else if (const auto end = children_.wait(kGlance)) {
        finish(*running_.at(end->number), collect(*end));
        running_.erase(end->number);
      }
    }
    fs::remove_all(folder_ / kScratch);
  }

 private:
  std::string label() const {
    return running_.empty() ? "making the package" : running_.begin()->second->title;
  }

  /// The first step that can begin now.
  const Step* next_ready() const {
    if (running_.size() >= threads_) return nullptr;
    for (const Step& step : plan_.steps)
      if (!begun_.contains(step.id) &&
          std::all_of(step.after.begin(), step.after.end(),
                      [&](const std::string& id) { return finished_.contains(id); }))
        return &step;
    return nullptr;
  }

  /// A step writes into a folder of its own: what is there afterwards is what it made.
  fs::path scratch_of(const Step& step) const {
    return fs::path(kScratch) / std::to_string(&step - plan_.steps.data());
  }

  void start(const Step& step) {
    const fs::path scratch = scratch_of(step);
    ChildTask task;
    task.folder = folder_;
    task.output = folder_ / scratch.string().append(".out");
    task.messages = folder_ / scratch.string().append(".err");
    task.without_variables = {"CORDON_PROGRESS"};
    task.words.push_back(step.command);
    for (const Word& word : step.words) task.words.push_back(word.text);
    for (const std::string& output : step.outputs) {
      fs::create_directories((folder_ / scratch / output).parent_path());
      task.words.insert(task.words.end(), {"-o", (scratch / output).string()});
    }
    if (step.command != "contact" && threads_ > 1)
      task.words.insert(task.words.end(), {"--threads", "1"});
    running_[children_.start(task)] = &step;
  }

  MadeStep collect(const ChildEnd& end) {
    const Step& step = *running_.at(end.number);
    const fs::path scratch = folder_ / scratch_of(step);
    const Said said = messages_of(scratch.string() + ".err", step);
    stop_if_interrupted();  // the child was asked to stop as well
    if (end.code != 0 || end.signal != 0) throw_failure(step, end, said);
    for (const std::string& output : step.outputs)
      if (output.ends_with(".shp")) pack_shapefile(scratch / output);
    MadeStep made;
    made.warnings = said.warnings;
    for (const fs::path& file : files_in(scratch)) {
      const fs::path path = file.lexically_relative(scratch);
      fs::create_directories((folder_ / path).parent_path());
      if (fs::exists(folder_ / path))
        throw DataError(fmt::format("{}: '{}' is made twice", step.title, path.string()),
                        "this is a fault of Cordon; please report it with the recipe");
      fs::rename(file, folder_ / path);
      made.files.push_back(package_file(folder_, path));
    }
    return made;
  }

  MadeStep make(const Step& step) const {
    for (const std::string& output : step.outputs)
      fs::create_directories((folder_ / output).parent_path());
    try {
      step.make(folder_);
    } catch (const DataError& error) {
      throw DataError(fmt::format("{}: {}", step.title, error.what()), error.advice());
    }
    MadeStep made;
    for (const std::string& output : step.outputs)
      made.files.push_back(package_file(folder_, output));
    return made;
  }

  const Plan& plan_;
  const fs::path& folder_;
  unsigned threads_;
  std::set<std::string> begun_, finished_;
  std::map<int, const Step*> running_;
  Children children_;
};

}  // namespace

void run_steps(const Plan& plan, const fs::path& folder, unsigned threads, const Earlier& earlier,
               const std::function<void(const Step&, MadeStep)>& done, const Progress& progress) {
  fs::create_directories(folder / kScratch);
  Run(plan, folder, threads).all(earlier, done, progress);
}

}  // namespace cordon::cli
