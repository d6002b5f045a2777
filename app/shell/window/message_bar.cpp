// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/message_bar.h"

#include "shell/resources.h"
#include "shell/scenario/problem_note.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace shardscape {

MessageBar::MessageBar(QWidget* parent) : QFrame{parent}, m_note{new ProblemNote(this)}, m_close{new QToolButton(this)}
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 4);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close the message"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void MessageBar::show(const Problems& problems, const Tokens& tokens)
{
    m_problems = problems;
    setTokens(tokens);
    setVisible(!problems.empty());
}

void MessageBar::setTokens(const Tokens& tokens)
{
    m_close->setIcon(themedIcon(QStringLiteral("close"), tokens));
    m_note->setProblems(m_problems, {}, tokens);
}

QSize MessageBar::sizeHint() const
{
    const QSize narrow = QFrame::sizeHint();
    const int wide = window()->width();
    return hasHeightForWidth() ? QSize(narrow.width(), heightForWidth(wide)) : narrow;
}

QSize MessageBar::minimumSizeHint() const { return {QFrame::minimumSizeHint().width(), sizeHint().height()}; }

QString MessageBar::text() const { return isHidden() ? QString() : m_note->text(); }

} // namespace shardscape
