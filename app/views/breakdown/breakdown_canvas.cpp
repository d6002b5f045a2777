// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/breakdown/breakdown_canvas.h"

#include "views/common/number_text.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace shardscape {

BreakdownCanvas::BreakdownCanvas(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Step breakdown"));
}

void BreakdownCanvas::setWaterfalls(std::vector<Waterfall> all)
{
    m_all = std::move(all);
    if (m_row && *m_row >= static_cast<int>(geometryNow().rows().size()))
        m_row.reset();
    updateGeometry();
    setMinimumHeight(static_cast<int>(std::ceil(geometryNow().height())) + 12);
    update();
}

void BreakdownCanvas::setBaseline(std::vector<Waterfall> all)
{
    m_baseline = std::move(all);
    update();
}

void BreakdownCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

WaterfallGeometry BreakdownCanvas::geometryNow() const
{
    return {m_all, QRectF(rect()).adjusted(10, 6, -10, -6), QFontMetricsF(font()).height()};
}

QSize BreakdownCanvas::sizeHint() const { return {360, std::max(160, static_cast<int>(std::ceil(geometryNow().height())) + 12)}; }

QString BreakdownCanvas::derivationOf(int row) const
{
    const WaterfallRow line = geometryNow().rows()[static_cast<std::size_t>(row)];
    const Waterfall& waterfall = m_all[static_cast<std::size_t>(line.waterfall)];
    switch (line.kind) {
    case WaterfallRow::Kind::Title: return {};
    case WaterfallRow::Kind::Total: return waterfall.totalDerivation;
    case WaterfallRow::Kind::Part:
        return figureOf(waterfall, waterfall.parts[static_cast<std::size_t>(line.part)]);
    }
    return {};
}

QString BreakdownCanvas::describe(int row) const
{
    const WaterfallRow line = geometryNow().rows()[static_cast<std::size_t>(row)];
    const Waterfall& waterfall = m_all[static_cast<std::size_t>(line.waterfall)];
    if (line.kind == WaterfallRow::Kind::Title)
        return waterfall.title;
    const Waterfall* before = counterpart(waterfall, &m_baseline);
    const auto against = [](Seconds then, Seconds now) { return tr("; baseline %1 (%2)").arg(timeText(then), changeText(then.inSeconds(), now.inSeconds())); };
    if (line.kind == WaterfallRow::Kind::Total)
        return tr("%1: %2").arg(waterfall.totalName, timeText(waterfall.total)) + (before ? against(before->total, waterfall.total) : QString());
    const WaterfallPart& part = waterfall.parts[static_cast<std::size_t>(line.part)];
    const WaterfallPart* partBefore = counterpart(part, before);
    return tr("%1: %2, %3 of the whole").arg(part.name, timeText(part.time), percentText(part.time / waterfall.total)) +
           (partBefore ? against(partBefore->time, part.time) : QString());
}

void BreakdownCanvas::setRow(std::optional<int> row)
{
    if (row == m_row)
        return;
    m_row = row;
    if (row) {
        setAccessibleDescription(describe(*row));
        setToolTip(describe(*row));
    }
    setCursor(row && !derivationOf(*row).isEmpty() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void BreakdownCanvas::paintEvent(QPaintEvent*)
{
    if (m_tokens == nullptr)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), m_tokens->surface);
    if (m_all.empty()) {
        painter.setPen(m_tokens->textMuted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("No times: the plan has no evaluation yet."));
        return;
    }
    paintWaterfalls(painter, geometryNow(), {.all = m_all, .tokens = *m_tokens, .row = m_row, .baseline = m_baseline.empty() ? nullptr : &m_baseline});
}

void BreakdownCanvas::mouseMoveEvent(QMouseEvent* event) { setRow(geometryNow().rowAt(event->position())); }

void BreakdownCanvas::mousePressEvent(QMouseEvent* event)
{
    const std::optional<int> row = geometryNow().rowAt(event->position());
    setRow(row);
    if (event->button() == Qt::LeftButton && row && !derivationOf(*row).isEmpty())
        Q_EMIT chosen(derivationOf(*row));
}

void BreakdownCanvas::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setRow(std::nullopt);
}

void BreakdownCanvas::keyPressEvent(QKeyEvent* event)
{
    const int rows = static_cast<int>(geometryNow().rows().size());
    const int current = m_row.value_or(0);
    if (rows > 0 && event->key() == Qt::Key_Down)
        setRow(std::min(current + 1, rows - 1));
    else if (rows > 0 && event->key() == Qt::Key_Up)
        setRow(std::max(current - 1, 0));
    else if (rows > 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (m_row && !derivationOf(*m_row).isEmpty())
            Q_EMIT chosen(derivationOf(*m_row));
    } else
        QWidget::keyPressEvent(event);
}

void BreakdownCanvas::focusOutEvent(QFocusEvent*) { setRow(std::nullopt); }

void BreakdownCanvas::resizeEvent(QResizeEvent*) { updateGeometry(); }

} // namespace shardscape
