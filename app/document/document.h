// SPDX-License-Identifier: GPL-3.0-or-later
// The open scenario. Undo commands are the only hands on it; every change is evaluated in the background, the newest request wins, and
// the old evaluation stays until the new one is there. GUI thread only.
#pragma once

#include "document/background_evaluator.h"
#include "document/foreign_file.h"
#include "evaluate/evaluation.h"
#include "io/preset_library.h"

#include <QObject>
#include <QUndoGroup>
#include <QUndoStack>

#include <memory>

namespace shardscape {

/// A file's content, read and understood but not yet taken over.
struct OpenedFile {
    Scenario scenario;
    QString path;     ///< the scenario's file; empty when the file was none and saving must not overwrite it
    bool whole = false; ///< a scenario of its own; otherwise the present one with another model or cluster
    Problems remarks; ///< what was assumed
};

/// Everything that belongs to one open scenario and to nothing else; a sheet that is not shown is just this.
struct DocumentState {
    Scenario scenario;
    QString filePath;                             ///< empty = in no file yet
    std::shared_ptr<const Evaluation> evaluation; ///< the last one, null before the first
    std::unique_ptr<QUndoStack> undo;             ///< null = an empty history
};

class Document : public QObject {
    Q_OBJECT
public:
    /// Looks scenarios up in `library` and evaluates them with everything the window shows.
    Document(std::shared_ptr<const PresetLibrary> library, Scenario scenario, QObject* parent = nullptr);
    /// The same with another evaluation, for tests of what happens while it runs.
    Document(std::shared_ptr<const PresetLibrary> library, Scenario scenario, EvaluateFunction evaluate, QObject* parent = nullptr);
    ~Document() override;

    [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
    [[nodiscard]] const PresetLibrary& library() const { return *m_library; }
    /// The newest finished evaluation; null before the first. It may belong to an older scenario while isEvaluating() or problems().
    [[nodiscard]] std::shared_ptr<const Evaluation> evaluation() const { return m_evaluation; }
    /// Why the present scenario has no evaluation; empty when it has one or is being evaluated for the first time.
    [[nodiscard]] const Problems& problems() const { return m_problems; }
    [[nodiscard]] bool isEvaluating() const { return m_evaluating; }
    [[nodiscard]] QUndoStack& undoStack() { return *m_undo; }
    /// Follows the history of whichever scenario is open.
    [[nodiscard]] QUndoGroup& undoGroup() { return m_undoGroup; }
    [[nodiscard]] bool isModified() const { return !m_undo->isClean(); }

    /// One step of the history. Edits with the same non-zero gesture merge into one; an edit that changes nothing leaves no step, and a
    /// gesture that ends where it began removes its step. A merged step carries the newest text, so a text that names values should name
    /// the one at the gesture's start.
    void edit(const QString& text, const Scenario& after, int gesture = 0);
    /// Says why an edit must not be, or nothing where it may: a lesson locks what its step is not about. Undo and redo are free.
    using Guard = std::function<QString(const Scenario& before, const Scenario& after)>;
    void setGuard(Guard guard) { m_guard = std::move(guard); }
    /// A fresh number for a gesture (a drag, a typing burst).
    [[nodiscard]] int newGesture() { return ++m_lastGesture; }

    [[nodiscard]] QString filePath() const { return m_filePath; }
    /// Reads a file and leaves the document alone. A model's Hugging Face config.json gives the present scenario with another model, the
    /// output of `nvidia-smi topo -m` the present scenario with another cluster.
    [[nodiscard]] Result<OpenedFile> read(const QString& path) const;
    /// The same for a text that is in no file, such as that of the clipboard.
    /// \param name of the model if the text is a config.json
    [[nodiscard]] Result<OpenedFile> understand(const std::string& text, const QString& name) const;
    /// Replaces everything by what was read and clears the history.
    void takeOver(const OpenedFile& file);
    /// read() and takeOver(). Problems leave the document as it was.
    [[nodiscard]] Result<void> open(const QString& path);
    /// Writes atomically; on failure the old file and the document are unharmed.
    [[nodiscard]] Result<void> save(const QString& path);
    /// Replaces everything by a scenario that is in no file yet, and clears the history.
    void startNew(const Scenario& scenario);
    /// Takes up work that was not saved when the program ended: the scenario counts as modified against `path` (empty = never saved).
    void recover(const Scenario& scenario, const QString& path);
    /// Opens `other` with its history and leaves the present scenario with its own there. The last evaluation of what is opened is shown
    /// at once and a new one asked for.
    void exchange(DocumentState& other);

Q_SIGNALS:
    void scenarioChanged();
    void evaluationChanged(); ///< a new evaluation, or problems instead of one
    void filePathChanged();
    void editRefused(const QString& reason); ///< by the guard; scenarioChanged() follows, so that inputs show what holds

private:
    friend class EditCommand;
    [[nodiscard]] std::optional<ForeignScenario> withTopology(const std::string& text) const;
    void apply(const Scenario& scenario);
    void replace(const Scenario& scenario, const QString& path);
    void take(const EvaluationOutcome& outcome, bool isNewest);

    std::shared_ptr<const PresetLibrary> m_library;
    Scenario m_scenario;
    std::shared_ptr<const Evaluation> m_evaluation;
    Problems m_problems;
    bool m_evaluating = false;
    QUndoGroup m_undoGroup;
    std::unique_ptr<QUndoStack> m_undo;
    std::unique_ptr<BackgroundEvaluator> m_evaluator;
    QString m_filePath;
    int m_lastGesture = 0;
    Guard m_guard;
};

} // namespace shardscape
