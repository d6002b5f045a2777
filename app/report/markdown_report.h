// SPDX-License-Identifier: GPL-3.0-or-later
// The report in a few lines of Markdown (GitHub's dialect), for a pull request or a wiki.
#pragma once

#include "evaluate/evaluation.h"

#include <QByteArray>

namespace shardscape {

/// Verdict, key figures, plan, warnings, and the scenario folded away. UTF-8; the same evaluation gives the same bytes.
[[nodiscard]] QByteArray markdownSummary(const Evaluation& evaluation);

} // namespace shardscape
