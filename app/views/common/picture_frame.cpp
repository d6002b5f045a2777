// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_frame.h"

#include "views/common/folding_row.h"
#include "views/common/picture_canvas.h"
#include "views/common/picture_export.h"
#include "views/common/table_twin.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImage>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

PictureFrame::PictureFrame(QWidget* picture, std::function<TableData()> makeTable, QWidget* parent)
    : QWidget(parent), m_picture(picture), m_makeTable(std::move(makeTable)), m_head(new QHBoxLayout), m_stack(new QStackedWidget(this)),
      m_table(new TableTwin(this)), m_switch(new QToolButton(this))
{
    m_switch->setText(tr("Table"));
    m_switch->setCheckable(true);
    m_switch->setAutoRaise(true);
    m_switch->setObjectName(QStringLiteral("tableSwitch"));
    m_switch->setToolTip(tr("Show the numbers of this picture as a table"));
    m_switch->setAccessibleName(tr("Show as table"));
    auto* copyButton = new QToolButton(this);
    copyButton->setText(tr("Copy"));
    copyButton->setAutoRaise(true);
    copyButton->setObjectName(QStringLiteral("copyTable"));
    copyButton->setToolTip(tr("Copy the numbers as tab-separated text; the arrow has picture and files"));
    copyButton->setAccessibleName(tr("Copy and export"));
    auto* exports = new QMenu(copyButton);
    exports->addAction(tr("Copy as &table"), this, &PictureFrame::copyTable);
    exports->addAction(tr("Copy as &picture"), this, &PictureFrame::copyPicture);
    exports->addAction(tr("&Save…"), this, &PictureFrame::chooseExportFile);
    copyButton->setMenu(exports);
    copyButton->setPopupMode(QToolButton::MenuButtonPopup);

    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_table);
    auto* controls = new FoldingRow(this);
    QHBoxLayout* row = controls->row();
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(4);
    row->addLayout(m_head, 1);
    row->addWidget(m_switch);
    row->addWidget(copyButton);
    controls->finish();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_picture);
    if (m_picture->accessibleName().isEmpty())
        m_picture->setAccessibleName(tr("Picture"));

    connect(m_switch, &QToolButton::toggled, this, &PictureFrame::setShowsTable);
    connect(copyButton, &QToolButton::clicked, this, &PictureFrame::copyTable);
}

bool PictureFrame::showsTable() const { return m_stack->currentWidget() == m_table; }

void PictureFrame::setShowsTable(bool on)
{
    m_switch->setChecked(on);
    if (on)
        m_table->setTable(m_makeTable());
    QWidget* shown = on ? static_cast<QWidget*>(m_table) : m_picture;
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
}

void PictureFrame::refreshTable()
{
    if (showsTable())
        m_table->setTable(m_makeTable());
}

QWidget& PictureFrame::canvas() const
{
    const auto* area = qobject_cast<QAbstractScrollArea*>(m_picture);
    const auto* scroll = qobject_cast<const QScrollArea*>(area);
    return scroll != nullptr && scroll->widget() != nullptr ? *scroll->widget() : *m_picture;
}

void PictureFrame::paintCanvas(QPainter& painter) const
{
    if (m_paint)
        m_paint(painter);
    else if (auto* picture = qobject_cast<PictureCanvas*>(&canvas()))
        picture->paintPicture(painter);
    else
        canvas().render(&painter, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
}

bool PictureFrame::exportTo(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("png") || suffix == QLatin1String("svg"))
        return exportPicture(canvas(), [this](QPainter& painter) { paintCanvas(painter); }, path);
    const TableData table = m_makeTable();
    QByteArray bytes;
    if (suffix == QLatin1String("csv"))
        bytes = toCsv(table, locale()).toUtf8();
    else if (suffix == QLatin1String("tsv"))
        bytes = toTsv(table).toUtf8();
    else if (suffix == QLatin1String("json"))
        bytes = toJson(table, locale());
    QSaveFile file(path);
    return !bytes.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

void PictureFrame::copyPicture()
{
    QGuiApplication::clipboard()->setImage(pictureImage(canvas(), [this](QPainter& painter) { paintCanvas(painter); }));
}

void PictureFrame::chooseExportFile()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the picture or its numbers"), QStringLiteral("picture.png"),
                                                      tr("Pictures (*.png *.svg);;Tables (*.csv *.tsv *.json)"));
    if (!path.isEmpty() && !exportTo(path))
        QMessageBox::warning(this, tr("Save"),
                             tr("%1 could not be written. Choose a writable place and a name that ends in .png, .svg, .csv, .tsv or .json.").arg(path));
}

void PictureFrame::copyTable()
{
    if (!showsTable())
        m_table->setTable(m_makeTable());
    m_table->copy();
}

} // namespace shardscape
