// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/user_calibrations.h"

#include "cli/input_output.h"
#include "io/calibration_json.h"
#include "json/pretty_json.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <sstream>

namespace shardscape {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longestName = 80;

bool isFileName(const std::string& name)
{
    const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == ' ' || c == '-' || c == '_' || c == '.' || c >= 0x80; };
    return !name.empty() && name.size() <= longestName && name.front() != '.' && std::all_of(name.begin(), name.end(), allowed);
}

Result<Calibration> readFile(const fs::path& path)
{
    std::istringstream noInput;
    const auto text = readInput(path.string(), noInput);
    if (!text)
        return failure(text.error());
    const auto json = parseJson(*text);
    if (!json)
        return failure(json.error());
    Problems problems;
    Calibration calibration = readCalibration(*json, "", problems);
    if (!problems.empty())
        return failure(std::move(problems));
    return calibration;
}

} // namespace

fs::path calibrationFolder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = data != nullptr && *data != '\0' ? fs::path{data} : fs::path{home != nullptr ? home : "."} / ".local" / "share";
    return base / "shardscape" / "calibrations";
}

Result<void> saveCalibration(const Calibration& calibration)
{
    if (!isFileName(calibration.name))
        return failure(Problem{Severity::Error, "no-file-name", "", "'" + calibration.name.substr(0, longestName) + "' cannot be a file's name",
                               "use letters, digits, spaces, - _ and ., at most 80 of them"});
    std::error_code error;
    fs::create_directories(calibrationFolder(), error); // what went wrong shows when the file is written
    std::ostringstream none;
    return writeOutput((calibrationFolder() / (calibration.name + ".json")).string(), prettyJson(calibrationToJson(calibration)) + "\n", none);
}

UserCalibrations loadCalibrations()
{
    UserCalibrations found;
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry{calibrationFolder(), error}, end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        auto calibration = readFile(file);
        if (calibration) {
            found.calibrations.push_back(std::move(*calibration));
            continue;
        }
        for (Problem& problem : calibration.error()) {
            problem.path = file.string();
            found.problems.push_back(std::move(problem));
        }
    }
    return found;
}

} // namespace shardscape
