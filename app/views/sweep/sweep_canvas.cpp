// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sweep/sweep_canvas.h"

#include <QKeyEvent>
#include <QPainter>

namespace shardscape {

SweepCanvas::SweepCanvas(QWidget* parent) : QWidget(parent)
{
    makeItemsAccessible();
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sweep"));
}

void SweepCanvas::setChart(std::shared_ptr<const SweepChart> chart, const QString& text)
{
    const int before = m_chart ? m_chart->count() : 0;
    m_chart = std::move(chart);
    m_text = text;
    setAccessibleName(m_chart ? m_chart->title() : tr("Sweep"));
    if (!m_chart || m_chart->count() != before)
        setItem(std::nullopt);
    else if (m_item)
        setToolTip(m_chart->itemText(*m_item, QLocale()));
    update();
}

void SweepCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void SweepCanvas::setItem(std::optional<int> item)
{
    if (item == m_item)
        return;
    m_item = item;
    const QString words = m_item && m_chart ? m_chart->itemText(*m_item, QLocale()) : QString();
    setAccessibleDescription(words);
    setToolTip(words);
    if (m_item)
        announceItem(*this, *this);
    update();
}

void SweepCanvas::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    if (m_chart) {
        m_chart->paint(painter, QRectF(rect()), *m_tokens, m_item, QLocale());
        return;
    }
    painter.setPen(m_tokens->textMuted);
    painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_text);
}

void SweepCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPicture(painter);
    if (hasFocus() && m_tokens != nullptr) {
        painter.setPen(QPen(m_tokens->accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void SweepCanvas::mouseMoveEvent(QMouseEvent* event)
{
    setItem(m_chart ? m_chart->itemAt(event->position(), QRectF(rect()), font()) : std::nullopt);
}

void SweepCanvas::mousePressEvent(QMouseEvent* event)
{
    setItem(m_chart ? m_chart->itemAt(event->position(), QRectF(rect()), font()) : std::nullopt);
}

void SweepCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
    if (event->button() == Qt::LeftButton && m_item)
        Q_EMIT chosen(*m_item);
}

void SweepCanvas::leaveEvent(QEvent*)
{
    if (!hasFocus())
        setItem(std::nullopt);
}

void SweepCanvas::keyPressEvent(QKeyEvent* event)
{
    const auto move = [this](int right, int down) { setItem(m_item ? m_chart->neighbor(*m_item, right, down) : 0); };
    if (!m_chart || m_chart->count() == 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Right: move(1, 0); return;
    case Qt::Key_Left: move(-1, 0); return;
    case Qt::Key_Down: move(0, 1); return;
    case Qt::Key_Up: move(0, -1); return;
    case Qt::Key_Home: setItem(0); return;
    case Qt::Key_End: setItem(m_chart->count() - 1); return;
    case Qt::Key_Escape: setItem(std::nullopt); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_item)
            Q_EMIT chosen(*m_item);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

int SweepCanvas::itemCount() const { return m_chart ? m_chart->count() : 0; }

QString SweepCanvas::itemName(int index) const { return m_chart ? m_chart->itemText(index, QLocale()) : QString(); }

QString SweepCanvas::itemValue(int) const { return {}; }

QRect SweepCanvas::itemRect(int index) const { return m_chart ? m_chart->itemRect(index, QRectF(rect()), font()).toAlignedRect() : QRect(); }

int SweepCanvas::itemAt(QPoint position) const
{
    return m_chart ? m_chart->itemAt(QPointF(position), QRectF(rect()), font()).value_or(-1) : -1;
}

} // namespace shardscape
