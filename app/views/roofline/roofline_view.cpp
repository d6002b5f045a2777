// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline_view.h"

#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace shardscape {

RooflineView::RooflineView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new RooflineCanvas),
      m_frame(new PictureFrame(m_canvas, [this] { return rooflineTable(m_canvas->roofline()); }, this))
{
    setObjectName(QStringLiteral("rooflineView"));
    setAccessibleName(tr("Roofline"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_frame);
    setFocusProxy(m_frame);
    m_frame->head()->addStretch(1);
    m_frame->setPaint([this](QPainter& painter) { m_canvas->paintPicture(painter); });

    connect(&context.document, &Document::evaluationChanged, this, &RooflineView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    connect(m_canvas, &RooflineCanvas::chosen, &context.focus, &FocusHub::explain);
    m_canvas->setTokens(context.theme.tokens());
    refresh();
}

void RooflineView::refresh()
{
    if (const auto evaluation = m_context.document.evaluation())
        m_canvas->setRoofline(rooflineOf(*evaluation));
    m_frame->refreshTable();
}

bool RooflineView::exportTo(const QString& path) const { return m_frame->exportTo(path); }

} // namespace shardscape
