// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/preset_folder.h"

#include "cli/input_output.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace shardscape {
namespace {

namespace fs = std::filesystem;

bool isFolder(const fs::path& path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

/// Paths of the JSON files in a folder, sorted so that every run sees them in the same order.
std::vector<fs::path> jsonFiles(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

/// The file's name without .json or .shard.json.
std::string idOf(const fs::path& file)
{
    const fs::path stem = file.stem();
    return (stem.extension() == ".shard" ? stem.stem() : stem).string();
}

/// The presets of a build tree are those of the sources around it: the first folder above the program that has both.
std::optional<fs::path> sourcePresets(fs::path folder)
{
    constexpr int levels = 5; // the tests are in build/<preset>/tests/app/<part>
    for (int i = 0; i <= levels; ++i, folder = folder.parent_path())
        if (isFolder(folder / "presets" / "models") && isFolder(folder / "core"))
            return folder / "presets";
    return std::nullopt;
}

void loadFolder(PresetKind kind, const fs::path& folder, LoadedPresets& presets)
{
    std::istringstream noInput;
    for (const fs::path& file : jsonFiles(folder)) {
        const std::string name = std::string{toText(kind)} + "/" + file.filename().string();
        auto text = readInput(file.string(), noInput);
        auto added = text ? presets.library.add(kind, idOf(file), name, std::move(*text)) : Result<void>{failure(std::move(text.error()))};
        if (added)
            continue;
        for (Problem& problem : added.error()) {
            problem.path = file.string();
            presets.problems.push_back(std::move(problem));
        }
    }
}

} // namespace

Result<fs::path> findPresetFolder()
{
    if (const char* named = std::getenv("SHARDSCAPE_PRESETS"); named != nullptr && *named != '\0') {
        if (isFolder(named))
            return fs::path{named};
        return failure(Problem{Severity::Error, "no-presets", "SHARDSCAPE_PRESETS", std::string{named} + " is no folder",
                               "set it to a folder of presets, or unset it"});
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path() / ".." / "share" / "shardscape" / "presets";
    if (!error && isFolder(installed))
        return installed.lexically_normal();
    if (const auto source = sourcePresets(program.parent_path()))
        return *source;
    return failure(Problem{Severity::Error, "no-presets", "", "the folder of presets was not found beside the program",
                           "install the program with its presets, or name their folder in SHARDSCAPE_PRESETS"});
}

std::optional<fs::path> userPresetFolder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    if (data != nullptr && *data != '\0')
        return fs::path{data} / "shardscape" / "presets";
    if (home != nullptr && *home != '\0')
        return fs::path{home} / ".local" / "share" / "shardscape" / "presets";
    return std::nullopt;
}

LoadedPresets loadPresets(const fs::path& folder)
{
    LoadedPresets presets;
    for (const auto& kind : EnumNames<PresetKind>::table)
        loadFolder(kind.value, folder / kind.text, presets);
    return presets;
}

Result<LoadedPresets> loadAllPresets()
{
    const auto folder = findPresetFolder();
    if (!folder)
        return failure(folder.error());
    LoadedPresets presets = loadPresets(*folder);
    if (const auto own = userPresetFolder(); own && isFolder(*own) && std::getenv("SHARDSCAPE_PRESETS") == nullptr)
        for (const auto& kind : EnumNames<PresetKind>::table)
            loadFolder(kind.value, *own / kind.text, presets);
    return presets;
}

} // namespace shardscape
