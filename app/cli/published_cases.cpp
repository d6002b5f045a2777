// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/published_cases.h"

#include "cli/preset_folder.h"
#include "io/validation_json.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace shardscape {
namespace {

std::vector<std::filesystem::path> caseFiles(const std::filesystem::path& presets)
{
    std::vector<std::filesystem::path> files;
    std::error_code ignored; // a missing folder gives no files, which is said by who needs them
    for (const auto& entry : std::filesystem::directory_iterator(presets / "validation", ignored))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::optional<std::vector<ValidationCase>> publishedCases(CliContext& context)
{
    if (context.library() == nullptr)
        return std::nullopt;
    const auto presets = findPresetFolder();
    if (!presets) {
        context.fail("presets", presets.error());
        return std::nullopt;
    }
    std::vector<ValidationCase> all;
    for (const std::filesystem::path& file : caseFiles(*presets)) {
        std::ifstream stream(file);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        const auto cases = readValidationCases(text, *context.library());
        if (!cases) {
            context.fail(file.string(), cases.error());
            return std::nullopt;
        }
        all.insert(all.end(), cases->begin(), cases->end());
    }
    return all;
}

} // namespace shardscape
