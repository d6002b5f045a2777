// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/roofline_view.h"

#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_export.h"
#include "views/common/picture_frame.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QToolButton>
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
    auto* save = new QToolButton(this);
    save->setText(tr("Save…"));
    save->setAutoRaise(true);
    save->setToolTip(tr("Save the picture as PNG or SVG"));
    save->setAccessibleName(tr("Save the roofline as a picture"));
    m_frame->head()->addStretch(1);
    m_frame->head()->addWidget(save);

    connect(save, &QToolButton::clicked, this, &RooflineView::chooseExportFile);
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

bool RooflineView::exportTo(const QString& path) const
{
    return exportPicture(
        *m_canvas, [this](QPainter& painter) { m_canvas->paintPicture(painter); }, path);
}

void RooflineView::chooseExportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the roofline"), QStringLiteral("roofline.png"), tr("Pictures (*.png *.svg)"));
    if (!path.isEmpty() && !exportTo(path))
        QMessageBox::warning(this, tr("Save the roofline"), pictureFileProblem(path));
}

} // namespace shardscape
