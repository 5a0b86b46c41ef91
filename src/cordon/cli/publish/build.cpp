#include "cordon/cli/publish/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "cordon/base/error.hpp"
#include "cordon/cli/interrupts.hpp"
#include "cordon/cli/publish/check.hpp"
#include "cordon/cli/publish/provenance.hpp"
#include "cordon/cli/publish/step_key.hpp"
#include "cordon/cli/publish/step_run.hpp"
#include "cordon/io/file_transaction.hpp"
#include "cordon/io/folder_swap.hpp"

namespace cordon::cli {
namespace {

namespace fs = std::filesystem;

/// Absolute, without links, without a slash at its end.
fs::path place_of(const fs::path& folder) {
  const fs::path place = fs::weakly_canonical(fs::absolute(folder));
  return place.has_filename() ? place : place.parent_path();
}

void check_inside(const fs::path& input, const fs::path& folder, const std::string& what) {
  const fs::path relative = fs::weakly_canonical(input).lexically_relative(folder);
  if (!relative.empty() && *relative.begin() != "..")
    throw DataError(fmt::format("{} '{}' lies in the folder of the package, which is replaced",
                                what, input.filename().string()),
                    "move it out, or choose another folder with -o");
}

/// A second name for a file, or, where there are none, a copy.
void take_over(const fs::path& from, const fs::path& to) {
  fs::create_directories(to.parent_path());
  std::error_code no_link;
  fs::create_hard_link(from, to, no_link);
  if (no_link) fs::copy_file(from, to);
}

/// Of warnings that several steps have, one is enough.
void add_warnings(Findings& all, const Findings& more) {
  for (const Finding& finding : more)
    if (std::none_of(all.begin(), all.end(),
                     [&](const Finding& other) { return other.problem == finding.problem; }))
      all.push_back(finding);
}

/// One package on its way.
class Build {
 public:
  Build(const Recipe& recipe, const Plan& plan, fs::path target, unsigned threads)
      : recipe_(recipe),
        plan_(plan),
        target_(std::move(target)),
        swap_(target_),
        folder_(swap_.folder()),
        threads_(threads),
        old_(read_provenance(target_)),
        surroundings_(surroundings(digests_)) {}

  BuildResult run(const Progress& progress) {
    if (old_ && package_differences(recipe_, plan_, target_).empty()) return as_it_is();
    run_steps(
        plan_, folder_, threads_, [this](const Step& step) { return earlier(step); },
        [this](const Step& step, MadeStep made) { keep(step, std::move(made)); }, progress);
    write_provenance();
    check_inputs_stayed();
    stop_if_interrupted();
    result_.changed = true;
    swap_.commit();
    return finished();
  }

 private:
  BuildResult as_it_is() {
    made_ = old_->steps;
    result_.kept = plan_.steps.size();
    return finished();
  }

  std::optional<MadeStep> earlier(const Step& step) {
    keys_[step.id] = step_key(step, surroundings_, made_, digests_);
    if (!old_) return std::nullopt;
    const auto known = old_->steps.find(step.id);
    if (known == old_->steps.end()) return std::nullopt;
    const bool whole = is_whole(known->second, target_, digests_);
    if (!whole) note_damage(known->second);
    if (!whole || keys_[step.id].empty() || known->second.key != keys_[step.id]) {
      return std::nullopt;
    }
    for (const PackageFile& file : known->second.files)
      take_over(target_ / file.path, folder_ / file.path);
    ++result_.kept;
    kept_.insert(step.id);
    return known->second;
  }

  void note_damage(const MadeStep& step) {
    for (const PackageFile& file : step.files)
      if (digests_.of(target_ / file.path) != file.sha256) result_.damaged.push_back(file.path);
  }

  void keep(const Step& step, MadeStep made) {
    made.key = keys_[step.id];
    if (!kept_.contains(step.id)) result_.made.push_back(step.id);
    made_[step.id] = std::move(made);
  }

  /// Steps read their inputs at different times, but must all have read the same.
  void check_inputs_stayed() {
    Digests now;
    const auto before = input_digests(recipe_, plan_, digests_);
    for (const auto& [name, digest] : input_digests(recipe_, plan_, now))
      if (before.at(name) != digest)
        throw DataError(fmt::format("'{}' has changed while the package was made", name),
                        "make it again");
  }

  void write_provenance() {
    FileTransaction file;
    file.stage((folder_ / kProvenanceFile).string(),
               provenance_text(recipe_, plan_, made_, folder_, digests_));
    file.commit();
  }

  BuildResult finished() {
    result_.files.emplace_back(kProvenanceFile);
    for (const Step& step : plan_.steps) {
      const MadeStep& made = made_.at(step.id);
      add_warnings(result_.warnings, made.warnings);
      for (const PackageFile& file : made.files) result_.files.push_back(file.path);
    }
    std::sort(result_.files.begin(), result_.files.end());
    return std::move(result_);
  }

  const Recipe& recipe_;
  const Plan& plan_;
  fs::path target_;
  FolderSwap swap_;  // first: it puts back what a killed run had set aside
  const fs::path& folder_;
  unsigned threads_;
  std::optional<Made> old_;
  Digests digests_;
  Surroundings surroundings_;
  std::map<std::string, std::string> keys_;
  std::map<std::string, MadeStep> made_;
  std::set<std::string> kept_;
  BuildResult result_;
};

}  // namespace

std::vector<std::string> foreign_files(const fs::path& folder) {
  std::set<std::string> known{kProvenanceFile};
  if (const auto made = read_provenance(folder))
    for (const auto& [id, step] : made->steps)
      for (const PackageFile& file : step.files) known.insert(file.path);
  std::vector<std::string> found;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    const std::string path = item.path().lexically_relative(folder).generic_string();
    if ((!item.is_directory() || item.is_symlink()) && !known.contains(path)) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

void check_package_folder(const fs::path& folder, const Recipe& recipe, const Plan& plan) {
  const fs::path target = place_of(folder);
  if (!fs::is_directory(target.parent_path()))
    throw DataError(
        fmt::format("there is no folder '{}' for the package", target.parent_path().string()),
        "make it first");
  check_inside(recipe.file, target, "the recipe");
  for (const Step& step : plan.steps)
    for (const std::string& input : step.inputs) check_inside(input, target, "the input");
  if (!fs::exists(target)) return;
  if (!fs::is_directory(target))
    throw DataError(fmt::format("'{}' is a file", folder.string()),
                    "choose another folder for the package");
  const std::vector<std::string> foreign = foreign_files(target);
  if (foreign.empty()) return;
  if (!read_provenance(target))
    throw DataError(fmt::format("'{}' is not empty and no package of Cordon", folder.string()),
                    "choose a new folder, an empty one, or one with an older package");
  throw DataError(
      fmt::format("'{}' holds '{}', which is not of the package", folder.string(), foreign.front()),
      "move it elsewhere: the folder is replaced as a whole");
}

BuildResult build_package(const Recipe& recipe, const Plan& plan, const fs::path& folder,
                          unsigned threads, const Progress& progress) {
  try {
    check_package_folder(folder, recipe, plan);
    return Build(recipe, plan, place_of(folder), threads).run(progress);
  } catch (const fs::filesystem_error& error) {
    throw_write_error(error.path1().empty() ? folder.string() : error.path1().filename().string(),
                      error.code().value());
  }
}

}  // namespace cordon::cli
