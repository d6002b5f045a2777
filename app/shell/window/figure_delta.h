// SPDX-License-Identifier: GPL-3.0-or-later
// What a key figure did since another state: sign, direction and whether that is good, never by color alone. Pure functions, any thread.
#pragma once

#include "shell/window/key_figures.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace shardscape {

struct FigureDelta {
    enum class Kind : unsigned char {
        Small, ///< below a hundredth of the figure (or of all, for shares): within what nobody would act on
        Better,
        Worse,
    };
    QString text;  ///< "▼ −18.0 %"
    QString words; ///< "−18.0 %, better"
    Kind kind = Kind::Small;
};

/// The change of a figure; nothing when it is the same, or when one of both has no number.
[[nodiscard]] std::optional<FigureDelta> figureDelta(const KeyFigure& before, const KeyFigure& after, const QLocale& locale = QLocale());

/// The figure of the same kind in another state; null when there is none.
[[nodiscard]] const KeyFigure* findFigure(const std::vector<KeyFigure>& figures, const QString& key);

} // namespace shardscape
