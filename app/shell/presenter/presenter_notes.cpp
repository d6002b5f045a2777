// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/presenter/presenter_notes.h"

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

namespace shardscape {

PresenterNotes::PresenterNotes(QWidget* parent) : QWidget{parent, Qt::Window}
{
    setObjectName(QStringLiteral("presenterNotes"));
    setWindowTitle(tr("Notes"));
    auto* layout = new QVBoxLayout(this);
    const auto add = [&](bool bold) {
        auto* label = new QLabel(this);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        QFont font = label->font();
        font.setBold(bold);
        label->setFont(font);
        layout->addWidget(label);
        return label;
    };
    m_time = add(true);
    m_step = add(true);
    m_notes = add(false);
    m_next = add(false);
    layout->addStretch(1);
    resize(420, 320);
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &PresenterNotes::tick);
    timer->start(1000);
    restartTimer();
}

void PresenterNotes::show(const Content& content)
{
    m_minutes = content.minutes;
    m_step->setText(content.step);
    m_notes->setText(content.notes.isEmpty() ? tr("No notes for this step.") : content.notes);
    m_next->setText(content.next.isEmpty() ? tr("This is the last step.") : tr("Next: %1").arg(content.next));
    tick();
}

void PresenterNotes::restartTimer()
{
    m_since.restart();
    tick();
}

void PresenterNotes::tick()
{
    const qint64 seconds = m_since.elapsed() / 1000;
    const QString passed = QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    m_time->setText(m_minutes > 0 ? tr("%1 of %2 minutes").arg(passed).arg(m_minutes) : passed);
}

QString PresenterNotes::text() const { return QStringList{m_time->text(), m_step->text(), m_notes->text(), m_next->text()}.join(QLatin1Char('\n')); }

} // namespace shardscape
