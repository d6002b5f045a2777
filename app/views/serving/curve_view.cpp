// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/serving/curve_view.h"

#include "document/document.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace shardscape {

CurveView::CurveView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new CurveCanvas), m_frame(new PictureFrame(
                                                                          m_canvas, [this] { return curveTable(m_canvas->curve()); }, this))
{
    setObjectName(QStringLiteral("curveView"));
    setAccessibleName(tr("Throughput and latency"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    setFocusProxy(m_frame);
    m_frame->head()->addStretch(1);
    m_frame->setPaint([this](QPainter& painter) { m_canvas->paintPicture(painter); });
    connect(&context.document, &Document::evaluationChanged, this, &CurveView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    connect(m_canvas, &CurveCanvas::chosen, this, &CurveView::choose);
    connect(&m_frame->table(), &TableTwin::rowActivated, this, &CurveView::chooseRow);
    m_canvas->setTokens(context.theme.tokens());
    refresh();
}

void CurveView::refresh()
{
    const auto evaluation = m_context.document.evaluation();
    m_canvas->setCurve(evaluation && evaluation->inference ? evaluation->inference->curve : ThroughputLatency{});
    m_frame->refreshTable();
}

void CurveView::choose(int concurrency)
{
    Scenario scenario = m_context.document.scenario();
    auto* workload = std::get_if<InferenceWorkload>(&scenario.workload.kind);
    if (workload == nullptr)
        return;
    workload->concurrency = concurrency;
    m_context.document.edit(tr("Concurrency %1").arg(concurrency), scenario);
}

void CurveView::chooseRow(int row)
{
    if (row >= 0 && row < static_cast<int>(m_canvas->curve().points.size()))
        choose(m_canvas->curve().points[static_cast<std::size_t>(row)].concurrency);
}

bool CurveView::exportTo(const QString& path) const { return m_frame->exportTo(path); }

} // namespace shardscape
