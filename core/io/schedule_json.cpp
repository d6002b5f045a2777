// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/schedule_json.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace shardscape {

namespace {

/// The shortest text that reads back as the same number.
void append(std::string& text, double value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    text.append(digits.data(), end.ptr);
}

void append(std::string& text, const char* key, double value)
{
    text += key;
    append(text, value);
}

void append(std::string& text, const char* key, const std::vector<double>& values)
{
    text += key;
    for (std::size_t i = 0; i < values.size(); ++i)
        append(text, i == 0 ? "[" : ", ", values[i]);
    text += values.empty() ? "[]" : "]";
}

void appendNotes(std::string& text, const Problems& notes)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Problem& note : notes)
        list.push_back({{"severity", "info"}, {"code", note.code}, {"message", note.message}, {"hint", note.hint}, {"path", note.path}});
    text += ",\n  \"notes\": " + list.dump();
}

void appendTask(std::string& text, const Timeline& timeline, std::size_t stage, std::size_t i)
{
    text += "    {\"stage\": " + std::to_string(stage) + ", \"kind\": \"";
    text += toText(timeline.kind[i]);
    text += "\", \"microbatch\": " + std::to_string(timeline.microbatch[i]) + ", \"chunk\": " + std::to_string(timeline.chunk[i]);
    append(text, ", \"start\": ", timeline.start[i]);
    append(text, ", \"end\": ", timeline.end[i]);
    text += '}';
}

} // namespace

std::string scheduleToJson(const Timeline& timeline, const TimelineSummary& summary, double ideal)
{
    std::string text;
    text.reserve(512 + timeline.size() * 110);
    append(text, "{\n  \"makespan\": ", summary.makespan);
    append(text, ",\n  \"ideal\": ", ideal);
    append(text, ",\n  \"bubble_fraction\": ", summary.bubbleFraction);
    append(text, ",\n  \"stage_span\": ", summary.stageSpan);
    append(text, ",\n  \"peak_in_flight\": ", summary.peakInFlight);
    append(text, ",\n  \"peak_in_flight_until_weight\": ", summary.peakInFlightUntilWeight);
    appendNotes(text, timeline.notes);
    text += ",\n  \"tasks\": [";
    const char* separator = "\n";
    for (std::size_t stage = 0; stage + 1 < timeline.laneBegin.size(); ++stage)
        for (std::size_t i = timeline.laneBegin[stage]; i < timeline.laneBegin[stage + 1]; ++i) {
            text += separator;
            appendTask(text, timeline, stage, i);
            separator = ",\n";
        }
    text += "\n  ]\n}\n";
    return text;
}

} // namespace shardscape
