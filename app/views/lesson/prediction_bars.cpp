// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/prediction_bars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace shardscape {

PredictionBars::PredictionBars(QWidget* parent) : QWidget{parent}
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PredictionBars::show(const Values& values, const Tokens& tokens)
{
    m_values = values;
    m_tokens = tokens;
    setAccessibleName(tr("Predicted %1, computed %2").arg(values.predictionText, values.answerText));
    setToolTip(accessibleName());
    QWidget::show();
    updateGeometry();
    update();
}

QSize PredictionBars::sizeHint() const { return {200, 2 * (fontMetrics().height() + 8) + 4}; }

void PredictionBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int row = fontMetrics().height() + 8;
    const double most = std::max({std::abs(m_values.prediction), std::abs(m_values.answer) * (1 + m_values.tolerance), 1e-300}) * 1.05;
    const auto x = [&](double value) { return std::clamp(value, 0.0, most) / most * (width() - 2); };
    const double low = x(m_values.answer * (1 - m_values.tolerance));
    const double high = x(m_values.answer * (1 + m_values.tolerance));
    QColor range = m_tokens.good;
    range.setAlpha(50);
    painter.fillRect(QRectF(low, 0, std::max(2.0, high - low), height()), range);
    const auto bar = [&](int index, double value, const QColor& color, const QString& text) {
        const QRectF box(0, index * row + 2, x(value), row - 4);
        painter.fillRect(box, color);
        painter.setPen(m_tokens.line);
        painter.drawRect(box);
        const int wide = fontMetrics().horizontalAdvance(text) + 8;
        const bool inside = wide <= box.width();
        painter.setPen(inside ? textOn(color) : m_tokens.text);
        const QRectF place = inside ? box.adjusted(4, 0, -4, 0) : QRectF(std::min(box.right() + 4, double(width() - wide)), box.top(), wide, box.height());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
    };
    bar(0, m_values.prediction, m_tokens.textMuted, tr("you: %1").arg(m_values.predictionText));
    bar(1, m_values.answer, m_tokens.accent, tr("computed: %1").arg(m_values.answerText));
}

} // namespace shardscape
