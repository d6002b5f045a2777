// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/presenter/stage_overlay.h"

#include "shell/theme_manager.h"
#include "shell/tokens.h"

#include <QPainter>
#include <QTimer>

namespace shardscape {

namespace {

constexpr int haloRadius = 28;
constexpr int keyMilliseconds = 1500;

} // namespace

StageOverlay::StageOverlay(AppContext& context, QWidget* window) : QWidget{window}, m_context{context}, m_keyTimer{new QTimer(this)}
{
    setObjectName(QStringLiteral("stageOverlay"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    m_keyTimer->setSingleShot(true);
    m_keyTimer->setInterval(keyMilliseconds);
    connect(m_keyTimer, &QTimer::timeout, this, [this] { showKey({}); });
    setTitle({});
}

QString StageOverlay::mark() const { return m_title.isEmpty() ? tr("Presenting – Esc") : tr("%1 · Presenting – Esc").arg(m_title); }

void StageOverlay::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(mark());
    update();
}

QRect StageOverlay::haloAt(QPoint point) const { return {point - QPoint(haloRadius + 2, haloRadius + 2), QSize(2 * haloRadius + 4, 2 * haloRadius + 4)}; }

void StageOverlay::movePointer(QPoint inWindow)
{
    update(haloAt(m_pointer)); // only the two rings, so that the pictures below are not painted whole for every move
    m_pointer = inWindow;
    update(haloAt(m_pointer));
}

void StageOverlay::showKey(const QString& key)
{
    m_key = key;
    if (!key.isEmpty())
        m_keyTimer->start();
    update(0, height() - 4 * fontMetrics().height(), width(), 4 * fontMetrics().height());
}

void StageOverlay::setBlank(bool on)
{
    m_blank = on;
    update();
}

void StageOverlay::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_context.theme.tokens();
    QPainter painter(this);
    if (m_blank) {
        painter.fillRect(rect(), Qt::black);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const auto plate = [&](const QString& text, bool top) {
        const int wide = fontMetrics().horizontalAdvance(text) + 24;
        const int high = fontMetrics().height() + 8;
        const QRect box((width() - wide) / (top ? 1 : 2), top ? 0 : height() - 2 * high, wide, high);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(tokens.accentText);
        painter.drawText(box, Qt::AlignCenter, text);
    };
    plate(mark(), true);
    if (!m_key.isEmpty())
        plate(m_key, false);
    QColor halo = tokens.warning;
    halo.setAlpha(70);
    painter.setPen(QPen(tokens.warning, 2));
    painter.setBrush(halo);
    painter.drawEllipse(m_pointer, haloRadius, haloRadius);
}

} // namespace shardscape
