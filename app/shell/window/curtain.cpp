// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/curtain.h"

#include "shell/theme_manager.h"
#include "shell/tokens.h"

#include <QEvent>
#include <QPainter>

namespace shardscape {

Curtain::Curtain(AppContext& context, QWidget* target) : QWidget{target->parentWidget()}, m_context{context}, m_target{target}
{
    setObjectName(QStringLiteral("curtain"));
    setAccessibleName(tr("Covered until your prediction is locked"));
    target->installEventFilter(this);
    hide();
}

void Curtain::draw(bool closed)
{
    if (closed == m_closed)
        return;
    m_closed = closed;
    m_target->setEnabled(!closed); // keys and screen readers must not reach it either
    follow();
    setVisible(closed && m_target->isVisible());
}

void Curtain::follow()
{
    setGeometry(m_target->geometry());
    raise();
}

bool Curtain::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (m_closed && (type == QEvent::Resize || type == QEvent::Move || type == QEvent::Show || type == QEvent::Hide)) {
        follow();
        setVisible(type != QEvent::Hide);
    }
    return QWidget::eventFilter(watched, event);
}

void Curtain::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_context.theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surfaceAlt);
    painter.setPen(tokens.textMuted);
    painter.drawText(rect().adjusted(6, 2, -6, -2), Qt::AlignCenter | Qt::TextWordWrap, accessibleName());
}

} // namespace shardscape
