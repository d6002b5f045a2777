// SPDX-License-Identifier: GPL-3.0-or-later
// What every fuzz target needs: its input as text, the presets, and a way to say that a promise was broken. libFuzzer calls
// LLVMFuzzerTestOneInput() with ever new bytes and saves those that end the program.
#pragma once

#include "io/preset_library.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace shardscape::fuzz {

inline std::string textOf(const std::uint8_t* data, std::size_t size)
{
    return {data, data + size};
}

/// Ends the run when a promise of the program does not hold for this input.
inline void promise(bool isKept, const char* what)
{
    if (isKept)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

/// Every problem names what is wrong; an empty list or message would leave the user without a way out.
template <class T> void promiseProblems(const Result<T>& result)
{
    if (result)
        return;
    promise(!result.error().empty(), "a failure has a problem");
    for (const Problem& problem : result.error())
        promise(!problem.message.empty() && !problem.code.empty(), "a problem has a code and a message");
}

/// The presets of the source tree, from whose root the targets are run.
inline const PresetLibrary& presets()
{
    static const PresetLibrary library = [] {
        PresetLibrary all;
        for (const auto& kind : EnumNames<PresetKind>::table) {
            const std::filesystem::path folder = std::filesystem::path{"presets"} / kind.text;
            if (!std::filesystem::is_directory(folder))
                continue;
            for (const auto& entry : std::filesystem::directory_iterator{folder}) {
                if (entry.path().extension() != ".json")
                    continue;
                std::ifstream file{entry.path()};
                std::string json{std::istreambuf_iterator<char>{file}, {}};
                const std::string name = entry.path().filename().string();
                const bool isAdded = all.add(kind.value, name.substr(0, name.find(kind.value == PresetKind::Scenario ? ".shard.json" : ".json")),
                                             name, std::move(json)).has_value();
                promise(isAdded, "the presets are in order");
            }
        }
        return all;
    }();
    return library;
}

} // namespace shardscape::fuzz
