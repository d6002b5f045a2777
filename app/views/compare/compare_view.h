// SPDX-License-Identifier: GPL-3.0-or-later
// The present plan beside a pinned baseline: inputs that differ, figures by the size of their change, and why a figure changed. Pins,
// swaps and removes baselines. The comparison is made on a thread of its own. GUI thread only.
#pragma once

#include "io/comparison.h"
#include "shell/app_context.h"
#include "views/common/newest_job.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QStackedWidget;

namespace shardscape {

class FoldingRow;
class TableTwin;

class CompareView : public QWidget {
    Q_OBJECT
public:
    explicit CompareView(AppContext& context, QWidget* parent = nullptr);

    [[nodiscard]] TableTwin& inputs() { return *m_inputs; }
    [[nodiscard]] TableTwin& outputs() { return *m_outputs; }
    [[nodiscard]] TableTwin& reasons() { return *m_reasons; }
    [[nodiscard]] QString summary() const;
    /// Changes smaller than this share are not listed.
    void setThreshold(double share);

public Q_SLOTS:
    void pin();     ///< the present evaluation becomes the baseline
    void swap();    ///< baseline and present plan change places; one step of the history
    void goBack();  ///< the baseline's scenario becomes the present one; one step of the history
    void removeBaseline();
    void copyAll(); ///< the three tables as tab-separated text

private:
    void makeHead(FoldingRow& head);
    void addCommands();
    void updateBaselines();
    void compareNow();
    void take(const std::shared_ptr<const Comparison>& comparison);
    void fillOutputs();
    void explainRow(int row);

    AppContext& m_context;
    QComboBox* m_choice;
    QDoubleSpinBox* m_threshold;
    QLabel* m_summary;
    QLabel* m_why;
    QStackedWidget* m_stack;
    TableTwin* m_inputs;
    TableTwin* m_outputs;
    TableTwin* m_reasons;
    std::shared_ptr<const Comparison> m_comparison;
    std::shared_ptr<const Evaluation> m_before; ///< of the comparison
    std::shared_ptr<const Evaluation> m_now;
    std::vector<OutputDifference> m_shown; ///< rows of the outputs
    NewestJob<std::shared_ptr<const Comparison>> m_job;
};

} // namespace shardscape
