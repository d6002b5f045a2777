// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/lesson_list.h"

#include "views/lesson/lesson_records.h"

#include <QHeaderView>

namespace shardscape {

namespace {

QString progressText(const Lesson& lesson, const LessonProgress& progress)
{
    if (progress.done)
        return LessonList::tr("✓ done");
    const int steps = static_cast<int>(lesson.steps.size());
    return progress.reached == 0 || steps == 0 ? QString() : LessonList::tr("%1 of %2").arg(progress.reached).arg(steps);
}

} // namespace

LessonList::LessonList(LessonSession& session, QWidget* parent) : QTreeWidget{parent}, m_session{session}
{
    setObjectName(QStringLiteral("lessonList"));
    setAccessibleName(tr("Lessons"));
    setHeaderLabels({tr("Lesson"), tr("Minutes"), tr("Progress")});
    setRootIsDecorated(false);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    int number = 0;
    for (const Lesson& lesson : session.lessons()) {
        const QString title = QString::fromStdString(lesson.title);
        auto* item = new QTreeWidgetItem(this);
        item->setText(0, lesson.kind == LessonKind::Lesson ? tr("%1  %2").arg(++number).arg(title) : title);
        item->setText(1, QString::number(lesson.minutes));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, Qt::UserRole, QString::fromStdString(lesson.id));
        item->setToolTip(0, title);
    }
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        const QString id = item->data(0, Qt::UserRole).toString();
        const LessonProgress progress = lessonProgress(id);
        Q_EMIT chosen(id, progress.done ? 0 : std::max(0, progress.reached - 1));
    });
    refresh();
}

void LessonList::refresh()
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        const Lesson& lesson = m_session.lessons()[static_cast<std::size_t>(i)];
        topLevelItem(i)->setText(2, progressText(lesson, lessonProgress(QString::fromStdString(lesson.id))));
    }
}

} // namespace shardscape
