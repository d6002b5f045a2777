// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/breakdown/breakdown_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shardscape {

namespace {

/// The waterfall of an inference run is taller than a small dock.
QScrollArea* scrolling(QWidget* canvas)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(canvas);
    area->setFocusProxy(canvas);
    return area;
}

} // namespace

BreakdownView::BreakdownView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new BreakdownCanvas),
      m_frame(new PictureFrame(scrolling(m_canvas), [this] { return waterfallTable(m_canvas->all()); }, this))
{
    setObjectName(QStringLiteral("breakdownView"));
    setAccessibleName(tr("Step breakdown"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    setFocusProxy(m_frame);
    m_frame->head()->addStretch(1);

    connect(&context.document, &Document::evaluationChanged, this, &BreakdownView::refresh);
    connect(&context.baselines, &Baselines::changed, this, &BreakdownView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    connect(m_canvas, &BreakdownCanvas::chosen, &context.focus, &FocusHub::explain);
    m_canvas->setTokens(context.theme.tokens());
    refresh();
}

void BreakdownView::refresh()
{
    if (const auto evaluation = m_context.document.evaluation())
        m_canvas->setWaterfalls(waterfalls(*evaluation));
    const auto baseline = m_context.baselines.against(m_context.document.evaluation().get());
    m_canvas->setBaseline(baseline ? waterfalls(*baseline) : std::vector<Waterfall>{});
    m_frame->refreshTable();
}

} // namespace shardscape
