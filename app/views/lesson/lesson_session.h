// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson under way: which step is shown, whether its question is open, and what the document has to show for it. Runs in a sheet of its
// own, so nobody's work is touched. Knows no widgets. GUI thread only; a lesson's cases are evaluated on another.
#pragma once

#include "lesson/lesson_run.h"
#include "shell/app_context.h"

#include <QFutureWatcher>
#include <QObject>

#include <map>
#include <memory>

namespace shardscape {

/// A prediction and the words in which a person sees it.
struct SpokenPrediction {
    Prediction value;
    QString words;
};

class LessonSession : public QObject {
    Q_OBJECT
public:
    /// Asking: the question is open, nothing of the answer is shown. Held: predicted, but in class the answer waits for release().
    enum class Phase : unsigned char { Idle, Preparing, Failed, Asking, Held, Shown };

    explicit LessonSession(AppContext& context, QObject* parent = nullptr);
    ~LessonSession() override;

    [[nodiscard]] const std::vector<Lesson>& lessons() const { return m_lessons; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const Problems& problems() const { return m_problems; }
    [[nodiscard]] const LessonRun* run() const { return m_run.get(); } ///< null while there is none
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] int stepCount() const { return m_run ? static_cast<int>(m_run->steps().size()) : 0; }
    [[nodiscard]] const ReadyStep& current() const { return m_run->steps()[static_cast<std::size_t>(m_step)]; }
    [[nodiscard]] const LessonStep& currentSource() const { return m_run->lesson().steps[static_cast<std::size_t>(m_step)]; }
    /// The last prediction of the step; null before one.
    [[nodiscard]] const SpokenPrediction* prediction() const;
    /// Predictions for the present question in class, by name.
    [[nodiscard]] int heldPredictions() const { return m_held; }
    /// Of the step's task, for the document as it is; empty without a task or in another sheet.
    [[nodiscard]] const std::vector<bool>& taskState() const { return m_taskState; }
    [[nodiscard]] bool taskDone() const;
    /// Nodes of the decision tree that the document leads through; empty without one.
    [[nodiscard]] std::vector<int> litNodes() const;
    /// Panes that would give the answer away while the question is open.
    [[nodiscard]] bool wantsCurtain() const;
    [[nodiscard]] bool classMode() const { return m_classMode; }
    void setClassMode(bool on);

    /// Evaluates a lesson's cases in the background, then shows a step.
    void start(const QString& id, int step = 0);
    /// Ends the lesson and closes its sheet.
    void stop();
    [[nodiscard]] bool canGo(int step) const { return m_run && step >= 0 && step < stepCount() && !m_run->steps().empty(); }
    void go(int step);
    /// Locks a prediction and, outside class, shows the answer. Ignored while no question is open.
    void predict(const SpokenPrediction& prediction, const QString& student = {});
    /// Shows the answer that class mode holds back.
    void release();
    /// Brings the document back to what the step shows, for a second try at a task.
    void restore();

Q_SIGNALS:
    void changed();
    void taskChanged();
    void paneRequested(const QString& id);

private:
    void prepared();
    void showStep();
    void showScenario(const Scenario& scenario);
    void settle();
    void pointAndPlay();
    void stopAtEnd(double position);
    [[nodiscard]] QString whyLocked(const Scenario& before, const Scenario& after) const;
    [[nodiscard]] bool inOwnSheet() const;
    [[nodiscard]] int ownSheet() const;

    struct Prepared {
        std::shared_ptr<const LessonRun> run;
        Problems problems;
    };

    AppContext& m_context;
    std::vector<Lesson> m_lessons;
    QFutureWatcher<Prepared> m_watcher;
    int m_wantedStep = 0;
    std::shared_ptr<const LessonRun> m_run;
    Problems m_problems;
    Phase m_phase = Phase::Idle;
    int m_step = 0;
    std::map<int, SpokenPrediction> m_predictions; ///< by step
    std::vector<bool> m_taskState;
    int m_held = 0;
    bool m_classMode = false;
    bool m_applying = false;    ///< the edit under way is the lesson's own
    bool m_toPoint = false;     ///< focus and clock wait for the step's evaluation
    double m_playUntil = -1.0;  ///< position at which a playing range ends; negative = none
};

} // namespace shardscape
