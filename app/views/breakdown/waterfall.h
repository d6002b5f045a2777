// SPDX-License-Identifier: GPL-3.0-or-later
// The step's time as a waterfall: parts one after the other, adding up to the whole. Values and geometry without a window; used by the
// canvas, the painter, the report and tests. Any thread.
#pragma once

#include "evaluate/evaluation.h"
#include "views/common/table_data.h"

#include <QLocale>
#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace shardscape {

struct WaterfallPart {
    std::string key; ///< as in the evaluation JSON; "unexplained" for a difference between parts and whole
    QString name;
    Seconds start; ///< where the part begins when all are laid end to end
    Seconds time;
};

/// One whole and its parts.
struct Waterfall {
    QString title;
    QString totalName;
    QString derivationPrefix; ///< "training/breakdown/"; a part's derivation is this plus its key; empty: the total's explains the parts
    QString totalDerivation;
    Seconds total;
    std::vector<WaterfallPart> parts; ///< also those that take no time
};

/// Training: one waterfall of the step. Inference: prefill (adds up to the time to first token) and decode (one token).
[[nodiscard]] std::vector<Waterfall> waterfalls(const Evaluation& evaluation);

/// The same waterfall of a baseline, or null: prefill belongs to prefill, and a step to nothing at inference.
[[nodiscard]] const Waterfall* counterpart(const Waterfall& waterfall, const std::vector<Waterfall>* baseline);
/// The part of the same key, or null.
[[nodiscard]] const WaterfallPart* counterpart(const WaterfallPart& part, const Waterfall* baseline);

/// A line of the picture: a title, a part, or the total of waterfall `waterfall`.
struct WaterfallRow {
    enum class Kind : unsigned char { Title, Part, Total };
    Kind kind = Kind::Part;
    int waterfall = 0;
    int part = -1;
    bool operator==(const WaterfallRow&) const = default;
};

/// Rows from top to bottom; parts that take no time are left out of the picture (the table has them).
class WaterfallGeometry {
public:
    WaterfallGeometry() = default;
    /// \param lineHeight height of a line of text
    WaterfallGeometry(const std::vector<Waterfall>& all, const QRectF& area, double lineHeight);

    [[nodiscard]] const std::vector<WaterfallRow>& rows() const { return m_rows; }
    [[nodiscard]] QRectF rowRect(int row) const;
    /// The bar of `time` starting at `start` of a whole of `total`, in a row.
    [[nodiscard]] QRectF barRect(int row, Seconds start, Seconds time, Seconds total) const;
    [[nodiscard]] std::optional<int> rowAt(QPointF position) const;
    /// Height that all rows need.
    [[nodiscard]] double height() const;

private:
    QRectF m_area;
    double m_lineHeight = 12;
    std::vector<WaterfallRow> m_rows;
    std::vector<double> m_top; ///< one more than rows
};

[[nodiscard]] TableData waterfallTable(const std::vector<Waterfall>& all, const QLocale& locale = QLocale());

/// Id of the derivation of a part.
[[nodiscard]] QString figureOf(const Waterfall& waterfall, const WaterfallPart& part);

} // namespace shardscape
