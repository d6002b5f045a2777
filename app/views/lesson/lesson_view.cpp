// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/lesson_view.h"

#include "document/document.h"
#include "document/text_file.h"
#include "shell/command_registry.h"
#include "shell/theme_manager.h"
#include "views/common/elided_label.h"
#include "views/lesson/decision_tree.h"
#include "views/lesson/lesson_list.h"
#include "views/lesson/lesson_records.h"
#include "views/lesson/step_page.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

LessonView::LessonView(AppContext& context, QWidget* parent)
    : QWidget{parent}, m_context{context}, m_session{new LessonSession(context, this)}, m_stack{new QStackedWidget(this)},
      m_list{new LessonList(*m_session, m_stack)}, m_page{new StepPage(context, *m_session, m_stack)}, m_tree{new DecisionTree(m_stack)},
      m_message{new QLabel(m_stack)}
{
    setObjectName(QStringLiteral("lessonView"));
    setAccessibleName(tr("Lessons"));
    addCommands();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head = makeHead();
    layout->addWidget(m_head);
    layout->addWidget(m_stack, 1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_list, m_page, m_tree, m_message})
        m_stack->addWidget(each);
    m_message->setWordWrap(true);
    m_message->setFocusPolicy(Qt::TabFocus);
    m_message->setAccessibleName(tr("State of the lesson"));
    m_message->setMargin(10);
    m_message->setAlignment(Qt::AlignTop);
    connect(m_list, &LessonList::chosen, m_session, &LessonSession::start);
    connect(m_session, &LessonSession::changed, this, &LessonView::refresh);
    connect(m_session, &LessonSession::taskChanged, m_page, &StepPage::refreshTask);
    connect(m_session, &LessonSession::paneRequested, this, &LessonView::paneRequested);
    connect(&context.document, &Document::evaluationChanged, this, &LessonView::refreshTree);
    connect(&context.theme, &ThemeManager::themeChanged, this, &LessonView::refresh);
    refresh();
}

QWidget* LessonView::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(6, 2, 6, 2);
    const auto button = [&](const char* id, const QString& text) {
        auto* made = new QToolButton(head);
        QAction* action = m_context.commands.action(QLatin1String(id));
        action->setIconText(text); // short, for the button
        made->setDefaultAction(action);
        made->setAccessibleName(QString(action->text()).remove(QLatin1Char('&')));
        made->setAutoRaise(true);
        row->addWidget(made);
        return made;
    };
    button("lesson.leave", QStringLiteral("≡"));
    m_where = new ElidedLabel(head);
    row->addWidget(m_where, 1);
    m_back = button("lesson.back", tr("‹ Back"));
    m_next = button("lesson.next", tr("Next ›"));
    return head;
}

void LessonView::addCommands()
{
    CommandRegistry& commands = m_context.commands;
    commands.add({.id = QStringLiteral("lesson.next"),
                  .text = tr("&Next step"),
                  .shortcut = QKeySequence(Qt::ALT | Qt::Key_PageDown),
                  .help = tr("Shows the next step of the lesson.")},
                 this, [this](bool) { m_session->go(m_session->step() + 1); });
    commands.add({.id = QStringLiteral("lesson.back"),
                  .text = tr("&Step back"),
                  .shortcut = QKeySequence(Qt::ALT | Qt::Key_PageUp),
                  .help = tr("Shows the step before.")},
                 this, [this](bool) { m_session->go(m_session->step() - 1); });
    commands.add({.id = QStringLiteral("lesson.leave"), .text = tr("&All lessons"), .help = tr("Ends the lesson and closes its sheet.")}, this,
                 [this](bool) { m_session->stop(); });
    commands.add({.id = QStringLiteral("lesson.release"), .text = tr("&Release the answer"), .help = tr("Shows the answer that class mode hides.")},
                 this, [this](bool) { m_session->release(); });
    commands.add({.id = QStringLiteral("lesson.export"),
                  .text = tr("Save &predictions…"),
                  .help = tr("Writes all predictions with their outcome as CSV.")},
                 this, [this](bool) { exportPredictions(); });
    QAction* inClass = commands.add({.id = QStringLiteral("lesson.class"),
                                     .text = tr("&Class mode"),
                                     .help = tr("Answers stay hidden until they are released, and predictions carry names."),
                                     .checkable = true},
                                    this, [this](bool on) { m_session->setClassMode(on); });
    inClass->setChecked(m_session->classMode());
}

void LessonView::refresh()
{
    using Phase = LessonSession::Phase;
    const Phase phase = m_session->phase();
    const QWidget* focused = QApplication::focusWidget();
    const QWidget* pageBefore = m_stack->currentWidget();
    const bool hadKeyboard = focused != nullptr && isAncestorOf(focused);
    const bool hasRun = m_session->run() != nullptr;
    const bool isTree = hasRun && !m_session->run()->lesson().tree.empty();
    m_head->setVisible(phase != Phase::Idle);
    m_context.commands.action(QStringLiteral("lesson.back"))->setEnabled(m_session->canGo(m_session->step() - 1));
    m_context.commands.action(QStringLiteral("lesson.next"))->setEnabled(phase == Phase::Shown && m_session->canGo(m_session->step() + 1));
    m_context.commands.action(QStringLiteral("lesson.leave"))->setEnabled(phase != Phase::Idle);
    m_context.commands.action(QStringLiteral("lesson.release"))->setEnabled(phase == Phase::Held);
    if (phase == Phase::Idle) {
        m_list->refresh();
        m_stack->setCurrentWidget(m_list);
    } else if (phase == Phase::Preparing || phase == Phase::Failed) {
        const Problems& problems = m_session->problems();
        m_where->setText(QString());
        m_message->setText(phase == Phase::Preparing || problems.empty() ? tr("Computing the lesson's figures…")
                                                                         : tr("The lesson cannot be shown: %1 %2").arg(QString::fromStdString(problems.front().path), QString::fromStdString(problems.front().message)));
        m_stack->setCurrentWidget(m_message);
    } else if (isTree) {
        m_where->setText(QString::fromStdString(m_session->run()->lesson().title));
        m_tree->setTree(m_session->run()->lesson().tree);
        m_stack->setCurrentWidget(m_tree);
        refreshTree();
    } else {
        m_where->setText(tr("%1 of %2 · %3").arg(m_session->step() + 1).arg(m_session->stepCount()).arg(QString::fromStdString(m_session->run()->lesson().title)));
        m_page->refresh();
        m_stack->setCurrentWidget(m_page);
    }
    if (hadKeyboard && m_stack->currentWidget() != pageBefore) // keys go on where the eye is
        m_stack->currentWidget()->setFocus();
}

void LessonView::refreshTree()
{
    if (m_stack->currentWidget() == m_tree && m_session->run() != nullptr)
        m_tree->light(m_session->litNodes(), m_context.theme.tokens());
}

void LessonView::exportPredictions()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the predictions"), QStringLiteral("predictions.csv"), tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    if (const auto written = writeTextFile(path, predictionsToCsv(predictionRecords()).toStdString()); !written)
        QMessageBox::warning(this, tr("Save the predictions"), QString::fromStdString(written.error().front().message));
}

} // namespace shardscape
