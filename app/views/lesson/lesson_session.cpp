// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/lesson/lesson_session.h"

#include "document/document.h"
#include "document/sheets.h"
#include "lesson/lesson_library.h"
#include "shell/focus_hub.h"
#include "shell/model_clock.h"
#include "views/lesson/lesson_records.h"

#include <QSettings>
#include <QtConcurrentRun>

#include <algorithm>

namespace shardscape {

namespace {

constexpr double secondsOfPlay = 8.0; ///< wall time in which a step's range is played

Focus focusOf(const LessonStep& step)
{
    switch (step.focus) {
    case LessonFocusKind::None: return {};
    case LessonFocusKind::Gpu: return {Focus::Kind::Gpu, step.focusId};
    case LessonFocusKind::Stage: return {Focus::Kind::Stage, step.focusId};
    case LessonFocusKind::Link: return {Focus::Kind::Link, step.focusId};
    }
    return {};
}

} // namespace

LessonSession::LessonSession(AppContext& context, QObject* parent)
    : QObject{parent}, m_context{context}, m_lessons{allLessons(context.document.library()).lessons},
      m_classMode{QSettings().value(QStringLiteral("lessons/class")).toBool()}
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &LessonSession::prepared);
    connect(&context.document, &Document::evaluationChanged, this, &LessonSession::settle);
    connect(&context.sheets, &Sheets::changed, this, &LessonSession::settle);
    connect(&context.clock, &ModelClock::positionChanged, this, &LessonSession::stopAtEnd);
    context.document.setGuard([this](const Scenario& before, const Scenario& after) { return whyLocked(before, after); });
}

LessonSession::~LessonSession()
{
    m_context.document.setGuard({});
    m_watcher.disconnect(this);
    m_watcher.waitForFinished();
}

const SpokenPrediction* LessonSession::prediction() const
{
    const auto found = m_predictions.find(m_step);
    return found == m_predictions.end() ? nullptr : &found->second;
}

bool LessonSession::taskDone() const
{
    return !m_taskState.empty() && std::all_of(m_taskState.begin(), m_taskState.end(), [](bool done) { return done; });
}

std::vector<int> LessonSession::litNodes() const
{
    const auto evaluation = m_context.document.evaluation();
    if (!m_run || m_run->lesson().tree.empty() || !evaluation)
        return {};
    return m_run->walkTree(Figures{evaluation});
}

bool LessonSession::wantsCurtain() const
{
    if ((m_phase != Phase::Asking && m_phase != Phase::Held) || !inOwnSheet())
        return false;
    const QuestionKind kind = current().question->kind;
    return (kind == QuestionKind::Number || kind == QuestionKind::Choice) && m_context.document.scenario() == current().scenario;
}

void LessonSession::setClassMode(bool on)
{
    m_classMode = on;
    QSettings().setValue(QStringLiteral("lessons/class"), on);
    if (!on && m_phase == Phase::Held)
        release();
    Q_EMIT changed();
}

void LessonSession::start(const QString& id, int step)
{
    const auto lesson = std::find_if(m_lessons.begin(), m_lessons.end(), [&](const Lesson& l) { return l.id == id.toStdString(); });
    if (lesson == m_lessons.end())
        return;
    m_run.reset();
    m_predictions.clear();
    m_taskState.clear();
    m_wantedStep = step;
    m_phase = Phase::Preparing;
    m_watcher.setFuture(QtConcurrent::run([lesson = *lesson, &library = m_context.document.library()] {
        Result<LessonRun> run = LessonRun::prepare(lesson, library);
        return run ? Prepared{std::make_shared<const LessonRun>(std::move(*run)), {}} : Prepared{nullptr, std::move(run.error())};
    }));
    Q_EMIT changed();
}

void LessonSession::prepared()
{
    if (m_phase != Phase::Preparing)
        return;
    Prepared result = m_watcher.result();
    m_run = std::move(result.run);
    m_problems = std::move(result.problems);
    m_phase = m_run ? Phase::Shown : Phase::Failed;
    if (m_run && !m_run->steps().empty())
        go(std::clamp(m_wantedStep, 0, stepCount() - 1));
    else
        Q_EMIT changed();
}

void LessonSession::stop()
{
    const int own = ownSheet();
    m_phase = Phase::Idle;
    m_run.reset();
    m_taskState.clear();
    m_playUntil = -1.0;
    if (own >= 0)
        m_context.sheets.close(own);
    Q_EMIT changed();
}

void LessonSession::go(int step)
{
    if (!canGo(step))
        return;
    m_step = step;
    m_held = 0;
    m_phase = current().question && prediction() == nullptr ? Phase::Asking : Phase::Shown;
    const QString id = QString::fromStdString(m_run->lesson().id);
    LessonProgress progress = lessonProgress(id);
    progress.reached = std::max(progress.reached, step + 1);
    progress.done = progress.done || step + 1 == stepCount();
    setLessonProgress(id, progress);
    showStep();
}

void LessonSession::showStep()
{
    m_taskState.clear();
    m_playUntil = -1.0;
    m_context.clock.pause();
    const ReadyStep& step = current();
    const bool open = m_phase != Phase::Shown;
    m_toPoint = true;
    showScenario(open ? step.before.value_or(step.scenario) : step.scenario);
    const bool points = step.question && (step.question->kind == QuestionKind::Gpu || step.question->kind == QuestionKind::Link);
    if (!open || points)
        for (const std::string& pane : currentSource().show)
            Q_EMIT paneRequested(QString::fromStdString(pane));
    settle();
    Q_EMIT changed();
}

int LessonSession::ownSheet() const
{
    if (!m_run)
        return -1;
    const Sheets& sheets = m_context.sheets;
    for (int i = 0; i < sheets.count(); ++i)
        if (sheets.filePath(i).isEmpty() && sheets.scenario(i).title == m_run->lesson().title)
            return i;
    return -1;
}

bool LessonSession::inOwnSheet() const { return m_run && ownSheet() == m_context.sheets.current(); }

void LessonSession::showScenario(const Scenario& scenario)
{
    const int own = ownSheet();
    if (own < 0) {
        m_context.sheets.add(scenario);
        return;
    }
    m_context.sheets.show(own);
    m_applying = true;
    m_context.document.edit(tr("Lesson, step %1").arg(m_step + 1), scenario);
    m_applying = false;
    m_context.document.undoStack().setClean(); // a lesson's own steps are nobody's work that could be lost
}

void LessonSession::restore()
{
    if (m_run && !m_run->steps().empty() && m_phase == Phase::Shown)
        showStep();
}

void LessonSession::predict(const SpokenPrediction& prediction, const QString& student)
{
    if (m_phase != Phase::Asking && !(m_phase == Phase::Held && m_classMode))
        return;
    const ReadyQuestion& question = *current().question;
    m_predictions[m_step] = prediction;
    addPredictionRecord({.student = student,
                         .lesson = QString::fromStdString(m_run->lesson().id),
                         .step = m_step + 1,
                         .question = QString::fromStdString(question.ask),
                         .prediction = prediction.words,
                         .answer = QString::fromStdString(question.answerText),
                         .right = isRight(question, prediction.value),
                         .when = QDateTime::currentDateTime()});
    ++m_held;
    m_phase = Phase::Held;
    if (m_classMode)
        Q_EMIT changed();
    else
        release();
}

void LessonSession::release()
{
    if (m_phase != Phase::Held)
        return;
    m_phase = Phase::Shown;
    showStep();
}

void LessonSession::settle()
{
    const auto evaluation = m_context.document.evaluation();
    if (!m_run || !evaluation || m_context.document.isEvaluating() || !m_context.document.problems().empty() || !inOwnSheet())
        return;
    if (m_toPoint) {
        m_toPoint = false;
        // Queued: the views that give the clock its range hear of the evaluation after this.
        QMetaObject::invokeMethod(this, &LessonSession::pointAndPlay, Qt::QueuedConnection);
    }
    if (m_phase != Phase::Shown || m_run->steps().empty() || !currentSource().task)
        return;
    m_taskState = m_run->taskState(m_step, Figures{evaluation});
    Q_EMIT taskChanged();
}

void LessonSession::pointAndPlay()
{
    if (!m_run || m_run->steps().empty())
        return;
    const LessonStep& step = currentSource();
    if (const Focus focus = focusOf(step); focus.kind != Focus::Kind::None && m_context.focus.pinned() != focus)
        m_context.focus.pin(focus);
    if (m_phase != Phase::Shown)
        return;
    const std::string derivation = "derivation:";
    std::string explained = step.explain;
    if (explained.empty() && step.formula.compare(0, derivation.size(), derivation) == 0 && step.formula.find(':', derivation.size()) == std::string::npos)
        explained = step.formula.substr(derivation.size());
    if (!explained.empty())
        m_context.focus.explain(QString::fromStdString(explained));
    ModelClock& clock = m_context.clock;
    if (!step.clockFrom || clock.duration() <= 0)
        return;
    clock.setPosition(*step.clockFrom * clock.duration());
    if (!step.clockTo || *step.clockTo <= *step.clockFrom)
        return;
    m_playUntil = *step.clockTo * clock.duration();
    clock.setSpeed((*step.clockTo - *step.clockFrom) * clock.duration() / secondsOfPlay);
    clock.play();
}

void LessonSession::stopAtEnd(double position)
{
    if (m_playUntil < 0 || position < m_playUntil)
        return;
    m_playUntil = -1.0;
    m_context.clock.pause();
}

QString LessonSession::whyLocked(const Scenario& before, const Scenario& after) const
{
    if (m_applying || !m_run || m_run->steps().empty() || !inOwnSheet())
        return {};
    if (m_phase == Phase::Asking || m_phase == Phase::Held)
        return tr("The lesson asks for a prediction first; then everything can be changed.");
    for (const std::string& path : currentSource().locks)
        if (!agreeAt(before, after, path))
            return tr("This step of the lesson keeps %1 as it is.").arg(QString::fromStdString(path));
    return {};
}

} // namespace shardscape
