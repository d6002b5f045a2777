// SPDX-License-Identifier: GPL-3.0-or-later
// The plans of a search as a table: the twin of the picture, with the arithmetic of each plan visible. Pure, any thread.
#pragma once

#include "search/search_setup.h"
#include "views/common/table_data.h"
#include "views/search/front_plot.h"

#include <QLocale>

namespace shardscape {

/// The rows of a table that a filter lets through, and which points of the picture they are.
struct FrontTable {
    TableData data;
    std::vector<std::size_t> points; ///< one index a row
};

/// \param filter words apart by commas, such as "tp 8, zero-1": a row stays where each of them occurs in it
[[nodiscard]] FrontTable frontTable(const FrontPicture& picture, const CandidateList& candidates, const QString& filter,
                                    const QLocale& locale = QLocale());

} // namespace shardscape
