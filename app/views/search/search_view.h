// SPDX-License-Identifier: GPL-3.0-or-later
// The search for better plans: what is free, fixed and limited on one side, the Pareto front as picture or table on the other. Small spaces
// are searched at once and again whenever something changes; large ones say how many plans they have and wait for Start, because they
// would hold the machine for seconds at every keystroke. Nothing runs on the GUI thread.
#pragma once

#include "document/background_evaluator.h"
#include "search/front_position.h"
#include "shell/app_context.h"
#include "views/search/search_runner.h"
#include "views/search/search_table.h"

#include <QWidget>
#include <QFutureWatcher>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QScrollArea;
class QToolButton;
class QTreeWidget;

namespace shardscape {

class FrontCanvas;
class PictureFrame;
class SpaceForm;

class SearchView : public QWidget {
    Q_OBJECT
public:
    explicit SearchView(AppContext& context, QWidget* parent = nullptr);
    ~SearchView() override;

    /// Spaces up to this size are searched without being asked.
    static constexpr std::uint64_t liveCandidates = 150'000;

    [[nodiscard]] FrontCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    [[nodiscard]] SpaceForm& form() { return *m_form; }
    [[nodiscard]] bool isRunning() const { return m_runner.isRunning(); }
    /// True where what is shown is the result for the present scenario and form, the place of the present plan included.
    [[nodiscard]] bool isSettled() const { return !isRunning() && m_result && m_position && m_searched == m_ready && !isStale(); }
    /// Size of the space as it is set now; nothing while it is counted or wrong.
    [[nodiscard]] std::optional<std::uint64_t> candidates() const;
    [[nodiscard]] QString stateText() const; ///< count, progress, or what was found
    [[nodiscard]] QString words() const;     ///< where the present plan stands, or the figures of the plan under the pointer
    /// Makes the present scenario's plan that of a point, as one step of the history.
    void apply(int point);
    /// CSV or JSON by the ending of the name.
    [[nodiscard]] bool exportTo(const QString& path) const;

public Q_SLOTS:
    void startOrStop();

protected:
    void showEvent(QShowEvent* event) override;

private:
    using Prepared = std::shared_ptr<const PreparedSearch>;
    void build();
    void buildHead();
    void connectAll();
    void listObjectives();
    [[nodiscard]] SearchSetup setupNow() const;
    /// Counts the space soon; a search of another space ends.
    void requestPreparation();
    void prepare();
    void takePreparation();
    void start();
    void showProgress(const SearchSnapshot& snapshot);
    void showResult(const Prepared& prepared, const std::shared_ptr<const SearchResult>& result);
    void showFront(std::vector<SearchPoint> front, std::vector<SearchPoint> others);
    void locate();
    void showReasons();
    void followDocument();
    void preview(int point);
    void pick(int point);
    void updateWords();
    void updateButtons();
    void setState(const QString& text);
    [[nodiscard]] QString wordsOf(const SearchPoint& point) const;
    [[nodiscard]] bool isStale() const;
    void chooseExportFile();

    AppContext& m_context;
    SearchRunner m_runner;
    BackgroundEvaluator m_previewer;
    QTimer m_delay;
    QThreadPool m_pool;
    QFutureWatcher<Result<Prepared>> m_preparation;
    QFutureWatcher<FrontPosition> m_location;

    SpaceForm* m_form;
    QScrollArea* m_side;
    QTreeWidget* m_reasons;
    FrontCanvas* m_canvas;
    PictureFrame* m_frame;
    std::array<QComboBox*, 2> m_objectives{};
    QToolButton* m_start;
    QToolButton* m_apply;
    QToolButton* m_export;
    QToolButton* m_options;
    QLineEdit* m_filter;
    QProgressBar* m_progress;
    QLabel* m_state;
    QLabel* m_words;

    Prepared m_ready;    ///< the space as it is set now; null while it is counted or wrong
    Prepared m_searched; ///< of what is shown
    std::shared_ptr<const SearchResult> m_result; ///< complete or stopped; null while it runs
    Scenario m_basis;    ///< of m_ready
    SearchSetup m_setup; ///< of m_ready
    std::optional<FrontPosition> m_position;
    std::vector<std::size_t> m_rows; ///< points of the table's rows
    int m_hovered = -1;
    bool m_isTraining = true;
    bool m_wasShown = false;
};

} // namespace shardscape
