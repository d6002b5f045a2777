// SPDX-License-Identifier: GPL-3.0-or-later
// What a search found, for people, programs and spreadsheets. Pure functions, any thread.
#pragma once

#include "search/front_position.h"
#include "search/search.h"

#include <string>

namespace shardscape {

/// All that an export says; members outlive it.
struct SearchReport {
    const CandidateList& candidates;
    const Inputs& inputs;
    const SearchRequest& request;
    const SearchResult& result;
    const FrontPosition& position; ///< of the scenario's own plan
};

/// Front, best plans, reasons of rejection, and why the scenario's own plan is not on the front.
[[nodiscard]] std::string searchToText(const SearchReport& report);
/// {"format": "shardscape-search", ...}; every number with its unit in the key. Ends with a newline.
[[nodiscard]] std::string searchToJson(const SearchReport& report);
/// One line per plan of the front and of the list: inputs, objectives, figures. Comma separated, with a head line.
[[nodiscard]] std::string searchToCsv(const SearchReport& report);

} // namespace shardscape
