// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/step_page.h"

#include "document/document.h"
#include "shell/theme_manager.h"
#include "views/lesson/prediction_bars.h"
#include "views/lesson/prediction_form.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int hintMilliseconds = 20'000; ///< time to try alone before the hint appears

QString formulaText(const ShownFormula& formula)
{
    QStringList lines{QString::fromStdString(formula.name), QString::fromStdString(formula.formula),
                      QStringLiteral("= ") + QString::fromStdString(formula.inserted)};
    if (!formula.source.empty())
        lines << StepPage::tr("Source: %1").arg(QString::fromStdString(formula.source));
    return lines.join(QLatin1Char('\n'));
}

void setForeground(QLabel* label, const QColor& color)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

} // namespace

StepPage::StepPage(AppContext& context, LessonSession& session, QWidget* parent) : QScrollArea{parent}, m_context{context}, m_session{session}
{
    setObjectName(QStringLiteral("stepPage"));
    setAccessibleName(tr("Step of the lesson"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 6, 10, 10);
    layout->setSpacing(8);
    setWidget(page);
    m_title = addLabel(true);
    m_form = new PredictionForm(context, session, page);
    layout->addWidget(m_form);
    m_held = addLabel();
    m_release = new QPushButton(tr("Release the answer"), page);
    m_release->setObjectName(QStringLiteral("releaseAnswer"));
    layout->addWidget(m_release, 0, Qt::AlignLeft);
    m_verdict = addLabel(true);
    m_bars = new PredictionBars(page);
    layout->addWidget(m_bars);
    m_wrong = addLabel();
    m_text = addLabel();
    m_caption = addLabel();
    m_formula = addLabel();
    m_task = addLabel(true);
    m_hint = addLabel();
    m_restore = new QPushButton(tr("Start the task again"), page);
    layout->addWidget(m_restore, 0, Qt::AlignLeft);
    layout->addStretch(1);
    m_hintTimer = new QTimer(this);
    m_hintTimer->setSingleShot(true);
    connect(m_hintTimer, &QTimer::timeout, this, [this] { m_hint->setVisible(!m_hint->text().isEmpty()); });
    connect(m_release, &QPushButton::clicked, &session, &LessonSession::release);
    connect(m_restore, &QPushButton::clicked, &session, &LessonSession::restore);
}

QLabel* StepPage::addLabel(bool bold)
{
    auto* label = new QLabel(widget());
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(tr("Text of the lesson")); // while it is empty
    QFont font = label->font();
    font.setBold(bold);
    label->setFont(font);
    widget()->layout()->addWidget(label);
    return label;
}

void StepPage::setText(QLabel* label, const QString& text)
{
    label->setText(text);
    label->setAccessibleName(text.isEmpty() ? tr("Text of the lesson") : text);
    label->setVisible(!text.isEmpty());
}

void StepPage::refresh()
{
    const ReadyStep& step = m_session.current();
    const LessonSession::Phase phase = m_session.phase();
    const bool shown = phase == LessonSession::Phase::Shown;
    const bool held = phase == LessonSession::Phase::Held;
    const Tokens& tokens = m_context.theme.tokens();
    setText(m_title, QString::fromStdString(step.title));
    const bool asks = step.question && !shown;
    m_form->setVisible(asks);
    if (asks)
        m_form->ask(*step.question);
    m_askedStep = asks ? m_session.step() : -1;
    setText(m_held, held ? tr("%1 predictions locked. The answer is hidden until it is released.").arg(m_session.heldPredictions()) : QString());
    m_release->setVisible(held);
    showAnswer(step);
    setText(m_wrong, step.wrong.empty() || !shown ? QString() : QStringLiteral("✗ ") + QString::fromStdString(step.wrong));
    setForeground(m_wrong, tokens.bad);
    setText(m_text, shown ? (step.wrong.empty() ? QString() : QStringLiteral("✓ ")) + QString::fromStdString(step.text) : QString());
    setText(m_caption, shown ? QString::fromStdString(step.caption) : QString());
    setForeground(m_caption, tokens.textMuted);
    m_caption->setAccessibleName(tr("What the picture shows: %1").arg(m_caption->text()));
    showFormula(step);
    setText(m_hint, QString::fromStdString(step.taskHint));
    m_hint->hide();
    setForeground(m_hint, tokens.textMuted);
    m_hintTimer->stop();
    if (shown && !step.taskAsk.empty())
        m_hintTimer->start(hintMilliseconds);
    refreshTask();
    verticalScrollBar()->setValue(0);
}

void StepPage::showAnswer(const ReadyStep& step)
{
    const SpokenPrediction* prediction = m_session.prediction();
    const bool answered = step.question && prediction != nullptr && m_session.phase() == LessonSession::Phase::Shown;
    m_bars->setVisible(answered && step.question->kind == QuestionKind::Number);
    if (!answered)
        return setText(m_verdict, {});
    const QString answer = QString::fromStdString(step.question->answerText);
    const bool right = isRight(*step.question, prediction->value);
    setText(m_verdict, (right ? tr("✓ Right. You said: %1. Computed: %2") : tr("✗ Not quite. You said: %1. Computed: %2")).arg(prediction->words, answer));
    const Tokens& tokens = m_context.theme.tokens();
    setForeground(m_verdict, right ? tokens.good : tokens.bad);
    if (step.question->kind == QuestionKind::Number)
        m_bars->show({prediction->value.number, step.question->answer, step.question->tolerance, prediction->words, answer}, tokens);
}

void StepPage::showFormula(const ReadyStep& step)
{
    setText(m_formula, step.formula && m_session.phase() == LessonSession::Phase::Shown ? formulaText(*step.formula) : QString());
}

void StepPage::refreshTask()
{
    const ReadyStep& step = m_session.current();
    const bool open = !step.taskAsk.empty() && m_session.phase() == LessonSession::Phase::Shown;
    m_restore->setVisible(open);
    if (!open)
        return setText(m_task, {});
    const bool done = m_session.taskDone();
    QString text = tr("Your task: %1").arg(QString::fromStdString(step.taskAsk));
    int met = 0;
    for (const bool condition : m_session.taskState())
        met += condition ? 1 : 0;
    text += QLatin1Char('\n') + (done ? tr("✓ Done.") : tr("○ %1 of %2 conditions met").arg(met).arg(m_session.currentSource().task->checks.size()));
    setText(m_task, text);
    setForeground(m_task, done ? m_context.theme.tokens().good : m_context.theme.tokens().text);
    if (done)
        m_hintTimer->stop();
}

QString StepPage::text() const
{
    QStringList parts;
    for (const QLabel* label : widget()->findChildren<QLabel*>())
        if (label->isVisibleTo(widget()) && !label->text().isEmpty())
            parts << label->text();
    return parts.join(QLatin1Char('\n'));
}

} // namespace shardscape
