// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/comparison_pane.h"

#include <QScrollBar>

namespace shardscape {

ComparisonPane::ComparisonPane(QWidget* parent) : QScrollArea(parent), m_canvas(new ComparisonCanvas)
{
    setAccessibleName(tr("Comparison of schedules"));
    setWidget(m_canvas);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusProxy(m_canvas);
    // The canvas paints its axis at the top of what is visible.
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_canvas, qOverload<>(&QWidget::update));
    connect(&m_comparer, &ScheduleComparer::finished, this,
            [this](const std::shared_ptr<const ScheduleComparison>& comparison) { show(comparison, QString()); });
}

void ComparisonPane::setEvaluation(std::shared_ptr<const Evaluation> evaluation)
{
    m_evaluation = std::move(evaluation);
    if (m_inUse)
        start();
}

void ComparisonPane::setInUse(bool on)
{
    m_inUse = on;
    if (on)
        start();
}

void ComparisonPane::start()
{
    if (m_compared == m_evaluation && m_compared != nullptr)
        return;
    m_compared = m_evaluation;
    m_comparer.cancel();
    if (m_evaluation == nullptr) {
        show(nullptr, tr("No comparison: the plan has no evaluation yet."));
        return;
    }
    if (m_evaluation->scenario.workload.training() == nullptr) {
        show(nullptr, tr("No comparison: inference has forward passes only, so every schedule is the same."));
        return;
    }
    if (m_canvas->comparison() == nullptr)
        show(nullptr, tr("The schedules are being simulated."));
    m_comparer.request(m_evaluation);
}

void ComparisonPane::show(std::shared_ptr<const ScheduleComparison> comparison, const QString& why)
{
    m_canvas->setComparison(std::move(comparison), why);
    Q_EMIT changed();
}

TableData ComparisonPane::table() const
{
    return m_canvas->comparison() != nullptr ? comparisonTable(*m_canvas->comparison()) : TableData{};
}

} // namespace shardscape
