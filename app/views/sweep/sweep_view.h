// SPDX-License-Identifier: GPL-3.0-or-later
// What-if over ranges: a figure over an input, over two, the assumptions that matter most, and the break-even with the baseline. Follows
// every edit while it is visible, on a thread of its own. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "views/common/newest_job.h"
#include "views/sweep/sweep_canvas.h"
#include "views/sweep/sweep_question.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace shardscape {

class FoldingRow;
class PictureFrame;

class SweepView : public QWidget {
    Q_OBJECT
public:
    explicit SweepView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] SweepCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PictureFrame& frame() { return *m_frame; }
    [[nodiscard]] bool isBusy() const { return m_job.isBusy(); }
    [[nodiscard]] const SweepAnswer& answerNow() const { return m_answer; }
    [[nodiscard]] QString stateText() const;
    /// The chart of the document's present evaluation; null while it is not done, or was never asked for.
    [[nodiscard]] std::shared_ptr<const SweepChart> presentChart() const;
    void setMode(SweepMode mode);
    /// Chooses an input by its path; adds it to the list where it is not offered.
    void setInput(const QString& path);
    void setValues(const QString& values);
    void setFigure(Figure figure);
    /// PNG, SVG, CSV or JSON by the ending of the name.
    [[nodiscard]] bool exportTo(const QString& path) const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeControls(FoldingRow& row);
    void fillLists();
    void updateControls();
    void ask();
    [[nodiscard]] SweepQuestion question() const;
    void take(SweepAnswer answer, bool isFinal);
    void choose(int item);
    void chooseExportFile();

    AppContext& m_context;
    QComboBox* m_mode;
    QComboBox* m_input;
    QComboBox* m_second;
    QComboBox* m_figure;
    QLineEdit* m_values;
    QCheckBox* m_keepGpus;
    QLabel* m_state;
    SweepCanvas* m_canvas;
    PictureFrame* m_frame;
    std::optional<bool> m_listsForTraining; ///< kind of workload that the lists offer inputs and figures for
    std::shared_ptr<const Evaluation> m_asked;
    SweepAnswer m_answer;
    NewestJob<SweepAnswer> m_job;
};

} // namespace shardscape
