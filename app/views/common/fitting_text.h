// SPDX-License-Identifier: GPL-3.0-or-later
// A text for the room there is: the fullest of several wordings that fits, the last one cut where even that does not.
#pragma once

#include <QFontMetricsF>
#include <QStringList>

namespace shardscape {

/// \param wordings from the fullest to the shortest, at least one
[[nodiscard]] inline QString fittingText(const QFontMetricsF& metrics, const QStringList& wordings, double width)
{
    for (const QString& wording : wordings)
        if (metrics.horizontalAdvance(wording) <= width)
            return wording;
    return metrics.elidedText(wordings.last(), Qt::ElideRight, width);
}

} // namespace shardscape
